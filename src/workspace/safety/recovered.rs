//! Work that no file holds, found in a journal.

use super::JournalName;
use crate::model::{Project, Timestamp};
use std::{path::PathBuf, sync::Arc};

/// Work of an earlier sitting that came back with the project.
#[derive(Clone, Debug)]
pub struct RecoveredWork {
    /// The journal it comes from.
    pub journal: JournalName,
    /// How many changes no file holds.
    pub edits: usize,
    /// When the last of them was made.
    pub until: Option<Timestamp>,
    /// The project with them.
    pub version: Arc<Project>,
    /// The version of the file that they were made from.
    pub base: Arc<Project>,
    /// Whether the file still holds that version, so that the work is on the desk already. Otherwise it
    /// waits beside the file's own version.
    pub is_on_desk: bool,
    /// What was wrong with the journal, in a sentence.
    pub damage: Option<String>,
}

impl RecoveredWork {
    /// The journal that is of no more use once the work on the desk is kept: a damaged one is not gone on
    /// with, so it would be listed for ever.
    pub(in crate::workspace) fn journal_done_with(self) -> Option<JournalName> {
        (self.is_on_desk && self.damage.is_some()).then_some(self.journal)
    }
}

/// Work that a program left which did not end as it should; the start page lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnfinishedWork {
    /// The journal it is in.
    pub journal: JournalName,
    /// The title of the project.
    pub title: String,
    /// Its file; `None` when it was never saved.
    pub path: Option<PathBuf>,
    /// How many changes no file holds.
    pub edits: usize,
    /// When the last of them was made.
    pub until: Option<Timestamp>,
    /// What is wrong with the journal, in a sentence.
    pub damage: Option<String>,
}
