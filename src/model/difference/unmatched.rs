//! What two lists do not have in common, whatever the order.

use std::{collections::HashMap, hash::Hash};

/// The indexes of the items that stand only in `before`, and of those only in `after`. An item that
/// stands there twice needs two of its kind on the other side.
pub(super) fn unmatched<T: Eq + Hash>(before: &[T], after: &[T]) -> (Vec<usize>, Vec<usize>) {
    (indexes_not_in(before, after), indexes_not_in(after, before))
}

fn indexes_not_in<T: Eq + Hash>(items: &[T], others: &[T]) -> Vec<usize> {
    let mut left: HashMap<&T, usize> = HashMap::new();
    for other in others {
        *left.entry(other).or_default() += 1;
    }
    let mut is_met = |item: &T| match left.get_mut(item) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        Some(_) | None => false,
    };
    (0..items.len()).filter(|index| !is_met(&items[*index])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_meet_one_to_one() {
        assert_eq!(unmatched(&[1, 2, 2, 3], &[3, 2, 4]), (vec![0, 2], vec![2]));
        assert_eq!(unmatched::<u8>(&[], &[]), (vec![], vec![]));
    }
}
