//! Sittings that end well and badly, and what the next one finds.

use super::desk::{Desk, PATH, at, bridge, fingerprint_of, home, id, passage, seen, sitting};
use claimdesk::{
    edit::Edit,
    format::journal::Sitting,
    model::{ClaimField, Fingerprint, Project, Status},
    storage::{
        StateFolder,
        journal::{
            Decision, Journal, JournalState, RecoverError, decide, find_for, list, recover, recovered_well,
        },
    },
};
use std::{fs, path::Path, sync::Arc};

fn edit(desk: &mut Desk) {
    desk.edits(Edit::AddClaim { text: "It opens.".into(), passages: vec![passage("opens in May")] });
    desk.tags(&[1], Status::Disputed);
}

#[test]
fn work_that_was_not_saved_comes_back_with_its_steps() {
    let (_folder, home) = home();
    let mut desk = Desk::open(&home, bridge());
    edit(&mut desk);
    desk.types(1, ClaimField::Reason, "Two dates");
    assert_eq!(desk.journal.state(), JournalState::Protected);
    let Desk { history, journal, .. } = desk;
    let journal_id = journal.id();
    drop(journal);

    let listed = list(&home).expect("listed");
    assert_eq!(listed.len(), 1);
    assert_eq!((listed[0].title.as_str(), listed[0].path.as_deref()), ("Bridge", Some(Path::new(PATH))));
    assert_eq!((listed[0].id, listed[0].edits, listed[0].damaged), (journal_id, 4, false));
    let file = fingerprint_of(&bridge());
    assert_eq!(find_for(&home, Path::new(PATH), Some(file)).expect("found"), Some(journal_id));

    let recovered = recover(&home, journal_id).expect("recovered");
    assert_eq!(recovered.history.now(), history.now());
    assert_eq!(seen(&recovered.history), seen(&history));
    assert_eq!((recovered.edits, recovered.until), (4, listed[0].until));
    assert_eq!(recovered.sittings, [("maria".to_owned(), at(0))]);
    assert_eq!(recovered.saved.as_deref(), Some(&bridge()));
    assert_eq!(decide(Some(file), &recovered), Decision::Replay);
    assert_eq!(decide(Some(Fingerprint::of(b"broken")), &recovered), Decision::Beside);
    assert_eq!(decide(None, &recovered), Decision::Beside);
}

#[test]
fn steps_can_be_undone_in_the_next_sitting_and_the_one_after() {
    let (_folder, home) = home();
    let mut desk = Desk::open(&home, bridge());
    edit(&mut desk);
    desk.saves();
    let journal_id = desk.journal.id();
    desk.journal.closed(at(50)).expect("closed");
    assert_eq!(list(&home).expect("listed"), []);

    for title in ["Second", "Third"] {
        let recovered = recover(&home, journal_id).expect("recovered");
        let file = recovered.fingerprint;
        assert_eq!(decide(file, &recovered), Decision::NothingToRecover);
        let saved = recovered.saved.clone().expect("it was saved");
        assert!(Arc::ptr_eq(&saved, recovered.history.now()));
        let mut desk = Desk::resume(&home, recovered, None);
        recovered_well(&home, journal_id).expect("forgotten");
        desk.edits(Edit::SetTitle(title.into()));
        desk.saves();
        desk.journal.closed(at(60)).expect("closed");
    }
    let recovered = recover(&home, journal_id).expect("recovered");
    let mut history = recovered.history.clone();
    let labels: Vec<_> = history.past().map(|step| step.label().to_owned()).collect();
    assert_eq!(labels, ["new claim C01", "tag C01 disputed", "rename project", "rename project"]);
    history.go_to(0);
    assert_eq!(**history.now(), bridge());
    assert_eq!(recovered.sittings.len(), 3);
}

#[test]
fn a_project_that_was_never_saved_comes_back() {
    let (_folder, home) = home();
    let mut desk = Desk::open_untitled(&home, bridge());
    let journal_id = desk.journal.id();
    assert_eq!(list(&home).expect("listed"), [], "a window has it");
    edit(&mut desk);
    let now = Arc::clone(desk.now());
    drop(desk);
    assert_eq!(list(&home).expect("listed")[0].path, None);
    let recovered = recover(&home, journal_id).expect("recovered");
    assert_eq!((recovered.history.now(), recovered.path.as_ref()), (&now, None));
    assert_eq!(decide(None, &recovered), Decision::Replay);
    assert!(recovered.saved.is_none());
}

