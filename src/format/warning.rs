//! `Warning`: what could not be taken over as it stood when a project was read.

use super::Conversion;
use crate::model::{ClaimId, show_visibly};
use std::fmt;

/// Something about a file that opened, which the person should know before working on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The words of a passage stand elsewhere than the file says; the passage is where they are.
    PassageMoved {
        /// Whose passage it is.
        claim: ClaimId,
        /// Its words.
        quote: String,
    },
    /// The words of a passage are not in the article; the claim keeps them as a lost passage.
    PassageLost {
        /// Whose passage it was.
        claim: ClaimId,
        /// Its words.
        quote: String,
    },
    /// So many passages did not match that looking for the rest was given up; they count as lost.
    SearchStopped {
        /// How many passages were not looked for.
        passages: usize,
    },
    /// What the file says stands around a passage is not what stands there.
    SurroundingsDiffer {
        /// Whose passage it is.
        claim: ClaimId,
    },
    /// The same passage is listed twice for one claim; it is kept once.
    PassageRepeated {
        /// Whose passage it is.
        claim: ClaimId,
    },
    /// An attribution held an empty link, space at its ends, or a `>`; it reads differently now.
    AttributionTidied {
        /// Whose attribution it is.
        claim: ClaimId,
    },
    /// The file holds a comment, which saving will not keep.
    CommentNotKept {
        /// The line on which the first one begins, counted from 1.
        line: usize,
    },
    /// The sum in the last line does not fit: another program or a failing disk changed the file.
    ChangedOutside,
    /// Another program converted the file as a whole, and nothing was lost by it.
    Converted(Vec<Conversion>),
}

impl Warning {
    /// The claim that it is about, if it is about one.
    pub const fn claim(&self) -> Option<ClaimId> {
        match self {
            Self::PassageMoved { claim, .. }
            | Self::PassageLost { claim, .. }
            | Self::SurroundingsDiffer { claim }
            | Self::PassageRepeated { claim }
            | Self::AttributionTidied { claim } => Some(*claim),
            Self::SearchStopped { .. }
            | Self::CommentNotKept { .. }
            | Self::ChangedOutside
            | Self::Converted(_) => None,
        }
    }

    /// Whether the article and the claims do not fit together any more, so that somebody must look.
    pub const fn concerns_passages(&self) -> bool {
        match self {
            Self::PassageMoved { .. }
            | Self::PassageLost { .. }
            | Self::SearchStopped { .. }
            | Self::SurroundingsDiffer { .. } => true,
            Self::PassageRepeated { .. }
            | Self::AttributionTidied { .. }
            | Self::CommentNotKept { .. }
            | Self::ChangedOutside
            | Self::Converted(_) => false,
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PassageMoved { claim, quote } => write!(
                f,
                "{claim}: the words “{}” are not where the file says. They were found elsewhere in the article; look whether that is the right place.",
                Short(quote)
            ),
            Self::PassageLost { claim, quote } => write!(
                f,
                "{claim}: the words “{}” are not in the article. The claim keeps them as a lost passage.",
                Short(quote)
            ),
            Self::SearchStopped { passages } => write!(
                f,
                "Not looked for, because that would take too long: {} that the article does not hold where the file says. The claims keep them as lost passages. Probably this is not the article they belong to.",
                super::counted(*passages, "more passage")
            ),
            Self::SurroundingsDiffer { claim } => write!(
                f,
                "{claim}: its passage stands where the file says, but the words around it differ. Look whether it is the right place."
            ),
            Self::PassageRepeated { claim } => {
                write!(f, "{claim}: the same passage is listed twice. It is kept once.")
            }
            Self::AttributionTidied { claim } => write!(
                f,
                "{claim}: a link of its attribution was empty, had space at its ends or held a “>”. The chain was tidied."
            ),
            Self::CommentNotKept { line } => {
                write!(f, "Line {line} of the file holds a comment. Saving the project will not keep it.")
            }
            Self::ChangedOutside => f.write_str(
                "The file was changed outside Claimdesk: its sum does not fit. If nobody edited it, compare it with a backup.",
            ),
            Self::Converted(conversions) => {
                let told: Vec<String> = conversions.iter().map(ToString::to_string).collect();
                write!(
                    f,
                    "Another program converted the file: {}. Nothing was lost; saving writes it as it was.",
                    told.join(", and ")
                )
            }
        }
    }
}

/// The first words of a quote, on one line, and what is hidden in them.
struct Short<'a>(&'a str);

impl fmt::Display for Short<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 60;
        let on_one_line = |character| if matches!(character, '\n' | '\t') { ' ' } else { character };
        let shown: String = self.0.chars().take(SHOWN).map(on_one_line).collect();
        f.write_str(&show_visibly(&shown))?;
        if self.0.chars().nth(SHOWN).is_some() { f.write_str("…") } else { Ok(()) }
    }
}
