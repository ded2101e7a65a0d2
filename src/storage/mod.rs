//! Where the text lives: the only module that touches files.
//!
//! May use model and format, and edit for the journal.

mod backups;
mod crash_report;
mod disk;
mod file_size_limit;
mod folder;
pub mod journal;
mod places;
mod private_folder;
mod project_files;
mod read_file;
mod recent;
mod saving;
mod settings;
mod settings_file;
mod state_folder;
mod storage_error;
mod trash;
mod watch;
mod window_lock;

pub use backups::{Backup, Reason, backups_folder, backups_of, companion_folder, keep_version, read_backup};
pub use crash_report::CrashReport;
pub use disk::{Disk, Entry, EntrySort, SystemDisk};
pub use file_size_limit::survive_file_size_limit;
pub use folder::{home_folder, list_folder};
pub use places::{crashes_folder, locks_folder, state_folder, user_name};
pub use private_folder::make_private_folder;
pub use project_files::{
    OpenedFile, OpenedSides, export_to, fingerprint_of, import_article, open, open_sides, open_to_look,
    write_without_backup,
};
pub use read_file::{exists, is_same_file};
pub use recent::RecentFiles;
pub use saving::{
    Certainty, Expected, Leftover, PutRight, RightOrNot, Saved, recover_in_place, recover_in_place_on, save,
    save_on, tidy_leftovers, tidy_leftovers_on,
};
pub use settings::{ColumnLayout, Settings, SortOrder, Theme, WindowSize};
pub use settings_file::{LoadedSettings, load_settings, save_settings, settings_path};
pub use state_folder::{StateFolder, StateFolderError};
pub use storage_error::{Cause, StorageError, Undertaking};
pub use trash::put_in_trash;
pub use watch::{FileWatch, Touched, WatchWaker};
pub use window_lock::{
    OpenElsewhere, OpenMark, OtherWindow, Released, Reply, Request, Requests, Taken, WindowLock,
};
