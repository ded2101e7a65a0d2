//! Earlier versions of a project: where they stand, which are kept, how they are read.

mod backup;
mod backup_name;
mod keep;
mod list;
mod shelf;
mod thinning;
mod whole;

pub use backup::{Backup, Reason};
pub use keep::keep_version;
pub use list::{backups_folder, backups_of, companion_folder, read_backup};
pub(in crate::storage) use shelf::Shelf;
pub(in crate::storage) use whole::is_whole;
