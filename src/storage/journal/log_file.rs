//! `LogFile`: one file of a journal, open for appending; and the room that is kept for a full disk.

use super::place::{Place, RESERVE, Slot, private_file, sync_folder};
use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// How much room is kept for when the disk is full: 8 MB.
const RESERVE_BYTES: u64 = 8 << 20;

/// A file of a journal that frames are appended to.
#[derive(Debug)]
pub(super) struct LogFile {
    pub(super) slot: Slot,
    file: File,
    path: PathBuf,
    /// How many bytes of whole frames stand in it.
    pub(super) size: u64,
}

impl LogFile {
    /// Puts a new file with these frames in place of the one in the slot, in one step and for good. What comes
    /// beside it says whether its name is certain to be on the disk; the file is in use either way.
    pub(super) fn begin(
        place: &Place,
        slot: Slot,
        frames: &[Vec<u8>],
        room: &mut Reserve,
    ) -> io::Result<(Self, io::Result<()>)> {
        let next = place.path_of_next();
        // What a crash left of one that was never used.
        remove_if_there(&next)?;
        let file = private_file().append(true).create_new(true).open(&next)?;
        let size: u64 = frames.iter().map(|frame| frame.len() as u64).sum();
        let mut log = Self { slot, file, path: next, size: 0 };
        let path = place.path_of(slot);
        let begun = log.write_first(frames, size, room).and_then(|()| {
            log.file.sync_all()?;
            fs::rename(&log.path, &path)
        });
        if let Err(error) = begun {
            // The error that led here is the one to tell.
            let _the_first_error_counts = fs::remove_file(&log.path);
            return Err(error);
        }
        log.path = path;
        Ok((log, sync_folder(&place.folder)))
    }

    fn write_first(&mut self, frames: &[Vec<u8>], size: u64, room: &mut Reserve) -> io::Result<()> {
        if let Err(error) = claim_room(&self.file, size) {
            if !(is_full(&error) && room.give_back()) {
                return Err(error);
            }
            claim_room(&self.file, size)?;
        }
        frames.iter().try_for_each(|frame| self.append(frame, room))
    }

    /// The file in the slot, which has so many bytes, and of whole frames so many.
    pub(super) fn open(place: &Place, slot: Slot, bytes: u64, size: u64) -> io::Result<Self> {
        let path = place.path_of(slot);
        let file = private_file().append(true).open(&path)?;
        if file.metadata()?.len() != bytes {
            return Err(io::Error::other("the journal was changed by another program"));
        }
        Ok(Self { slot, file, path, size })
    }

    /// Appends a frame with one write. When that fails nothing of it stays, as far as the system lets us.
    pub(super) fn append(&mut self, frame: &[u8], room: &mut Reserve) -> io::Result<()> {
        let mut rest = frame;
        while !rest.is_empty() {
            match self.file.write(rest) {
                Ok(0) => return self.give_up(io::ErrorKind::WriteZero.into()),
                Ok(written) => rest = &rest[written..],
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if is_full(&error) && room.give_back() => {}
                Err(error) => return self.give_up(error),
            }
        }
        self.size += frame.len() as u64;
        Ok(())
    }

    fn give_up(&self, error: io::Error) -> io::Result<()> {
        // A piece of a frame at the end reads as one that a crash cut short: no harm if it stays.
        let _harmless = self.file.set_len(self.size);
        Err(error)
    }

    /// Waits until what was appended is on the disk. Never to be called again after it failed.
    pub(super) fn sync(&self) -> io::Result<()> {
        self.file.sync_data()
    }

    /// The same, to be waited for elsewhere while appending goes on.
    pub(super) fn to_sync(&self) -> io::Result<File> {
        self.file.try_clone()
    }

    /// Whether the file still is where it was: writing to one that was taken away looks like success.
    #[cfg(unix)]
    pub(super) fn is_in_place(&self) -> bool {
        use std::os::unix::fs::MetadataExt;
        let (Ok(open), Ok(there)) = (self.file.metadata(), fs::symlink_metadata(&self.path)) else {
            return false;
        };
        (open.dev(), open.ino()) == (there.dev(), there.ino())
    }

    #[cfg(not(unix))]
    pub(super) fn is_in_place(&self) -> bool {
        self.path.exists()
    }
}

/// Room on the disk that is given back when there is no other.
#[derive(Debug)]
pub(super) struct Reserve {
    path: PathBuf,
    is_there: bool,
}

impl Reserve {
    /// The reserve of a journal, made if there is room for it.
    pub(super) fn of(place: &Place) -> Self {
        let mut reserve = Self { path: place.folder.join(RESERVE), is_there: false };
        reserve.make();
        reserve
    }

    pub(super) const fn is_there(&self) -> bool {
        self.is_there
    }

    /// Makes it again when there is twice as much room as it takes.
    pub(super) fn make_again(&mut self) {
        if !self.is_there && has_room(self.path.parent().unwrap_or(&self.path), 2 * RESERVE_BYTES) {
            self.make();
        }
    }

    fn make(&mut self) {
        let made =
            private_file().write(true).create(true).truncate(false).open(&self.path).and_then(|file| {
                claim_room(&file, RESERVE_BYTES)?;
                file.set_len(RESERVE_BYTES)
            });
        self.is_there = made.is_ok();
        if !self.is_there {
            let _nothing_to_give_back = fs::remove_file(&self.path);
        }
    }

    /// Gives the room back; says whether there was any.
    fn give_back(&mut self) -> bool {
        std::mem::take(&mut self.is_there) && fs::remove_file(&self.path).is_ok()
    }

    /// The journal ends in good order, and keeps no room.
    pub(super) fn end(&mut self) {
        self.give_back();
    }
}

fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Claims room for so many bytes without making the file any longer, where the system can: elsewhere a
/// full disk shows with the writing.
#[cfg(target_os = "linux")]
fn claim_room(file: &File, bytes: u64) -> io::Result<()> {
    use rustix::{fs::FallocateFlags, io::Errno};
    match rustix::fs::fallocate(file, FallocateFlags::KEEP_SIZE, 0, bytes) {
        Ok(()) | Err(Errno::OPNOTSUPP | Errno::NOSYS) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn claim_room(_file: &File, _bytes: u64) -> io::Result<()> {
    Ok(())
}

/// Whether there is room for so many bytes on the disk of this folder; yes when nobody can tell.
#[cfg(unix)]
pub(super) fn has_room(folder: &Path, bytes: u64) -> bool {
    rustix::fs::statvfs(folder).map_or(true, |disk| disk.f_bavail.saturating_mul(disk.f_frsize) >= bytes)
}

#[cfg(not(unix))]
pub(super) fn has_room(_folder: &Path, _bytes: u64) -> bool {
    true
}
