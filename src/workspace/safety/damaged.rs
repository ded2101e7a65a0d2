//! A file that cannot be opened, and what can be opened instead.

use super::JournalName;
use crate::workspace::Failure;
use std::path::{Path, PathBuf};

/// A file that cannot be opened as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DamagedFile {
    /// The file; it is left as it is.
    pub path: PathBuf,
    /// What is wrong with it.
    pub failure: Failure,
    /// The last backup that opens: its number, and when it was made, in words.
    pub last_good: Option<(u64, String)>,
    /// The journal with the work of the last sitting.
    pub journal: Option<JournalName>,
    /// Whether a merge left both sides in it, and both can be read.
    pub has_sides: bool,
}

impl DamagedFile {
    /// One for which there is nothing else to open.
    pub fn of(path: &Path, failure: Failure) -> Self {
        Self { path: path.to_path_buf(), failure, last_good: None, journal: None, has_sides: false }
    }

    /// Whether there is anything to open instead.
    pub fn has_offer(&self) -> bool {
        self.last_good.is_some() || self.journal.is_some() || self.has_sides
    }
}

/// What to open instead of a file that cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenInstead {
    /// The last backup that opens.
    LastGood,
    /// The work of the last sitting, from its journal.
    Recovered,
    /// Both sides of the merge, brought together claim by claim.
    BothSides,
    /// Nothing.
    Nothing,
}
