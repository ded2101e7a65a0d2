//! Every step of a save fails, once or from there on, in every way.

use super::scenario::{NOW, Scenario, all, bytes_of, new_project};
use crate::sim_disk::{Call, Meddled, Meddling};
use claimdesk::storage::{Cause, Certainty, Expected, save_on};
use std::{io::ErrorKind, path::Path};

const KINDS: [ErrorKind; 10] = [
    ErrorKind::StorageFull,
    ErrorKind::QuotaExceeded,
    ErrorKind::Other,
    ErrorKind::Interrupted,
    ErrorKind::ReadOnlyFilesystem,
    ErrorKind::PermissionDenied,
    ErrorKind::InvalidInput,
    ErrorKind::NotFound,
    ErrorKind::ResourceBusy,
    ErrorKind::FileTooLarge,
];

/// Saves with a step that fails, and says what is not as it should be; `None` when no step failed.
fn fail_at<F>(scenario: &Scenario, what: &str, at: usize, meddler: F) -> Option<Vec<String>>
where
    F: Fn(usize, Call) -> Meddling + Send + Sync,
{
    let disk = scenario.disk();
    let watched = Meddled::new(&disk, meddler);
    let outcome = scenario.save(&watched);
    if watched.steps() <= at {
        return None;
    }
    let world = disk.world();
    let new = bytes_of(&new_project());
    let stands = world.bytes(super::scenario::PATH);
    let mut wrongs = scenario.wrongs(&world, false);
    match &outcome {
        Ok(_) if stands != Some(&new) => wrongs.push("saved, they say, but it is not".to_owned()),
        // These two say that it may be there.
        Err(error) if matches!(error.cause, Cause::Unknown(_) | Cause::Unfinished(_)) => {
            if matches!(error.cause, Cause::Unfinished(_)) && !scenario.in_place {
                wrongs.push(format!("nothing was changed in place: {error}"));
            }
        }
        Err(error) if stands == Some(&new) => {
            wrongs.push(format!("not saved, they say, but it is: {error}"));
        }
        Err(error) if stands != scenario.old.as_deref() => {
            wrongs.push(format!("not saved, and the old one is not there either: {error}"));
        }
        Ok(_) | Err(_) => {}
    }
    for wrong in &mut wrongs {
        *wrong = format!("{}, {what} at step {at}: {wrong}", scenario.name);
    }
    Some(wrongs)
}

#[test]
fn whichever_step_fails_the_file_is_whole_and_nobody_lies_about_it() {
    let (mut tried, mut wrongs) = (0, Vec::new());
    for scenario in all() {
        for kind in KINDS {
            for at in 0.. {
                let once = |step, _| if step == at { Meddling::Fail(kind) } else { Meddling::Let };
                let on = |step, _| if step >= at { Meddling::Fail(kind) } else { Meddling::Let };
                let done = |step, _| if step == at { Meddling::DoAndFail(kind) } else { Meddling::Let };
                let outcomes = [
                    fail_at(&scenario, &format!("{kind} once"), at, once),
                    fail_at(&scenario, &format!("{kind} from there on"), at, on),
                    fail_at(&scenario, &format!("{kind} though it is done"), at, done),
                ];
                if outcomes.iter().all(Option::is_none) {
                    break;
                }
                tried += outcomes.iter().flatten().count();
                wrongs.extend(outcomes.into_iter().flatten().flatten());
            }
        }
    }
    assert!(wrongs.is_empty(), "{} of {tried}:\n{}", wrongs.len(), wrongs.join("\n"));
    assert!(tried > 3_000, "only {tried} failures were tried");
}

#[test]
fn a_sync_that_failed_is_not_tried_again_on_the_same_file() {
    let scenario = &all()[0];
    let disk = scenario.disk();
    let calls = std::sync::Mutex::new(Vec::new());
    let first_sync_fails = |_, call| {
        let mut calls = calls.lock().expect("no test panicked in it");
        let is_first = call == Call::Sync && !calls.contains(&Call::Sync);
        calls.push(call);
        if is_first { Meddling::Fail(ErrorKind::Other) } else { Meddling::Let }
    };
    let saved = scenario.save(&Meddled::new(&disk, first_sync_fails)).expect("saved with another file");
    assert_eq!(saved.certainty, Certainty::OnDisk);
    let calls = calls.into_inner().expect("no test panicked in it");
    let between = calls.split(|call| *call == Call::Sync).nth(1).expect("there are two syncs");
    assert!(between.contains(&Call::Create), "{between:?}");
}

#[test]
fn what_is_not_confirmed_is_said_to_be_written_and_is_there() {
    for scenario in all().iter().filter(|scenario| !scenario.in_place) {
        let disk = scenario.disk();
        let commit = [Call::Exchange, Call::RenameToNew, Call::RenameOver, Call::Link];
        let committed = std::sync::atomic::AtomicBool::new(false);
        let no_folder_sync = |_, call| {
            if commit.contains(&call) {
                committed.store(true, std::sync::atomic::Ordering::SeqCst);
            }
            let fails = call == Call::SyncFolder && committed.load(std::sync::atomic::Ordering::SeqCst);
            if fails { Meddling::Fail(ErrorKind::Other) } else { Meddling::Let }
        };
        // Without an exchange the old version has to be on the disk under another name first.
        if let Ok(saved) = scenario.save(&Meddled::new(&disk, no_folder_sync)) {
            assert!(matches!(saved.certainty, Certainty::NotConfirmed(_)), "{}: {saved:?}", scenario.name);
            assert_eq!(disk.world().bytes(super::scenario::PATH), Some(&bytes_of(&new_project())[..]));
        } else {
            assert!(!scenario.abilities.exchange && scenario.old.is_some(), "{}", scenario.name);
        }
    }
}

#[test]
fn a_disk_that_writes_something_else_is_caught() {
    let scenario = &all()[0];
    let disk = scenario.disk();
    // Nothing is written, and the call says that all of it was.
    let lie = |_, call| if call == Call::Write { Meddling::Pretend } else { Meddling::Let };
    let error = scenario.save(&Meddled::new(&disk, lie)).expect_err("it does not read back");
    assert!(matches!(error.cause, Cause::OtherBytesCameBack), "{error}");
    assert_eq!(disk.world().bytes(super::scenario::PATH), scenario.old.as_deref());
}

#[test]
fn a_file_that_cannot_be_read_does_not_count_as_gone() {
    for expected in [all()[0].expected(), Expected::Anything] {
        let scenario = &all()[0];
        let disk = scenario.disk();
        let unreadable =
            |_, call| if call == Call::Read { Meddling::Fail(ErrorKind::Other) } else { Meddling::Let };
        let disk_between = Meddled::new(&disk, unreadable);
        let path = Path::new(super::scenario::PATH);
        let outcome = save_on(&disk_between, None, path, &new_project(), expected, NOW);
        assert!(matches!(outcome.expect_err("not saved").cause, Cause::System(_)));
        assert_eq!(disk.world().bytes(super::scenario::PATH), scenario.old.as_deref());
    }
}
