//! `Workspace`: what is on the desk, and what the window may read of it.

use super::{
    Arrangement, BackupList, Comparison, DamagedFile, Document, FolderListing, Leaving, Notice, SafetyReport,
    UnfinishedWork,
};
use crate::model::Timestamp;
use std::path::{Path, PathBuf};

/// Everything on the desk: the open project, if any, what is being asked, and what is to be told.
#[derive(Debug, Default)]
pub struct Workspace {
    pub(super) document: Option<Document>,
    /// How many projects were on the desk so far.
    pub(super) desks: u64,
    /// The time that was told last.
    pub(super) now: Timestamp,
    pub(super) leaving: Leaving,
    pub(super) notices: Vec<Notice>,
    /// How the next opened project's table is arranged.
    pub(super) arrangement: Arrangement,
    /// Recent projects whose files are gone.
    pub(super) missing: Vec<PathBuf>,
    /// The folder listed last.
    pub(super) folder: Option<FolderListing>,
    pub(super) unfinished: Vec<UnfinishedWork>,
    pub(super) damaged: Option<DamagedFile>,
    pub(super) backups: Option<BackupList>,
    pub(super) comparison: Option<Comparison>,
    pub(super) safety: Option<SafetyReport>,
}

impl Workspace {
    /// An empty desk whose tables are arranged like this.
    pub fn new(arrangement: Arrangement) -> Self {
        Self { arrangement, ..Self::default() }
    }

    /// The open project.
    pub fn document(&self) -> Option<&Document> {
        self.document.as_ref()
    }

    /// Where the way to another project stands.
    pub fn leaving(&self) -> &Leaving {
        &self.leaving
    }

    /// What the person should be told, oldest first.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Whether a recent project's file was looked for and is not there.
    pub fn is_missing(&self, path: &Path) -> bool {
        self.missing.iter().any(|missing| missing == path)
    }

    /// The folder that was listed last.
    pub fn folder(&self) -> Option<&FolderListing> {
        self.folder.as_ref()
    }

    /// Work that programs left which did not end as they should.
    pub fn unfinished(&self) -> &[UnfinishedWork] {
        &self.unfinished
    }

    /// A file that could not be opened and for which something else can be; waits for an answer.
    pub fn damaged(&self) -> Option<&DamagedFile> {
        self.damaged.as_ref()
    }

    /// The backups of the open project, while they are looked through.
    pub fn backups(&self) -> Option<&BackupList> {
        self.backups.as_ref()
    }

    /// Two versions side by side, while they are looked at.
    pub fn comparison(&self) -> Option<&Comparison> {
        self.comparison.as_ref()
    }

    /// Where each copy of the work is, while that is looked at.
    pub fn safety(&self) -> Option<&SafetyReport> {
        self.safety.as_ref()
    }

    /// Adds something to tell.
    pub fn notify(&mut self, notice: Notice) {
        self.notices.push(notice);
    }
}
