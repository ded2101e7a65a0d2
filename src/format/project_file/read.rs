//! Reads a project: what the bytes are, which version, and what of it does not fit.

use super::{Place, ReadCause, ReadError, explain::explain, scan::Scan, scan::Sort, v1};
use crate::{format::Warning, model::Project};

/// The newest version of the file that is read, and the one that is written.
pub const NEWEST_VERSION: u32 = 1;

/// Files larger than this are refused: 256 MB.
pub const MAX_FILE_BYTES: usize = 256_000_000;

/// The name of the first field of every version.
const VERSION_FIELD: &str = "format_version";

/// A project that was read, and what the person should know about it.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The project.
    pub project: Project,
    /// What could not be taken over as it stood.
    pub warnings: Vec<Warning>,
}

/// Reads a project file of any version up to ours.
///
/// A byte order mark at the start is skipped; saving leaves it out, for it carries nothing.
pub fn read(bytes: &[u8]) -> Result<Opened, ReadError> {
    let text = text_of(bytes)?;
    check_version(text)?;
    let file: v1::ProjectFile<'_> = parse(text)?;
    let (project, mut warnings) = v1::into_model(file).map_err(|invalid| invalid.placed_in(text))?;
    if let Some(byte) = Scan::of(text).first_comment() {
        warnings.push(Warning::CommentNotKept { line: Place::of(text, byte).line });
    }
    Ok(Opened { project, warnings })
}

/// Only parses the bytes, checks nothing: what opening is measured against, and what tests compare.
#[doc(hidden)]
pub fn parse_plainly(bytes: &[u8]) -> Option<impl PartialEq + std::fmt::Debug> {
    ron::de::from_bytes::<v1::ProjectFile<'_>>(bytes).ok()
}

fn parse(text: &str) -> Result<v1::ProjectFile<'_>, ReadError> {
    ron::from_str(text).map_err(|error| explain(text, error))
}

fn text_of(bytes: &[u8]) -> Result<&str, ReadError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(ReadError::new(ReadCause::TooLarge));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::new(ReadCause::Empty));
    }
    if bytes.iter().all(|byte| *byte == 0) {
        return Err(ReadError::new(ReadCause::OnlyZeros));
    }
    let has_utf16_mark = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if has_utf16_mark || bytes.starts_with(b"(\0") || bytes.starts_with(b"\0(") {
        return Err(ReadError::new(ReadCause::Utf16));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let byte = error.valid_up_to();
        let before = String::from_utf8_lossy(&bytes[..byte]);
        ReadError::at(Place::of(&before, byte), ReadCause::NotUtf8 { byte })
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Reads the version at the head of the text and refuses those that are not ours.
fn check_version(text: &str) -> Result<(), ReadError> {
    let mut head = Scan::of(text).filter(|token| token.sort != Sort::Comment);
    for expected in ["(", VERSION_FIELD, ":"] {
        let token = head.next();
        let found = token.as_ref().map_or("", |token| &text[token.bytes.clone()]);
        if found != expected {
            let conflict = found.starts_with('<') && text.starts_with("<<<<<<< ");
            let cause = if conflict { ReadCause::MergeConflict } else { ReadCause::NotAProject };
            return Err(match token {
                Some(token) => ReadError::at(Place::of(text, token.bytes.start), cause),
                None => ReadError::new(ReadCause::EndsTooSoon),
            });
        }
    }
    let Some(token) = head.next() else { return Err(ReadError::new(ReadCause::EndsTooSoon)) };
    let found = &text[token.bytes.clone()];
    let all_digits = found.bytes().all(|byte| byte.is_ascii_digit());
    match found.parse::<u32>() {
        Ok(1..=NEWEST_VERSION) if all_digits => Ok(()),
        parsed => {
            let found: String = found.chars().take(40).collect();
            // A number too long to hold is newer as well.
            let is_newer = all_digits && parsed != Ok(0);
            let place = Place::of(text, token.bytes.start);
            Err(ReadError::at(
                place,
                if is_newer { ReadCause::NewerVersion { found } } else { ReadCause::NoVersion { found } },
            ))
        }
    }
}
