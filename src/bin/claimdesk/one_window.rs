//! A project that is open in a window already: that window comes to the front instead of a second one.

use claimdesk::storage::{WindowLock, locks_folder};
use std::path::Path;

/// Asks the window that has this file open to come to the front. False when there is none, or when it
/// does not answer: then it is for a window of our own to open.
pub(crate) fn is_shown_elsewhere(file: &Path) -> bool {
    // A lock that cannot be asked about is no reason not to open.
    let holder = locks_folder().and_then(|folder| WindowLock::holder(&folder, file).ok().flatten());
    holder.is_some_and(|window| window.show())
}
