//! Projects as nobody would write them, for laws that must hold for all of them.

use claimdesk::model::{
    Anchor, Article, Attribution, Claim, ClaimId, Kind, Metadata, Project, Selectors, Source, Status,
    TextRange, Timestamp,
};
use proptest::prelude::*;

/// Text with everything that files and readers stumble over.
pub(crate) fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[ -~]{0,12}",
        2 => "\\PC{0,8}",
        1 => any::<String>(),
        1 => Just("e\u{301}\u{301} \u{302}".to_owned()),
        1 => Just("\u{301}starts with a mark".to_owned()),
        1 => Just("👩‍👩‍👧 🇺🇦 1️⃣".to_owned()),
        1 => Just("\u{202e}12 %\u{202c}\u{200b}\u{feff}\u{a0}".to_owned()),
        1 => Just("\r\n\r\t\0\u{7f}\u{85}\u{2028}".to_owned()),
        1 => Just("\n\n".to_owned()),
        1 => Just("\\\" \\u{41} r#\"x\"# // /* */ <<<<<<< ".to_owned()),
        1 => Just("١٢٪ שלום 한국".to_owned()),
    ];
    prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat())
}

fn any_claim(id: ClaimId) -> impl Strategy<Value = Claim> {
    let words = (any_text(), prop::collection::vec(any_text(), 0..3), any_text(), any_text());
    let tags = (
        prop::sample::select(Status::ALL_AND_NONE.to_vec()),
        prop::option::of(prop::sample::select(Kind::ALL.to_vec())),
        prop::option::of(-60_000_000_000_i64..60_000_000_000),
    );
    let sources = prop::collection::vec((any_text(), any_text(), any_text()), 0..3);
    let lost = prop::collection::vec((any_text(), any_text(), any_text()), 0..2);
    (words, tags, sources, lost).prop_map(move |(words, (status, kind, changed), sources, lost)| {
        let (text, links, reason, note) = words;
        Claim {
            id,
            status,
            kind,
            text,
            attribution: Attribution::from_links(links),
            reason,
            note,
            sources: sources.into_iter().map(|(title, url, note)| Source { title, url, note }).collect(),
            lost_passages: lost
                .into_iter()
                .map(|(quote, prefix, suffix)| Selectors { quote, prefix, suffix })
                .collect(),
            changed: changed.map(Timestamp::from_unix_seconds),
        }
    })
}

/// The range between two places of the text, given as fractions of it.
fn range_in(text: &str, from: f64, to: f64) -> Option<TextRange> {
    let place = |fraction: f64| text.floor_char_boundary((text.len() as f64 * fraction) as usize);
    let (from, to) = (place(from), place(to));
    TextRange::new(from.min(to), from.max(to))
}

/// A valid project with up to six claims.
pub(crate) fn any_project() -> impl Strategy<Value = Project> {
    let metadata = prop::collection::vec(prop::option::of(any_text()), 5);
    let ids = prop::collection::btree_set(1_u32..200, 0..6);
    let claims = ids.prop_flat_map(|ids| {
        let claims: Vec<_> =
            ids.into_iter().map(|number| any_claim(ClaimId::new(number).expect("from 1 on"))).collect();
        claims
    });
    let places = prop::collection::vec((any::<prop::sample::Index>(), 0.0..1.0, 0.0..1.0), 0..12);
    (any_text(), any_text(), metadata, claims, places).prop_map(|(title, text, metadata, claims, places)| {
        let mut stated = metadata.into_iter();
        let mut next = || stated.next().flatten();
        let metadata =
            Metadata { headline: next(), author: next(), outlet: next(), date: next(), url: next() };
        let article = Article::new(text).with_metadata(metadata);
        let anchors = places
            .into_iter()
            .filter(|_| !claims.is_empty())
            .filter_map(|(claim, from, to)| {
                let claim = claim.get(&claims).id;
                range_in(article.text(), from, to).map(|range| Anchor { claim, range })
            })
            .collect();
        let next_id = ClaimId::new(200).expect("not zero");
        Project::from_parts(&title, &article, claims, anchors, next_id).expect("made to be valid")
    })
}
