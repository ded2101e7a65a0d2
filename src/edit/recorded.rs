//! `Recorded`: what happened to a history, so that it can be kept and made to happen again.

use super::{Edit, Refusal};
use crate::model::Timestamp;

/// One thing that happened to a history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// An edit that changed the project.
    Edit {
        /// What was done.
        edit: Edit,
        /// When.
        at: Timestamp,
        /// Whether it is a step of its own, and no part of the step before it.
        begins_step: bool,
    },
    /// An edit as part of the last step, after which that step changes nothing: typed, and taken
    /// back. The step is gone.
    TakenBack {
        /// What was done.
        edit: Edit,
        /// When.
        at: Timestamp,
    },
    /// So many steps were undone.
    Undo(usize),
    /// So many steps were made again.
    Redo(usize),
}

/// Why something recorded cannot happen to this history. The history is as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReplayError {
    /// The edit is refused.
    #[error("an edit does not fit: {0}")]
    Refused(#[from] Refusal),
    /// It takes back, makes again or goes on with more steps than there are.
    #[error("it concerns steps that are not in this history")]
    Unreachable,
    /// It does not have the effect that it had.
    #[error("an edit does not do what it did")]
    Differs,
}

/// The last of the list says that so many steps were undone or redone.
pub(super) fn record_step(recorded: &mut Vec<Recorded>, undone: bool) {
    match recorded.last_mut() {
        Some(Recorded::Undo(steps)) if undone => *steps += 1,
        Some(Recorded::Redo(steps)) if !undone => *steps += 1,
        _ => recorded.push(if undone { Recorded::Undo(1) } else { Recorded::Redo(1) }),
    }
}
