//! `Keeper`: guards one project at a time, and does what the workspace asks of it.

use super::watcher::Watcher;
use crate::{
    edit::Recorded,
    format::journal::Sitting,
    jobs::{Surroundings, recovering},
    model::{Fingerprint, Project, Timestamp},
    storage::{
        self, OpenMark, Released, Reply, Request, Requests, StateFolder, Taken, WindowLock,
        journal::{self, Journal, JournalCause, JournalError, Mark, Synced, Syncing},
    },
    workspace::{Access, DeskNumber, Job, JobResult, JournalState, Notice, Protect},
};
use std::{
    fmt,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

/// How long another window has to write down its unsaved work and let go of a project.
const PATIENCE: Duration = Duration::from_secs(5);

/// A journal that could not be begun is tried again with the next change after so many seconds.
const TRY_AGAIN_SECONDS: i64 = 5;

/// Takes what the keeper has to tell.
pub(in crate::jobs) type Tell = Arc<dyn Fn(JobResult) + Send + Sync>;

/// Has somebody wait for the requests of other windows about this project on the desk.
pub(in crate::jobs) type Listen = Box<dyn Fn(DeskNumber, Requests) + Send>;

/// Guards the project on the desk.
pub(in crate::jobs) struct Keeper {
    surroundings: Surroundings,
    tell: Tell,
    /// `None`: there are no threads to wait on, so nobody is heard and no file is watched.
    listen: Option<Listen>,
    guarded: Option<Guarded>,
}

/// The project that is guarded.
struct Guarded {
    desk: DeskNumber,
    path: Option<PathBuf>,
    journal: Option<Journal>,
    state: JournalState,
    lock: Option<WindowLock>,
    watcher: Option<Watcher>,
    /// Tells windows on other machines that it is open here.
    mark: Option<OpenMark>,
    /// Whether it may be changed here, and so is written down.
    may_write: bool,
    /// What the file holds.
    holds: Option<Fingerprint>,
    /// When a journal was begun last, or tried to be.
    began_at: Timestamp,
    /// Another window that waits until this one lets go.
    waits: Option<Reply>,
    /// The point of the save that is under way.
    saving: Option<Mark>,
    /// Written and not yet synced.
    is_unsynced: bool,
}

impl Keeper {
    pub(in crate::jobs) fn new(surroundings: Surroundings, tell: Tell, listen: Option<Listen>) -> Self {
        Self { surroundings, tell, listen, guarded: None }
    }

    /// Whether the job is one for the keeper.
    pub(in crate::jobs) fn is_for(job: &Job) -> bool {
        matches!(
            job,
            Job::Protect(_)
                | Job::Record { .. }
                | Job::NoteSaving { .. }
                | Job::NoteSaved { .. }
                | Job::LetGo { .. }
                | Job::ShowOtherWindow(_)
                | Job::DiscardUnfinished(_)
        )
    }

    /// Does a job that is for the keeper; the others are done elsewhere.
    #[expect(clippy::wildcard_enum_match_arm, reason = "most jobs are for others")]
    pub(in crate::jobs) fn take(&mut self, job: Job) {
        match job {
            Job::Protect(protect) => self.protect(protect),
            Job::Record { desk, changes, project, at } => {
                self.record(desk, &changes, &project, at);
            }
            Job::NoteSaving { desk, path } => self.note_saving(desk, &path),
            Job::NoteSaved { desk, path, fingerprint, is_confirmed, at } => {
                self.note_saved(desk, &path, is_confirmed.then_some(fingerprint), at);
            }
            Job::LetGo { desk, gave_up, stays, at } => self.let_go(desk, gave_up, stays, at),
            Job::ShowOtherWindow(desk) => self.show_other(desk),
            Job::DiscardUnfinished(journal) => {
                // Its work may be on the desk by now: first that is certain to be in the present journal.
                self.sync();
                if let Err(failure) = recovering::discard(&journal, &self.surroundings) {
                    (self.tell)(JobResult::Failed(failure));
                }
            }
            _ => {}
        }
    }

    /// Another window asks something of this one.
    pub(in crate::jobs) fn asked(&mut self, desk: DeskNumber, request: Request) {
        let Some(guarded) = self.guarded.as_mut().filter(|guarded| guarded.desk == desk) else { return };
        match request {
            Request::Show(reply) => {
                (self.tell)(JobResult::AskedToShow);
                reply.done();
            }
            Request::Release(reply) => {
                // Done when the workspace has given everything to the journal and lets go.
                guarded.waits = Some(reply);
                (self.tell)(JobResult::AskedToRelease(desk));
            }
        }
    }

    /// Whether the journal has something that is written but not yet certain to be on the disk.
    pub(in crate::jobs) fn is_unsynced(&self) -> bool {
        self.guarded.as_ref().is_some_and(|guarded| guarded.is_unsynced)
    }

    /// What the journal was given and the disk does not have yet, to be waited for elsewhere: appending must
    /// not wait for a slow disk, or a crash meanwhile would take what is typed meanwhile.
    pub(in crate::jobs) fn begin_sync(&mut self) -> Option<Syncing> {
        let guarded = self.guarded.as_mut()?;
        guarded.is_unsynced = false;
        let begun = guarded.journal.as_mut()?.begin_sync();
        match begun {
            Ok(syncing) => {
                self.tell_state(None);
                syncing
            }
            Err(error) => {
                self.tell_state(Some(error));
                None
            }
        }
    }

    /// What came of it, if the same project is still guarded.
    pub(in crate::jobs) fn end_sync(&mut self, desk: DeskNumber, synced: Synced) {
        let Some(guarded) = self.guarded.as_mut().filter(|guarded| guarded.desk == desk) else { return };
        let outcome = guarded.journal.as_mut().map(|journal| journal.end_sync(synced));
        self.tell_state(outcome.and_then(Result::err));
    }

    /// The project that is guarded.
    pub(in crate::jobs) fn desk(&self) -> Option<DeskNumber> {
        self.guarded.as_ref().map(|guarded| guarded.desk)
    }

    /// Waits until the disk has what the journal was given.
    pub(in crate::jobs) fn sync(&mut self) {
        let Some(guarded) = self.guarded.as_mut() else { return };
        guarded.is_unsynced = false;
        let outcome = guarded.journal.as_mut().map(Journal::sync);
        self.tell_state(outcome.and_then(Result::err));
    }

    fn protect(&mut self, protect: Protect) {
        let Protect { desk, path, take_over, .. } = &protect;
        // Whatever was guarded is given up first: it may be the same file.
        self.guarded = None;
        let (access, lock) = match path {
            Some(path) => self.take_lock(path, *take_over),
            None => (Access::Full, None),
        };
        self.guarded = Some(Guarded {
            desk: *desk,
            path: path.clone(),
            journal: None,
            state: JournalState::Beginning,
            lock,
            watcher: None,
            mark: None,
            may_write: access == Access::Full && !take_over,
            holds: protect.holds,
            began_at: protect.at,
            waits: None,
            saving: None,
            is_unsynced: false,
        });
        (self.tell)(JobResult::Protected { desk: *desk, access: access.clone() });
        self.listen_and_watch();
        if access == Access::Full && !take_over {
            if let Some(path) = path {
                self.mark_open(path, protect.at);
            }
            self.begin_journal(protect);
        }
    }

    /// Says who has the project open on another machine, as far as that can be seen, and lets them see
    /// this window. A hint and no more: nothing depends on it.
    fn mark_open(&mut self, path: &Path, at: Timestamp) {
        let Some(folder) = storage::companion_folder(path).filter(|folder| folder.is_dir()) else { return };
        for other in OpenMark::others(&folder, at) {
            let minutes = (at.unix_seconds() - other.seen.unix_seconds()).max(0) / 60;
            let seen = match minutes {
                0 => "just now".to_owned(),
                1 => "a minute ago".to_owned(),
                minutes => format!("{minutes} minutes ago"),
            };
            (self.tell)(JobResult::Told(Notice::warning(
                format!("This project seems to be open on {} as well, seen {seen}.", other.host),
                "Both can save: whoever saves second is asked to merge, and no version is lost.",
            )));
        }
        if let Some(guarded) = &mut self.guarded {
            guarded.mark = OpenMark::put(&folder, at).ok();
        }
    }

    /// Says again that the project is open here.
    pub(in crate::jobs) fn beat(&self, now: Timestamp) {
        if let Some(mark) = self.guarded.as_ref().and_then(|guarded| guarded.mark.as_ref()) {
            // A mark that cannot be renewed goes stale, and nothing depends on it.
            let _goes_stale = mark.beat(now);
        }
    }

    /// Whether there is a mark to renew.
    pub(in crate::jobs) fn has_mark(&self) -> bool {
        self.guarded.as_ref().is_some_and(|guarded| guarded.mark.is_some())
    }

    fn take_lock(&self, path: &Path, take_over: bool) -> (Access, Option<WindowLock>) {
        let Some(locks) = &self.surroundings.locks else { return (Access::Full, None) };
        match WindowLock::take(locks, path) {
            Ok(Taken::Held(lock)) => (Access::Full, Some(lock)),
            Ok(Taken::Elsewhere(other)) if take_over => {
                let released = other.ask_to_release(PATIENCE);
                // Whoever does not answer hangs: nothing saved is lost by going on without the lock.
                let lock = match WindowLock::take(locks, path) {
                    Ok(Taken::Held(lock)) => Some(lock),
                    Ok(Taken::Elsewhere(_)) | Err(_) => None,
                };
                if released == Released::Refused && lock.is_none() {
                    (self.tell)(JobResult::Told(Notice::warning(
                        "The other window does not let go of the project.",
                        "Nothing was changed. Close the project there, then take it over here.",
                    )));
                    return (Access::OpenElsewhere, None);
                }
                (Access::Full, lock)
            }
            Ok(Taken::Elsewhere(_)) => (Access::OpenElsewhere, None),
            // Nothing can be found out here; saving is safe without a lock.
            Err(_) => (Access::Full, None),
        }
    }

    fn listen_and_watch(&mut self) {
        let Some(listen) = &self.listen else { return };
        let Some(guarded) = &mut self.guarded else { return };
        if let Some(requests) = guarded.lock.as_ref().and_then(|lock| lock.requests().ok()) {
            listen(guarded.desk, requests);
        }
        guarded.watcher = guarded.path.as_ref().and_then(|path| Watcher::begin(path, &self.tell));
    }

    fn begin_journal(&mut self, protect: Protect) {
        if !self.surroundings.keeps_journal {
            return;
        }
        let at = protect.at;
        let Some(home) = &self.surroundings.state else {
            let why = "Recovery is off: the system names no folder for the journal. Save now.";
            return self.tell_change(JournalState::Off(why.to_owned()));
        };
        let outcome =
            StateFolder::at(home).map_err(JournalCause::from).map_err(JournalError::from).and_then(|home| {
                let Protect { path, holds, project, resume, is_unsaved, .. } = protect;
                let id = resume.and_then(|name| name.0.parse().ok());
                let recovered = id.and_then(|id| {
                    // What was let go of in the meantime is read once more, and must be what is on the desk.
                    self.surroundings.for_keeper(id).or_else(|| {
                        let read = journal::recover(&home, id).ok();
                        read.filter(|read| **read.history.now() == *project)
                    })
                });
                let who = self.surroundings.who.clone();
                let unsaved = usize::from(is_unsaved);
                let sitting = Sitting { who, at, path: path.clone(), fingerprint: holds, unsaved };
                let Some(mut recovered) = recovered else { return Journal::begin(&home, sitting, &project) };
                let mut journal = Journal::resume(&home, &mut recovered, sitting)?;
                if let (Some(path), Some(holds), true) = (&path, holds, recovered.edits > 0 && !is_unsaved) {
                    // The last save came about, and nobody was left to note it.
                    let mark = journal.save_begins(path);
                    journal.saved(path, holds, mark, at)?;
                }
                // It is on the desk and the program lives: the next crash is counted anew.
                let _only_the_count_suffers = journal::recovered_well(&home, recovered.id);
                Ok(journal)
            });
        let Some(guarded) = &mut self.guarded else { return };
        guarded.began_at = at;
        let error = outcome.map(|journal| guarded.journal = Some(journal)).err();
        self.tell_state(error);
    }

    fn record(&mut self, desk: DeskNumber, changes: &[Recorded], project: &Arc<Project>, at: Timestamp) {
        let Some(guarded) = self.guarded.as_ref().filter(|guarded| guarded.desk == desk) else { return };
        let waited = at.unix_seconds() - guarded.began_at.unix_seconds();
        if guarded.journal.is_none() && guarded.may_write && waited >= TRY_AGAIN_SECONDS {
            // What kept the journal from being begun may be over: it begins with the project as it is now.
            return self.begin_journal(Protect {
                desk,
                path: guarded.path.clone(),
                holds: guarded.holds,
                project: Arc::clone(project),
                resume: None,
                is_unsaved: true,
                take_over: false,
                at,
            });
        }
        self.write(desk, |journal| journal.append(changes, project, at));
    }

    /// Writes to the journal, and tells if that does not go as it should.
    fn write(&mut self, desk: DeskNumber, write: impl FnOnce(&mut Journal) -> Result<(), JournalError>) {
        let Some(guarded) = self.guarded.as_mut().filter(|guarded| guarded.desk == desk) else { return };
        let Some(journal) = &mut guarded.journal else { return };
        let outcome = write(journal);
        guarded.is_unsynced = true;
        self.tell_state(outcome.err());
    }

    /// Tells how the journal stands, when that has changed.
    fn tell_state(&mut self, error: Option<JournalError>) {
        let Some(guarded) = &self.guarded else { return };
        let state = match (error, guarded.journal.as_ref().map(Journal::state)) {
            (Some(error), _) => JournalState::Off(error.to_string()),
            (None, Some(journal::JournalState::Protected)) => JournalState::On,
            (None, Some(journal::JournalState::OnReserve)) => JournalState::OnReserve,
            (None, Some(journal::JournalState::Off(why))) => {
                JournalState::Off(format!("Recovery is off: {why}. Save now."))
            }
            (None, None) => return,
        };
        self.tell_change(state);
    }

    fn tell_change(&mut self, state: JournalState) {
        if let Some(guarded) = self.guarded.as_mut().filter(|guarded| guarded.state != state) {
            guarded.state = state.clone();
            (self.tell)(JobResult::JournalIs { desk: guarded.desk, state });
        }
    }

    fn note_saving(&mut self, desk: DeskNumber, path: &Path) {
        let Some(guarded) = self.guarded.as_mut().filter(|guarded| guarded.desk == desk) else { return };
        guarded.saving = guarded.journal.as_mut().map(|journal| journal.save_begins(path));
        guarded.is_unsynced = true;
    }

    /// A save came about; without a fingerprint it is not certain to last, so the journal keeps what it has.
    fn note_saved(&mut self, desk: DeskNumber, path: &Path, holds: Option<Fingerprint>, at: Timestamp) {
        let guarded = self.guarded.as_mut().filter(|guarded| guarded.desk == desk);
        let mark = guarded.and_then(|guarded| guarded.saving.take());
        if let (Some(mark), Some(fingerprint)) = (mark, holds) {
            self.write(desk, |journal| journal.saved(path, fingerprint, mark, at));
        }
        let Some(guarded) = self.guarded.as_mut().filter(|guarded| guarded.desk == desk) else { return };
        guarded.holds = holds;
        let has_moved = guarded.path.replace(path.to_path_buf()).as_deref() != Some(path);
        if !has_moved {
            if let Some(lock) = &mut guarded.lock {
                // Whoever holds the new file as well was told by its own lock.
                let _held_by_both = lock.file_replaced(path);
            }
            return;
        }
        // Given up first: under two names of one file it would stand in its own way.
        guarded.lock = None;
        let (access, lock) = self.take_lock(path, false);
        if let Some(guarded) = &mut self.guarded {
            guarded.lock = lock;
        }
        self.listen_and_watch();
        (self.tell)(JobResult::Protected { desk, access });
    }

    fn let_go(&mut self, desk: DeskNumber, gave_up: bool, stays: bool, at: Timestamp) {
        let Some(mut guarded) = self.guarded.take_if(|guarded| guarded.desk == desk) else { return };
        if let Some(journal) = guarded.journal.take() {
            // The project has left the desk: there is nobody to tell, and what was written stays.
            let was_saved = guarded.path.is_some();
            let _nobody_to_tell =
                if gave_up { self.give_up(journal, was_saved, at) } else { journal.closed(at) };
        }
        drop(guarded.lock.take());
        if let Some(waits) = guarded.waits.take() {
            waits.done();
        }
        if stays {
            // What the other window saves is still watched.
            self.guarded = Some(Guarded { mark: None, may_write: false, ..guarded });
        }
    }

    /// What no file holds is given up: of a project that was never saved, all there is goes to the trash.
    fn give_up(&self, mut journal: Journal, was_saved: bool, at: Timestamp) -> Result<(), JournalError> {
        journal.discarded(at)?;
        let id = journal.id();
        journal.closed(at)?;
        if let Some(home) = self.surroundings.state.as_ref().filter(|_| !was_saved) {
            let home = StateFolder::at(home).map_err(JournalCause::from)?;
            // Where it cannot be put into the trash it stays, which loses nothing.
            let _stays = journal::discard(&home, id, at);
        }
        Ok(())
    }

    fn show_other(&self, desk: DeskNumber) {
        let Some(guarded) = self.guarded.as_ref().filter(|guarded| guarded.desk == desk) else { return };
        let (Some(locks), Some(path)) = (&self.surroundings.locks, &guarded.path) else { return };
        let shown = WindowLock::holder(locks, path).ok().flatten().is_some_and(|other| other.show());
        if !shown {
            (self.tell)(JobResult::Failed(crate::workspace::Failure {
                text: "The other window does not answer.".into(),
                detail: "It may have been closed. Take the project over to change it here.".into(),
            }));
        }
    }
}

impl fmt::Debug for Keeper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keeper").field("surroundings", &self.surroundings).finish_non_exhaustive()
    }
}
