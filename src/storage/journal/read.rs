//! Reads the files of a journal in their order, and tells where something is missing.

use super::{
    moves::{Move, Unsaved},
    place::{Place, Slot},
};
use crate::{
    edit::Recorded,
    format::journal::{
        FoundFrames, Frame, FrameKind, JournalId, Record, RecordError, Rest, Sitting, Start, find_frames,
    },
    model::{Fingerprint, Timestamp},
};
use std::{
    fs::File,
    io::{self, Read},
    path::PathBuf,
};

/// No file of a journal is larger: two projects of the largest size, and twice as much of changes.
const MAX_BYTES: u64 = 4 * crate::format::MAX_FILE_BYTES as u64 + (64 << 20);

/// The bytes of both files of a journal.
#[derive(Debug)]
pub(super) struct Files {
    id: JournalId,
    files: Vec<(Slot, Vec<u8>)>,
}

impl Files {
    pub(super) fn read(place: &Place) -> io::Result<Self> {
        let mut files = Vec::new();
        for slot in Slot::BOTH {
            match File::open(place.path_of(slot)) {
                Ok(file) => {
                    let mut bytes = Vec::new();
                    file.take(MAX_BYTES).read_to_end(&mut bytes)?;
                    files.push((slot, bytes));
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Self { id: place.id, files })
    }

    pub(super) fn are_there(&self) -> bool {
        !self.files.is_empty()
    }

    pub(super) fn log(&self) -> Log<'_> {
        let mut files: Vec<LogPart<'_>> = self
            .files
            .iter()
            .map(|(slot, bytes)| LogPart {
                slot: *slot,
                bytes: bytes.len(),
                found: find_frames(self.id, bytes),
            })
            .collect();
        // The older one first; one that holds nothing whole says nothing.
        files.sort_by_key(LogPart::first_sequence);
        Log { files }
    }
}

/// One file and what was found in it.
#[derive(Debug)]
pub(super) struct LogPart<'a> {
    pub(super) slot: Slot,
    pub(super) bytes: usize,
    pub(super) found: FoundFrames<'a>,
}

impl LogPart<'_> {
    fn first_sequence(&self) -> Option<u64> {
        let after = match &self.found.rest {
            Rest::Damage(after) => after.first(),
            Rest::Nothing | Rest::Torn => None,
        };
        self.found.frames.first().or(after).map(|frame| frame.sequence)
    }

    /// Whether a crash cut the last write short.
    pub(super) fn is_torn(&self) -> bool {
        self.found.rest == Rest::Torn
    }
}

/// The files of a journal, the older first.
#[derive(Debug)]
pub(super) struct Log<'a> {
    pub(super) files: Vec<LogPart<'a>>,
}

/// What one meets on the way through a journal.
#[derive(Clone, Copy, Debug)]
pub(super) enum Item<'a> {
    Frame(Frame<'a>),
    /// Frames are missing here.
    Gap,
    /// The same, but all that is missing is a copy of the project as it was before.
    MissingCopy,
}

impl<'a> Log<'a> {
    /// All that is left, in its order.
    pub(super) fn items(&self) -> Vec<Item<'a>> {
        let mut items: Vec<Item<'a>> = Vec::new();
        let mut last: Option<Frame<'a>> = None;
        let mut before_last: Option<Frame<'a>> = None;
        for part in &self.files {
            let after: &[Frame<'a>] = match &part.found.rest {
                Rest::Damage(after) => after,
                Rest::Nothing | Rest::Torn => &[],
            };
            for frame in part.found.frames.iter().chain(after) {
                if let Some(previous) = last
                    && previous.sequence.checked_add(1) != Some(frame.sequence)
                {
                    items.push(what_is_missing(before_last, previous, *frame));
                }
                items.push(Item::Frame(*frame));
                before_last = last.replace(*frame);
            }
        }
        items
    }

    /// Whether anything is not as it was written, other than by a crash in the middle of a write.
    pub(super) fn is_damaged(&self) -> bool {
        let is_hurt =
            |part: &LogPart<'_>| matches!(part.found.rest, Rest::Damage(_)) || part.found.frames.is_empty();
        let gaps = self.items().iter().any(|item| !matches!(item, Item::Frame(_)));
        // A journal that was just begun has one file for a moment.
        let just_begun = self.files.len() == 1 && self.files[0].found.frames.len() <= 2;
        gaps || self.files.iter().any(is_hurt) || (self.files.len() < 2 && !just_begun)
    }
}

