//! What a fact-check is: plain data that is always valid.
//!
//! May use nothing else of this crate; knows no files, no clock and no window.

mod anchor;
mod article;
mod attribution;
mod claim;
mod claim_field;
mod code_points;
mod difference;
mod find_quote;
mod fingerprint;
mod hidden;
mod hidden_counts;
mod hidden_name;
mod hidden_places;
mod id;
mod kind;
mod metadata;
mod paragraphs;
mod problems;
mod project;
mod selectors;
mod shared_list;
mod source;
mod status;
mod text_range;
mod timestamp;

pub use anchor::Anchor;
pub use article::Article;
pub use attribution::Attribution;
pub use claim::Claim;
pub use claim_field::ClaimField;
pub use code_points::CodePoints;
pub use difference::{
    ChangedParagraphs, ClaimPart, Difference, DifferenceCounts, DifferenceRow, VersionPart,
    changed_paragraphs,
};
pub use find_quote::find_quote;
pub use fingerprint::{Fingerprint, NotAFingerprint};
pub use hidden::{count_hidden, has_hidden, hidden_in, is_hidden_at, show_visibly, without_hidden};
pub use hidden_counts::HiddenCounts;
pub use hidden_name::{HiddenName, name_of};
pub use id::{ClaimId, ParseClaimIdError};
pub use kind::Kind;
pub use metadata::{Metadata, MetadataField, NOT_STATED};
pub use paragraphs::{Paragraph, Paragraphs};
pub use problems::{Problem, ProblemCounts, Rule, Severity, find_problems, problems_of};
pub use project::{InvalidProject, Project};
pub use selectors::{CONTEXT_CHARS, Selectors};
pub use shared_list::{Change, Listed, SharedList};
pub use source::Source;
pub use status::{Status, StatusCounts};
pub use text_range::TextRange;
pub use timestamp::Timestamp;
