//! Which way text reads: a fast test for text egui may lay out alone, and the classes of characters behind it.

use crate::model::has_hidden;

/// The way a paragraph reads, hence the side its lines start on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Lines start on the left, as in English.
    #[default]
    LeftToRight,
    /// Lines start on the right, as in Arabic and Hebrew.
    RightToLeft,
}

/// Whether `text` holds anything that UAX #9 could reorder: a character of a right-to-left block
/// (its digits and signs included) or a directional control.
///
/// When false, the visual order is the logical order in a left-to-right paragraph.
/// Costs one pass over the bytes for text without such characters and without "smart" punctuation.
pub fn needs_bidi(text: &str) -> bool {
    // The lowest character that matters is U+0590, whose UTF-8 form starts with 0xD6.
    text.bytes().any(|byte| byte >= 0xD6)
        && text
            .chars()
            .any(|character| in_right_to_left_block(character) || is_directional_control(character))
}

/// Whether `text` must be laid out piece by piece: to be reordered, or to have a mark for each hidden character.
pub(super) fn needs_pieces(text: &str) -> bool {
    needs_bidi(text) || has_hidden(text)
}

/// Whether a character lies in a block the Unicode standard sets aside for right-to-left scripts.
///
/// A run in which egui's shaper meets one of these first is shaped right to left, digits included.
pub(super) fn in_right_to_left_block(character: char) -> bool {
    matches!(
        character,
        '\u{0590}'..='\u{08FF}'
            | '\u{FB1D}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFE}'
            | '\u{10800}'..='\u{10FFF}'
            | '\u{1E800}'..='\u{1EFFF}'
    )
}

fn is_directional_control(character: char) -> bool {
    matches!(
        character,
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    )
}

/// Whether a character ends a paragraph in the sense of UAX #9 (bidi class B).
pub(super) fn ends_paragraph(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::{in_right_to_left_block, is_directional_control, needs_bidi};
    use unicode_bidi::BidiClass;

    #[test]
    fn only_text_that_may_be_reordered_needs_bidi() {
        assert!(!needs_bidi("“Plain” — with ‘quotes’, 1,500 €, Київ, Ελλάδα, 漢字, 🙂"));
        assert!(!needs_bidi(""));
        for text in ["שלום", "١٢٪", "۱۲", "a\u{202E}b", "a\u{2067}b", "a\u{200F}b", "ﺵ"] {
            assert!(needs_bidi(text), "{text:?}");
        }
    }

    #[test]
    fn every_character_with_a_right_to_left_class_is_noticed() {
        for character in (0..=0x10_FFFF).filter_map(char::from_u32) {
            let reorders = !matches!(
                unicode_bidi::bidi_class(character),
                BidiClass::L
                    | BidiClass::EN
                    | BidiClass::ES
                    | BidiClass::ET
                    | BidiClass::CS
                    | BidiClass::NSM
                    | BidiClass::BN
                    | BidiClass::B
                    | BidiClass::S
                    | BidiClass::WS
                    | BidiClass::ON
            );
            if reorders {
                assert!(
                    in_right_to_left_block(character) || is_directional_control(character),
                    "U+{:04X}",
                    u32::from(character)
                );
                assert!(needs_bidi(&character.to_string()));
            }
        }
    }
}
