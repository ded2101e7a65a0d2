//! Saving: on a disk that forgets, on one that fails, and on the real one.

mod backups;
mod faults;
mod other_writers;
mod power_cuts;
#[cfg(unix)]
mod real_files;
mod scenario;
