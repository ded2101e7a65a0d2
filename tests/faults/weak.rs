//! Ways of saving that are known to lose work. Each rig must be seen to catch the ones it is for.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Truncates the file and writes into it.
pub(crate) fn plain_write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::write(path, bytes)
}

/// Writes beside it and renames, without any sync.
pub(crate) fn renamed(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = beside(path);
    fs::write(&beside, bytes)?;
    fs::rename(&beside, path)
}

/// Writes beside it, syncs the file and renames: no sync of the folder, and whatever stood there meanwhile is gone.
pub(crate) fn synced_and_renamed(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = beside(path);
    let mut file = File::create(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&beside, path)
}

/// Believes whatever the system says: the count of bytes written is never looked at, nothing is read back.
pub(crate) fn credulous(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = beside(path);
    let mut file = File::create(&beside)?;
    let mut written = 0;
    while written < bytes.len() {
        written += file.write(&bytes[written..])?;
    }
    file.sync_all()?;
    fs::rename(&beside, path)
}

fn beside(path: &Path) -> PathBuf {
    path.with_extension("part")
}
