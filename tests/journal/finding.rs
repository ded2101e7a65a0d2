//! Which journal belongs to which file, what goes to the trash, and what the journal tells.

use super::desk::{Desk, at, bridge, fingerprint_of, home, sitting};
use claimdesk::{
    edit::Edit,
    format::journal::{JournalId, Sitting},
    model::{ClaimField, Project, Status, Timestamp},
    storage::{
        StateFolder,
        journal::{
            Journal, RecoverError, Told, discard, find_for, journals_of, list, prune, recover,
            recovered_well, story_of,
        },
    },
};
use std::{fs, path::Path, sync::Arc};

const DAY: i64 = 24 * 60 * 60;

/// A journal of this project in a file at this path, closed in good order.
fn closed_journal(home: &StateFolder, path: &Path, project: Project, when: Timestamp) -> JournalId {
    let facts = Sitting { path: Some(path.to_path_buf()), at: when, ..sitting(Some(&project)) };
    let journal = Journal::begin(home, facts, &Arc::new(project)).expect("there is room");
    let id = journal.id();
    journal.closed(when).expect("there is room");
    id
}

#[test]
fn a_file_finds_its_journal_when_it_moved_and_a_copy_does_not() {
    let (folder, home) = home();
    let [here, moved, copy] = ["here.ron", "moved.ron", "copy.ron"].map(|name| folder.path().join(name));
    fs::write(&here, "a file").expect("written");
    let version = fingerprint_of(&bridge());
    let id = closed_journal(&home, &here, bridge(), at(0));
    let find = |path: &Path, file| find_for(&home, path, file).expect("found");
    assert_eq!(find(&here, Some(version)), Some(id));
    assert_eq!(find(&here, None), Some(id));
    assert_eq!(find(&here, Some(fingerprint_of(&bridge().with_title("Other")))), Some(id));
    fs::copy(&here, &copy).expect("copied");
    assert_eq!(find(&copy, Some(version)), None, "a copy is another project");
    fs::rename(&here, &moved).expect("moved");
    assert_eq!(find(&moved, Some(version)), Some(id));
    assert_eq!(find(&moved, None), None);
    // The one that knows the very version comes before one of the same path.
    let other = closed_journal(&home, &moved, bridge().with_title("Other"), at(99));
    assert_eq!(find(&moved, Some(fingerprint_of(&bridge().with_title("Other")))), Some(other));
    assert_eq!(find(&moved, Some(version)), Some(id));
    assert_eq!(find(&moved, None), Some(other));
}

#[test]
fn what_is_discarded_lies_in_the_trash_and_can_be_brought_back() {
    let (_folder, home) = home();
    let mut desk = Desk::open(&home, bridge());
    desk.edits(Edit::SetTitle("New".into()));
    let (id, folder) = (desk.journal.id(), desk.journal.folder().to_path_buf());
    assert!(matches!(discard(&home, id, at(5)), Err(RecoverError::InUse)));
    let now = Arc::clone(desk.now());
    drop(desk);
    let trash = discard(&home, id, at(5)).expect("moved");
    assert!(!folder.exists() && trash.starts_with(home.path().join("trash")), "{}", trash.display());
    assert_eq!(list(&home).expect("listed"), []);
    assert!(matches!(recover(&home, id), Err(RecoverError::NotThere)));
    fs::rename(&trash, &folder).expect("moved back");
    assert_eq!(recover(&home, id).expect("recovered").history.now(), &now);
}

