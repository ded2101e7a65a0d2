//! `JobResult`: what came of work that was done elsewhere.

use super::{
    Access, BackupList, ChosenBackup, Comparison, DamagedFile, DeskNumber, FindQuery, Found, JournalName,
    JournalState, Notice, OutsideVersion, RecoveredWork, SafetyReport, UnfinishedWork,
};
use crate::{
    edit::{Clash, History, MadeStep, Refusal},
    model::{ClaimId, Fingerprint, Project, TextRange},
};
use std::{path::PathBuf, sync::Arc};

/// What came of a job.
#[derive(Clone, Debug)]
pub enum JobResult {
    /// A project file was read.
    Opened {
        /// From where.
        path: PathBuf,
        /// The project, or what is wrong with the file.
        outcome: Result<OpenedProject, Box<DamagedFile>>,
    },
    /// A backup was read in place of a damaged file.
    BackupOpened {
        /// The damaged file.
        path: PathBuf,
        /// The number of the backup.
        number: u64,
        /// The project, and what the damaged file holds.
        outcome: Result<(Arc<Project>, Option<Fingerprint>), Failure>,
    },
    /// Both sides of a merge were brought together.
    SidesOpened {
        /// The file they are in.
        path: PathBuf,
        /// The project, what the file holds, and where a person must look.
        outcome: Result<(Arc<Project>, Fingerprint, Vec<Clash>), Failure>,
    },
    /// The work in a journal was brought back.
    Recovered {
        /// The journal.
        journal: JournalName,
        /// The project.
        outcome: Result<RecoveredProject, Failure>,
    },
    /// A text file was made into a project.
    Imported {
        /// From where.
        path: PathBuf,
        /// The project.
        outcome: Result<Arc<Project>, Failure>,
    },
    /// The sample project was read.
    SampleOpened(Result<Arc<Project>, Failure>),
    /// A project was written.
    Saved {
        /// Where to.
        path: PathBuf,
        /// Which version.
        project: Arc<Project>,
        /// Whether it is on the disk.
        outcome: Result<SavedFile, SaveFailure>,
    },
    /// The project's file was looked at.
    Looked {
        /// The file.
        path: PathBuf,
        /// What it holds.
        found: Found,
    },
    /// Two versions were brought together.
    Merged(Result<Merged, Failure>),
    /// Two versions were compared.
    Compared(Comparison),
    /// The backups were listed.
    BackupsListed {
        /// Of which project.
        path: PathBuf,
        /// The backups.
        list: BackupList,
    },
    /// A backup was read.
    BackupRead {
        /// Of which project.
        path: PathBuf,
        /// The backup.
        chosen: ChosenBackup,
    },
    /// It was seen where each copy of the work is.
    SafetySeen(SafetyReport),
    /// Work that programs left which did not end as they should.
    Unfinished(Vec<UnfinishedWork>),
    /// The keeper guards the project, or says why it may only be looked at.
    Protected {
        /// Which project on the desk.
        desk: DeskNumber,
        /// Whether it may be changed here.
        access: Access,
    },
    /// The journal goes on, or does not.
    JournalIs {
        /// Of which project on the desk.
        desk: DeskNumber,
        /// How it stands.
        state: JournalState,
    },
    /// Something happened to this file; what it holds is to be seen.
    Touched(PathBuf),
    /// Another program asks this window to come to the front.
    AskedToShow,
    /// Another window takes the project over.
    AskedToRelease(DeskNumber),
    /// A summary was written.
    Exported {
        /// Where to.
        path: PathBuf,
        /// Whether it is on the disk, and what else there is to know.
        outcome: Result<Vec<String>, Failure>,
    },
    /// The rows of a long table were arranged.
    Arranged {
        /// Which request this answers.
        ticket: u64,
        /// The version of the project they were made from.
        project: Arc<Project>,
        /// The rows.
        rows: Vec<ClaimId>,
    },
    /// An edit of very many claims was made, or refused.
    StepMade(Result<MadeStep, Failure>),
    /// The article was searched.
    Found {
        /// What for.
        query: FindQuery,
        /// From which position the first match is wanted.
        from: usize,
        /// Where it stands.
        matches: Vec<TextRange>,
    },
    /// Which of the files that were looked for are not there.
    Missing(Vec<PathBuf>),
    /// What is in a folder.
    FolderListed(FolderListing),
    /// What nobody needs any more is freed.
    Freed,
    /// The person said where to save, or thought better of it.
    WhereToSave(Option<PathBuf>),
    /// The person said where to save, and was not asked about a file that may be there.
    WhereToSaveNew(PathBuf),
    /// Something the person should know came up on the way.
    Told(Notice),
    /// A job that nobody waits for came to a sudden end.
    Failed(Failure),
}

