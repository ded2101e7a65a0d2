//! `Journal`: everything that happens to a project, written down as it happens.

use super::{
    JournalCause, JournalError, Recovered,
    log_file::{LogFile, Reserve, has_room},
    moves::{Move, Reach, Unsaved},
    place::{Place, Slot},
};
use crate::{
    edit::Recorded,
    format::journal::{JournalId, Record, Sitting, Start, frame_bytes},
    model::{Fingerprint, Project, Timestamp},
    storage::StateFolder,
};
use std::{fs::File, io, path::Path, sync::Arc};

/// A file is full after so many changes.
const CHANGES_PER_FILE: usize = 2_000;
/// Or after so many bytes, or twice what the project takes in it if that is more.
const BYTES_PER_FILE: u64 = 4 << 20;
/// When the next file could not be begun, it is tried again after so many bytes.
const TRY_AGAIN_AFTER: u64 = 1 << 20;

/// How well what is done now is protected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JournalState {
    /// Whatever ends the program, the work is kept.
    Protected,
    /// The same, but the disk is full, and the room that was kept for this is being used.
    OnReserve,
    /// What is done now would be lost; why.
    Off(String),
}

/// A point in the journal: the project as it was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark(u64);

/// The journal of one project, which this window alone writes. It knows no threads: whoever has it appends
/// at once when something happens, and syncs within a second.
#[derive(Debug)]
pub struct Journal {
    place: Place,
    /// Held as long as the journal is.
    _lock: File,
    reserve: Reserve,
    active: LogFile,
    /// Of the next frame.
    sequence: u64,
    /// Changes in the active file.
    changes: usize,
    changes_per_file: usize,
    /// The active file is full at so many bytes.
    full_at: u64,
    /// How many bytes the whole project took when it was written last.
    base_bytes: u64,
    /// Why nothing is written just now.
    off: Option<String>,
    is_synced: bool,
    /// The project after what was appended last.
    now: Arc<Project>,
    sitting: Sitting,
    unsaved: Unsaved,
    /// The point of the save under way, and what happened since.
    since_mark: Option<(Mark, Vec<Move>)>,
    /// From the older file's project on; `None` when the active file cannot be reached from there.
    reach_of_older: Option<Reach>,
    reach_of_active: Option<Reach>,
}

/// What was appended to a journal up to a point, on its way to the disk.
#[derive(Debug)]
pub struct Syncing {
    file: File,
    slot: Slot,
    sequence: u64,
}

/// What came of [`Syncing`].
#[derive(Debug)]
pub struct Synced {
    outcome: io::Result<()>,
    slot: Slot,
    sequence: u64,
}

impl Syncing {
    /// Waits until it is there.
    pub fn wait(self) -> Synced {
        Synced { outcome: self.file.sync_data(), slot: self.slot, sequence: self.sequence }
    }
}

impl Journal {
    /// Begins a journal of a project as it is now. When this returns, that version is on the disk.
    pub fn begin(home: &StateFolder, sitting: Sitting, base: &Arc<Project>) -> Result<Self, JournalError> {
        let place = Place::new(home)?;
        let lock = place.lock().map_err(JournalCause::from)?.ok_or(JournalCause::InUse)?;
        let mut reserve = Reserve::of(&place);
        let head = head_frames(place.id, 0, &sitting, Start::Sitting, base, &[])?;
        let sequence = head.frames.len() as u64;
        let begun = LogFile::begin(&place, Slot::A, &head.frames, &mut reserve);
        let (active, named) = begun.map_err(JournalCause::from)?;
        named.map_err(JournalCause::from)?;
        let mut journal = Self {
            place,
            _lock: lock,
            reserve,
            sequence,
            changes: 0,
            changes_per_file: CHANGES_PER_FILE,
            full_at: full_at(head.base_bytes, active.size),
            base_bytes: head.base_bytes,
            active,
            off: None,
            is_synced: true,
            now: Arc::clone(base),
            unsaved: Unsaved::changes(sitting.unsaved),
            sitting,
            since_mark: None,
            reach_of_older: None,
            reach_of_active: Some(Reach::default()),
        };
        // The second file holds the project once more, so that no single fault takes both.
        journal.turn(Start::GoesOn, &[])?;
        Ok(journal)
    }

