//! `StorageError`: what could not be done with a file, why, and what to do about it.

use crate::{
    format::{ImportError, ReadError, WriteError},
    model::Fingerprint,
};
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
    /// Look for the backups of a project.
    ListBackups,
    /// Keep the version that stands there among the backups.
    KeepBackup,
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
    /// Another version stands there than the one that was to be replaced.
    ChangedElsewhere {
        /// Which one.
        found: Fingerprint,
    },
    /// A file stands there, though there was to be none.
    AlreadyThere,
    /// The file that was to be replaced is not there any more.
    Gone,
    /// The file changed again each time it was to be replaced.
    KeepsChanging,
    /// The disk gave back other bytes than were written.
    OtherBytesCameBack,
    /// The file has to be changed in place, and its old version could not be kept beforehand.
    NoBackupInPlace(Box<Cause>),
    /// The file was being changed in place and is not whole; a record of the change is kept.
    Unfinished(io::Error),
    /// The system gave an error and no answer as to which version stands there.
    Unknown(io::Error),
}

impl Undertaking {
    const fn failed(self) -> &'static str {
        match self {
            Self::Open => "The project could not be opened",
            Self::Import => "The article could not be read",
            Self::Save => "Not saved",
            Self::Export => "The summary could not be written",
            Self::KeepSettings => "The settings could not be kept",
            Self::ListBackups => "The backups could not be listed",
            Self::KeepBackup => "No backup was made",
        }
    }

    const fn is_reading(self) -> bool {
        match self {
            Self::Open | Self::Import | Self::ListBackups => true,
            Self::Save | Self::Export | Self::KeepSettings | Self::KeepBackup => false,
        }
    }
}

impl StorageError {
    /// What did not work, without a full stop: "The project could not be opened", "Not saved: the disk is
    /// full".
    pub fn headline(&self) -> String {
        let failed = match (&self.cause, self.what) {
            (Cause::Unfinished(_), _) => "Not saved whole",
            (Cause::Unknown(_), _) => "It is not known whether this was saved",
            (_, what) => what.failed(),
        };
        if self.what.is_reading() { failed.to_owned() } else { format!("{failed}: {}", self.reason()) }
    }

    /// Why, in a clause: "the disk is full".
    pub fn reason(&self) -> String {
        if let Cause::System(error) = &self.cause
            && self.what.is_reading()
        {
            return reading_error(error);
        }
        self.cause.reason()
    }

    /// What is safe now, in a sentence; nothing when only reading was tried. `in_recovery`: whether what was
    /// not saved is kept for recovery.
    pub fn what_is_safe(&self, in_recovery: bool) -> String {
        if self.what.is_reading() {
            return String::new();
        }
        let kept = if in_recovery { "your work is kept in recovery" } else { "" };
        let file = match &self.cause {
            Cause::Unfinished(_) => {
                "The old and the new version are both kept whole: in a record, which puts the file right at the next start, and the old one among the backups"
            }
            Cause::Unknown(_) => {
                "Either the old or the new version stands there whole, and the other beside it"
            }
            Cause::ChangedElsewhere { .. } | Cause::AlreadyThere => "The file on disk is left as it is",
            Cause::Gone => "Nothing on disk was changed",
            Cause::System(_)
            | Cause::IsFolder
            | Cause::NoPlainFile
            | Cause::WriteProtected
            | Cause::TooLarge
            | Cause::Read(_)
            | Cause::Import(_)
            | Cause::Write(_)
            | Cause::DoesNotReadBack
            | Cause::KeepsChanging
            | Cause::OtherBytesCameBack
            | Cause::NoBackupInPlace(_) => "The file on disk is unchanged",
        };
        if kept.is_empty() { format!("{file}.") } else { format!("{file}; {kept}.") }
    }

    /// What to do about it, in a sentence.
    pub fn what_to_do(&self) -> String {
        let Cause::System(error) = &self.cause else { return self.cause.advice() };
        let advice = if self.what.is_reading() {
            reading_advice(error)
        } else {
            writing_advice(error, self.what == Undertaking::Save)
        };
        advice.to_owned()
    }

