//! `Surroundings`: where on this machine jobs keep what is Claimdesk's own, and whose it is.

use crate::{
    format::journal::JournalId,
    model::Timestamp,
    storage::{self, journal::Recovered},
};
use std::{
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Where journals, locks and the trash are, and who works here.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The folder for journals, the trash and the like; without one nothing of it is kept.
    pub state: Option<PathBuf>,
    /// Whether unsaved work is to be written down: where it is, but cannot be, the person is told.
    pub keeps_journal: bool,
    /// The folder for locks; without one no window knows of another.
    pub locks: Option<PathBuf>,
    /// What the system calls this person; the journal notes it.
    pub who: String,
    /// The journal that was read last, held until the keeper goes on with it.
    recovered: Arc<Mutex<Option<Recovered>>>,
    /// Held while journals are looked through: who looks holds each for a moment, and whoever wanted it just
    /// then would take it for another window's.
    reading: Arc<Mutex<()>>,
}

/// The time as the clock of this machine has it: for the names of what is put away, and for nothing else.
pub(super) fn label_now() -> Timestamp {
    Timestamp::from_unix_seconds(jiff::Timestamp::now().as_second())
}

impl Surroundings {
    /// The system's folders for such, and the name it has for this person.
    pub fn of_system() -> Self {
        Self {
            state: storage::state_folder(),
            keeps_journal: true,
            locks: storage::locks_folder(),
            who: storage::user_name(),
            recovered: Arc::default(),
            reading: Arc::default(),
        }
    }

    /// No folders: nothing outside the project's own is read or written.
    pub fn none() -> Self {
        Self::default()
    }

    /// Folders below this one, for tests.
    pub fn below(folder: &std::path::Path) -> Self {
        Self {
            state: Some(folder.join("state")),
            keeps_journal: true,
            locks: Some(folder.join("locks")),
            who: "analyst".into(),
            recovered: Arc::default(),
            reading: Arc::default(),
        }
    }

    /// Holds a journal that was read, and lets go of the one held before.
    pub(super) fn keep_for_keeper(&self, recovered: Recovered) {
        *self.held() = Some(recovered);
    }

    /// Lets go of the journal that is held, if any: nobody wants it any more, or it is read once more.
    pub(super) fn let_go_of_held(&self) {
        drop(self.held().take());
    }

    /// Alone among the jobs of this program to look through journals, until this is dropped.
    pub(super) fn read_journals(&self) -> MutexGuard<'_, ()> {
        self.reading.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets go of this journal, if it is held.
    pub(super) fn forget_for_keeper(&self, id: JournalId) {
        drop(self.held().take_if(|held| held.id == id));
    }

    /// The journal with this name, if it is held.
    pub(super) fn for_keeper(&self, id: JournalId) -> Option<Recovered> {
        self.held().take_if(|held| held.id == id)
    }

    fn held(&self) -> MutexGuard<'_, Option<Recovered>> {
        // Each use is a single step, so a poisoned lock guards nothing half done.
        self.recovered.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
