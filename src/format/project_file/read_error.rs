//! `ReadError`: why a project could not be read, where in the file, and what to do about it.

use super::{NEWEST_VERSION, Sum};
use crate::model::ClaimId;
use std::fmt;

/// A place in the text of a file, as editors count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line, counted from 1.
    pub line: usize,
    /// The character in that line, counted from 1.
    pub column: usize,
}

impl Place {
    /// Where the byte stands in the text.
    pub(super) fn of(text: &str, byte: usize) -> Self {
        let before = &text[..text.floor_char_boundary(byte)];
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        Self { line: 1 + before.matches('\n').count(), column: 1 + before[line_start..].chars().count() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// Why a file is not a project that can be opened. Nothing of it was taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// Where in the file, when it is one place.
    pub place: Option<Place>,
    /// What is wrong.
    pub cause: ReadCause,
    /// What the sum in the last line says, where it could be looked at.
    pub sum: Sum,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadCause {
    /// Nothing stands in it.
    Empty,
    /// It holds nothing but zero bytes, as a crash of the machine can leave it.
    OnlyZeros,
    /// It is larger than [`super::MAX_FILE_BYTES`].
    TooLarge,
    /// It is UTF-16 text.
    Utf16,
    /// It is no UTF-8 text, from this byte on, counted from 0.
    NotUtf8 {
        /// The first byte that is wrong.
        byte: usize,
    },
    /// It is something else than a project.
    NotAProject,
    /// A newer Claimdesk wrote it.
    NewerVersion {
        /// The version it states.
        found: String,
    },
    /// What it states as its version is none.
    NoVersion {
        /// What it states.
        found: String,
    },
    /// Two versions of the file were merged and the conflict was left in it.
    MergeConflict,
    /// A text begins and is not closed on its line.
    UnclosedText,
    /// The file ends in the middle.
    CutShort {
        /// The last line that is whole, counted from 1; 0 when there is none.
        after_line: usize,
    },
    /// Zero bytes in the middle, where text should be.
    Zeros {
        /// The first of them, counted from 0.
        byte: usize,
        /// How many there are in a row.
        count: usize,
    },
    /// There is more after the project.
    MoreAfterTheEnd,
    /// Brackets within brackets, deeper than any project.
    NestedTooDeeply,
    /// A field that does not exist.
    UnknownField {
        /// Its name.
        field: String,
        /// In what it stands: "claim".
        within: String,
        /// The fields there are.
        known: Vec<&'static str>,
    },
    /// A field that must be there is not.
    MissingField {
        /// Its name.
        field: String,
        /// In what it belongs.
        within: String,
    },
    /// A field stands there twice.
    RepeatedField {
        /// Its name.
        field: String,
        /// In what it stands.
        within: String,
    },
    /// A word that is not one of those possible here.
    UnknownWord {
        /// The word.
        found: String,
        /// Those possible.
        known: Vec<&'static str>,
    },
    /// Something else was expected here.
    Expected(&'static str),
    /// What the reader of RON has to say, where we know no better words.
    Syntax(String),
    /// It is no claim id, or not written as one.
    NotAnId {
        /// What stands there.
        found: String,
    },
    /// Two claims have the same id.
    RepeatedId(ClaimId),
    /// The id for the next claim is not above all that are taken.
    NextIdTaken(ClaimId),
    /// It is no moment of whole seconds.
    NotAMoment {
        /// What stands there.
        found: String,
    },
    /// The end of a passage does not come after its start.
    EmptyPassage {
        /// Whose passage.
        claim: ClaimId,
        /// Its start.
        start: usize,
        /// Its end.
        end: usize,
    },
    /// The parts fit each on its own but not together.
    Inconsistent(String),
}

impl ReadError {
    pub(super) const fn new(cause: ReadCause) -> Self {
        Self { place: None, cause, sum: Sum::Missing }
    }

    pub(super) const fn at(place: Place, cause: ReadCause) -> Self {
        Self { place: Some(place), cause, sum: Sum::Missing }
    }

    /// The text is all that is left of the file.
    pub(super) fn cut_short(text: &str) -> Self {
        Self::new(ReadCause::CutShort { after_line: text.matches('\n').count() })
    }

    /// The error, knowing what the sum below the text says.
    pub(super) fn with_sum(self, sum: Sum, text: &str) -> Self {
        let is_cut_short = matches!(self.cause, ReadCause::CutShort { .. });
        if is_cut_short && sum != Sum::Missing {
            // The end of the file is there, so something before it is missing.
            let end = Place::of(text, text.trim_end().len());
            return Self {
                sum,
                ..Self::at(end, ReadCause::Expected("a closing bracket; one before this place is missing"))
            };
        }
        Self { sum, ..self }
    }

    /// What the person can do.
    pub const fn remedy(&self) -> &'static str {
        match self.cause {
            ReadCause::Empty | ReadCause::OnlyZeros => {
                "Open a backup copy; the content of this file is not there any more."
            }
            ReadCause::TooLarge => "Split the article into several projects.",
            ReadCause::Utf16 => "Save it as UTF-8 in a text editor and open it again.",
            ReadCause::NotUtf8 { .. } => {
                "The file is damaged, or was saved in another encoding: open a backup copy."
            }
            ReadCause::NotAProject => {
                "Choose a project file, or make a new project if this is the text of an article."
            }
            ReadCause::NewerVersion { .. } => "Install the newest Claimdesk to open it.",
            ReadCause::MergeConflict => {
                "Choose one side of the conflict in a text editor, delete the marks, and open it again."
            }
            ReadCause::CutShort { .. } | ReadCause::Zeros { .. } => {
                "Open a backup copy; what is missing is not in this file any more."
            }
            ReadCause::NoVersion { .. }
            | ReadCause::UnclosedText
            | ReadCause::MoreAfterTheEnd
            | ReadCause::NestedTooDeeply
            | ReadCause::UnknownField { .. }
            | ReadCause::MissingField { .. }
            | ReadCause::RepeatedField { .. }
            | ReadCause::UnknownWord { .. }
            | ReadCause::Expected(_)
            | ReadCause::Syntax(_)
            | ReadCause::NotAnId { .. }
            | ReadCause::RepeatedId(_)
            | ReadCause::NextIdTaken(_)
            | ReadCause::NotAMoment { .. }
            | ReadCause::EmptyPassage { .. }
            | ReadCause::Inconsistent(_) => "Correct it in a text editor, or open a backup copy.",
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = self.place {
            write!(f, "{place}: ")?;
        }
        write!(f, "{}. ", self.cause)?;
        if self.sum == Sum::Wrong {
            f.write_str("The file was changed or damaged outside Claimdesk: its sum does not fit. ")?;
        }
        f.write_str(self.remedy())
    }
}

impl std::error::Error for ReadError {}

impl fmt::Display for ReadCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the file is empty"),
            Self::OnlyZeros => f.write_str("the file holds nothing but zero bytes, as a crash can leave it"),
            Self::TooLarge => write!(f, "the file is larger than {} MB", super::MAX_FILE_BYTES / 1_000_000),
            Self::Utf16 => f.write_str("the file is UTF-16 text; a project is UTF-8"),
            Self::NotUtf8 { byte } => write!(f, "byte {byte} of the file is not part of UTF-8 text"),
            Self::NotAProject => f.write_str("this is not a Claimdesk project, which begins with “(format_version:”"),
            Self::NewerVersion { found } => write!(
                f,
                "the file was made by a newer Claimdesk: its format version is {found}, and this one reads versions up to {NEWEST_VERSION}"
            ),
            Self::NoVersion { found } => write!(f, "“{found}” is not a format version"),
            Self::MergeConflict => f.write_str("a merge conflict was left in the file"),
            Self::UnclosedText => f.write_str(
                "the text that begins here is not closed on its line; a quotation mark is missing or one too many",
            ),
            Self::CutShort { after_line: 0 } => f.write_str("the file was cut short in its first line"),
            Self::CutShort { after_line } => write!(f, "the file was cut short after line {after_line}"),
            Self::Zeros { byte, count: 1 } => {
                write!(f, "byte {byte} is zero, as a failing disk leaves it")
            }
            Self::Zeros { byte, count } => write!(
                f,
                "a block of {count} zero bytes stands at byte {byte}, as a crash or a failing disk leaves it"
            ),
            Self::MoreAfterTheEnd => f.write_str("something stands after the end of the project"),
            Self::NestedTooDeeply => f.write_str("brackets within brackets, deeper than a project can be"),
            Self::UnknownField { field, within, known } => write!(
                f,
                "a {within} has no field “{field}”; its fields are {}",
                known.join(", ")
            ),
            Self::MissingField { field, within } => {
                write!(f, "the {within} that ends here has no field “{field}”")
            }
            Self::RepeatedField { field, within } => {
                write!(f, "the field “{field}” stands twice in this {within}")
            }
            Self::UnknownWord { found, known } => {
                write!(f, "“{found}” is not possible here; use one of {}", known.join(", "))
            }
            Self::Expected(what) => write!(f, "expected {what}"),
            Self::NotAnId { found } => {
                write!(f, "“{found}” is not a claim id; ids look like \"C01\", \"C12\", \"C100\"")
            }
            Self::RepeatedId(id) => write!(f, "a claim before this one has the id {id} as well"),
            Self::NextIdTaken(id) => {
                write!(f, "next_claim must be above every id in use, and {id} is in use")
            }
            Self::NotAMoment { found } => write!(
                f,
                "“{found}” is not a moment; moments look like \"2026-11-24T12:04:00Z\""
            ),
            Self::EmptyPassage { claim, start, end } => write!(
                f,
                "a passage of {claim} starts at {start} and ends at {end}; the end must come after the start"
            ),
            Self::Syntax(what) | Self::Inconsistent(what) => f.write_str(what),
        }
    }
}
