//! Reads a project: what the bytes are, which version, and what of it does not fit.

use super::{
    Conversion, Place, ReadCause, ReadError, Sum,
    decode::{decode, zeros},
    explain::explain,
    newer,
    scan::{Scan, Sort},
    sum::Summed,
    v1,
};
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
    /// What could not be taken over as it stood, and what happened to the file outside Claimdesk.
    pub warnings: Vec<Warning>,
    /// What the sum in its last line says.
    pub sum: Sum,
    /// What another program did to the file as a whole; told only when the sum shows that nothing else
    /// was done to it.
    pub conversions: Vec<Conversion>,
    /// Why the project can be looked at but must not be saved over its file, in sentences.
    pub read_only_because: Option<String>,
}

/// Reads a project file of any version up to ours.
///
/// What other programs do to a whole file is undone: a byte order mark, line ends of Windows, UTF-16.
pub fn read(bytes: &[u8]) -> Result<Opened, ReadError> {
    read_with(bytes, |body| {
        check_version(body)?;
        let file = ron::from_str(body).map_err(|error| explain(body, error))?;
        Ok(Understood { project: into_model(file, body)?, read_only_because: None })
    })
}

/// Reads a file that a newer Claimdesk wrote, as far as it can be understood, to be looked at only.
///
/// Fields that are not known here are passed over. If that is not enough the error is the one that
/// [`read`] gives. A file of a version that is known is read as usual.
pub fn read_newer(bytes: &[u8]) -> Result<Opened, ReadError> {
    let outcome = read(bytes);
    let Err(refusal @ ReadError { cause: ReadCause::NewerVersion { found: version }, .. }) = &outcome else {
        return outcome;
    };
    read_with(bytes, |body| {
        let understood = newer::pass_over_unknown_fields(body).ok_or_else(|| refusal.clone())?;
        let file = ron::from_str(&understood.text).map_err(|_unexpected| refusal.clone())?;
        let project = into_model(file, &understood.text).map_err(|_not_understood| refusal.clone())?;
        Ok(Understood { project, read_only_because: Some(understood.why(version)) })
    })
}

/// What was made of the text of a file.
struct Understood {
    project: (Project, Vec<Warning>),
    read_only_because: Option<String>,
}

fn read_with(
    bytes: &[u8],
    understand: impl Fn(&str) -> Result<Understood, ReadError>,
) -> Result<Opened, ReadError> {
    let decoded = decode(bytes)?;
    let Summed { body, sum, mut conversions } = Summed::of(&decoded.text);
    let is_utf16 = decoded.conversion == Some(Conversion::Utf16);
    // Text that went through another encoding is trusted only when the sum shows that it came back whole.
    if is_utf16 && sum != Sum::Right {
        return Err(ReadError::new(ReadCause::Utf16));
    }
    if sum == Sum::Right {
        conversions.extend(decoded.conversion);
    }
    let Understood { project: (project, mut warnings), read_only_because } =
        understand(&body).map_err(|error| {
            let is_newer = matches!(error.cause, ReadCause::NewerVersion { .. });
            let torn = zeros(bytes, 1).filter(|_| !is_utf16 && !is_newer);
            torn.unwrap_or(error).with_sum(sum, &body)
        })?;
    if let Some(byte) = Scan::of(&body).first_comment() {
        warnings.push(Warning::CommentNotKept { line: Place::of(&body, byte).line });
    }
    if sum == Sum::Wrong {
        warnings.push(Warning::ChangedOutside);
    }
    if !conversions.is_empty() {
        warnings.push(Warning::Converted(conversions.clone()));
    }
    Ok(Opened { project, warnings, sum, conversions, read_only_because })
}

/// Only parses the bytes, checks nothing: what opening is measured against, and what tests compare.
#[doc(hidden)]
pub fn parse_plainly(bytes: &[u8]) -> Option<impl PartialEq + std::fmt::Debug> {
    ron::de::from_bytes::<v1::ProjectFile<'_>>(bytes).ok()
}

fn into_model(file: v1::ProjectFile<'_>, text: &str) -> Result<(Project, Vec<Warning>), ReadError> {
    v1::into_model(file).map_err(|invalid| invalid.placed_in(text))
}

/// Reads the version at the head of the text and refuses those that are not ours.
fn check_version(text: &str) -> Result<(), ReadError> {
    let mut head = Scan::of(text).filter(|token| token.sort != Sort::Comment);
    for expected in ["(", VERSION_FIELD, ":"] {
        let token = head.next();
        let found = token.as_ref().map_or("", |token| &text[token.bytes.clone()]);
        if found == expected {
            continue;
        }
        let Some(token) = token else { return Err(ReadError::cut_short(text)) };
        if expected.starts_with(found) && text[token.bytes.end..].trim().is_empty() {
            return Err(ReadError::cut_short(text));
        }
        let conflict = found.starts_with('<') && text.starts_with("<<<<<<< ");
        let cause = if conflict { ReadCause::MergeConflict } else { ReadCause::NotAProject };
        return Err(ReadError::at(Place::of(text, token.bytes.start), cause));
    }
    let Some(token) = head.next() else { return Err(ReadError::cut_short(text)) };
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
