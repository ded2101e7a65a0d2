//! `Article`: the text under check and the anchors into it, changed only together.

use super::{
    Anchor, ClaimId, Listed, Metadata, Paragraphs, SharedList, TextRange, hidden_places::HiddenPlaces,
};
use std::{ops::Range, sync::Arc};

/// The article under check.
///
/// Every anchor lies inside the present text on character boundaries; only this type changes
/// either, and changes both together.
#[derive(Clone, Debug)]
pub struct Article {
    metadata: Arc<Metadata>,
    text: Arc<Text>,
    anchors: SharedList<Anchor>,
    passages: SharedList<Passage>,
}

#[derive(Debug)]
struct Text {
    whole: String,
    paragraphs: Paragraphs,
    hidden: HiddenPlaces,
}

/// An anchor in the order of its claim, so that a claim's passages are found without a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Passage(Anchor);

impl Listed for Passage {
    type Key = (ClaimId, TextRange);

    fn key(&self) -> Self::Key {
        (self.0.claim, self.0.range)
    }

    fn is_same(&self, other: &Self) -> bool {
        self == other
    }

    fn size_in_memory(&self) -> usize {
        size_of::<Self>()
    }
}

impl Article {
    /// An article nothing is pinned to yet. Line ends must be `\n` already.
    pub fn new(text: String) -> Self {
        let paragraphs = Paragraphs::of(&text);
        let hidden = HiddenPlaces::of(&text);
        Self {
            metadata: Arc::default(),
            text: Arc::new(Text { whole: text, paragraphs, hidden }),
            anchors: SharedList::default(),
            passages: SharedList::default(),
        }
    }

    /// The same article with these anchors; `None` when one does not fit the text.
    pub fn with_anchors(&self, anchors: Vec<Anchor>) -> Option<Self> {
        if !anchors.iter().all(|anchor| anchor.range.fits(self.text())) {
            return None;
        }
        Some(self.with_fitting_anchors(anchors))
    }

    fn with_fitting_anchors(&self, anchors: Vec<Anchor>) -> Self {
        Self {
            metadata: Arc::clone(&self.metadata),
            text: Arc::clone(&self.text),
            passages: SharedList::from_items(anchors.iter().copied().map(Passage).collect()),
            anchors: SharedList::from_items(anchors),
        }
    }

    /// What the article states about itself.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// The same article, stating this about itself.
    #[must_use]
    pub fn with_metadata(&self, metadata: Metadata) -> Self {
        Self { metadata: Arc::new(metadata), ..self.clone() }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text.whole
    }

    /// Where its lines begin.
    pub fn paragraphs(&self) -> &Paragraphs {
        &self.text.paragraphs
    }

    /// How many hidden characters the text has; counted once, when it became the text.
    pub fn hidden_count(&self) -> usize {
        self.text.hidden.count()
    }

    /// How many hidden characters stand in these bytes, which must lie on character boundaries.
    pub fn hidden_count_in(&self, bytes: Range<usize>) -> usize {
        self.text.hidden.count_in(self.text(), bytes)
    }

    /// The first hidden character from a byte on, which must be a character boundary; after the last comes
    /// the first again. `None` when the text has none.
    pub fn next_hidden(&self, from: usize) -> Option<TextRange> {
        let hidden = &self.text.hidden;
        hidden.first_from(self.text(), from).or_else(|| hidden.first_from(self.text(), 0))
    }

    /// Every anchor, in article order.
    pub fn anchors(&self) -> &SharedList<Anchor> {
        &self.anchors
    }

    /// The anchors that share at least one byte with `bytes`, in article order.
    pub fn anchors_in(&self, bytes: Range<usize>) -> impl Iterator<Item = Anchor> {
        self.anchors.reaching(bytes.start).copied().take_while(move |anchor| anchor.range.start() < bytes.end)
    }

    /// The passages of a claim, in article order.
    pub fn passages_of(&self, claim: ClaimId) -> impl Iterator<Item = TextRange> + Clone {
        const LOWEST: Option<TextRange> = TextRange::new(0, 1);
        let from = LOWEST.map(|lowest| (claim, lowest));
        from.into_iter()
            .flat_map(|key| self.passages.from_key(key))
            .map(|passage| passage.0)
            .take_while(move |anchor| anchor.claim == claim)
            .map(|anchor| anchor.range)
    }

