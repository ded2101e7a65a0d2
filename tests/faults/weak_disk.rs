//! `WeakDisk`: the system's disk with one step of the protocol left out or not to be had.

use claimdesk::storage::{Disk, Entry, SystemDisk};
use std::{
    ffi::{OsStr, OsString},
    io,
    path::Path,
};

/// Which step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weakness {
    /// Nothing is ever synced.
    NoSync,
    /// The names in folders are never synced.
    NoFolderSync,
    /// The exchange is a rename over whatever is there, and what was there is gone.
    ExchangeDestroys,
    /// Names cannot change places nor be renamed to new ones only, as on network file systems. Saving must cope.
    OnlyPlainRename,
    /// A file that is changed in place loses a piece of its end each time, so that the change stays unfinished: to lay
    /// out a stage.
    StopsInPlace,
    /// Nothing can be exchanged nor removed, so that the new version is left beside the file: to lay out a stage.
    StopsBeforeExchange,
}

/// The system's disk, weakened.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WeakDisk(pub(crate) Weakness);

type Folder = <SystemDisk as Disk>::Folder;
type Open = <SystemDisk as Disk>::File;

impl WeakDisk {
    fn is(self, weakness: Weakness) -> bool {
        self.0 == weakness
    }
}

impl Disk for WeakDisk {
    type Folder = Folder;
    type File = Open;

    fn open_folder(&self, path: &Path) -> io::Result<Folder> {
        SystemDisk.open_folder(path)
    }

    fn make_folder(&self, within: &Folder, name: &OsStr) -> io::Result<Folder> {
        SystemDisk.make_folder(within, name)
    }

    fn entry(&self, folder: &Folder, name: &OsStr) -> io::Result<Option<Entry>> {
        SystemDisk.entry(folder, name)
    }

    fn names(&self, folder: &Folder) -> io::Result<Vec<OsString>> {
        SystemDisk.names(folder)
    }

    fn read(&self, folder: &Folder, name: &OsStr, limit: u64) -> io::Result<Vec<u8>> {
        SystemDisk.read(folder, name, limit)
    }

    fn create(&self, folder: &Folder, name: &OsStr) -> io::Result<Open> {
        SystemDisk.create(folder, name)
    }

    fn open_in_place(&self, folder: &Folder, name: &OsStr) -> io::Result<Open> {
        SystemDisk.open_in_place(folder, name)
    }

    fn reserve(&self, file: &mut Open, bytes: u64) -> io::Result<()> {
        SystemDisk.reserve(file, bytes)
    }

    fn write(&self, file: &mut Open, bytes: &[u8]) -> io::Result<()> {
        SystemDisk.write(file, bytes)
    }

    fn cut(&self, file: &mut Open, bytes: u64) -> io::Result<()> {
        if !self.is(Weakness::StopsInPlace) {
            return SystemDisk.cut(file, bytes);
        }
        let length = rustix::fs::fstat(&*file)?.st_size as u64;
        rustix::fs::ftruncate(&*file, length.saturating_sub(200))?;
        Err(broken())
    }

    fn take_attributes(&self, from: &Folder, name: &OsStr, to: &Open) -> io::Result<Vec<String>> {
        SystemDisk.take_attributes(from, name, to)
    }

    fn sync(&self, file: &Open) -> io::Result<()> {
        if self.is(Weakness::NoSync) { Ok(()) } else { SystemDisk.sync(file) }
    }

    fn hold(&self, file: &Open) -> io::Result<bool> {
        SystemDisk.hold(file)
    }

    fn exchange(&self, folder: &Folder, one: &OsStr, other: &OsStr) -> io::Result<()> {
        match self.0 {
            Weakness::OnlyPlainRename => Err(io::ErrorKind::Unsupported.into()),
            Weakness::ExchangeDestroys => SystemDisk.rename_over(folder, one, other),
            Weakness::StopsBeforeExchange => Err(broken()),
            Weakness::NoSync | Weakness::NoFolderSync | Weakness::StopsInPlace => {
                SystemDisk.exchange(folder, one, other)
            }
        }
    }

    fn rename_to_new(&self, from: &Folder, name: &OsStr, to: &Folder, new_name: &OsStr) -> io::Result<()> {
        if self.is(Weakness::OnlyPlainRename) {
            return Err(io::ErrorKind::Unsupported.into());
        }
        SystemDisk.rename_to_new(from, name, to, new_name)
    }

    fn rename_over(&self, folder: &Folder, name: &OsStr, over: &OsStr) -> io::Result<()> {
        SystemDisk.rename_over(folder, name, over)
    }

    fn link(&self, from: &Folder, name: &OsStr, to: &Folder, new_name: &OsStr) -> io::Result<()> {
        SystemDisk.link(from, name, to, new_name)
    }

    fn remove(&self, folder: &Folder, name: &OsStr) -> io::Result<()> {
        if self.is(Weakness::StopsBeforeExchange) { Err(broken()) } else { SystemDisk.remove(folder, name) }
    }

    fn sync_folder(&self, folder: &Folder) -> io::Result<()> {
        if matches!(self.0, Weakness::NoSync | Weakness::NoFolderSync) {
            Ok(())
        } else {
            SystemDisk.sync_folder(folder)
        }
    }
}

fn broken() -> io::Error {
    io::Error::other("broken on purpose")
}
