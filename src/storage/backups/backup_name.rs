//! `BackupName`: what the name of a backup says: its place in the order, when, and why it is kept.

use super::Reason;
use crate::model::Timestamp;
use std::fmt;

/// `00000012 2026-11-25 00-30-12 UTC.ron`, with the reason before the ending if there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::storage) struct BackupName {
    /// Its place in the order; the greatest is the newest.
    pub(in crate::storage) number: u64,
    /// The time, as the clock had it.
    pub(in crate::storage) label: String,
    /// Why it is there.
    pub(in crate::storage) reason: Reason,
}

impl BackupName {
    pub(in crate::storage) fn new(number: u64, now: Timestamp, reason: Reason) -> Self {
        Self { number, label: label(now), reason }
    }

    /// Reads a name; `None` for files that are no backups of ours.
    pub(in crate::storage) fn read(name: &str) -> Option<Self> {
        let (number, rest) = name.strip_suffix(".ron")?.split_once(' ')?;
        if number.len() < 8 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let number = number.parse().ok()?;
        let (label, why) = rest.split_once(" UTC")?;
        let reason = Reason::of_words(why.strip_prefix(' ').unwrap_or(why))?;
        Some(Self { number, label: label.to_owned(), reason })
    }
}

impl fmt::Display for BackupName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08} {} UTC", self.number, self.label)?;
        if self.reason != Reason::Replaced {
            write!(f, " {}", self.reason.words())?;
        }
        f.write_str(".ron")
    }
}

/// The moment as `2026-11-25 00-30-12`: without colons, which not every file system takes.
fn label(now: Timestamp) -> String {
    match jiff::Timestamp::from_second(now.unix_seconds()) {
        Ok(moment) => moment.strftime("%Y-%m-%d %H-%M-%S").to_string(),
        Err(_) => "at an unknown time".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_they_are_written() {
        for reason in Reason::ALL {
            for number in [1, 99_999_999, 100_000_000] {
                let name = BackupName::new(number, Timestamp::from_unix_seconds(1_795_566_612), reason);
                assert_eq!(BackupName::read(&name.to_string()), Some(name));
            }
        }
        let name = BackupName::new(12, Timestamp::from_unix_seconds(1_795_566_612), Reason::Replaced);
        assert_eq!(name.to_string(), "00000012 2026-11-25 00-30-12 UTC.ron");
        let never = BackupName::new(1, Timestamp::from_unix_seconds(i64::MAX), Reason::BeforeShrinking);
        assert_eq!(BackupName::read(&never.to_string()), Some(never));
    }

    #[test]
    fn other_files_are_no_backups() {
        for name in [
            "12 2026-11-25 00-30-12 UTC.ron",
            "00000012 2026-11-25 00-30-12 UTC.txt",
            "0000001x 2026-11-25 00-30-12 UTC.ron",
            "00000012 2026-11-25 00-30-12 UTC copy.ron",
            "00000012.ron",
            "99999999999999999999999 2026-11-25 00-30-12 UTC.ron",
        ] {
            assert_eq!(BackupName::read(name), None, "{name}");
        }
    }
}
