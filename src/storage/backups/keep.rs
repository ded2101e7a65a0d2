//! Keeps the version that stands at a path, whatever becomes of the file.

use super::{Reason, Shelf};
use crate::{
    model::Timestamp,
    storage::{Cause, Disk, StorageError, SystemDisk, Undertaking, saving::Target, state_folder},
};
use std::path::{Path, PathBuf};

/// Puts a copy of what stands at the path among its backups; where it is, or `None` when nothing stands
/// there. `now` is only its label.
pub fn keep_version(path: &Path, reason: Reason, now: Timestamp) -> Result<Option<PathBuf>, StorageError> {
    keep(&SystemDisk, state_folder().as_deref(), path, reason, now).map_err(|cause| StorageError {
        path: path.to_path_buf(),
        what: Undertaking::KeepBackup,
        cause,
    })
}

fn keep<D: Disk>(
    disk: &D,
    state: Option<&Path>,
    path: &Path,
    reason: Reason,
    now: Timestamp,
) -> Result<Option<PathBuf>, Cause> {
    let target = Target::resolve(disk, path)?;
    let Some(bytes) = target.bytes(disk)? else { return Ok(None) };
    Ok(Some(Shelf::make(disk, &target, state)?.add_copy(disk, &bytes, now, reason)?))
}
