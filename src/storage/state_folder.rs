//! The folder for what the program remembers of its work: journals, records, its trash.

use etcetera::BaseStrategy;
use std::path::PathBuf;

/// `claimdesk` below the system's folder for the state of programs, or for their files where it has none;
/// `None` when it names no folder at all. It need not be there.
pub fn state_folder() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    Some(folders.state_dir().unwrap_or_else(|| folders.data_dir()).join("claimdesk"))
}
