//! `recover`: makes what a journal holds happen again, up to where it is whole.

use super::{
    RecoverError,
    moves::{Reach, Unsaved},
    place::{Place, Slot},
    read::{Files, Log},
    replay::Replay,
};
use crate::{
    edit::History,
    format::{self, counted, journal::JournalId},
    model::{Fingerprint, Project, Timestamp},
    storage::StateFolder,
};
use std::{fs::File, path::PathBuf, sync::Arc};

/// Recovering that ended the program so often is not tried again.
const MOST_ATTEMPTS: usize = 2;

/// Work that was brought back from a journal. As long as it is there, no other window gets at the journal.
#[derive(Debug)]
pub struct Recovered {
    /// Which journal.
    pub id: JournalId,
    /// The project as it was, and the steps that led there.
    pub history: History,
    /// The version of it that the file held last; `None` when there is no file, or when that version is
    /// further back than the journal reaches.
    pub saved: Option<Arc<Project>>,
    /// How many changes no file holds.
    pub edits: usize,
    /// When the last of them was made.
    pub until: Timestamp,
    /// The version that the file held last, as far as the journal knows.
    pub fingerprint: Option<Fingerprint>,
    /// The project's file; `None` when it was never saved.
    pub path: Option<PathBuf>,
    /// Who worked on it, and from when on; the newest last.
    pub sittings: Vec<(String, Timestamp)>,
    /// What is damaged.
    pub damage: Option<Damage>,
    /// A version that was being saved when the program ended, and how many changes came after it.
    pub(super) in_flight: Option<(Fingerprint, Arc<Project>, usize)>,
    /// Where to go on; `None` when the journal is damaged.
    pub(super) point: Option<Point>,
}

/// What of a journal is damaged. The project of [`Recovered::history`] is one that really was.
#[derive(Clone, Debug)]
pub struct Damage {
    /// What happened, in sentences.
    pub text: String,
    /// The project after the later changes as well, as far as they could be made without those that are
    /// missing. It may never have been like that.
    pub with_later_changes: Option<LaterChanges>,
}

/// Changes from behind the damage, made as well as possible.
#[derive(Clone, Debug)]
pub struct LaterChanges {
    /// The project after them.
    pub project: Arc<Project>,
    /// How many were made.
    pub made: usize,
    /// How many could not be made.
    pub left_out: usize,
}

/// Where a journal is gone on with.
#[derive(Debug)]
pub(super) struct Point {
    pub(super) place: Place,
    pub(super) lock: File,
    pub(super) slot: Slot,
    /// What the file has in all.
    pub(super) bytes: u64,
    /// What whole frames take of it.
    pub(super) size: u64,
    pub(super) is_torn: bool,
    pub(super) next_sequence: u64,
    pub(super) changes: usize,
    pub(super) base_bytes: u64,
    pub(super) head_bytes: u64,
    pub(super) unsaved: Unsaved,
    pub(super) reach_of_older: Option<Reach>,
    pub(super) reach_of_active: Option<Reach>,
}

/// Brings back what a journal holds. That it is tried is noted first, until [`recovered_well`] is told: work
/// that has ended the program twice while it was recovered is left alone. The journal is not changed.
pub fn recover(home: &StateFolder, id: JournalId) -> Result<Recovered, RecoverError> {
    let place = Place::of(home, id);
    let folder = place.folder.clone();
    let refused = |error| RecoverError::System { folder: folder.clone(), error };
    if !folder.is_dir() {
        return Err(RecoverError::NotThere);
    }
    let lock = place.lock().map_err(refused)?.ok_or(RecoverError::InUse)?;
    let attempts = place.attempts();
    if attempts >= MOST_ATTEMPTS {
        return Err(RecoverError::TriedTooOften { attempts, folder });
    }
    // A disk too full for a note is no reason to give the work up.
    let _only_the_count_suffers = place.note_attempt();
    let files = Files::read(&place).map_err(refused)?;
    if !files.are_there() {
        return Err(RecoverError::NotThere);
    }
    let log = files.log();
    let mut replay = Replay::new();
    for item in log.items() {
        replay.take(item).map_err(|error| RecoverError::of_record(&error, folder.clone()))?;
    }
    finish(&replay, &log, place, lock)
}

/// The work that was recovered is on the desk, and the program lives: the next time counts from the start.
pub fn recovered_well(home: &StateFolder, id: JournalId) -> std::io::Result<()> {
    Place::of(home, id).forget_attempts()
}

fn finish(replay: &Replay, log: &Log<'_>, place: Place, lock: File) -> Result<Recovered, RecoverError> {
    let damage = damage_of(replay, log);
    let Replay { history, facts, saved, open_save, .. } = replay;
    let Some(history) = history.clone() else {
        let why = "its first project cannot be read".to_owned();
        return Err(RecoverError::NothingWhole { why, folder: place.folder });
    };
    let in_flight = open_save.as_ref().and_then(|(point, project)| {
        let text = format::write(project).ok()?;
        let edits = facts.since(*point).count();
        Some((Fingerprint::of(text.as_bytes()), Arc::clone(project), edits))
    });
    let mut recovered = Recovered {
        id: place.id,
        history,
        saved: saved.clone(),
        edits: facts.unsaved.count(),
        until: facts.until,
        fingerprint: facts.fingerprint,
        path: facts.path.clone(),
        sittings: facts.sittings.clone(),
        damage,
        in_flight,
        point: None,
    };
    recovered.history.end_replay();
    if recovered.damage.is_none() {
        recovered.point = point_of(replay, log, place, lock);
    }
    Ok(recovered)
}

fn damage_of(replay: &Replay, log: &Log<'_>) -> Option<Damage> {
    let is_whole = replay.is_exact() && !replay.is_broken && !replay.lost_steps && !log.is_damaged();
    if is_whole {
        return None;
    }
    let with_later_changes = replay.later.as_ref().filter(|(_, later)| later.made + later.left_out > 0);
    let with_later_changes = with_later_changes
        .map(|(history, later)| LaterChanges { project: Arc::clone(history.now()), ..later.clone() });
    let text = match &with_later_changes {
        Some(later) => format!(
            "Part of what was kept of this work is damaged. The project is as it was before the damage. {} made after it {} found; {} could be applied without what is missing. Compare both versions.",
            counted(later.made + later.left_out, "change"),
            if later.made + later.left_out == 1 { "was" } else { "were" },
            later.made,
        ),
        None if replay.is_exact() => "Part of what was kept of this work is damaged. The project is whole, but not every earlier step can be undone.".to_owned(),
        None => "Part of what was kept of this work is damaged. The project is as it was before the damage; later changes may be missing.".to_owned(),
    };
    Some(Damage { text, with_later_changes })
}

fn point_of(replay: &Replay, log: &Log<'_>, place: Place, lock: File) -> Option<Point> {
    let active = log.files.last()?;
    let head_bytes = active.found.frames.iter().take(2).map(|frame| frame.size() as u64).sum();
    Some(Point {
        place,
        lock,
        slot: active.slot,
        bytes: active.bytes as u64,
        size: active.found.length as u64,
        is_torn: active.is_torn(),
        next_sequence: replay.last_sequence.checked_add(1)?,
        changes: replay.changes,
        base_bytes: replay.base_bytes,
        head_bytes,
        unsaved: replay.facts.unsaved,
        reach_of_older: replay.reach_of_older,
        reach_of_active: replay.reach,
    })
}
