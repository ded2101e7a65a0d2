//! Which paragraphs of an article changed; bounded, so that two articles that have nothing in common
//! cost no more than twice the length of both.

use crate::model::Article;
use std::{collections::HashMap, ops::Range};

/// Lines of the one article in the place of which stand lines of the other; both by index into
/// [`crate::model::Paragraphs::all`], and either may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedParagraphs {
    /// The lines as they were.
    pub before: Range<usize>,
    /// The lines as they are.
    pub after: Range<usize>,
}

/// How many pairs of lines are weighed in all. Beyond that only lines that stand once in each
/// article are found again, which takes a walk over both.
const PAIRS_WEIGHED: usize = 4_000_000;

/// The lines that differ, in order. What lies between two entries is the same in both.
pub fn changed_paragraphs(before: &Article, after: &Article) -> Vec<ChangedParagraphs> {
    if before.has_same_text(after) || before.text() == after.text() {
        return Vec::new();
    }
    let mut names = HashMap::new();
    let before = name_lines(before, &mut names);
    let after = name_lines(after, &mut names);
    between(&Alignment::of(&before, &after).pairs, before.len(), after.len())
}

/// Each line as a number, the same for the same words.
fn name_lines<'a>(article: &'a Article, names: &mut HashMap<&'a str, usize>) -> Vec<usize> {
    let lines = article.paragraphs().all().iter().map(|paragraph| &article.text()[paragraph.bytes()]);
    lines
        .map(|line| {
            let next = names.len();
            *names.entry(line).or_insert(next)
        })
        .collect()
}

/// What lies between the pairs of lines that are the same.
fn between(pairs: &[(usize, usize)], before: usize, after: usize) -> Vec<ChangedParagraphs> {
    let mut changed = Vec::new();
    let (mut last_before, mut last_after) = (0, 0);
    for &(one, other) in pairs.iter().chain([&(before, after)]) {
        if last_before < one || last_after < other {
            changed.push(ChangedParagraphs { before: last_before..one, after: last_after..other });
        }
        (last_before, last_after) = (one + 1, other + 1);
    }
    changed
}

/// Finds which lines are the same in both.
#[derive(Debug)]
struct Alignment<'a> {
    before: &'a [usize],
    after: &'a [usize],
    /// Indexes of equal lines, rising on both sides.
    pairs: Vec<(usize, usize)>,
    left_to_weigh: usize,
}

impl<'a> Alignment<'a> {
    fn of(before: &'a [usize], after: &'a [usize]) -> Self {
        let mut alignment = Self { before, after, pairs: Vec::new(), left_to_weigh: PAIRS_WEIGHED };
        alignment.align(0..before.len(), 0..after.len(), true);
        alignment
    }

    fn align(&mut self, mut before: Range<usize>, mut after: Range<usize>, may_divide: bool) {
        let lines = |range: &Range<usize>, all: &'a [usize]| all[range.clone()].iter();
        let equal = |(one, other): &(&usize, &usize)| one == other;
        let start = lines(&before, self.before).zip(lines(&after, self.after)).take_while(equal).count();
        self.pairs.extend((before.start..before.start + start).zip(after.start..));
        (before.start, after.start) = (before.start + start, after.start + start);
        let end =
            lines(&before, self.before).rev().zip(lines(&after, self.after).rev()).take_while(equal).count();
        (before.end, after.end) = (before.end - end, after.end - end);
        if !before.is_empty() && !after.is_empty() {
            match self.left_to_weigh.checked_sub(before.len().saturating_mul(after.len())) {
                Some(left) => {
                    self.left_to_weigh = left;
                    self.weigh_all(before.clone(), after.clone());
                }
                None if may_divide => self.divide_at_single_lines(before.clone(), after.clone()),
                None => {}
            }
        }
        self.pairs.extend((before.end..before.end + end).zip(after.end..));
    }

    /// The longest row of lines that both have, by weighing every pair.
    fn weigh_all(&mut self, before: Range<usize>, after: Range<usize>) {
        let (one, other) = (&self.before[before.clone()], &self.after[after.clone()]);
        let width = other.len() + 1;
        // Of the lines from these on: how many can be paired.
        let mut best = vec![0_u32; (one.len() + 1) * width];
        for row in (0..one.len()).rev() {
            for column in (0..other.len()).rev() {
                let at = row * width + column;
                best[at] = if one[row] == other[column] {
                    best[at + width + 1] + 1
                } else {
                    best[at + 1].max(best[at + width])
                };
            }
        }
        let (mut row, mut column) = (0, 0);
        while row < one.len() && column < other.len() {
            let at = row * width + column;
            if one[row] == other[column] {
                self.pairs.push((before.start + row, after.start + column));
                (row, column) = (row + 1, column + 1);
            } else if best[at + width] >= best[at + 1] {
                row += 1;
            } else {
                column += 1;
            }
        }
    }

