//! Where words and graphemes begin and end in the article.
//!
//! Everything here reads one block around a position, never the whole article.

use super::blocks::Blocks;
use crate::ui::text::{grapheme_ceil, grapheme_floor};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation as _;

/// The article's text and its blocks, together: what a caret moves in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'t> {
    pub(super) text: &'t str,
    pub(super) blocks: &'t Blocks,
}

impl Words<'_> {
    fn block(&self, index: usize) -> Range<usize> {
        self.blocks.get(index).map_or(0..0, |block| block.bytes.clone())
    }

    /// The position one grapheme further on. The newline between paragraphs is one step.
    pub(super) fn next_grapheme(&self, byte: usize) -> usize {
        let block = self.block(self.blocks.index_at(byte));
        if byte >= block.end {
            return (byte + 1).min(self.text.len());
        }
        block.start + grapheme_ceil(&self.text[block.clone()], byte + 1 - block.start)
    }

    /// The position one grapheme back.
    pub(super) fn previous_grapheme(&self, byte: usize) -> usize {
        let Some(before) = byte.checked_sub(1) else { return 0 };
        let block = self.block(self.blocks.index_at(before));
        if before >= block.end {
            return block.end;
        }
        block.start + grapheme_floor(&self.text[block.clone()], before - block.start)
    }

    /// The start of the next word, or the end of the article.
    pub(super) fn next_word(&self, byte: usize) -> usize {
        let first = self.blocks.index_at(byte);
        for index in first..self.blocks.len() {
            let block = self.block(index);
            let next = self.text[block.clone()]
                .unicode_word_indices()
                .map(|(offset, _)| block.start + offset)
                .find(|start| *start > byte);
            if let Some(start) = next {
                return start;
            }
        }
        self.text.len()
    }

    /// The start of this word, or of the one before.
    pub(super) fn previous_word(&self, byte: usize) -> usize {
        for index in (0..=self.blocks.index_at(byte)).rev() {
            let block = self.block(index);
            let previous = self.text[block.clone()]
                .unicode_word_indices()
                .map(|(offset, _)| block.start + offset)
                .take_while(|start| *start < byte)
                .last();
            if let Some(start) = previous {
                return start;
            }
        }
        0
    }

    /// The end of this word, or of the next; the end of the article after the last.
    pub(super) fn next_word_end(&self, byte: usize) -> usize {
        let here = self.word_at(byte);
        let is_word = self.text[here.clone()].chars().any(char::is_alphanumeric);
        if is_word && here.start < byte && byte < here.end {
            return here.end;
        }
        let is_at_start = is_word && here.start == byte;
        let start = if is_at_start { byte } else { self.next_word(byte) };
        self.word_at(start).end.max(start)
    }

    /// The end of the word before; 0 where there is none.
    pub(super) fn previous_word_end(&self, byte: usize) -> usize {
        let mut start = self.previous_word(byte);
        loop {
            let end = self.word_at(start).end;
            if end < byte {
                // Before the first word of the article the search comes to rest on no word at all.
                let is_word = self.text[start..end].chars().any(char::is_alphanumeric);
                return if is_word { end } else { 0 };
            }
            if start == 0 {
                return 0;
            }
            start = self.previous_word(start);
        }
    }

    /// The word at a position; between words, the space or the mark that stands there.
    pub(super) fn word_at(&self, byte: usize) -> Range<usize> {
        let block = self.block(self.blocks.index_at(byte));
        if byte >= block.end {
            return byte..byte;
        }
        // No word reaches over white space, so a few letters tell, however long the block is.
        let before = &self.text[block.start..byte];
        let from = before.char_indices().rev().find(|(_, character)| character.is_whitespace());
        let from = block.start + from.map_or(0, |(offset, character)| offset + character.len_utf8());
        let after = &self.text[byte..block.end];
        let to = after.char_indices().skip(1).find(|(_, character)| character.is_whitespace());
        let to = byte + to.map_or(after.len(), |(offset, _)| offset);
        let mut here = byte..byte;
        for (offset, part) in self.text[from..to].split_word_bound_indices() {
            let start = from + offset;
            if start > byte {
                break;
            }
            here = start..start + part.len();
        }
        here
    }

    /// The range stretched to whole words, and without white space at its ends. Nothing when only
    /// white space is left.
    pub(super) fn snap(&self, range: Range<usize>) -> Option<Range<usize>> {
        let range = self.trim(range)?;
        let start = self.word_at(range.start).start;
        let last = self.text[..range.end].chars().next_back().map_or(0, char::len_utf8);
        let end = self.word_at(range.end - last).end;
        self.trim(start..end)
    }

    fn trim(&self, range: Range<usize>) -> Option<Range<usize>> {
        let words = self.text.get(range.clone())?;
        let start = range.start + (words.len() - words.trim_start().len());
        let end = range.end - (words.len() - words.trim_end().len());
        (start < end).then_some(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Paragraphs;
    use proptest::prelude::*;

    fn with_words<R>(text: &str, read: impl FnOnce(Words<'_>) -> R) -> R {
        let blocks = Blocks::of(text, Paragraphs::of(text).all());
        read(Words { text, blocks: &blocks })
    }

    /// `"The so[ldie]rs"`: what stands in brackets, snapped, drawn the same way.
    fn snapped(drawn: &str) -> String {
        let start = drawn.find('[').expect("drawn with [");
        let end = drawn.find(']').expect("drawn with ]") - 1;
        let text = drawn.replace(['[', ']'], "");
        let range = with_words(&text, |words| words.snap(start..end));
        range.map_or_else(
            || "nothing".to_owned(),
            |range| format!("{}[{}]{}", &text[..range.start], &text[range.clone()], &text[range.end..]),
        )
    }

    #[test]
    fn a_range_snaps_outwards_to_whole_words() {
        assert_eq!(snapped("The so[ldie]rs ran"), "The [soldiers] ran");
        assert_eq!(snapped("The[ soldiers ]ran"), "The [soldiers] ran");
        assert_eq!(snapped("in Russi[a’s Ku]rsk"), "in [Russia’s Kursk]");
        assert_eq!(snapped("with 11,[00]0 men"), "with [11,000] men");
        assert_eq!(snapped("[“brainwashing.]”"), "[“brainwashing.]”");
        assert_eq!(snapped("a[ \n ]b"), "nothing");
    }

    #[test]
    fn words_are_walked_across_paragraphs() {
        with_words("One, two\n\nthree", |words| {
            assert_eq!(words.next_word(0), 5);
            assert_eq!(words.next_word(5), 10);
            assert_eq!(words.next_word(10), 15);
            assert_eq!(words.previous_word(15), 10);
            assert_eq!(words.previous_word(10), 5);
            assert_eq!(words.word_at(6), 5..8);
        });
    }

    proptest! {
        #[test]
        fn steps_by_grapheme_come_back_the_same_way(text in "[a-zé\n“ 👩\u{301}]{0,40}") {
            with_words(&text, |words| {
                let mut stops = vec![0];
                while let Some(&here) = stops.last().filter(|here| **here < text.len()) {
                    stops.push(words.next_grapheme(here));
                }
                for pair in stops.windows(2) {
                    assert!(pair[0] < pair[1] && text.is_char_boundary(pair[1]));
                    assert_eq!(words.previous_grapheme(pair[1]), pair[0]);
                }
            });
        }
    }
}
