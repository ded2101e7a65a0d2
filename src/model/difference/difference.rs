//! `Difference`: two versions of a project, compared claim by claim and field by field.

use super::{ClaimPart, DifferenceRow, VersionPart, changed_paragraphs, unmatched::unmatched};
use crate::model::{
    Article, Claim, ClaimId, MetadataField, Paragraph, Project, Selectors, Source, Status, TextRange,
};
use std::collections::BTreeMap;

/// What differs between two versions of a project.
///
/// When a claim was changed last, and which id comes next, is not compared: nobody wrote that.
/// Versions that share what they have in common are compared without a walk over it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    rows: Vec<DifferenceRow>,
    counts: DifferenceCounts,
}

/// How many things differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DifferenceCounts {
    /// Claims that only the later version has.
    pub claims_added: usize,
    /// Claims that only the earlier version has.
    pub claims_removed: usize,
    /// Claims that both have, and which differ.
    pub claims_changed: usize,
    /// Paragraphs that were changed, put in or taken out, blank lines among them.
    pub paragraphs: usize,
    /// The title and what the article states about itself, each for one.
    pub statements: usize,
}

impl Difference {
    /// Compares the two.
    pub fn between(before: &Project, after: &Project) -> Self {
        let mut found = Self { rows: Vec::new(), counts: DifferenceCounts::default() };
        if before.ptr_eq(after) {
            return found;
        }
        found.compare_statements(before, after);
        found.compare_text(before.article(), after.article());
        found.compare_claims(before, after);
        found
    }

    /// Whether nothing differs that a person wrote.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Everything that differs: first the title and the article, then claims in the order of the
    /// article, those without a passage last.
    pub fn rows(&self) -> &[DifferenceRow] {
        &self.rows
    }

    /// How much differs.
    pub const fn counts(&self) -> DifferenceCounts {
        self.counts
    }

    /// How much differs, in a sentence without a full stop: "2 claims changed, 1 claim added".
    pub fn summary(&self) -> String {
        let DifferenceCounts { claims_added, claims_removed, claims_changed, paragraphs, statements } =
            self.counts;
        let parts: Vec<String> = [
            (claims_changed, "claim", "changed"),
            (claims_added, "claim", "added"),
            (claims_removed, "claim", "removed"),
            (paragraphs, "paragraph", "of the article changed"),
            (statements, "statement", "about the project changed"),
        ]
        .into_iter()
        .filter(|(number, _, _)| *number > 0)
        .map(|(number, thing, what)| match number {
            1 => format!("1 {thing} {what}"),
            _ => format!("{number} {thing}s {what}"),
        })
        .collect();
        if parts.is_empty() { "no difference".to_owned() } else { parts.join(", ") }
    }

    fn compare_statements(&mut self, before: &Project, after: &Project) {
        self.push_if_differing(
            VersionPart::Title,
            Some(before.title().to_owned()),
            Some(after.title().to_owned()),
        );
        let (one, other) = (before.article().metadata(), after.article().metadata());
        for field in MetadataField::ALL {
            let owned = |stated: Option<&str>| stated.map(ToOwned::to_owned);
            let part = VersionPart::Metadata(field);
            self.push_if_differing(part, owned(one.as_written(field)), owned(other.as_written(field)));
        }
        self.counts.statements = self.rows.len();
    }

    fn compare_text(&mut self, before: &Article, after: &Article) {
        let line = |article: &Article, paragraph: Option<&Paragraph>| {
            paragraph.map(|paragraph| article.text()[paragraph.bytes()].to_owned())
        };
        for change in changed_paragraphs(before, after) {
            let old = &before.paragraphs().all()[change.before];
            let new = &after.paragraphs().all()[change.after];
            for index in 0..old.len().max(new.len()) {
                let (old, new) = (old.get(index), new.get(index));
                let number = new.or(old).and_then(|paragraph| paragraph.number);
                let part = VersionPart::Paragraph(number);
                self.rows.push(DifferenceRow { part, before: line(before, old), after: line(after, new) });
                self.counts.paragraphs += 1;
            }
        }
    }

    fn compare_claims(&mut self, before: &Project, after: &Project) {
        let passages = changed_passages(before.article(), after.article());
        let mut ids: Vec<ClaimId> = passages.keys().copied().collect();
        for change in after.claims().changes_since(before.claims()) {
            ids.extend(change.after.or(change.before).map(|claim| claim.id));
        }
        ids.sort_unstable();
        ids.dedup();
        let place = |id: ClaimId| {
            let first = |project: &Project| project.article().passages_of(id).next().map(TextRange::start);
            first(after).or_else(|| first(before)).unwrap_or(usize::MAX)
        };
        let mut in_order: Vec<(usize, ClaimId)> = ids.into_iter().map(|id| (place(id), id)).collect();
        in_order.sort_unstable();
        for (_, id) in in_order {
            let whole = |claim: Option<&Claim>| claim.map(|claim| claim.text.clone());
            match (before.claim(id), after.claim(id)) {
                (Some(old), Some(new)) => {
                    let rows_before = self.rows.len();
                    self.compare_claim(old, new, passages.get(&id));
                    self.counts.claims_changed += usize::from(self.rows.len() > rows_before);
                }
                (old, new) => {
                    self.counts.claims_added += usize::from(new.is_some());
                    self.counts.claims_removed += usize::from(old.is_some());
                    self.push_if_differing(VersionPart::Claim(id), whole(old), whole(new));
                }
            }
        }
    }

