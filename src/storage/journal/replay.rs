//! `Replay`: the way through a journal, from one record to the next.

use super::{
    moves::{Move, Reach},
    read::{Facts, Item},
    recover::LaterChanges,
};
use crate::{
    edit::{History, Recorded, ReplayError},
    format::journal::{Record, RecordError, Sitting, Start},
    model::Project,
};
use std::{collections::HashMap, sync::Arc};

/// Everything that is known on the way through a journal.
#[derive(Debug)]
pub(super) struct Replay {
    /// The project as it was at the last point that is known for sure.
    pub(super) history: Option<History>,
    certainty: Certainty,
    /// Records could not be read, or did not do what they did.
    pub(super) is_broken: bool,
    /// Steps from before some damage are gone.
    pub(super) lost_steps: bool,
    /// What was made of the changes since that point.
    pub(super) later: Option<(History, LaterChanges)>,
    pub(super) facts: Facts,
    /// The project where each save began.
    marks: HashMap<u64, Arc<Project>>,
    /// A save that began, and of which nothing says that it arrived.
    pub(super) open_save: Option<(u64, Arc<Project>)>,
    /// The version that the file held last.
    pub(super) saved: Option<Arc<Project>>,
    /// A sitting or a file has just begun.
    opened: Option<Opened>,
    pub(super) reach_of_older: Option<Reach>,
    pub(super) reach: Option<Reach>,
    pub(super) changes: usize,
    pub(super) base_bytes: u64,
    pub(super) last_sequence: u64,
}

/// How the history stands to the present point of the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Certainty {
    /// It is what was there at this point.
    Exact,
    /// What came since concerns steps from before the journal: no damage if a whole project follows.
    Beyond,
    /// Something is missing since.
    Lost,
}

/// What the record before said.
#[derive(Clone, Copy, Debug)]
struct Opened {
    start: Start,
    is_saved: bool,
}

impl Replay {
    pub(super) fn new() -> Self {
        Self {
            history: None,
            certainty: Certainty::Lost,
            is_broken: false,
            lost_steps: false,
            later: None,
            facts: Facts::new(),
            marks: HashMap::new(),
            open_save: None,
            saved: None,
            opened: None,
            reach_of_older: None,
            reach: None,
            changes: 0,
            base_bytes: 0,
            last_sequence: 0,
        }
    }

    /// Takes the next thing on the way; says which record it was. Fails only where a newer Claimdesk wrote.
    pub(super) fn take(&mut self, item: Item<'_>) -> Result<Option<Record>, RecordError> {
        let frame = match item {
            Item::Frame(frame) => frame,
            Item::Gap => {
                self.lose(Certainty::Lost);
                return Ok(None);
            }
            Item::MissingCopy => {
                self.begin_file(true);
                return Ok(None);
            }
        };
        self.last_sequence = frame.sequence;
        let record = match Record::of_frame(frame.kind, frame.payload) {
            Ok(record) => record,
            Err(RecordError::Newer) => return Err(RecordError::Newer),
            Err(RecordError::Unreadable(_) | RecordError::Project(_)) => {
                self.is_broken = true;
                self.lose(Certainty::Lost);
                return Ok(None);
            }
        };
        self.facts.follow(frame.sequence, &record);
        let opened = self.opened.take();
        match &record {
            Record::Opened { sitting, start, .. } => self.open(sitting, *start),
            Record::Base(project) => {
                self.meet_base(project, opened);
                if opened.is_some() {
                    self.base_bytes = frame.size() as u64;
                }
            }
            Record::Change { recorded, .. } => self.change(recorded),
            Record::Told { .. } | Record::Closed { .. } | Record::Discarded { .. } => {}
            Record::SaveBegun { .. } => {
                self.open_save = self.project().map(|now| (frame.sequence, now));
                self.marks.extend(self.open_save.clone());
            }
            Record::Saved { as_of, unsaved, .. } => {
                self.open_save = None;
                let marked = self.marks.get(as_of).cloned();
                self.saved = marked.or_else(|| self.project().filter(|_| *unsaved == 0));
            }
        }
        Ok(Some(record))
    }

    /// Whether the history is what was there at this point.
    pub(super) const fn is_exact(&self) -> bool {
        matches!(self.certainty, Certainty::Exact)
    }

    /// The project at this very point, if that is known.
    pub(super) fn project(&self) -> Option<Arc<Project>> {
        self.history.as_ref().filter(|_| self.is_exact()).map(|history| Arc::clone(history.now()))
    }

    fn open(&mut self, sitting: &Sitting, start: Start) {
        let is_saved = sitting.unsaved == 0 && sitting.fingerprint.is_some();
        self.opened = Some(Opened { start, is_saved });
        if is_saved && start != Start::Anew {
            self.saved = self.project();
        }
    }

    fn meet_base(&mut self, project: &Arc<Project>, opened: Option<Opened>) {
        let is_anew = opened.is_some_and(|opened| opened.start == Start::Anew);
        let goes_on = self.project().is_some_and(|now| now == *project);
        if !goes_on {
            self.lost_steps |= self.history.is_some() && !is_anew && self.certainty != Certainty::Beyond;
            self.history = Some(History::new(Arc::clone(project)));
        }
        self.certainty = Certainty::Exact;
        self.later = None;
        if opened.is_some_and(|opened| opened.is_saved) {
            self.saved = self.project();
        }
        if opened.is_some() {
            self.begin_file(goes_on && !is_anew);
        }
    }

    fn begin_file(&mut self, goes_on: bool) {
        self.reach_of_older = self.reach.filter(|_| goes_on);
        self.reach = Some(Reach::default());
        self.changes = 0;
    }

    /// What follows does not follow on what is known.
    fn lose(&mut self, certainty: Certainty) {
        if !self.is_exact() {
            // Behind what cannot be reached something may be missing as well.
            if certainty == Certainty::Lost {
                self.certainty = certainty;
            }
            return;
        }
        self.certainty = certainty;
        self.later = self.history.clone().map(|history| {
            let project = Arc::clone(history.now());
            (history, LaterChanges { project, made: 0, left_out: 0 })
        });
    }

    fn change(&mut self, recorded: &Recorded) {
        self.changes += 1;
        let step = Move::from(recorded);
        self.reach_of_older = self.reach_of_older.and_then(|reach| reach.after(step));
        self.reach = self.reach.and_then(|reach| reach.after(step));
        if self.is_exact()
            && let Some(history) = &mut self.history
        {
            match history.replay(recorded.clone()) {
                Ok(()) => return,
                Err(error) => {
                    let is_beyond = error == ReplayError::Unreachable;
                    self.is_broken |= !is_beyond;
                    self.lose(if is_beyond { Certainty::Beyond } else { Certainty::Lost });
                }
            }
        }
        if let Some((history, later)) = &mut self.later {
            match history.replay(recorded.clone()) {
                Ok(()) => later.made += 1,
                Err(_) => later.left_out += 1,
            }
        }
    }
}
