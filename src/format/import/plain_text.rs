//! An article as plain text: bytes in, text with `\n` line ends out.

/// Why bytes are not the text of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// There are no words in it.
    #[error("the file holds no text. Choose the file that holds the article")]
    Empty,
    /// It is in another encoding, or no text at all.
    #[error(
        "the text is not UTF-8 (byte {byte} does not fit). Save it as UTF-8 in a text editor and import it again"
    )]
    NotUtf8 {
        /// The first byte that does not fit, counted from 0.
        byte: usize,
    },
    /// It begins as UTF-16 text and goes on as something else.
    #[error(
        "the text begins as UTF-16 but is damaged. Save it as UTF-8 in the program it comes from and import it again"
    )]
    DamagedUtf16,
    /// It holds zero bytes, as text never does.
    #[error(
        "this is not a text file (byte {byte} is zero). Save the article as plain text in the program it comes from"
    )]
    NotText {
        /// The first zero byte, counted from 0.
        byte: usize,
    },
}

/// The text of an article from UTF-8, with or without byte order mark, or from UTF-16 with one.
///
/// Line ends of every sort become `\n`, and the one at the very end is dropped; nothing else changes.
pub fn import_plain_text(bytes: &[u8]) -> Result<String, ImportError> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => from_utf16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => from_utf16(rest, u16::from_be_bytes)?,
        _ => {
            let text = std::str::from_utf8(bytes)
                .map_err(|error| ImportError::NotUtf8 { byte: error.valid_up_to() })?;
            text.strip_prefix('\u{feff}').unwrap_or(text).to_owned()
        }
    };
    if let Some(byte) = text.find('\0') {
        return Err(ImportError::NotText { byte });
    }
    let mut text = with_plain_line_ends(text);
    if text.ends_with('\n') {
        text.pop();
    }
    if text.trim().is_empty() { Err(ImportError::Empty) } else { Ok(text) }
}

/// What a project could be called whose article comes from a file of this name.
pub fn suggest_title(file_name: &str) -> String {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    let stem = match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    };
    let words: Vec<&str> = stem.split(['_', ' ']).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "Untitled".to_owned() } else { words.join(" ") }
}

fn from_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, ImportError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(ImportError::DamagedUtf16);
    }
    char::decode_utf16(pairs.iter().map(|pair| unit(*pair)))
        .collect::<Result<String, _>>()
        .ok()
        .ok_or(ImportError::DamagedUtf16)
}

fn with_plain_line_ends(text: String) -> String {
    const LINE_ENDS: [char; 4] = ['\r', '\u{85}', '\u{2028}', '\u{2029}'];
    if !text.contains(LINE_ENDS) {
        return text;
    }
    text.replace("\r\n", "\n").replace(LINE_ENDS, "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sort_of_line_end_becomes_the_plain_one() {
        let text = "a\r\nb\rc\u{85}d\u{2028}e\n\r\nf\r\n";
        assert_eq!(import_plain_text(text.as_bytes()).as_deref(), Ok("a\nb\nc\nd\ne\n\nf"));
    }

    #[test]
    fn only_the_last_line_end_is_dropped_and_spaces_stay() {
        assert_eq!(import_plain_text(b"  a  \n\n\n").as_deref(), Ok("  a  \n\n"));
        assert_eq!(import_plain_text(b"a").as_deref(), Ok("a"));
    }

    #[test]
    fn utf16_with_a_mark_is_read_either_way_round() {
        let text = "Перша 😀\n";
        let little: Vec<u8> =
            [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let big: Vec<u8> =
            [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        assert_eq!(import_plain_text(&little).as_deref(), Ok("Перша 😀"));
        assert_eq!(import_plain_text(&big).as_deref(), Ok("Перша 😀"));
        assert_eq!(import_plain_text(&little[..little.len() - 1]), Err(ImportError::DamagedUtf16));
        assert_eq!(import_plain_text(&[0xff, 0xfe, 0x00, 0xd8]), Err(ImportError::DamagedUtf16));
    }

    #[test]
    fn other_bytes_are_refused_with_the_place() {
        assert_eq!(import_plain_text(b"caf\xe9"), Err(ImportError::NotUtf8 { byte: 3 }));
        assert_eq!(import_plain_text(b"a\0b"), Err(ImportError::NotText { byte: 1 }));
        assert_eq!(import_plain_text(b"\xef\xbb\xbf \n"), Err(ImportError::Empty));
        assert_eq!(import_plain_text("\u{feff}a".as_bytes()).as_deref(), Ok("a"));
    }

    #[test]
    fn the_title_comes_from_the_name() {
        for (name, title) in [
            ("kursk.txt", "kursk"),
            ("/a/b/North_Korean troops.v2.txt", "North Korean troops.v2"),
            (".txt", ".txt"),
            ("", "Untitled"),
        ] {
            assert_eq!(suggest_title(name), title);
        }
    }
}
