//! Backups: each save keeps the version before, and making room never takes what is needed.

use super::scenario::{NOW, new_project, old_project};
use claimdesk::{
    edit::{Edit, apply},
    model::{Fingerprint, Project, Timestamp},
    storage::{Backup, Expected, Reason, backups_of, keep_version, open, read_backup, save},
};
use std::{collections::BTreeSet, fs, path::Path};
use tempfile::TempDir;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_unix_seconds(NOW.unix_seconds() + seconds)
}

/// Saves versions called by their numbers, each at the time that `clock` says.
fn save_versions(path: &Path, versions: std::ops::Range<i64>, clock: impl Fn(i64) -> Timestamp) {
    for version in versions {
        let project = old_project().with_title(&format!("Version {version}"));
        save(path, &project, Expected::Anything, clock(version)).expect("saved");
    }
}

fn numbers(backups: &[Backup]) -> BTreeSet<u64> {
    backups.iter().map(|backup| backup.number).collect()
}

#[test]
fn the_version_before_becomes_the_newest_backup() {
    let folder = TempDir::new().expect("made");
    let path = folder.path().join("Case.ron");
    assert_eq!(backups_of(&path).expect("listed"), []);
    save(&path, &old_project(), Expected::NoFile, at(0)).expect("saved");
    assert_eq!(backups_of(&path).expect("listed"), []);
    save(&path, &new_project(), Expected::Anything, at(60)).expect("saved");
    save(&path, &old_project(), Expected::Anything, at(120)).expect("saved");
    let backups = backups_of(&path).expect("listed");
    assert_eq!(backups.len(), 2);
    assert_eq!((backups[0].number, backups[1].number), (2, 1));
    assert_eq!((&*backups[0].label, &*backups[1].label), ("2026-11-25 00-32-12", "2026-11-25 00-31-12"));
    let newest = read_backup(&backups[0]).expect("opened");
    assert_eq!(newest.project, new_project());
    assert_eq!(newest.fingerprint, Fingerprint::of(&fs::read(&backups[0].path).expect("readable")));
    assert_eq!(open(&path).expect("opened").project, old_project());
    // Saving what is there already makes no backup of it.
    save(&path, &old_project(), Expected::Anything, at(180)).expect("saved");
    assert_eq!(backups_of(&path).expect("listed").len(), 2);
}

#[test]
fn backups_are_private_and_kept_out_of_git() {
    let folder = TempDir::new().expect("made");
    let path = folder.path().join("Case.ron");
    save_versions(&path, 0..3, at);
    let shelf = folder.path().join("Case.claimdesk/backups");
    assert_eq!(fs::read_to_string(shelf.join(".gitignore")).expect("there"), "*\n");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!((mode(&shelf), mode(shelf.parent().expect("it has one"))), (0o700, 0o700));
        for backup in backups_of(&path).expect("listed") {
            assert_eq!(mode(&backup.path), 0o600);
        }
    }
}

#[test]
fn the_last_ones_are_all_kept_and_older_ones_thinned() {
    let folder = TempDir::new().expect("made");
    let path = folder.path().join("Case.ron");
    // A save every ten minutes, for five days.
    save_versions(&path, 0..720, |version| at(version * 600));
    let backups = backups_of(&path).expect("listed");
    let kept = numbers(&backups);
    assert!((710..=719).all(|number| kept.contains(&number)), "{kept:?}");
    assert!(backups.len() < 90, "{} are left", backups.len());
    // Hourly for the day before, and something of each day.
    let hours: BTreeSet<&str> = backups.iter().map(|backup| &backup.label[..13]).collect();
    let days: BTreeSet<&str> = backups.iter().map(|backup| &backup.label[..10]).collect();
    assert!(hours.len() >= 24, "{hours:?}");
    assert!(days.len() >= 5, "{days:?}");
}

#[test]
fn no_clock_makes_backups_go_that_the_numbers_keep() {
    let clocks: [fn(i64) -> Timestamp; 4] = [
        // It stands still.
        |_| at(0),
        // It runs backwards.
        |version| at(-version * 86_400),
        // It jumps years ahead, and back.
        |version| at(if version % 2 == 0 { 100_000_000 } else { 0 }),
        // It names no date at all.
        |_| Timestamp::from_unix_seconds(i64::MAX),
    ];
    for clock in clocks {
        let folder = TempDir::new().expect("made");
        let path = folder.path().join("Case.ron");
        save_versions(&path, 0..120, clock);
        let kept = numbers(&backups_of(&path).expect("listed"));
        for needed in (110..=119).chain([112, 108, 104, 100, 96, 80, 64]) {
            assert!(kept.contains(&needed), "{needed} is not in {kept:?}");
        }
    }
}

#[test]
fn a_jump_of_the_clock_ages_nothing() {
    let folder = TempDir::new().expect("made");
    let path = folder.path().join("Case.ron");
    save_versions(&path, 0..60, |version| at(version * 3_600));
    let before = numbers(&backups_of(&path).expect("listed"));
    save_versions(&path, 60..61, |_| at(3 * 365 * 86_400));
    let after = numbers(&backups_of(&path).expect("listed"));
    let gone: Vec<_> = before.difference(&after).collect();
    // Not more than would have gone by now: they are looked through with every fourth save.
    assert!(gone.len() <= 4, "{gone:?} went");
}

#[test]
fn what_most_claims_went_from_stays() {
    let folder = TempDir::new().expect("made");
    let path = folder.path().join("Case.ron");
    let mut full = Project::new("Bridge", "The bridge opens in May.".into());
    for _ in 0..4 {
        let edit = Edit::AddClaim { text: "It opens.".into(), passages: Vec::new() };
        full = apply(&full, &edit, at(0)).expect("added");
    }
    save(&path, &full, Expected::NoFile, at(0)).expect("saved");
    save_versions(&path, 0..300, at);
    let backups = backups_of(&path).expect("listed");
    let first = backups.last().expect("there are some");
    assert_eq!((first.number, first.reason, first.is_pinned()), (1, Reason::BeforeShrinking, true));
    assert_eq!(read_backup(first).expect("opened").project, full);
}

#[test]
fn the_last_that_opens_stays_whatever_comes_after_it() {
    let folder = TempDir::new().expect("made");
    let path = folder.path().join("Case.ron");
    save_versions(&path, 0..2, at);
    let good = backups_of(&path).expect("listed").remove(0);
    // Backups that are none by now: each save replaces a file that somebody damaged.
    for version in 2..80 {
        fs::write(&path, format!("damaged {version}")).expect("written");
        save_versions(&path, version..version + 1, at);
    }
    fs::write(&path, "damaged").expect("written");
    save_versions(&path, 80..81, at);
    let backups = backups_of(&path).expect("listed");
    assert!(backups.len() < 79, "some were thinned");
    assert!(backups.contains(&good), "{backups:#?}");
}

#[test]
fn a_version_can_be_kept_for_good_before_another_takes_its_place() {
    let folder = TempDir::new().expect("made");
    let path = folder.path().join("Case.ron");
    assert_eq!(keep_version(&path, Reason::BeforeRestoring, at(0)).expect("nothing to keep"), None);
    save(&path, &old_project(), Expected::NoFile, at(0)).expect("saved");
    let kept = keep_version(&path, Reason::BeforeRestoring, at(0)).expect("kept").expect("there was one");
    save_versions(&path, 0..60, at);
    let first = backups_of(&path).expect("listed").pop().expect("there are some");
    assert_eq!((&first.path, first.reason, first.is_pinned()), (&kept, Reason::BeforeRestoring, true));
    assert_eq!(read_backup(&first).expect("opened").project, old_project());
}
