//! The line between two windows where the system has no sockets with names: nobody calls, nobody answers.

use super::Request;
use std::{
    io,
    path::Path,
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, Sender, channel},
    },
    time::Duration,
};

/// What a window can be asked by another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    Show,
    Release,
}

/// The end of the line that would be called.
#[derive(Debug, Default)]
pub(super) struct Line {
    ends: Mutex<Vec<Sender<Request>>>,
}

impl Line {
    pub(super) fn open(_folder: &Path, _name: &str) -> io::Result<Self> {
        Ok(Self::default())
    }

    pub(super) fn requests(&self) -> io::Result<Requests> {
        let (sender, requests) = channel();
        self.ends.lock().map_err(|_poisoned| io::ErrorKind::Other)?.push(sender);
        Ok(Requests { requests })
    }
}

/// What other windows ask of this one: nothing.
#[derive(Debug)]
pub struct Requests {
    requests: Receiver<Request>,
}

impl Requests {
    /// Waits until the lock was dropped, and then is `None`.
    #[expect(clippy::should_implement_trait, reason = "an iterator would hide that this waits")]
    pub fn next(&mut self) -> Option<Request> {
        self.requests.recv().ok()
    }
}

/// The answer that a caller would wait for.
#[derive(Debug)]
pub struct Reply(Arc<()>);

impl Reply {
    /// Tells the caller that it was done.
    pub fn done(self) {
        drop(self.0);
    }
}

/// Nobody answers.
pub(super) fn ask(_folder: &Path, _name: &str, _question: Question, _patience: Duration) -> Option<bool> {
    None
}

/// There is nothing to wait for.
pub(super) fn pause(_time: Duration) {}
