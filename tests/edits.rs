//! Laws over random edits: what holds whatever a person does.

use claimdesk::{
    edit::{Edit, History, MadeStep, Recorded, Replacement, ReplayError, Step, apply},
    model::{
        Anchor, ClaimField, ClaimId, Kind, MetadataField, ProblemCounts, Project, Source, Status,
        StatusCounts, TextRange, Timestamp,
    },
    workspace::{Arrangement, Column, Command, Next, Select, Sort, StatusFilter, Workspace, arrange},
};
use proptest::prelude::*;
use std::sync::Arc;

const TEXT: &str = "Über 11,\u{200b}000 tro\u{202e}ops “were” sent.\nZelenskyy said 4,000 — later 12,000 — fell.\n\nôé😀 end";

fn start() -> Arc<Project> {
    Arc::new(Project::new("Sample", TEXT.to_owned()))
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_unix_seconds(seconds)
}

/// An edit drawn from small numbers, so that it often hits what is there.
fn any_edit() -> impl Strategy<Value = Edit> {
    let claim = || (1u32..6).prop_filter_map("ids start at 1", ClaimId::new);
    let claims = || prop::collection::vec(claim(), 0..4);
    let range = || {
        (0..TEXT.len(), 1..20usize).prop_filter_map("on boundaries", |(start, len)| {
            TextRange::new(start, start + len).filter(|range| range.fits(TEXT))
        })
    };
    let status = || prop::option::of(prop::sample::select(&Status::ALL[..]));
    let kind = prop::option::of(prop::sample::select(&Kind::ALL[..]));
    let field = || {
        prop::sample::select(vec![
            ClaimField::Text,
            ClaimField::Attribution,
            ClaimField::Reason,
            ClaimField::Note,
        ])
    };
    let source = || "[a-z]{0,3}".prop_map(|title| Source { title, ..Source::default() });
    prop_oneof![
        3 => ("[a-z ]{0,6}", prop::collection::vec(range(), 0..3))
            .prop_map(|(text, passages)| Edit::AddClaim { text, passages }),
        1 => claims().prop_map(Edit::DeleteClaims),
        2 => (claims(), status()).prop_map(|(claims, status)| Edit::SetStatus { claims, status }),
        1 => (claims(), kind).prop_map(|(claims, kind)| Edit::SetKind { claims, kind }),
        3 => (claim(), field(), "[a-z> \u{200b}]{0,5}")
            .prop_map(|(claim, field, typed)| Edit::SetField { claim, field, typed }),
        2 => (claim(), range()).prop_map(|(claim, passage)| Edit::AddPassage { claim, passage }),
        1 => (claim(), range(), range()).prop_map(|(claim, from, to)| Edit::MovePassage { claim, from, to }),
        1 => (claim(), range()).prop_map(|(claim, passage)| Edit::RemovePassage { claim, passage }),
        1 => (claim(), source()).prop_map(|(claim, source)| Edit::AddSource { claim, source }),
        1 => (claim(), 0..3usize, source())
            .prop_map(|(claim, index, source)| Edit::SetSource { claim, index, source }),
        1 => (claim(), 0..3usize).prop_map(|(claim, index)| Edit::RemoveSource { claim, index }),
        1 => "[a-z]{0,3}".prop_map(Edit::SetTitle),
        1 => "[a-z ]{0,3}".prop_map(|typed| Edit::SetMetadata { field: MetadataField::Author, typed }),
    ]
}

fn any_sitting() -> impl Strategy<Value = Vec<(Edit, i64)>> {
    prop::collection::vec((any_edit(), 0i64..3), 0..40)
}

/// Makes the edits, each some seconds after the one before; refused ones are passed over.
fn sit(edits: &[(Edit, i64)]) -> History {
    let mut history = History::new(start());
    let mut clock = 0;
    for (edit, pause) in edits {
        clock += pause;
        let _refused = history.apply(edit.clone(), at(clock));
    }
    history
}

