//! Lanes: which of the lines below a row of text belongs to which passage, where passages overlap.

use crate::model::TextRange;

/// As many lines as fit between two rows of text; passages beyond are counted instead.
pub(super) const SHOWN_LANES: usize = 4;

/// Gives each range the first lane that no earlier range reaches into. The ranges come in article
/// order, so that the same passages get the same lanes wherever the article is scrolled to.
pub(super) fn assign_lanes(ranges: impl IntoIterator<Item = TextRange>) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    let mut lanes = Vec::new();
    for range in ranges {
        let free = ends.iter().position(|end| *end <= range.start());
        let lane = free.unwrap_or(ends.len());
        if lane == ends.len() {
            ends.push(range.end());
        } else {
            ends[lane] = range.end();
        }
        lanes.push(lane);
    }
    lanes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn overlapping_passages_never_share_a_lane(
            mut spans in prop::collection::vec((0usize..60, 1usize..20), 0..40),
        ) {
            spans.sort_by_key(|(start, length)| (*start, std::cmp::Reverse(start + length)));
            let ranges: Vec<TextRange> =
                spans.iter().filter_map(|(start, length)| TextRange::new(*start, start + length)).collect();
            let lanes = assign_lanes(ranges.iter().copied());
            prop_assert_eq!(lanes.len(), ranges.len());
            for (index, lane) in lanes.iter().enumerate() {
                for other in 0..index {
                    prop_assert!(!ranges[index].overlaps(ranges[other]) || lanes[other] != *lane);
                }
                // No lane is wasted: those below are all taken by passages that reach here.
                let below = (0..index)
                    .filter(|other| ranges[*other].contains(ranges[index].start()) && lanes[*other] < *lane)
                    .count();
                prop_assert_eq!(below, *lane);
            }
        }
    }

    #[test]
    fn passages_side_by_side_share_the_first_lane() {
        let range = |start, end| TextRange::new(start, end).expect("not empty");
        assert_eq!(assign_lanes([range(0, 4), range(4, 9), range(5, 6)]), [0, 0, 1]);
    }
}
