//! Opens a project together with what its journal remembers, or what there is instead of it.

use super::{Surroundings, label_now, looking, recovering};
use crate::{
    edit::{Clash, merge_versions},
    model::{Fingerprint, Project},
    storage::{
        self, Leftover, OpenedSides, PutRight, RightOrNot, StorageError, SystemDisk, Taken, WindowLock,
    },
    workspace::{DamagedFile, Failure, OpenedProject},
};
use std::{path::Path, sync::Arc};

/// Opens a project: as its file has it, with the steps and the unsaved work that its journal has.
pub(super) fn open(path: &Path, surroundings: &Surroundings) -> Result<OpenedProject, Box<DamagedFile>> {
    let mut put_right = put_right(surroundings);
    put_right.extend(put_away(path, surroundings));
    let opened = storage::open_to_look(path).map_err(|error| Box::new(damaged(path, error, surroundings)))?;
    let (in_file, fingerprint) = (Arc::new(opened.project), opened.fingerprint);
    let found = match opened.read_only_because {
        None => recovering::with_journal(path, &in_file, fingerprint, surroundings),
        Some(_) => None,
    };
    let mut project = found.unwrap_or_else(|| OpenedProject::of(in_file, fingerprint));
    project.warnings.extend(put_right);
    project.warnings.extend(opened.warnings.iter().map(ToString::to_string));
    project.read_only = opened.read_only_because;
    Ok(project)
}

/// Finishes changes in place that were cut short, and says for which files.
fn put_right(surroundings: &Surroundings) -> Vec<String> {
    let Some(state) = &surroundings.state else { return Vec::new() };
    let files = storage::recover_in_place_on(&SystemDisk, state, label_now());
    let tell = |PutRight { path, outcome }: PutRight| {
        let path = path.display();
        match outcome {
            RightOrNot::Finished => {
                format!(
                    "A save that was cut short in the middle of {path} is finished: it holds what was being saved."
                )
            }
            RightOrNot::LeftAlone(ours) => format!(
                "A save was cut short in the middle of {path}, and somebody else has changed that file since. What was being saved is kept as {}.",
                ours.display()
            ),
            RightOrNot::NotYet(why) => format!(
                "A save was cut short in the middle of {path}; it could not be finished yet: {why}. Both versions are kept."
            ),
        }
    };
    files.into_iter().map(tell).collect()
}

/// Puts away what saves of the project left beside it when they were cut short, and says what became of it.
///
/// Only while no window has the project, this one included: the part of a file may belong to a save that
/// is just going on.
fn put_away(path: &Path, surroundings: &Surroundings) -> Vec<String> {
    let locks = surroundings.locks.as_deref();
    let Some(Ok(Taken::Held(_while_it_is_tidied))) = locks.map(|locks| WindowLock::take(locks, path)) else {
        return Vec::new();
    };
    let state = surroundings.state.as_deref();
    let tell = |leftover| match leftover {
        Leftover::KeptAsBackup(path) => format!(
            "A save was cut short the last time; what it wrote is whole and among the backups, as {}.",
            path.display()
        ),
        Leftover::InTrash(path) => format!(
            "A save was cut short the last time; the piece it wrote is in the trash, as {}.",
            path.display()
        ),
    };
    storage::tidy_leftovers_on(&SystemDisk, state, path, label_now()).into_iter().map(tell).collect()
}

fn damaged(path: &Path, error: StorageError, surroundings: &Surroundings) -> DamagedFile {
    DamagedFile {
        last_good: looking::last_good(path),
        journal: recovering::unsaved_for(path, surroundings),
        has_sides: storage::open_sides(path).is_ok_and(|sides| sides.is_some()),
        ..DamagedFile::of(path, error.into())
    }
}

pub(super) fn open_backup(path: &Path, number: u64) -> Result<(Arc<Project>, Option<Fingerprint>), Failure> {
    Ok((looking::find_backup(path, number)?, storage::fingerprint_of(path)))
}

/// Brings both sides of the merge that was left in a file together.
pub(super) fn open_sides(path: &Path) -> Result<(Arc<Project>, Fingerprint, Vec<Clash>), Failure> {
    let Some(sides) = storage::open_sides(path)? else {
        return Err(Failure {
            text: "There are not two sides in this file any more.".into(),
            detail: "Somebody else changed it. Open it again.".into(),
        });
    };
    let OpenedSides { ours, theirs, base, fingerprint } = sides;
    let merged = merge_versions(base.as_ref(), &ours, &theirs);
    Ok((Arc::new(merged.project), fingerprint, merged.clashes))
}
