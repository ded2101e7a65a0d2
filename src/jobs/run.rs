//! Does one job, here and now.

use crate::{
    format,
    model::{Project, Timestamp},
    storage::{self, Expected, StorageError},
    workspace::{Failure, FolderListing, Job, JobResult, arrange, find_matches, make_step},
};
use std::{io::ErrorKind, sync::Arc};

/// Does the job here and now. Jobs that only the window can do, such as asking the person
/// something, have no result: `None`.
pub fn run(job: Job) -> Option<JobResult> {
    Some(match job {
        Job::Open(path) => {
            let outcome = storage::open(&path).map_err(Failure::from).map(|opened| {
                let warnings = opened.warnings.iter().map(ToString::to_string).collect();
                (Arc::new(opened.project), warnings)
            });
            JobResult::Opened { path, outcome }
        }
        Job::Import(path) => {
            let outcome = storage::import_article(&path, None).map(Arc::new).map_err(Failure::from);
            JobResult::Imported { path, outcome }
        }
        Job::OpenSample => JobResult::SampleOpened(open_sample()),
        Job::Save { path, project } => {
            let saved = storage::save(&path, &project, Expected::Anything, now());
            let outcome = saved.map(drop).map_err(Failure::from);
            JobResult::Saved { path, project, outcome }
        }
        Job::Export { path, format, project } => {
            let outcome = storage::export_to(&path, format, &project).map(drop).map_err(Failure::from);
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
        Job::AskWhereToSave { .. } | Job::Quit => return None,
    })
}

/// The time, to call a backup by.
fn now() -> Timestamp {
    Timestamp::from_unix_seconds(jiff::Timestamp::now().as_second())
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
        let detail = format!("{}\n{}", error.explanation(false), error.path.display());
        Self { text: error.headline(), detail }
    }
}
