//! Characters that cannot be seen, or that make others appear where they do not stand: which they are, where
//! a text holds them, and the text with each of them written out.
//!
//! This table answers "what would a reader overlook?". That of the files, in `format/hidden.rs`, answers "what
//! would a comparison of two files overlook?", and must never change, or the same project would give other
//! bytes. So that one also has spaces, which are seen here; and it knows no surroundings, where a joiner that
//! an emoji or a Persian word needs is not hidden here.

use super::TextRange;
use std::{borrow::Cow, fmt::Write as _};

/// Bytes that may begin a hidden character. Most text has few of them, and is told from the rest by this alone.
const SUSPECT: [bool; 256] = suspects();

const fn suspects() -> [bool; 256] {
    let mut suspect = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        suspect[byte] = match byte {
            // Tab and line feed are seen for what they are.
            0x09 | 0x0a => false,
            // Controls; U+0080 to U+00BF; 034F; 061C; U+1000 to U+3FFF; from U+E000 on.
            0..=0x1f | 0x7f | 0xc2 | 0xcd | 0xd8 | 0xe1..=0xe3 | 0xee..=0xff => true,
            _ => false,
        };
        byte += 1;
    }
    suspect
}

/// The hidden characters of `text`, with the byte each stands at.
pub fn hidden_in(text: &str) -> impl Iterator<Item = (usize, char)> {
    hidden_from(text, 0)
}

/// The hidden characters from a byte on, which must be a character boundary, judged by all of `text`.
pub(super) fn hidden_from(text: &str, from: usize) -> impl Iterator<Item = (usize, char)> {
    let mut next = from;
    std::iter::from_fn(move || {
        loop {
            let bytes = text.as_bytes().get(next..)?;
            let at = next + bytes.iter().position(|byte| SUSPECT[usize::from(*byte)])?;
            let character = text[at..].chars().next()?;
            next = at + character.len_utf8();
            if is_hidden_at(text, at, character) {
                return Some((at, character));
            }
        }
    })
}

/// Whether a text has any hidden character.
pub fn has_hidden(text: &str) -> bool {
    hidden_in(text).next().is_some()
}

/// How many hidden characters a text has.
pub fn count_hidden(text: &str) -> usize {
    hidden_in(text).count()
}

/// The first hidden character from a byte on, as a range of the text.
pub(super) fn first_hidden_from(text: &str, from: usize) -> Option<TextRange> {
    let (at, character) = hidden_from(text, from).next()?;
    TextRange::new(at, at + character.len_utf8())
}

/// The text with each hidden character written as its code point, like "[U+202E]". Borrowed when it has none.
pub fn show_visibly(text: &str) -> Cow<'_, str> {
    let mut shown = String::new();
    let mut done = 0;
    for (at, character) in hidden_in(text) {
        shown.push_str(&text[done..at]);
        // Writing to a String cannot fail.
        let _infallible = write!(shown, "[U+{:04X}]", u32::from(character));
        done = at + character.len_utf8();
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    shown.push_str(&text[done..]);
    Cow::Owned(shown)
}

/// The text without its hidden characters: for names that others shall read.
pub fn without_hidden(text: &str) -> String {
    text.char_indices()
        .filter(|(at, character)| !is_hidden_at(text, *at, *character))
        .map(|(_, seen)| seen)
        .collect()
}

/// Whether the character that stands at this byte of the text is hidden there.
pub fn is_hidden_at(text: &str, byte: usize, character: char) -> bool {
    let before = || text[..byte].chars().next_back();
    let after = || text[byte + character.len_utf8()..].chars().next();
    match character {
        '\u{200c}' | '\u{200d}' => {
            let is_in_emoji = character == '\u{200d}' && joins_emoji(text, byte);
            !is_in_emoji && !is_needed_joiner(character, before(), after())
        }
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => !selects_a_form(character, before(), after()),
        // These choose the form of a Mongolian letter.
        '\u{180b}'..='\u{180d}' | '\u{180f}' => !before().is_some_and(is_mongolian),
        '\u{e0020}'..='\u{e007f}' => !is_in_flag(text, byte),
        _ => is_always_hidden(character),
    }
}

