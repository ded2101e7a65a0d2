//! Does one job, here and now.

use super::{Surroundings, looking, opening, recovering};
use crate::{
    format,
    model::{Difference, Project},
    storage::{self, Cause, Certainty, Expected, Reason, Saved, StorageError, SystemDisk},
    workspace::{
        self, Comparison, Failure, FolderListing, Job, JobResult, SaveFailure, SavedFile, arrange,
        find_matches, make_step,
    },
};
use std::{io::ErrorKind, sync::Arc};

/// Does the job here and now. Jobs that only the window can do, such as asking the person
/// something, and those of the keeper have no result: `None`.
pub fn run(job: Job, surroundings: &Surroundings) -> Option<JobResult> {
    let state = surroundings.state.as_deref();
    Some(match job {
        Job::Open(path) => {
            let outcome = opening::open(&path, surroundings);
            JobResult::Opened { path, outcome }
        }
        Job::OpenBackup { path, number } => {
            let outcome = opening::open_backup(&path, number);
            JobResult::BackupOpened { path, number, outcome }
        }
        Job::OpenSides(path) => {
            let outcome = opening::open_sides(&path);
            JobResult::SidesOpened { path, outcome }
        }
        Job::Recover(journal) => {
            let outcome = recovering::recover(&journal, surroundings);
            JobResult::Recovered { journal, outcome }
        }
        Job::ListUnfinished => JobResult::Unfinished(recovering::list(surroundings)),
        Job::PutInTrash { project, at } => recovering::put_in_trash(&project, at, surroundings)
            .map_or_else(JobResult::Failed, JobResult::Told),
        Job::Import(path) => {
            let outcome = storage::import_article(&path, None).map(Arc::new).map_err(Failure::from);
            JobResult::Imported { path, outcome }
        }
        Job::OpenSample => JobResult::SampleOpened(open_sample()),
        Job::Save { path, project, expected, at, is_in_journal } => {
            let saved = storage::save_on(&SystemDisk, state, &path, &project, Expected::from(expected), at);
            let outcome = saved.map(SavedFile::from).map_err(|error| not_saved(&error, is_in_journal));
            JobResult::Saved { path, project, outcome }
        }
        Job::Look { path, known, on_desk } => {
            let found = looking::look(&path, known, on_desk);
            JobResult::Looked { path, found }
        }
        Job::Merge { base, ours, theirs } => {
            JobResult::Merged(Ok(looking::merge(base.as_deref(), ours, theirs)))
        }
        Job::Compare { with, before, after } => {
            JobResult::Compared(Comparison { with, difference: Difference::between(&before, &after) })
        }
        Job::ListBackups(path) => {
            let list = looking::list_backups(&path);
            JobResult::BackupsListed { path, list }
        }
        Job::ReadBackup { path, number, now } => {
            let chosen = looking::read_backup(&path, number, &now);
            JobResult::BackupRead { path, chosen }
        }
        Job::KeepVersion { path, at } => {
            done(storage::keep_version(&path, Reason::BeforeRestoring, at).map(drop).map_err(Failure::from))
        }
        Job::LookAtSafety { path, holds, journal, verify } => JobResult::SafetySeen(looking::look_at_safety(
            path.as_deref(),
            holds,
            journal.as_ref(),
            surroundings,
            verify,
        )),
        Job::Export { path, format, project } => {
            let saved = storage::export_to(&path, format, &project);
            let outcome = saved.map(|saved| remarks(&saved)).map_err(Failure::from);
            JobResult::Exported { path, outcome }
        }
        Job::Arrange { project, arrangement, ticket } => {
            let rows = arrange(&project, &arrangement);
            JobResult::Arranged { ticket, project, rows }
        }
        Job::MakeStep { project, edit, at } => {
            JobResult::StepMade(make_step(&project, edit, at).map_err(Failure::from))
        }
        Job::Find { project, query, from } => {
            let matches = find_matches(project.article().text(), &query);
            JobResult::Found { query, from, matches }
        }
        Job::LookFor(mut paths) => {
            paths.retain(|path| !storage::exists(path));
            JobResult::Missing(paths)
        }
        Job::ListFolder(folder) => {
            let mut listing = FolderListing { folder, ..FolderListing::default() };
            match storage::list_folder(&listing.folder) {
                Ok((folders, files)) => (listing.folders, listing.files) = (folders, files),
                Err(error) => listing.problem = Some(why_not_listed(&error)),
            }
            JobResult::FolderListed(listing)
        }
        Job::PutAway(history) => {
            drop(history);
            JobResult::Freed
        }
        Job::Forget(steps) => {
            drop(steps);
            JobResult::Freed
        }
        Job::AskWhereToSave { .. }
        | Job::Quit
        | Job::Protect(_)
        | Job::Record { .. }
        | Job::NoteSaving { .. }
        | Job::NoteSaved { .. }
        | Job::LetGo { .. }
        | Job::ShowOtherWindow(_)
        | Job::DiscardUnfinished(_) => return None,
    })
}

