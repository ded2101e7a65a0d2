//! Somebody else writes to the file in the middle of a save.

use super::scenario::{NOW, bytes_of, new_project, old_project};
use crate::sim_disk::{Call, Meddled, Meddling};
use claimdesk::{
    model::{Fingerprint, Project},
    storage::{Cause, Expected, SystemDisk, backups_of, save_on},
};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// What somebody else writes.
const THEIRS: &[u8] = b"what somebody else wrote";

/// All contents of files below a folder.
fn contents(folder: &Path) -> BTreeSet<Vec<u8>> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("listed") {
        let path = entry.expect("listed").path();
        if path.is_dir() {
            found.extend(contents(&path));
        } else {
            found.insert(fs::read(&path).expect("readable"));
        }
    }
    found
}

/// Saves while somebody does something before the step `at`; `false` when there is no such step.
fn meddle_at(at: usize, expected: Option<Expected>, meddle: impl Fn(&Path) + Send + Sync) -> bool {
    let folder = TempDir::new().expect("made");
    let path: PathBuf = folder.path().join("Case.ron");
    let (old, new) = (bytes_of(&old_project()), bytes_of(&new_project()));
    fs::write(&path, &old).expect("written");
    let expected = expected.unwrap_or(Expected::Version(Fingerprint::of(&old)));
    let meddler = |step, _| {
        if step == at {
            meddle(&path);
        }
        Meddling::Let
    };
    let disk = Meddled::new(&SystemDisk, meddler);
    let outcome = save_on(&disk, Some(folder.path()), &path, &new_project(), expected, NOW);
    let (there, all) = (fs::read(&path).ok(), contents(folder.path()));
    let told = format!("before step {at}: {outcome:?}");
    match outcome {
        Ok(saved) => {
            let aside = saved.kept_aside.map(|path| fs::read(path).expect("kept there"));
            assert!(there.as_ref() == Some(&new) || there.as_deref() == Some(THEIRS), "{told}");
            assert!(all.contains(&new) || there.as_deref() == Some(THEIRS), "{told}");
            assert!(aside.is_none_or(|aside| aside == THEIRS), "{told}");
        }
        Err(error) => {
            assert!(
                matches!(error.cause, Cause::ChangedElsewhere { .. } | Cause::Gone | Cause::AlreadyThere),
                "{told}"
            );
            assert_ne!(there.as_ref(), Some(&new), "{told}");
        }
    }
    if disk.steps() > at && fs::exists(folder.path().join("they were here")).expect("looked") {
        assert!(all.contains(THEIRS), "what they wrote is nowhere; {told}");
    }
    disk.steps() > at
}

fn mark(path: &Path) {
    fs::write(path.with_file_name("they were here"), "").expect("written");
}

#[test]
fn who_renames_over_the_file_between_any_two_steps_loses_nothing() {
    let mut steps = 0;
    while meddle_at(steps, None, |path| {
        mark(path);
        let theirs = path.with_file_name("theirs");
        fs::write(&theirs, THEIRS).expect("written");
        fs::rename(&theirs, path).expect("renamed");
    }) {
        steps += 1;
    }
    assert!(steps > 20, "only {steps} steps");
}

#[test]
fn who_writes_into_the_file_between_any_two_steps_loses_nothing() {
    let mut steps = 0;
    while meddle_at(steps, None, |path| {
        mark(path);
        fs::write(path, THEIRS).expect("written");
    }) {
        steps += 1;
    }
    assert!(steps > 20, "only {steps} steps");
}

#[test]
fn who_replaces_the_file_while_anything_may_be_replaced_loses_nothing_either() {
    let mut steps = 0;
    while meddle_at(steps, Some(Expected::Anything), |path| {
        mark(path);
        let theirs = path.with_file_name("theirs");
        fs::write(&theirs, THEIRS).expect("written");
        fs::rename(&theirs, path).expect("renamed");
    }) {
        steps += 1;
    }
    assert!(steps > 20, "only {steps} steps");
}

