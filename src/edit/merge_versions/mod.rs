//! Two versions of a project become one, claim by claim and field by field; nothing either side wrote is dropped.

mod article;
mod claims;
mod clash;
mod merge_versions;
mod moved_passages;
mod pick;

pub use clash::{Clash, Side};
pub use merge_versions::{MergedVersions, merge_versions};
