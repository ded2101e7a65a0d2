//! Where the passages of a file stand in its article: where it says, elsewhere, or nowhere.

use super::super::{ReadCause, code_points::CodePoints};
use super::from_model::{first_chars, last_chars};
use super::types::PassageFile;
use crate::format::Warning;
use crate::model::{Anchor, CONTEXT_CHARS, ClaimId, Selectors, TextRange, find_quote};
use std::collections::HashSet;

/// How many bytes of article are read in all while looking for words that are not where the file
/// says. One search may read the whole article; a file in which every passage is wrong must not
/// keep the person waiting for hours. This takes a second or two.
const BYTES_SEARCHED: usize = 2_000_000_000;

/// How many matches `find_quote` weighs at most, and what of the text it reads for each.
const MATCHES_WEIGHED: usize = 10_000;
const BYTES_PER_MATCH: usize = 2 * CONTEXT_CHARS;

/// Collects the anchors of a project, and what was found out about them.
#[derive(Debug)]
pub(super) struct Passages<'a> {
    text: &'a str,
    points: CodePoints<'a>,
    anchors: Vec<Anchor>,
    seen: HashSet<Anchor>,
    bytes_left: usize,
    not_looked_for: usize,
    warnings: Vec<Warning>,
}

impl<'a> Passages<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self {
            text,
            points: CodePoints::of(text),
            anchors: Vec::new(),
            seen: HashSet::new(),
            bytes_left: BYTES_SEARCHED,
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
        let matches = (self.text.len() / words.quote.len().max(1)).min(MATCHES_WEIGHED);
        let Some(left) = self.bytes_left.checked_sub(self.text.len() + matches * BYTES_PER_MATCH) else {
            self.not_looked_for += 1;
            return Ok(Some(words));
        };
        self.bytes_left = left;
        let near = self.points.byte_after(start).unwrap_or(self.text.len());
        let Some(range) = find_quote(self.text, &words, near) else {
            self.warn(Warning::PassageLost { claim, quote: words.quote.clone() });
            return Ok(Some(words));
        };
        self.warn(Warning::PassageMoved { claim, quote: words.quote });
        self.pin(Anchor { claim, range });
        Ok(None)
    }

    /// The anchors and the warnings.
    pub(super) fn finish(mut self) -> (Vec<Anchor>, Vec<Warning>) {
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

    fn pin(&mut self, anchor: Anchor) {
        if self.seen.insert(anchor) {
            self.anchors.push(anchor);
        } else {
            self.warn(Warning::PassageRepeated { claim: anchor.claim });
        }
    }
}
