//! The rigs' own clock: they run real processes and must know what happened when.

use std::{thread, time::Duration};

/// Seconds and parts of it since the epoch, the same in all processes of this machine.
#[expect(clippy::disallowed_methods, reason = "the rigs stand outside the program and compare processes")]
pub(crate) fn now() -> Duration {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .expect("no machine that runs the rigs lives before 1970")
}

/// Waits.
pub(crate) fn sleep_ms(milliseconds: u64) {
    thread::sleep(Duration::from_millis(milliseconds));
}

/// Numbers that look random but are the same for the same seed.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number from `from` up to and without `to`.
    pub(crate) const fn between(&mut self, from: u64, to: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        from + (self.0 >> 11) % (to - from)
    }
}
