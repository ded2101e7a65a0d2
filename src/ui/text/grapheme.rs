//! Byte offsets on grapheme boundaries: no caret and no selection ever splits an emoji or an accent from its letter.

use unicode_segmentation::GraphemeCursor;

/// The last grapheme boundary at or before `byte`. An offset past the end gives the end.
pub fn grapheme_floor(text: &str, byte: usize) -> usize {
    let byte = text.floor_char_boundary(byte);
    if is_boundary(text, byte) {
        return byte;
    }
    let mut cursor = GraphemeCursor::new(byte, text.len(), true);
    cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// The first grapheme boundary at or after `byte`. An offset past the end gives the end.
pub fn grapheme_ceil(text: &str, byte: usize) -> usize {
    let byte = text.ceil_char_boundary(byte);
    if is_boundary(text, byte) {
        return byte;
    }
    let mut cursor = GraphemeCursor::new(byte, text.len(), true);
    cursor.next_boundary(text, 0).ok().flatten().unwrap_or(text.len())
}

fn is_boundary(text: &str, byte: usize) -> bool {
    GraphemeCursor::new(byte, text.len(), true)
        .is_boundary(text, 0)
        // The whole text is given as one chunk, so no context can be missing.
        .unwrap_or(true)
}

#[cfg(test)]
mod tests {
    use super::{grapheme_ceil, grapheme_floor};

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
}
