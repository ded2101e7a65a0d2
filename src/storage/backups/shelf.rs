//! `Shelf`: the folder beside a project in which its earlier versions stand.

use super::{Backup, Reason, backup_name::BackupName, thinning, whole::is_whole};
use crate::{
    model::{Fingerprint, Timestamp},
    storage::{
        Cause, Disk, EntrySort,
        saving::{Target, companion_name, copy_to_new, open_or_make},
    },
};
use std::{
    ffi::{OsStr, OsString},
    io,
    path::{Path, PathBuf},
};

/// The folder of the backups, beside a project and in the folder of the program's state.
/// Not at every save: looking at each backup takes longer than the save itself.
const THINNED_EVERY: u64 = 4;

pub(super) const BACKUPS: &str = "backups";
const IGNORE: &str = ".gitignore";
/// So many numbers are tried when another program takes the same ones.
const NUMBERS_TRIED: u64 = 64;

/// The backups of one project.
pub(in crate::storage) struct Shelf<D: Disk> {
    pub(in crate::storage) folder: D::Folder,
    path: PathBuf,
}

impl<D: Disk> Shelf<D> {
    /// The shelf beside the target, or else the one that its folder has in the folder of the program's
    /// state; made if need be, and then on the disk.
    pub(in crate::storage) fn make(disk: &D, target: &Target<D>, state: Option<&Path>) -> io::Result<Self> {
        match (Self::make_beside(disk, target), state) {
            (Err(_), Some(state)) => Self::make_away(disk, target, state),
            (outcome, _) => outcome,
        }
    }

    /// All shelves of the target that can be opened; that beside it first.
    pub(in crate::storage) fn all(disk: &D, target: &Target<D>, state: Option<&Path>) -> Vec<Self> {
        let beside = target.beside(&companion_name(&target.name)).join(BACKUPS);
        let away = state.and_then(|state| Some(state.join(BACKUPS).join(away_name(target).ok()?)));
        let paths = [Some(beside), away];
        let open = |path: PathBuf| Some(Self { folder: disk.open_folder(&path).ok()?, path });
        paths.into_iter().flatten().filter_map(open).collect()
    }

    fn make_beside(disk: &D, target: &Target<D>) -> io::Result<Self> {
        let (companion, backups) = (companion_name(&target.name), OsStr::new(BACKUPS));
        let companion_is_new = disk.entry(&target.folder, &companion)?.is_none();
        let beside = disk.make_folder(&target.folder, &companion)?;
        let is_new = disk.entry(&beside, backups)?.is_none();
        let folder = disk.make_folder(&beside, backups)?;
        if is_new {
            // Backups are for this machine: other versions of a project are in its history there already.
            if let Ok(mut file) = disk.create(&folder, OsStr::new(IGNORE)) {
                let _only_a_convenience = disk.write(&mut file, b"*\n");
            }
            disk.sync_folder(&beside)?;
        }
        if companion_is_new {
            disk.sync_folder(&target.folder)?;
        }
        Ok(Self { folder, path: target.beside(&companion).join(BACKUPS) })
    }

    /// For projects in folders where nothing may be made.
    fn make_away(disk: &D, target: &Target<D>, state: &Path) -> io::Result<Self> {
        let path = state.join(BACKUPS).join(away_name(target)?);
        Ok(Self { folder: open_or_make(disk, &path)?, path })
    }

    /// What stands on the shelf, the newest first.
    pub(in crate::storage) fn list(&self, disk: &D) -> io::Result<Vec<Backup>> {
        let mut backups = Vec::new();
        for name in disk.names(&self.folder)? {
            let Some(read) = name.to_str().and_then(BackupName::read) else { continue };
            let Some(entry) = disk.entry(&self.folder, &name)? else { continue };
            if entry.sort == EntrySort::File {
                let BackupName { number, label, reason } = read;
                let path = self.path.join(&name);
                backups.push(Backup { number, label, path, bytes: entry.length, reason });
            }
        }
        backups.sort_by(|one, other| other.number.cmp(&one.number).then_with(|| one.path.cmp(&other.path)));
        Ok(backups)
    }

    /// Puts something on the shelf as the newest: `place` is given names until it takes one.
    pub(in crate::storage) fn add(
        &self,
        disk: &D,
        now: Timestamp,
        reason: Reason,
        mut place: impl FnMut(&OsStr) -> Result<bool, Cause>,
    ) -> Result<OsString, Cause> {
        // Names that do not tell a file count as well: a number is used once.
        let numbers = disk.names(&self.folder)?;
        let numbers =
            numbers.iter().filter_map(|name| BackupName::read(name.to_str()?)).map(|name| name.number);
        let next = numbers.max().unwrap_or(0).saturating_add(1);
        for number in next..next.saturating_add(NUMBERS_TRIED) {
            let name = OsString::from(BackupName::new(number, now, reason).to_string());
            if place(&name)? {
                return Ok(name);
            }
        }
        Err(Cause::System(io::ErrorKind::AlreadyExists.into()))
    }

    /// Puts a copy on the shelf and waits until it is on the disk.
    pub(in crate::storage) fn add_copy(
        &self,
        disk: &D,
        bytes: &[u8],
        now: Timestamp,
        reason: Reason,
    ) -> Result<PathBuf, Cause> {
        let name = self.add(disk, now, reason, |name| copy_to_new(disk, bytes, &self.folder, name))?;
        disk.sync_folder(&self.folder)?;
        Ok(self.path_of(&name))
    }

    /// The path of a name on the shelf.
    pub(in crate::storage) fn path_of(&self, name: &OsStr) -> PathBuf {
        self.path.join(name)
    }

    /// Takes away what need not be kept any more. Nothing is lost when that fails. `newest_opens`: whether
    /// the newest backup is known to be a project that can be opened.
    pub(in crate::storage) fn thin(&self, disk: &D, newest_opens: bool) -> io::Result<()> {
        let names = disk.names(&self.folder)?;
        let numbers =
            names.iter().filter_map(|name| BackupName::read(name.to_str()?)).map(|name| name.number);
        if numbers.max().unwrap_or(0) % THINNED_EVERY != 0 {
            return Ok(());
        }
        let backups = self.list(disk)?;
        let newest = backups.first().map(|backup| backup.number);
        let opens = |backup: &Backup| {
            if newest_opens && Some(backup.number) == newest {
                return true;
            }
            let name = backup.path.file_name().unwrap_or_default();
            disk.read(&self.folder, name, crate::format::MAX_FILE_BYTES as u64)
                .is_ok_and(|bytes| is_whole(&bytes))
        };
        for index in thinning::not_needed(&backups, opens) {
            disk.remove(&self.folder, backups[index].path.file_name().unwrap_or_default())?;
        }
        Ok(())
    }
}

/// The name of the folder for the backups of this target among those of all others.
fn away_name<D: Disk>(target: &Target<D>) -> io::Result<String> {
    let path = std::path::absolute(&target.folder_path)?.join(&target.name);
    Ok(Fingerprint::of(path.as_os_str().as_encoded_bytes()).short())
}
