//! Which characters are written as escapes in our files: those that a comparison of two files would not show.

/// Whether the character is written as an escape in our files, so that a person who reads them, or
/// a comparison of two versions, shows that it is there: controls, bidi and zero-width characters,
/// spaces that look like a plain one, private and unassigned-for-good code points.
///
/// A list of our own: that of the standard library moves with the compiler, and the same project
/// must give the same bytes. For the same reason it is not the table of `model::show_visibly`, which
/// may learn: that one has what a reader overlooks and looks at what stands around, so an emoji's
/// joiner and a no-break space, both escaped here, are not on it. Combining marks are not on it, for they are seen.
pub(super) const fn is_hidden(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_control();
    }
    matches!(
        character,
        '\u{80}'..='\u{a0}'
            | '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{1680}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{2000}'..='\u{200f}'
            | '\u{2028}'..='\u{202f}'
            | '\u{205f}'..='\u{206f}'
            | '\u{3164}'
            | '\u{e000}'..='\u{f8ff}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{fffe}'..='\u{ffff}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{10ffff}'
    )
}

/// Whether the character joins onto the one before it, and so must not follow a quotation mark of ours.
pub(super) const fn is_combining(character: char) -> bool {
    matches!(
        character,
        '\u{300}'..='\u{36f}'
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{fe20}'..='\u{fe2f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reverses_or_hides_is_on_the_list_and_what_is_read_is_not() {
        for character in
            ['\0', '\u{7f}', '\u{a0}', '\u{200b}', '\u{200d}', '\u{202e}', '\u{2066}', '\u{feff}']
        {
            assert!(is_hidden(character), "{character:?}");
        }
        for character in [' ', 'a', '’', 'é', '\u{301}', '한', '😀', 'ع', '\u{fffd}'] {
            assert!(!is_hidden(character), "{character:?}");
        }
    }
}