#[test]
fn a_version_that_comes_out_of_the_exchange_unexpected_is_put_beside_the_project_and_told() {
    for expects_anything in [false, true] {
        let folder = TempDir::new().expect("made");
        let path = folder.path().join("Case.ron");
        let old = bytes_of(&old_project());
        fs::write(&path, &old).expect("written");
        let meddler = |_, call| {
            if call == Call::Exchange {
                fs::write(&path, THEIRS).expect("written");
            }
            Meddling::Let
        };
        let version = Expected::Version(Fingerprint::of(&old));
        let expected = if expects_anything { Expected::Anything } else { version };
        let disk = Meddled::new(&SystemDisk, meddler);
        let saved = save_on(&disk, None, &path, &new_project(), expected, NOW).expect("saved");
        let aside = saved.kept_aside.expect("told");
        let name = format!("Case (changed elsewhere {}).ron", Fingerprint::of(THEIRS).short());
        assert_eq!(aside, folder.path().join(name));
        assert_eq!(fs::read(aside).expect("kept"), THEIRS);
        assert_eq!(fs::read(&path).expect("readable"), bytes_of(&new_project()));
        assert_eq!(backups_of(&path).expect("listed"), []);
    }
}

#[test]
fn a_file_that_is_taken_away_meanwhile_is_not_made_again() {
    for at in 0.. {
        let folder = TempDir::new().expect("made");
        let path = folder.path().join("Case.ron");
        let old = bytes_of(&old_project());
        fs::write(&path, &old).expect("written");
        let taken = folder.path().join("taken.ron");
        let meddler = |step, _| {
            if step == at {
                fs::rename(&path, &taken).expect("renamed");
            }
            Meddling::Let
        };
        let disk = Meddled::new(&SystemDisk, meddler);
        let expected = Expected::Version(Fingerprint::of(&old));
        let outcome = save_on(&disk, None, &path, &new_project(), expected, NOW);
        let steps = disk.steps();
        match outcome {
            Ok(_) => assert!(
                contents(folder.path()).contains(&old)
                    && contents(folder.path()).contains(&bytes_of(&new_project()))
            ),
            Err(error) => {
                assert!(matches!(error.cause, Cause::Gone), "{error}");
                assert_eq!(fs::read(&taken).expect("where they put it"), old);
                assert!(!path.exists());
            }
        }
        if steps <= at {
            break;
        }
    }
}

#[test]
fn only_the_expected_version_is_replaced() {
    let folder = TempDir::new().expect("made");
    let path = folder.path().join("Case.ron");
    let save = |project: &Project, expected| save_on(&SystemDisk, None, &path, project, expected, NOW);
    let (old, new) = (old_project(), new_project());
    let unknown = Expected::Version(Fingerprint::of(b"unknown"));
    let cause = |outcome: Result<_, claimdesk::storage::StorageError>| outcome.expect_err("refused").cause;
    assert!(matches!(cause(save(&old, unknown).map(drop)), Cause::Gone));
    let first = save(&old, Expected::NoFile).expect("saved");
    assert_eq!(first.fingerprint, Fingerprint::of(&bytes_of(&old)));
    assert!(matches!(cause(save(&new, Expected::NoFile).map(drop)), Cause::AlreadyThere));
    let Cause::ChangedElsewhere { found } = cause(save(&new, unknown).map(drop)) else { panic!("not told") };
    assert_eq!(found, first.fingerprint);
    assert_eq!(fs::read(&path).expect("readable"), bytes_of(&old));
    let second = save(&new, Expected::Version(first.fingerprint)).expect("saved");
    assert_eq!((second.kept_aside, second.remarks), (None, Vec::new()));
    // The very same bytes do no harm, whatever was expected.
    assert_eq!(save(&new, unknown).expect("saved").fingerprint, second.fingerprint);
}