    /// Pairs lines that stand once in each, and looks closer only between them.
    fn divide_at_single_lines(&mut self, before: Range<usize>, after: Range<usize>) {
        let single_before = single_lines(self.before, before.clone());
        let single_after = single_lines(self.after, after.clone());
        let mut candidates: Vec<(usize, usize)> = single_before
            .iter()
            .filter_map(|(line, place)| single_after.get(line).map(|other| (*place, *other)))
            .collect();
        candidates.sort_unstable();
        let (mut from_before, mut from_after) = (before.start, after.start);
        for (one, other) in longest_rising(&candidates) {
            self.align(from_before..one, from_after..other, false);
            self.pairs.push((one, other));
            (from_before, from_after) = (one + 1, other + 1);
        }
        self.align(from_before..before.end, from_after..after.end, false);
    }
}

/// The lines of the range that stand in it once, with their places.
fn single_lines(lines: &[usize], range: Range<usize>) -> HashMap<usize, usize> {
    let mut places: HashMap<usize, Option<usize>> = HashMap::new();
    for place in range {
        places.entry(lines[place]).and_modify(|once| *once = None).or_insert(Some(place));
    }
    places.into_iter().filter_map(|(line, place)| Some((line, place?))).collect()
}

/// Of pairs sorted by the first: the longest row in which the second rises as well.
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // By length of the row: the pair that ends it lowest; for each pair, the one before it in its row.
    let mut ends: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < pair.1);
        previous.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut row: Vec<(usize, usize)> =
        std::iter::successors(ends.last().copied(), |at| previous[*at]).map(|at| pairs[at]).collect();
    row.reverse();
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn article(lines: &[String]) -> Article {
        Article::new(lines.join("\n"))
    }

    /// The second article, made of the first and of what is said to have changed.
    fn rebuilt(before: &[String], after: &[String], changed: &[ChangedParagraphs]) -> Vec<String> {
        let (mut lines, mut at) = (Vec::new(), 0);
        for change in changed {
            lines.extend_from_slice(&before[at..change.before.start]);
            lines.extend_from_slice(&after[change.after.clone()]);
            at = change.before.end;
        }
        lines.extend_from_slice(&before[at..]);
        lines
    }

    fn lines() -> impl Strategy<Value = Vec<String>> {
        prop::collection::vec("[a-e]", 1..40)
    }

    proptest! {
        #[test]
        fn what_changed_leads_from_one_article_to_the_other(before in lines(), after in lines()) {
            let changed = changed_paragraphs(&article(&before), &article(&after));
            prop_assert_eq!(rebuilt(&before, &after, &changed), after.clone());
            prop_assert_eq!(changed.is_empty(), before == after);
        }

        #[test]
        fn dividing_at_single_lines_is_right_as_well(before in lines(), after in lines()) {
            let mut names = HashMap::new();
            let (one, other) = (article(&before), article(&after));
            let (one, other) = (name_lines(&one, &mut names), name_lines(&other, &mut names));
            let mut alignment = Alignment { before: &one, after: &other, pairs: Vec::new(), left_to_weigh: 9 };
            alignment.align(0..one.len(), 0..other.len(), true);
            let changed = between(&alignment.pairs, one.len(), other.len());
            prop_assert_eq!(rebuilt(&before, &after, &changed), after);
        }
    }

    #[test]
    fn a_paragraph_put_into_a_long_article_is_the_only_change() {
        let before: Vec<String> = (0..50_000).map(|number| format!("Line {}", number % 40_000)).collect();
        let mut after = before.clone();
        after.insert(9, "New".to_owned());
        after.remove(45_000);
        let changed = changed_paragraphs(&article(&before), &article(&after));
        assert_eq!(
            changed,
            [
                ChangedParagraphs { before: 9..9, after: 9..10 },
                ChangedParagraphs { before: 44_999..45_000, after: 45_000..45_000 }
            ]
        );
    }

    #[test]
    fn long_articles_of_few_different_lines_are_not_weighed_for_ever() {
        let before: Vec<String> = (0..200_000).map(|number| format!("{}", number % 7)).collect();
        let after: Vec<String> = (0..200_000).map(|number| format!("{}", number % 5)).collect();
        let changed = changed_paragraphs(&article(&before), &article(&after));
        assert_eq!(rebuilt(&before, &after, &changed), after);
    }
}