fn assert_sound(project: &Project) {
    let text = project.article().text();
    for anchor in project.article().anchors().iter() {
        assert!(anchor.range.fits(text));
        assert!(project.claim(anchor.claim).is_some());
        assert!(project.article().passages_of(anchor.claim).any(|range| range == anchor.range));
    }
    let by_claim: usize =
        project.claims().iter().map(|claim| project.article().passages_of(claim.id).count()).sum();
    assert_eq!(by_claim, project.article().anchors().len());
    assert!(project.claims().iter().all(|claim| claim.id < project.next_claim_id()));
    let by_claim: Vec<_> = project
        .claims()
        .iter()
        .flat_map(|claim| {
            project.article().passages_of(claim.id).map(|range| Anchor { claim: claim.id, range })
        })
        .collect();
    assert!(project.article().anchors_by_claim().eq(by_claim));
    let (mut statuses, mut problems) = (StatusCounts::default(), ProblemCounts::default());
    for claim in project.claims().iter() {
        statuses.add(claim.status);
        problems.add(claim, project.article());
    }
    assert_eq!((project.count_statuses(), project.count_problems()), (statuses, problems));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn undoing_everything_leads_to_the_start_and_redoing_everything_to_the_end(sitting in any_sitting()) {
        let mut history = sit(&sitting);
        let end = Arc::clone(history.now());
        let steps = history.past().len();
        let mut undone = 0;
        while history.undo().is_some() {
            undone += 1;
            assert_sound(history.now());
        }
        prop_assert_eq!(undone, steps);
        let beginning = start();
        prop_assert_eq!(history.now(), &beginning);
        while history.redo().is_some() {}
        prop_assert!(Arc::ptr_eq(history.now(), &end));
    }

    #[test]
    fn every_project_on_the_way_is_sound(sitting in any_sitting()) {
        let mut history = History::new(start());
        for (edit, _) in sitting {
            let _refused = history.apply(edit, at(0));
            assert_sound(history.now());
        }
    }

    #[test]
    fn typing_in_one_go_and_in_pauses_ends_the_same(sitting in any_sitting()) {
        let in_one_go: Vec<(Edit, i64)> = sitting.iter().map(|(edit, _)| (edit.clone(), 0)).collect();
        let in_pauses: Vec<(Edit, i64)> = sitting.iter().map(|(edit, _)| (edit.clone(), 10)).collect();
        let (merged, separate) = (sit(&in_one_go), sit(&in_pauses));
        prop_assert!(merged.past().len() <= separate.past().len());
        // When each claim was changed differs, of course.
        let blind = |project: &Project| {
            let ids: Vec<ClaimId> = project.claims().iter().map(|claim| claim.id).collect();
            project.with_claims_changed(&ids, |claim| claim.changed = None)
        };
        prop_assert_eq!(blind(merged.now()), blind(separate.now()));
    }

    #[test]
    fn a_refused_edit_and_one_that_changes_nothing_leave_no_step(sitting in any_sitting(), edit in any_edit()) {
        let mut history = sit(&sitting);
        history.seal();
        let (before, steps) = (Arc::clone(history.now()), history.past().len());
        let changes = apply(&before, &edit, at(1000)).is_ok_and(|next| !next.ptr_eq(&before));
        let outcome = history.apply(edit, at(1000));
        if changes {
            prop_assert!(outcome.is_ok());
            prop_assert_eq!(history.past().len(), steps + 1);
        } else {
            prop_assert!(Arc::ptr_eq(history.now(), &before));
            prop_assert_eq!(history.past().len(), steps);
        }
    }

    #[test]
    fn ids_are_never_given_twice(sitting in any_sitting()) {
        let mut history = History::new(start());
        let mut last = 0;
        for (edit, _) in sitting {
            let adds = matches!(edit, Edit::AddClaim { .. });
            let _refused = history.apply(edit, at(0));
            if adds {
                let newest = history.now().next_claim_id().number() - 1;
                prop_assert_eq!(newest, last + 1);
                last = newest;
            }
        }
    }

    #[test]
    fn history_keeps_to_its_byte_limit_and_forgets_the_oldest(sitting in any_sitting()) {
        const LIMIT: usize = 2_000;
        let mut history = History::with_byte_limit(start(), LIMIT);
        let mut all = History::new(start());
        for (edit, _) in sitting {
            let _refused = history.apply(edit.clone(), at(0));
            let _refused = all.apply(edit, at(0));
            history.seal();
            all.seal();
            prop_assert!(history.bytes() <= LIMIT || history.past().len() == 1);
        }
        let newest = all.past().rev().map(Step::label);
        prop_assert!(history.past().rev().map(Step::label).eq(newest.take(history.past().len())));
        prop_assert!(all.bytes() <= LIMIT || history.past().len() < all.past().len());
        prop_assert_eq!(history.now(), all.now());
    }

    #[test]
    fn changing_the_article_moves_every_passage_with_its_words(
        sitting in any_sitting(), from in 0..TEXT.len(), len in 0..12usize, with in "[a-zé]{0,5}",
    ) {
        let before = Arc::clone(sit(&sitting).now());
        let replaced = from..(from + len).min(TEXT.len());
        let Some(after) = before.with_article_text_replaced(&replaced, &with) else {
            prop_assert!(!TEXT.is_char_boundary(replaced.start) || !TEXT.is_char_boundary(replaced.end));
            return Ok(());
        };
        assert_sound(&after);
        prop_assert_eq!(after.claims().len(), before.claims().len());
        for claim in before.claims().iter() {
            let passages = |project: &Project| project.article().passages_of(claim.id).count();
            let lost = after.claim(claim.id).map_or(0, |after| after.lost_passages.len()) - claim.lost_passages.len();
            // Two passages of one claim may become the same words; no passage goes unaccounted for otherwise.
            prop_assert!(passages(&after) + lost <= passages(&before));
        }
        for Anchor { claim, range } in before.article().anchors().iter().copied() {
            if range.end() <= replaced.start {
                prop_assert!(after.article().passages_of(claim).any(|passage| passage == range));
            }
        }
    }
}

