//! The backups of the open project, for looking through them.

use crate::model::{Difference, Project};
use std::{path::PathBuf, sync::Arc};

/// One backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupEntry {
    /// Its place in the row of all that were ever made; higher is newer.
    pub number: u64,
    /// When it was made, in Universal Time, by the clock of that moment: a label and nothing else.
    pub label: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// Why it is kept whatever its age, in words.
    pub pinned: Option<String>,
}

/// The backup that is being looked at.
#[derive(Clone, Debug)]
pub struct ChosenBackup {
    /// Its number.
    pub number: u64,
    /// The project it holds, and how the present one differs from it; or why it cannot be opened.
    pub outcome: Result<(Arc<Project>, Difference), String>,
}

/// The backups of a project, newest first.
#[derive(Clone, Debug, Default)]
pub struct BackupList {
    /// Where they are.
    pub folder: PathBuf,
    /// The backups.
    pub entries: Vec<BackupEntry>,
    /// Why they could not be listed, in a sentence.
    pub problem: Option<String>,
    /// The one that is being looked at.
    pub chosen: Option<ChosenBackup>,
}
