//! `LockFile`: a file that one program at a time holds, and in which it says how to reach it.
//!
//! The system frees it when its holder ends, however that happens; so a file left behind blocks nobody.

use crate::storage::private_folder::private_file;
use std::{
    fs::{self, File, TryLockError},
    io::{self, Read, Seek, Write},
    path::{Path, PathBuf},
};

/// How often a file that vanishes while it is being locked is opened anew.
const ATTEMPTS: usize = 100;

/// No more of what another program wrote is read.
const WORD_LIMIT: u64 = 512;

/// A lock that is held. Dropped, the file goes away.
#[derive(Debug)]
pub(super) struct LockFile {
    path: PathBuf,
    file: File,
}

/// What its holder says in a lock file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Word {
    /// The number of the holder's process; a label, nothing is done by it.
    pub(super) process: Option<u32>,
    /// The name of the holder's socket in the same folder.
    pub(super) line: Option<String>,
}

impl LockFile {
    /// Takes the lock; `None` when another holds it.
    pub(super) fn take(path: &Path) -> io::Result<Option<Self>> {
        for _ in 0..ATTEMPTS {
            let file = private_file().read(true).write(true).create(true).truncate(false).open(path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(error),
            }
            // Whoever held it before has taken the name away in between: this file is nobody's now.
            if stands_at(&file, path) {
                return Ok(Some(Self { path: path.to_owned(), file }));
            }
        }
        Err(io::Error::other("the lock is taken away again and again"))
    }

    /// Says how to reach the holder.
    pub(super) fn say(&mut self, word: &Word) -> io::Result<()> {
        let process = word.process.map(|process| format!("process {process}\n")).unwrap_or_default();
        let line = word.line.as_ref().map(|line| format!("line {line}\n")).unwrap_or_default();
        // The last line tells that nothing is missing.
        let text = format!("claimdesk 1\n{process}{line}end\n");
        self.file.set_len(0)?;
        self.file.rewind()?;
        self.file.write_all(text.as_bytes())
    }
}

impl Drop for LockFile {
    fn drop(&mut self) {
        // Only while it is held, so that nobody's but this one's name is taken away. A name that
        // stays does no harm.
        if cfg!(unix) {
            let _stays = fs::remove_file(&self.path);
        }
    }
}

/// What the holder of a lock says; `None` while it has not yet said all.
pub(super) fn heard(path: &Path) -> Option<Word> {
    let mut text = String::new();
    File::open(path).ok()?.take(WORD_LIMIT).read_to_string(&mut text).ok()?;
    let mut lines = text.strip_suffix("end\n")?.lines();
    if lines.next() != Some("claimdesk 1") {
        return None;
    }
    let mut word = Word::default();
    for line in lines {
        match line.split_once(' ') {
            Some(("process", number)) => word.process = number.parse().ok(),
            Some(("line", name)) if is_line_name(name) => word.line = Some(name.to_owned()),
            Some(_) | None => {}
        }
    }
    Some(word)
}

/// Whether this can be the name of a socket of ours: never a path that leads elsewhere.
fn is_line_name(name: &str) -> bool {
    name.strip_suffix(".s").is_some_and(|stem| {
        stem.len() == 16 && stem.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    })
}

#[cfg(unix)]
fn stands_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |found: fs::Metadata| (found.dev(), found.ino());
    match (file.metadata(), fs::metadata(path)) {
        (Ok(held), Ok(found)) => identity(held) == identity(found),
        (Ok(_) | Err(_), Err(_)) | (Err(_), Ok(_)) => false,
    }
}

#[cfg(not(unix))]
fn stands_at(_file: &File, _path: &Path) -> bool {
    // Names are not taken away there.
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_heard_and_nothing_else_is_believed() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("a.lock");
        let mut lock = LockFile::take(&path).expect("locks work here").expect("nobody else is here");
        let word = Word { process: Some(7), line: Some("0123456789abcdef.s".to_owned()) };
        lock.say(&word).expect("it can be written");
        assert_eq!(heard(&path), Some(word));
        for line in ["../../etc/passwd", "/tmp/x.s", "0123456789ABCDEF.s", "0123456789abcdef", "é.s", ""] {
            lock.say(&Word { process: None, line: Some(line.to_owned()) }).expect("it can be written");
            assert_eq!(heard(&path), Some(Word::default()), "{line}");
        }
        for bytes in [&b""[..], b"claimdesk 1\nprocess 7\n", b"\xff\xfeend\n", b"claimdesk 2\nend\n"] {
            fs::write(&path, bytes).expect("it can be written");
            assert_eq!(heard(&path), None, "{bytes:?}");
        }
        fs::write(&path, vec![b'x'; 100_000]).expect("it can be written");
        assert_eq!(heard(&path), None);
    }

    #[test]
    fn one_holder_at_a_time_and_the_name_goes_with_it() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("a.lock");
        let first = LockFile::take(&path).expect("locks work here").expect("nobody else is here");
        assert!(LockFile::take(&path).expect("locks work here").is_none());
        drop(first);
        assert!(!path.exists());
        assert!(LockFile::take(&path).expect("locks work here").is_some());
    }
}