#[test]
fn an_untitled_project_in_which_nothing_was_done_is_nothing_to_recover() {
    let (_folder, home) = home();
    let desk = Desk::open_untitled(&home, bridge());
    let journal_id = desk.journal.id();
    drop(desk);
    assert_eq!(list(&home).expect("listed"), []);
    let recovered = recover(&home, journal_id).expect("recovered");
    assert_eq!(decide(None, &recovered), Decision::NothingToRecover);
}

#[test]
fn what_was_undone_to_the_saved_version_is_nothing_to_recover() {
    let (_folder, home) = home();
    let mut desk = Desk::open(&home, bridge());
    edit(&mut desk);
    desk.does(|history, _| history.go_to(0));
    drop(desk);
    assert_eq!(list(&home).expect("listed"), []);
}

#[test]
fn a_save_that_arrived_is_known_even_if_the_program_ended_before_it_said_so() {
    for changes_meanwhile in [false, true] {
        let (_folder, home) = home();
        let mut desk = Desk::open(&home, bridge());
        edit(&mut desk);
        desk.history.seal();
        let written = Arc::clone(desk.now());
        let _never_told = desk.journal.save_begins(Path::new(PATH));
        if changes_meanwhile {
            desk.tags(&[1], Status::Sourced);
        }
        let journal_id = desk.journal.id();
        drop(desk);
        let recovered = recover(&home, journal_id).expect("recovered");
        let (arrived, did_not) = (fingerprint_of(&written), fingerprint_of(&bridge()));
        let expected = if changes_meanwhile { Decision::Replay } else { Decision::NothingToRecover };
        assert_eq!(decide(Some(arrived), &recovered), expected);
        assert_eq!(recovered.version_in(arrived), Some(&written));
        assert_eq!(decide(Some(did_not), &recovered), Decision::Replay);
        assert_eq!(recovered.version_in(did_not).map(AsRef::as_ref), Some(&bridge()));
        assert_eq!(recovered.version_in(Fingerprint::of(b"")), None);
    }
}

#[test]
fn what_was_given_up_is_nothing_to_recover() {
    let (_folder, home) = home();
    let mut desk = Desk::open(&home, bridge());
    edit(&mut desk);
    desk.journal.discarded(at(9)).expect("there is room");
    let journal_id = desk.journal.id();
    desk.journal.closed(at(9)).expect("there is room");
    assert_eq!(list(&home).expect("listed"), []);
    let recovered = recover(&home, journal_id).expect("it is still there");
    assert_eq!(decide(None, &recovered), Decision::NothingToRecover);
}

#[test]
fn a_journal_belongs_to_one_window_at_a_time() {
    let (_folder, home) = home();
    let mut desk = Desk::open(&home, bridge());
    edit(&mut desk);
    let journal_id = desk.journal.id();
    assert!(matches!(recover(&home, journal_id), Err(RecoverError::InUse)));
    assert_eq!(list(&home).expect("listed"), []);
    assert_eq!(find_for(&home, Path::new(PATH), None).expect("found"), None);
    drop(desk);
    let recovered = recover(&home, journal_id).expect("recovered");
    assert!(matches!(recover(&home, journal_id), Err(RecoverError::InUse)));
    drop(recovered);
    assert!(recover(&home, journal_id).is_ok());
}

#[test]
fn undoing_further_than_the_journal_reaches_begins_it_anew_with_the_whole_project() {
    let (_folder, home) = home();
    let mut desk = Desk::open(&home, bridge());
    desk.journal.set_changes_per_file(3);
    for number in 0..20 {
        desk.edits(Edit::SetTitle(number.to_string()));
        desk.history.seal();
    }
    desk.does(|history, _| history.go_to(1));
    desk.does(|history, _| assert!(history.redo().is_some()));
    let (now, journal_id) = (Arc::clone(desk.now()), desk.journal.id());
    drop(desk);
    let recovered = recover(&home, journal_id).expect("recovered");
    assert_eq!(recovered.history.now(), &now);
    assert!(recovered.damage.is_none());
    assert_eq!(recovered.history.now().title(), "1");
}

#[test]
fn a_journal_whose_files_were_taken_away_says_so_and_begins_anew() {
    let (_folder, home) = home();
    let mut desk = Desk::open(&home, bridge());
    edit(&mut desk);
    fs::remove_dir_all(desk.journal.folder()).expect("removed");
    let said = desk.journal.sync().expect_err("nothing is protected").to_string();
    assert!(said.starts_with("Recovery is off: ") && said.ends_with(" Save now."), "{said}");
    assert!(matches!(desk.journal.state(), JournalState::Off(_)));
    desk.tags(&[1], Status::Sourced);
    desk.journal.sync().expect("it is there again");
    assert_ne!(desk.journal.state(), JournalState::Off(String::new()));
    let (now, journal_id) = (Arc::clone(desk.now()), desk.journal.id());
    drop(desk);
    let recovered = recover(&home, journal_id).expect("recovered");
    assert_eq!(recovered.history.now(), &now);
    assert!(recovered.edits > 0, "it was not saved");
}

