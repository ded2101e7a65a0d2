//! `Saver`: our way of saving and the weakened ones, called alike.

use super::{
    outcome::Outcome,
    version::Version,
    weak,
    weak_disk::{WeakDisk, Weakness},
};
use claimdesk::{
    format::{self, ExportFormat},
    model::{Fingerprint, Timestamp},
    storage::{self, Cause, Certainty, Disk, Expected, Saved, StorageError, SystemDisk},
};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// A way of saving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Saver {
    /// Ours.
    Claimdesk,
    /// Ours, on a disk with a step left out or not to be had.
    On(Weakness),
    /// [`weak::plain_write`].
    PlainWrite,
    /// [`weak::renamed`].
    Renamed,
    /// [`weak::synced_and_renamed`].
    SyncedAndRenamed,
    /// [`weak::credulous`].
    Credulous,
}

/// The file that a save expects to replace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expects {
    /// None.
    NoFile,
    /// What stands there now.
    WhatIsThere,
}

const NAMES: [(Saver, &str); 11] = [
    (Saver::Claimdesk, "claimdesk"),
    (Saver::On(Weakness::NoSync), "without-sync"),
    (Saver::On(Weakness::NoFolderSync), "without-folder-sync"),
    (Saver::On(Weakness::ExchangeDestroys), "without-exchange"),
    (Saver::On(Weakness::OnlyPlainRename), "only-plain-rename"),
    (Saver::On(Weakness::StopsInPlace), "stops-in-place"),
    (Saver::On(Weakness::StopsBeforeExchange), "stops-before-exchange"),
    (Saver::PlainWrite, "plain-write"),
    (Saver::Renamed, "renamed"),
    (Saver::SyncedAndRenamed, "synced-and-renamed"),
    (Saver::Credulous, "credulous"),
];

impl Saver {
    /// Its name on a command line.
    pub(crate) fn name(self) -> &'static str {
        NAMES.iter().find(|(saver, _)| *saver == self).expect("every way of saving has a name").1
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(_, its)| *its == name).map(|(saver, _)| *saver)
    }

    /// Whether the version before is to be found after a save.
    pub(crate) const fn keeps_backups(self) -> bool {
        matches!(self, Self::Claimdesk | Self::On(_))
    }

    /// Saves a version.
    pub(crate) fn save(self, path: &Path, version: &Version, expects: Expects) -> Outcome {
        let done = match self {
            Self::Claimdesk => return ours(&SystemDisk, path, version, expects),
            Self::On(weakness) => return ours(&WeakDisk(weakness), path, version, expects),
            Self::PlainWrite => weak::plain_write(path, &version.bytes()),
            Self::Renamed => weak::renamed(path, &version.bytes()),
            Self::SyncedAndRenamed => weak::synced_and_renamed(path, &version.bytes()),
            Self::Credulous => weak::credulous(path, &version.bytes()),
        };
        weakly(done)
    }

    /// Writes a summary of a version.
    pub(crate) fn export(self, path: &Path, version: &Version) -> Outcome {
        let text = format::export(&version.project(), ExportFormat::Markdown);
        let done = match self {
            Self::Claimdesk | Self::On(_) => {
                return outcome(storage::export_to(path, ExportFormat::Markdown, &version.project()));
            }
            Self::PlainWrite => weak::plain_write(path, text.as_bytes()),
            Self::Renamed => weak::renamed(path, text.as_bytes()),
            Self::SyncedAndRenamed => weak::synced_and_renamed(path, text.as_bytes()),
            Self::Credulous => weak::credulous(path, text.as_bytes()),
        };
        weakly(done)
    }
}

/// What the program does when it starts and opens the project: changes in place are finished, leftovers put away.
pub(crate) fn start_again(path: &Path, now: Timestamp) {
    let state = state_for(path);
    let _told_to_the_person = storage::recover_in_place_on(&SystemDisk, &state, now);
    let _told_to_the_person = storage::tidy_leftovers_on(&SystemDisk, Some(&state), path, now);
}

/// The folder for what saving remembers: beside the file, so that nothing of a test is left elsewhere.
pub(crate) fn state_for(path: &Path) -> PathBuf {
    path.with_file_name("state")
}

fn ours<D: Disk>(disk: &D, path: &Path, version: &Version, expects: Expects) -> Outcome {
    let expected = match (expects, fs::read(path)) {
        (Expects::NoFile, _) => Expected::NoFile,
        (Expects::WhatIsThere, Ok(bytes)) => Expected::Version(Fingerprint::of(&bytes)),
        (Expects::WhatIsThere, Err(error)) => {
            return Outcome::NotSaved(format!("it could not be read before: {error}"));
        }
    };
    let state = state_for(path);
    outcome(storage::save_on(disk, Some(&state), path, &version.project(), expected, version.label()))
}

fn outcome(result: Result<Saved, StorageError>) -> Outcome {
    let error = match result {
        Ok(Saved { certainty: Certainty::OnDisk, .. }) => return Outcome::Saved,
        Ok(Saved { certainty: Certainty::NotConfirmed(why), .. }) => return Outcome::NotConfirmed(why),
        Err(error) => error,
    };
    let told = error.to_string();
    match error.cause {
        Cause::Unknown(_) | Cause::Unfinished(_) => Outcome::Unknown(told),
        Cause::ChangedElsewhere { .. } | Cause::AlreadyThere | Cause::Gone | Cause::KeepsChanging => {
            Outcome::ChangedElsewhere(told)
        }
        Cause::System(_)
        | Cause::IsFolder
        | Cause::NoPlainFile
        | Cause::WriteProtected
        | Cause::TooLarge
        | Cause::Read(_)
        | Cause::Import(_)
        | Cause::Write(_)
        | Cause::DoesNotReadBack
        | Cause::OtherBytesCameBack
        | Cause::NoBackupInPlace(_) => Outcome::NotSaved(told),
    }
}

fn weakly(result: io::Result<()>) -> Outcome {
    result.map_or_else(|error| Outcome::NotSaved(format!("the system says: {error}")), |()| Outcome::Saved)
}
