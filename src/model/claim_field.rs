//! `ClaimField`: the parts of a claim that are typed as text.

/// A part of a claim that a person types as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ClaimField {
    /// The statement itself.
    Text,
    /// Who says so, links with `>` between them.
    Attribution,
    /// Why it has its status.
    Reason,
    /// Anything else.
    Note,
}

impl ClaimField {
    /// The label of the field.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Text => "Claim",
            Self::Attribution => "Attribution",
            Self::Reason => "Why this status",
            Self::Note => "Note",
        }
    }
}
