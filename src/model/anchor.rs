//! `Anchor`: a claim and one passage of the article it is pinned to.

use super::{ClaimId, Listed, TextRange};

/// Pins a claim to one passage. A claim may have several anchors, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Anchor {
    /// Whose passage it is.
    pub claim: ClaimId,
    /// The passage: bytes of the article's text.
    pub range: TextRange,
}

impl Listed for Anchor {
    /// Article order: by start, the longer one first, then by claim.
    type Key = (usize, std::cmp::Reverse<usize>, ClaimId);

    fn key(&self) -> Self::Key {
        (self.range.start(), std::cmp::Reverse(self.range.end()), self.claim)
    }

    fn reach(&self) -> usize {
        self.range.end()
    }

    fn is_same(&self, other: &Self) -> bool {
        self == other
    }

    fn size_in_memory(&self) -> usize {
        size_of::<Self>()
    }
}
