//! One open project on the desk: selection, rows, search, saving, and every command it obeys.
//!
//! May use `model`, `edit` and `format::names`. It returns work for elsewhere as jobs and is told
//! the time; it knows no window, no files and no threads.

mod arrangement;
mod arriving;
mod claim_list;
mod column;
mod command;
mod document;
mod file_names;
mod handle;
mod job;
mod job_result;
mod leaving;
mod looking_back;
mod notice;
mod recovering;
mod safety;
mod saving;
mod search;
mod selection;
mod workspace;

pub use arrangement::{Arrangement, Sort, StatusFilter, arrange};
pub use claim_list::ClaimList;
pub use column::Column;
pub use command::{Command, Select};
pub use document::{Document, SaveState, make_step};
pub use job::Job;
pub use job_result::{
    Expected, Failure, FolderListing, JobResult, MergeWith, Merged, OpenedProject, RecoveredProject,
    SaveFailure, SavedFile,
};
pub use leaving::{Leaving, Next, UnsavedAnswer};
pub use notice::{Notice, Severity};
pub use safety::{
    Access, BackupEntry, BackupList, ChosenBackup, CompareWith, Comparison, DamagedFile, DeskNumber, Found,
    JournalName, JournalState, OpenInstead, Outside, OutsideAnswer, OutsideVersion, Protect, RecoveredWork,
    SafetyReport, SafetyRow, Trust, UnfinishedWork,
};
pub use search::{FindQuery, Search, find_matches};
pub use selection::Selection;
pub use workspace::Workspace;
