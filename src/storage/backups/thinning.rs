//! Which backups are kept: many of the newest, fewer of the older ones.
//!
//! The order is that of the numbers. Times are only labels here: a clock that goes wrong makes more
//! backups look apart from each other, or fewer; a share that goes by the numbers alone is always kept.

use super::Backup;
use std::collections::BTreeSet;

/// So many of the newest are all kept.
const LAST: usize = 10;
/// After these, one an hour, so many.
const HOURLY: usize = 24;
/// After these, one a day, so many; from there on, one a month.
const DAILY: usize = 31;
/// Together they take up no more than this, in bytes, as far as that can be.
const MOST_BYTES: u64 = 500_000_000;
/// By the numbers alone, so many are kept of each distance, and the distances grow fourfold.
const OF_EACH_DISTANCE: u64 = 8;

/// How much of a label names the hour, the day and the month: `2026-11-25 00-30-12`.
const HOUR: usize = 13;
const DAY: usize = 10;
const MONTH: usize = 7;

/// The places in the list, which goes from the newest to the oldest, of the backups to take away.
/// `opens` tells whether one can be opened; it is asked only when something is to go.
pub(super) fn not_needed(backups: &[Backup], opens: impl Fn(&Backup) -> bool) -> Vec<usize> {
    let mut kept: BTreeSet<usize> = by_label(backups);
    kept.extend(by_number(backups));
    kept.extend((0..backups.len()).filter(|&index| backups[index].is_pinned()));
    let total: u64 = kept.iter().map(|&index| backups[index].bytes).sum();
    if kept.len() == backups.len() && total <= MOST_BYTES {
        return Vec::new();
    }
    // The newest that opens is what all of this is for.
    let last_good = (0..backups.len()).find(|&index| opens(&backups[index]));
    kept.extend(last_good);
    let mut total: u64 = kept.iter().map(|&index| backups[index].bytes).sum();
    for index in (1..backups.len()).rev() {
        if total > MOST_BYTES
            && !backups[index].is_pinned()
            && Some(index) != last_good
            && kept.remove(&index)
        {
            total -= backups[index].bytes;
        }
    }
    (0..backups.len()).filter(|index| !kept.contains(index)).collect()
}

/// The last ones, then the newest of each hour, day and month that the labels tell apart. How many hours
/// and days are told apart is counted, not measured from now: a clock set years ahead ages nothing.
fn by_label(backups: &[Backup]) -> BTreeSet<usize> {
    let mut kept: BTreeSet<usize> = (0..backups.len().min(LAST)).collect();
    let mut before = String::new();
    for (index, backup) in backups.iter().enumerate().skip(LAST) {
        let thinned = kept.len().saturating_sub(LAST);
        let precision = match thinned {
            0..HOURLY => HOUR,
            _ if thinned < HOURLY + DAILY => DAY,
            _ => MONTH,
        };
        let period: String = backup.label.chars().take(precision).collect();
        if !before.starts_with(&period) || before.is_empty() {
            kept.insert(index);
            before.clone_from(&backup.label);
        }
    }
    kept
}

/// Those whose numbers are the roundest for their distance from the newest.
fn by_number(backups: &[Backup]) -> impl Iterator<Item = usize> + '_ {
    let newest = backups.first().map_or(0, |backup| backup.number);
    (0..backups.len()).filter(move |&index| {
        let number = backups[index].number;
        let mut step = 1;
        while step * OF_EACH_DISTANCE < newest.saturating_sub(number) {
            step *= 4;
        }
        number.is_multiple_of(step)
    })
}
