//! Saves projects and writes other files, all through the same steps.

use super::{
    replace::{Before, Replacement, replace},
    saved::{Expected, Replaced, Saved},
};
use crate::{
    format::{self, Sum},
    model::{Fingerprint, Project, Timestamp},
    storage::{Cause, Disk, StorageError, SystemDisk, Undertaking, backups::Reason, state_folder},
};
use std::{cell::Cell, path::Path, thread};

/// Saves a project, if what stands at the path is as expected. `now` is only the label of the backup that
/// the version before becomes. `Err` means that nothing was saved and what stood there stands there still,
/// except for [`Cause::Unfinished`] and [`Cause::Unknown`], which say how it stands.
pub fn save(
    path: &Path,
    project: &Project,
    expected: Expected,
    now: Timestamp,
) -> Result<Saved, StorageError> {
    save_on(&SystemDisk, state_folder().as_deref(), path, project, expected, now)
}

/// Saves as [`save`] does, on any disk. `state` is a folder for records of what is being changed in place.
pub fn save_on<D: Disk>(
    disk: &D,
    state: Option<&Path>,
    path: &Path,
    project: &Project,
    expected: Expected,
    now: Timestamp,
) -> Result<Saved, StorageError> {
    let text = format::write(project).map_err(Cause::Write);
    let saved = text.and_then(|text| {
        beside(
            || reads_back(&text, project),
            |are_right| {
                let bytes = text.as_bytes();
                let replacement = Replacement {
                    bytes,
                    fingerprint: Fingerprint::of(bytes),
                    expected,
                    replaced: Replaced::BecomesBackup,
                    now,
                    are_right,
                    look: &|before| look_at(before, project),
                    state,
                };
                replace(disk, path, &replacement)
            },
        )
    });
    saved.map_err(|cause| StorageError { path: path.to_path_buf(), what: Undertaking::Save, cause })
}

/// The text of the project, which is sure to read back as the same one.
pub(in crate::storage) fn text_of(project: &Project) -> Result<String, Cause> {
    let text = format::write(project).map_err(Cause::Write)?;
    if reads_back(&text, project) { Ok(text) } else { Err(Cause::DoesNotReadBack) }
}

fn reads_back(text: &str, project: &Project) -> bool {
    format::read(text.as_bytes()).is_ok_and(|back| back.warnings.is_empty() && back.project == *project)
}

/// Checks beside the work, which asks for the outcome before it changes anything.
fn beside<T>(check: impl Fn() -> bool + Sync, work: impl FnOnce(&dyn Fn() -> Result<(), Cause>) -> T) -> T {
    thread::scope(|scope| {
        let thread = thread::Builder::new().name("claimdesk check".into()).spawn_scoped(scope, &check).ok();
        let (thread, is_right) = (Cell::new(thread), Cell::new(None));
        work(&|| {
            let right = is_right.get().unwrap_or_else(|| match thread.take() {
                // A check that crashed has not found it right.
                Some(thread) => thread.join().unwrap_or(false),
                None => check(),
            });
            is_right.set(Some(right));
            if right { Ok(()) } else { Err(Cause::DoesNotReadBack) }
        })
    })
}

/// A version is kept for good when most of its claims are gone in the one that replaces it.
fn look_at(before: &[u8], after: &Project) -> Before {
    let (claims, opens) = match format::claims_at_a_glance(before) {
        Some(claims) => (claims, true),
        None => match format::read(before) {
            Ok(before) => (before.project.claims().len(), before.sum != Sum::Wrong),
            Err(_) => return Before { reason: Reason::Replaced, opens: false },
        },
    };
    let shrinks = after.claims().len() * 2 < claims;
    Before { reason: if shrinks { Reason::BeforeShrinking } else { Reason::Replaced }, opens }
}

/// Writes a file of the person's that is no project. What it replaces goes, unless somebody wrote it in
/// the middle of this.
pub(in crate::storage) fn write_file(path: &Path, bytes: &[u8]) -> Result<Saved, Cause> {
    write_file_on(&SystemDisk, state_folder().as_deref(), path, bytes, Replaced::GoesIfKnown)
}

/// Writes a file of the program's own. What it replaces goes.
pub(in crate::storage) fn write_own_file(path: &Path, bytes: &[u8]) -> Result<Saved, Cause> {
    write_file_on(&SystemDisk, state_folder().as_deref(), path, bytes, Replaced::Goes)
}

fn write_file_on<D: Disk>(
    disk: &D,
    state: Option<&Path>,
    path: &Path,
    bytes: &[u8],
    replaced: Replaced,
) -> Result<Saved, Cause> {
    let replacement = Replacement {
        bytes,
        fingerprint: Fingerprint::of(bytes),
        expected: Expected::Anything,
        replaced,
        now: Timestamp::from_unix_seconds(0),
        are_right: &|| Ok(()),
        look: &|_before| Before { reason: Reason::Replaced, opens: false },
        state,
    };
    replace(disk, path, &replacement)
}