/// The table of those that are hidden wherever they stand.
const fn is_always_hidden(character: char) -> bool {
    matches!(
        character,
        // Controls.
        '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
            // Soft hyphen, grapheme joiner, Arabic letter mark; fillers; vowels that are never drawn.
            | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
            // Zero width, direction marks; separators, embeddings and overrides.
            | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            // Word joiner, invisible operators, isolates, deprecated formats.
            | '\u{2060}'..='\u{206f}'
            // A pattern of dots without a dot; fillers.
            | '\u{2800}' | '\u{3164}' | '\u{ffa0}'
            // Private use: everybody sees something else.
            | '\u{e000}'..='\u{f8ff}'
            // Noncharacters; a byte order mark; reserved for invisible ones, annotations, and what stands
            // for an object that is not there.
            | '\u{fdd0}'..='\u{fdef}' | '\u{feff}' | '\u{fff0}'..='\u{fffc}'
            // Formats of shorthand, of hieroglyphs and of music, a note without a head.
            | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d159}' | '\u{1d173}'..='\u{1d17a}'
            // Planes without characters, tags and selectors, private use.
            | '\u{40000}'..='\u{10ffff}'
    ) || (character as u32) & 0xfffe == 0xfffe
}

/// Whether a joiner or a non-joiner stands where its script needs it to be written right: between cursive
/// letters, or beside the sign that joins Indic consonants.
fn is_needed_joiner(joiner: char, before: Option<char>, after: Option<char>) -> bool {
    let Some(before) = before else { return false };
    let follows = |is: fn(char) -> bool| after.is_some_and(is);
    let is_zwj = joiner == '\u{200d}';
    (is_cursive(before) && follows(is_cursive))
        || (is_virama(before) && (is_zwj || follows(is_indic)))
        || (is_zwj && is_indic(before) && follows(is_virama))
        || (is_khmer(before) && follows(is_khmer))
}

/// Whether a variation selector chooses a form of what stands before it, as Unicode means it to: of an emoji, of
/// an ideograph. After anything else it only carries something along unseen.
fn selects_a_form(selector: char, before: Option<char>, after: Option<char>) -> bool {
    let Some(before) = before else { return false };
    match selector {
        '\u{fe0e}' | '\u{fe0f}' => {
            is_emoji(before) || (matches!(before, '0'..='9' | '#' | '*') && after == Some('\u{20e3}'))
        }
        _ => is_ideograph(before),
    }
}

