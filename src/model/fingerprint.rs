//! `Fingerprint`: which version of a file this is, by its bytes alone.

use std::{fmt, str::FromStr};

/// The BLAKE3 hash of a whole file. Two files with the same fingerprint hold the same bytes; no
/// clock and no time of change has a say in it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// The fingerprint of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// The first eight hexadecimal digits: enough for a person to tell versions apart.
    pub fn short(&self) -> String {
        self.to_string()[..8].to_owned()
    }
}

/// 64 hexadecimal digits.
impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({})", self.short())
    }
}

/// What stands there is not 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a fingerprint has 64 hexadecimal digits")]
pub struct NotAFingerprint;

impl FromStr for Fingerprint {
    type Err = NotAFingerprint;

    fn from_str(text: &str) -> Result<Self, NotAFingerprint> {
        let hash = blake3::Hash::from_hex(text).map_err(|_not_hexadecimal| NotAFingerprint)?;
        Ok(Self(*hash.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_written_and_read_back_and_differs_with_the_bytes() {
        let one = Fingerprint::of(b"one");
        assert_eq!(one.to_string().parse(), Ok(one));
        assert_eq!(one.to_string().len(), 64);
        assert!(one.to_string().starts_with(&one.short()));
        assert_ne!(one, Fingerprint::of(b"two"));
        for bad in ["", "0", "zz", &"0".repeat(63), &"0".repeat(65)] {
            assert_eq!(bad.parse::<Fingerprint>(), Err(NotAFingerprint), "{bad}");
        }
    }
}
