//! Where the passages of a file stand in its article: where it says, elsewhere, or nowhere.

use super::super::ReadCause;
use super::from_model::{first_chars, last_chars};
use super::types::PassageFile;
use crate::format::Warning;
use crate::model::{Anchor, CONTEXT_CHARS, ClaimId, CodePoints, Selectors, TextRange, find_quote};
use std::collections::HashSet;

/// How many bytes of article are read in all while looking for words that are not where the file
/// says. One search may read the whole article; a file in which every passage is wrong must not
/// keep the person waiting for hours. This takes about a second.
const BYTES_SEARCHED: usize = 500_000_000;

/// How many bytes before and after the expected place are looked at before the whole article is.
const NEIGHBOURHOOD: usize = 4096;

/// How many matches `find_quote` weighs at most, and what of the text it reads for each.
const MATCHES_WEIGHED: usize = 10_000;
const BYTES_PER_MATCH: usize = 2 * CONTEXT_CHARS;

/// Collects the anchors of a project, and what was found out about them.
#[derive(Debug)]
pub(super) struct Passages<'a> {
    text: &'a str,
    points: CodePoints<'a>,
    anchors: Vec<Anchor>,
    bytes_left: usize,
    /// How far the passage that was found last had moved; the next one probably moved as far.
    moved_by: isize,
    not_looked_for: usize,
    warnings: Vec<Warning>,
}

impl<'a> Passages<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self {
            text,
            points: CodePoints::of(text),
            anchors: Vec::new(),
            bytes_left: BYTES_SEARCHED,
            moved_by: 0,
            not_looked_for: 0,
            warnings: Vec::new(),
        }
    }

    pub(super) fn warn(&mut self, warning: Warning) {
        self.warnings.push(warning);
    }

    /// Pins the claim to a passage; gives its words back when they are lost.
    pub(super) fn add(
        &mut self,
        claim: ClaimId,
        passage: PassageFile<'_>,
    ) -> Result<Option<Selectors>, ReadCause> {
        let PassageFile { start, end, quote, prefix, suffix } = passage;
        if start >= end {
            return Err(ReadCause::EmptyPassage { claim, start, end });
        }
        if let Some(range) = self.range_quoting(start, end, &quote.0) {
            let surroundings =
                (last_chars(&self.text[..range.start()]), first_chars(&self.text[range.end()..]));
            if surroundings != (prefix.0.as_ref(), suffix.0.as_ref()) {
                self.warn(Warning::SurroundingsDiffer { claim });
            }
            self.pin(Anchor { claim, range });
            return Ok(None);
        }
        let words = Selectors {
            quote: quote.0.into_owned(),
            prefix: last_chars(&prefix.0).to_owned(),
            suffix: first_chars(&suffix.0).to_owned(),
        };
        let near = self.points.byte_after(start).unwrap_or(self.text.len());
        let range = match self.look_around(&words, near) {
            Some(range) => range,
            None if !self.may_read_article_for(&words) => {
                self.not_looked_for += 1;
                return Ok(Some(words));
            }
            None => {
                let Some(range) = find_quote(self.text, &words, near) else {
                    self.warn(Warning::PassageLost { claim, quote: words.quote.clone() });
                    return Ok(Some(words));
                };
                range
            }
        };
        self.moved_by = range.start().cast_signed() - near.cast_signed();
        self.warn(Warning::PassageMoved { claim, quote: words.quote });
        self.pin(Anchor { claim, range });
        Ok(None)
    }

    /// The anchors and the warnings.
    pub(super) fn finish(mut self) -> (Vec<Anchor>, Vec<Warning>) {
        self.tell_of_repeated_passages();
        if self.not_looked_for > 0 {
            self.warn(Warning::SearchStopped { passages: self.not_looked_for });
        }
        (self.anchors, self.warnings)
    }

    fn range_quoting(&self, start: usize, end: usize, quote: &str) -> Option<TextRange> {
        let first = self.points.byte_after(start)?;
        let is_there = self.text[first..].starts_with(quote) && quote.chars().count() == end - start;
        if is_there { TextRange::new(first, first + quote.len()) } else { None }
    }

    /// Looks near the place and near where it went if it moved as the last one did. Only a match with
    /// all its surroundings counts: the search of the whole article would choose it as well.
    fn look_around(&mut self, words: &Selectors, near: usize) -> Option<TextRange> {
        for place in [near, near.saturating_add_signed(self.moved_by)] {
            let from = self.text.floor_char_boundary(place.saturating_sub(NEIGHBOURHOOD));
            let to = self.text.ceil_char_boundary(place.saturating_add(NEIGHBOURHOOD + words.quote.len()));
            let window = self.text.get(from..to).unwrap_or_default();
            self.bytes_left = self.bytes_left.checked_sub(window.len() + NEIGHBOURHOOD)?;
            let Some(found) = find_quote(window, words, place.saturating_sub(from)) else { continue };
            let (start, end) = (from + found.start(), from + found.end());
            if last_chars(&self.text[..start]) == words.prefix
                && first_chars(&self.text[end..]) == words.suffix
            {
                return TextRange::new(start, end);
            }
        }
        None
    }

    fn may_read_article_for(&mut self, words: &Selectors) -> bool {
        let matches = (self.text.len() / words.quote.len().max(1)).min(MATCHES_WEIGHED);
        let left = self.bytes_left.checked_sub(self.text.len() + matches * BYTES_PER_MATCH);
        if let Some(left) = left {
            self.bytes_left = left;
        }
        left.is_some()
    }

    fn pin(&mut self, anchor: Anchor) {
        self.anchors.push(anchor);
    }

    fn tell_of_repeated_passages(&mut self) {
        let key = |anchor: &Anchor| (anchor.claim, anchor.range);
        // As we write them; only a file that was edited by hand needs a closer look.
        if self.anchors.is_sorted_by(|one, next| key(one) < key(next)) {
            return;
        }
        let mut seen = HashSet::with_capacity(self.anchors.len());
        let mut repeated = Vec::new();
        self.anchors.retain(|anchor| {
            let is_new = seen.insert(*anchor);
            if !is_new {
                repeated.push(Warning::PassageRepeated { claim: anchor.claim });
            }
            is_new
        });
        self.warnings.append(&mut repeated);
    }
}
