//! The backups of a project, listed and read.

use super::{Backup, Shelf, shelf::BACKUPS};
use crate::{
    format,
    storage::{
        Cause, Disk, OpenedFile, StorageError, SystemDisk, Undertaking,
        read_file::read_file,
        saving::{Target, companion_name},
        state_folder,
    },
};
use std::path::{Path, PathBuf};

/// The backups of the project at the path, the newest first; the file itself need not be
/// there. Those that could not be kept beside it come last.
pub fn backups_of(path: &Path) -> Result<Vec<Backup>, StorageError> {
    list(&SystemDisk, path, state_folder().as_deref()).map_err(|cause| StorageError {
        path: path.to_path_buf(),
        what: Undertaking::ListBackups,
        cause,
    })
}

/// The folder beside the project at the path that belongs to it, whether it is there or not.
pub fn companion_folder(path: &Path) -> Option<PathBuf> {
    let target = Target::resolve(&SystemDisk, path).ok()?;
    Some(target.beside(&companion_name(&target.name)))
}

/// Where the backups of the project at the path are, or will be once there are any.
pub fn backups_folder(path: &Path) -> PathBuf {
    let kept = backups_of(path).ok().and_then(|backups| backups.into_iter().next());
    let folder = kept.and_then(|backup| backup.path.parent().map(Path::to_path_buf));
    folder.unwrap_or_else(|| {
        companion_folder(path).map_or_else(|| path.to_path_buf(), |folder| folder.join(BACKUPS))
    })
}

fn list<D: Disk>(disk: &D, path: &Path, state: Option<&Path>) -> Result<Vec<Backup>, Cause> {
    let target = Target::resolve(disk, path)?;
    let mut backups = Vec::new();
    for shelf in Shelf::all(disk, &target, state) {
        backups.extend(shelf.list(disk)?);
    }
    Ok(backups)
}

/// Opens a backup; nothing is changed.
pub fn read_backup(backup: &Backup) -> Result<OpenedFile, StorageError> {
    let opened = read_file(&backup.path, format::MAX_FILE_BYTES).and_then(|bytes| OpenedFile::read(&bytes));
    opened.map_err(|cause| StorageError { path: backup.path.clone(), what: Undertaking::Open, cause })
}
