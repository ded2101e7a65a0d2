//! `SystemDisk` by the standard library alone, for systems without Unix's calls. Untested there.

use super::{Disk, Entry, EntrySort};
use std::{
    ffi::{OsStr, OsString},
    fs::{self, File, OpenOptions},
    hash::{DefaultHasher, Hash, Hasher},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

/// The file systems of this machine, as far as the standard library reaches: names cannot change places,
/// folders cannot be synced, and only the mark against writing is kept.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemDisk;

impl Disk for SystemDisk {
    type Folder = PathBuf;
    type File = File;

    fn open_folder(&self, path: &Path) -> io::Result<PathBuf> {
        if fs::metadata(path)?.is_dir() {
            Ok(path.to_path_buf())
        } else {
            Err(io::ErrorKind::NotADirectory.into())
        }
    }

    fn make_folder(&self, within: &PathBuf, name: &OsStr) -> io::Result<PathBuf> {
        let path = within.join(name);
        match fs::create_dir(&path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
            Ok(()) | Err(_) => self.open_folder(&path),
        }
    }

    fn entry(&self, folder: &PathBuf, name: &OsStr) -> io::Result<Option<Entry>> {
        let path = folder.join(name);
        let metadata = match fs::symlink_metadata(&path) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let sort = if metadata.is_symlink() {
            EntrySort::Link(fs::read_link(&path)?)
        } else if metadata.is_dir() {
            EntrySort::Folder
        } else if metadata.is_file() {
            EntrySort::File
        } else {
            EntrySort::Other
        };
        let mut hasher = DefaultHasher::new();
        path.hash(&mut hasher);
        Ok(Some(Entry {
            sort,
            length: metadata.len(),
            mode: 0,
            writable: !metadata.permissions().readonly(),
            names: 1,
            identity: (0, hasher.finish()),
        }))
    }

    fn names(&self, folder: &PathBuf) -> io::Result<Vec<OsString>> {
        fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name())).collect()
    }

    fn read(&self, folder: &PathBuf, name: &OsStr, limit: u64) -> io::Result<Vec<u8>> {
        let path = folder.join(name);
        let metadata = fs::symlink_metadata(&path)?;
        if !metadata.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "this is not a plain file"));
        }
        let mut bytes = Vec::new();
        File::open(&path)?.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
    }

    fn create(&self, folder: &PathBuf, name: &OsStr) -> io::Result<File> {
        OpenOptions::new().write(true).create_new(true).open(folder.join(name))
    }

    fn open_in_place(&self, folder: &PathBuf, name: &OsStr) -> io::Result<File> {
        OpenOptions::new().write(true).open(folder.join(name))
    }

    fn reserve(&self, _file: &mut File, _bytes: u64) -> io::Result<()> {
        Ok(())
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn cut(&self, file: &mut File, bytes: u64) -> io::Result<()> {
        file.set_len(bytes)
    }

    fn take_attributes(&self, from: &PathBuf, name: &OsStr, to: &File) -> io::Result<Vec<String>> {
        let permissions = fs::symlink_metadata(from.join(name))?.permissions();
        Ok(if to.set_permissions(permissions).is_err() {
            vec!["its permissions".to_owned()]
        } else {
            Vec::new()
        })
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn hold(&self, file: &File) -> io::Result<bool> {
        match file.try_lock() {
            Ok(()) => Ok(true),
            Err(fs::TryLockError::WouldBlock) => Ok(false),
            Err(fs::TryLockError::Error(error)) => Err(error),
        }
    }

    fn exchange(&self, _folder: &PathBuf, _one: &OsStr, _other: &OsStr) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn rename_to_new(
        &self,
        _from: &PathBuf,
        _name: &OsStr,
        _to: &PathBuf,
        _new_name: &OsStr,
    ) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn rename_over(&self, folder: &PathBuf, name: &OsStr, over: &OsStr) -> io::Result<()> {
        fs::rename(folder.join(name), folder.join(over))
    }

    fn link(&self, from: &PathBuf, name: &OsStr, to: &PathBuf, new_name: &OsStr) -> io::Result<()> {
        fs::hard_link(from.join(name), to.join(new_name))
    }

    fn remove(&self, folder: &PathBuf, name: &OsStr) -> io::Result<()> {
        fs::remove_file(folder.join(name))
    }

    fn sync_folder(&self, _folder: &PathBuf) -> io::Result<()> {
        // There is no call for it; names are in the hands of the file system.
        Ok(())
    }
}
