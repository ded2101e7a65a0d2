//! `list` and `find_for`: which journals there are, without making anything in them happen again.

use super::{
    place::{Place, all_places},
    read::{Facts, Files},
};
use crate::{
    format::journal::JournalId,
    model::{Fingerprint, Timestamp},
    storage::{StateFolder, exists, is_same_file},
};
use std::{
    io,
    path::{Path, PathBuf},
};

/// A journal with work that no file holds, and that no window is working on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// Which journal.
    pub id: JournalId,
    /// What the project is called.
    pub title: String,
    /// Its file; `None` when it was never saved.
    pub path: Option<PathBuf>,
    /// How many changes no file holds.
    pub edits: usize,
    /// When the last of them was made.
    pub until: Timestamp,
    /// Whether part of it is damaged.
    pub damaged: bool,
}

/// A journal as it lies there, in no window's hands.
pub(super) struct Found {
    pub(super) place: Place,
    pub(super) facts: Facts,
}

/// Every journal that no window is working on. One that cannot be read is passed over, and stays.
pub(super) fn find_all(home: &StateFolder) -> io::Result<Vec<Found>> {
    let mut found = Vec::new();
    for place in all_places(home)? {
        let Ok(Some(_lock)) = place.lock() else { continue };
        let Ok(files) = Files::read(&place) else { continue };
        if files.are_there() {
            let facts = Facts::of(&files.log());
            found.push(Found { place, facts });
        }
    }
    Ok(found)
}

/// The journals with work that no file holds, the newest first.
pub fn list(home: &StateFolder) -> io::Result<Vec<Unfinished>> {
    let mut unfinished: Vec<Unfinished> = find_all(home)?
        .into_iter()
        .filter(|found| found.facts.unsaved.count() > 0)
        .map(|Found { place, facts }| Unfinished {
            id: place.id,
            title: facts.title,
            path: facts.path,
            edits: facts.unsaved.count(),
            until: facts.until,
            damaged: facts.is_damaged,
        })
        .collect();
    unfinished.sort_by_key(|unfinished| (std::cmp::Reverse(unfinished.until), unfinished.id));
    Ok(unfinished)
}

/// A journal with unsaved work for a project's file, other than this one. Among several, the newest.
pub fn find_unsaved_for(
    home: &StateFolder,
    path: &Path,
    other_than: Option<JournalId>,
) -> io::Result<Option<JournalId>> {
    let best = find_all(home)?
        .into_iter()
        .filter(|found| {
            let known = found.facts.path.as_deref();
            Some(found.place.id) != other_than
                && found.facts.unsaved.count() > 0
                && known.is_some_and(|known| known == path || is_same_file(known, path))
        })
        .max_by_key(|found| (found.facts.until, found.place.id));
    Ok(best.map(|found| found.place.id))
}

/// The journal to go on with for a project's file: one that knows this very version of it, else one that was
/// kept for the same path. Among several, one with unsaved work, and then the newest.
pub fn find_for(
    home: &StateFolder,
    path: &Path,
    fingerprint: Option<Fingerprint>,
) -> io::Result<Option<JournalId>> {
    let best = find_all(home)?
        .into_iter()
        .filter_map(|found| {
            let known = found.facts.path.as_deref();
            let is_of_path = known.is_some_and(|known| known == path || is_same_file(known, path));
            // A copy of a file is another project, one that was moved is the same.
            let was_moved = !is_of_path && !known.is_some_and(exists);
            let knows_version =
                fingerprint.is_some() && found.facts.fingerprint == fingerprint && (is_of_path || was_moved);
            (knows_version || is_of_path).then_some((found, knows_version, is_of_path))
        })
        .max_by_key(|(found, knows_version, is_of_path)| {
            let facts = &found.facts;
            (
                *knows_version && *is_of_path,
                *knows_version,
                facts.unsaved.count() > 0,
                facts.until,
                found.place.id,
            )
        });
    Ok(best.map(|(found, ..)| found.place.id))
}
