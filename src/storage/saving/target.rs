//! `Target`: the real file that a path leads to, and what stands there.

use crate::{
    format::MAX_FILE_BYTES,
    model::Fingerprint,
    storage::{Cause, Disk, Entry, EntrySort},
};
use std::{
    ffi::{OsStr, OsString},
    io,
    path::{Path, PathBuf},
};

/// A chain of links longer than this goes round in circles.
const LINKS_FOLLOWED: usize = 40;

/// Where a file is, behind all links: its folder, open, and its name there. A folder that is renamed from
/// now on takes the target with it.
pub(in crate::storage) struct Target<D: Disk> {
    pub(in crate::storage) folder: D::Folder,
    /// The path by which the folder was opened.
    pub(in crate::storage) folder_path: PathBuf,
    pub(in crate::storage) name: OsString,
}

/// A plain file that stands at the target.
pub(super) struct Standing {
    pub(super) entry: Entry,
    pub(super) bytes: Vec<u8>,
    pub(super) fingerprint: Fingerprint,
}

impl<D: Disk> Target<D> {
    /// Follows the links; where they end, there may be nothing.
    pub(in crate::storage) fn resolve(disk: &D, path: &Path) -> Result<Self, Cause> {
        let mut path = path.to_path_buf();
        for _ in 0..LINKS_FOLLOWED {
            let Some(name) = path.file_name().map(OsStr::to_owned) else { return Err(Cause::IsFolder) };
            let folder_path = match path.parent() {
                Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
                Some(_) | None => PathBuf::from("."),
            };
            let folder = disk.open_folder(&folder_path)?;
            match disk.entry(&folder, &name)?.map(|entry| entry.sort) {
                // A relative link counts from the folder it stands in.
                Some(EntrySort::Link(leads_to)) => path = folder_path.join(leads_to),
                Some(EntrySort::Folder) => return Err(Cause::IsFolder),
                Some(EntrySort::Other) => return Err(Cause::NoPlainFile),
                Some(EntrySort::File) | None => return Ok(Self { folder, folder_path, name }),
            }
        }
        Err(Cause::System(io::Error::other("the link leads round in circles")))
    }

    /// The file that stands there now, whole; `None` only when there is surely nothing.
    pub(super) fn standing(&self, disk: &D) -> Result<Option<Standing>, Cause> {
        let Some(entry) = disk.entry(&self.folder, &self.name)? else { return Ok(None) };
        match entry.sort {
            EntrySort::File => {}
            EntrySort::Folder => return Err(Cause::IsFolder),
            EntrySort::Link(_) | EntrySort::Other => return Err(Cause::NoPlainFile),
        }
        let bytes = match disk.read(&self.folder, &self.name, MAX_FILE_BYTES as u64) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => return Err(Cause::TooLarge),
            Err(error) => return Err(error.into()),
        };
        let fingerprint = Fingerprint::of(&bytes);
        Ok(Some(Standing { entry, bytes, fingerprint }))
    }

    /// The bytes of that file.
    pub(in crate::storage) fn bytes(&self, disk: &D) -> Result<Option<Vec<u8>>, Cause> {
        Ok(self.standing(disk)?.map(|standing| standing.bytes))
    }

    /// Whether exactly these bytes stand there.
    pub(super) fn holds(&self, disk: &D, bytes: &[u8]) -> io::Result<bool> {
        match disk.read(&self.folder, &self.name, bytes.len() as u64) {
            Ok(found) => Ok(found == bytes),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::FileTooLarge) => {
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }

    /// The path of a name beside the target.
    pub(in crate::storage) fn beside(&self, name: &OsStr) -> PathBuf {
        self.folder_path.join(name)
    }
}
