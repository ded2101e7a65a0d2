//! `HiddenName`: what a hidden character is called, in a few letters and in words.

use std::borrow::Cow;

/// What a hidden character is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HiddenName {
    /// A few letters to stand in its place: "RLO", "ZWSP", "U+E0041".
    pub label: Cow<'static, str>,
    /// Plain words: "right-to-left override".
    pub words: Cow<'static, str>,
}

/// What Unicode calls the controls below the space.
const CONTROLS: [&str; 32] = [
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "TAB", "LF", "VT", "FF", "CR", "SO", "SI",
    "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS",
    "US",
];

/// The name of a character. One that has no usual name is called by its code point.
pub fn name_of(character: char) -> HiddenName {
    let code = u32::from(character);
    let (label, words): (Cow<'static, str>, Cow<'static, str>) = match character {
        '\r' => ("CR".into(), "carriage return".into()),
        '\u{1b}' => ("ESC".into(), "escape, which commands a terminal".into()),
        '\0'..='\u{1f}' => (CONTROLS[code as usize].into(), "control character".into()),
        '\u{7f}' => ("DEL".into(), "control character".into()),
        '\u{85}' => ("NEL".into(), "next line".into()),
        '\u{80}'..='\u{9f}' => (code_point(code), "control character".into()),
        '\u{fe00}'..='\u{fe0f}' => (format!("VS{}", code - 0xfe00 + 1).into(), "variation selector".into()),
        '\u{e0100}'..='\u{e01ef}' => {
            (format!("VS{}", code - 0xe_0100 + 17).into(), "variation selector".into())
        }
        '\u{e0020}'..='\u{e007e}' => {
            let letter = char::from_u32(code - 0xe_0000).unwrap_or(' ');
            (code_point(code), format!("tag that stands for “{letter}”").into())
        }
        '\u{e0000}'..='\u{e007f}' => (code_point(code), "tag".into()),
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}' => {
            (code_point(code), "private use: every font shows something else".into())
        }
        _ => match named(character) {
            Some((label, words)) => (label.into(), words.into()),
            None => (code_point(code), "a code point without a visible character".into()),
        },
    };
    HiddenName { label, words }
}

fn code_point(code: u32) -> Cow<'static, str> {
    format!("U+{code:04X}").into()
}

const fn named(character: char) -> Option<(&'static str, &'static str)> {
    Some(match character {
        '\u{ad}' => ("SHY", "soft hyphen"),
        '\u{34f}' => ("CGJ", "combining grapheme joiner"),
        '\u{61c}' => ("ALM", "Arabic letter mark"),
        '\u{115f}' => ("HCF", "Hangul choseong filler"),
        '\u{1160}' => ("HJF", "Hangul jungseong filler"),
        '\u{17b4}' => ("KIVAQ", "Khmer inherent vowel aq"),
        '\u{17b5}' => ("KIVAA", "Khmer inherent vowel aa"),
        '\u{180b}' => ("FVS1", "Mongolian variation selector"),
        '\u{180c}' => ("FVS2", "Mongolian variation selector"),
        '\u{180d}' => ("FVS3", "Mongolian variation selector"),
        '\u{180e}' => ("MVS", "Mongolian vowel separator"),
        '\u{180f}' => ("FVS4", "Mongolian variation selector"),
        '\u{200b}' => ("ZWSP", "zero width space"),
        '\u{200c}' => ("ZWNJ", "zero width non-joiner"),
        '\u{200d}' => ("ZWJ", "zero width joiner"),
        '\u{200e}' => ("LRM", "left-to-right mark"),
        '\u{200f}' => ("RLM", "right-to-left mark"),
        '\u{2028}' => ("LS", "line separator"),
        '\u{2029}' => ("PS", "paragraph separator"),
        '\u{202a}' => ("LRE", "left-to-right embedding"),
        '\u{202b}' => ("RLE", "right-to-left embedding"),
        '\u{202c}' => ("PDF", "pop directional formatting"),
        '\u{202d}' => ("LRO", "left-to-right override"),
        '\u{202e}' => ("RLO", "right-to-left override"),
        '\u{2060}' => ("WJ", "word joiner"),
        '\u{2061}' => ("FA", "function application"),
        '\u{2062}' => ("IT", "invisible times"),
        '\u{2063}' => ("IS", "invisible separator"),
        '\u{2064}' => ("IP", "invisible plus"),
        '\u{2066}' => ("LRI", "left-to-right isolate"),
        '\u{2067}' => ("RLI", "right-to-left isolate"),
        '\u{2068}' => ("FSI", "first strong isolate"),
        '\u{2069}' => ("PDI", "pop directional isolate"),
        '\u{2800}' => ("BRLE", "Braille pattern without dots"),
        '\u{3164}' => ("HF", "Hangul filler"),
        '\u{feff}' => ("BOM", "byte order mark, or zero width no-break space"),
        '\u{ffa0}' => ("HHF", "halfwidth Hangul filler"),
        '\u{fff9}' => ("IAA", "interlinear annotation anchor"),
        '\u{fffa}' => ("IAS", "interlinear annotation separator"),
        '\u{fffb}' => ("IAT", "interlinear annotation terminator"),
        '\u{fffc}' => ("OBJ", "stands for an object that is not there"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_called_what_people_call_them() {
        for (character, label, words) in [
            ('\u{202e}', "RLO", "right-to-left override"),
            ('\u{200b}', "ZWSP", "zero width space"),
            ('\u{ad}', "SHY", "soft hyphen"),
            ('\u{e0041}', "U+E0041", "tag that stands for “A”"),
            ('\u{7}', "BEL", "control character"),
            ('\u{9b}', "U+009B", "control character"),
            ('\u{fe0f}', "VS16", "variation selector"),
            ('\u{e0100}', "VS17", "variation selector"),
            ('\u{ffff}', "U+FFFF", "a code point without a visible character"),
        ] {
            let name = name_of(character);
            assert_eq!((&*name.label, &*name.words), (label, words));
        }
    }
}
