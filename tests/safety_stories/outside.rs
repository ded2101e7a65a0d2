//! The project's file is changed by somebody else.

use super::{Machine, Window, with_status};
use claimdesk::{
    edit::Edit,
    format,
    model::Status,
    workspace::{Command, JobResult, Leaving, Next, Outside, OutsideAnswer, SaveState, UnsavedAnswer},
};
use std::fs;

/// A window with changes, while somebody else has tagged the same claim in the file.
fn both_changed(machine: &Machine) -> Window {
    let mut window = machine.saved_project();
    let theirs = with_status(window.project(), "C01", Status::Disputed);
    window.claim("balloon");
    machine.writes("moon.ron", &theirs);
    window.touched();
    assert!(matches!(window.document().outside(), Some(Outside::Changed(_))));
    window
}

fn is_clean(window: &Window) -> bool {
    matches!(window.document().save_state(), SaveState::Saved(_))
}

#[test]
fn a_clean_project_is_read_anew_as_a_step_and_undo_brings_back_what_was_there() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    let theirs = with_status(window.project(), "C01", Status::Disputed);
    machine.writes("moon.ron", &theirs);
    window.touched();
    assert_eq!(window.status("C01"), Some(Status::Disputed));
    assert!(is_clean(&window));
    window.command(Command::Undo);
    assert_eq!(window.status("C01"), None);
    assert_eq!(window.document().save_state(), SaveState::Unsaved);
    window.command(Command::Redo);
    assert!(is_clean(&window));
    window.command(Command::Undo).command(Command::Save);
    assert!(is_clean(&window));
    assert_eq!(machine.reads("moon.ron"), *window.document().project().as_ref());
}

#[test]
fn what_was_read_anew_is_known_to_the_journal() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    machine.writes("moon.ron", &with_status(window.project(), "C01", Status::Disputed));
    window.touched().claim("balloon").is_killed();
    let window = machine.open("moon.ron");
    assert_eq!((window.claims(), window.status("C01")), (2, Some(Status::Disputed)));
    assert!(window.document().recovered().is_some_and(|work| work.is_on_desk && work.edits == 1));
}

#[test]
fn the_same_bytes_or_the_same_project_in_other_bytes_change_nothing() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    let before = window.document().history().past().len();
    window.touched();
    let path = machine.path("moon.ron");
    let text = fs::read_to_string(&path).expect("a file").replace('\n', "\r\n");
    fs::write(&path, text).expect("a file");
    window.touched();
    assert_eq!(window.document().history().past().len(), before);
    assert!(is_clean(&window) && window.document().outside().is_none());
    window.claim("balloon").command(Command::Save);
    assert!(is_clean(&window), "{:?}", window.desk.notices());
}

#[test]
fn the_same_project_in_other_bytes_does_not_make_later_changes_count_as_saved() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    let path = machine.path("moon.ron");
    let text = fs::read_to_string(&path).expect("a file").replace('\n', "\r\n");
    fs::write(&path, text).expect("a file");
    // The look is under way when the person goes on.
    let jobs =
        window.desk.finish(JobResult::Touched(path), claimdesk::model::Timestamp::from_unix_seconds(1));
    let results = window.done(jobs);
    window.claim("balloon").finish_all(results);
    assert_eq!(window.document().save_state(), SaveState::Unsaved);
    window.is_killed();
    let window = machine.open("moon.ron");
    assert!(window.document().recovered().is_some_and(|work| work.version.claims().len() == 2));
}

#[test]
fn two_versions_without_clashes_are_merged_and_a_crash_keeps_the_merge() {
    let machine = Machine::new();
    let mut window = both_changed(&machine);
    window.command(Command::AnswerOutside(OutsideAnswer::Merge));
    assert_eq!((window.claims(), window.status("C01")), (2, Some(Status::Disputed)));
    assert_eq!(window.document().save_state(), SaveState::Unsaved);
    assert!(window.document().outside().is_none());
    window.is_killed();
    let mut window = machine.open("moon.ron");
    assert_eq!((window.claims(), window.status("C01")), (2, Some(Status::Disputed)));
    assert!(window.document().recovered().is_some_and(|work| work.is_on_desk && work.edits > 0));
    window.command(Command::Save);
    assert!(is_clean(&window));
    assert_eq!(machine.reads("moon.ron").claims().len(), 2);
}

