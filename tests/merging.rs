//! Merging two versions: laws that hold for any of them, and what a person sees of a clash.

use crate::any_project::{any_project, any_text};
use claimdesk::{
    edit::{Clash, Edit, Side, apply, merge_versions},
    format,
    model::{
        ClaimField, ClaimId, ClaimPart, Difference, Kind, MetadataField, Project, Source, Status, TextRange,
        Timestamp, VersionPart,
    },
};
use proptest::{prelude::*, sample::Index};

/// One change, told without knowing the project that it is made to.
#[derive(Clone, Debug)]
struct Change {
    what: u8,
    claim: Index,
    from: f64,
    to: f64,
    text: String,
    at: i64,
}

fn any_change() -> impl Strategy<Value = Change> {
    (0_u8..12, any::<Index>(), 0.0..1.0, 0.0..1.0, any_text(), 0_i64..9_000_000_000)
        .prop_map(|(what, claim, from, to, text, at)| Change { what, claim, from, to, text, at })
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    prop::collection::vec(any_change(), 0..8)
}

fn range_in(text: &str, from: f64, to: f64) -> Option<TextRange> {
    let place = |fraction: f64| text.floor_char_boundary((text.len() as f64 * fraction) as usize);
    let (from, to) = (place(from), place(to));
    TextRange::new(from.min(to), from.max(to))
}

/// The edit of this one claim that the change amounts to.
fn edit_of(project: &Project, claim: ClaimId, change: &Change) -> Option<Edit> {
    let typed = change.text.clone();
    let field = |field| Edit::SetField { claim, field, typed: typed.clone() };
    let first = || project.article().passages_of(claim).next();
    let range = || range_in(project.article().text(), change.from, change.to);
    Some(match change.what {
        0 => field(ClaimField::Text),
        1 => field(ClaimField::Attribution),
        2 => field(ClaimField::Reason),
        3 => field(ClaimField::Note),
        4 => Edit::SetStatus { claims: vec![claim], status: Status::ALL_AND_NONE[typed.len() % 4] },
        5 => Edit::SetKind { claims: vec![claim], kind: Kind::ALL.get(typed.len() % 7).copied() },
        6 => Edit::AddPassage { claim, passage: range()? },
        7 => Edit::RemovePassage { claim, passage: first()? },
        8 => Edit::MovePassage { claim, from: first()?, to: range()? },
        9 => Edit::AddSource { claim, source: Source { title: typed, ..Source::default() } },
        10 => Edit::RemoveSource { claim, index: 0 },
        _ => Edit::ForgetLostPassage { claim, index: 0 },
    })
}

/// The project with the changes that are possible, to any part of it.
fn changed(project: &Project, changes: &[Change]) -> Project {
    let mut project = project.clone();
    for change in changes {
        let at = Timestamp::from_unix_seconds(change.at);
        let ids: Vec<ClaimId> = project.claims().iter().map(|claim| claim.id).collect();
        let edit = match change.at % 6 {
            0 => Some(Edit::AddClaim {
                text: change.text.clone(),
                passages: range_in(project.article().text(), change.from, change.to).into_iter().collect(),
            }),
            1 if !ids.is_empty() => Some(Edit::DeleteClaims(vec![*change.claim.get(&ids)])),
            2 => Some(if change.what > 5 {
                Edit::SetTitle(change.text.clone())
            } else {
                Edit::SetMetadata { field: MetadataField::Date, typed: change.text.clone() }
            }),
            3 => {
                let bytes = range_in(project.article().text(), change.from, change.to);
                let bytes = bytes.map_or(0..0, TextRange::bytes);
                project = project.with_article_text_replaced(&bytes, &change.text).expect("on boundaries");
                None
            }
            _ if ids.is_empty() => None,
            _ => edit_of(&project, *change.claim.get(&ids), change),
        };
        if let Some(next) = edit.and_then(|edit| apply(&project, &edit, at).ok()) {
            project = next;
        }
    }
    project
}

