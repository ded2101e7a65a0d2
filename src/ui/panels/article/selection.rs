//! `TextSelection`: the caret, and the words that are selected.

use super::words::Words;
use crate::{model::TextRange, ui::text::Caret};
use std::ops::Range;

/// What one step of a selection takes in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Grain {
    /// Places between graphemes.
    #[default]
    Place,
    /// Whole words: after a double click.
    Word,
    /// Whole paragraphs: after a triple click.
    Paragraph,
}

/// The caret, and where the selection that ends at it begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct TextSelection {
    anchor: usize,
    caret: Caret,
    grain: Grain,
    /// Taken by the letter, with Alt held: not stretched to whole words.
    by_letter: bool,
}

impl TextSelection {
    pub(super) fn caret(&self) -> Caret {
        self.caret
    }

    /// Puts the caret somewhere and selects nothing.
    pub(super) fn place(&mut self, caret: Caret) {
        *self = Self { anchor: caret.byte, caret, ..Self::default() };
    }

    /// Starts a selection that grows by words or paragraphs.
    pub(super) fn start(&mut self, caret: Caret, grain: Grain) {
        *self = Self { anchor: caret.byte, caret, grain, by_letter: false };
    }

    /// Moves the caret and keeps the beginning.
    pub(super) fn extend(&mut self, caret: Caret, by_letter: bool) {
        self.caret = caret;
        self.by_letter = by_letter;
    }

    /// Selects exactly this range; the caret stands at its end.
    pub(super) fn set(&mut self, range: Range<usize>) {
        *self = Self { anchor: range.start, caret: range.end.into(), grain: Grain::Place, by_letter: true };
    }

    /// Selects nothing; the caret stays.
    pub(super) fn clear(&mut self) {
        self.place(self.caret);
    }

    /// What is selected, as it is shown, copied and made into claims.
    pub(super) fn range(&self, words: Words<'_>) -> Option<TextRange> {
        let (low, high) = (self.anchor.min(self.caret.byte), self.anchor.max(self.caret.byte));
        let range = match self.grain {
            Grain::Place if low == high => None,
            Grain::Place if self.by_letter => Some(low..high),
            Grain::Place => words.snap(low..high),
            Grain::Word => words.snap(words.word_at(low).start..words.word_at(high).end.max(high)),
            Grain::Paragraph => {
                let (first, last) = (words.blocks.paragraph_at(low), words.blocks.paragraph_at(high));
                Some(first.start..last.end)
            }
        }?;
        TextRange::new(range.start, range.end)
    }
}
