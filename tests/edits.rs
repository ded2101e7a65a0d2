//! Laws over random edits: what holds whatever a person does.

use claimdesk::{
    edit::{Edit, History, Step, apply},
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
