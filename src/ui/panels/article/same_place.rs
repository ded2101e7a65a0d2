//! Where a place of one text is in another version of it, so that nothing jumps when an article is replaced.

use super::{selection::TextSelection, words::Words};

/// Lines shorter than this, in bytes, stand in many places and tell nothing.
const TELLING: usize = 24;

/// Two versions of a text, and how much they have in common at both ends, in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Versions<'t> {
    before: &'t str,
    after: &'t str,
    start: usize,
    end: usize,
}

impl<'t> Versions<'t> {
    /// Compares the ends; costs a walk over both.
    pub(super) fn new(before: &'t str, after: &'t str) -> Self {
        let same = |(one, other): &(u8, u8)| one == other;
        let start = before.bytes().zip(after.bytes()).take_while(same).count();
        let start = before.floor_char_boundary(start);
        let most = before.len().min(after.len()) - start;
        let end = before.bytes().rev().zip(after.bytes().rev()).take(most).take_while(same).count();
        let end = before.len() - before.ceil_char_boundary(before.len() - end);
        Self { before, after, start, end }
    }

    /// Where the byte of the text before is now: with the words around it, or else where the change begins.
    pub(super) fn now(&self, byte: usize) -> usize {
        let tail = self.before.len() - self.end;
        let now = if byte <= self.start {
            byte
        } else if byte >= tail {
            byte + self.after.len() - self.before.len()
        } else {
            self.with_its_line(byte).unwrap_or(self.start)
        };
        self.after.floor_char_boundary(now)
    }

    fn with_its_line(&self, byte: usize) -> Option<usize> {
        let byte = self.before.floor_char_boundary(byte);
        let from = self.before[..byte].rfind('\n').map_or(0, |at| at + 1);
        let to = self.before[byte..].find('\n').map_or(self.before.len(), |at| byte + at);
        let line = self.before.get(from..to).filter(|line| line.len() >= TELLING)?;
        // A line that the change begins in may begin before the change.
        let search = self.after[..self.start].rfind('\n').map_or(0, |at| at + 1);
        Some(search + self.after[search..].find(line)? + byte - from)
    }

    /// What is selected stays so if the same words are still there; else the caret alone goes along.
    pub(super) fn selection(&self, selection: &TextSelection, words: Words<'_>) -> TextSelection {
        let mut moved = TextSelection::default();
        let selected = selection.range(words).and_then(|range| {
            let at = self.now(range.start());
            let place = at..at + range.len();
            (self.after.get(place.clone())? == self.before.get(range.bytes())?).then_some(place)
        });
        match selected {
            Some(place) => moved.set(place),
            None => moved.place(self.now(selection.caret().byte).into()),
        }
        moved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_goes_with_the_words_around_it() {
        let before = "One.\nThe second paragraph of this article.\nThree.";
        let after = "One.\nNew.\nThe second paragraph of this article.\nThree, changed.\nFour.";
        let versions = Versions::new(before, after);
        assert_eq!(versions.now(2), 2);
        let second = before.find("second").expect("it is there");
        assert_eq!(versions.now(second), after.find("second").expect("it is there"));
        assert_eq!(versions.now(before.len()), after.len());
    }

    #[test]
    fn a_place_is_always_inside_and_between_letters() {
        for (before, after) in [("äöü", "äß"), ("", "a"), ("abc", ""), ("aäa", "aöa"), ("ää", "äää")]
        {
            let versions = Versions::new(before, after);
            for byte in 0..=before.len() {
                let now = versions.now(byte);
                assert!(after.is_char_boundary(now), "{byte} of {before:?} is {now} of {after:?}");
            }
        }
    }
}
