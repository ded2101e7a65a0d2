//! `Part`: a file that is written whole, synced and read back under a name of its own, before it takes
//! its place.

use super::names::part_name;
use crate::storage::{Cause, Disk};
use std::{
    ffi::{OsStr, OsString},
    io,
};

/// So many names are tried for a new file; with random names the first one is free.
const NAMES_TRIED: usize = 8;

/// A whole file under a name that begins with a full stop. It goes away again unless it is to stay.
pub(in crate::storage) struct Part<'a, D: Disk> {
    disk: &'a D,
    folder: &'a D::Folder,
    /// Its name in the folder.
    pub(in crate::storage) name: OsString,
    stays: bool,
}

/// Why there is no such file.
pub(super) enum NotWritten {
    /// It could not even be made, or not in this folder.
    NotMade(io::Error),
    /// Something else.
    Failed(Cause),
}

impl From<NotWritten> for Cause {
    fn from(why: NotWritten) -> Self {
        match why {
            NotWritten::NotMade(error) => error.into(),
            NotWritten::Failed(cause) => cause,
        }
    }
}

/// What went wrong with one file, and whether another one may fare better.
enum Trouble {
    NotMade(io::Error),
    Final(Cause),
    /// After a failed sync the system takes the bytes for written, though they are not: this file is not
    /// to be trusted any more. A new one is.
    AnotherMayDo(Cause),
}

impl<'a, D: Disk> Part<'a, D> {
    /// Writes the bytes for a file called `target`. `like` names the file whose attributes it takes; what
    /// could not be taken over is told in `remarks`.
    pub(super) fn write(
        disk: &'a D,
        folder: &'a D::Folder,
        target: &OsStr,
        bytes: &[u8],
        like: Option<&OsStr>,
        remarks: &mut Vec<String>,
    ) -> Result<Self, NotWritten> {
        match Self::write_once(disk, folder, target, bytes, like, remarks) {
            Err(Trouble::AnotherMayDo(_)) => {
                remarks.clear();
                Self::write_once(disk, folder, target, bytes, like, remarks)
            }
            outcome => outcome,
        }
        .map_err(|trouble| match trouble {
            Trouble::NotMade(error) => NotWritten::NotMade(error),
            Trouble::Final(cause) | Trouble::AnotherMayDo(cause) => NotWritten::Failed(cause),
        })
    }

    fn write_once(
        disk: &'a D,
        folder: &'a D::Folder,
        target: &OsStr,
        bytes: &[u8],
        like: Option<&OsStr>,
        remarks: &mut Vec<String>,
    ) -> Result<Self, Trouble> {
        let (name, mut file) = create(disk, folder, target).map_err(Trouble::NotMade)?;
        let part = Self { disk, folder, name, stays: false };
        disk.reserve(&mut file, bytes.len() as u64).map_err(system)?;
        disk.write(&mut file, bytes).map_err(system)?;
        if let Some(like) = like {
            remarks.extend(attributes_not_kept(disk.take_attributes(folder, like, &file)));
        }
        disk.sync(&file).map_err(|error| Trouble::AnotherMayDo(error.into()))?;
        drop(file);
        let back = disk.read(folder, &part.name, bytes.len() as u64 + 1).map_err(system)?;
        if back == bytes { Ok(part) } else { Err(Trouble::AnotherMayDo(Cause::OtherBytesCameBack)) }
    }

    /// Whether the file still stands under its own name.
    pub(super) fn is_there(&self, bytes: &[u8]) -> io::Result<bool> {
        match self.disk.read(self.folder, &self.name, bytes.len() as u64) {
            Ok(found) => Ok(found == bytes),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::FileTooLarge) => {
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }

    /// What is at the name now is not to be taken away.
    pub(in crate::storage) fn stays(&mut self) {
        self.stays = true;
    }
}

impl<D: Disk> Drop for Part<'_, D> {
    fn drop(&mut self) {
        if !self.stays {
            // The error that led here is the one to tell; what is left is put away at the next opening.
            let _the_first_error_counts = self.disk.remove(self.folder, &self.name);
        }
    }
}

fn system(error: io::Error) -> Trouble {
    Trouble::Final(error.into())
}

fn create<D: Disk>(disk: &D, folder: &D::Folder, target: &OsStr) -> io::Result<(OsString, D::File)> {
    let mut tried = 0;
    loop {
        let name = part_name(target);
        tried += 1;
        match disk.create(folder, &name) {
            Ok(file) => return Ok((name, file)),
            Err(error)
                if tried < NAMES_TRIED
                    && matches!(error.kind(), io::ErrorKind::AlreadyExists | io::ErrorKind::Interrupted) => {}
            Err(error) => return Err(error),
        }
    }
}

fn attributes_not_kept(outcome: io::Result<Vec<String>>) -> Option<String> {
    match outcome {
        Ok(lost) if lost.is_empty() => None,
        Ok(lost) => Some(format!(
            "Not everything about the old file could be kept, and nobody has been let in instead: {} is different now.",
            lost.join(", ")
        )),
        Err(error) => Some(format!(
            "The permissions of the old file could not be kept ({error}): only you can open the new one."
        )),
    }
}
