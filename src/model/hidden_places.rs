//! `HiddenPlaces`: how many hidden characters a long text has and which comes next, without reading it again.

use super::{
    TextRange,
    hidden::{first_hidden_from, hidden_from},
};
use std::ops::Range;

/// One count is kept for so many bytes.
const STEP: usize = 4096;

/// How many hidden characters stand before each step of a text; nothing at all for a text without any.
#[derive(Debug, Default)]
pub(super) struct HiddenPlaces {
    before: Vec<usize>,
    count: usize,
}

impl HiddenPlaces {
    /// Reads the text once.
    pub(super) fn of(text: &str) -> Self {
        let mut places = Self::default();
        for (at, _) in hidden_from(text, 0) {
            // A count is of all that stands before its step, so of this one only from the next step on.
            places.before.resize(at / STEP + 1, places.count);
            places.count += 1;
        }
        places
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// How many stand in these bytes of the text it was made of.
    pub(super) fn count_in(&self, text: &str, bytes: Range<usize>) -> usize {
        if self.count == 0 { 0 } else { self.before(text, bytes.end) - self.before(text, bytes.start) }
    }

    fn before(&self, text: &str, byte: usize) -> usize {
        let Some(before) = self.before.get(byte / STEP) else { return self.count };
        let step = text.ceil_char_boundary(byte / STEP * STEP);
        before + hidden_from(text, step).take_while(|(at, _)| *at < byte).count()
    }

    /// The first from a byte on.
    pub(super) fn first_from(&self, text: &str, byte: usize) -> Option<TextRange> {
        let found = self.before(text, byte);
        if found >= self.count {
            return None;
        }
        // The last step that does not begin past it holds it.
        let step = self.before.partition_point(|before| *before <= found).saturating_sub(1) * STEP;
        first_hidden_from(text, text.ceil_char_boundary(step.max(byte)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::hidden_in;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn counts_and_places_are_those_of_reading_the_text(
            parts in prop::collection::vec(("[a-zé ]{0,40}", 1usize..200, "[\u{200b}\u{202e}é\u{e0041}]{0,2}"), 0..8),
            probe in any::<prop::sample::Index>(),
        ) {
            let text: String = parts.iter().map(|(plain, times, hidden)| plain.repeat(*times) + hidden).collect();
            let places = HiddenPlaces::of(&text);
            let byte = text.floor_char_boundary(probe.index(text.len() + 1));
            let all: Vec<usize> = hidden_in(&text).map(|(at, _)| at).collect();
            prop_assert_eq!(places.count(), all.len());
            let before = all.iter().filter(|at| **at < byte).count();
            prop_assert_eq!(places.count_in(&text, 0..byte), before);
            prop_assert_eq!(places.count_in(&text, byte..text.len()), all.len() - before);
            let next = places.first_from(&text, byte).map(TextRange::start);
            prop_assert_eq!(next, all.get(before).copied());
        }
    }
}
