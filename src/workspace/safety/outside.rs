//! The project's file was changed by somebody else: another program, another person, another machine.

use super::super::Failure;
use crate::model::{Fingerprint, Project};
use std::sync::Arc;

/// Another version of the project, as the file holds it now.
#[derive(Clone, Debug)]
pub struct OutsideVersion {
    /// The project.
    pub project: Arc<Project>,
    /// The bytes it was read from.
    pub fingerprint: Fingerprint,
    /// What had to be put right in it.
    pub warnings: Vec<String>,
}

/// What a look at the project's file found.
#[derive(Clone, Debug)]
pub enum Found {
    /// The version that was expected.
    Expected,
    /// There is no file.
    Gone,
    /// The project that was on the desk when the look began, in other bytes than were expected.
    OnDesk {
        /// The project.
        project: Arc<Project>,
        /// The bytes.
        fingerprint: Fingerprint,
    },
    /// Another version.
    Changed(OutsideVersion),
    /// Something that cannot be opened.
    Unreadable {
        /// The bytes, if they could be read at all.
        fingerprint: Option<Fingerprint>,
        /// Why not.
        failure: Failure,
    },
}

/// How the file differs from what the desk believes, while that waits for an answer.
#[derive(Clone, Debug)]
pub enum Outside {
    /// It is gone.
    Gone,
    /// It holds another version, and the desk has changes of its own.
    Changed(OutsideVersion),
    /// It cannot be opened any more.
    Unreadable {
        /// The bytes, if they could be read at all.
        fingerprint: Option<Fingerprint>,
        /// Why not.
        failure: Failure,
    },
}

/// What to do about a file that somebody else changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutsideAnswer {
    /// Bring both versions together, claim by claim.
    Merge,
    /// Save this window's version to a file of its own, beside the other.
    KeepBoth,
    /// Go on with the file's version; this window's stays in the history.
    TakeTheirs,
    /// Save this window's version; the file's goes to the backups.
    TakeOurs,
}
