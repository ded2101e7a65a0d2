//! What the reader of RON reports, in words that a person understands.

use super::{Place, ReadCause, ReadError, scan::Scan};
use ron::error::{Error, SpannedError};

/// Explains why the text could not be parsed.
pub(super) fn explain(text: &str, error: SpannedError) -> ReadError {
    if let Some(byte) = merge_conflict(text) {
        return ReadError::at(Place::of(text, byte), ReadCause::MergeConflict);
    }
    let (start, end) = (place(error.span.start), place(error.span.end));
    // Half a word at the end of the file is no wrong word.
    if Scan::of(text).last_of_unclosed().is_some_and(|last| last.bytes.start <= byte_of(text, end)) {
        return ReadError::cut_short(text);
    }
    if let Some(cause) = about_fields_and_words(&error.code) {
        return ReadError::at(
            if matches!(cause, ReadCause::MissingField { .. }) { end } else { start },
            cause,
        );
    }
    if let Some(byte) = Scan::of(text).string_over_lines_before(byte_of(text, end)) {
        return ReadError::at(Place::of(text, byte), ReadCause::UnclosedText);
    }
    let is_at_the_end = byte_of(text, end) >= text.trim_end().len();
    match about_syntax(error.code) {
        Some(cause) if !is_at_the_end => ReadError::at(end, cause),
        _ => ReadError::cut_short(text),
    }
}

fn place(position: ron::error::Position) -> Place {
    Place { line: position.line, column: position.col }
}

fn byte_of(text: &str, place: Place) -> usize {
    let line_start = match place.line {
        0 | 1 => 0,
        line => text.match_indices('\n').nth(line - 2).map_or(text.len(), |(end, _)| end + 1),
    };
    let rest = &text[line_start..];
    line_start + rest.char_indices().nth(place.column.saturating_sub(1)).map_or(rest.len(), |(byte, _)| byte)
}

fn merge_conflict(text: &str) -> Option<usize> {
    ["<<<<<<< ", ">>>>>>> "]
        .into_iter()
        .filter_map(|mark| {
            let in_the_middle = text.find(&format!("\n{mark}")).map(|found| found + 1);
            if text.starts_with(mark) { Some(0) } else { in_the_middle }
        })
        .min()
}

fn about_fields_and_words(code: &Error) -> Option<ReadCause> {
    let within = |outer: &Option<String>| outer.clone().unwrap_or_else(|| "part".to_owned());
    if let Error::NoSuchStructField { expected, found, outer } = code {
        return Some(ReadCause::UnknownField {
            field: found.clone(),
            within: within(outer),
            known: expected.to_vec(),
        });
    }
    if let Error::MissingStructField { field, outer } = code {
        return Some(ReadCause::MissingField { field: (*field).to_owned(), within: within(outer) });
    }
    if let Error::DuplicateStructField { field, outer } = code {
        return Some(ReadCause::RepeatedField { field: (*field).to_owned(), within: within(outer) });
    }
    if let Error::NoSuchEnumVariant { expected, found, .. } = code {
        return Some(ReadCause::UnknownWord { found: found.clone(), known: expected.to_vec() });
    }
    None
}

/// `None` when the text ended where more was expected.
#[expect(clippy::wildcard_enum_match_arm, reason = "the list of another crate, which may grow")]
fn about_syntax(code: Error) -> Option<ReadCause> {
    const EXPECTED: [(Error, &str); 12] = [
        (Error::ExpectedArray, "“[”, the beginning of a list"),
        (Error::ExpectedArrayEnd, "“]”, the end of a list"),
        (Error::ExpectedComma, "a comma"),
        (Error::ExpectedInteger, "a whole number"),
        (Error::ExpectedOption, "None, or a value in Some(…)"),
        (Error::ExpectedOptionEnd, "“)”, the end of Some(…)"),
        (Error::ExpectedMapColon, "a colon after the name of the field"),
        (Error::ExpectedStructLike, "“(”"),
        (Error::ExpectedStructLikeEnd, "“)”"),
        (Error::ExpectedString, "a text in double quotation marks"),
        (Error::ExpectedStringEnd, "the quotation mark that ends the text"),
        (Error::ExpectedIdentifier, "the name of a field"),
    ];
    if let Some((_, what)) = EXPECTED.iter().find(|(known, _)| *known == code) {
        return Some(ReadCause::Expected(what));
    }
    if matches!(code, Error::ExpectedNamedStructLike(_)) {
        return Some(ReadCause::Expected("“(”"));
    }
    Some(match code {
        Error::Eof => return None,
        Error::TrailingCharacters => ReadCause::MoreAfterTheEnd,
        Error::ExceededRecursionLimit => ReadCause::NestedTooDeeply,
        other => ReadCause::Syntax(other.to_string()),
    })
}
