//! Byte offsets on grapheme boundaries: no caret and no selection ever splits an emoji or an accent from its letter.
//!
//! A hidden character, which is shown as a mark, is a step of its own, though Unicode counts many of them
//! to the letter before: what is seen alone can be selected and deleted alone.

use crate::model::{hidden_in, is_hidden_at};
use std::ops::Range;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation as _};

/// One grapheme, or one hidden character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step<'t> {
    /// Where it starts in the whole text.
    pub start: usize,
    pub text: &'t str,
    /// The character, if it is a hidden one.
    pub hidden: Option<char>,
}

/// The steps of a part of a text; what is hidden is told by all of it.
pub(super) fn steps(text: &str, part: Range<usize>) -> Vec<Step<'_>> {
    let mut hidden = hidden_in(text).skip_while(|(at, _)| *at < part.start).peekable();
    let mut steps = Vec::new();
    for (offset, grapheme) in text[part.clone()].grapheme_indices(true) {
        let (mut start, end) = (part.start + offset, part.start + offset + grapheme.len());
        while let Some((at, character)) = hidden.next_if(|(at, _)| *at < end) {
            if start < at {
                steps.push(Step { start, text: &text[start..at], hidden: None });
            }
            start = at + character.len_utf8();
            steps.push(Step { start: at, text: &text[at..start], hidden: Some(character) });
        }
        if start < end {
            steps.push(Step { start, text: &text[start..end], hidden: None });
        }
    }
    steps
}

/// The last grapheme boundary at or before `byte`. An offset past the end gives the end.
pub fn grapheme_floor(text: &str, byte: usize) -> usize {
    let byte = text.floor_char_boundary(byte);
    if is_boundary(text, byte) {
        return byte;
    }
    let mut cursor = GraphemeCursor::new(byte, text.len(), true);
    let start = cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0);
    let hidden =
        text[start..byte].char_indices().rfind(|(at, character)| is_hidden_at(text, start + at, *character));
    hidden.map_or(start, |(at, character)| start + at + character.len_utf8())
}

/// The first grapheme boundary at or after `byte`. An offset past the end gives the end.
pub fn grapheme_ceil(text: &str, byte: usize) -> usize {
    let byte = text.ceil_char_boundary(byte);
    if is_boundary(text, byte) {
        return byte;
    }
    let mut cursor = GraphemeCursor::new(byte, text.len(), true);
    let end = cursor.next_boundary(text, 0).ok().flatten().unwrap_or(text.len());
    let hidden =
        text[byte..end].char_indices().find(|(at, character)| is_hidden_at(text, byte + at, *character));
    hidden.map_or(end, |(at, _)| byte + at)
}

fn is_boundary(text: &str, byte: usize) -> bool {
    GraphemeCursor::new(byte, text.len(), true)
        .is_boundary(text, 0)
        // The whole text is given as one chunk, so no context can be missing.
        .unwrap_or(true)
        || is_beside_hidden(text, byte)
}

/// Whether a hidden character ends or starts at `byte`.
fn is_beside_hidden(text: &str, byte: usize) -> bool {
    let is_hidden = |at: usize, character: char| is_hidden_at(text, at, character);
    let before = text[..byte].chars().next_back();
    before.is_some_and(|character| is_hidden(byte - character.len_utf8(), character))
        || text[byte..].chars().next().is_some_and(|character| is_hidden(byte, character))
}

#[cfg(test)]
mod tests {
    use super::{grapheme_ceil, grapheme_floor, steps};

    #[test]
    fn offsets_inside_a_grapheme_move_to_its_ends() {
        let text = "ae\u{301}👨‍👩‍👧b";
        let family = 1 + "e\u{301}".len();
        assert_eq!(grapheme_floor(text, 2), 1);
        assert_eq!(grapheme_ceil(text, 2), family);
        assert_eq!(grapheme_floor(text, family + 5), family);
        assert_eq!(grapheme_ceil(text, family + 5), text.len() - 1);
        assert_eq!(grapheme_floor(text, 999), text.len());
        assert_eq!(grapheme_ceil(text, 0), 0);
    }
    #[test]
    fn a_hidden_character_is_a_step_of_its_own() {
        // All but the letters join the grapheme before them, as Unicode has it.
        let text = "e\u{301}\u{200d}\u{fe0f}\u{e0041}\u{301}b";
        let starts: Vec<usize> = steps(text, 0..text.len()).iter().map(|step| step.start).collect();
        assert_eq!(starts, [0, 3, 6, 9, 13, 15]);
        for byte in 0..=text.len() {
            let floor = starts.iter().rfind(|start| **start <= byte).copied();
            let ceil = starts.iter().find(|start| **start >= byte).copied();
            let byte_at_end = byte == text.len();
            assert_eq!(
                grapheme_floor(text, byte),
                if byte_at_end { byte } else { floor.unwrap_or(0) },
                "{byte}"
            );
            assert_eq!(grapheme_ceil(text, byte), ceil.unwrap_or(text.len()), "{byte}");
        }
        let part = steps(text, 6..9);
        assert_eq!((part.len(), part[0].start, part[0].hidden), (1, 6, Some('\u{fe0f}')));
    }
}
