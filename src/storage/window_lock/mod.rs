//! One window for each project file: who has it open on this machine, and how to speak to them.
//!
//! A lock is a courtesy. What keeps versions from being lost is how they are saved, which asks no lock.

#[cfg(unix)]
mod line;
#[cfg(not(unix))]
#[path = "no_line.rs"]
mod line;
mod lock_file;
mod open_mark;
mod other_window;
mod window_lock;

pub use line::{Reply, Requests};
pub use open_mark::{OpenElsewhere, OpenMark};
pub use other_window::{OtherWindow, Released};
pub use window_lock::{Request, Taken, WindowLock};
