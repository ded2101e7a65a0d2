//! The journal: everything that happens to a project is written down as it happens, so that nothing is lost
//! when the program ends before it is saved, and so that steps can be undone from one sitting to the next.
//!
//! `recovery/<id>/` in the state folder holds two files that are begun in turn. What is read is never
//! changed; nothing here deletes work: what is done with goes to `trash/`.

mod decide;
mod find;
mod journal;
mod journal_error;
mod log_file;
mod moves;
mod place;
mod read;
mod recover;
mod replay;
mod story;
mod tidy;

pub use decide::{Decision, decide};
pub use find::{Unfinished, find_for, find_unsaved_for, list};
pub use journal::{Journal, JournalState, Mark, Synced, Syncing};
pub use journal_error::{JournalCause, JournalError, RecoverError};
pub use recover::{Damage, LaterChanges, Recovered, recover, recovered_well};
pub use story::{Told, journals_of, story_of};
pub use tidy::{discard, prune};
