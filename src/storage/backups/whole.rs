//! Whether bytes are a project from the first to the last.

use crate::format::{self, Sum};

/// Whether it can be opened, and its sum, if it has one, does not say that it was changed.
pub(in crate::storage) fn is_whole(bytes: &[u8]) -> bool {
    format::read(bytes).is_ok_and(|opened| opened.sum != Sum::Wrong)
}
