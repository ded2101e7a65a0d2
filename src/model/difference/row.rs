//! `DifferenceRow`: one thing that differs, with what stood there before and what stands there after.

use crate::model::{ClaimId, MetadataField};
use std::fmt;

/// A part of a project that can differ between two versions of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VersionPart {
    /// The title of the project.
    Title,
    /// What the article states about itself.
    Metadata(MetadataField),
    /// The article's text as a whole.
    ArticleText,
    /// One paragraph of the article, by its number; blank lines have none.
    Paragraph(Option<u32>),
    /// A claim as a whole.
    Claim(ClaimId),
    /// A part of a claim.
    ClaimPart(ClaimId, ClaimPart),
}

/// A part of a claim that can differ between two versions of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ClaimPart {
    /// The statement itself.
    Text,
    /// The tag.
    Status,
    /// What sort of statement it is.
    Kind,
    /// Who says so.
    Attribution,
    /// Why it has this status.
    Reason,
    /// Anything else.
    Note,
    /// Something that was consulted.
    Source,
    /// Words of the article that it is pinned to.
    Passage,
    /// Words that it was pinned to, and which are not in the article.
    LostPassage,
}

impl ClaimPart {
    /// What it is called inside a sentence: "status", "why this status".
    pub const fn word(self) -> &'static str {
        match self {
            Self::Text => "claim",
            Self::Status => "status",
            Self::Kind => "kind",
            Self::Attribution => "attribution",
            Self::Reason => "why this status",
            Self::Note => "note",
            Self::Source => "source",
            Self::Passage => "passage",
            Self::LostPassage => "lost passage",
        }
    }

    /// Whether it is one word from a list, which is shown without quotation marks.
    const fn is_a_word(self) -> bool {
        matches!(self, Self::Status | Self::Kind)
    }
}

impl VersionPart {
    /// The claim that it is, or is a part of.
    pub const fn claim(self) -> Option<ClaimId> {
        match self {
            Self::Claim(claim) | Self::ClaimPart(claim, _) => Some(claim),
            Self::Title | Self::Metadata(_) | Self::ArticleText | Self::Paragraph(_) => None,
        }
    }

    /// Whether it is one word from a list, which is shown without quotation marks.
    const fn is_a_word(self) -> bool {
        matches!(self, Self::ClaimPart(_, part) if part.is_a_word())
    }
}

/// What it is called: "Title", "Paragraph 3", "C12: status".
impl fmt::Display for VersionPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Title => f.write_str("Title"),
            Self::Metadata(field) => write!(f, "{} of the article", field.label()),
            Self::ArticleText => f.write_str("Text of the article"),
            Self::Paragraph(Some(number)) => write!(f, "Paragraph {number}"),
            Self::Paragraph(None) => f.write_str("Blank line"),
            Self::Claim(claim) => claim.fmt(f),
            Self::ClaimPart(claim, part) => write!(f, "{claim}: {}", part.word()),
        }
    }
}

/// One thing that differs between two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferenceRow {
    /// What differs.
    pub part: VersionPart,
    /// What stood there, whole and as a person reads it; `None` when there was nothing.
    pub before: Option<String>,
    /// What stands there now; `None` when there is nothing.
    pub after: Option<String>,
}

impl DifferenceRow {
    /// What became of it: "C12: status Disputed → Sourced", "C48 added: “It rained.”". Long texts
    /// are shortened; the row has them whole.
    pub fn sentence(&self) -> String {
        let part = self.part;
        let shown = |text: &str| match (part, shorten(text)) {
            (_, short) if part.is_a_word() => short,
            (_, short) => format!("“{short}”"),
        };
        match (self.before.as_deref(), self.after.as_deref()) {
            (Some(before), Some(after)) => {
                let (before, after) = short_pair(before, after);
                format!("{part} {} → {}", shown(&before), shown(&after))
            }
            (None, Some("")) => format!("{part} added"),
            (None, Some(after)) => format!("{part} added: {}", shown(after)),
            (Some(""), None) => format!("{part} removed"),
            (Some(before), None) => format!("{part} removed: {}", shown(before)),
            (None, None) => part.to_string(),
        }
    }
}

/// How many characters of a text a sentence quotes.
const SHOWN: usize = 60;

/// How much of what both texts begin with stays before the first difference.
const SHOWN_BEFORE: usize = 20;

/// Both texts from shortly before the place where they part, so that a short form shows the difference.
fn short_pair(before: &str, after: &str) -> (String, String) {
    let common = before.chars().zip(after.chars()).take_while(|(one, other)| one == other).count();
    if common <= SHOWN - SHOWN_BEFORE {
        return (before.to_owned(), after.to_owned());
    }
    let from = |text: &str| {
        let rest: String = text.chars().skip(common - SHOWN_BEFORE).collect();
        format!("…{rest}")
    };
    (from(before), from(after))
}

/// The beginning of the text, on one line.
fn shorten(text: &str) -> String {
    let mut short: String = text
        .chars()
        .take(SHOWN)
        .map(|character| if character.is_control() { ' ' } else { character })
        .collect();
    if text.chars().nth(SHOWN).is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(part: VersionPart, before: Option<&str>, after: Option<&str>) -> String {
        DifferenceRow { part, before: before.map(ToOwned::to_owned), after: after.map(ToOwned::to_owned) }
            .sentence()
    }

    #[test]
    fn rows_read_as_sentences() {
        let claim = ClaimId::new(12).expect("not zero");
        let of = |part| VersionPart::ClaimPart(claim, part);
        for (seen, expected) in [
            (row(of(ClaimPart::Status), Some("Disputed"), Some("Sourced")), "C12: status Disputed → Sourced"),
            (row(of(ClaimPart::Kind), None, Some("Number")), "C12: kind added: Number"),
            (row(of(ClaimPart::Note), Some("a\nb"), Some("c")), "C12: note “a b” → “c”"),
            (row(VersionPart::Claim(claim), None, Some("It rained.")), "C12 added: “It rained.”"),
            (row(VersionPart::Claim(claim), Some(""), None), "C12 removed"),
            (row(VersionPart::Paragraph(Some(3)), Some("x"), None), "Paragraph 3 removed: “x”"),
            (row(VersionPart::Title, Some("A"), Some("B")), "Title “A” → “B”"),
        ] {
            assert_eq!(seen, expected);
        }
    }

    #[test]
    fn a_change_late_in_a_long_text_is_in_the_sentence() {
        let long = "The same words again and again. ".repeat(9);
        let seen = row(VersionPart::Title, Some(&format!("{long}Yes")), Some(&format!("{long}No")));
        assert_eq!(seen, "Title “…ds again and again. Yes” → “…ds again and again. No”");
        assert!(row(VersionPart::Title, None, Some(&long)).ends_with("…”"));
    }
}
