//! `Blocks`: the article cut into pieces small enough to be laid out one by one.
//!
//! A block is a paragraph, or a part of one that is too long: no frame may lay out ten megabytes
//! because a text came without line breaks.

use crate::{
    model::{Article, Paragraph},
    ui::text::{Affinity, Caret, Direction, grapheme_floor},
};
use std::ops::Range;

/// Paragraphs longer than this many bytes are cut.
const LONGEST: usize = 4096;
/// No part of a cut paragraph is shorter than this many bytes, except the last.
const SHORTEST: usize = 2048;

/// One paragraph, or a part of a long one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Its bytes of the article, without the newline that ends the paragraph.
    pub(super) bytes: Range<usize>,
    /// The number of the paragraph, on its first block only.
    pub(super) number: Option<u32>,
    /// Whether nothing but white space stands in the paragraph.
    pub(super) is_blank: bool,
    /// Whether the paragraph ends with this block.
    pub(super) ends_paragraph: bool,
    /// Whether it has hidden characters, so that no frame has to look.
    pub(super) hides: bool,
    /// The direction of the whole paragraph, where the block alone does not tell.
    pub(super) direction: Option<Direction>,
}

/// The blocks of an article, in order; never empty.
#[derive(Clone, Debug, Default)]
pub(super) struct Blocks(Vec<Block>);

impl Blocks {
    /// The blocks of the article, each with what the article knows of it.
    pub(super) fn of_article(article: &Article) -> Self {
        let mut blocks = Self::of(article.text(), article.paragraphs().all());
        if article.hidden_count() > 0 {
            for block in &mut blocks.0 {
                block.hides = article.hidden_count_in(block.bytes.clone()) > 0;
                // A line of nothing but a carriage return is blank to Unicode, but its mark needs a row.
                block.is_blank &= !block.hides;
            }
        }
        blocks
    }