    /// Goes on with the journal of work that was recovered, with a new sitting, and puts down a new one
    /// when that journal is damaged: then the old one stays as it is, to be discarded once the person
    /// has seen it. The project is the one that was recovered.
    pub fn resume(
        home: &StateFolder,
        recovered: &mut Recovered,
        sitting: Sitting,
    ) -> Result<Self, JournalError> {
        let now = Arc::clone(recovered.history.now());
        let Some(point) = recovered.point.take() else {
            let unsaved = recovered.edits;
            return Self::begin(home, Sitting { unsaved, ..sitting }, &now);
        };
        let reserve = Reserve::of(&point.place);
        let active =
            LogFile::open(&point.place, point.slot, point.bytes, point.size).map_err(JournalCause::from)?;
        let mut journal = Self {
            place: point.place,
            _lock: point.lock,
            reserve,
            active,
            sequence: point.next_sequence,
            changes: point.changes,
            changes_per_file: CHANGES_PER_FILE,
            full_at: full_at(point.base_bytes, point.head_bytes),
            base_bytes: point.base_bytes,
            off: None,
            is_synced: false,
            now,
            unsaved: point.unsaved,
            sitting,
            since_mark: None,
            reach_of_older: point.reach_of_older,
            reach_of_active: point.reach_of_active,
        };
        journal.sitting.unsaved = journal.unsaved.count();
        if point.is_torn {
            // Nothing is appended after a piece of a frame: that would look like damage.
            journal.turn(Start::GoesOn, &[])?;
        }
        let opened = Record::Opened {
            sitting: journal.sitting.clone(),
            title: journal.now.title().to_owned(),
            start: Start::Sitting,
        };
        journal.write(&opened)?;
        journal.sync()?;
        Ok(journal)
    }

    /// Its name.
    pub fn id(&self) -> JournalId {
        self.place.id
    }

    /// The folder it lies in.
    pub fn folder(&self) -> &Path {
        &self.place.folder
    }

    /// A file is full after so many changes, 2,000 unless something else is said: shorter files reach less
    /// far back, and are read sooner.
    pub fn set_changes_per_file(&mut self, changes: usize) {
        self.changes_per_file = changes;
    }

    /// How well what is done now is protected.
    pub fn state(&self) -> JournalState {
        match &self.off {
            Some(why) => JournalState::Off(why.clone()),
            None if self.reserve.is_there() => JournalState::Protected,
            None => JournalState::OnReserve,
        }
    }

    /// Writes down what happened; `now` is the project after it, `at` the time. After an error nothing is
    /// protected until a later call succeeds, which then begins anew with the whole project.
    pub fn append(
        &mut self,
        recorded: &[Recorded],
        now: &Arc<Project>,
        at: Timestamp,
    ) -> Result<(), JournalError> {
        let Some(first) = recorded.first() else { return Ok(()) };
        let moves: Vec<Move> = recorded.iter().map(Move::from).collect();
        if self.is_full() && !Move::from(first).goes_on_with_step() && self.off.is_none() {
            self.turn_if_possible();
        }
        for step in &moves {
            self.unsaved.follow(*step);
        }
        if let Some((_, since)) = &mut self.since_mark {
            since.extend(&moves);
        }
        self.sitting.unsaved = self.unsaved.count();
        self.now = Arc::clone(now);
        let told: Vec<(Recorded, Timestamp)> = recorded.iter().map(|one| (one.clone(), at)).collect();
        if self.off.is_some() {
            return self.revive(&told);
        }
        if !self.can_be_replayed(&moves) {
            return self.turn(Start::Anew, &told);
        }
        for ((recorded, at), step) in told.into_iter().zip(moves) {
            self.write(&Record::Change { recorded, at })?;
            self.changes += 1;
            self.reach_of_older = self.reach_of_older.and_then(|reach| reach.after(step));
            self.reach_of_active = self.reach_of_active.and_then(|reach| reach.after(step));
        }
        Ok(())
    }

    /// After an error: begins anew with the whole project, once there is room for it.
    fn revive(&mut self, told: &[(Recorded, Timestamp)]) -> Result<(), JournalError> {
        if !has_room(&self.place.folder, self.base_bytes) {
            return Err(JournalCause::System(io::ErrorKind::StorageFull.into()).into());
        }
        self.turn(Start::Anew, told)
    }

