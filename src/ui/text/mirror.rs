//! The mirrored form of brackets (rule L4 of UAX #9): in right-to-left text "(" is painted as ")".

/// The character to paint in place of `character` when it stands in a right-to-left run.
///
/// The pairs are those of `BidiMirroring.txt` that occur in prose, mathematics and quotation.
/// Curly quotes are not among them: Unicode does not mirror “ ” ‘ ’.
pub(super) fn mirrored(character: char) -> Option<char> {
    if character.is_ascii() {
        return match character {
            '(' => Some(')'),
            ')' => Some('('),
            '<' => Some('>'),
            '>' => Some('<'),
            '[' => Some(']'),
            ']' => Some('['),
            '{' => Some('}'),
            '}' => Some('{'),
            _ => None,
        };
    }
    PAIRS.iter().find_map(|&(left, right)| {
        if character == left {
            Some(right)
        } else if character == right {
            Some(left)
        } else {
            None
        }
    })
}

const PAIRS: [(char, char); 44] = [
    ('«', '»'),
    ('‹', '›'),
    ('⁅', '⁆'),
    ('⁽', '⁾'),
    ('₍', '₎'),
    ('≤', '≥'),
    ('≦', '≧'),
    ('≨', '≩'),
    ('≪', '≫'),
    ('≮', '≯'),
    ('≰', '≱'),
    ('≲', '≳'),
    ('≶', '≷'),
    ('≺', '≻'),
    ('⊂', '⊃'),
    ('⊄', '⊅'),
    ('⊆', '⊇'),
    ('⊈', '⊉'),
    ('∈', '∋'),
    ('∉', '∌'),
    ('⋖', '⋗'),
    ('⋘', '⋙'),
    ('⌈', '⌉'),
    ('⌊', '⌋'),
    ('〈', '〉'),
    ('❨', '❩'),
    ('❪', '❫'),
    ('❬', '❭'),
    ('❮', '❯'),
    ('❰', '❱'),
    ('❲', '❳'),
    ('❴', '❵'),
    ('⟦', '⟧'),
    ('⟨', '⟩'),
    ('⟪', '⟫'),
    ('⟬', '⟭'),
    ('⟮', '⟯'),
    ('⦃', '⦄'),
    ('⦅', '⦆'),
    ('〈', '〉'),
    ('《', '》'),
    ('「', '」'),
    ('『', '』'),
    ('【', '】'),
];

#[cfg(test)]
mod tests {
    use super::{PAIRS, mirrored};

    #[test]
    fn mirroring_twice_gives_the_character_back() {
        let brackets = PAIRS.iter().flat_map(|&(left, right)| [left, right]);
        for character in brackets.chain("()[]{}<>".chars()) {
            let other = mirrored(character);
            assert_ne!(other, Some(character));
            assert_eq!(other.and_then(mirrored), Some(character), "{character}");
        }
    }

    #[test]
    fn curly_quotes_digits_and_letters_are_not_mirrored() {
        for character in "“”‘’'\"12٪aש%-–".chars() {
            assert_eq!(mirrored(character), None, "{character}");
        }
    }
}
