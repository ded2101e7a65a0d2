//! `JournalError`: why work is not protected just now; and `RecoverError`: why it was not brought back.

use crate::{
    format::{WriteError, journal::RecordError},
    storage::StateFolderError,
};
use std::{io, path::PathBuf};

/// Why what is done now would be lost if the program ended. The project on the desk and its file are as
/// they were.
#[derive(Debug, thiserror::Error)]
#[error("Recovery is off: {0}. Save now.")]
pub struct JournalError(#[from] pub JournalCause);

/// What is the matter with the journal.
#[derive(Debug, thiserror::Error)]
pub enum JournalCause {
    /// There is no folder for it.
    #[error(transparent)]
    NoFolder(#[from] StateFolderError),
    /// The system said no.
    #[error("{}", explain(.0))]
    System(#[from] io::Error),
    /// The project cannot be written as text.
    #[error("{0}")]
    NotWritable(#[from] WriteError),
    /// What would have been written would not read back as the same project.
    #[error("the project does not read back from its own text; please report this")]
    DoesNotReadBack,
    /// Its files were taken away.
    #[error("its files in {} were taken away", .0.display())]
    TakenAway(PathBuf),
    /// It is being written by another window.
    #[error("another window is writing it")]
    InUse,
}

/// The system's no in plain words, without a full stop.
#[expect(clippy::wildcard_enum_match_arm, reason = "the list of the standard library, which grows")]
fn explain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::QuotaExceeded => "your share of the disk is used up".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk can only be read, not written".to_owned(),
        io::ErrorKind::PermissionDenied => "its folder may not be written to".to_owned(),
        io::ErrorKind::FileTooLarge => "the system allows no larger file".to_owned(),
        _ => format!("the system says: {error}"),
    }
}

/// Why unsaved work was not brought back. What there is of it is kept as it is.
#[derive(Debug, thiserror::Error)]
pub enum RecoverError {
    /// Another window has it open.
    #[error("Another window is working on it.")]
    InUse,
    /// There is no such journal.
    #[error("There is nothing to recover any more.")]
    NotThere,
    /// Trying ended the program before, more than once.
    #[error(
        "Recovering this work ended the program {attempts} times, so it was not tried again. Nothing is lost: it is kept in {}.",
        .folder.display()
    )]
    TriedTooOften {
        /// How often it was tried.
        attempts: usize,
        /// Where it is kept.
        folder: PathBuf,
    },
    /// A newer Claimdesk wrote it.
    #[error("A newer Claimdesk wrote this work. Install the newest one to recover it; it is kept in {}.", .0.display())]
    Newer(PathBuf),
    /// No whole project is left in it.
    #[error("What was kept of this work is damaged: no whole project is left in it ({why}). It is kept in {}.", .folder.display())]
    NothingWhole {
        /// What is wrong.
        why: String,
        /// Where it is kept.
        folder: PathBuf,
    },
    /// The system said no.
    #[error("What was kept of this work could not be read. It is kept in {}. The system says: {error}.", .folder.display())]
    System {
        /// Where it is kept.
        folder: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

impl RecoverError {
    pub(super) fn of_record(error: &RecordError, folder: PathBuf) -> Self {
        match error {
            RecordError::Newer => Self::Newer(folder),
            RecordError::Unreadable(_) | RecordError::Project(_) => {
                Self::NothingWhole { why: error.to_string(), folder }
            }
        }
    }
}
