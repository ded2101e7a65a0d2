//! Two windows with the same project.

use super::{Machine, Window};
use claimdesk::{
    jobs::{Jobs, Surroundings},
    model::{Fingerprint, Status},
    workspace::{Access, Command, JobResult, Leaving, Next, OutsideAnswer, SaveState, UnsavedAnswer},
};
use std::{
    fs,
    sync::mpsc::{Receiver, channel},
    time::Duration,
};

#[test]
fn the_second_window_may_only_look_and_says_so_once() {
    let machine = Machine::new();
    let first = machine.saved_project();
    let mut second = machine.open("moon.ron");
    assert_eq!(second.document().access(), &Access::OpenElsewhere);
    let project = second.document().project().clone();
    let bytes = fs::read(machine.path("moon.ron")).expect("a file");
    second.tag("C01", Status::Sourced).claim("balloon");
    for command in [
        Command::Undo,
        Command::Redo,
        Command::GoToStep(0),
        Command::Save,
        Command::SaveAs(machine.path("moon.ron")),
        Command::AnswerOutside(OutsideAnswer::TakeOurs),
        Command::UseRecovered,
        Command::MergeRecovered,
        Command::DiscardRecovered,
        Command::RestoreBackup,
    ] {
        second.command(command);
    }
    assert!(second.document().project().ptr_eq(&project));
    assert!(fs::read(machine.path("moon.ron")).expect("a file") == bytes);
    assert_eq!(second.desk.notices().len(), 1, "{:?}", second.desk.notices());
    second.closes();
    drop(first);
}

#[test]
fn the_second_window_follows_what_the_first_saves() {
    let machine = Machine::new();
    let mut first = machine.saved_project();
    let mut second = machine.open("moon.ron");
    first.claim("balloon").command(Command::Save);
    second.touched();
    assert_eq!(second.claims(), 2);
    assert!(matches!(second.document().save_state(), SaveState::Saved(_)));
    second.closes();
}

#[test]
fn a_copy_of_what_another_window_has_can_be_saved_and_is_this_windows_own() {
    let machine = Machine::new();
    let _first = machine.saved_project();
    let mut second = machine.open("moon.ron");
    second.command(Command::SaveAs(machine.path("copy.ron")));
    assert_eq!(second.document().path(), Some(machine.path("copy.ron").as_path()));
    assert_eq!(second.document().access(), &Access::Full);
    second.claim("balloon");
    assert_eq!(second.claims(), 2);
    second.is_killed();
    assert_eq!(machine.open("copy.ron").claims(), 2);
}

#[test]
fn a_project_is_taken_over_once_the_first_window_let_go_with_its_unsaved_work() {
    let machine = Machine::new();
    let mut first = machine.saved_project();
    let mut second = machine.open("moon.ron");
    first.claim("balloon").is_killed();
    second.command(Command::TakeOver);
    assert_eq!(second.document().access(), &Access::Full);
    assert_eq!(second.claims(), 2);
    assert!(second.document().recovered().is_some());
    second.tag("C01", Status::Sourced).command(Command::Save);
    assert!(matches!(second.document().save_state(), SaveState::Saved(_)));
}

#[test]
fn taking_over_a_file_that_cannot_be_read_leaves_the_window_looking() {
    let machine = Machine::new();
    let mut first = machine.saved_project();
    let mut second = machine.open("moon.ron");
    first.is_killed();
    let path = machine.path("moon.ron");
    let bytes = fs::read(&path).expect("a file");
    fs::write(&path, vec![0; 100]).expect("a file");
    second.command(Command::TakeOver);
    assert_ne!(second.document().access(), &Access::Full, "nothing writes down what would be done");
    second.command(Command::OpenInstead(claimdesk::workspace::OpenInstead::Nothing));
    fs::write(&path, bytes).expect("a file");
    second.command(Command::TakeOver);
    assert_eq!(second.document().access(), &Access::Full);
    second.claim("balloon").is_killed();
    assert_eq!(machine.open("moon.ron").claims(), 2);
}

#[test]
fn the_lock_of_a_window_that_was_killed_blocks_nobody() {
    let machine = Machine::new();
    machine.saved_project().is_killed();
    assert_eq!(machine.open("moon.ron").document().access(), &Access::Full);
}

#[test]
fn a_window_that_was_taken_over_leaves_without_saving_anything() {
    let machine = Machine::new();
    let mut first = machine.saved_project();
    first.claim("balloon");
    let desk = first.document().desk();
    let bytes = fs::read(machine.path("moon.ron")).expect("a file");
    first.finish(JobResult::AskedToRelease(desk));
    assert_eq!(first.document().access(), &Access::TakenOver);
    let mut second = machine.open("moon.ron");
    assert_eq!((second.document().access(), second.claims()), (&Access::Full, 2));
    assert!(second.document().recovered().is_some());
    first.command(Command::Leave(Next::CloseProject));
    if matches!(first.desk.leaving(), Leaving::Asking(_)) {
        first.command(Command::AnswerUnsaved(UnsavedAnswer::Save));
    }
    let now = fs::read(machine.path("moon.ron")).expect("a file");
    assert!(now == bytes, "the file is the other window's");
    assert!(first.desk.document().is_none(), "{:?}", first.desk.leaving());
    second.command(Command::Save);
    assert_eq!(machine.reads("moon.ron").claims().len(), 2);
}