/// Every text that a person put into the project, but that of the article.
fn texts(project: &Project) -> Vec<String> {
    let article = project.article();
    let mut texts = vec![project.title().to_owned()];
    let metadata = article.metadata();
    texts.extend(
        MetadataField::ALL.into_iter().filter_map(|field| metadata.as_written(field)).map(Into::into),
    );
    for claim in project.claims().iter() {
        texts.extend([&claim.text, &claim.reason, &claim.note].map(Clone::clone));
        texts.extend(claim.attribution.links().iter().cloned());
        texts.extend(
            claim.sources.iter().flat_map(|source| [&source.title, &source.url, &source.note]).cloned(),
        );
        texts.extend(claim.lost_passages.iter().map(|lost| lost.quote.clone()));
        texts.extend(article.passages_of(claim.id).map(|range| article.quote(range).to_owned()));
    }
    texts.retain(|text| !text.is_empty());
    texts
}

/// Fails when a text of either side is nowhere in what came of the merge, unless it stood in `base` and
/// so may have been taken out.
fn nothing_vanished(base: Option<&Project>, ours: &Project, theirs: &Project) -> Result<(), TestCaseError> {
    let merged = merge_versions(base, ours, theirs);
    let mut kept = texts(&merged.project);
    for clash in &merged.clashes {
        if let Clash::BothChanged { ours, theirs, .. } = clash {
            kept.extend([ours.clone(), theirs.clone()]);
        }
    }
    let before = base.map(texts).unwrap_or_default();
    for text in texts(ours).into_iter().chain(texts(theirs)) {
        let is_kept = before.contains(&text) || kept.iter().any(|kept| kept.contains(&text));
        prop_assert!(is_kept, "{text:?} is gone");
    }
    for (side, other) in [(ours, theirs), (theirs, ours)] {
        for claim in side.claims().iter() {
            let deleted =
                base.is_some_and(|base| base.claim(claim.id).is_some()) && other.claim(claim.id).is_none();
            prop_assert!(deleted || merged.project.claim(claim.id).is_some(), "{} is gone", claim.id);
        }
    }
    let written = format::write(&merged.project).expect("writable");
    let opened = format::read(written.as_bytes()).expect("it opens");
    prop_assert_eq!(opened.warnings, []);
    prop_assert_eq!(opened.project, merged.project);
    Ok(())
}

#[track_caller]
fn merges_to(
    base: &Project,
    ours: &Project,
    theirs: &Project,
    expected: &Project,
) -> Result<(), TestCaseError> {
    let merged = merge_versions(Some(base), ours, theirs);
    prop_assert_eq!(&merged.clashes, &[]);
    prop_assert_eq!(&merged.project, expected);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn what_only_one_side_changed_is_as_that_side_has_it(base in any_project(), steps in changes(), other in any_project()) {
        for version in [changed(&base, &steps), other] {
            merges_to(&base, &base, &version, &version)?;
            merges_to(&base, &version, &base, &version)?;
            merges_to(&base, &version, &version, &version)?;
        }
    }

    #[test]
    fn changes_to_different_claims_meet_in_either_order(base in any_project(), steps in changes(), others in changes()) {
        let ids: Vec<ClaimId> = base.claims().iter().map(|claim| claim.id).collect();
        prop_assume!(ids.len() > 1);
        let of_one = |claim: ClaimId, steps: &[Change]| {
            steps.iter().fold(base.clone(), |project, change| {
                let at = Timestamp::from_unix_seconds(change.at);
                let next = edit_of(&project, claim, change).and_then(|edit| apply(&project, &edit, at).ok());
                next.unwrap_or(project)
            })
        };
        let (one, other) = (of_one(ids[0], &steps), of_one(ids[1], &others));
        let merged = merge_versions(Some(&base), &one, &other);
        prop_assert_eq!(&merged.clashes, &[]);
        prop_assert_eq!(&merge_versions(Some(&base), &other, &one).project, &merged.project);
        prop_assert_eq!(merged.project.claim(ids[0]), one.claim(ids[0]));
        prop_assert_eq!(merged.project.claim(ids[1]), other.claim(ids[1]));
    }

    #[test]
    fn nothing_that_either_side_wrote_vanishes(base in any_project(), steps in changes(), others in changes()) {
        let (ours, theirs) = (changed(&base, &steps), changed(&base, &others));
        nothing_vanished(Some(&base), &ours, &theirs)?;
        nothing_vanished(None, &ours, &theirs)?;
    }

    #[test]
    fn projects_that_have_nothing_in_common_merge_without_loss(one in any_project(), two in any_project(), three in any_project()) {
        nothing_vanished(None, &one, &two)?;
        nothing_vanished(Some(&three), &one, &two)?;
    }

    #[test]
    fn a_difference_is_empty_for_equals_and_tells_of_everything_else(base in any_project(), steps in changes(), other in any_project()) {
        let without_times = |project: &Project| {
            let ids: Vec<ClaimId> = project.claims().iter().map(|claim| claim.id).collect();
            project.with_claims_changed(&ids, |claim| claim.changed = None)
        };
        for version in [changed(&base, &steps), other] {
            let difference = Difference::between(&base, &version);
            let (one, two) = (without_times(&base), without_times(&version));
            let is_same = one.title() == two.title() && one.article() == two.article() && one.claims() == two.claims();
            prop_assert_eq!(difference.is_empty(), is_same, "{:?}", difference);
            for row in difference.rows() {
                prop_assert!(!row.sentence().contains('\n'));
            }
        }
    }
}

