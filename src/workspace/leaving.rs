//! `Leaving`: what is asked and done before a project with unsaved changes goes off the desk.

use super::JournalName;
use std::path::PathBuf;

/// What comes after the present project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// A new project with this article.
    NewFromText {
        /// The project's title.
        title: String,
        /// The article.
        text: String,
    },
    /// A new project made of a text file.
    Import(PathBuf),
    /// Another project.
    Open(PathBuf),
    /// The last backup of this project that opens, in place of its damaged file.
    OpenBackup {
        /// The damaged file.
        path: PathBuf,
        /// The number of the backup.
        number: u64,
    },
    /// Both sides of the merge that was left in this file, brought together.
    OpenSides(PathBuf),
    /// The work found in this journal.
    Recover(JournalName),
    /// The sample project that comes with the program.
    OpenSample,
    /// The start page.
    CloseProject,
    /// Nothing: the program ends.
    Quit,
}

/// What the person answers when asked about unsaved changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnsavedAnswer {
    /// Save, then go on.
    Save,
    /// Go on without saving.
    Discard,
    /// Stay here.
    Cancel,
}

/// Where the way to the next project stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Leaving {
    /// Nobody is leaving.
    #[default]
    No,
    /// The person is asked what to do with unsaved changes.
    Asking(Next),
    /// The project is being saved before it is left.
    Saving(Next),
    /// The next project is being read; the present one stays until it is there.
    Reading(Next),
}
