//! `Paragraphs`: where the lines of the article begin and end.

use std::ops::Range;

/// One line of the article, without the newline that ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last, before the newline.
    pub end: usize,
    /// Its number, counted from 1 over the lines that are not blank; `None` for a blank line.
    pub number: Option<u32>,
}

impl Paragraph {
    /// Its bytes.
    pub const fn bytes(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// The lines of a text, found once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraphs(Vec<Paragraph>);

impl Paragraphs {
    /// Finds the lines of the text; even an empty text has one.
    pub fn of(text: &str) -> Self {
        let mut paragraphs = Vec::new();
        let (mut start, mut number) = (0, 0);
        for line in text.split('\n') {
            let blank = line.trim().is_empty();
            number += u32::from(!blank);
            paragraphs.push(Paragraph { start, end: start + line.len(), number: (!blank).then_some(number) });
            start += line.len() + 1;
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_are_not_numbered() {
        let numbers: Vec<_> =
            Paragraphs::of("One\n\n  \nTwo\n").all().iter().map(|paragraph| paragraph.number).collect();
        assert_eq!(numbers, [Some(1), None, None, Some(2), None]);
    }
}