#[test]
fn what_only_a_window_that_was_taken_over_has_is_saved_beside_the_project() {
    let machine = Machine::new();
    machine.saved_project().closes();
    let state = machine.state();
    fs::remove_dir_all(&state).expect("it was there");
    fs::write(&state, "a file, no folder").expect("a file");
    let mut first = machine.open("moon.ron");
    first.claim("balloon");
    let desk = first.document().desk();
    first.finish(JobResult::AskedToRelease(desk));
    assert!(first.told("in this window only"), "{:?}", first.desk.notices());
    let bytes = fs::read(machine.path("moon.ron")).expect("a file");
    first.command(Command::Leave(Next::CloseProject)).command(Command::AnswerUnsaved(UnsavedAnswer::Save));
    assert!(matches!(first.desk.leaving(), Leaving::Saving(_)), "it is asked where to");
    first.finish(JobResult::WhereToSave(Some(machine.path("mine.ron"))));
    assert!(first.desk.document().is_none());
    assert!(fs::read(machine.path("moon.ron")).expect("a file") == bytes);
    assert_eq!(machine.reads("mine.ron").claims().len(), 2);
}

#[test]
fn with_all_locks_defeated_no_saved_version_is_lost() {
    let machine = Machine::new();
    let mut first = machine.saved_project();
    fs::remove_dir_all(machine.folder.path().join("locks")).expect("it was there");
    let mut second = machine.open("moon.ron");
    assert_eq!(second.document().access(), &Access::Full);
    first.claim("balloon").command(Command::Save);
    second.tag("C01", Status::Sourced).command(Command::Save);
    assert_eq!(second.document().save_state(), SaveState::Unsaved);
    second.command(Command::AnswerOutside(OutsideAnswer::Merge)).command(Command::Save);
    let file = machine.reads("moon.ron");
    assert_eq!(file.claims().len(), 2);
    first.touched();
    assert_eq!(first.status("C01"), Some(Status::Sourced));
}

#[test]
fn saving_over_a_file_that_another_window_has_is_told() {
    let machine = Machine::new();
    let _first = machine.saved_project();
    let mut second = machine.new_project();
    second.claim("balloon").command(Command::SaveAs(machine.path("moon.ron")));
    assert_ne!(second.document().access(), &Access::Full, "{:?}", second.desk.notices());
}

/// A window whose jobs run on threads.
fn on_threads(machine: &Machine) -> (Window, Receiver<()>) {
    let (wake, woken) = channel();
    let mut window = machine.window();
    let surroundings = Surroundings::below(machine.folder.path());
    window.jobs = Jobs::on_threads(
        move || {
            let _ended = wake.send(());
        },
        surroundings,
    );
    (window, woken)
}

fn until(
    windows: &mut [(&mut Window, &Receiver<()>)],
    done: impl Fn(&[(&mut Window, &Receiver<()>)]) -> bool,
) {
    for _ in 0..2_000 {
        if done(windows) {
            return;
        }
        for (window, woken) in windows.iter_mut() {
            let _nothing_yet = woken.recv_timeout(Duration::from_millis(10));
            window.take_results();
        }
    }
    let seen = windows.iter().map(|(window, _)| {
        let document = window.desk.document();
        (document.map(|it| (it.access(), it.journal(), it.recovered().is_some())), window.desk.notices())
    });
    panic!("it did not come about: {:?}", seen.collect::<Vec<_>>());
}

#[test]
fn a_project_is_taken_over_from_a_window_that_still_has_it_with_its_unsaved_work() {
    let machine = Machine::new();
    machine.saved_project().closes();
    let (mut first, first_woken) = on_threads(&machine);
    first.open(&machine.path("moon.ron"));
    until(&mut [(&mut first, &first_woken)], |all| {
        all[0].0.desk.document().is_some_and(|it| *it.journal() == claimdesk::workspace::JournalState::On)
    });
    first.claim("balloon");
    let (mut second, second_woken) = on_threads(&machine);
    second.open(&machine.path("moon.ron"));
    until(&mut [(&mut second, &second_woken)], |all| {
        all[0].0.desk.document().is_some_and(|it| *it.access() == Access::OpenElsewhere)
    });
    second.command(Command::TakeOver);
    until(&mut [(&mut first, &first_woken), (&mut second, &second_woken)], |all| {
        *all[0].0.document().access() == Access::TakenOver
            && *all[1].0.document().access() == Access::Full
            && all[1].0.document().recovered().is_some()
    });
    assert_eq!(second.claims(), 2);
    second.command(Command::Save);
    until(&mut [(&mut second, &second_woken)], |all| {
        matches!(all[0].0.document().save_state(), SaveState::Saved(Some(_)))
    });
    until(&mut [(&mut first, &first_woken)], |all| !all[0].0.document().has_unsaved_changes());
    assert_eq!(machine.reads("moon.ron").claims().len(), 2);
    first.jobs.end();
    second.jobs.end();
}

#[test]
fn the_piece_of_a_save_is_put_away_only_while_no_window_has_the_project() {
    let machine = Machine::new();
    let first = machine.saved_project();
    let mark = Fingerprint::of(b"moon.ron").short();
    let piece = machine.path(&format!(".moon.ron.{mark}.0123456789abcdef.claimdesk-part"));
    fs::write(&piece, "(format_ver").expect("there is room");
    let second = machine.open("moon.ron");
    assert!(piece.exists(), "it may belong to a save that the first window is just making");
    drop((first, second));
    let after_a_crash = machine.open("moon.ron");
    assert!(!piece.exists());
    assert!(after_a_crash.told("cut short the last time"));
    let trash = machine.path("moon.claimdesk").join("trash");
    assert_eq!(fs::read_dir(trash).expect("a trash").count(), 1);
}
