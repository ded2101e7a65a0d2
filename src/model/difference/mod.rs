//! What differs between two versions of a project, as rows that can be shown and sentences that can be read.

mod changed_paragraphs;
mod difference;
mod row;
mod unmatched;

pub use changed_paragraphs::{ChangedParagraphs, changed_paragraphs};
pub use difference::{Difference, DifferenceCounts};
pub use row::{ClaimPart, DifferenceRow, VersionPart};
