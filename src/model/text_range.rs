//! `TextRange`: a stretch of the article's text, in bytes.

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
}
