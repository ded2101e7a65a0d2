//! `SystemDisk`: the file systems of this machine, on Unix.

use super::{Disk, Entry, EntrySort, attributes::take_attributes};
use rustix::{
    fs::{
        AtFlags, CWD, Dir, FileType, FlockOperation, Mode, OFlags, accessat, flock, fsync, ftruncate, linkat,
        mkdirat, openat, readlinkat, renameat, statat, unlinkat,
    },
    io::{Errno, retry_on_intr},
};
use std::{
    ffi::{OsStr, OsString},
    fs::File,
    io::{self, Read},
    os::{fd::OwnedFd, unix::ffi::OsStringExt},
    path::{Path, PathBuf},
};

/// The file systems of this machine. Calls that a signal cut short are repeated where that is harmless,
/// which it never is for a sync, nor for a change of names.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemDisk;

/// Only this person may read and write.
const PRIVATE_FILE: Mode = Mode::RUSR.union(Mode::WUSR);

impl Disk for SystemDisk {
    type Folder = OwnedFd;
    type File = OwnedFd;

    fn open_folder(&self, path: &Path) -> io::Result<OwnedFd> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        match retry_on_intr(|| openat(CWD, path, flags, Mode::empty())) {
            // A folder that may be used but not listed: its names work, only syncing it will not.
            #[cfg(target_os = "linux")]
            Err(Errno::ACCESS) => {
                let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
                Ok(retry_on_intr(|| openat(CWD, path, flags, Mode::empty()))?)
            }
            other => Ok(other?),
        }
    }

    fn make_folder(&self, within: &OwnedFd, name: &OsStr) -> io::Result<OwnedFd> {
        match retry_on_intr(|| mkdirat(within, name, Mode::RWXU)) {
            Ok(()) | Err(Errno::EXIST) => {}
            Err(error) => return Err(error.into()),
        }
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        Ok(retry_on_intr(|| openat(within, name, flags, Mode::empty()))?)
    }

    fn entry(&self, folder: &OwnedFd, name: &OsStr) -> io::Result<Option<Entry>> {
        let stat = match retry_on_intr(|| statat(folder, name, AtFlags::SYMLINK_NOFOLLOW)) {
            Ok(stat) => stat,
            Err(Errno::NOENT) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        #[expect(clippy::useless_conversion, reason = "the widths differ from system to system")]
        let (mode, names) = (u32::from(stat.st_mode) & 0o7777, u64::from(stat.st_nlink));
        let (sort, writable) = match FileType::from_raw_mode(stat.st_mode) {
            FileType::RegularFile => (EntrySort::File, mode & 0o222 != 0 && may_write(folder, name)),
            FileType::Directory => (EntrySort::Folder, true),
            FileType::Symlink => {
                let leads_to = retry_on_intr(|| readlinkat(folder, name, Vec::new()))?;
                (EntrySort::Link(PathBuf::from(OsString::from_vec(leads_to.into_bytes()))), true)
            }
            FileType::Fifo
            | FileType::Socket
            | FileType::CharacterDevice
            | FileType::BlockDevice
            | FileType::Unknown => (EntrySort::Other, true),
        };
        let length = u64::try_from(stat.st_size).unwrap_or(0);
        let identity = (stat.st_dev, stat.st_ino);
        Ok(Some(Entry { sort, length, mode, writable, names, identity }))
    }

    fn names(&self, folder: &OwnedFd) -> io::Result<Vec<OsString>> {
        let mut names = Vec::new();
        for entry in Dir::read_from(folder)? {
            let name = entry?.file_name().to_bytes().to_vec();
            if name != b"." && name != b".." {
                names.push(OsString::from_vec(name));
            }
        }
        Ok(names)
    }

    fn read(&self, folder: &OwnedFd, name: &OsStr, limit: u64) -> io::Result<Vec<u8>> {
        // A pipe that stands there by now must not make us wait for somebody to write to it.
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let file = File::from(retry_on_intr(|| openat(folder, name, flags, Mode::empty()))?);
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "this is not a plain file"));
        }
        if metadata.len() > limit {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        // In one piece, so that the disk is asked once; it may shrink or grow while it is being read.
        let mut bytes = vec![0; metadata.len() as usize];
        let mut file = file.take(limit.saturating_add(1));
        let mut length = 0;
        while length < bytes.len() {
            match file.read(&mut bytes[length..]) {
                Ok(0) => break,
                Ok(more) => length += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        bytes.truncate(length);
        file.read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
    }

    fn create(&self, folder: &OwnedFd, name: &OsStr) -> io::Result<OwnedFd> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        Ok(openat(folder, name, flags, PRIVATE_FILE)?)
    }

    fn open_in_place(&self, folder: &OwnedFd, name: &OsStr) -> io::Result<OwnedFd> {
        let flags = OFlags::WRONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        Ok(retry_on_intr(|| openat(folder, name, flags, Mode::empty()))?)
    }

    fn reserve(&self, file: &mut OwnedFd, bytes: u64) -> io::Result<()> {
        #[cfg(target_os = "linux")]
        if bytes > 0 {
            use rustix::fs::{FallocateFlags, fallocate};
            match retry_on_intr(|| fallocate(&*file, FallocateFlags::KEEP_SIZE, 0, bytes)) {
                // Not every file system can; then a full disk shows when it is written to.
                Ok(()) | Err(Errno::OPNOTSUPP | Errno::NOSYS) => {}
                Err(error) => return Err(error.into()),
            }
        }
        #[cfg(not(target_os = "linux"))]
        let _no_system_call_for_it = (file, bytes);
        Ok(())
    }

    fn write(&self, file: &mut OwnedFd, bytes: &[u8]) -> io::Result<()> {
        let mut rest = bytes;
        while !rest.is_empty() {
            let written = retry_on_intr(|| rustix::io::write(&*file, rest))?;
            if written == 0 {
                return Err(io::ErrorKind::WriteZero.into());
            }
            rest = &rest[written.min(rest.len())..];
        }
        Ok(())
    }

    fn cut(&self, file: &mut OwnedFd, bytes: u64) -> io::Result<()> {
        Ok(retry_on_intr(|| ftruncate(&*file, bytes))?)
    }

    fn take_attributes(&self, from: &OwnedFd, name: &OsStr, to: &OwnedFd) -> io::Result<Vec<String>> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let from = retry_on_intr(|| openat(from, name, flags, Mode::empty()))?;
        take_attributes(&from, to)
    }

    fn sync(&self, file: &OwnedFd) -> io::Result<()> {
        #[cfg(target_vendor = "apple")]
        return Ok(rustix::fs::fcntl_fullfsync(file)?);
        #[cfg(not(target_vendor = "apple"))]
        {
            fsync(file)?;
            // So that reading it back asks the disk and not the memory.
            forget_what_is_in_memory(file);
            Ok(())
        }
    }

    fn hold(&self, file: &OwnedFd) -> io::Result<bool> {
        match retry_on_intr(|| flock(file, FlockOperation::NonBlockingLockExclusive)) {
            Ok(()) => Ok(true),
            Err(Errno::WOULDBLOCK) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    fn exchange(&self, folder: &OwnedFd, one: &OsStr, other: &OsStr) -> io::Result<()> {
        use rustix::fs::{RenameFlags, renameat_with};
        Ok(renameat_with(folder, one, folder, other, RenameFlags::EXCHANGE)?)
    }

    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    fn exchange(&self, _folder: &OwnedFd, _one: &OsStr, _other: &OsStr) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    fn rename_to_new(&self, from: &OwnedFd, name: &OsStr, to: &OwnedFd, new_name: &OsStr) -> io::Result<()> {
        use rustix::fs::{RenameFlags, renameat_with};
        Ok(renameat_with(from, name, to, new_name, RenameFlags::NOREPLACE)?)
    }

    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    fn rename_to_new(
        &self,
        _from: &OwnedFd,
        _name: &OsStr,
        _to: &OwnedFd,
        _new_name: &OsStr,
    ) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn rename_over(&self, folder: &OwnedFd, name: &OsStr, over: &OsStr) -> io::Result<()> {
        Ok(renameat(folder, name, folder, over)?)
    }

    fn link(&self, from: &OwnedFd, name: &OsStr, to: &OwnedFd, new_name: &OsStr) -> io::Result<()> {
        Ok(linkat(from, name, to, new_name, AtFlags::empty())?)
    }

    fn remove(&self, folder: &OwnedFd, name: &OsStr) -> io::Result<()> {
        Ok(unlinkat(folder, name, AtFlags::empty())?)
    }

    fn sync_folder(&self, folder: &OwnedFd) -> io::Result<()> {
        Ok(fsync(folder)?)
    }
}

/// Whether the permissions, the access list and the marks of the file let this person write to it. A disk
/// that can only be read is another matter, which creating a file beside it tells.
fn may_write(folder: &OwnedFd, name: &OsStr) -> bool {
    let answer = retry_on_intr(|| accessat(folder, name, rustix::fs::Access::WRITE_OK, AtFlags::empty()));
    !matches!(answer, Err(Errno::ACCESS | Errno::PERM))
}

/// Makes the next reads ask the disk, as far as the system does as it is advised.
fn forget_what_is_in_memory(file: &OwnedFd) {
    #[cfg(any(target_os = "linux", target_os = "android", target_os = "freebsd"))]
    {
        let advice = rustix::fs::Advice::DontNeed;
        let _only_advice = rustix::fs::fadvise(file, 0, None, advice);
    }
    #[cfg(not(any(target_os = "linux", target_os = "android", target_os = "freebsd")))]
    let _no_system_call_for_it = file;
}
