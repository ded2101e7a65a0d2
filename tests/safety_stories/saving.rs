//! Saving: what is claimed about it is true, whatever happens.

use super::Machine;
use claimdesk::{
    model::Status,
    workspace::{Access, Command, JobResult, JournalState, Leaving, Next, SaveState, UnsavedAnswer},
};
use std::fs;

#[test]
fn save_as_over_an_existing_file_keeps_that_one_among_the_backups() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    let path = machine.path("other.ron");
    fs::write(&path, "somebody's notes").expect("a file");
    window.command(Command::SaveAs(path.clone()));
    assert_eq!(window.document().path(), Some(path.as_path()));
    assert!(matches!(window.document().save_state(), SaveState::Saved(_)));
    let backups = fs::read_dir(machine.path("other.claimdesk").join("backups")).expect("backups");
    assert!(
        backups
            .flatten()
            .any(|kept| fs::read_to_string(kept.path()).is_ok_and(|it| it == "somebody's notes"))
    );
}

#[test]
fn save_as_new_over_an_existing_file_is_refused_and_the_project_stays_where_it_was() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    fs::write(machine.path("other.ron"), "somebody's notes").expect("a file");
    window.claim("balloon").command(Command::SaveAsNew(machine.path("other.ron")));
    assert_eq!(window.document().path(), Some(machine.path("moon.ron").as_path()));
    assert_eq!(window.document().save_state(), SaveState::Unsaved);
    assert_eq!(fs::read_to_string(machine.path("other.ron")).expect("a file"), "somebody's notes");
    assert_eq!(window.desk.notices().len(), 1, "{:?}", window.desk.notices());
    assert!(window.document().outside().is_none());
    // The journal is still that of the old file.
    window.is_killed();
    assert_eq!(machine.open("moon.ron").claims(), 2);
}

#[test]
fn a_save_that_is_not_confirmed_leaves_the_journal_what_the_disk_may_lose() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    let old = fs::read(machine.path("moon.ron")).expect("a file");
    window.holds_saves = true;
    window.claim("balloon").command(Command::Save);
    for mut result in window.let_saves_through() {
        if let JobResult::Saved { outcome: Ok(saved), .. } = &mut result {
            saved.not_confirmed = Some("The disk did not confirm it.".into());
        }
        window.finish(result);
    }
    assert_eq!(window.document().save_state(), SaveState::NotConfirmed);
    window.is_killed();
    // The power fails, and what was written last is not there.
    fs::write(machine.path("moon.ron"), old).expect("a file");
    let window = machine.open("moon.ron");
    assert_eq!(window.claims(), 2);
    assert!(window.document().recovered().is_some());
}

#[test]
fn a_save_that_fails_leaves_the_project_unsaved_and_the_journal_as_it_was() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    let folder = machine.path("gone");
    window.claim("balloon").command(Command::SaveAs(folder.join("moon.ron")));
    assert_eq!(window.document().path(), Some(machine.path("moon.ron").as_path()));
    assert_eq!(window.document().save_state(), SaveState::Unsaved);
    window.command(Command::Save);
    assert!(matches!(window.document().save_state(), SaveState::Saved(_)));
    window.tag("C01", Status::Sourced).is_killed();
    let window = machine.open("moon.ron");
    assert!(window.document().recovered().is_some_and(|work| work.edits == 1));
}

#[test]
fn one_save_is_in_flight_and_the_newest_version_is_written_last() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    window.holds_saves = true;
    window.claim("balloon").command(Command::Save).tag("C01", Status::Sourced).command(Command::Save);
    window.command(Command::Save);
    assert_eq!(window.held.len(), 1);
    for result in window.let_saves_through() {
        window.finish(result);
    }
    assert!(matches!(window.document().save_state(), SaveState::Saved(_)));
    assert_eq!(machine.reads("moon.ron"), *window.document().project().as_ref());
    window.closes();
    assert!(window.desk.unfinished().is_empty());
}

