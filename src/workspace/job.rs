//! `Job`: work for elsewhere.

use super::{
    Arrangement, CompareWith, DamagedFile, DeskNumber, Expected, Failure, FindQuery, JobResult, JournalName,
    JournalState, MergeWith, Protect, SaveFailure,
};
use crate::{
    edit::{Edit, History, Recorded, Step},
    format::ExportFormat,
    model::{Fingerprint, Project, Timestamp},
};
use std::{path::PathBuf, sync::Arc};

/// Work that the workspace wants done elsewhere, so that the window never waits for it.
#[derive(Clone, Debug)]
pub enum Job {
    /// Read a project file.
    Open(PathBuf),
    /// Make a new project of a text file.
    Import(PathBuf),
    /// Read the sample project that comes with the program.
    OpenSample,
    /// Read a backup in place of a damaged file.
    OpenBackup {
        /// The damaged file.
        path: PathBuf,
        /// The number of the backup.
        number: u64,
    },
    /// Read both sides of the merge that was left in a file, and bring them together.
    OpenSides(PathBuf),
    /// Bring back the work in a journal.
    Recover(JournalName),
    /// Write a project to its file.
    Save {
        /// Where to.
        path: PathBuf,
        /// What.
        project: Arc<Project>,
        /// What must stand there now, or nothing is written.
        expected: Expected,
        /// When it was asked for: the label of the backup.
        at: Timestamp,
        /// Whether the journal has it: then a failure loses nothing.
        is_in_journal: bool,
    },
    /// See what the project's file holds.
    Look {
        /// The file.
        path: PathBuf,
        /// The version that is expected.
        known: Option<Fingerprint>,
        /// The project on the desk: the file may hold it in other bytes.
        on_desk: Arc<Project>,
    },
    /// Bring two versions together, claim by claim.
    Merge {
        /// The version both come from, if it is known.
        base: Option<Arc<Project>>,
        /// The version on the desk.
        ours: Arc<Project>,
        /// The other.
        theirs: MergeWith,
    },
    /// Compare two versions.
    Compare {
        /// Which they are.
        with: CompareWith,
        /// The first.
        before: Arc<Project>,
        /// The second.
        after: Arc<Project>,
    },
    /// List the backups of a project.
    ListBackups(PathBuf),
    /// Read a backup and compare the present version with it.
    ReadBackup {
        /// Whose backup.
        path: PathBuf,
        /// Its number.
        number: u64,
        /// The present version.
        now: Arc<Project>,
    },
    /// Keep what the project's file holds among its backups, whatever its age: an earlier version is about
    /// to take its place.
    KeepVersion {
        /// The file.
        path: PathBuf,
        /// When it was asked for: the label of the backup.
        at: Timestamp,
    },
    /// See where each copy of the work is.
    LookAtSafety {
        /// The project's file.
        path: Option<PathBuf>,
        /// What it is believed to hold.
        holds: Option<Fingerprint>,
        /// How the journal of the open project stands; `None` when none is open.
        journal: Option<JournalState>,
        /// Whether every byte is read and checked.
        verify: bool,
    },
    /// Find the work that programs left which did not end as they should.
    ListUnfinished,
    /// Put the work in a journal into the trash.
    DiscardUnfinished(JournalName),
    /// Put a version of a project that nobody wants into the trash.
    PutInTrash {
        /// The version.
        project: Arc<Project>,
        /// When it was given up: the label.
        at: Timestamp,
    },
    /// Have the keeper begin to guard the project on the desk.
    Protect(Protect),
    /// Have the keeper write these changes into the journal.
    Record {
        /// Of which project on the desk.
        desk: DeskNumber,
        /// The changes, in order.
        changes: Vec<Recorded>,
        /// The project after them.
        project: Arc<Project>,
        /// When.
        at: Timestamp,
    },
    /// Tell the keeper that the project as the journal has it now is about to be in this file.
    NoteSaving {
        /// Which project on the desk.
        desk: DeskNumber,
        /// Which file.
        path: PathBuf,
    },
    /// Tell the keeper that the file holds the project as it was at the last [`Job::NoteSaving`].
    NoteSaved {
        /// Which project on the desk.
        desk: DeskNumber,
        /// Where it is now.
        path: PathBuf,
        /// What the file holds.
        fingerprint: Fingerprint,
        /// Whether it is certain that the disk holds it for good; otherwise the journal goes on keeping it.
        is_confirmed: bool,
        /// When.
        at: Timestamp,
    },
    /// Have the keeper let go of the project: it leaves the desk, or the hands of this window.
    LetGo {
        /// Which project.
        desk: DeskNumber,
        /// Whether the person gave up changes that no file holds.
        gave_up: bool,
        /// Whether it stays on the desk, to be looked at: another window has taken it over.
        stays: bool,
        /// When.
        at: Timestamp,
    },
    /// Ask the window that has the project to come to the front.
    ShowOtherWindow(DeskNumber),
    /// Write a summary.
    Export {
        /// Where to.
        path: PathBuf,
        /// As what.
        format: ExportFormat,
        /// Of what.
        project: Arc<Project>,
    },
    /// Arrange the rows of a long table.
    Arrange {
        /// The claims.
        project: Arc<Project>,
        /// Which of them, and in what order.
        arrangement: Arrangement,
        /// Comes back with the rows.
        ticket: u64,
    },
    /// Make an edit of very many claims.
    MakeStep {
        /// The project before it.
        project: Arc<Project>,
        /// The edit.
        edit: Edit,
        /// When it was asked for.
        at: Timestamp,
    },
    /// Look for words in a long article.
    Find {
        /// The article.
        project: Arc<Project>,
        /// The words.
        query: FindQuery,
        /// The byte position from which the first match is wanted.
        from: usize,
    },
    /// See which of these files are still there.
    LookFor(Vec<PathBuf>),
    /// List the entries of a folder.
    ListFolder(PathBuf),
    /// Forget a project that left the desk: freeing 100,000 claims takes longer than a frame.
    PutAway(Box<History>),
    /// Free the claims of steps that nobody can reach any more.
    Forget(Vec<Step>),
    /// Ask the person where to save a project that has no file yet.
    AskWhereToSave {
        /// A file name to begin with.
        suggested_name: String,
    },
    /// Leave the program.
    Quit,
}

