//! `decide`: what becomes of recovered work beside the file it belongs to.

use super::Recovered;
use crate::model::{Fingerprint, Project};
use std::sync::Arc;

/// What becomes of recovered work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The file holds everything, or nothing that could be missed was made.
    NothingToRecover,
    /// The work was made of the very version that the file holds, or there never was a file: it is opened
    /// in its place, as unsaved.
    Replay,
    /// The file is another one by now, or is gone: it is opened as it is, and the work beside it.
    Beside,
}

/// What becomes of recovered work, by the fingerprint of the bytes of its file alone; `None` when there is
/// no file. The file need not be one that can be opened.
pub fn decide(file: Option<Fingerprint>, recovered: &Recovered) -> Decision {
    if recovered.damage.is_some() {
        // What is missing may have been anything.
        return if recovered.edits == 0 { Decision::NothingToRecover } else { Decision::Beside };
    }
    let edits = match (file, recovered.held_in(file)) {
        (Some(_), Some((_, edits))) => edits,
        (None, _) if recovered.path.is_none() => recovered.edits,
        (_, _) if recovered.edits > 0 => return Decision::Beside,
        (_, _) => 0,
    };
    if edits == 0 { Decision::NothingToRecover } else { Decision::Replay }
}

impl Recovered {
    /// The recovered version that a file with this fingerprint holds, if it is one that the journal knows.
    pub fn version_in(&self, file: Fingerprint) -> Option<&Arc<Project>> {
        self.held_in(Some(file)).and_then(|(version, _)| version)
    }

    /// The version that the file holds, and how many changes came after it.
    fn held_in(&self, file: Option<Fingerprint>) -> Option<(Option<&Arc<Project>>, usize)> {
        let file = file?;
        if let Some((fingerprint, project, edits)) = &self.in_flight
            && *fingerprint == file
        {
            return Some((Some(project), *edits));
        }
        (self.fingerprint == Some(file)).then_some((self.saved.as_ref(), self.edits))
    }
}
