//! `Outcome`: what a way of saving says it did, and how a probe tells it in a line.

use std::fmt;

/// What a way of saving says it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It is on the disk.
    Saved,
    /// It stands there, but whether it outlasts a power cut is not certain; why.
    NotConfirmed(String),
    /// The file is as it was; why.
    NotSaved(String),
    /// The file is as it was, and not the version that was expected.
    ChangedElsewhere(String),
    /// It says that it does not know which version stands there, or that it is not whole; why.
    Unknown(String),
}

impl Outcome {
    /// Whether the new version is said to stand in the file.
    pub(crate) const fn claims_new(&self) -> bool {
        matches!(self, Self::Saved | Self::NotConfirmed(_))
    }

    /// An outcome that says nothing about its reason is no help.
    pub(crate) fn is_told(&self) -> bool {
        match self {
            Self::Saved => true,
            Self::NotConfirmed(why)
            | Self::NotSaved(why)
            | Self::ChangedElsewhere(why)
            | Self::Unknown(why) => why.len() > 10,
        }
    }

    /// How a probe that made one save ends: its exit code is read even when it could print nothing.
    pub(crate) fn exit_code(&self) -> u8 {
        let what = match self {
            Self::Saved => 40,
            Self::NotConfirmed(_) => 41,
            Self::NotSaved(_) => 42,
            Self::ChangedElsewhere(_) => 43,
            Self::Unknown(_) => 44,
        };
        if self.is_told() { what } else { what + 10 }
    }

    /// The outcome behind an exit code; `printed` is what the probe printed, its reason when it has one.
    pub(crate) fn of_exit_code(code: i32, printed: &str) -> Option<Self> {
        let why =
            |code: i32| if code >= 50 { String::new() } else { format!("reason told: {}", printed.trim()) };
        match code {
            40 => Some(Self::Saved),
            41 | 51 => Some(Self::NotConfirmed(why(code))),
            42 | 52 => Some(Self::NotSaved(why(code))),
            43 | 53 => Some(Self::ChangedElsewhere(why(code))),
            44 | 54 => Some(Self::Unknown(why(code))),
            _ => None,
        }
    }

    /// Reads what a probe printed: the outcome and the number of the version.
    pub(crate) fn parse(line: &str) -> Option<(Self, u64)> {
        let mut words = line.splitn(3, ' ');
        let (what, number) = (words.next()?, words.next()?.parse().ok()?);
        let why = words.next().unwrap_or_default().to_owned();
        let outcome = match what {
            "saved" => Self::Saved,
            "unconfirmed" => Self::NotConfirmed(why),
            "not-saved" => Self::NotSaved(why),
            "changed" => Self::ChangedElsewhere(why),
            "unknown" => Self::Unknown(why),
            _ => return None,
        };
        Some((outcome, number))
    }

    /// The line that [`Self::parse`] reads.
    pub(crate) fn line(&self, number: u64) -> String {
        let (what, why) = match self {
            Self::Saved => ("saved", ""),
            Self::NotConfirmed(why) => ("unconfirmed", why.as_str()),
            Self::NotSaved(why) => ("not-saved", why.as_str()),
            Self::ChangedElsewhere(why) => ("changed", why.as_str()),
            Self::Unknown(why) => ("unknown", why.as_str()),
        };
        format!("{what} {number} {}", why.replace('\n', " "))
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Saved => f.write_str("saved"),
            Self::NotConfirmed(why) => write!(f, "saved, not confirmed ({why})"),
            Self::NotSaved(why) => write!(f, "not saved ({why})"),
            Self::ChangedElsewhere(why) => write!(f, "changed elsewhere ({why})"),
            Self::Unknown(why) => write!(f, "unknown ({why})"),
        }
    }
}