    /// Appends a record that must not follow on a gap.
    fn write_after_all(&mut self, record: &Record) -> Result<(), JournalError> {
        if self.off.is_some() {
            self.revive(&[])?;
        }
        self.write(record)
    }

    fn can_be_replayed(&self, moves: &[Move]) -> bool {
        let from = self.reach_of_older.or(self.reach_of_active);
        from.and_then(|reach| moves.iter().try_fold(reach, |reach, step| reach.after(*step))).is_some()
    }

    fn is_full(&self) -> bool {
        self.changes >= self.changes_per_file || self.active.size >= self.full_at
    }

    /// Begins the other file, because this one is full. Where that is not possible, this one is gone on with.
    fn turn_if_possible(&mut self) {
        let slot = self.active.slot;
        let copy = Record::Base(Arc::clone(&self.now));
        let turned = self.write(&copy).and_then(|()| self.turn(Start::GoesOn, &[]));
        if turned.is_err() && self.active.slot == slot {
            self.off = None;
            self.changes = 0;
            self.full_at = self.active.size + TRY_AGAIN_AFTER;
        }
    }

    /// Begins the other file with the project as it is now, and goes on there.
    fn turn(&mut self, start: Start, told: &[(Recorded, Timestamp)]) -> Result<(), JournalError> {
        let turned = self.begin_other(start, told);
        if let Err(error) = &turned {
            self.off = Some(error.0.to_string());
        }
        turned
    }

    fn begin_other(&mut self, start: Start, told: &[(Recorded, Timestamp)]) -> Result<(), JournalError> {
        self.place.make()?;
        let head = head_frames(self.place.id, self.sequence, &self.sitting, start, &self.now, told)?;
        let slot = self.active.slot.other();
        let active = LogFile::begin(&self.place, slot, &head.frames, &mut self.reserve);
        let (active, named) = active.map_err(JournalCause::from)?;
        // It stands in its slot by now: what follows goes into it whether its name is on the disk or not.
        self.active = active;
        self.sequence += head.frames.len() as u64;
        self.changes = 0;
        self.base_bytes = head.base_bytes;
        self.full_at = full_at(head.base_bytes, self.active.size);
        self.off = None;
        self.is_synced = named.is_ok();
        self.reach_of_older = if start == Start::Anew { None } else { self.reach_of_active };
        self.reach_of_active = Some(Reach::default());
        named.map_err(|error| JournalCause::from(error).into())
    }

    /// Appends a record; what fails is remembered as the reason why nothing is protected.
    fn write(&mut self, record: &Record) -> Result<(), JournalError> {
        let written = self.write_frame(record);
        if let Err(error) = &written {
            self.off = Some(error.0.to_string());
        }
        written
    }

    fn write_frame(&mut self, record: &Record) -> Result<(), JournalError> {
        let frame = frame_of(self.place.id, self.sequence, record)?;
        self.active.append(&frame, &mut self.reserve).map_err(JournalCause::from)?;
        self.sequence += 1;
        self.is_synced = false;
        Ok(())
    }

    /// Waits until everything appended is on the disk.
    pub fn sync(&mut self) -> Result<(), JournalError> {
        self.reserve.make_again();
        let why = match &self.off {
            Some(_) => return Ok(()),
            None if !self.active.is_in_place() => JournalCause::TakenAway(self.place.folder.clone()),
            None if self.is_synced => return Ok(()),
            None => match self.active.sync() {
                Ok(()) => {
                    self.is_synced = true;
                    return Ok(());
                }
                Err(error) => JournalCause::System(error),
            },
        };
        self.off = Some(why.to_string());
        Err(why.into())
    }

    /// What was appended by now, for another thread to bring onto the disk while appending goes on; nothing
    /// when it is there already, or when the journal is off.
    pub fn begin_sync(&mut self) -> Result<Option<Syncing>, JournalError> {
        self.reserve.make_again();
        if self.off.is_some() || (self.is_synced && self.active.is_in_place()) {
            return Ok(None);
        }
        match self.active.to_sync() {
            Ok(file) if self.active.is_in_place() => {
                Ok(Some(Syncing { file, slot: self.active.slot, sequence: self.sequence }))
            }
            // Where it cannot be waited for elsewhere it is waited for here.
            Ok(_) | Err(_) => self.sync().map(|()| None),
        }
    }