/// What a person does at the desk, as far as it concerns the history.
#[derive(Clone, Debug)]
enum Doing {
    Edit(Edit),
    /// The edit is made by a job.
    Job(Edit),
    Undo,
    Redo,
    GoTo(usize),
    Seal,
}

fn any_replacement() -> impl Strategy<Value = Edit> {
    let because = prop::sample::select(vec![
        Replacement::Reloaded,
        Replacement::Merged,
        Replacement::BackupRestored { label: "12:03".into() },
        Replacement::Recovered,
    ]);
    (any_sitting(), because).prop_map(|(sitting, because)| Edit::ReplaceWith {
        version: Arc::clone(sit(&sitting).now()),
        because,
    })
}

fn any_doing() -> impl Strategy<Value = Doing> {
    // Much typing into one field, so that edits join, and are taken back.
    let typing = "[ab ]{0,2}".prop_map(|typed| {
        Doing::Edit(Edit::SetField { claim: ClaimId::FIRST, field: ClaimField::Note, typed })
    });
    prop_oneof![
        8 => any_edit().prop_map(Doing::Edit),
        8 => typing,
        2 => any_edit().prop_map(Doing::Job),
        1 => any_replacement().prop_map(Doing::Edit),
        4 => Just(Doing::Undo),
        2 => Just(Doing::Redo),
        1 => (0usize..20).prop_map(Doing::GoTo),
        1 => Just(Doing::Seal),
    ]
}

fn do_it(history: &mut History, doing: Doing, now: Timestamp) {
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
        Doing::Seal => history.seal(),
    }
}