const ARTICLE: &str = "The bridge opens in May.\nIt cost 12 million.\nTraffic fell.";

fn bridge() -> Project {
    let mut project = Project::new("Bridge", ARTICLE.to_owned());
    for words in ["opens in May", "12 million", "Traffic fell"] {
        let start = ARTICLE.find(words).expect("in the article");
        let passage = TextRange::new(start, start + words.len()).expect("not empty");
        project = after(&project, &Edit::AddClaim { text: words.to_owned(), passages: vec![passage] });
    }
    project
}

fn after(project: &Project, edit: &Edit) -> Project {
    apply(project, edit, Timestamp::from_unix_seconds(0)).expect("possible")
}

fn id(number: u32) -> ClaimId {
    ClaimId::new(number).expect("not zero")
}

fn tagged(project: &Project, number: u32, status: Status) -> Project {
    after(project, &Edit::SetStatus { claims: vec![id(number)], status: Some(status) })
}

fn typed(project: &Project, number: u32, field: ClaimField, text: &str) -> Project {
    after(project, &Edit::SetField { claim: id(number), field, typed: text.to_owned() })
}

fn quotes(project: &Project, number: u32) -> Vec<&str> {
    project.article().passages_of(id(number)).map(|range| project.article().quote(range)).collect()
}

#[test]
fn of_what_both_changed_ours_stands_and_the_note_keeps_theirs() {
    let base = typed(&bridge(), 1, ClaimField::Note, "Call the mayor.");
    let ours = typed(&tagged(&base, 1, Status::Disputed), 1, ClaimField::Text, "It opens in May.");
    let theirs =
        typed(&tagged(&base, 1, Status::Sourced), 1, ClaimField::Text, "The bridge will open in May.");
    let merged = merge_versions(Some(&base), &ours, &theirs);
    let claim = merged.project.claim(id(1)).expect("there");
    assert_eq!((claim.status, claim.text.as_str()), (Some(Status::Disputed), "It opens in May."));
    assert_eq!(
        claim.note,
        "Call the mayor.\nIn the other version: status Sourced\nIn the other version: claim “The bridge will open in May.”"
    );
    let told: Vec<String> = merged.clashes.iter().map(ToString::to_string).collect();
    assert_eq!(
        told[0],
        "C01: status was changed in both versions. Here it is “Disputed”; in the other version it is “Sourced”, which is kept in the note."
    );
    assert_eq!(told.len(), 2);
    assert!(merged.clashes.iter().all(Clash::needs_decision));
    // Merged with the same version once more, the note says it once.
    let again = merge_versions(Some(&base), &merged.project, &theirs).project;
    assert_eq!(again.claim(id(1)).map(|claim| claim.note.matches("status Sourced").count()), Some(1));
}

