//! Find in the article.

use crate::model::{Article, TextRange};
use regex::RegexBuilder;
use std::sync::Arc;

/// Articles up to this many bytes are searched at once; longer ones by a job.
pub(super) const FIND_AT_ONCE: usize = 1 << 20;
/// More matches than this are counted as "more than".
const MATCH_LIMIT: usize = 100_000;

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindQuery {
    /// The words, taken literally.
    pub words: String,
    /// Capital and small letters differ.
    pub match_case: bool,
    /// Only whole words.
    pub whole_words: bool,
}

/// A search in the article: what was asked and what was found.
#[derive(Clone, Debug, Default)]
pub struct Search {
    query: FindQuery,
    matches: Arc<[TextRange]>,
    current: Option<usize>,
    pending: bool,
    /// The article that was searched.
    searched: Option<Article>,
    outdated: bool,
}

impl Search {
    /// What is looked for.
    pub fn query(&self) -> &FindQuery {
        &self.query
    }

    /// Where it stands, in article order.
    pub fn matches(&self) -> &Arc<[TextRange]> {
        &self.matches
    }

    /// Which of the matches is the present one, counted from 0.
    pub fn current(&self) -> Option<usize> {
        self.current
    }

    /// The present match.
    pub fn current_match(&self) -> Option<TextRange> {
        self.matches.get(self.current?).copied()
    }

    /// Whether the answer is still awaited.
    pub fn is_pending(&self) -> bool {
        self.pending
    }

    /// Whether the article has become another, too long to search at once: it is to be asked again.
    pub fn is_outdated(&self) -> bool {
        self.outdated
    }

    /// Whether there may be more matches than were kept.
    pub fn is_cut_off(&self) -> bool {
        self.matches.len() >= MATCH_LIMIT
    }

    pub(super) fn ask(&mut self, query: FindQuery, article: &Article) {
        self.pending = !query.words.is_empty();
        self.query = query;
        self.searched = Some(article.clone());
        self.outdated = false;
        if !self.pending {
            self.matches = Arc::default();
            self.current = None;
        }
    }

    /// Takes the answer to `query` unless another was asked since; starts at the first match from `from` on.
    pub(super) fn answer(&mut self, query: &FindQuery, mut matches: Vec<TextRange>, from: usize) {
        let Some(article) = self.searched.as_ref().filter(|_| *query == self.query && !self.outdated) else {
            return;
        };
        // The answer may be about the article as it was; until the right one comes, it must fit at least.
        matches.retain(|found| found.fits(article.text()));
        self.pending = false;
        let first = matches.partition_point(|found| found.start() < from);
        self.current = if matches.is_empty() { None } else { Some(first % matches.len()) };
        self.matches = matches.into();
    }

    /// Goes with the project to another version. Where the text is another, a short article is searched
    /// again at once; of a long one nothing counts as found until it was asked again.
    pub(super) fn follow(&mut self, article: &Article) {
        if self.searched.as_ref().is_none_or(|known| known.has_same_text(article)) {
            return;
        }
        self.searched = Some(article.clone());
        let from = self.current_match().map_or(0, TextRange::start);
        let query = self.query.clone();
        if article.text().len() <= FIND_AT_ONCE {
            self.answer(&query, find_matches(article.text(), &query), from);
        } else {
            (self.matches, self.current, self.pending) = (Arc::default(), None, false);
            self.outdated = !query.words.is_empty();
        }
    }

    /// Goes to the next match, or the previous one, around the end.
    pub(super) fn step(&mut self, forward: bool) {
        let count = self.matches.len();
        self.current = match self.current {
            _ if count == 0 => None,
            None => Some(0),
            Some(at) if forward => Some((at + 1) % count),
            Some(at) => Some((at + count - 1) % count),
        };
    }
}

/// Finds every match of the query in the text, in order; at most 100,000.
pub fn find_matches(text: &str, query: &FindQuery) -> Vec<TextRange> {
    if query.words.is_empty() {
        return Vec::new();
    }
    // Typographic and plain quotation marks are one to somebody who looks for words.
    let mut pattern = String::new();
    for character in query.words.chars() {
        match character {
            '\'' | '’' | '‘' => pattern.push_str("['’‘]"),
            '"' | '“' | '”' | '„' => pattern.push_str("[\"“”„]"),
            _ if character.is_whitespace() => pattern.push_str(r"\s"),
            _ => pattern.push_str(&regex::escape(character.encode_utf8(&mut [0; 4]))),
        }
    }
    if query.whole_words {
        pattern = format!(r"\b{{start-half}}(?:{pattern})\b{{end-half}}");
    }
    let Ok(pattern) = RegexBuilder::new(&pattern).case_insensitive(!query.match_case).build() else {
        return Vec::new();
    };
    pattern
        .find_iter(text)
        .filter_map(|found| TextRange::new(found.start(), found.end()))
        .take(MATCH_LIMIT)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, words: &str, match_case: bool, whole_words: bool) -> Vec<usize> {
        let query = FindQuery { words: words.to_owned(), match_case, whole_words };
        find_matches(text, &query).iter().map(|range| range.start()).collect()
    }

    #[test]
    fn case_and_whole_words_are_heeded() {
        let text = "Troops, troop and TROOPS";
        assert_eq!(found(text, "troop", false, false), [0, 8, 18]);
        assert_eq!(found(text, "troop", true, false), [8]);
        assert_eq!(found(text, "troop", false, true), [8]);
    }

    #[test]
    fn words_are_taken_literally() {
        assert_eq!(found("a.b (c) a+b", "(c)", false, true), [4]);
        assert_eq!(found("a.b axb", "a.b", false, false), [0]);
        assert_eq!(found("anything", "", false, false), [0usize; 0]);
    }

    #[test]
    fn plain_quotation_marks_find_typographic_ones() {
        assert_eq!(found("Russia’s “Puls”", "russia's \"puls\"", false, false), [0]);
    }
}