/// A history as one can see it: the project, and the steps before and after with their times.
fn seen(history: &History) -> (Arc<Project>, [Vec<(String, Timestamp)>; 2]) {
    let steps = |step: &Step| (step.label().to_owned(), step.at());
    (Arc::clone(history.now()), [history.past().map(steps).collect(), history.future().map(steps).collect()])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn what_was_recorded_happens_again_to_the_same_outcome(
        doings in prop::collection::vec((any_doing(), 0i64..3, any::<bool>()), 0..60),
    ) {
        let mut history = History::new(start());
        let mut again = history.clone();
        let mut clock = 0;
        for (doing, pause, look) in doings {
            clock += pause;
            do_it(&mut history, doing, at(clock));
            if look {
                for recorded in history.take_recorded() {
                    prop_assert_eq!(again.replay(recorded), Ok(()));
                }
                prop_assert_eq!(seen(&again), seen(&history));
            }
        }
        for recorded in history.take_recorded() {
            prop_assert_eq!(again.replay(recorded), Ok(()));
        }
        again.end_replay();
        prop_assert_eq!(seen(&again), seen(&history));
        prop_assert_eq!(again.take_recorded(), Vec::new());
        prop_assert_eq!(history.take_recorded(), Vec::new());
        // Not the outcome alone: each step on the way as well.
        while history.undo().is_some() {
            prop_assert!(again.undo().is_some());
            prop_assert_eq!(history.now(), again.now());
        }
    }

    #[test]
    fn what_was_recorded_of_another_history_changes_nothing_when_it_does_not_fit(
        doings in prop::collection::vec((any_doing(), 0i64..3), 0..30),
        others in prop::collection::vec((any_doing(), 0i64..3), 0..30),
    ) {
        let mut records = Vec::new();
        let mut histories = [doings, others].map(|doings| {
            let mut history = History::new(start());
            for (doing, pause) in doings {
                do_it(&mut history, doing, at(pause));
            }
            records.extend(history.take_recorded());
            history
        });
        for recorded in records {
            let before = (seen(&histories[0]), histories[0].bytes());
            if histories[0].replay(recorded).is_err() {
                prop_assert_eq!((seen(&histories[0]), histories[0].bytes()), before);
            }
        }
        assert_sound(histories[0].now());
        prop_assert_eq!(histories[0].take_recorded(), Vec::new());
    }

    #[test]
    fn another_version_takes_the_place_of_the_project_as_one_step(
        sitting in any_sitting(), edit in any_replacement(),
    ) {
        let mut history = sit(&sitting);
        let (before, steps) = (Arc::clone(history.now()), history.past().len());
        let Edit::ReplaceWith { version, because } = &edit else { unreachable!("it is one") };
        prop_assert!(edit.claims().is_empty());
        prop_assert_eq!(history.apply(edit.clone(), at(1000)), Ok(()));
        let reloaded = *because == Replacement::Reloaded;
        let next = if reloaded { version.next_claim_id() } else { version.next_claim_id().max(before.next_claim_id()) };
        prop_assert_eq!(history.now().next_claim_id(), next);
        prop_assert_eq!(history.now().as_ref(), &version.with_ids_from(next));
        assert_sound(history.now());
        let changed = history.now() != &before;
        prop_assert_eq!(history.past().len(), steps + usize::from(changed));
        if changed {
            history.undo();
            prop_assert_eq!(history.now(), &before);
        }
    }
}

#[test]
fn another_version_of_the_project_is_called_after_where_it_comes_from() {
    let label = |because| Edit::ReplaceWith { version: start(), because }.label(None);
    assert_eq!(label(Replacement::Reloaded), "take over changes made elsewhere");
    assert_eq!(label(Replacement::Merged), "merge with the file on disk");
    assert_eq!(label(Replacement::BackupRestored { label: "12:03".into() }), "restore the backup of 12:03");
    assert_eq!(label(Replacement::Recovered), "recover unsaved work");
}

#[test]
fn steps_that_are_not_there_cannot_be_replayed() {
    let mut history = History::new(start());
    let edit = || Edit::SetTitle("Other".into());
    for recorded in [
        Recorded::Undo(1),
        Recorded::Redo(1),
        Recorded::Edit { edit: edit(), at: at(0), begins_step: false },
        Recorded::TakenBack { edit: edit(), at: at(0) },
    ] {
        assert_eq!(history.replay(recorded), Err(ReplayError::Unreachable));
    }
    let same = Edit::SetTitle("Sample".into());
    let recorded = Recorded::Edit { edit: same, at: at(0), begins_step: true };
    assert_eq!(history.replay(recorded), Err(ReplayError::Differs));
    let several = Recorded::Undo(3);
    for title in ["One", "Two"] {
        assert_eq!(history.apply(Edit::SetTitle(title.into()), at(0)), Ok(()));
        history.seal();
    }
    history.undo();
    history.redo();
    history.go_to(0);
    let recorded: Vec<Recorded> = history.take_recorded().split_off(2);
    assert_eq!(recorded, [Recorded::Undo(1), Recorded::Redo(1), Recorded::Undo(2)]);
    assert_eq!(history.replay(several), Err(ReplayError::Unreachable));
}

