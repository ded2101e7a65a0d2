//! Work done elsewhere: on threads, so that the window never waits; results come back as values.
//!
//! May use `model`, `format`, `storage` and `workspace`'s jobs.

mod jobs;
mod run;
mod settings_keeper;

pub use crate::storage::{ColumnLayout, RecentFiles, Settings, SortOrder, Theme, WindowSize, home_folder};
pub use jobs::Jobs;
pub use run::run;
pub use settings_keeper::SettingsKeeper;