    /// What follows the headline, in sentences: why unless that was said, what is safe, what to do.
    pub fn explanation(&self, in_recovery: bool) -> String {
        let why =
            if self.what.is_reading() { format!("{}.", capitalised(&self.reason())) } else { String::new() };
        let parts = [why, self.what_is_safe(in_recovery), self.what_to_do()];
        parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

impl Cause {
    /// Why, in a clause.
    pub(in crate::storage) fn reason(&self) -> String {
        let clause = match self {
            Self::System(error) => return writing_error(error),
            Self::Read(error) => return error.to_string().trim_end_matches('.').to_owned(),
            Self::Import(error) => return error.to_string(),
            Self::Write(error) => return error.to_string(),
            Self::IsFolder => "a folder has this name",
            Self::NoPlainFile => "this is not a plain file",
            Self::WriteProtected => "the file is write-protected",
            Self::TooLarge => {
                return format!("the file is larger than {} MB", crate::format::MAX_FILE_BYTES / 1_000_000);
            }
            Self::DoesNotReadBack => "what would have been written does not read back as the same project",
            Self::ChangedElsewhere { .. } => "somebody else changed this file",
            Self::AlreadyThere => "there is a file of this name already",
            Self::Gone => "the file is not there any more",
            Self::KeepsChanging => "the file is being changed by another program all the time",
            Self::OtherBytesCameBack => "the disk gave back other bytes than were written",
            Self::NoBackupInPlace(cause) => {
                return format!(
                    "the file can only be changed in place, and a backup could not be made first: {}",
                    cause.reason()
                );
            }
            Self::Unfinished(error) => {
                return format!("the file could only be changed in place, and that was cut short: {error}");
            }
            Self::Unknown(error) => return format!("the system gave an error at the last step: {error}"),
        };
        clause.to_owned()
    }

    fn advice(&self) -> String {
        let sentence = match self {
            Self::IsFolder => "Choose a file.",
            Self::NoPlainFile | Self::AlreadyThere => "Choose another name.",
            Self::WriteProtected => "Save under another name, or lift the protection.",
            Self::TooLarge => "Split the article into several projects.",
            Self::DoesNotReadBack => "Please report this, and export a summary to keep your work.",
            Self::ChangedElsewhere { .. } => "Look at the other version, then merge the two or keep both.",
            Self::Gone => "Was it moved or renamed? Save under another name, or save it here anew.",
            Self::KeepsChanging => "Close the other program, or save under another name.",
            Self::OtherBytesCameBack => "The disk may be failing: save on another one.",
            Self::NoBackupInPlace(_) => "Free some space and save again, or save under another name.",
            Self::Unfinished(_) => "Save under another name.",
            Self::Unknown(_) => "Save under another name, and look at the file again.",
            // These say it themselves.
            Self::System(_) | Self::Read(_) | Self::Import(_) | Self::Write(_) => "",
        };
        sentence.to_owned()
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the list of the standard library, which grows")]
fn reading_error(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "you have no permission to read it".to_owned(),
        _ => writing_error(error),
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the list of the standard library, which grows")]
fn reading_advice(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound => "Was it moved or renamed?",
        io::ErrorKind::PermissionDenied => "Ask for it, or open a copy of your own.",
        _ => writing_advice(error, false),
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the list of the standard library, which grows")]
fn writing_error(error: &io::Error) -> String {
    let clause = match error.kind() {
        io::ErrorKind::NotFound => "the folder is not there any more",
        io::ErrorKind::PermissionDenied => "you have no permission to write in this folder",
        io::ErrorKind::ReadOnlyFilesystem => "the disk can only be read, not written",
        io::ErrorKind::StorageFull => "the disk is full",
        io::ErrorKind::QuotaExceeded => "your share of the disk is used up",
        io::ErrorKind::FileTooLarge => "the system allows no file of this size here",
        io::ErrorKind::NotADirectory => "a part of the path is a file, not a folder",
        io::ErrorKind::InvalidFilename => "the name is too long or not allowed",
        // Every other kind is told in the system's own words.
        _ => return format!("the system says: {error}"),
    };
    clause.to_owned()
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the list of the standard library, which grows")]
fn writing_advice(error: &io::Error, saving: bool) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound => "Save under another name.",
        io::ErrorKind::PermissionDenied => "Save in another one.",
        io::ErrorKind::ReadOnlyFilesystem => "Save on another one.",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded if saving => {
            "Free some space and save again."
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "Free some space and try again.",
        io::ErrorKind::FileTooLarge | io::ErrorKind::NotADirectory => "Choose another place.",
        io::ErrorKind::InvalidFilename => "Choose another name.",
        _ => "Try again, or use another place.",
    }
}

fn capitalised(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// Cause first, path last: paths are long, and private.
impl fmt::Display for StorageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}. {} ({})", self.headline(), self.explanation(false), self.path.display())
    }
}

impl std::error::Error for StorageError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.cause {
            Cause::System(error) | Cause::Unfinished(error) | Cause::Unknown(error) => Some(error),
            Cause::Read(error) => Some(error.as_ref()),
            Cause::Import(error) => Some(error),
            Cause::Write(error) => Some(error),
            Cause::IsFolder
            | Cause::NoPlainFile
            | Cause::WriteProtected
            | Cause::TooLarge
            | Cause::DoesNotReadBack
            | Cause::ChangedElsewhere { .. }
            | Cause::AlreadyThere
            | Cause::Gone
            | Cause::KeepsChanging
            | Cause::OtherBytesCameBack
            | Cause::NoBackupInPlace(_) => None,
        }
    }
}

impl From<io::Error> for Cause {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::IsADirectory { Self::IsFolder } else { Self::System(error) }
    }
}
