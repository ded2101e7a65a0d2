//! `Timestamp`: when something happened, to the second.

/// A moment in whole seconds since 1970-01-01T00:00:00Z. The core is told the time; it never asks for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The moment that many seconds after the start of 1970, UTC.
    pub const fn from_unix_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since the start of 1970, UTC.
    pub const fn unix_seconds(self) -> i64 {
        self.0
    }
}
