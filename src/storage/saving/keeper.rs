//! `Keeper`: where the version that is replaced is kept.

use super::{
    moving::{link_to_new, move_to_new},
    names::aside_name,
    replace::Before,
    target::Target,
};
use crate::{
    model::{Fingerprint, Timestamp},
    storage::{Cause, Disk, backups::Shelf},
};
use std::{
    ffi::{OsStr, OsString},
    path::PathBuf,
};

/// So many versions of the same bytes may stand beside a project.
const NAMES_TRIED: usize = 64;

/// Keeps the version that is replaced: on the shelf, or beside the project if there can be no shelf.
pub(super) struct Keeper<'a, D: Disk> {
    pub(super) disk: &'a D,
    pub(super) shelf: Option<Shelf<D>>,
    pub(super) now: Timestamp,
    pub(super) before: Before,
}

/// Where a version was kept before it was replaced.
pub(super) enum Kept {
    /// Under this name on the shelf.
    OnShelf(OsString),
    /// Under this name beside the project.
    Beside(OsString),
}

impl<D: Disk> Keeper<'_, D> {
    /// Gives the version that stands at the target a second name, and waits until that is on the disk.
    pub(super) fn keep_beforehand(&self, target: &Target<D>, bytes: &[u8]) -> Result<Kept, Cause> {
        let link =
            |to: &D::Folder, name: &OsStr| link_to_new(self.disk, &target.folder, &target.name, to, name);
        if let Some(shelf) = &self.shelf
            && let Ok(name) =
                shelf.add(self.disk, self.now, self.before.reason, |name| link(&shelf.folder, name))
            && self.disk.sync_folder(&shelf.folder).is_ok()
        {
            return Ok(Kept::OnShelf(name));
        }
        let version = Fingerprint::of(bytes).short();
        let name = a_name_beside(target, "replaced", &version, |name| link(&target.folder, name))?;
        self.disk.sync_folder(&target.folder)?;
        Ok(Kept::Beside(name))
    }

    /// Puts what came out of the exchange on the shelf; where it is now.
    pub(super) fn keep(&self, target: &Target<D>, name: &OsStr) -> Result<PathBuf, Cause> {
        let Some(backups) = &self.shelf else {
            return Err(Cause::System(std::io::Error::other("the folder for backups cannot be used")));
        };
        let place =
            |new_name: &OsStr| move_to_new(self.disk, &target.folder, name, &backups.folder, new_name);
        let name = backups.add(self.disk, self.now, self.before.reason, place)?;
        Ok(backups.path_of(&name))
    }
}

/// Moves a version of somebody else to a name beside the target that says what it is.
pub(super) fn put_aside<D: Disk>(
    disk: &D,
    target: &Target<D>,
    from: &D::Folder,
    name: &OsStr,
    version: &str,
) -> Result<OsString, Cause> {
    a_name_beside(target, "changed elsewhere", version, |new_name| {
        move_to_new(disk, from, name, &target.folder, new_name)
    })
}

/// `place` is given names beside the target until it takes one.
pub(super) fn a_name_beside<D: Disk>(
    target: &Target<D>,
    what: &str,
    version: &str,
    mut place: impl FnMut(&OsStr) -> Result<bool, Cause>,
) -> Result<OsString, Cause> {
    for again in 0..NAMES_TRIED {
        let name = aside_name(&target.name, what, version, again);
        if place(&name)? {
            return Ok(name);
        }
    }
    Err(Cause::System(std::io::ErrorKind::AlreadyExists.into()))
}