/// What must stand at a path before it is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Nothing.
    NoFile,
    /// This version.
    Version(Fingerprint),
    /// Whatever it is: the person was asked.
    Anything,
}

/// The other side of a merge.
#[derive(Clone, Debug)]
pub enum MergeWith {
    /// The version that somebody else put into the file.
    Outside(OutsideVersion),
    /// The work found in the journal.
    Recovered(Arc<Project>),
}

/// Two versions brought together.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The version on the desk that was merged.
    pub ours: Arc<Project>,
    /// The other side.
    pub theirs: MergeWith,
    /// The outcome.
    pub project: Arc<Project>,
    /// Where the two sides differ and a person must look.
    pub clashes: Vec<Clash>,
}

/// A project that was opened, with the sitting that goes on.
#[derive(Clone, Debug)]
pub struct OpenedProject {
    /// The project as it is to stand on the desk, with the steps of the last sittings.
    pub history: Box<History>,
    /// The version the file holds.
    pub in_file: Arc<Project>,
    /// The bytes of the file.
    pub fingerprint: Fingerprint,
    /// What had to be put right.
    pub warnings: Vec<String>,
    /// The journal that goes on.
    pub journal: Option<JournalName>,
    /// Work that no file holds.
    pub recovered: Option<RecoveredWork>,
    /// Why it can only be looked at, in a sentence.
    pub read_only: Option<String>,
}

impl OpenedProject {
    /// A project as its file has it, with no history and nothing to tell.
    pub fn of(in_file: Arc<Project>, fingerprint: Fingerprint) -> Self {
        Self {
            history: Box::new(History::new(Arc::clone(&in_file))),
            in_file,
            fingerprint,
            warnings: Vec::new(),
            journal: None,
            recovered: None,
            read_only: None,
        }
    }
}

/// A project brought back from a journal alone.
#[derive(Clone, Debug)]
pub struct RecoveredProject {
    /// The project with the steps that led to it.
    pub history: Box<History>,
    /// Its file; `None` when it was never saved.
    pub path: Option<PathBuf>,
    /// What that file holds now, if it can be read at all.
    pub file: Option<Fingerprint>,
    /// The version that the file holds, if it is the one the journal knows.
    pub in_file: Option<Arc<Project>>,
    /// What was recovered.
    pub work: RecoveredWork,
}

/// A project that is on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedFile {
    /// The bytes of the file.
    pub fingerprint: Fingerprint,
    /// Why it is not certain that the disk holds it for good; `None` when it is.
    pub not_confirmed: Option<String>,
    /// Where a version of somebody else was put that came in the middle of the save.
    pub kept_aside: Option<PathBuf>,
    /// What else the person should know, in sentences.
    pub remarks: Vec<String>,
}

/// Why a project was not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveFailure {
    /// It could not be written.
    Failed(Failure),
    /// The file holds something else than was expected, or is gone.
    Outside(Failure),
}

/// Why a job did not get done, in words for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What happened, in a sentence.
    pub text: String,
    /// Where, and what to do about it.
    pub detail: String,
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self { text: refusal.to_string(), detail: String::new() }
    }
}

/// What is in a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FolderListing {
    /// Which folder.
    pub folder: PathBuf,
    /// The names of the folders in it, by name.
    pub folders: Vec<String>,
    /// The names of the files in it, by name.
    pub files: Vec<String>,
    /// Why it could not be listed.
    pub problem: Option<String>,
}
