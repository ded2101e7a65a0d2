//! `FileWatch`: waits until a file was touched, however that was done.
//!
//! The folders are watched, not the file: a watch on the file would stay with the old one when it is
//! replaced. Since not every disk reports what happens on it, the file is looked at every two seconds
//! besides. Whether anything has changed is for the bytes to say; here no time decides.

use super::look::{Look, Way};
use notify::{
    Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher,
    event::{AccessKind, AccessMode},
};
use std::{
    fmt, io,
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    time::Duration,
};

/// How long a change that is not reported may go unseen.
const BETWEEN_LOOKS: Duration = Duration::from_secs(2);

/// What came of waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touched {
    /// Nothing happened for as long as was waited.
    Nothing,
    /// Something was done to the file, or may have been: its bytes tell whether it differs. One's own
    /// saves are among it.
    Touched,
    /// There is no file at the path now. It may be back in a moment: some programs save so.
    Gone,
    /// [`WatchWaker::wake`] was called.
    Woken,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Report {
    Touch,
    /// A folder on the way went elsewhere, or reports were lost: the watch may be dead.
    Lost,
    Wake,
}

/// A watch over one file, there or not.
pub struct FileWatch {
    path: PathBuf,
    last: Look,
    reports: Receiver<Report>,
    sender: Sender<Report>,
    /// `None` where the system cannot watch: then looking must do.
    watcher: Option<RecommendedWatcher>,
}

/// Ends another thread's waiting before its time.
#[derive(Clone, Debug)]
pub struct WatchWaker(Sender<Report>);

impl WatchWaker {
    /// The waiting that goes on now, or the next, ends with [`Touched::Woken`].
    pub fn wake(&self) {
        // When the watch is gone, nobody waits.
        let _gone = self.0.send(Report::Wake);
    }
}

impl FileWatch {
    /// Watches the file the path leads to, and each link on the way. An error for what cannot be a file's
    /// name; where the system has no watches left, the file is only looked at.
    pub fn of(path: &Path) -> io::Result<Self> {
        if path.file_name().is_none() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let path = std::path::absolute(path)?;
        let (sender, reports) = channel();
        // Watched first, looked at second: what happens between the two is reported.
        let watcher = watch(&Look::at(&path).ways, &sender);
        let last = Look::at(&path);
        Ok(Self { path, last, reports, sender, watcher })
    }

    /// A way to end the waiting from another thread.
    pub fn waker(&self) -> WatchWaker {
        WatchWaker(self.sender.clone())
    }

    /// Waits until something happens to the file, or for this long.
    pub fn wait(&mut self, timeout: Duration) -> Touched {
        let mut left = timeout;
        loop {
            let slice = left.min(BETWEEN_LOOKS);
            let first = match self.reports.recv_timeout(slice) {
                Ok(Report::Wake) => return Touched::Woken,
                Ok(report) => Some(report),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => None,
            };
            left = left.saturating_sub(slice);
            // Many small writes are one touch.
            let reports: Vec<Report> = first.into_iter().chain(self.reports.try_iter()).collect();
            if reports.contains(&Report::Lost) {
                self.watcher = None;
            }
            let touched = self.look_again() || !reports.is_empty();
            if reports.contains(&Report::Wake) {
                // What was reported with it is told the next time.
                let _own_channel = self.sender.send(Report::Touch);
                return Touched::Woken;
            }
            if touched {
                return if self.last.file.is_some() { Touched::Touched } else { Touched::Gone };
            }
            if left.is_zero() {
                return Touched::Nothing;
            }
        }
    }

    /// Whether the file looks otherwise than before. Watches other folders when the path leads there now.
    fn look_again(&mut self) -> bool {
        let mut look = Look::at(&self.path);
        if look.ways != self.last.ways || self.watcher.is_none() {
            self.watcher = watch(&look.ways, &self.sender);
            look = Look::at(&self.path);
        }
        let changed = look != self.last;
        self.last = look;
        changed
    }
}

/// Has the folders watched for these names. `None` when one cannot be.
fn watch(ways: &[Way], sender: &Sender<Report>) -> Option<RecommendedWatcher> {
    let (names, reports) = (ways.to_vec(), sender.clone());
    let report = move |outcome: notify::Result<Event>| {
        let report = outcome.map_or(Some(Report::Lost), |event| report_of(&event, &names));
        if let Some(report) = report {
            // When the watch is gone, nobody waits.
            let _gone = reports.send(report);
        }
    };
    let mut watcher = notify::recommended_watcher(report).ok()?;
    for way in ways {
        watcher.watch(&way.folder, RecursiveMode::NonRecursive).ok()?;
    }
    Some(watcher)
}

/// What an event means for the file that these ways lead to; `None` when it is none of its business.
fn report_of(event: &Event, ways: &[Way]) -> Option<Report> {
    if event.need_rescan() {
        return Some(Report::Lost);
    }
    let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
    // Reading is no touch, and looking must not wake itself.
    if matches!(event.kind, EventKind::Access(_)) && event.kind != written {
        return None;
    }
    if event.paths.iter().any(|path| ways.iter().any(|way| *path == way.folder)) {
        return Some(Report::Lost);
    }
    let is_ours = |path: &PathBuf| ways.iter().any(|way| path.file_name() == Some(&way.name));
    event.paths.iter().any(is_ours).then_some(Report::Touch)
}

impl fmt::Debug for FileWatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileWatch").field("path", &self.path).finish_non_exhaustive()
    }
}