impl Job {
    /// What comes of the job when it ends before its time, so that whoever waits for it goes on.
    pub fn failed(&self, failure: Failure) -> JobResult {
        match self {
            Self::Open(path) => JobResult::Opened {
                path: path.clone(),
                outcome: Err(Box::new(DamagedFile::of(path, failure))),
            },
            Self::Import(path) => JobResult::Imported { path: path.clone(), outcome: Err(failure) },
            Self::OpenSample => JobResult::SampleOpened(Err(failure)),
            Self::OpenBackup { path, number } => {
                JobResult::BackupOpened { path: path.clone(), number: *number, outcome: Err(failure) }
            }
            Self::OpenSides(path) => JobResult::SidesOpened { path: path.clone(), outcome: Err(failure) },
            Self::Recover(journal) => {
                JobResult::Recovered { journal: journal.clone(), outcome: Err(failure) }
            }
            Self::Save { path, project, .. } => JobResult::Saved {
                path: path.clone(),
                project: Arc::clone(project),
                outcome: Err(SaveFailure::Failed(failure)),
            },
            Self::Merge { .. } => JobResult::Merged(Err(failure)),
            Self::Export { path, .. } => JobResult::Exported { path: path.clone(), outcome: Err(failure) },
            Self::MakeStep { .. } => JobResult::StepMade(Err(failure)),
            Self::Arrange { .. }
            | Self::Look { .. }
            | Self::Compare { .. }
            | Self::ListBackups(_)
            | Self::ReadBackup { .. }
            | Self::KeepVersion { .. }
            | Self::LookAtSafety { .. }
            | Self::ListUnfinished
            | Self::DiscardUnfinished(_)
            | Self::PutInTrash { .. }
            | Self::Protect(_)
            | Self::Record { .. }
            | Self::NoteSaving { .. }
            | Self::NoteSaved { .. }
            | Self::LetGo { .. }
            | Self::ShowOtherWindow(_)
            | Self::Find { .. }
            | Self::LookFor(_)
            | Self::ListFolder(_)
            | Self::PutAway(_)
            | Self::Forget(_)
            | Self::AskWhereToSave { .. }
            | Self::Quit => JobResult::Failed(failure),
        }
    }
}
