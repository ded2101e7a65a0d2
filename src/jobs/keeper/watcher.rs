//! `Watcher`: a thread that tells when something happens to the project's file.

use super::keeper::Tell;
use crate::{
    storage::{FileWatch, Touched, WatchWaker},
    workspace::JobResult,
};
use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

/// Nothing depends on how long one wait lasts.
const ONE_WAIT: Duration = Duration::from_hours(1);

/// How long a file may be gone without anybody being told.
const A_MOMENT: Duration = Duration::from_millis(400);

/// Watches one file until it is dropped.
#[derive(Debug)]
pub(super) struct Watcher {
    ended: Arc<AtomicBool>,
    waker: WatchWaker,
}

impl Watcher {
    /// Begins to watch; `None` where the system will not: the file is still looked at with every save.
    pub(super) fn begin(path: &Path, tell: &Tell) -> Option<Self> {
        let mut watch = FileWatch::of(path).ok()?;
        let watcher = Self { ended: Arc::default(), waker: watch.waker() };
        let (ended, tell, path) = (Arc::clone(&watcher.ended), Arc::clone(tell), path.to_path_buf());
        let work = move || {
            while !ended.load(Ordering::Acquire) {
                let mut touched = watch.wait(ONE_WAIT);
                if touched == Touched::Gone {
                    // Many programs save by taking the file away and putting a new one there.
                    touched = watch.wait(A_MOMENT);
                    if touched == Touched::Nothing {
                        touched = Touched::Gone;
                    }
                }
                match touched {
                    Touched::Woken | Touched::Nothing => {}
                    Touched::Touched | Touched::Gone => tell(JobResult::Touched(path.clone())),
                }
            }
        };
        thread::Builder::new().name("claimdesk watch".into()).spawn(work).ok()?;
        Some(watcher)
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Release);
        self.waker.wake();
    }
}