    /// What came of it.
    pub fn end_sync(&mut self, synced: Synced) -> Result<(), JournalError> {
        let Synced { outcome, slot, sequence } = synced;
        // When the other file was begun meanwhile, that one was made sure of with the whole project.
        if self.active.slot != slot || self.off.is_some() {
            return Ok(());
        }
        match outcome {
            Ok(()) => {
                self.is_synced |= self.sequence == sequence;
                Ok(())
            }
            Err(error) => {
                let why = JournalCause::System(error);
                self.off = Some(why.to_string());
                Err(why.into())
            }
        }
    }

    /// The project as it was appended last is about to be saved to this file. Whether it arrived can be
    /// told even if the program ends before [`Self::saved`].
    pub fn save_begins(&mut self, path: &Path) -> Mark {
        let mark = Mark(self.sequence);
        if self.off.is_none() {
            // What fails here is told by the state, and by the next append.
            let _told_by_the_state = self.write(&Record::SaveBegun { path: path.to_path_buf() });
        }
        self.since_mark = Some((mark, Vec::new()));
        mark
    }

    /// The project as it was at the mark is in this file, whose bytes have this fingerprint.
    pub fn saved(
        &mut self,
        path: &Path,
        fingerprint: Fingerprint,
        mark: Mark,
        at: Timestamp,
    ) -> Result<(), JournalError> {
        if let Some((_, since)) = self.since_mark.take_if(|(begun, _)| *begun == mark) {
            self.unsaved = Unsaved::NOTHING;
            for step in since {
                self.unsaved.follow(step);
            }
        }
        self.sitting.unsaved = self.unsaved.count();
        self.sitting.path = Some(path.to_path_buf());
        self.sitting.fingerprint = Some(fingerprint);
        let (path, unsaved) = (path.to_path_buf(), self.sitting.unsaved);
        self.write_after_all(&Record::Saved { path, fingerprint, as_of: mark.0, unsaved, at })?;
        self.sync()
    }

    /// The person gives up what no file holds by now.
    pub fn discarded(&mut self, at: Timestamp) -> Result<(), JournalError> {
        self.unsaved = Unsaved::NOTHING;
        self.sitting.unsaved = 0;
        self.write_after_all(&Record::Discarded { at })?;
        self.sync()
    }

    /// Ends the sitting in good order.
    pub fn closed(mut self, at: Timestamp) -> Result<(), JournalError> {
        self.write_after_all(&Record::Closed { at })?;
        self.sync()?;
        self.reserve.end();
        Ok(())
    }
}

/// The frames that a file begins with.
struct Head {
    frames: Vec<Vec<u8>>,
    base_bytes: u64,
}

fn head_frames(
    id: JournalId,
    first: u64,
    sitting: &Sitting,
    start: Start,
    base: &Arc<Project>,
    told: &[(Recorded, Timestamp)],
) -> Result<Head, JournalError> {
    let opened = Record::Opened { sitting: sitting.clone(), title: base.title().to_owned(), start };
    let project = frame_of(id, first + 1, &Record::Base(Arc::clone(base)))?;
    let base_bytes = project.len() as u64;
    let mut frames = vec![frame_of(id, first, &opened)?, project];
    for ((recorded, at), sequence) in told.iter().zip(first + 2..) {
        frames.push(frame_of(id, sequence, &Record::Told { recorded: recorded.clone(), at: *at })?);
    }
    Ok(Head { frames, base_bytes })
}

fn frame_of(id: JournalId, sequence: u64, record: &Record) -> Result<Vec<u8>, JournalError> {
    let (kind, payload) = record.to_payload().map_err(JournalCause::from)?;
    if let Record::Base(project) = record {
        match Record::of_frame(kind, &payload) {
            Ok(Record::Base(back)) if back == *project => {}
            Ok(_) | Err(_) => return Err(JournalCause::DoesNotReadBack.into()),
        }
    }
    frame_bytes(id, sequence, kind, &payload).ok_or_else(|| JournalCause::DoesNotReadBack.into())
}

/// The size at which a file is full that begins with a project of so many bytes.
fn full_at(base_bytes: u64, head: u64) -> u64 {
    head + BYTES_PER_FILE.max(2 * base_bytes)
}
