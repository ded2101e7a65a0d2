//! `Disk`: every step that the save protocol takes, one call each.

use std::{
    ffi::{OsStr, OsString},
    io,
    path::{Path, PathBuf},
};

/// What stands at a name in a folder, not following links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub sort: EntrySort,
    /// Its length in bytes.
    pub length: u64,
    /// Its permissions, as in `chmod`; nothing on systems without them.
    pub mode: u32,
    /// Whether this person may write to it. Even who may do anything does not write to a file that is
    /// marked as not to be written by anybody.
    pub writable: bool,
    /// How many names it has.
    pub names: u64,
    /// Which file it is, whatever its name: the device and its number there.
    pub identity: (u64, u64),
}

/// What an entry of a folder is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntrySort {
    /// A plain file.
    File,
    /// A folder.
    Folder,
    /// A link to this path.
    Link(PathBuf),
    /// A device, a pipe or the like.
    Other,
}

/// The steps of the save protocol. Names are taken within an open folder, so that a folder which is
/// renamed meanwhile cannot lead elsewhere. No call does more than it says: no step retries, and none
/// syncs besides those that are called so.
pub trait Disk: Send + Sync {
    /// An open folder.
    type Folder: Send;
    /// A file open for writing.
    type File: Send;

    /// Opens a folder.
    fn open_folder(&self, path: &Path) -> io::Result<Self::Folder>;
    /// Makes a folder that only this person may look into, within an open one; one that is there is fine.
    fn make_folder(&self, within: &Self::Folder, name: &OsStr) -> io::Result<Self::Folder>;
    /// What stands at the name; `None` when nothing does. Links are not followed.
    fn entry(&self, folder: &Self::Folder, name: &OsStr) -> io::Result<Option<Entry>>;
    /// The names in a folder, in no order.
    fn names(&self, folder: &Self::Folder) -> io::Result<Vec<OsString>>;
    /// All bytes of a plain file; longer than `limit` is an error of kind `FileTooLarge`.
    fn read(&self, folder: &Self::Folder, name: &OsStr, limit: u64) -> io::Result<Vec<u8>>;
    /// A new file that only this person may read; `AlreadyExists` when there is anything at the name.
    fn create(&self, folder: &Self::Folder, name: &OsStr) -> io::Result<Self::File>;
    /// A file to write to from its start, without cutting it: for when it cannot be replaced.
    fn open_in_place(&self, folder: &Self::Folder, name: &OsStr) -> io::Result<Self::File>;
    /// Claims room for so many bytes, so that a full disk shows before anything is written.
    fn reserve(&self, file: &mut Self::File, bytes: u64) -> io::Result<()>;
    /// Writes all the bytes at the end of what was written so far.
    fn write(&self, file: &mut Self::File, bytes: &[u8]) -> io::Result<()>;
    /// Cuts the file to so many bytes.
    fn cut(&self, file: &mut Self::File, bytes: u64) -> io::Result<()>;
    /// Gives the file permissions, owner, access list and extended attributes of another. What cannot be
    /// kept without letting more people in than before is left out and named.
    fn take_attributes(&self, from: &Self::Folder, name: &OsStr, to: &Self::File) -> io::Result<Vec<String>>;
    /// Waits until the content of the file is on the disk, and lets go of what memory has of it where the
    /// system can, so that reading it back asks the disk. Never to be called again after it failed.
    fn sync(&self, file: &Self::File) -> io::Result<()>;
    /// Claims the file for as long as it stays open: `false` when another program has claimed it. What
    /// becomes of a program that ends, however it ends, is that it holds nothing any more.
    fn hold(&self, file: &Self::File) -> io::Result<bool>;
    /// Lets two names change places in one step.
    fn exchange(&self, folder: &Self::Folder, one: &OsStr, other: &OsStr) -> io::Result<()>;
    /// Renames; `AlreadyExists` when there is anything at the new name.
    fn rename_to_new(
        &self,
        from: &Self::Folder,
        name: &OsStr,
        to: &Self::Folder,
        new_name: &OsStr,
    ) -> io::Result<()>;
    /// Renames over whatever file stands at the new name, within one folder.
    fn rename_over(&self, folder: &Self::Folder, name: &OsStr, over: &OsStr) -> io::Result<()>;
    /// Gives a file one more name; `AlreadyExists` when there is anything at it.
    fn link(&self, from: &Self::Folder, name: &OsStr, to: &Self::Folder, new_name: &OsStr) -> io::Result<()>;
    /// Takes a name away.
    fn remove(&self, folder: &Self::Folder, name: &OsStr) -> io::Result<()>;
    /// Waits until the names in the folder are on the disk.
    fn sync_folder(&self, folder: &Self::Folder) -> io::Result<()>;
}
