//! Where the text lives: the only module that touches files.
//!
//! May use model and format.

mod backups;
mod disk;
mod folder;
mod project_files;
mod read_file;
mod recent;
mod saving;
mod settings;
mod settings_file;
mod state_folder;
mod storage_error;

pub use backups::{Backup, Reason, backups_of, keep_version, read_backup};
pub use disk::{Disk, Entry, EntrySort, SystemDisk};
pub use folder::{home_folder, list_folder};
pub use project_files::{OpenedFile, export_to, import_article, open};
pub use read_file::{exists, is_same_file};
pub use recent::RecentFiles;
pub use saving::{
    Certainty, Expected, Leftover, PutRight, RightOrNot, Saved, recover_in_place, recover_in_place_on, save,
    save_on, tidy_leftovers, tidy_leftovers_on,
};
pub use settings::{ColumnLayout, Settings, SortOrder, Theme, WindowSize};
pub use settings_file::{LoadedSettings, load_settings, save_settings, settings_path};
pub use state_folder::state_folder;
pub use storage_error::{Cause, StorageError, Undertaking};