/// A file begins with a record of the sitting and a copy of the project, with which the file before ends.
fn what_is_missing<'a>(before: Option<Frame<'a>>, last: Frame<'a>, next: Frame<'a>) -> Item<'a> {
    let only_one = last.sequence.checked_add(2) == Some(next.sequence);
    let had_copy = before.is_some_and(|before| before.kind == FrameKind::Base);
    let goes_on = || {
        matches!(Record::of_frame(last.kind, last.payload), Ok(Record::Opened { start: Start::GoesOn, .. }))
    };
    if only_one && had_copy && last.kind == FrameKind::Opened && goes_on() {
        Item::MissingCopy
    } else {
        Item::Gap
    }
}

/// What a journal says about itself, known without making anything happen again.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    pub(super) title: String,
    pub(super) path: Option<PathBuf>,
    /// The version that the file held last.
    pub(super) fingerprint: Option<Fingerprint>,
    /// A save was begun, and nothing says that it arrived.
    pub(super) save_is_open: bool,
    pub(super) unsaved: Unsaved,
    /// When the last thing happened.
    pub(super) until: Timestamp,
    pub(super) sittings: Vec<(String, Timestamp)>,
    pub(super) is_damaged: bool,
    pub(super) is_newer: bool,
    /// What happened after each point, for saves that arrive later.
    moves: Vec<(u64, Move)>,
}

impl Facts {
    pub(super) const fn new() -> Self {
        Self {
            title: String::new(),
            path: None,
            fingerprint: None,
            save_is_open: false,
            unsaved: Unsaved::NOTHING,
            until: Timestamp::from_unix_seconds(0),
            sittings: Vec::new(),
            is_damaged: false,
            is_newer: false,
            moves: Vec::new(),
        }
    }

    pub(super) fn of(log: &Log<'_>) -> Self {
        let mut facts = Self::new();
        for item in log.items() {
            let Item::Frame(frame) = item else { continue };
            if frame.kind == FrameKind::Base {
                continue;
            }
            match Record::of_frame(frame.kind, frame.payload) {
                Ok(record) => facts.follow(frame.sequence, &record),
                Err(RecordError::Newer) => facts.is_newer = true,
                Err(RecordError::Unreadable(_) | RecordError::Project(_)) => facts.is_damaged = true,
            }
        }
        facts.is_damaged |= log.is_damaged();
        facts
    }

    /// Takes one record into account.
    pub(super) fn follow(&mut self, sequence: u64, record: &Record) {
        match record {
            Record::Opened { sitting, title, start } => self.open(sitting, title, *start),
            Record::Base(project) => project.title().clone_into(&mut self.title),
            Record::Change { recorded, at } => {
                let step = Move::from(recorded);
                self.unsaved.follow(step);
                self.moves.push((sequence, step));
                self.until = *at;
                self.rename(recorded);
            }
            Record::SaveBegun { .. } => self.save_is_open = true,
            Record::Saved { path, fingerprint, as_of, unsaved, at } => {
                self.save_is_open = false;
                self.path = Some(path.clone());
                self.fingerprint = Some(*fingerprint);
                self.until = *at;
                self.unsaved = self.since(*as_of);
                self.correct(*unsaved);
            }
            Record::Discarded { at } => {
                self.unsaved = Unsaved::NOTHING;
                self.until = *at;
            }
            Record::Told { at, .. } | Record::Closed { at } => self.until = *at,
        }
    }

    /// How the project stands to the version at that point.
    pub(super) fn since(&self, point: u64) -> Unsaved {
        let from = self.moves.partition_point(|(sequence, _)| *sequence < point);
        let mut unsaved = Unsaved::NOTHING;
        for (_, step) in &self.moves[from..] {
            unsaved.follow(*step);
        }
        unsaved
    }

    /// Whoever wrote it knew how many changes were unsaved, even those that are not told here.
    fn correct(&mut self, unsaved: usize) {
        if self.unsaved.count() == 0 || unsaved == 0 {
            self.unsaved = Unsaved::changes(unsaved);
        }
    }

    fn open(&mut self, sitting: &Sitting, title: &str, start: Start) {
        let Sitting { who, at, path, fingerprint, unsaved } = sitting;
        self.correct(*unsaved);
        let is_first = self.sittings.is_empty();
        if start == Start::Sitting || is_first {
            self.sittings.push((who.clone(), *at));
            self.until = self.until.max(*at);
        }
        title.clone_into(&mut self.title);
        self.path.clone_from(path);
        self.fingerprint = *fingerprint;
    }

    fn rename(&mut self, recorded: &Recorded) {
        use crate::edit::Edit;
        if let Recorded::Edit { edit: Edit::SetTitle(title), .. } = recorded {
            title.clone_into(&mut self.title);
        }
        if let Recorded::Edit { edit: Edit::ReplaceWith { version, .. }, .. } = recorded {
            version.title().clone_into(&mut self.title);
        }
    }
}
