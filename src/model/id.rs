//! `ClaimId`: the short, sayable name of a claim, never reused within a project.

use std::{fmt, str::FromStr};

/// The number of a claim, shown as C01, C02, … C100. Never reused within a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClaimId(u32);

impl ClaimId {
    /// The first id of a new project.
    pub const FIRST: Self = Self(1);

    /// The id with this number; ids start at 1, so 0 is none.
    pub const fn new(number: u32) -> Option<Self> {
        if number == 0 { None } else { Some(Self(number)) }
    }

    /// The number in the id: 12 for C12.
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The id given after this one; `None` when the numbers are used up.
    pub const fn next(self) -> Option<Self> {
        match self.0.checked_add(1) {
            Some(number) => Some(Self(number)),
            None => None,
        }
    }
}

impl fmt::Display for ClaimId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "C{:02}", self.0)
    }
}

/// The text is not a claim id such as C01 or C12.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseClaimIdError;

impl fmt::Display for ParseClaimIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a claim id is the letter C and a number from 1, such as C01 or C12")
    }
}

impl std::error::Error for ParseClaimIdError {}

impl FromStr for ClaimId {
    type Err = ParseClaimIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.strip_prefix(['C', 'c']).ok_or(ParseClaimIdError)?;
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ParseClaimIdError);
        }
        digits.parse().ok().and_then(Self::new).ok_or(ParseClaimIdError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_padded_to_two_digits_and_read_back() {
        for (number, shown) in [(1, "C01"), (12, "C12"), (100, "C100"), (100_000, "C100000")] {
            let id = ClaimId::new(number).expect("not zero");
            assert_eq!(id.to_string(), shown);
            assert_eq!(shown.parse(), Ok(id));
        }
        assert_eq!("c3".parse(), Ok(ClaimId(3)));
    }

    #[test]
    fn other_texts_are_no_ids() {
        for text in ["", "C", "12", "C0", "C-1", "C+1", "C1x", "S01", "C99999999999"] {
            assert_eq!(text.parse::<ClaimId>(), Err(ParseClaimIdError), "{text}");
        }
    }
}