#[test]
fn old_journals_without_unsaved_work_go_to_the_trash_and_no_others() {
    let (folder, home) = home();
    let path = |number: i64| folder.path().join(format!("{number}.ron"));
    let old = closed_journal(&home, &path(0), bridge(), at(0));
    let young = closed_journal(&home, &path(1), bridge(), at(89 * DAY));
    for number in 2..21 {
        closed_journal(&home, &path(number), bridge(), at(90 * DAY));
    }
    let mut desk = Desk::open(&home, bridge());
    desk.edits(Edit::SetTitle("Not saved".into()));
    let unsaved = desk.journal.id();
    drop(desk);
    assert_eq!(prune(&home, at(95 * DAY)).expect("pruned"), (1, 0));
    assert!(matches!(recover(&home, old), Err(RecoverError::NotThere)));
    for id in [young, unsaved] {
        assert!(recover(&home, id).is_ok());
        recovered_well(&home, id).expect("forgotten");
    }
    // A clock far in the future takes neither the newest histories nor what came into the trash last.
    assert_eq!(prune(&home, at(10_000 * DAY)).expect("pruned"), (0, 0));
    assert_eq!(fs::read_dir(home.path().join("trash")).expect("there").count(), 1);
}

#[test]
fn the_trash_is_emptied_of_what_is_old_but_for_the_last_twenty() {
    let (folder, home) = home();
    for number in 0..25 {
        let id = closed_journal(&home, &folder.path().join(number.to_string()), bridge(), at(0));
        discard(&home, id, at(number)).expect("moved");
    }
    let trash = home.path().join("trash");
    fs::create_dir(trash.join("somebody else's")).expect("made");
    assert_eq!(prune(&home, at(29 * DAY)).expect("pruned"), (0, 0));
    assert_eq!(prune(&home, at(31 * DAY)).expect("pruned"), (0, 5));
    assert_eq!(fs::read_dir(&trash).expect("there").count(), 21);
    let oldest_left = fs::read_dir(&trash)
        .expect("there")
        .map(|entry| entry.expect("listed").file_name().to_string_lossy().into_owned())
        .min();
    assert!(oldest_left.is_some_and(|name| name.starts_with("00000006 ")));
}

#[test]
fn too_many_journals_are_thinned_from_the_oldest() {
    let (folder, home) = home();
    let mut ids = Vec::new();
    for number in 0..203 {
        ids.push(closed_journal(&home, &folder.path().join(number.to_string()), bridge(), at(number)));
    }
    assert_eq!(prune(&home, at(300)).expect("pruned"), (3, 0));
    for (number, id) in ids.into_iter().enumerate() {
        let is_there = home.path().join("recovery").join(id.to_string()).is_dir();
        assert_eq!(is_there, number >= 3, "{number}");
    }
}

#[test]
fn the_journal_tells_who_did_what_when_and_why() {
    let (_folder, home) = home();
    let mut desk = Desk::open(&home, bridge());
    desk.edits(Edit::AddClaim { text: "It opens.".into(), passages: Vec::new() });
    desk.tags(&[1], Status::Disputed);
    desk.types(1, ClaimField::Reason, "Two dates");
    desk.tags(&[1], Status::Unconfirmed);
    desk.does(|history, _| assert!(history.undo().is_some()));
    desk.does(|history, _| assert!(history.redo().is_some()));
    desk.does(|history, _| history.go_to(1));
    desk.saves();
    let id = desk.journal.id();
    let while_open = story_of(&home, id).expect("told while a window has it");
    desk.journal.closed(at(99)).expect("closed");
    let told = story_of(&home, id).expect("told");
    assert_eq!(told[..while_open.len()], while_open);
    assert!(told.iter().all(|line| line.who == "maria" && line.when.is_some()));
    let what: Vec<(&str, &str)> =
        told.iter().map(|Told { what, why, .. }| (what.as_str(), why.as_str())).collect();
    assert_eq!(
        what,
        [
            ("open the project", ""),
            ("new claim C01", ""),
            ("tag C01 disputed", "Two dates"),
            ("edit why this status of C01", ""),
            ("edit why this status of C01", ""),
            ("tag C01 unconfirmed", "Two dates"),
            ("undo tag C01 unconfirmed", ""),
            ("redo tag C01 unconfirmed", ""),
            ("undo 4 steps", ""),
            ("save bridge.ron", ""),
            ("close the project", ""),
        ]
    );
    assert_eq!(journals_of(&home, Path::new(super::desk::PATH)).expect("found"), [id]);
    assert_eq!(journals_of(&home, Path::new("/other.ron")).expect("found"), []);
}