#[test]
fn clashes_are_told_one_by_one() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    let theirs = with_status(window.project(), "C01", Status::Disputed);
    window.tag("C01", Status::Sourced);
    machine.writes("moon.ron", &theirs);
    window.touched().command(Command::AnswerOutside(OutsideAnswer::Merge));
    assert!(window.told("one place needs a look"), "{:?}", window.desk.notices());
    assert!(window.told("C01"));
}

#[test]
fn keeping_both_leaves_their_file_alone_and_goes_on_beside_it() {
    let machine = Machine::new();
    let mut window = both_changed(&machine);
    let theirs = fs::read(machine.path("moon.ron")).expect("a file");
    window.command(Command::AnswerOutside(OutsideAnswer::KeepBoth));
    assert!(is_clean(&window) && window.document().outside().is_none());
    let ours = window.document().path().expect("a file").to_path_buf();
    assert_ne!(ours, machine.path("moon.ron"));
    assert_eq!(super::read(&ours).claims().len(), 2);
    assert!(fs::read(machine.path("moon.ron")).expect("a file") == theirs);
}

#[test]
fn keeping_both_where_that_name_is_taken_leaves_the_banner() {
    let machine = Machine::new();
    let mut window = both_changed(&machine);
    let Some(Outside::Changed(theirs)) = window.document().outside() else { panic!("changed") };
    let name = format!("moon (this window {}).ron", theirs.fingerprint.short());
    fs::write(machine.path(&name), "somebody's").expect("a file");
    window.command(Command::AnswerOutside(OutsideAnswer::KeepBoth));
    assert_eq!(window.document().path(), Some(machine.path("moon.ron").as_path()));
    assert_eq!(window.document().save_state(), SaveState::Unsaved);
    assert!(matches!(window.document().outside(), Some(Outside::Changed(_))), "it still waits");
    assert_eq!(fs::read_to_string(machine.path(&name)).expect("a file"), "somebody's");
}

#[test]
fn taking_theirs_keeps_ours_in_the_history() {
    let machine = Machine::new();
    let mut window = both_changed(&machine);
    window.command(Command::AnswerOutside(OutsideAnswer::TakeTheirs));
    assert_eq!((window.claims(), window.status("C01")), (1, Some(Status::Disputed)));
    assert!(is_clean(&window));
    window.command(Command::Undo);
    assert_eq!((window.claims(), window.status("C01")), (2, None));
}

#[test]
fn taking_ours_puts_theirs_among_the_backups() {
    let machine = Machine::new();
    let mut window = both_changed(&machine);
    let theirs = fs::read(machine.path("moon.ron")).expect("a file");
    window.command(Command::AnswerOutside(OutsideAnswer::TakeOurs));
    assert!(is_clean(&window));
    assert_eq!(machine.reads("moon.ron").claims().len(), 2);
    let backups = fs::read_dir(machine.path("moon.claimdesk").join("backups")).expect("backups");
    assert!(backups.flatten().any(|backup| fs::read(backup.path()).is_ok_and(|bytes| bytes == theirs)));
}

#[test]
fn a_save_onto_a_file_that_was_changed_unnoticed_overwrites_nothing_and_asks() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    let theirs = with_status(window.project(), "C01", Status::Disputed);
    window.claim("balloon");
    machine.writes("moon.ron", &theirs);
    window.command(Command::Save);
    assert_eq!(machine.reads("moon.ron"), theirs);
    assert_eq!(window.document().save_state(), SaveState::Unsaved);
    assert!(matches!(window.document().outside(), Some(Outside::Changed(_))));
}

#[test]
fn a_change_between_a_save_and_its_result_is_seen() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    window.holds_saves = true;
    window.claim("balloon").command(Command::Save);
    let results = window.let_saves_through();
    let theirs = with_status(&machine.reads("moon.ron"), "C01", Status::Disputed);
    machine.writes("moon.ron", &theirs);
    // The watcher speaks while the window believes that the save is still under way.
    window.touched();
    for result in results {
        window.finish(result);
    }
    assert_eq!(window.status("C01"), Some(Status::Disputed));
    assert_eq!(window.claims(), 2);
    assert!(is_clean(&window));
}