fn done(outcome: Result<(), Failure>) -> JobResult {
    outcome.map_or_else(JobResult::Failed, |()| JobResult::Freed)
}

/// What else the person should know about a file that was written.
fn remarks(saved: &Saved) -> Vec<String> {
    let mut remarks = saved.remarks.clone();
    if let Certainty::NotConfirmed(why) = &saved.certainty {
        remarks.push(format!("It is not yet confirmed on disk. {why}"));
    }
    if let Some(aside) = &saved.kept_aside {
        remarks.push(format!("Somebody else changed the file meanwhile; theirs is {}.", aside.display()));
    }
    remarks
}

fn why_not_listed(error: &std::io::Error) -> String {
    let kind = error.kind();
    if kind == ErrorKind::NotFound {
        "There is no such folder.".to_owned()
    } else if kind == ErrorKind::NotADirectory {
        "This is a file, not a folder.".to_owned()
    } else if kind == ErrorKind::PermissionDenied {
        "You are not allowed to look into this folder.".to_owned()
    } else {
        format!("This folder cannot be listed: {error}.")
    }
}

fn open_sample() -> Result<Arc<Project>, Failure> {
    let opened = format::read(include_bytes!("../../saves/kursk.ron")).map_err(|error| Failure {
        text: "The sample project cannot be read.".into(),
        detail: error.to_string(),
    })?;
    Ok(Arc::new(opened.project))
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        failure_of(&error, false)
    }
}

fn failure_of(error: &StorageError, is_in_journal: bool) -> Failure {
    let detail = format!("{}\n{}", error.explanation(is_in_journal), error.path.display());
    Failure { text: error.headline(), detail }
}

impl From<workspace::Expected> for Expected {
    fn from(expected: workspace::Expected) -> Self {
        match expected {
            workspace::Expected::NoFile => Self::NoFile,
            workspace::Expected::Version(fingerprint) => Self::Version(fingerprint),
            workspace::Expected::Anything => Self::Anything,
        }
    }
}

impl From<Saved> for SavedFile {
    fn from(saved: Saved) -> Self {
        let Saved { fingerprint, certainty, kept_aside, remarks } = saved;
        let not_confirmed = match certainty {
            Certainty::OnDisk => None,
            Certainty::NotConfirmed(why) => Some(why),
        };
        Self { fingerprint, not_confirmed, kept_aside, remarks }
    }
}

fn not_saved(error: &StorageError, is_in_journal: bool) -> SaveFailure {
    let is_outside =
        matches!(error.cause, Cause::ChangedElsewhere { .. } | Cause::AlreadyThere | Cause::Gone);
    let failure = failure_of(error, is_in_journal);
    if is_outside { SaveFailure::Outside(failure) } else { SaveFailure::Failed(failure) }
}
