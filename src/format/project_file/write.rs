//! Writes a project as the newest version of our file.

use super::{MAX_FILE_BYTES, sum::append_sum, v1};
use crate::model::{ClaimId, Project};

/// Why a project cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// The file would be too large to be opened again.
    #[error("the project has grown beyond {} MB, more than one file may hold. Split the article into several projects", MAX_FILE_BYTES / 1_000_000)]
    TooLarge,
    /// A claim was changed at a moment that has no date.
    #[error(
        "{0} was changed at a moment outside the years -9999 to 9999. Correct the clock of this machine and change the claim again"
    )]
    NoDate(ClaimId),
}

/// The text of the project's file, its sum in the last line. The same project always gives the same text.
pub fn write(project: &Project) -> Result<String, WriteError> {
    let mut text = v1::lay_out(&v1::from_model(project)?);
    append_sum(&mut text);
    if text.len() > MAX_FILE_BYTES { Err(WriteError::TooLarge) } else { Ok(text) }
}
