//! `discard` and `prune`: what is done with goes to the trash, and leaves it after a month.

use super::{
    RecoverError,
    find::{Found, find_all},
    place::{Place, TRASH, sync_folder},
};
use crate::{
    format::{journal::JournalId, show_timestamp},
    model::Timestamp,
    storage::{StateFolder, StateFolderError},
};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

const DAY: i64 = 24 * 60 * 60;
/// How long what was thrown away can be brought back.
const DAYS_IN_TRASH: i64 = 30;
/// So many of the newest stay in the trash whatever their labels say: a clock that runs wrong takes no work.
const KEPT_IN_TRASH: usize = 20;
/// How long a journal without unsaved work is of use.
const DAYS_OF_HISTORY: i64 = 90;
/// So many of the newest are kept whatever their labels say: a clock that runs wrong takes no history.
const HISTORIES_KEPT_ANYWAY: usize = 20;
/// So many journals without unsaved work are kept.
const HISTORIES_KEPT: usize = 200;

/// Puts the journal into the trash, where it is kept for 30 days; says where. `at` is its label there.
pub fn discard(home: &StateFolder, id: JournalId, at: Timestamp) -> Result<PathBuf, RecoverError> {
    let place = Place::of(home, id);
    let folder = place.folder.clone();
    let refused = |error| RecoverError::System { folder: folder.clone(), error };
    if !folder.is_dir() {
        return Err(RecoverError::NotThere);
    }
    let _lock = place.lock().map_err(refused)?.ok_or(RecoverError::InUse)?;
    throw_away(home, &place, at).map_err(refused)
}

fn throw_away(home: &StateFolder, place: &Place, at: Timestamp) -> io::Result<PathBuf> {
    let trash = home.folder(TRASH).map_err(|error| match error {
        StateFolderError::System { error, .. } => error,
        StateFolderError::NotNamed | StateFolderError::OfSomebodyElse(_) | StateFolderError::NoFolder(_) => {
            io::Error::other(error)
        }
    })?;
    let next = thrown_away(&trash)?.last().map_or(1, |newest| newest.number.saturating_add(1));
    let label = show_timestamp(at).unwrap_or_default().replace(':', "");
    let to = trash.join(format!("{next:08} {label} {}", place.id));
    fs::rename(&place.folder, &to)?;
    sync_folder(&trash)?;
    if let Some(folder) = place.folder.parent() {
        sync_folder(folder)?;
    }
    Ok(to)
}

/// Something in the trash. The number gives the order; the time is a label.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct ThrownAway {
    number: u64,
    label: String,
    path: PathBuf,
}

/// What we threw away, the oldest first. Anything else in the folder is not ours.
fn thrown_away(trash: &Path) -> io::Result<Vec<ThrownAway>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(trash)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let parts: Vec<&str> = name.split(' ').collect();
        if let [number, label, id] = parts[..]
            && let Ok(number) = number.parse()
            && id.parse::<JournalId>().is_ok()
        {
            found.push(ThrownAway { number, label: label.to_owned(), path: entry.path() });
        }
    }
    found.sort();
    Ok(found)
}

/// Puts journals into the trash that hold no unsaved work and are old, or too many; and empties the trash of
/// what has been there for more than 30 days. Says how many journals it put there, and how many left it.
pub fn prune(home: &StateFolder, now: Timestamp) -> io::Result<(usize, usize)> {
    let mut done_with: Vec<Found> = find_all(home)?
        .into_iter()
        .filter(|found| {
            let facts = &found.facts;
            facts.unsaved.count() == 0 && !facts.is_damaged && !facts.is_newer && found.place.attempts() == 0
        })
        .collect();
    done_with.sort_by_key(|found| std::cmp::Reverse((found.facts.until, found.place.id)));
    let mut thrown = 0;
    for (index, found) in done_with.iter().enumerate() {
        let is_old = index >= HISTORIES_KEPT_ANYWAY && is_older(found.facts.until, now, DAYS_OF_HISTORY);
        if index < HISTORIES_KEPT && !is_old {
            continue;
        }
        if let Ok(Some(_lock)) = found.place.lock() {
            throw_away(home, &found.place, now)?;
            thrown += 1;
        }
    }
    Ok((thrown, empty_trash(home, now)?))
}

fn empty_trash(home: &StateFolder, now: Timestamp) -> io::Result<usize> {
    let trash = home.path().join(TRASH);
    let oldest_first = match thrown_away(&trash) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        found => found?,
    };
    let may_go = oldest_first.len().saturating_sub(KEPT_IN_TRASH);
    let mut removed = 0;
    for old in &oldest_first[..may_go] {
        if moment_of_label(&old.label).is_some_and(|at| is_older(at, now, DAYS_IN_TRASH)) {
            fs::remove_dir_all(&old.path)?;
            removed += 1;
        }
    }
    Ok(removed)
}

fn is_older(at: Timestamp, now: Timestamp, days: i64) -> bool {
    now.unix_seconds().saturating_sub(at.unix_seconds()) > days * DAY
}

/// A label is a moment without its colons, which not every file system takes: 2026-11-24T120400Z.
fn moment_of_label(label: &str) -> Option<Timestamp> {
    let (day, time) = label.split_once('T')?;
    let (hours, rest) = time.split_at_checked(2)?;
    let (minutes, seconds) = rest.split_at_checked(2)?;
    crate::format::read_timestamp(&format!("{day}T{hours}:{minutes}:{seconds}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_back() {
        let at = Timestamp::from_unix_seconds(1_790_000_000);
        let label = show_timestamp(at).expect("it has a date").replace(':', "");
        assert_eq!(moment_of_label(&label), Some(at));
        for other in ["", "T", "2026-11-24", "2026-11-24Té", "yesterday"] {
            assert_eq!(moment_of_label(other), None, "{other}");
        }
    }
}