#[test]
fn a_claim_deleted_here_and_changed_there_stays_with_its_passages() {
    let base = bridge();
    let without = after(&base, &Edit::DeleteClaims(vec![id(2)]));
    let changed = tagged(&base, 2, Status::Sourced);
    for (ours, theirs, deleted_by) in [(&without, &changed, Side::Ours), (&changed, &without, Side::Theirs)] {
        let merged = merge_versions(Some(&base), ours, theirs);
        assert_eq!(merged.clashes, [Clash::DeletedAndChanged { claim: id(2), deleted_by }]);
        assert_eq!(merged.project.claim(id(2)), changed.claim(id(2)));
        assert_eq!(quotes(&merged.project, 2), ["12 million"]);
    }
}

#[test]
fn two_new_claims_with_one_id_both_stay() {
    let base = bridge();
    let start = ARTICLE.find("fell").expect("there");
    let passages = vec![TextRange::new(start, start + 4).expect("not empty")];
    let ours = after(&base, &Edit::AddClaim { text: "Ours".into(), passages: Vec::new() });
    let theirs = after(&base, &Edit::AddClaim { text: "Theirs".into(), passages });
    let merged = merge_versions(Some(&base), &ours, &theirs);
    assert_eq!(merged.clashes, [Clash::SameId { claim: id(4), theirs_is_now: id(5) }]);
    assert!(!merged.clashes[0].needs_decision());
    assert_eq!(merged.project.claim(id(4)).map(|claim| claim.text.as_str()), Some("Ours"));
    assert_eq!(merged.project.claim(id(5)).map(|claim| claim.text.as_str()), Some("Theirs"));
    assert_eq!(quotes(&merged.project, 5), ["fell"]);
    assert!(quotes(&merged.project, 4).is_empty());
    assert_eq!(merged.project.next_claim_id(), id(6));
}

#[test]
fn passages_follow_the_text_that_the_other_side_changed() {
    let base = bridge();
    let theirs = base.with_article_text_replaced(&(0..0), "Foreword.\n").expect("on boundaries");
    let start = ARTICLE.find("cost").expect("there");
    let passage = TextRange::new(start, start + 4).expect("not empty");
    let ours = after(&base, &Edit::AddPassage { claim: id(2), passage });
    let merged = merge_versions(Some(&base), &ours, &theirs);
    assert_eq!(merged.clashes, []);
    assert_eq!(merged.project.article().text(), theirs.article().text());
    assert_eq!(quotes(&merged.project, 2), ["cost", "12 million"]);
    assert_eq!(merge_versions(Some(&base), &theirs, &ours).project, merged.project);
}

#[test]
fn words_that_the_other_side_took_out_of_the_text_are_kept_as_lost() {
    let base = bridge();
    let line = ARTICLE.find("It cost").expect("there");
    let theirs = base.with_article_text_replaced(&(line..line + 20), "").expect("on boundaries");
    let start = ARTICLE.find("cost").expect("there");
    let passage = TextRange::new(start, start + 4).expect("not empty");
    let ours = after(&base, &Edit::AddPassage { claim: id(3), passage });
    let merged = merge_versions(Some(&base), &ours, &theirs).project;
    let lost = |number| -> Vec<String> {
        let claim = merged.claim(id(number)).expect("there");
        claim.lost_passages.iter().map(|lost| lost.quote.clone()).collect()
    };
    assert_eq!(lost(2), ["12 million"]);
    assert_eq!(lost(3), ["cost"]);
    assert_eq!(quotes(&merged, 3), ["Traffic fell"]);
}