fn any_arrangement() -> impl Strategy<Value = Arrangement> {
    let sort = prop::option::of((prop::sample::select(&Column::ALL[..]), any::<bool>()))
        .prop_map(|sort| sort.map(|(column, descending)| Sort { column, descending }));
    let statuses = prop::collection::vec(prop::sample::select(&Status::ALL_AND_NONE[..]), 0..4)
        .prop_map(|toggled| toggled.into_iter().fold(StatusFilter::ALL, StatusFilter::toggled));
    (sort, statuses, "[a-z]?").prop_map(|(sort, statuses, words)| Arrangement { sort, statuses, words })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn rows_kept_up_to_date_are_those_arranged_anew(sitting in any_sitting(), arrangement in any_arrangement()) {
        let mut desk = arranged_desk(&arrangement);
        for (edit, _) in sitting {
            desk.handle(Command::Edit(edit), at(0));
            assert_rows(&desk, &arrangement);
        }
        desk.handle(Command::Select(Select::None), at(0));
        let document = desk.document().expect("a project is open");
        prop_assert_eq!(document.list().rows(), arrange(document.project(), &arrangement));
    }

    #[test]
    fn rows_follow_changes_of_many_claims_around_the_selected_one(
        tags in prop::collection::vec(prop::sample::select(&Status::ALL_AND_NONE[..]), 6..24),
        selected in 1u32..6,
        changes in prop::collection::vec(
            (prop::collection::vec(1u32..24, 1..12), prop::sample::select(&Status::ALL_AND_NONE[..])), 1..6,
        ),
        descending in any::<bool>(),
    ) {
        let sort = Some(Sort { column: Column::Status, descending });
        let arrangement = Arrangement { sort, ..Arrangement::default() };
        let mut desk = arranged_desk(&arrangement);
        let id = |number: u32| ClaimId::new(number).expect("from 1 on");
        for (number, status) in (1..).zip(&tags) {
            desk.handle(Command::Edit(Edit::AddClaim { text: String::new(), passages: Vec::new() }), at(0));
            desk.handle(Command::Edit(Edit::SetStatus { claims: vec![id(number)], status: *status }), at(0));
        }
        desk.handle(Command::Select(Select::Only(id(selected))), at(0));
        for (claims, status) in changes {
            let claims = claims.into_iter().filter(|number| *number as usize <= tags.len()).map(id).collect();
            desk.handle(Command::Edit(Edit::SetStatus { claims, status }), at(0));
            assert_rows(&desk, &arrangement);
        }
    }
}

/// A desk with the sample on it, its table arranged like this.
fn arranged_desk(arrangement: &Arrangement) -> Workspace {
    let mut desk = Workspace::new(arrangement.clone());
    desk.handle(Command::Leave(Next::NewFromText { title: String::new(), text: TEXT.to_owned() }), at(0));
    desk.handle(Command::FilterStatuses(arrangement.statuses), at(0));
    desk.handle(Command::FilterWords(arrangement.words.clone()), at(0));
    desk
}

/// Every row but that of the selected claim, which keeps its place, is where arranging anew puts it.
fn assert_rows(desk: &Workspace, arrangement: &Arrangement) {
    let document = desk.document().expect("a project is open");
    assert_eq!(document.list().counts(), document.project().count_statuses());
    let selected = document.selection().primary();
    let others =
        |rows: &[ClaimId]| rows.iter().copied().filter(|id| Some(*id) != selected).collect::<Vec<_>>();
    assert_eq!(others(document.list().rows()), others(&arrange(document.project(), arrangement)));
    let row = selected.and_then(|id| document.list().row_of(id));
    assert_eq!(document.list().selected_row(), row);
}
