//! `Failure`: why a subcommand ended early.

use crate::{
    edit::Refusal,
    storage::{StateFolderError, StorageError, journal::RecoverError},
};
use std::{io, path::PathBuf};

/// Why a subcommand could not do its work; the message for the person, cause first.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// A file could not be used.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The change is not possible.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// A file is there that would be lost.
    #[error("The file is there already. Give --force to replace it, or choose another name. ({})", .0.display())]
    WouldReplace(PathBuf),
    /// The summary would take the place of its own project.
    #[error("The summary was not written. This is the project itself: choose another name. ({})", .0.display())]
    WouldReplaceProject(PathBuf),
    /// There is no folder that a history could be in.
    #[error("The history could not be read: {0}.")]
    NoStateFolder(#[from] StateFolderError),
    /// The journals could not be listed.
    #[error("The history could not be read. The system says: {0}.")]
    NoJournals(io::Error),
    /// A journal could not be read.
    #[error("{0}")]
    Journal(#[from] RecoverError),
    /// The results could not be written to standard output.
    #[error("The results could not be written. The system says: {0}.")]
    Output(#[from] io::Error),
}

impl Failure {
    /// Whether whoever reads our results simply has enough, as `head` has.
    pub(super) fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}
