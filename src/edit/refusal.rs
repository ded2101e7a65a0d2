//! `Refusal`: why an edit was not made.

use crate::model::ClaimId;

/// Why an edit was not made. The project is as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The claim is not, or no longer, in the project.
    #[error("{0} is not in this project.")]
    NoSuchClaim(ClaimId),
    /// No claim is given.
    #[error("No claim is selected.")]
    NoClaims,
    /// The claim has no such source, passage or lost passage.
    #[error("{0} has no such entry any more.")]
    NoSuchEntry(ClaimId),
    /// The passage does not lie within the article.
    #[error("These words are not in the article.")]
    OutsideArticle,
    /// The claim is pinned to exactly these words already.
    #[error("{0} is pinned to these words already.")]
    PassageTaken(ClaimId),
    /// Every claim number has been given.
    #[error("This project has used up its claim numbers; no more claims can be added.")]
    NoIdsLeft,
}
