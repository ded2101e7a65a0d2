//! What a save is told about the file, and what it says afterwards.

use crate::model::Fingerprint;
use std::path::PathBuf;

/// What is thought to stand at the path before a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Nothing; a file that is there is not to be replaced.
    NoFile,
    /// This version; any other is not to be replaced, and none is not to be made again.
    Version(Fingerprint),
    /// Whatever there is may be replaced.
    Anything,
}

/// What a save came to, when the new version stands at the path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The version that stands there now.
    pub fingerprint: Fingerprint,
    /// Whether it is known to be on the disk.
    pub certainty: Certainty,
    /// Where the version of somebody else is, who wrote to the file in the middle of the save.
    pub kept_aside: Option<PathBuf>,
    /// What else the person should know, in sentences.
    pub remarks: Vec<String>,
}

/// Whether what was written outlives a power cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// It was synced and read back: it is on the disk.
    OnDisk,
    /// It stands at the path, but the system did not confirm that it is on the disk; why, in a sentence.
    /// To be saved again soon.
    NotConfirmed(String),
}

/// What becomes of the version that is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Replaced {
    /// It becomes the newest backup.
    BecomesBackup,
    /// It goes, unless somebody wrote it in the middle of the save.
    GoesIfKnown,
    /// It goes.
    Goes,
}
