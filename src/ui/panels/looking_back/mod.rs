//! Other versions beside the article: two compared, and the backups. They stand where the claims stand.

mod backups;
mod comparison;
mod difference_list;
mod heading;
mod row;

pub use backups::BackupsView;
pub use comparison::ComparisonView;

pub(super) use backups::ui as backups;
pub(super) use comparison::ui as comparison;
