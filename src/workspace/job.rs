//! `Job` and `JobResult`: work for elsewhere, and what came of it.

use super::{Arrangement, FindQuery};
use crate::{
    edit::{Edit, History, MadeStep, Refusal, Step},
    format::ExportFormat,
    model::{ClaimId, Project, TextRange, Timestamp},
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
    /// Write a project to its file.
    Save {
        /// Where to.
        path: PathBuf,
        /// What.
        project: Arc<Project>,
    },
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
            Self::Open(path) => JobResult::Opened { path: path.clone(), outcome: Err(failure) },
            Self::Import(path) => JobResult::Imported { path: path.clone(), outcome: Err(failure) },
            Self::OpenSample => JobResult::SampleOpened(Err(failure)),
            Self::Save { path, project } => {
                JobResult::Saved { path: path.clone(), project: Arc::clone(project), outcome: Err(failure) }
            }
            Self::Export { path, .. } => JobResult::Exported { path: path.clone(), outcome: Err(failure) },
            Self::MakeStep { .. } => JobResult::StepMade(Err(failure)),
            Self::Arrange { .. }
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

/// What came of a job.
#[derive(Clone, Debug)]
pub enum JobResult {
    /// A project file was read.
    Opened {
        /// From where.
        path: PathBuf,
        /// The project, and what had to be put right in it.
        outcome: Result<(Arc<Project>, Vec<String>), Failure>,
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
        outcome: Result<(), Failure>,
    },
    /// A summary was written.
    Exported {
        /// Where to.
        path: PathBuf,
        /// Whether it is on the disk.
        outcome: Result<(), Failure>,
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
    /// A job that nobody waits for came to a sudden end.
    Failed(Failure),
}
