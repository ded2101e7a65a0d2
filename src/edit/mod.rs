//! What can happen to a project: every change as data, and undo.
//!
//! May use `model`. Pure: no files, no clock, no window.

mod apply;
mod edit;
mod history;
mod merge;
mod merge_versions;
mod recorded;
mod refusal;
mod replacement;

pub use apply::apply;
pub use edit::Edit;
pub use history::{History, MadeStep, Step};
pub use merge_versions::{Clash, MergedVersions, Side, merge_versions};
pub use recorded::{Recorded, ReplayError};
pub use refusal::Refusal;
pub use replacement::Replacement;
