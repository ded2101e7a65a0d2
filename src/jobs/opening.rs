//! Opens a project together with what its journal remembers, or what there is instead of it.

use super::{looking, recovering};
use crate::{
    edit::{Clash, History, merge_versions},
    model::{Fingerprint, Project},
    storage::{self, OpenedFile, OpenedSides, StorageError},
    workspace::{DamagedFile, Failure, OpenedProject},
};
use std::{path::Path, sync::Arc};

/// Opens a project: as its file has it, with the steps and the unsaved work that its journal has.
pub(super) fn open(path: &Path, state: Option<&Path>) -> Result<OpenedProject, DamagedFile> {
    // What a crash left beside the file is put in order first; what cannot be is left for the next time.
    let left = storage::put_in_order(path, state);
    match storage::open(path) {
        Ok(opened) => Ok(with_journal(path, opened, left, state)),
        Err(error) => Err(damaged(path, error, state)),
    }
}

fn with_journal(
    path: &Path,
    opened: OpenedFile,
    left: Vec<String>,
    state: Option<&Path>,
) -> OpenedProject {
    let mut warnings = left;
    warnings.extend(opened.warnings.iter().map(ToString::to_string));
    let in_file = Arc::new(opened.project);
    let fingerprint = opened.fingerprint;
    if opened.read_only_because.is_none()
        && let Some(found) = recovering::find_for(path, &in_file, fingerprint, state)
    {
        return OpenedProject { warnings, fingerprint, read_only: None, ..found };
    }
    OpenedProject {
        history: Box::new(History::new(Arc::clone(&in_file))),
        in_file,
        fingerprint,
        warnings,
        journal: None,
        recovered: None,
        read_only: opened.read_only_because,
    }
}

fn damaged(path: &Path, error: StorageError, state: Option<&Path>) -> DamagedFile {
    DamagedFile {
        last_good: looking::last_good(path),
        journal: recovering::unsaved_for(path, state),
        has_sides: storage::open_sides(path).is_ok_and(|sides| sides.is_some()),
        ..DamagedFile::of(path, error.into())
    }
}

pub(super) fn open_backup(
    path: &Path,
    number: u64,
) -> Result<(Arc<Project>, Option<Fingerprint>), Failure> {
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
