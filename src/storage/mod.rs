//! Where the text lives: the only module that touches files.
//!
//! May use model and format, and edit for the journal.

mod disk;
mod folder;
pub mod journal;
mod project_files;
mod read_file;
mod recent;
mod settings;
mod settings_file;
mod state_folder;
mod storage_error;
mod write_safely;

pub use disk::{Disk, Entry, EntrySort};
pub use folder::{home_folder, list_folder};
pub use project_files::{export_to, import_article, open, save};
pub use read_file::{exists, is_same_file};
pub use recent::RecentFiles;
pub use settings::{ColumnLayout, Settings, SortOrder, Theme, WindowSize};
pub use settings_file::{LoadedSettings, load_settings, save_settings, settings_path};
pub use state_folder::{StateFolder, StateFolderError};
pub use storage_error::{Cause, StorageError, Undertaking};
pub use write_safely::write_safely;
