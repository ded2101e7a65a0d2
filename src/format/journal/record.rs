//! `Record`: what stands in a journal, one frame each.

use super::{FrameKind, v1};
use crate::{
    edit::Recorded,
    format::{ReadError, WriteError},
    model::{Fingerprint, Project, Timestamp},
};
use std::{path::PathBuf, sync::Arc};

/// Who works on which file from when on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitting {
    /// The name that the system knows the person by.
    pub who: String,
    /// When it began.
    pub at: Timestamp,
    /// The project's file; `None` when it was never saved.
    pub path: Option<PathBuf>,
    /// The version that the file held last, as far as is known.
    pub fingerprint: Option<Fingerprint>,
    /// So many changes of the project, as it is at that point, are in no file.
    pub unsaved: usize,
}

/// How what follows is connected with what stood before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// A sitting begins.
    Sitting,
    /// A file of the journal begins, in the middle of a sitting, with the project as it was.
    GoesOn,
    /// A file begins with a project that cannot be made from what stood before.
    Anew,
}

/// One record of a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// A sitting or a file of the journal begins.
    Opened {
        /// Who, which file, from when on.
        sitting: Sitting,
        /// What the project is called.
        title: String,
        /// How it is connected with what stood before.
        start: Start,
    },
    /// The whole project as it is now.
    Base(Arc<Project>),
    /// Something happened to the history.
    Change {
        /// What.
        recorded: Recorded,
        /// When it was written down.
        at: Timestamp,
    },
    /// Something happened, but the next base holds it already: for the story alone.
    Told {
        /// What.
        recorded: Recorded,
        /// When it was written down.
        at: Timestamp,
    },
    /// The present project is about to be saved.
    SaveBegun {
        /// Where to.
        path: PathBuf,
    },
    /// A version of the project is in its file.
    Saved {
        /// Where.
        path: PathBuf,
        /// The bytes of the file.
        fingerprint: Fingerprint,
        /// The sequence number after which the project was as it was saved.
        as_of: u64,
        /// So many changes were made since then.
        unsaved: usize,
        /// When.
        at: Timestamp,
    },
    /// What was not saved by now was given up.
    Discarded {
        /// When.
        at: Timestamp,
    },
    /// The sitting ended in good order.
    Closed {
        /// When.
        at: Timestamp,
    },
}

/// Why a frame that is whole holds no record.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// A newer Claimdesk wrote it.
    #[error("it was written by a newer Claimdesk")]
    Newer,
    /// It is not written as such records are.
    #[error("a record cannot be read: {0}")]
    Unreadable(String),
    /// The project in it cannot be read.
    #[error("the project in it cannot be read: {0}")]
    Project(#[from] ReadError),
}

impl Record {
    /// The record as the payload of a frame.
    pub fn to_payload(&self) -> Result<(FrameKind, Vec<u8>), WriteError> {
        v1::to_payload(self)
    }

    /// The record in a frame.
    pub fn of_frame(kind: FrameKind, payload: &[u8]) -> Result<Self, RecordError> {
        v1::of_frame(kind, payload)
    }
}