#[test]
fn when_both_changed_the_text_ours_stands_and_it_is_told() {
    let base = bridge();
    let ours = base.with_article_text_replaced(&(0..3), "A").expect("on boundaries");
    let theirs = base.with_article_text_replaced(&(0..3), "Their new").expect("on boundaries");
    let theirs = tagged(&theirs, 3, Status::Sourced);
    let merged = merge_versions(Some(&base), &ours, &theirs);
    assert_eq!(merged.project.article().text(), ours.article().text());
    assert!(matches!(&merged.clashes[..], [Clash::BothChanged { part: VersionPart::ArticleText, .. }]));
    for (number, words) in [(1, "opens in May"), (2, "12 million"), (3, "Traffic fell")] {
        assert_eq!(quotes(&merged.project, number), [words]);
    }
}

#[test]
fn without_a_version_before_everything_of_both_is_there() {
    let base = bridge();
    let ours = typed(&base, 1, ClaimField::Reason, "Said so");
    let theirs = typed(&tagged(&base, 1, Status::Sourced), 1, ClaimField::Text, "Opening in May");
    let theirs = after(&theirs, &Edit::DeleteClaims(vec![id(3)]));
    let merged = merge_versions(None, &ours, &theirs);
    let claim = merged.project.claim(id(1)).expect("there");
    assert_eq!((claim.status, claim.reason.as_str()), (Some(Status::Sourced), "Said so"));
    assert_eq!(claim.note, "In the other version: claim “Opening in May”");
    assert!(merged.project.claim(id(3)).is_some());
    assert_eq!(merged.clashes.len(), 1);
}

#[test]
fn a_difference_reads_as_sentences_in_the_order_of_the_article() {
    let base = typed(&bridge(), 3, ClaimField::Note, "Old");
    let mut later = tagged(&base, 3, Status::Disputed);
    later = typed(&later, 3, ClaimField::Note, "");
    later = after(
        &later,
        &Edit::AddSource {
            claim: id(1),
            source: Source { title: "Mayor".into(), url: "https://example.org".into(), note: String::new() },
        },
    );
    later = after(
        &later,
        &Edit::RemovePassage { claim: id(2), passage: TextRange::new(33, 43).expect("not empty") },
    );
    later = after(
        &later,
        &Edit::AddClaim { text: "New".into(), passages: vec![TextRange::new(0, 3).expect("not empty")] },
    );
    later = after(&later, &Edit::SetTitle("Bridges".into()));
    let difference = Difference::between(&base, &later);
    let told: Vec<String> = difference.rows().iter().map(claimdesk::model::DifferenceRow::sentence).collect();
    assert_eq!(
        told,
        [
            "Title “Bridge” → “Bridges”",
            "C04 added: “New”",
            "C01: source added: “Mayor · https://example.org”",
            "C02: passage removed: “12 million (paragraph 2)”",
            "C03: status Not tagged → Disputed",
            "C03: note removed: “Old”",
        ]
    );
    assert_eq!(
        difference.summary(),
        "3 claims changed, 1 claim added, 1 statement about the project changed"
    );
    assert_eq!(difference.rows()[1].part.claim(), Some(id(4)));
    assert_eq!(difference.rows()[4].part, VersionPart::ClaimPart(id(3), ClaimPart::Status));
    assert!(Difference::between(&later, &later.clone()).is_empty());
}

#[test]
fn versions_that_share_their_claims_still_share_them_when_merged() {
    let mut base = Project::new("Long", ARTICLE.to_owned());
    for _ in 0..3000 {
        base =
            base.with_new_claim(|id| claimdesk::model::Claim::new(id, id.to_string())).expect("ids left").0;
    }
    let (ours, theirs) = (tagged(&base, 7, Status::Sourced), tagged(&base, 2900, Status::Disputed));
    let merged = merge_versions(Some(&base), &ours, &theirs).project;
    assert_eq!(merged.claims().changes_since(ours.claims()).len(), 1);
    assert!(
        merged.bytes_not_shared_with(&ours) * 5
            < merged.bytes_not_shared_with(&Project::new("", String::new()))
    );
}
