//! `StorageError`: what could not be done with a file, why, and what to do about it.

use crate::format::{ImportError, ReadError, WriteError};
use std::{fmt, io, path::PathBuf};

/// Something that could not be done with a file. What stood on the disk before stands there still.
#[derive(Debug)]
pub struct StorageError {
    /// The file.
    pub path: PathBuf,
    /// What was to be done with it.
    pub what: Undertaking,
    /// Why it could not be done.
    pub cause: Cause,
}

/// What was to be done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undertaking {
    /// Open a project.
    Open,
    /// Read an article.
    Import,
    /// Save a project.
    Save,
    /// Write a summary.
    Export,
    /// Keep the settings.
    KeepSettings,
}

/// Why something could not be done with a file.
#[derive(Debug)]
pub enum Cause {
    /// The system said no.
    System(io::Error),
    /// It is a folder.
    IsFolder,
    /// It is a device, a pipe or the like.
    NoPlainFile,
    /// It is marked as not to be changed.
    WriteProtected,
    /// It is larger than a project may be.
    TooLarge,
    /// It is no project that can be opened.
    Read(Box<ReadError>),
    /// It is no article that can be imported.
    Import(ImportError),
    /// The project cannot be written.
    Write(WriteError),
    /// What would have been written did not read back as the same project.
    DoesNotReadBack,
}

impl Undertaking {
    const fn failed(self) -> &'static str {
        match self {
            Self::Open => "The project could not be opened",
            Self::Import => "The article could not be read",
            Self::Save => "The project could not be saved",
            Self::Export => "The summary could not be written",
            Self::KeepSettings => "The settings could not be kept",
        }
    }
}

impl StorageError {
    /// What did not work, in a sentence without a full stop: "The project could not be saved".
    pub const fn what_failed(&self) -> &'static str {
        self.what.failed()
    }

    /// Why, and what to do, in sentences.
    pub fn why_and_what_to_do(&self) -> String {
        match &self.cause {
            Cause::System(error) => self.explain(error),
            Cause::IsFolder => "A folder has this name. Choose a file.".to_owned(),
            Cause::NoPlainFile => "This is not a plain file. Choose another name.".to_owned(),
            Cause::WriteProtected => {
                "The file is write-protected. Save under another name, or lift the protection.".to_owned()
            }
            Cause::TooLarge => format!(
                "The file is larger than {} MB. Split the article into several projects.",
                crate::format::MAX_FILE_BYTES / 1_000_000
            ),
            Cause::Read(error) => capitalised(&error.to_string()),
            Cause::Import(error) => format!("{}.", capitalised(&error.to_string())),
            Cause::Write(error) => format!("{}.", capitalised(&error.to_string())),
            Cause::DoesNotReadBack => {
                "What would have been written does not read back as the same project, so the file was left as it was. Please report this, and export a summary to keep your work.".to_owned()
            }
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the list of the standard library, which grows")]
    fn explain(&self, error: &io::Error) -> String {
        let reading = matches!(self.what, Undertaking::Open | Undertaking::Import);
        let sentence = match error.kind() {
            io::ErrorKind::NotFound if reading => "There is no such file. Was it moved or renamed?",
            io::ErrorKind::NotFound => "The folder is not there any more. Save under another name.",
            io::ErrorKind::PermissionDenied if reading => {
                "You have no permission to read it. Ask for it, or open a copy of your own."
            }
            io::ErrorKind::PermissionDenied => {
                "You have no permission to write in this folder. Save in another one."
            }
            io::ErrorKind::ReadOnlyFilesystem => {
                "The disk can only be read, not written. Save on another one."
            }
            io::ErrorKind::StorageFull => "The disk is full. Free some space and try again.",
            io::ErrorKind::QuotaExceeded => {
                "Your share of the disk is used up. Free some space and try again."
            }
            io::ErrorKind::NotADirectory => {
                "A part of the path is a file, not a folder. Choose another place."
            }
            io::ErrorKind::InvalidFilename => "The name is too long or not allowed. Choose another name.",
            // Every other kind is told in the system's own words.
            _ => return format!("The system says: {error}. Try again, or use another place."),
        };
        sentence.to_owned()
    }
}

fn capitalised(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// Cause first, path last: paths are long, and private.
impl fmt::Display for StorageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}. {} ({})", self.what_failed(), self.why_and_what_to_do(), self.path.display())
    }
}

impl std::error::Error for StorageError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.cause {
            Cause::System(error) => Some(error),
            Cause::Read(error) => Some(error.as_ref()),
            Cause::Import(error) => Some(error),
            Cause::Write(error) => Some(error),
            Cause::IsFolder
            | Cause::NoPlainFile
            | Cause::WriteProtected
            | Cause::TooLarge
            | Cause::DoesNotReadBack => None,
        }
    }
}

impl From<io::Error> for Cause {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::IsADirectory { Self::IsFolder } else { Self::System(error) }
    }
}
