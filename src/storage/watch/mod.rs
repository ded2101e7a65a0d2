//! Notices when another program touches a file that is open here.

mod file_watch;
mod look;

pub use file_watch::{FileWatch, Touched, WatchWaker};
