//! `KeeperThread`: the keeper on a thread of its own, so that the window never waits for the disk.

use super::{Keeper, keeper::Tell};
use crate::{
    jobs::{SuddenEnd, Surroundings, label_now},
    storage::{OpenMark, Request, Requests, journal::Synced},
    workspace::{DeskNumber, Job},
};
use std::{
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread,
    time::{Duration, Instant},
};

/// What was written to the journal is certain to be on the disk this long after, or sooner: together
/// with the time that syncing takes, a power cut costs less than a second of work.
const SYNC_AFTER: Duration = Duration::from_millis(500);

/// How long a program that ends suddenly waits for the journal.
const LAST_PATIENCE: Duration = Duration::from_secs(2);

/// How often other machines are told that the project is open here.
const BEAT: Duration = Duration::from_secs(OpenMark::BEAT_SECONDS);

/// What the thread is told.
#[derive(Debug)]
pub(in crate::jobs) enum Message {
    /// Do this.
    Do(Job),
    /// Another window asks something about this project on the desk.
    Asked(DeskNumber, Request),
    /// Bring everything onto the disk now, and say so.
    Sync(Sender<()>),
    /// A sync that was waited for elsewhere is over.
    Synced,
    /// Write everything down and end.
    End,
}

/// The keeper on its thread.
#[derive(Debug)]
pub(in crate::jobs) struct KeeperThread {
    sender: Sender<Message>,
    thread: Option<thread::JoinHandle<()>>,
    _at_a_sudden_end: SuddenEnd,
}

impl KeeperThread {
    /// Starts the thread; `None` where the system will not.
    pub(in crate::jobs) fn start(surroundings: Surroundings, tell: Tell) -> Option<Self> {
        let (sender, messages) = channel();
        let ask = sender.clone();
        let listen = Box::new(move |desk, requests| listen(desk, requests, ask.clone()));
        let keeper = Keeper::new(surroundings, tell, Some(listen));
        let wake = sender.clone();
        let work = move || keep(keeper, &messages, &wake);
        let thread = thread::Builder::new().name("claimdesk keeper".into()).spawn(work).ok()?;
        let write = sender.clone();
        let at_a_sudden_end = SuddenEnd::then(move || {
            let (done, wait) = channel();
            if write.send(Message::Sync(done)).is_ok() {
                let _too_slow = wait.recv_timeout(LAST_PATIENCE);
            }
        });
        Some(Self { sender, thread: Some(thread), _at_a_sudden_end: at_a_sudden_end })
    }

    /// Gives it something to do; hands it back when the thread is gone.
    pub(in crate::jobs) fn take(&self, job: Job) -> Result<(), Job> {
        self.sender.send(Message::Do(job)).map_err(|unsent| match unsent.0 {
            Message::Do(job) => job,
            Message::Asked(..) | Message::Sync(_) | Message::Synced | Message::End => Job::Quit,
        })
    }

    /// Has everything written down, and waits for it.
    pub(in crate::jobs) fn end(&mut self) {
        // A thread that is gone has nothing left to write.
        let _gone = self.sender.send(Message::End);
        if let Some(thread) = self.thread.take() {
            let _crashed = thread.join();
        }
    }
}

impl Drop for KeeperThread {
    /// A window that ends in a panic leaves this way: what was changed is written down still.
    fn drop(&mut self) {
        self.end();
    }
}

fn keep(mut keeper: Keeper, messages: &Receiver<Message>, wake: &Sender<Message>) {
    let mut syncing: Option<UnderWay> = None;
    let (mut sync_at, mut beat_at): (Option<Instant>, Option<Instant>) = (None, None);
    loop {
        // A sync that is due waits for the one under way, whose end is a message.
        let sync_next = sync_at.filter(|_| syncing.is_none());
        let message = match sync_next.into_iter().chain(beat_at).min() {
            None => messages.recv().map_err(RecvTimeoutError::from),
            Some(at) => messages.recv_timeout(at.saturating_duration_since(now())),
        };
        match message {
            Ok(Message::Do(job)) => keeper.take(job),
            Ok(Message::Asked(desk, request)) => keeper.asked(desk, request),
            Ok(Message::Synced) => end_sync(&mut keeper, syncing.take()),
            Ok(Message::Sync(done)) => {
                end_sync(&mut keeper, syncing.take());
                keeper.sync();
                // Whoever asked may have given up waiting.
                let _gone = done.send(());
            }
            Err(RecvTimeoutError::Timeout) => {}
            Ok(Message::End) | Err(RecvTimeoutError::Disconnected) => {
                end_sync(&mut keeper, syncing.take());
                return keeper.sync();
            }
        }
        if syncing.is_none() && sync_at.is_some_and(|at| at <= now()) {
            syncing = begin_sync(&mut keeper, wake);
            sync_at = None;
        }
        if beat_at.is_some_and(|at| at <= now()) {
            keeper.beat(label_now());
            beat_at = None;
        }
        beat_at = keeper.has_mark().then(|| beat_at.unwrap_or(now() + BEAT));
        // While one sync is under way the next one waits for its end, however long ago it was due.
        let due = sync_at.filter(|at| syncing.is_some() || *at > now()).unwrap_or(now() + SYNC_AFTER);
        sync_at = keeper.is_unsynced().then_some(due);
    }
}

/// A sync that another thread waits for, and of which project's journal.
type UnderWay = (DeskNumber, thread::JoinHandle<Synced>);

/// Has another thread wait for the disk.
fn begin_sync(keeper: &mut Keeper, wake: &Sender<Message>) -> Option<UnderWay> {
    let desk = keeper.desk()?;
    let syncing = keeper.begin_sync()?;
    let wake = wake.clone();
    let work = move || {
        let synced = syncing.wait();
        // The keeper may be ending, and then asks for the outcome itself.
        let _ended = wake.send(Message::Synced);
        synced
    };
    match thread::Builder::new().name("claimdesk sync".into()).spawn(work) {
        Ok(thread) => Some((desk, thread)),
        Err(_no_thread) => {
            keeper.sync();
            None
        }
    }
}

/// Takes what came of a sync; waits for it if it is not over yet.
fn end_sync(keeper: &mut Keeper, under_way: Option<UnderWay>) {
    if let Some((desk, thread)) = under_way
        && let Ok(synced) = thread.join()
    {
        keeper.end_sync(desk, synced);
    }
}

#[expect(clippy::disallowed_methods, reason = "how long ago something was written is the keeper's to know")]
fn now() -> Instant {
    Instant::now()
}

/// Hears what other windows ask, until the lock is given up.
fn listen(desk: DeskNumber, mut requests: Requests, ask: Sender<Message>) {
    let work = move || {
        while let Some(request) = requests.next() {
            if ask.send(Message::Asked(desk, request)).is_err() {
                return;
            }
        }
    };
    // Without the thread nobody is heard; another window can take over all the same.
    let _not_started = thread::Builder::new().name("claimdesk requests".into()).spawn(work);
}
