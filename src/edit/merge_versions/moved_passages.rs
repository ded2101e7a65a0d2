//! Where the passages of one version stand in the text of another.

use crate::model::{
    Article, ChangedParagraphs, ClaimId, Selectors, TextRange, changed_paragraphs, find_quote,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How many bytes of article are read in all while looking for words in it. Beyond that, passages
/// count as lost, and their claims keep the words.
const BYTES_SEARCHED: usize = 500_000_000;

/// How many matches `find_quote` weighs at most.
const MATCHES_WEIGHED: usize = 10_000;

/// The passages of one version, as they are in the merged text.
#[derive(Debug, Default)]
pub(super) struct Placed {
    /// Those that are in it.
    pub(super) found: BTreeMap<ClaimId, BTreeSet<TextRange>>,
    /// The words of those that are not.
    pub(super) lost: BTreeMap<ClaimId, Vec<Selectors>>,
}

impl Placed {
    /// Whether the claim has the same passages in both.
    pub(super) fn is_same_for(&self, claim: ClaimId, other: &Self) -> bool {
        self.found.get(&claim) == other.found.get(&claim) && self.lost.get(&claim) == other.lost.get(&claim)
    }

    /// Forgets the passages of a claim.
    pub(super) fn forget(&mut self, claim: ClaimId) {
        self.found.remove(&claim);
        self.lost.remove(&claim);
    }

    /// Gives the passages of one claim to another one.
    pub(super) fn rename(&mut self, claim: ClaimId, to: ClaimId) {
        if let Some(found) = self.found.remove(&claim) {
            self.found.insert(to, found);
        }
        if let Some(lost) = self.lost.remove(&claim) {
            self.lost.insert(to, lost);
        }
    }
}

/// Moves passages from one text into another; what was moved once is moved the same way again.
#[derive(Debug)]
pub(super) struct MovedPassages<'a> {
    from: &'a Article,
    to: &'a Article,
    changed: Vec<ChangedParagraphs>,
    moved: HashMap<TextRange, Option<TextRange>>,
    bytes_left: usize,
}

impl<'a> MovedPassages<'a> {
    pub(super) fn new(from: &'a Article, to: &'a Article) -> Self {
        let changed = changed_paragraphs(from, to);
        Self { from, to, changed, moved: HashMap::new(), bytes_left: BYTES_SEARCHED }
    }

    /// Where the passages of a version are that has the text they are moved from.
    pub(super) fn place(&mut self, version: &Article) -> Placed {
        let mut placed = Placed::default();
        for anchor in version.anchors_by_claim() {
            if let Some(range) = self.place_of(anchor.range) {
                placed.found.entry(anchor.claim).or_default().insert(range);
            } else {
                let words = Selectors::of(self.from.text(), anchor.range);
                placed.lost.entry(anchor.claim).or_default().push(words);
            }
        }
        placed
    }

    fn place_of(&mut self, range: TextRange) -> Option<TextRange> {
        if self.changed.is_empty() {
            return Some(range);
        }
        if let Some(known) = self.moved.get(&range) {
            return *known;
        }
        let place = self.in_paragraphs_that_stayed(range).or_else(|| self.looked_for(range));
        self.moved.insert(range, place);
        place
    }

    /// The index of the first change that does not end before the line.
    fn change_at(&self, line: usize) -> usize {
        self.changed.partition_point(|change| change.before.end <= line)
    }

    fn in_paragraphs_that_stayed(&self, range: TextRange) -> Option<TextRange> {
        let lines = self.from.paragraphs();
        let (first, last) = (lines.index_at(range.start()), lines.index_at(range.end() - 1));
        let next = self.change_at(first);
        if self.changed.get(next).is_some_and(|change| change.before.start <= last) {
            return None;
        }
        let new_line = match next.checked_sub(1).map(|passed| &self.changed[passed]) {
            Some(passed) => first - passed.before.end + passed.after.end,
            None => first,
        };
        let offset = range.start() - lines.all()[first].start;
        let start = self.to.paragraphs().all().get(new_line)?.start + offset;
        let moved = TextRange::new(start, start + range.len())?;
        // A passage that takes in the end of its line may end where there is none any more.
        (self.to.text().get(moved.bytes()) == Some(self.from.quote(range))).then_some(moved)
    }

    fn looked_for(&mut self, range: TextRange) -> Option<TextRange> {
        let text = self.to.text();
        let matches = (text.len() / range.len()).min(MATCHES_WEIGHED);
        self.bytes_left = self.bytes_left.checked_sub(text.len() + matches * 64)?;
        find_quote(text, &Selectors::of(self.from.text(), range), range.start())
    }
}
