//! Two versions of the open project side by side.

use crate::model::Difference;

/// Which other version the present one is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareWith {
    /// The version that the file held when it was opened or saved last.
    File,
    /// The work found in the journal, compared with the version it was made from.
    Recovered,
    /// The version that somebody else put into the file.
    Outside,
}

/// Two versions that were compared.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Which they were.
    pub with: CompareWith,
    /// How the second differs from the first.
    pub difference: Difference,
}
