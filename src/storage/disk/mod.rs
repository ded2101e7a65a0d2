//! What saving asks of a file system, as a trait: the system's own here, a model of one in the tests.

mod disk;

pub use disk::{Disk, Entry, EntrySort};
