//! `Paragraphs`: where the lines of the article begin, in bytes and in code points.

use std::ops::Range;

/// One line of the article, without the newline that ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last, before the newline.
    pub end: usize,
    /// Code points of the article before it.
    pub chars_before: usize,
    /// Its number, counted from 1 over the lines that are not blank; `None` for a blank line.
    pub number: Option<u32>,
}

impl Paragraph {
    /// Its bytes.
    pub const fn bytes(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// The lines of a text, found once, so that positions convert without reading the whole text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraphs(Vec<Paragraph>);

impl Paragraphs {
    /// Finds the lines of the text; even an empty text has one.
    pub fn of(text: &str) -> Self {
        let mut paragraphs = Vec::new();
        let (mut start, mut chars_before, mut number) = (0, 0, 0);
        for line in text.split('\n') {
            let blank = line.trim().is_empty();
            number += u32::from(!blank);
            paragraphs.push(Paragraph {
                start,
                end: start + line.len(),
                chars_before,
                number: (!blank).then_some(number),
            });
            start += line.len() + 1;
            chars_before += count_chars(line) + 1;
        }
        Self(paragraphs)
    }

    /// All of them, in order.
    pub fn all(&self) -> &[Paragraph] {
        &self.0
    }

    /// The index of the paragraph that holds the byte position; positions past the end are in the last.
    pub fn index_at(&self, byte: usize) -> usize {
        self.0.partition_point(|paragraph| paragraph.start <= byte).saturating_sub(1)
    }

    /// The paragraph that holds the byte position.
    pub fn at(&self, byte: usize) -> &Paragraph {
        &self.0[self.index_at(byte)]
    }

    /// How many code points of `text`, the text these paragraphs are of, stand before the byte position.
    pub fn chars_before(&self, text: &str, byte: usize) -> usize {
        let paragraph = self.at(byte);
        paragraph.chars_before + count_chars(&text[paragraph.start..byte])
    }

    /// The byte position after that many code points of `text`; `None` past its end.
    pub fn byte_after_chars(&self, text: &str, chars: usize) -> Option<usize> {
        let index = self.0.partition_point(|paragraph| paragraph.chars_before <= chars) - 1;
        let paragraph = &self.0[index];
        let within = chars - paragraph.chars_before;
        let rest = &text[paragraph.start..];
        // The position after the last character has no character of its own.
        let mut boundaries = rest.char_indices().map(|(byte, _)| byte).chain([rest.len()]);
        boundaries.nth(within).map(|byte| paragraph.start + byte)
    }
}

fn count_chars(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn positions_convert_both_ways(text in "[a-zé“😀\n ]{0,60}") {
            let paragraphs = Paragraphs::of(&text);
            for (chars, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(paragraphs.chars_before(&text, byte), chars);
                prop_assert_eq!(paragraphs.byte_after_chars(&text, chars), Some(byte));
            }
            let all = text.chars().count();
            prop_assert_eq!(paragraphs.byte_after_chars(&text, all), Some(text.len()));
            prop_assert_eq!(paragraphs.byte_after_chars(&text, all + 1), None);
        }
    }

    #[test]
    fn blank_lines_are_not_numbered() {
        let numbers: Vec<_> =
            Paragraphs::of("One\n\n  \nTwo\n").all().iter().map(|paragraph| paragraph.number).collect();
        assert_eq!(numbers, [Some(1), None, None, Some(2), None]);
    }
}
