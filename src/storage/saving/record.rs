//! `Record`: all that is needed to finish a change of a file in place, should it be cut short.

use super::moving::copy_to_new;
use crate::{
    model::Fingerprint,
    storage::{Cause, Disk},
};
use std::{
    ffi::{OsStr, OsString},
    hash::{BuildHasher, Hasher, RandomState},
    io,
    path::{Path, PathBuf},
};

/// What the file of a record ends with.
const ENDING: &str = ".redo";
/// The folder of the records in the folder of the program's state.
pub(super) const RECORDS: &str = "in-place";
/// The first line of a record.
const FIRST_LINE: &str = "claimdesk in-place 1";
/// Records are made anew when another program takes them for left over, so many times.
const TRIES: usize = 4;

/// Which file was to be changed from what to what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) path: PathBuf,
    pub(super) old: Vec<u8>,
    pub(super) new: Vec<u8>,
}

/// A record that is on the disk and held, so that no other program takes it for left over.
pub(super) struct HeldRecord<'a, D: Disk> {
    disk: &'a D,
    folder: D::Folder,
    name: OsString,
    _held: D::File,
}

impl<D: Disk> HeldRecord<'_, D> {
    /// The change is done, or undone. A record that stays is found to be settled at the next start.
    pub(super) fn settled(self) {
        let _found_settled_at_the_next_start = self.disk.remove(&self.folder, &self.name);
    }
}

impl Record {
    /// Writes it and waits until it is on the disk.
    pub(super) fn keep<'a, D: Disk>(&self, disk: &'a D, state: &Path) -> Result<HeldRecord<'a, D>, Cause> {
        let folder = open_or_make(disk, &state.join(RECORDS))?;
        let bytes = self.to_bytes();
        for _ in 0..TRIES {
            let name = OsString::from(format!("{:016x}{ENDING}", RandomState::new().build_hasher().finish()));
            if !copy_to_new(disk, &bytes, &folder, &name)? {
                continue;
            }
            disk.sync_folder(&folder)?;
            let held = match disk.open_in_place(&folder, &name) {
                Ok(file) => file,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(error.into()),
            };
            // Where files cannot be claimed, no other program can take it for free either way.
            if disk.hold(&held).unwrap_or(true) && disk.entry(&folder, &name)?.is_some() {
                return Ok(HeldRecord { disk, folder, name, _held: held });
            }
        }
        Err(Cause::System(io::ErrorKind::ResourceBusy.into()))
    }

    fn to_bytes(&self) -> Vec<u8> {
        let path = self.path.as_os_str().as_encoded_bytes();
        let lengths = format!("{FIRST_LINE}\n{} {} {}\n", path.len(), self.old.len(), self.new.len());
        let mut bytes = [lengths.as_bytes(), path, &self.old, &self.new].concat();
        let sum = Fingerprint::of(&bytes);
        bytes.extend(format!("\n{sum}\n").bytes());
        bytes
    }

    /// Reads one; `None` when it is not whole.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        const SUM: usize = 66;
        let (body, sum) = bytes.split_at_checked(bytes.len().checked_sub(SUM)?)?;
        if sum != format!("\n{}\n", Fingerprint::of(body)).as_bytes() {
            return None;
        }
        let rest = body.strip_prefix(FIRST_LINE.as_bytes())?.strip_prefix(b"\n")?;
        let line = rest.iter().position(|byte| *byte == b'\n')?;
        let lengths: Vec<usize> = std::str::from_utf8(&rest[..line])
            .ok()?
            .split(' ')
            .map(|length| length.parse().ok())
            .collect::<Option<_>>()?;
        let [path, old, new] = lengths[..] else { return None };
        let (path, rest) = rest[line + 1..].split_at_checked(path)?;
        let (old, rest) = rest.split_at_checked(old)?;
        let path = PathBuf::from(os_string(path)?);
        (rest.len() == new).then(|| Self { path, old: old.to_vec(), new: rest.to_vec() })
    }
}

/// Whether it is the name of a record.
pub(super) fn is_record(name: &OsStr) -> bool {
    name.as_encoded_bytes().ends_with(ENDING.as_bytes())
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere not all bytes are a path")]
fn os_string(bytes: &[u8]) -> Option<OsString> {
    Some(std::os::unix::ffi::OsStringExt::from_vec(bytes.to_vec()))
}

#[cfg(not(unix))]
fn os_string(bytes: &[u8]) -> Option<OsString> {
    std::str::from_utf8(bytes).ok().map(OsString::from)
}

/// Opens a folder of the program's own, and makes it and those above it where they are missing.
pub(in crate::storage) fn open_or_make<D: Disk>(disk: &D, path: &Path) -> io::Result<D::Folder> {
    let error = match disk.open_folder(path) {
        Ok(folder) => return Ok(folder),
        Err(error) => error,
    };
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) if error.kind() == io::ErrorKind::NotFound => {
            let parent = open_or_make(disk, parent)?;
            let folder = disk.make_folder(&parent, name)?;
            disk.sync_folder(&parent)?;
            Ok(folder)
        }
        _ => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_reads_back_whole_or_not_at_all() {
        let record = Record { path: "/a/Case.ron".into(), old: b"old\n".to_vec(), new: vec![0, 10, 255] };
        let bytes = record.to_bytes();
        assert_eq!(Record::from_bytes(&bytes), Some(record));
        for length in 0..bytes.len() {
            assert_eq!(Record::from_bytes(&bytes[..length]), None, "cut to {length}");
        }
        for index in 0..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[index] ^= 1;
            assert_eq!(Record::from_bytes(&flipped), None, "flipped at {index}");
        }
    }
}
