//! `Clash`: what a merge could not decide, or had to rename, and what it did about it.

use crate::model::{ClaimId, VersionPart};
use std::fmt;

/// One of the two versions that are merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The version into which the other one is merged.
    Ours,
    /// The other version.
    Theirs,
}

/// Something that differs in both versions. Whatever it is, the merged project was made, and what the
/// other version says is in it or here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clash {
    /// Both versions changed it, and differently. Ours stands; of a claim, what the other version
    /// says was put into its note.
    BothChanged {
        /// What it is.
        part: VersionPart,
        /// What our version says, and what stands in the merged project.
        ours: String,
        /// What the other version says.
        theirs: String,
    },
    /// One version deleted the claim and the other one changed it. It stays, as it was changed.
    DeletedAndChanged {
        /// Which claim.
        claim: ClaimId,
        /// The version that deleted it.
        deleted_by: Side,
    },
    /// Both versions gave the same id to different new claims. Both stay.
    SameId {
        /// The id; ours keeps it.
        claim: ClaimId,
        /// The id that the claim of the other version got.
        theirs_is_now: ClaimId,
    },
}

impl Clash {
    /// Whether a person has to look which version is right; the rest is only told.
    pub const fn needs_decision(&self) -> bool {
        match self {
            Self::BothChanged { .. } | Self::DeletedAndChanged { .. } => true,
            Self::SameId { .. } => false,
        }
    }

    /// The claim that it is about, as it is called in the merged project.
    pub const fn claim(&self) -> Option<ClaimId> {
        match self {
            Self::BothChanged { part, .. } => part.claim(),
            Self::DeletedAndChanged { claim, .. } => Some(*claim),
            Self::SameId { theirs_is_now, .. } => Some(*theirs_is_now),
        }
    }
}

/// What happened and what was done, in one or two sentences.
impl fmt::Display for Clash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BothChanged { part: VersionPart::ArticleText, .. } => f.write_str(
                "Both versions changed the text of the article. Ours stands; the passages of the other version were looked for in it.",
            ),
            Self::BothChanged { part: part @ VersionPart::ClaimPart(..), ours, theirs } => {
                let (ours, theirs) = (Shown(ours), Shown(theirs));
                write!(
                    f,
                    "{part} was changed in both versions. Here it is {ours}; in the other version it is {theirs}, which is kept in the note."
                )
            }
            Self::BothChanged { part, ours, theirs } => {
                let (ours, theirs) = (Shown(ours), Shown(theirs));
                write!(
                    f,
                    "{part} was changed in both versions. Here it is {ours}; in the other version it is {theirs}."
                )
            }
            Self::DeletedAndChanged { claim, deleted_by: Side::Ours } => {
                write!(f, "{claim} was deleted here and changed in the other version. It stays, as it was changed.")
            }
            Self::DeletedAndChanged { claim, deleted_by: Side::Theirs } => {
                write!(f, "{claim} was changed here and deleted in the other version. It stays, as it was changed.")
            }
            Self::SameId { claim, theirs_is_now } => write!(
                f,
                "Both versions have a new claim {claim}, and they are different. That of the other version is now {theirs_is_now}."
            ),
        }
    }
}

/// The text in quotation marks, its beginning only.
struct Shown<'a>(&'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 60;
        if self.0.is_empty() {
            return f.write_str("empty");
        }
        let start = self.0.chars().take(SHOWN);
        let start: String =
            start.map(|character| if character.is_control() { ' ' } else { character }).collect();
        let dots = if self.0.chars().nth(SHOWN).is_some() { "…" } else { "" };
        write!(f, "“{start}{dots}”")
    }
}
