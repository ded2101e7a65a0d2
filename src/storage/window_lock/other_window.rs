//! `OtherWindow`: the window that has the file open already, as seen from the one that comes second.

use super::{
    line::{Question, ask, pause},
    lock_file::{Word, heard},
};
use crate::model::Timestamp;
use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, UNIX_EPOCH},
};

/// How long a window may take to come to the front.
const TIME_TO_SHOW: Duration = Duration::from_secs(3);
/// A window that has just taken the lock says within a moment how to reach it.
const LOOKS: usize = 10;
const BETWEEN_LOOKS: Duration = Duration::from_millis(20);

/// A window, of this program or of another run of it, that has the file open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherWindow {
    lock: PathBuf,
    word: Word,
    since: Option<Timestamp>,
}

/// What came of asking another window to let go of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Released {
    /// It has written down its unsaved work and let go: take the lock again.
    LetGo,
    /// It does not let go.
    Refused,
    /// It did not answer in time; it may hang. Going on without the lock loses no saved version.
    NotAnswering,
}

impl OtherWindow {
    /// The holder of this lock file.
    pub(super) fn holding(lock: &Path) -> Self {
        // A label: the time at which the file was last written to, as the disk has it.
        let since = fs::metadata(lock).and_then(|found| found.modified()).ok();
        let since = since.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let since = since.map(|since| Timestamp::from_unix_seconds(since.as_secs() as i64));
        let mut looks = 0;
        let word = loop {
            looks += 1;
            match heard(lock) {
                Some(word) => break word,
                None if looks == LOOKS => break Word::default(),
                None => pause(BETWEEN_LOOKS),
            }
        };
        Self { lock: lock.to_owned(), word, since }
    }

    /// The number of its process, as it says itself.
    pub fn process(&self) -> Option<u32> {
        self.word.process
    }

    /// Whether it is this very process: the file is open in this window.
    pub fn is_this_process(&self) -> bool {
        self.word.process == Some(std::process::id())
    }

    /// Since when it has the file open, as far as the disk's clock can be trusted.
    pub fn since(&self) -> Option<Timestamp> {
        self.since
    }

    /// Asks it to come to the front, and waits for up to three seconds. Whether it has done so.
    pub fn show(&self) -> bool {
        self.ask(Question::Show, TIME_TO_SHOW) == Some(true)
    }

    /// Asks it to let go of the file once it has written down what is not saved, and waits.
    pub fn ask_to_release(&self, patience: Duration) -> Released {
        match self.ask(Question::Release, patience) {
            Some(true) => Released::LetGo,
            Some(false) => Released::Refused,
            None => Released::NotAnswering,
        }
    }

    fn ask(&self, question: Question, patience: Duration) -> Option<bool> {
        ask(self.lock.parent()?, self.word.line.as_deref()?, question, patience)
    }
}