#[test]
fn leaving_waits_for_the_save_under_way_and_for_what_came_after_it() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    window.holds_saves = true;
    window.claim("balloon").command(Command::Save).tag("C01", Status::Sourced);
    window.command(Command::Leave(Next::Quit)).command(Command::AnswerUnsaved(UnsavedAnswer::Save));
    assert!(!window.quit);
    assert!(matches!(window.desk.leaving(), Leaving::Saving(_)));
    let project = window.document().project().clone();
    for result in window.let_saves_through() {
        window.finish(result);
    }
    assert!(window.quit);
    assert_eq!(machine.reads("moon.ron"), *project);
    drop(window);
    assert!(machine.window().desk.unfinished().is_empty());
}

#[test]
fn leaving_while_the_very_version_on_the_screen_is_being_saved_loses_nothing() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    window.holds_saves = true;
    window.claim("balloon").command(Command::Save).command(Command::Leave(Next::CloseProject));
    assert!(window.desk.document().is_some(), "nothing holds it yet");
    let results = window.let_saves_through();
    for result in results {
        window.finish(result);
    }
    assert!(window.desk.document().is_none());
    assert_eq!(machine.reads("moon.ron").claims().len(), 2);
}

#[test]
fn without_a_journal_this_is_told_and_editing_and_saving_go_on() {
    let machine = Machine::new();
    fs::write(machine.state(), "a file, no folder").expect("a file");
    let mut window = machine.new_project();
    assert!(matches!(window.document().journal(), JournalState::Off(_)));
    window.claim("moon").command(Command::SaveAs(machine.path("moon.ron"))).claim("balloon");
    window.command(Command::Save);
    assert!(matches!(window.document().save_state(), SaveState::Saved(_)));
    assert!(matches!(window.document().journal(), JournalState::Off(_)));
    assert_eq!(machine.reads("moon.ron").claims().len(), 2);
    // What stood in the way is gone: the journal begins, and the next crash costs nothing.
    fs::remove_file(machine.state()).expect("it was there");
    window.clock += 60;
    window.tag("C01", Status::Sourced);
    assert_eq!(window.document().journal(), &JournalState::On);
    window.is_killed();
    let window = machine.open("moon.ron");
    assert_eq!(window.status("C01"), Some(Status::Sourced));
}

#[test]
fn a_state_folder_that_is_taken_away_is_told() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    assert_eq!(window.document().journal(), &JournalState::On);
    fs::remove_dir_all(machine.state()).expect("it was there");
    window.claim("balloon");
    assert_ne!(window.document().journal(), &JournalState::On);
    window.tag("C01", Status::Sourced);
    window.command(Command::Save);
    assert!(matches!(window.document().save_state(), SaveState::Saved(_)));
}

#[test]
fn a_window_without_a_state_folder_does_not_claim_to_begin_a_journal_for_ever() {
    let machine = Machine::new();
    let mut window = machine.window();
    window.jobs = claimdesk::jobs::Jobs::at_once();
    window.command(Command::Leave(Next::NewFromText { title: "Moon".into(), text: String::new() }));
    assert!(matches!(window.document().journal(), JournalState::Off(_)));
}

#[test]
fn a_project_of_a_newer_program_can_be_looked_at_and_is_never_written() {
    let machine = Machine::new();
    machine.saved_project().closes();
    let path = machine.path("moon.ron");
    let text = fs::read_to_string(&path).expect("a file");
    let newer = text.replace("format_version: 1", "format_version: 2").replace("title:", "mood: 3, title:");
    let newer = newer.split("// claimdesk-sum").next().expect("the body").to_owned();
    fs::write(&path, &newer).expect("a file");
    let mut window = machine.open("moon.ron");
    assert!(matches!(window.document().access(), Access::ReadOnly(_)), "{:?}", window.desk.notices());
    window.claim("balloon").command(Command::Save).command(Command::SaveAs(machine.path("copy.ron")));
    window.touched().command(Command::SaveAs(path.clone()));
    assert!(fs::read_to_string(&path).expect("a file") == newer);
    assert!(!machine.path("copy.ron").exists(), "a copy would lack what only the newer program knows");
    assert_eq!(window.claims(), 1);
    window.closes();
    assert!(window.desk.unfinished().is_empty());
}
