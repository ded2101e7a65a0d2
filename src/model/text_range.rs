//! `TextRange`: bytes from..to, and where they go when the text before or inside them changes.

use std::ops::Range;

/// A stretch of the article's text: bytes `start..end`, on character boundaries, `start < end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextRange {
    start: usize,
    end: usize,
}

impl TextRange {
    /// The range `start..end`; `None` when it would hold nothing.
    pub const fn new(start: usize, end: usize) -> Option<Self> {
        if start < end { Some(Self { start, end }) } else { None }
    }

    /// The first byte.
    pub const fn start(self) -> usize {
        self.start
    }

    /// The byte after the last.
    pub const fn end(self) -> usize {
        self.end
    }

    /// Length in bytes, at least 1.
    #[expect(clippy::len_without_is_empty, reason = "a range is never empty")]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// The same as a std range, for slicing.
    pub const fn bytes(self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether the byte position lies inside: from the first byte up to, not including, the end.
    pub const fn contains(self, byte: usize) -> bool {
        self.start <= byte && byte < self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether both ends lie inside `text` on character boundaries.
    pub fn fits(self, text: &str) -> bool {
        self.end <= text.len() && text.is_char_boundary(self.start) && text.is_char_boundary(self.end)
    }

    /// Where this range goes when the bytes `replaced` of the text give way to `inserted` bytes.
    ///
    /// Text put in exactly at an edge stays outside. A partly replaced range keeps the part that
    /// survives; a range replaced exactly, and not by nothing, becomes the new words; a range
    /// wholly deleted is gone: `None`.
    pub fn after_replacing(self, replaced: &Range<usize>, inserted: usize) -> Option<Self> {
        let shift = |byte: usize| byte - replaced.len() + inserted;
        if replaced.end <= self.start {
            return Self::new(shift(self.start), shift(self.end));
        }
        if self.end <= replaced.start {
            return Some(self);
        }
        if replaced.start == self.start && replaced.end == self.end {
            return Self::new(self.start, self.start + inserted);
        }
        match (self.start < replaced.start, replaced.end < self.end) {
            (true, true) => Self::new(self.start, shift(self.end)),
            (true, false) => Self::new(self.start, replaced.start),
            (false, true) => Self::new(replaced.start + inserted, shift(self.end)),
            (false, false) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `"ab[cd]ef"`: the range is what stands in brackets.
    fn drawn(text: &str) -> (String, TextRange) {
        let start = text.find('[').expect("drawn with [");
        let end = text.find(']').expect("drawn with ]") - 1;
        (text.replace(['[', ']'], ""), TextRange::new(start, end).expect("not empty"))
    }

    #[track_caller]
    fn check(before: &str, replaced: Range<usize>, with: &str, after: Option<&str>) {
        let (mut text, range) = drawn(before);
        let moved = range.after_replacing(&replaced, with.len());
        text.replace_range(replaced, with);
        let shown = moved
            .map(|range| format!("{}[{}]{}", &text[..range.start], &text[range.bytes()], &text[range.end..]));
        assert_eq!(shown.as_deref(), after);
    }

    #[test]
    fn an_edit_before_shifts_and_an_edit_after_does_nothing() {
        check("ab[cd]ef", 0..1, "xyz", Some("xyzb[cd]ef"));
        check("ab[cd]ef", 5..6, "", Some("ab[cd]e"));
    }

    #[test]
    fn typing_at_either_edge_stays_outside() {
        check("ab[cd]ef", 2..2, "X", Some("abX[cd]ef"));
        check("ab[cd]ef", 4..4, "X", Some("ab[cd]Xef"));
        check("ab[cd]ef", 3..3, "X", Some("ab[cXd]ef"));
    }

    #[test]
    fn a_partly_replaced_range_keeps_what_survives() {
        check("ab[cd]ef", 1..3, "X", Some("aX[d]ef"));
        check("ab[cd]ef", 3..5, "X", Some("ab[c]Xf"));
        check("ab[cde]f", 3..4, "XY", Some("ab[cXYe]f"));
    }

    #[test]
    fn an_exactly_replaced_range_becomes_the_new_words() {
        check("The [moon] is", 4..8, "sun", Some("The [sun] is"));
        check("The [moon] is", 4..8, "", None);
    }

    #[test]
    fn a_range_swallowed_by_a_larger_edit_is_gone() {
        check("ab[cd]ef", 1..5, "X", None);
    }
}
