//! Work done elsewhere: on threads, so that the window never waits; results come back as values.
//!
//! May use `model`, `edit`, `format`, `storage` and `workspace`'s jobs.

mod calls;
mod jobs;
mod keeper;
mod looking;
mod opening;
mod recovering;
mod run;
mod settings_keeper;
mod sudden_end;
mod surroundings;

pub use crate::storage::{ColumnLayout, RecentFiles, Settings, SortOrder, Theme, WindowSize, home_folder};
pub use calls::{Call, Caller, Calls};
pub use jobs::Jobs;
pub use run::run;
pub use settings_keeper::SettingsKeeper;
pub use sudden_end::SuddenEnd;
pub use surroundings::Surroundings;
use surroundings::label_now;
