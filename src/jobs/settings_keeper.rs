//! `SettingsKeeper`: writes the settings when they have changed, on a thread.

use super::Settings;
use crate::storage;
use std::{path::PathBuf, thread};

/// Keeps the settings file as the settings are.
#[derive(Debug, Default)]
pub struct SettingsKeeper {
    path: Option<PathBuf>,
    kept: Option<Settings>,
    writing: Option<thread::JoinHandle<()>>,
}

impl SettingsKeeper {
    /// Reads the settings from the system's place for them, and what to tell if that went wrong.
    pub fn load() -> (Self, Settings, Option<String>) {
        let Some(path) = storage::settings_path() else {
            return (Self::default(), Settings::default(), None);
        };
        let loaded = storage::load_settings(&path);
        let keeper = Self { path: Some(path), kept: Some(loaded.settings.clone()), writing: None };
        (keeper, loaded.settings, loaded.notice)
    }

    /// A keeper that keeps nothing: for tests, and where the system names no place.
    pub fn forgetful() -> Self {
        Self::default()
    }

    /// Writes the settings if they differ from what the file holds and no write is under way.
    ///
    /// A write that fails is not worth interrupting anybody for; the next change tries again.
    pub fn keep(&mut self, settings: &Settings) {
        let Some(path) = &self.path else { return };
        if self.kept.as_ref() == Some(settings)
            || self.writing.as_ref().is_some_and(|writing| !writing.is_finished())
        {
            return;
        }
        let (path, written) = (path.clone(), settings.clone());
        let write = move || drop(storage::save_settings(&path, &written));
        self.writing = thread::Builder::new().name("claimdesk settings".into()).spawn(write).ok();
        self.kept = Some(settings.clone());
    }

    /// Writes the settings now and waits for it: the program ends.
    pub fn keep_at_last(&mut self, settings: &Settings) {
        self.wait();
        self.keep(settings);
        self.wait();
    }

    fn wait(&mut self) {
        if let Some(writing) = self.writing.take() {
            // A writer that crashed has left the old file in place.
            let _crashed = writing.join();
        }
    }
}
