//! What saving asks of a file system, as a trait: the system's own here, a model of one in the tests.

#[cfg(unix)]
mod attributes;
mod disk;
#[cfg(not(unix))]
mod plain_disk;
#[cfg(unix)]
mod system_disk;

pub use disk::{Disk, Entry, EntrySort};
#[cfg(not(unix))]
pub use plain_disk::SystemDisk;
#[cfg(unix)]
pub use system_disk::SystemDisk;
