//! Random sittings: whatever a person does, the journal brings it back.

use super::desk::{Desk, at, bridge, home, id, passage, seen};
use claimdesk::{
    edit::{Edit, History, MadeStep, Replacement},
    model::{ClaimField, Source, Status, Timestamp},
    storage::{
        StateFolder,
        journal::{Decision, decide, discard, list, recover, recovered_well},
    },
};
use proptest::prelude::*;
use std::sync::Arc;

/// What a person does at the desk.
#[derive(Clone, Debug)]
pub(super) enum Doing {
    Edit(Edit),
    /// The edit is made by a job.
    Job(Edit),
    Undo,
    Redo,
    GoTo(usize),
}

pub(super) fn any_doing() -> impl Strategy<Value = Doing> {
    let claim = || (1u32..5).prop_map(id);
    let typing = (claim(), "[ab ]{0,2}").prop_map(|(claim, typed)| Edit::SetField {
        claim,
        field: ClaimField::Note,
        typed,
    });
    let tags =
        (prop::collection::vec(claim(), 1..4), prop::option::of(prop::sample::select(&Status::ALL[..])));
    let tagging = tags.prop_map(|(claims, status)| Edit::SetStatus { claims, status });
    let whole = "[ab]{0,2}".prop_map(|title| Edit::ReplaceWith {
        version: Arc::new(bridge().with_title(&title)),
        because: Replacement::BackupRestored { label: "12:03".into() },
    });
    let edit = prop_oneof![
        3 => Just(Edit::AddClaim { text: "new".into(), passages: vec![passage("12 million")] }),
        8 => typing,
        4 => tagging,
        1 => claim().prop_map(|claim| Edit::DeleteClaims(vec![claim])),
        1 => claim().prop_map(|claim| Edit::AddSource { claim, source: Source::default() }),
        1 => "[ab]{0,2}".prop_map(Edit::SetTitle),
        1 => whole,
    ];
    prop_oneof![
        12 => edit.clone().prop_map(Doing::Edit),
        1 => edit.prop_map(Doing::Job),
        3 => Just(Doing::Undo),
        2 => Just(Doing::Redo),
        1 => (0usize..30).prop_map(Doing::GoTo),
    ]
}

pub(super) fn do_it(history: &mut History, doing: Doing, now: Timestamp) {
    match doing {
        Doing::Edit(edit) => drop(history.apply(edit, now)),
        Doing::Job(edit) => {
            if let Ok(made) = MadeStep::make(history.now(), edit, now) {
                assert!(history.take(made));
            }
        }
        Doing::Undo => {
            let _nothing_to_undo = history.undo();
        }
        Doing::Redo => {
            let _nothing_to_redo = history.redo();
        }
        Doing::GoTo(steps) => history.go_to(steps),
    }
}

#[derive(Clone, Debug)]
enum Event {
    Does(Doing),
    /// So many seconds pass, and what is typed next is a step of its own.
    Pause,
    Saves,
    /// A save that takes a while: what is done meanwhile is not in the file.
    SavesDuring(Doing),
    /// The program ends without a word and is started again.
    Crashes,
    /// What was not saved is given up, and undone.
    GivesUp,
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        20 => any_doing().prop_map(Event::Does),
        3 => Just(Event::Pause),
        1 => Just(Event::Saves),
        1 => any_doing().prop_map(Event::SavesDuring),
        1 => Just(Event::Crashes),
        1 => Just(Event::GivesUp),
    ]
}

fn happens(home: &StateFolder, desk: &mut Desk, event: Event, per_file: usize) {
    match event {
        Event::Does(doing) => desk.does(|history, _| do_it(history, doing, at(0))),
        Event::Pause => desk.history.seal(),
        Event::Saves => desk.saves(),
        Event::SavesDuring(doing) => {
            desk.history.seal();
            let version = Arc::clone(desk.now());
            let path = std::path::Path::new(super::desk::PATH);
            let mark = desk.journal.save_begins(path);
            desk.does(|history, _| do_it(history, doing, at(0)));
            let fingerprint = super::desk::fingerprint_of(&version);
            desk.journal.saved(path, fingerprint, mark, at(0)).expect("there is room");
            desk.saved = Some(version);
        }
        Event::GivesUp => gives_up(desk),
        Event::Crashes => crashes(home, desk, per_file),
    }
}

fn gives_up(desk: &mut Desk) {
    let Some(saved) = desk.saved.clone() else { return };
    let before: Vec<_> = desk.history.past().map(|step| Arc::clone(step.before())).collect();
    let Some(steps) = before.iter().position(|version| Arc::ptr_eq(version, &saved)) else { return };
    desk.does(|history, _| history.go_to(steps));
    desk.journal.discarded(at(0)).expect("there is room");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, ..ProptestConfig::default() })]

    #[test]
    fn the_journal_of_any_sitting_brings_back_project_steps_and_what_is_unsaved(
        events in prop::collection::vec(any_event(), 0..80), per_file in 2usize..25,
    ) {
        let (_folder, home) = home();
        let mut desk = Desk::open(&home, bridge());
        desk.journal.set_changes_per_file(per_file);
        for event in events.into_iter().chain([Event::Crashes]) {
            happens(&home, &mut desk, event, per_file);
        }
        let id = desk.journal.id();
        desk.journal.closed(at(99)).expect("there is room");
        drop(desk.history);
        prop_assert!(recover(&home, id).is_ok());
    }
}

/// The program ends and is started again: what comes back is held against what there was.
fn crashes(home: &StateFolder, desk: &mut Desk, per_file: usize) {
    // The journal of another desk stands in for it while it is not there.
    let id = desk.journal.id();
    let nothing = Desk::open(home, bridge());
    let elsewhere = nothing.journal.id();
    let Desk { history, journal, saved, .. } = std::mem::replace(desk, nothing);
    drop(journal);
    let listed = list(home).expect("listed");
    let recovered = recover(home, id).expect("a whole project is left");
    assert!(recovered.damage.is_none(), "{:?}", recovered.damage);
    assert_eq!(recovered.history.now(), history.now());
    // Of the steps at least those since the older file was begun.
    let (before, after) = (seen_past(&history), seen_past(&recovered.history));
    assert!(before.ends_with(&after), "{before:?} {after:?}");
    if before.len() == after.len() {
        assert!(seen(&history).starts_with(&seen(&recovered.history)));
    }
    let saved = saved.expect("it was opened from a file");
    let is_unsaved = !saved.ptr_eq(history.now());
    if *saved != **history.now() {
        assert!(is_unsaved && recovered.edits > 0 && listed.len() == 1, "unsaved work was not told");
    } else if !is_unsaved {
        assert_eq!((recovered.edits, listed.len()), (0, 0), "nothing was unsaved");
    }
    let file = Some(super::desk::fingerprint_of(&saved));
    let expected = if recovered.edits == 0 { Decision::NothingToRecover } else { Decision::Replay };
    assert_eq!(decide(file, &recovered), expected);
    if let Some(known) = &recovered.saved {
        assert_eq!(known, &saved);
    }
    *desk = Desk::resume(home, recovered, Some(saved));
    desk.journal.set_changes_per_file(per_file);
    discard(home, elsewhere, at(0)).expect("nobody has it");
    recovered_well(home, id).expect("forgotten");
}

fn seen_past(history: &History) -> Vec<(String, Timestamp)> {
    history.past().map(|step| (step.label().to_owned(), step.at())).collect()
}
