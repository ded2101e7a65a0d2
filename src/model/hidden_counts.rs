//! `HiddenCounts`: where a claim has hidden characters, and how many.

use super::{Article, Claim, Selectors, Source, count_hidden};

/// How many hidden characters stand in the parts of one claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct HiddenCounts {
    /// In the words it is pinned to, lost ones included.
    pub passages: usize,
    /// In the statement.
    pub text: usize,
    /// In the attribution.
    pub attribution: usize,
    /// In titles, addresses and notes of its sources.
    pub sources: usize,
    /// In the reason and the note.
    pub remarks: usize,
}

impl HiddenCounts {
    /// Counts those of the claim, whose passages are in `article`.
    pub fn of(claim: &Claim, article: &Article) -> Self {
        let Claim { id, text, attribution, reason, note, sources, lost_passages, .. } = claim;
        let pinned = match article.hidden_count() {
            0 => 0,
            _ => article.passages_of(*id).map(|range| article.hidden_count_in(range.bytes())).sum(),
        };
        let lost = lost_passages.iter().map(|Selectors { quote, .. }| count_hidden(quote)).sum::<usize>();
        let in_source = |Source { title, url, note }: &Source| {
            [title, url, note].into_iter().map(|part| count_hidden(part)).sum::<usize>()
        };
        Self {
            passages: pinned + lost,
            text: count_hidden(text),
            attribution: attribution.links().iter().map(|link| count_hidden(link)).sum(),
            sources: sources.iter().map(in_source).sum(),
            remarks: count_hidden(reason) + count_hidden(note),
        }
    }

    /// How many in all.
    pub const fn total(self) -> usize {
        self.passages + self.text + self.attribution + self.sources + self.remarks
    }

    /// Where they are: "3 hidden characters in the passage, 1 in the sources".
    pub fn sentence(self) -> String {
        let parts = [
            (self.passages, "the passage"),
            (self.text, "the statement"),
            (self.attribution, "the attribution"),
            (self.sources, "the sources"),
            (self.remarks, "the remarks"),
        ];
        let parts = parts.into_iter().filter(|(count, _)| *count > 0).enumerate();
        let said = parts.map(|(index, (count, place))| match (index, count) {
            (0, 1) => format!("1 hidden character in {place}"),
            (0, count) => format!("{count} hidden characters in {place}"),
            (_, count) => format!("{count} in {place}"),
        });
        said.collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Anchor, ClaimId, TextRange};

    #[test]
    fn every_part_of_a_claim_is_looked_through() {
        let anchor = Anchor { claim: ClaimId::FIRST, range: TextRange::new(0, 8).expect("not empty") };
        let article =
            Article::new("It \u{202e}ra\u{200b}ined.".into()).with_anchors(vec![anchor]).expect("fits");
        let mut claim = Claim::new(ClaimId::FIRST, "It rained.".into());
        assert_eq!(HiddenCounts::of(&claim, &article).sentence(), "1 hidden character in the passage");
        claim.lost_passages.push(Selectors { quote: "\u{200b}".into(), ..Selectors::default() });
        claim.text = "\u{ad}".into();
        claim.sources.push(Source { url: "https://a\u{200d}b".into(), ..Source::default() });
        let counts = HiddenCounts::of(&claim, &article);
        assert_eq!(
            counts.sentence(),
            "2 hidden characters in the passage, 1 in the statement, 1 in the sources"
        );
        assert_eq!(counts.total(), 4);
    }
}
