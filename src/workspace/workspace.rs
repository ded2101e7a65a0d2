//! `Workspace`: what is on the desk, and what the window may read of it.

use super::{Arrangement, Document, FolderListing, Leaving, Notice};
use std::path::{Path, PathBuf};

/// Everything on the desk: the open project, if any, what is being asked, and what is to be told.
#[derive(Debug, Default)]
pub struct Workspace {
    pub(super) document: Option<Document>,
    pub(super) leaving: Leaving,
    pub(super) notices: Vec<Notice>,
    /// How the next opened project's table is arranged.
    pub(super) arrangement: Arrangement,
    /// Recent projects whose files are gone.
    pub(super) missing: Vec<PathBuf>,
    /// The folder listed last.
    pub(super) folder: Option<FolderListing>,
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

    /// Adds something to tell.
    pub fn notify(&mut self, notice: Notice) {
        self.notices.push(notice);
    }
}
