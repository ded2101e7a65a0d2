//! Reads a whole file, but none without end.

use super::Cause;
use std::{fs::File, io::Read, path::Path};

/// The bytes of a plain file that is no larger than `limit` bytes.
pub(super) fn read_file(path: &Path, limit: usize) -> Result<Vec<u8>, Cause> {
    // Asked before opening, for opening a pipe waits until somebody writes to it.
    let before = std::fs::metadata(path)?;
    if before.is_dir() {
        return Err(Cause::IsFolder);
    }
    if !before.is_file() {
        return Err(Cause::NoPlainFile);
    }
    let limit = limit as u64;
    if before.len() > limit {
        return Err(Cause::TooLarge);
    }
    let mut bytes = Vec::with_capacity(before.len() as usize);
    // It may grow while it is being read.
    File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(Cause::TooLarge) } else { Ok(bytes) }
}

/// Whether both paths lead to the same file, which is there.
pub fn is_same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        (Ok(_) | Err(_), Err(_)) | (Err(_), Ok(_)) => false,
    }
}

/// Whether there is a file, or whatever else, at the path.
pub fn exists(path: &Path) -> bool {
    path.exists()
}