    pub(super) fn of(text: &str, paragraphs: &[Paragraph]) -> Self {
        let mut blocks = Vec::with_capacity(paragraphs.len());
        for paragraph in paragraphs {
            let is_long = paragraph.end - paragraph.start > LONGEST;
            let direction = is_long.then(|| direction_of(&text[paragraph.bytes()]));
            let mut start = paragraph.start;
            loop {
                let end = cut(text, start, paragraph.end);
                blocks.push(Block {
                    bytes: start..end,
                    number: paragraph.number.filter(|_| start == paragraph.start),
                    is_blank: paragraph.number.is_none(),
                    ends_paragraph: end == paragraph.end,
                    hides: false,
                    direction,
                });
                if end == paragraph.end {
                    break;
                }
                start = end;
            }
        }
        Self(blocks)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn get(&self, index: usize) -> Option<&Block> {
        self.0.get(index)
    }

    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = &Block> {
        self.0.iter()
    }

    /// The block that holds the byte position; a newline belongs to the block before it.
    pub(super) fn index_at(&self, byte: usize) -> usize {
        self.0.partition_point(|block| block.bytes.start <= byte).saturating_sub(1)
    }

    /// The block a caret is drawn in: where a long paragraph is cut, its affinity decides.
    pub(super) fn index_of(&self, caret: Caret) -> usize {
        let index = self.index_at(caret.byte);
        let before = index.checked_sub(1).and_then(|before| self.get(before));
        match before {
            Some(before) if caret.affinity == Affinity::Upstream && before.bytes.end == caret.byte => {
                index - 1
            }
            _ => index,
        }
    }

    /// The bytes of the whole paragraph that holds the position.
    pub(super) fn paragraph_at(&self, byte: usize) -> Range<usize> {
        let here = self.index_at(byte);
        let first = (0..here).rev().take_while(|index| !self.0[*index].ends_paragraph).last().unwrap_or(here);
        let last = (here..self.len()).find(|index| self.0[*index].ends_paragraph).unwrap_or(here);
        match (self.get(first), self.get(last)) {
            (Some(first), Some(last)) => first.bytes.start..last.bytes.end,
            _ => 0..0,
        }
    }
}

/// Where the block that starts at `start` ends: at the end of the paragraph if that is near, else
/// after a sentence, else after a word, else between two letters.
fn cut(text: &str, start: usize, end: usize) -> usize {
    if end - start <= LONGEST {
        return end;
    }
    let from = text.floor_char_boundary(start + SHORTEST);
    let to = grapheme_end(text, start, start + LONGEST);
    let window = &text[from..to];
    let mut after_word = None;
    let mut after_sentence = None;
    let mut last_ink = None;
    let mut in_space = false;
    for (offset, character) in window.char_indices() {
        if character.is_whitespace() {
            in_space = true;
        } else {
            if in_space {
                after_word = Some(from + offset);
                if last_ink.is_some_and(ends_sentence) {
                    after_sentence = after_word;
                }
            }
            in_space = false;
            // A closing quotation mark or bracket after the full stop still belongs to the sentence.
            if !matches!(character, '"' | '\'' | '”' | '’' | '»' | ')' | ']') {
                last_ink = Some(character);
            }
        }
    }
    after_sentence.or(after_word).unwrap_or(to)
}

/// A boundary between graphemes at `byte` or a little before it, found without reading from far away.
fn grapheme_end(text: &str, start: usize, byte: usize) -> usize {
    let byte = text.floor_char_boundary(byte);
    let far = text.floor_char_boundary(start + SHORTEST);
    let near = text.ceil_char_boundary((byte + 64).min(text.len()));
    let boundary = far + grapheme_floor(&text[far..near], byte - far);
    // A single grapheme of two kilobytes is no text: it is cut where it may be.
    if boundary > far { boundary } else { byte }
}

/// The direction the first letter that has one gives a paragraph.
fn direction_of(paragraph: &str) -> Direction {
    match unicode_bidi::get_base_direction(paragraph) {
        unicode_bidi::Direction::Rtl => Direction::RightToLeft,
        unicode_bidi::Direction::Ltr | unicode_bidi::Direction::Mixed => Direction::LeftToRight,
    }
}

fn ends_sentence(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔' | '।')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Paragraphs;
    use proptest::prelude::*;

    fn blocks(text: &str) -> Blocks {
        Blocks::of(text, Paragraphs::of(text).all())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn blocks_and_newlines_cover_the_text_exactly(
            parts in prop::collection::vec(("[a-zé“ .😀]{0,40}", 1usize..300), 0..8),
            newline in prop::collection::vec(any::<bool>(), 8),
        ) {
            let mut text = String::new();
            for ((part, times), newline) in parts.iter().zip(newline) {
                text.push_str(&part.repeat(*times));
                if newline {
                    text.push('\n');
                }
            }
            let blocks = blocks(&text);
            let mut rebuilt = String::new();
            for (index, block) in blocks.iter().enumerate() {
                prop_assert_eq!(rebuilt.len(), block.bytes.start);
                prop_assert!(block.bytes.len() <= LONGEST);
                prop_assert!(block.ends_paragraph || block.bytes.len() >= SHORTEST - 4);
                rebuilt.push_str(&text[block.bytes.clone()]);
                for byte in [block.bytes.start, block.bytes.end.saturating_sub(1).max(block.bytes.start)] {
                    prop_assert_eq!(blocks.index_at(byte), index);
                }
                if block.ends_paragraph && index + 1 < blocks.len() {
                    rebuilt.push('\n');
                }
            }
            prop_assert_eq!(rebuilt, text);
        }
    }

    #[test]
    fn a_long_paragraph_is_cut_after_a_sentence() {
        let text = "They were seen. ".repeat(1000);
        let blocks = blocks(text.trim_end());
        assert!(blocks.len() > 3);
        for block in blocks.iter().filter(|block| !block.ends_paragraph) {
            assert!(text[block.bytes.clone()].ends_with(". "));
        }
        assert_eq!(blocks.paragraph_at(9000), 0..text.trim_end().len());
        let numbers = blocks.iter().filter(|block| block.number.is_some()).count();
        assert_eq!(numbers, 1);
    }

    #[test]
    fn a_caret_at_a_cut_belongs_to_the_block_its_affinity_says() {
        let text = "word ".repeat(2000);
        let blocks = blocks(&text);
        let cut = blocks.get(1).expect("two blocks").bytes.start;
        assert_eq!(blocks.index_of(Caret { byte: cut, affinity: Affinity::Downstream }), 1);
        assert_eq!(blocks.index_of(Caret { byte: cut, affinity: Affinity::Upstream }), 0);
    }
}