#[test]
fn a_change_while_a_save_waits_is_not_overwritten_and_banner_comes() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    let theirs = with_status(window.project(), "C01", Status::Disputed);
    window.holds_saves = true;
    window.claim("balloon").command(Command::Save);
    machine.writes("moon.ron", &theirs);
    window.touched();
    for result in window.let_saves_through() {
        window.finish(result);
    }
    assert_eq!(machine.reads("moon.ron"), theirs);
    assert!(matches!(window.document().outside(), Some(Outside::Changed(_))));
    let notices = window.desk.notices().len();
    assert!(notices <= 1, "told once: {:?}", window.desk.notices());
}

#[test]
fn a_file_that_is_gone_is_told_and_the_project_counts_as_unsaved_until_it_is_back() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    let bytes = fs::read(machine.path("moon.ron")).expect("a file");
    fs::remove_file(machine.path("moon.ron")).expect("it was there");
    window.touched();
    assert!(matches!(window.document().outside(), Some(Outside::Gone)));
    assert_eq!(window.document().save_state(), SaveState::Unsaved, "no file holds it");
    window.command(Command::Leave(Next::CloseProject));
    assert!(matches!(window.desk.leaving(), Leaving::Asking(_)));
    window.command(Command::AnswerUnsaved(UnsavedAnswer::Cancel));
    fs::write(machine.path("moon.ron"), bytes).expect("it comes back");
    window.touched();
    assert!(window.document().outside().is_none());
    assert!(is_clean(&window));
    fs::remove_file(machine.path("moon.ron")).expect("it was there");
    window.touched().command(Command::AnswerOutside(OutsideAnswer::TakeOurs));
    assert!(is_clean(&window) && window.document().outside().is_none());
    assert_eq!(machine.reads("moon.ron").claims().len(), 1);
}

#[test]
fn a_file_that_was_taken_away_and_comes_back_as_another_version_is_read_anew() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    let theirs = with_status(window.project(), "C01", Status::Disputed);
    fs::remove_file(machine.path("moon.ron")).expect("it was there");
    window.touched();
    machine.writes("moon.ron", &theirs);
    window.touched();
    assert_eq!(window.status("C01"), Some(Status::Disputed));
    assert!(is_clean(&window) && window.document().outside().is_none());
}

#[test]
fn plain_saving_to_a_file_that_is_gone_or_zeroed_asks_and_then_works() {
    let machine = Machine::new();
    for zeroed in [false, true] {
        let mut window = machine.saved_project();
        let path = machine.path("moon.ron");
        if zeroed {
            fs::write(&path, vec![0; 400]).expect("a file");
        } else {
            fs::remove_file(&path).expect("it was there");
        }
        window.claim("balloon").command(Command::Save);
        assert_eq!(window.document().save_state(), SaveState::Unsaved);
        assert!(matches!(
            (window.document().outside(), zeroed),
            (Some(Outside::Gone), false) | (Some(Outside::Unreadable { .. }), true)
        ));
        window.command(Command::AnswerOutside(OutsideAnswer::TakeOurs));
        assert!(is_clean(&window));
        assert_eq!(machine.reads("moon.ron").claims().len(), 2);
        fs::remove_file(&path).expect("the next begins anew");
    }
}

#[test]
fn the_text_of_the_article_changed_elsewhere_takes_the_passages_along() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    let path = machine.path("moon.ron");
    let text = fs::read_to_string(&path).expect("a file").replace("The moon is", "The full moon is");
    fs::write(&path, text).expect("a file");
    window.touched();
    assert!(window.project().article().text().starts_with("The full moon"), "{:?}", window.desk.notices());
    assert_eq!(window.claims(), 1);
    window.claim_again("balloon");
    assert_eq!(window.claims(), 2);
    window.command(Command::Save);
    assert!(is_clean(&window));
    assert!(format::read(&fs::read(&path).expect("a file")).is_ok());
}

impl Window {
    /// Adds a claim without a passage: the text is another one by now.
    fn claim_again(&mut self, words: &str) -> &mut Self {
        self.command(Command::Edit(Edit::AddClaim { text: words.into(), passages: Vec::new() }))
    }
}
