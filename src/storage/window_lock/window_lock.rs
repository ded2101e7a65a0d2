//! `WindowLock`: this window has the file open, and others can find that out.
//!
//! Two locks, by the file's path and by its number on the disk, since one file can have several
//! paths. Never the project file itself: it is replaced at every save, and a lock would stay with the
//! old one.

use super::{
    OtherWindow,
    line::{Line, Reply, Requests},
    lock_file::{LockFile, Word},
};
use crate::{model::Fingerprint, storage::private_folder::make_private_folder};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// A chain of links longer than this goes round in circles.
const LINKS_FOLLOWED: usize = 40;

/// Held for as long as a window has a file open. Dropped, or ended with the program in whatever way,
/// it is free again.
#[derive(Debug)]
pub struct WindowLock {
    // Let go of in this order: nobody is to call when the lock is another's already.
    line: Option<Line>,
    by_number: Option<(String, LockFile)>,
    by_path: LockFile,
    word: Word,
    folder: PathBuf,
}

/// What became of taking a lock.
#[derive(Debug)]
pub enum Taken {
    /// It is this window's.
    Held(WindowLock),
    /// Another window has the file open.
    Elsewhere(OtherWindow),
}

/// What another window asks of this one.
#[derive(Debug)]
pub enum Request {
    /// To come to the front.
    Show(Reply),
    /// To write down what is not saved and then to let go of the lock.
    Release(Reply),
}

impl WindowLock {
    /// Takes the lock for the file at the path, whether there is one yet or not. Links are followed, so
    /// that all ways to one file meet.
    ///
    /// An error means that nothing could be found out, in a folder where nothing can be written or
    /// locked for instance; the file can be used all the same.
    pub fn take(locks_folder: &Path, path: &Path) -> io::Result<Taken> {
        make_private_folder(locks_folder)?;
        // The system's own spelling, so that a lock's name says nothing and is short enough.
        let print = Fingerprint::of(real_path(path)?.as_os_str().as_encoded_bytes()).to_string();
        let lock = locks_folder.join(format!("{print}.lock"));
        let Some(by_path) = LockFile::take(&lock)? else {
            return Ok(Taken::Elsewhere(OtherWindow::holding(&lock)));
        };
        let mut by_number = None;
        if let Some(number) = number_of(path)? {
            let lock = locks_folder.join(&number);
            let Some(held) = LockFile::take(&lock)? else {
                return Ok(Taken::Elsewhere(OtherWindow::holding(&lock)));
            };
            by_number = Some((number, held));
        }
        let name = format!("{}.s", &print[..16]);
        // Without a line the lock still holds; it is only that nobody can call.
        let line = Line::open(locks_folder, &name).ok();
        let word = Word { process: Some(std::process::id()), line: line.is_some().then_some(name) };
        let mut lock = Self { line, by_number, by_path, word, folder: locks_folder.to_owned() };
        lock.by_path.say(&lock.word)?;
        if let Some((_, by_number)) = &mut lock.by_number {
            by_number.say(&lock.word)?;
        }
        Ok(Taken::Held(lock))
    }

    /// Who has the file open, if anybody has.
    pub fn holder(locks_folder: &Path, path: &Path) -> io::Result<Option<OtherWindow>> {
        match Self::take(locks_folder, path)? {
            Taken::Held(_free) => Ok(None),
            Taken::Elsewhere(other) => Ok(Some(other)),
        }
    }

    /// To be called after every save, which puts a new file in place of the old: the new one's lock is
    /// taken and the old one's given up. The other window, when one has opened the new file already.
    pub fn file_replaced(&mut self, path: &Path) -> io::Result<Option<OtherWindow>> {
        let Some(number) = number_of(path)? else {
            self.by_number = None;
            return Ok(None);
        };
        if self.by_number.as_ref().is_some_and(|(held, _)| *held == number) {
            return Ok(None);
        }
        let lock = self.folder.join(&number);
        let Some(mut held) = LockFile::take(&lock)? else {
            return Ok(Some(OtherWindow::holding(&lock)));
        };
        held.say(&self.word)?;
        self.by_number = Some((number, held));
        Ok(None)
    }

    /// What other windows ask of this one, to be waited for on a thread; it ends when the lock is
    /// dropped. An error when nobody can call.
    pub fn requests(&self) -> io::Result<Requests> {
        self.line.as_ref().ok_or(io::ErrorKind::Unsupported)?.requests()
    }
}

/// The path without links, of a file that may not be there yet.
fn real_path(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..LINKS_FOLLOWED {
        match path.canonicalize() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            outcome => return outcome,
        }
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let folder = folder.canonicalize()?;
        match fs::read_link(&path) {
            // A link to a file that is not there: that is where it will be made.
            Ok(leads_to) => path = folder.join(leads_to),
            Err(_) => return Ok(folder.join(path.file_name().ok_or(io::ErrorKind::InvalidInput)?)),
        }
    }
    Err(io::Error::other("the link leads round in circles"))
}

/// The name of the lock by number, for a file that is there.
#[cfg(unix)]
fn number_of(path: &Path) -> io::Result<Option<String>> {
    use std::os::unix::fs::MetadataExt;
    match fs::metadata(path) {
        Ok(found) => Ok(Some(format!("{:x}-{:x}.lock", found.dev(), found.ino()))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(not(unix))]
fn number_of(_path: &Path) -> io::Result<Option<String>> {
    Ok(None)
}