#[test]
fn nothing_is_appended_behind_a_write_that_was_cut_short() {
    let (_folder, home) = home();
    let mut desk = Desk::open(&home, bridge());
    edit(&mut desk);
    let (journal_id, folder) = (desk.journal.id(), desk.journal.folder().to_path_buf());
    drop(desk);
    let newest = folder.join("b.jnl");
    let bytes = fs::read(&newest).expect("readable");
    fs::write(&newest, &bytes[..bytes.len() - 3]).expect("written");
    let recovered = recover(&home, journal_id).expect("recovered");
    assert_eq!(recovered.edits, 1);
    let mut desk = Desk::resume(&home, recovered, None);
    recovered_well(&home, journal_id).expect("forgotten");
    desk.edits(Edit::SetTitle("Later".into()));
    let now = Arc::clone(desk.now());
    drop(desk);
    let recovered = recover(&home, journal_id).expect("recovered");
    assert!(recovered.damage.is_none());
    assert_eq!(recovered.history.now(), &now);
    assert_eq!(recovered.history.past().len(), 2);
}

#[test]
fn a_damaged_journal_is_left_as_it_is_and_a_new_one_begun() {
    let (_folder, home) = home();
    let mut desk = Desk::open(&home, bridge());
    edit(&mut desk);
    let (journal_id, folder) = (desk.journal.id(), desk.journal.folder().to_path_buf());
    drop(desk);
    let older = folder.join("a.jnl");
    let mut bytes = fs::read(&older).expect("readable");
    bytes[40] ^= 1;
    fs::write(&older, &bytes).expect("written");
    let recovered = recover(&home, journal_id).expect("recovered");
    assert!(recovered.damage.is_some());
    let desk = Desk::resume(&home, recovered, None);
    assert_ne!(desk.journal.id(), journal_id);
    assert_eq!(fs::read(&older).expect("readable"), bytes);
    let new = desk.journal.id();
    drop(desk);
    let listed: Vec<_> = list(&home).expect("listed").into_iter().map(|one| (one.id, one.damaged)).collect();
    assert!(listed.contains(&(new, false)) && listed.contains(&(journal_id, true)), "{listed:?}");
}

#[test]
fn a_project_that_cannot_be_written_is_told_and_the_desk_goes_on() {
    let (_folder, home) = home();
    let timeless = Project::new("Bridge", "x".repeat(claimdesk::format::MAX_FILE_BYTES));
    let facts = Sitting { unsaved: 0, ..sitting(None) };
    let said = Journal::begin(&home, facts, &Arc::new(timeless)).expect_err("too large").to_string();
    assert!(said.starts_with("Recovery is off: the project has grown"), "{said}");
}

#[test]
fn many_claims_changed_at_once_come_back() {
    let (_folder, home) = home();
    let mut desk = Desk::open(&home, bridge());
    for _ in 0..300 {
        desk.edits(Edit::AddClaim { text: String::new(), passages: Vec::new() });
    }
    let all: Vec<u32> = (1..=300).collect();
    desk.tags(&all, Status::Unconfirmed);
    desk.edits(Edit::DeleteClaims(all[10..].iter().map(|number| id(*number)).collect()));
    let (now, journal_id) = (Arc::clone(desk.now()), desk.journal.id());
    drop(desk);
    assert_eq!(recover(&home, journal_id).expect("recovered").history.now(), &now);
}

#[cfg(unix)]
#[test]
fn nobody_else_can_look_into_the_state_folder() {
    use std::os::unix::fs::{PermissionsExt, chown};
    let (folder, home) = home();
    let desk = Desk::open(&home, bridge());
    let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    let mut folders = vec![home.path().to_path_buf()];
    while let Some(next) = folders.pop() {
        assert_eq!(mode(&next), 0o700, "{}", next.display());
        for entry in fs::read_dir(&next).expect("listed") {
            let path = entry.expect("listed").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                assert_eq!(mode(&path), 0o600, "{}", path.display());
            }
        }
    }
    drop(desk);
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o755)).expect("ours");
    StateFolder::at(home.path()).expect("it is closed to others again");
    assert_eq!(mode(home.path()), 0o700);
    // Only root can give a folder away.
    if chown(home.path(), Some(12_345), None).is_ok() {
        let said = StateFolder::at(home.path()).expect_err("not ours").to_string();
        assert!(said.contains("belongs to somebody else"), "{said}");
    }
    let file = folder.path().join("file");
    fs::write(&file, "").expect("written");
    assert!(StateFolder::at(&file).is_err());
}
