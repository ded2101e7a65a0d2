//! Where the text lives: the only module that touches files.
//!
//! May use model and format.

mod crash_report;
mod disk;
mod file_size_limit;
mod folder;
mod places;
mod private_folder;
mod project_files;
mod read_file;
mod recent;
mod settings;
mod settings_file;
mod storage_error;
mod watch;
mod window_lock;
mod write_safely;

pub use crash_report::CrashReport;
pub use disk::{Disk, Entry, EntrySort};
pub use file_size_limit::survive_file_size_limit;
pub use folder::{home_folder, list_folder};
pub use places::{crashes_folder, locks_folder, state_folder, user_name};
pub use private_folder::make_private_folder;
pub use project_files::{export_to, import_article, open, save};
pub use read_file::{exists, is_same_file};
pub use recent::RecentFiles;
pub use settings::{ColumnLayout, Settings, SortOrder, Theme, WindowSize};
pub use settings_file::{LoadedSettings, load_settings, save_settings, settings_path};
pub use storage_error::{Cause, StorageError, Undertaking};
pub use watch::{FileWatch, Touched, WatchWaker};
pub use window_lock::{
    OpenElsewhere, OpenMark, OtherWindow, Released, Reply, Request, Requests, Taken, WindowLock,
};
pub use write_safely::write_safely;