    fn compare_claim(&mut self, old: &Claim, new: &Claim, passages: Option<&BothPassages>) {
        let texts = |claim: &Claim| {
            let written = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            [
                (ClaimPart::Text, written(&claim.text)),
                (ClaimPart::Status, Some(Status::word_or_none(claim.status).to_owned())),
                (ClaimPart::Kind, claim.kind.map(|kind| kind.word().to_owned())),
                (ClaimPart::Attribution, written(&claim.attribution.to_string())),
                (ClaimPart::Reason, written(&claim.reason)),
                (ClaimPart::Note, written(&claim.note)),
            ]
        };
        for ((part, old_text), (_, new_text)) in texts(old).into_iter().zip(texts(new)) {
            self.push_if_differing(VersionPart::ClaimPart(old.id, part), old_text, new_text);
        }
        let part = |part| VersionPart::ClaimPart(old.id, part);
        self.compare_lists(part(ClaimPart::Source), &old.sources, &new.sources, Source::on_one_line);
        if let Some([before, after]) = passages {
            self.compare_lists(part(ClaimPart::Passage), before, after, |passage| passage.shown.clone());
        }
        let quote = |lost: &Selectors| lost.quote.clone();
        self.compare_lists(part(ClaimPart::LostPassage), &old.lost_passages, &new.lost_passages, quote);
    }

    fn compare_lists<T: Eq + std::hash::Hash>(
        &mut self,
        part: VersionPart,
        before: &[T],
        after: &[T],
        show: impl Fn(&T) -> String,
    ) {
        let (only_before, only_after) = unmatched(before, after);
        if only_before.is_empty() && only_after.is_empty() && before != after {
            let all = |items: &[T]| items.iter().map(&show).collect::<Vec<_>>().join("\n");
            self.rows.push(DifferenceRow { part, before: Some(all(before)), after: Some(all(after)) });
        }
        for index in 0..only_before.len().max(only_after.len()) {
            let shown = |items: &[T], places: &[usize]| places.get(index).map(|place| show(&items[*place]));
            let (before, after) = (shown(before, &only_before), shown(after, &only_after));
            self.rows.push(DifferenceRow { part, before, after });
        }
    }

    fn push_if_differing(&mut self, part: VersionPart, before: Option<String>, after: Option<String>) {
        if before != after {
            self.rows.push(DifferenceRow { part, before, after });
        }
    }
}

/// A passage, as it is compared and as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Passage {
    /// Where it is, if that can be compared.
    place: Option<TextRange>,
    shown: String,
}

/// The passages of a claim in the version before and in the one after.
type BothPassages = [Vec<Passage>; 2];

/// The claims whose passages differ.
///
/// In the same text passages are compared by their place; where the text differs, everything has
/// moved and only the words can be compared.
fn changed_passages(before: &Article, after: &Article) -> BTreeMap<ClaimId, BothPassages> {
    let mut changed: BTreeMap<ClaimId, BothPassages> = BTreeMap::new();
    if before.has_same_text(after) || before.text() == after.text() {
        let moved = after.anchors().changes_since(before.anchors());
        for anchor in moved.iter().filter_map(|change| change.after.or(change.before)) {
            changed.entry(anchor.claim).or_default();
        }
        for (claim, sides) in &mut changed {
            *sides = [before, after].map(|article| {
                article.passages_of(*claim).map(|range| passage_at_its_place(article, range)).collect()
            });
        }
        return changed;
    }
    for (side, article) in [before, after].into_iter().enumerate() {
        for anchor in article.anchors_by_claim() {
            let shown = article.quote(anchor.range).to_owned();
            changed.entry(anchor.claim).or_default()[side].push(Passage { place: None, shown });
        }
    }
    changed.retain(|_, [before, after]| before != after);
    changed
}

fn passage_at_its_place(article: &Article, range: TextRange) -> Passage {
    let quote = article.quote(range);
    let shown = match article.paragraphs().at(range.start()).number {
        Some(number) => format!("{quote} (paragraph {number})"),
        None => quote.to_owned(),
    };
    Passage { place: Some(range), shown }
}
