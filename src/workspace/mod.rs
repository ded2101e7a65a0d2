//! One open project on the desk: selection, rows, search, saving, and every command it obeys.
//!
//! May use `model`, `edit` and `format::names`. It returns work for elsewhere as jobs and is told
//! the time; it knows no window, no files and no threads.

mod arrangement;
mod claim_list;
mod column;
mod command;
mod document;
mod handle;
mod job;
mod leaving;
mod notice;
mod search;
mod selection;
mod workspace;

pub use arrangement::{Arrangement, Sort, StatusFilter, arrange};
pub use claim_list::ClaimList;
pub use column::Column;
pub use command::{Command, Select};
pub use document::{Document, SaveState, make_step};
pub use job::{Failure, FolderListing, Job, JobResult};
pub use leaving::{Leaving, Next, UnsavedAnswer};
pub use notice::{Notice, Severity};
pub use search::{FindQuery, Search, find_matches};
pub use selection::Selection;
pub use workspace::Workspace;
