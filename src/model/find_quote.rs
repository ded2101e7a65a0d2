//! Where the words of a passage stand now.

use super::{Selectors, TextRange};

/// How many matches of a short quote are weighed before the search settles for the best so far.
const MATCHES_WEIGHED: usize = 10_000;

/// Finds the quote in the text: of all exact matches the one whose surroundings agree best, and of
/// those the one nearest to the byte position `near`. `None` when the words are not there.
pub fn find_quote(text: &str, wanted: &Selectors, near: usize) -> Option<TextRange> {
    if wanted.quote.is_empty() {
        return None;
    }
    text.match_indices(&wanted.quote)
        .take(MATCHES_WEIGHED)
        .filter_map(|(start, quote)| TextRange::new(start, start + quote.len()))
        .max_by_key(|range| {
            let agreement = common_suffix(&text[..range.start()], &wanted.prefix)
                + common_prefix(&text[range.end()..], &wanted.suffix);
            (agreement, std::cmp::Reverse(range.start().abs_diff(near)))
        })
}

fn common_prefix(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}

fn common_suffix(a: &str, b: &str) -> usize {
    a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(prefix: &str, quote: &str, suffix: &str) -> Selectors {
        Selectors { quote: quote.into(), prefix: prefix.into(), suffix: suffix.into() }
    }

    #[test]
    fn surroundings_decide_before_distance() {
        let text = "He said yes. She said no. They said yes at last.";
        let found = find_quote(text, &wanted("They ", "said", " yes"), 0).expect("the words are there");
        assert_eq!(found.start(), text.rfind("said").expect("there"));
    }

    #[test]
    fn with_equal_surroundings_the_nearest_match_wins() {
        let text = "aa 11 aa 11 aa 11 aa";
        let found = find_quote(text, &wanted("aa ", "11", " aa"), 9).expect("the words are there");
        assert_eq!(found.start(), 9);
    }

    #[test]
    fn words_that_are_gone_are_not_found() {
        assert_eq!(find_quote("abc", &wanted("", "d", ""), 0), None);
        assert_eq!(find_quote("abc", &wanted("", "", ""), 0), None);
    }
}
