//! What a save that was cut short left beside a project.

use super::{
    moving::move_to_new,
    names::{companion_name, is_part_of},
    target::Target,
};
use crate::{
    format::MAX_FILE_BYTES,
    model::Timestamp,
    storage::{
        Cause, Disk, EntrySort, SystemDisk,
        backups::{Reason, Shelf, is_whole},
        state_folder,
    },
};
use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

/// The folder beside a project for what is of no use any more but was not ours to destroy.
const TRASH: &str = "trash";

/// Where something went that a save had left beside the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leftover {
    /// It is a whole project, and unlike all others: it is among the backups.
    KeptAsBackup(PathBuf),
    /// It is not whole: it is in the trash.
    InTrash(PathBuf),
}

/// Puts away what saves of this project left beside it when they were cut short. What cannot be put away
/// stays and is tried again at the next opening. Not to be called while another program saves the project.
pub fn tidy_leftovers(path: &Path, now: Timestamp) -> Vec<Leftover> {
    tidy_leftovers_on(&SystemDisk, state_folder().as_deref(), path, now)
}

/// Does what [`tidy_leftovers`] does, on any disk.
pub fn tidy_leftovers_on<D: Disk>(
    disk: &D,
    state: Option<&Path>,
    path: &Path,
    now: Timestamp,
) -> Vec<Leftover> {
    let Ok(target) = Target::resolve(disk, path) else { return Vec::new() };
    let mut names = disk.names(&target.folder).unwrap_or_default();
    names.retain(|name| is_part_of(name, &target.name));
    names.iter().filter_map(|name| tidy(disk, state, &target, name, now).ok()?).collect()
}

fn tidy<D: Disk>(
    disk: &D,
    state: Option<&Path>,
    target: &Target<D>,
    name: &OsStr,
    now: Timestamp,
) -> Result<Option<Leftover>, Cause> {
    let Some(entry) = disk.entry(&target.folder, name)? else { return Ok(None) };
    if entry.sort != EntrySort::File {
        return Ok(None);
    }
    let bytes = disk.read(&target.folder, name, MAX_FILE_BYTES as u64)?;
    if target.holds(disk, &bytes)? || is_among_backups(disk, state, target, &bytes) {
        disk.remove(&target.folder, name)?;
        return Ok(None);
    }
    if is_whole(&bytes) {
        let shelf = Shelf::make(disk, target, state)?;
        let place = |new_name: &OsStr| move_to_new(disk, &target.folder, name, &shelf.folder, new_name);
        let kept = shelf.add(disk, now, Reason::FoundAfterCrash, place)?;
        disk.sync_folder(&shelf.folder)?;
        return Ok(Some(Leftover::KeptAsBackup(shelf.path_of(&kept))));
    }
    let companion = companion_name(&target.name);
    let beside = disk.make_folder(&target.folder, &companion)?;
    let trash = disk.make_folder(&beside, OsStr::new(TRASH))?;
    if !move_to_new(disk, &target.folder, name, &trash, name)? {
        return Ok(None);
    }
    Ok(Some(Leftover::InTrash(target.beside(&companion).join(TRASH).join(name))))
}

/// Whether a backup holds exactly these bytes.
fn is_among_backups<D: Disk>(disk: &D, state: Option<&Path>, target: &Target<D>, bytes: &[u8]) -> bool {
    let length = bytes.len() as u64;
    Shelf::all(disk, target, state).iter().any(|shelf| {
        let backups = shelf.list(disk).unwrap_or_default();
        backups.iter().filter(|backup| backup.bytes == length).any(|backup| {
            let name = backup.path.file_name().unwrap_or_default();
            disk.read(&shelf.folder, name, length).is_ok_and(|found| found == bytes)
        })
    })
}
