//! From bytes to text: which encoding it is, and what is no text at all.

use super::{MAX_FILE_BYTES, Place, ReadCause, ReadError, sum::Conversion};
use std::borrow::Cow;

/// So many zero bytes in a row are no slip of an editor: a block of the disk was never written.
const BLOCK_OF_ZEROS: usize = 16;

/// The text of a file, without byte order mark.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    /// What the encoding tells of a program that saved the file after us.
    pub(super) conversion: Option<Conversion>,
}

pub(super) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, ReadError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(ReadError::new(ReadCause::TooLarge));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::new(ReadCause::Empty));
    }
    if bytes.iter().all(|byte| *byte == 0) {
        return Err(ReadError::new(ReadCause::OnlyZeros));
    }
    if let Some(order) = utf16_order(bytes) {
        let text = decode_utf16(bytes, order).ok_or(ReadError::new(ReadCause::Utf16))?;
        return Ok(Decoded { text: Cow::Owned(text), conversion: Some(Conversion::Utf16) });
    }
    if let Some(error) = zeros(bytes, BLOCK_OF_ZEROS) {
        return Err(error);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let byte = error.valid_up_to();
        let before = String::from_utf8_lossy(&bytes[..byte]);
        // A character that the end of the file cuts in two.
        if error.error_len().is_none() {
            return ReadError::cut_short(&before);
        }
        ReadError::at(Place::of(&before, byte), ReadCause::NotUtf8 { byte })
    })?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(text) => Decoded { text: Cow::Borrowed(text), conversion: Some(Conversion::ByteOrderMark) },
        None => Decoded { text: Cow::Borrowed(text), conversion: None },
    })
}

/// How two bytes become a unit of UTF-16.
type ByteOrder = fn([u8; 2]) -> u16;

/// In which order the bytes stand if they are UTF-16, told by its byte order mark or by the first bracket.
fn utf16_order(bytes: &[u8]) -> Option<ByteOrder> {
    match bytes {
        [0xff, 0xfe, ..] | [b'(', 0, ..] => Some(u16::from_le_bytes),
        [0xfe, 0xff, ..] | [0, b'(', ..] => Some(u16::from_be_bytes),
        _ => None,
    }
}

/// `None` when the bytes are not UTF-16 all through.
fn decode_utf16(bytes: &[u8], order: ByteOrder) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text: String =
        char::decode_utf16(pairs.iter().map(|pair| order(*pair))).collect::<Result<_, _>>().ok()?;
    rest.is_empty().then(|| text.strip_prefix('\u{feff}').map(ToOwned::to_owned).unwrap_or(text))
}

/// The first run of at least so many zero bytes, as the reason why the file cannot be read.
pub(super) fn zeros(bytes: &[u8], at_least: usize) -> Option<ReadError> {
    let mut from = 0;
    while let Some(found) = bytes[from..].iter().position(|byte| *byte == 0) {
        let start = from + found;
        let count = bytes[start..].iter().take_while(|byte| **byte == 0).count();
        if count >= at_least {
            let before = String::from_utf8_lossy(&bytes[..start]);
            let cause = ReadCause::Zeros { byte: start, count };
            return Some(ReadError::at(Place::of(&before, before.len()), cause));
        }
        from = start + count;
    }
    None
}
