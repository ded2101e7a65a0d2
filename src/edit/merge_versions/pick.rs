//! `pick`: which side of a merge a value is taken from.

use std::{collections::HashMap, hash::Hash};

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Picked {
    /// From our version; the other one has the same, or left it as it was.
    Ours,
    /// From the other version, for ours left it as it was.
    Theirs,
    /// Both changed it, and differently.
    Both,
}

/// Compares a value with what it came from, and without that with nothing.
pub(super) fn pick<T: PartialEq + ?Sized>(
    base: Option<&T>,
    ours: &T,
    theirs: &T,
    is_nothing: impl Fn(&T) -> bool,
) -> Picked {
    let is_as_before = |side: &T| base.map_or_else(|| is_nothing(side), |base| base == side);
    if ours == theirs || is_as_before(theirs) {
        Picked::Ours
    } else if is_as_before(ours) {
        Picked::Theirs
    } else {
        Picked::Both
    }
}

/// The list that has what both sides put in and lacks what either took out. What both put in is
/// put in once.
pub(super) fn merge_lists<T: Clone + Eq + Hash>(base: Option<&[T]>, ours: &[T], theirs: &[T]) -> Vec<T> {
    match pick(base, ours, theirs, <[T]>::is_empty) {
        Picked::Ours => return ours.to_vec(),
        Picked::Theirs => return theirs.to_vec(),
        Picked::Both => {}
    }
    let base = base.unwrap_or_default();
    let mut merged = without(ours, &without(base, theirs));
    merged.extend(without(&without(theirs, base), &without(ours, base)));
    merged
}

/// The items of the one list, less those of the other, one for one.
fn without<T: Clone + Eq + Hash>(items: &[T], others: &[T]) -> Vec<T> {
    let mut left: HashMap<&T, usize> = HashMap::new();
    for other in others {
        *left.entry(other).or_default() += 1;
    }
    let mut rest = Vec::new();
    for item in items {
        match left.get_mut(item) {
            Some(count) if *count > 0 => *count -= 1,
            Some(_) | None => rest.push(item.clone()),
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_keep_what_was_put_in_and_lose_what_was_taken_out() {
        for (base, ours, theirs, merged) in [
            ("ab", "ab", "b", "b"),
            ("ab", "a", "ab", "a"),
            ("ab", "abc", "b", "bc"),
            ("ab", "abc", "abd", "abcd"),
            ("ab", "abc", "abc", "abc"),
            ("ab", "abc", "abcd", "abcd"),
            ("aab", "ab", "aabc", "abc"),
            ("ab", "ba", "ab", "ba"),
        ] {
            let list = |text: &str| text.chars().collect::<Vec<_>>();
            let seen = merge_lists(Some(&list(base)), &list(ours), &list(theirs));
            assert_eq!(seen, list(merged), "{base}: {ours} and {theirs}");
        }
        assert_eq!(merge_lists(None, &['a', 'b'], &['b', 'c']), ['a', 'b', 'c']);
    }

    #[test]
    fn without_a_version_before_something_is_taken_over_nothing() {
        assert_eq!(pick(None, "", "x", str::is_empty), Picked::Theirs);
        assert_eq!(pick(None, "x", "", str::is_empty), Picked::Ours);
        assert_eq!(pick(None, "x", "y", str::is_empty), Picked::Both);
        assert_eq!(pick(Some("x"), "", "y", str::is_empty), Picked::Both);
        assert_eq!(pick(Some("x"), "", "x", str::is_empty), Picked::Ours);
    }
}