/// Whether the joiner at this byte stands between two emoji.
fn joins_emoji(text: &str, byte: usize) -> bool {
    let is_base = |character: &char| !matches!(character, '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
    // At most a tone of skin and a selector stand between an emoji and what joins it.
    let before = text[..byte].chars().rev().take(3).find(is_base);
    let after = text[byte..].chars().nth(1);
    before.is_some_and(is_emoji) && after.is_some_and(is_emoji)
}

/// Whether the tag at this byte belongs to one of the three flags that are written with tags.
fn is_in_flag(text: &str, byte: usize) -> bool {
    const FLAGS: [&str; 3] = ["gbeng\u{7f}", "gbsct\u{7f}", "gbwls\u{7f}"];
    let untagged = |tag: char| char::from_u32(u32::from(tag).wrapping_sub(0xe_0000)).filter(char::is_ascii);
    let mut start = byte;
    for character in text[..byte].chars().rev().take(6) {
        if character == '\u{1f3f4}' {
            let flag: String = text[start..].chars().map_while(untagged).take(6).collect();
            return FLAGS.contains(&flag.as_str()) && (byte - start) / 4 < 6;
        }
        start -= character.len_utf8();
    }
    false
}

const fn is_emoji(character: char) -> bool {
    matches!(
        character,
        '©' | '®' | '‼' | '⁉' | '™' | 'ℹ' | '〰' | '〽' | '㊗' | '㊙' | 'Ⓜ'
            | '\u{2194}'..='\u{21aa}'
            | '\u{231a}'..='\u{23ff}'
            | '\u{25aa}'..='\u{25fe}'
            | '\u{2600}'..='\u{27bf}'
            | '\u{2934}'..='\u{2935}'
            | '\u{2b05}'..='\u{2b55}'
            | '\u{1f000}'..='\u{1faff}'
    )
}

const fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

const fn is_mongolian(character: char) -> bool {
    matches!(character, '\u{1820}'..='\u{18aa}')
}

/// Letters that join their neighbours, and the marks on them.
const fn is_cursive(character: char) -> bool {
    matches!(
        character,
        '\u{620}'..='\u{65f}'
            | '\u{66e}'..='\u{6d3}'
            | '\u{6d5}'..='\u{6dc}'
            | '\u{6ee}'..='\u{6ef}'
            | '\u{6fa}'..='\u{6ff}'
            | '\u{710}'..='\u{77f}'
            | '\u{7ca}'..='\u{7ea}'
            | '\u{840}'..='\u{86a}'
            | '\u{8a0}'..='\u{8c9}'
    ) || is_mongolian(character)
}

const fn is_indic(character: char) -> bool {
    matches!(character, '\u{900}'..='\u{dff}' | '\u{1000}'..='\u{109f}')
}

const fn is_virama(character: char) -> bool {
    matches!(
        character,
        '\u{94d}'
            | '\u{9cd}'
            | '\u{a4d}'
            | '\u{acd}'
            | '\u{b4d}'
            | '\u{bcd}'
            | '\u{c4d}'
            | '\u{ccd}'
            | '\u{d4d}'
            | '\u{dca}'
            | '\u{1039}'
            | '\u{103a}'
    )
}

const fn is_khmer(character: char) -> bool {
    matches!(character, '\u{1780}'..='\u{17b3}' | '\u{17b6}'..='\u{17d3}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_hidden_anywhere_is_hidden_between_latin_letters() {
        let ranges = [
            0x00..=0x08,
            0x0b..=0x1f,
            0x7f..=0x9f,
            0xad..=0xad,
            0x34f..=0x34f,
            0x61c..=0x61c,
            0x115f..=0x1160,
            0x17b4..=0x17b5,
            0x180b..=0x180f,
            0x200b..=0x200f,
            0x2028..=0x202e,
            0x2060..=0x206f,
            0x3164..=0x3164,
            0xe000..=0xf8ff,
            0xfe00..=0xfe0f,
            0xfeff..=0xfeff,
            0xffa0..=0xffa0,
            0xfff0..=0xfff8,
            0x1d173..=0x1d17a,
            0xe_0000..=0xe_0fff,
            0xf_0000..=0x10_ffff,
        ];
        for character in ranges.into_iter().flatten().filter_map(char::from_u32) {
            let text = format!("a{character}b");
            assert!(hidden_in(&text).eq([(1, character)]), "U+{:04X}", u32::from(character));
        }
    }

    #[test]
    fn what_is_read_is_not_hidden() {
        for text in [
            "Tab\tand line\nfeed, “quotes” – dashes, 1\u{a0}500\u{202f}€, é e\u{301}",
            "Київ, Ελλάδα, 漢字, かな, 한국어, \u{fffd}",
            "👨\u{200d}👩\u{200d}👧 👩🏽\u{200d}💻 ❤\u{fe0f}\u{200d}🔥 ☎\u{fe0e} 1\u{fe0f}\u{20e3} 🇺🇦",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "می\u{200c}خواهم",
            "क\u{94d}\u{200d}ष क\u{94d}\u{200c}ष র\u{200d}\u{9cd}য",
            "葛\u{e0100}",
        ] {
            assert_eq!(hidden_in(text).next(), None, "{text}");
            assert!(matches!(show_visibly(text), Cow::Borrowed(_)));
        }
    }

    #[test]
    fn what_a_script_or_an_emoji_needs_is_hidden_elsewhere() {
        for (text, hidden) in [
            ("a\u{200d}b", 1),
            ("a\u{200c} b", 1),
            ("می\u{200c} b", 1),
            ("👨\u{200d}a", 1),
            ("❤\u{fe0f}\u{fe0f}\u{fe01}", 2),
            ("1\u{fe0f}2", 1),
            ("क\u{200c}ष", 1),
            ("a\u{e0067}", 1),
            ("🏴\u{e0067}\u{e0062}\u{e0078}\u{e007f}", 4),
            ("🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}\u{e0041}", 1),
            ("葛\u{e0100}\u{e0101}", 1),
        ] {
            assert_eq!(count_hidden(text), hidden, "{}", text.escape_unicode());
        }
    }

    #[test]
    fn hidden_characters_are_written_out() {
        let text = "in\u{202e}voice\u{200b}\u{e0041}\u{0}";
        assert_eq!(show_visibly(text), "in[U+202E]voice[U+200B][U+E0041][U+0000]");
    }

    proptest! {
        #[test]
        fn the_quick_look_at_bytes_overlooks_nothing(text in any::<String>(), at in any::<prop::sample::Index>()) {
            let all = text.char_indices().filter(|(at, character)| is_hidden_at(&text, *at, *character));
            prop_assert!(hidden_in(&text).eq(all));
            let from = text.floor_char_boundary(at.index(text.len() + 1));
            prop_assert!(hidden_from(&text, from).eq(hidden_in(&text).skip_while(|(at, _)| *at < from)));
        }

        #[test]
        fn nothing_hidden_is_left_once_it_is_written_out(text in any::<String>()) {
            // Around what is written out, a joiner may lose what it was needed for.
            let shown = show_visibly(&text);
            let left = hidden_in(&shown).filter(|(_, character)| is_always_hidden(*character)).count();
            prop_assert_eq!(left, 0);
        }
    }
}
