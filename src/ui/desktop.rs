//! `Desktop`: what the window asks of the outside: the time, a file, a browser. Faked in tests.

use crate::{
    format::{ARTICLE_FILES, ExportFormat, FileFilter, PROJECT_FILES},
    model::Timestamp,
};
use jiff::tz::TimeZone;
use std::path::PathBuf;

/// What a file is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilePurpose {
    /// A project to open.
    OpenProject,
    /// A text file to make a project of.
    ImportArticle,
    /// Where to save the project.
    SaveProject,
    /// Where to write a summary.
    Export(ExportFormat),
}

impl FilePurpose {
    /// The title of the dialog.
    pub const fn title(self) -> &'static str {
        match self {
            Self::OpenProject => "Open project",
            Self::ImportArticle => "New project from text file",
            Self::SaveProject => "Save project as",
            Self::Export(ExportFormat::Markdown) => "Export summary as Markdown",
            Self::Export(ExportFormat::Csv) => "Export summary as CSV",
        }
    }

    /// What kind of files these are, and their extensions.
    pub const fn filter(self) -> FileFilter {
        match self {
            Self::OpenProject | Self::SaveProject => PROJECT_FILES,
            Self::ImportArticle => ARTICLE_FILES,
            Self::Export(format) => format.filter(),
        }
    }

    /// Whether a file is going to be written.
    pub const fn writes(self) -> bool {
        matches!(self, Self::SaveProject | Self::Export(_))
    }
}

/// A file that the person shall choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRequest {
    /// What for.
    pub purpose: FilePurpose,
    /// The name to begin with, when a file is going to be written.
    pub suggested_name: String,
    /// The folder to begin in.
    pub folder: Option<PathBuf>,
}

/// What became of a [`FileRequest`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileAnswer {
    /// This one.
    Chosen(PathBuf),
    /// None: the person thought better of it.
    Cancelled,
    /// The system has no file dialog to show; the window shows its own.
    NoDialog,
}

/// What the window asks of the outside.
pub trait Desktop {
    /// What time it is.
    fn now(&self) -> Timestamp;

    /// The time zone that times are shown in.
    fn time_zone(&self) -> TimeZone;

    /// Shows the system's file dialog beside the window, which goes on working.
    fn ask_for_file(&mut self, request: &FileRequest);

    /// What came of the dialog, once.
    fn file_answer(&mut self) -> Option<FileAnswer>;

    /// Stops waiting for the dialog; an answer that still comes is dropped.
    fn forget_file_dialog(&mut self);

    /// Shows a web page in the system's browser. Only addresses that start with `http://` or
    /// `https://` are given to it. Says why when that cannot be done.
    fn open_web_page(&mut self, address: &str) -> Result<(), String>;
}