    /// The words of the passage. The range must fit the text, as those of anchors do.
    pub fn quote(&self, range: TextRange) -> &str {
        self.text().get(range.bytes()).unwrap_or_default()
    }

    /// Pins the claim to the range, which must fit the text: else the article stays as it is.
    #[must_use]
    pub fn with_anchor(&self, anchor: Anchor) -> Self {
        let mut article = self.clone();
        if anchor.range.fits(self.text()) && self.anchors.get(anchor.key()).is_none() {
            article.anchors.insert(anchor);
            article.passages.insert(Passage(anchor));
        }
        article
    }

    /// Takes one anchor away.
    #[must_use]
    pub fn without_anchor(&self, anchor: Anchor) -> Self {
        let mut article = self.clone();
        article.anchors.remove(anchor.key());
        article.passages.remove(Passage(anchor).key());
        article
    }

    /// Takes the anchors of these claims away.
    #[must_use]
    pub(super) fn without_passages_of(&self, claims: &[ClaimId]) -> Self {
        let mut article = self.clone();
        for &claim in claims {
            for range in self.passages_of(claim) {
                let anchor = Anchor { claim, range };
                article.anchors.remove(anchor.key());
                article.passages.remove(Passage(anchor).key());
            }
        }
        article
    }

    /// Every anchor in the order of claims, those of one claim in article order.
    pub fn anchors_by_claim(&self) -> impl Iterator<Item = Anchor> {
        self.passages.iter().map(|passage| passage.0)
    }

    /// Another text in place of the bytes `replaced`, which must lie on character boundaries. Every
    /// anchor moves along as [`TextRange::after_replacing`] says; those whose words are all gone
    /// are returned with it, as they were.
    pub fn with_text_replaced(&self, replaced: &Range<usize>, with: &str) -> Option<(Self, Vec<Anchor>)> {
        let text = self.text();
        if !(text.is_char_boundary(replaced.start)
            && text.is_char_boundary(replaced.end)
            && replaced.start <= replaced.end)
        {
            return None;
        }
        let mut next = String::with_capacity(text.len() - replaced.len() + with.len());
        next.push_str(&text[..replaced.start]);
        next.push_str(with);
        next.push_str(&text[replaced.end..]);

        let (mut kept, mut gone) = (Vec::with_capacity(self.anchors.len()), Vec::new());
        for anchor in self.anchors.iter() {
            match anchor.range.after_replacing(replaced, with.len()) {
                Some(range) => kept.push(Anchor { range, ..*anchor }),
                None => gone.push(*anchor),
            }
        }
        let article = Self::new(next).with_metadata(self.metadata().clone());
        Some((article.with_fitting_anchors(kept), gone))
    }

    /// Whether both have the very same text: equal without reading it.
    pub fn has_same_text(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.text, &other.text)
    }

    /// About how many bytes this article takes that `other` does not.
    pub fn bytes_not_shared_with(&self, other: &Self) -> usize {
        let text = if self.has_same_text(other) { 0 } else { self.text().len() };
        text + self.anchors.bytes_not_shared_with(&other.anchors)
            + self.passages.bytes_not_shared_with(&other.passages)
    }

    /// Whether both are the very same version, told without looking inside.
    pub(super) fn ptr_eq(&self, other: &Self) -> bool {
        self.has_same_text(other)
            && Arc::ptr_eq(&self.metadata, &other.metadata)
            && self.anchors.ptr_eq(&other.anchors)
    }
}

impl PartialEq for Article {
    fn eq(&self, other: &Self) -> bool {
        self.metadata == other.metadata
            && (self.has_same_text(other) || self.text() == other.text())
            && self.anchors == other.anchors
    }
}

impl Eq for Article {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_that_only_touch_a_stretch_of_text_are_not_in_it() {
        let anchor = |start, end| Anchor {
            claim: ClaimId::FIRST,
            range: TextRange::new(start, end).expect("not empty"),
        };
        let (before, across, inside, after) = (anchor(0, 4), anchor(0, 9), anchor(4, 6), anchor(6, 9));
        let article = Article::new("The moon.".into())
            .with_anchors(vec![after, before, inside, across])
            .expect("all of them fit");
        assert!(article.anchors_in(4..6).eq([across, inside]));
        assert!(article.anchors_in(0..9).eq([across, before, inside, after]));
    }
}
