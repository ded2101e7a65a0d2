//! Puts files right whose change in place was cut short.

use super::{
    in_place::fill,
    moving::move_to_new,
    record::{RECORDS, Record, is_record, open_or_make},
    target::Target,
};
use crate::{
    format::MAX_FILE_BYTES,
    model::Timestamp,
    storage::{
        Cause, Disk, SystemDisk,
        backups::{Reason, Shelf},
        state_folder,
    },
};
use std::{
    ffi::OsStr,
    io,
    path::{Path, PathBuf},
};

/// No record is longer: two versions, and a little more.
const LONGEST_RECORD: u64 = 2 * MAX_FILE_BYTES as u64 + 1_000_000;
/// Where records go that cannot be read.
const TRASH: &str = "trash";

/// A file whose change in place had been cut short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PutRight {
    /// The file.
    pub path: PathBuf,
    /// How it stands now.
    pub outcome: RightOrNot,
}

/// How a file stands whose change in place had been cut short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RightOrNot {
    /// It held a part of each version; now it holds the one that was being saved.
    Finished,
    /// It has been changed or removed by somebody else since, and was left alone; the version that was
    /// being saved is here.
    LeftAlone(PathBuf),
    /// It could not be done, and will be tried again; why, in a clause.
    NotYet(String),
}

/// Finishes every change in place that was cut short, and says for which files. Files that turn out to be
/// whole are not spoken of. Those that another program is changing at this moment are left to it.
pub fn recover_in_place(now: Timestamp) -> Vec<PutRight> {
    state_folder().map_or_else(Vec::new, |state| recover_in_place_on(&SystemDisk, &state, now))
}

/// Does what [`recover_in_place`] does, on any disk.
pub fn recover_in_place_on<D: Disk>(disk: &D, state: &Path, now: Timestamp) -> Vec<PutRight> {
    let path = state.join(RECORDS);
    let not_listed = |error: &io::Error| {
        let outcome = RightOrNot::NotYet(format!("the records cannot be listed: {error}"));
        vec![PutRight { path: path.clone(), outcome }]
    };
    let folder = match disk.open_folder(&path) {
        Ok(folder) => folder,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Vec::new(),
        Err(error) => return not_listed(&error),
    };
    match disk.names(&folder) {
        Ok(mut names) => {
            names.retain(|name| is_record(name));
            names.iter().filter_map(|name| recover_one(disk, state, &folder, name, now)).collect()
        }
        Err(error) => not_listed(&error),
    }
}

fn recover_one<D: Disk>(
    disk: &D,
    state: &Path,
    folder: &D::Folder,
    name: &OsStr,
    now: Timestamp,
) -> Option<PutRight> {
    // One that is gone has been settled meanwhile, one that is held is being used.
    let file = disk.open_in_place(folder, name).ok()?;
    if !disk.hold(&file).unwrap_or(true) {
        return None;
    }
    let record = match disk.read(folder, name, LONGEST_RECORD) {
        Ok(bytes) => Record::from_bytes(&bytes),
        Err(error) => {
            let outcome = RightOrNot::NotYet(format!("the record cannot be read: {error}"));
            return Some(PutRight { path: state.join(RECORDS).join(name), outcome });
        }
    };
    let Some(record) = record else {
        let trash = open_or_make(disk, &state.join(TRASH));
        let moved =
            trash.map_err(Cause::from).and_then(|trash| move_to_new(disk, folder, name, &trash, name));
        let outcome = match moved {
            Ok(_) => "the record of its change is damaged; it was put into the trash".to_owned(),
            Err(cause) => format!("the record of its change is damaged, and {}", cause.reason()),
        };
        return Some(PutRight { path: state.join(RECORDS).join(name), outcome: RightOrNot::NotYet(outcome) });
    };
    let outcome = match put_right(disk, state, &record, now) {
        Ok(outcome) => {
            // One that stays leads to the same outcome again.
            let _settled_once_more_then = disk.remove(folder, name);
            outcome
        }
        Err(cause) => Some(RightOrNot::NotYet(cause.reason())),
    };
    outcome.map(|outcome| PutRight { path: record.path, outcome })
}

/// `None` when the file is whole.
fn put_right<D: Disk>(
    disk: &D,
    state: &Path,
    record: &Record,
    now: Timestamp,
) -> Result<Option<RightOrNot>, Cause> {
    let target = Target::resolve(disk, &record.path)?;
    let present = target.bytes(disk)?;
    match present {
        Some(present) if present == record.old || present == record.new => return Ok(None),
        Some(present) if is_mixed(&record.old, &record.new, &present) => {
            let finish = || {
                let file = disk.open_in_place(&target.folder, &target.name)?;
                fill(disk, &target, file, &record.new)
            };
            // What a failed attempt leaves may be like neither version: later nobody could tell that it is ours.
            finish().or_else(|_| finish())?;
            return Ok(Some(RightOrNot::Finished));
        }
        Some(_) | None => {}
    }
    let shelf = Shelf::make(disk, &target, Some(state))?;
    let kept = shelf.add_copy(disk, &record.new, now, Reason::FoundAfterCrash)?;
    Ok(Some(RightOrNot::LeftAlone(kept)))
}

/// Whether these bytes can be what a cut-short change leaves: in each place what the old or the new version
/// has there, or nothing but zeros. No byte of anybody else's is in it then.
fn is_mixed(old: &[u8], new: &[u8], present: &[u8]) -> bool {
    let lengths = old.len().min(new.len())..=old.len().max(new.len());
    lengths.contains(&present.len())
        && present
            .iter()
            .enumerate()
            .all(|(index, byte)| *byte == 0 || old.get(index) == Some(byte) || new.get(index) == Some(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_change_leaves_is_told_from_what_somebody_wrote() {
        let (old, new) = (b"one two three".as_slice(), b"one 2 three four".as_slice());
        for mixed in [&b"one 2 three e"[..], b"one\0\0\0\0\0\0\0\0\0\0", b"one two threeour", old, new] {
            assert!(is_mixed(old, new, mixed), "{mixed:?}");
        }
        for other in [&b"one"[..], b"", b"one two thrEe", b"one 2 three four five"] {
            assert!(!is_mixed(old, new, other), "{other:?}");
        }
    }
}
