//! How the open project is protected: by its journal, and against a second window.

use crate::model::{Fingerprint, Project, Timestamp};
use std::{path::PathBuf, sync::Arc};

/// Which project on the desk something is about: each that is put there has the next number, so that
/// what comes late for an earlier one does no harm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeskNumber(pub u64);

/// Which journal in the state folder.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct JournalName(pub String);

/// What the keeper of the open project needs to begin.
#[derive(Clone, Debug)]
pub struct Protect {
    /// Which project on the desk.
    pub desk: DeskNumber,
    /// Its file; `None` while it was never saved.
    pub path: Option<PathBuf>,
    /// What the file holds.
    pub holds: Option<Fingerprint>,
    /// The project from which the journal begins.
    pub project: Arc<Project>,
    /// The journal of the last sitting, which goes on.
    pub resume: Option<JournalName>,
    /// Whether the project has what no file holds.
    pub is_unsaved: bool,
    /// Whether the person wants it although another window has it.
    pub take_over: bool,
    /// When the sitting begins.
    pub at: Timestamp,
}

/// Whether the project may be changed here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Access {
    /// It may.
    #[default]
    Full,
    /// Another window has it open: it can be looked at here.
    OpenElsewhere,
    /// Another window has taken it over from this one.
    TakenOver,
    /// It can only be looked at, for this reason, in a sentence.
    ReadOnly(String),
}

/// Whether every change is written down as it happens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum JournalState {
    /// The journal is being begun.
    #[default]
    Beginning,
    /// Every change is in the journal.
    On,
    /// The disk is full; the journal goes on in room that was set aside.
    OnReserve,
    /// Changes are not written down, for this reason, in a sentence.
    Off(String),
}
