//! `Surroundings`: where on this machine jobs keep what is Claimdesk's own, and whose it is.

use crate::storage;
use std::path::PathBuf;

/// Where journals, locks and the trash are, and who works here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The folder for journals, the trash and the like; without one nothing of it is kept.
    pub state: Option<PathBuf>,
    /// The folder for locks; without one no window knows of another.
    pub locks: Option<PathBuf>,
    /// What the system calls this person; the journal notes it.
    pub who: String,
}

impl Surroundings {
    /// The system's folders for such, and the name it has for this person.
    pub fn of_system() -> Self {
        Self { state: storage::state_folder(), locks: storage::locks_folder(), who: storage::user_name() }
    }

    /// No folders: nothing outside the project's own is read or written.
    pub fn none() -> Self {
        Self::default()
    }
}
