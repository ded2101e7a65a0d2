//! Changes the content of a file in place: the way for files that cannot be replaced. A record of the
//! whole change is on the disk before the first byte, so that it can be finished if it is cut short.

use super::{
    names::is_part_of,
    record::Record,
    replace::Replacement,
    saved::{Certainty, Replaced, Saved},
    target::{Standing, Target},
};
use crate::storage::{Cause, Disk, Entry, backups::Shelf};
use std::io;

/// A change in place that is to be made.
pub(super) struct InPlace<'a, D: Disk> {
    pub(super) disk: &'a D,
    pub(super) target: &'a Target<D>,
    pub(super) standing: &'a Standing,
    pub(super) with: &'a Replacement<'a>,
    pub(super) why: Why,
}

/// Why a file is changed in place.
pub(super) enum Why {
    /// It has other names, which are to show the same content.
    OtherNames,
    /// No file can be made beside it.
    FolderClosed,
    /// Names cannot be moved over it.
    CannotRename,
}

impl Why {
    const fn remark(&self) -> &'static str {
        match self {
            Self::OtherNames => {
                "The file has more than one name (it is hard-linked), so it was changed in place: all its names show the new version."
            }
            Self::FolderClosed => "No file may be made beside this one, so it was changed in place.",
            Self::CannotRename => {
                "The file cannot be replaced where it is, as when it is mounted there by itself, so it was changed in place."
            }
        }
    }
}

/// Whether the file has names besides the target and those that we gave it ourselves.
pub(super) fn has_other_names<D: Disk>(disk: &D, target: &Target<D>, entry: &Entry) -> bool {
    if entry.names <= 1 {
        return false;
    }
    let is_same = |folder: &D::Folder, name: &std::ffi::OsString| matches!(disk.entry(folder, name), Ok(Some(found)) if found.identity == entry.identity);
    let beside = disk.names(&target.folder).unwrap_or_default();
    let mut ours =
        beside.iter().filter(|name| is_part_of(name, &target.name) && is_same(&target.folder, name)).count();
    for shelf in Shelf::all(disk, target, None) {
        let names = disk.names(&shelf.folder).unwrap_or_default();
        ours += names.iter().filter(|name| is_same(&shelf.folder, name)).count();
    }
    entry.names > 1 + ours as u64
}

/// Makes the change; `None` when the file is not what it was any more, and nothing was done.
pub(super) fn write<D: Disk>(change: &InPlace<'_, D>) -> Result<Option<Saved>, Cause> {
    let InPlace { disk, target, standing, with, why } = change;
    let Some(state) = with.state else {
        return Err(Cause::System(io::Error::other("there is no folder to keep a record of the change in")));
    };
    let path = std::path::absolute(&target.folder_path)?.join(&target.name);
    let record = Record { path, old: standing.bytes.clone(), new: with.bytes.to_vec() };
    let held = record.keep(*disk, state)?;
    if with.replaced == Replaced::BecomesBackup && standing.fingerprint != with.fingerprint {
        let kept = Shelf::make(*disk, target, with.state).map_err(Cause::from).and_then(|shelf| {
            let before = (with.look)(&standing.bytes);
            shelf.add_copy(*disk, &standing.bytes, with.now, before.reason)?;
            // Backups that stand there too long take room and nothing else.
            let _tried_again_at_the_next_save = shelf.thin(*disk, before.opens);
            Ok(())
        });
        if let Err(cause) = kept {
            held.settled();
            return Err(Cause::NoBackupInPlace(Box::new(cause)));
        }
    }
    let certainty = match rewrite(change) {
        Rewritten::New => {
            held.settled();
            Certainty::OnDisk
        }
        Rewritten::NewUnconfirmed(error) => Certainty::NotConfirmed(format!(
            "The system did not confirm that the content of the file is on the disk: {error}."
        )),
        Rewritten::ChangedBefore => {
            held.settled();
            return Ok(None);
        }
        Rewritten::Old(error) => {
            held.settled();
            return Err(error.into());
        }
        Rewritten::Mixed(error) => return Err(Cause::Unfinished(error)),
    };
    let remarks = vec![why.remark().to_owned()];
    Ok(Some(Saved { fingerprint: with.fingerprint, certainty, kept_aside: None, remarks }))
}

/// How a file stands after the attempt to change it in place. The record of the change is of use as long as
/// not all of the one or the other version is known to be on the disk.
enum Rewritten {
    /// The new version is there, and on the disk.
    New,
    /// The new version is there; the system did not confirm it.
    NewUnconfirmed(io::Error),
    /// The file was not what it was any more; nothing was done.
    ChangedBefore,
    /// The old version is there.
    Old(io::Error),
    /// It cannot be told what is there.
    Mixed(io::Error),
}

/// Writes the new bytes, or else the old ones again.
fn rewrite<D: Disk>(change: &InPlace<'_, D>) -> Rewritten {
    let InPlace { disk, target, standing, with, .. } = change;
    let opened = disk.open_in_place(&target.folder, &target.name).and_then(|mut file| {
        disk.reserve(&mut file, with.bytes.len() as u64)?;
        Ok(file)
    });
    let file = match opened {
        Ok(file) => file,
        Err(error) => return Rewritten::Old(error),
    };
    match target.holds(*disk, &standing.bytes) {
        Ok(true) => {}
        Ok(false) => return Rewritten::ChangedBefore,
        Err(error) => return Rewritten::Old(error),
    }
    let Err(error) = fill(*disk, target, file, with.bytes) else { return Rewritten::New };
    // All of it is written anew: what a failed sync left behind is not to be trusted.
    let again = |bytes: &[u8]| {
        let file = disk.open_in_place(&target.folder, &target.name);
        file.and_then(|file| fill(*disk, target, file, bytes)).is_ok()
    };
    if again(with.bytes) {
        Rewritten::New
    } else if target.holds(*disk, with.bytes).unwrap_or(false) {
        Rewritten::NewUnconfirmed(error)
    } else if again(&standing.bytes) {
        Rewritten::Old(error)
    } else {
        Rewritten::Mixed(error)
    }
}

/// Makes these bytes the content of the file, and waits until they are on the disk.
pub(super) fn fill<D: Disk>(disk: &D, target: &Target<D>, mut file: D::File, bytes: &[u8]) -> io::Result<()> {
    disk.write(&mut file, bytes)?;
    disk.cut(&mut file, bytes.len() as u64)?;
    disk.sync(&file)?;
    if target.holds(disk, bytes)? {
        Ok(())
    } else {
        Err(io::Error::other("other bytes came back than were written"))
    }
}
