//! `Arrangement`: which claims the table shows, and in what order.

use super::Column;
use crate::model::ClaimId;
use crate::model::{Claim, Project, Status, TextRange};
use std::cmp::Ordering;

/// Which statuses the table shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusFilter([bool; 4]);

impl Default for StatusFilter {
    fn default() -> Self {
        Self::ALL
    }
}

impl StatusFilter {
    /// Shows every claim.
    pub const ALL: Self = Self([true; 4]);

    /// Shows only the claims in this state.
    pub fn only(status: Option<Status>) -> Self {
        Self(Status::ALL_AND_NONE.map(|each| each == status))
    }

    /// Shows this state as well, or no longer; showing nothing means showing all.
    #[must_use]
    pub fn toggled(mut self, status: Option<Status>) -> Self {
        let slot = &mut self.0[place(status)];
        *slot = !*slot;
        if self.0 == [false; 4] { Self::ALL } else { self }
    }

    /// Whether claims in this state are shown.
    pub fn shows(self, status: Option<Status>) -> bool {
        self.0[place(status)]
    }

    /// Whether it hides nothing.
    pub fn is_all(self) -> bool {
        self == Self::ALL
    }
}

const fn place(status: Option<Status>) -> usize {
    match status {
        Some(Status::Sourced) => 0,
        Some(Status::Disputed) => 1,
        Some(Status::Unconfirmed) => 2,
        None => 3,
    }
}

/// The column that the table is sorted by, and which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub column: Column,
    /// Greatest first.
    pub descending: bool,
}

/// Which claims the table shows, and in what order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrangement {
    /// `None` is article order: by the first passage.
    pub sort: Option<Sort>,
    /// Which statuses are shown.
    pub statuses: StatusFilter,
    /// Words that a shown claim must contain, each in any of its texts, in any case.
    pub words: String,
}

impl Default for Arrangement {
    fn default() -> Self {
        let sort = Some(Sort { column: Column::Id, descending: false });
        Self { sort, statuses: StatusFilter::ALL, words: String::new() }
    }
}

impl Arrangement {
    /// The next of the three states of a column's heading: ascending, descending, article order.
    pub fn sorted_next_by(&self, column: Column) -> Option<Sort> {
        match self.sort {
            Some(sort) if sort.column == column && sort.descending => None,
            Some(sort) if sort.column == column => Some(Sort { column, descending: true }),
            _ => Some(Sort { column, descending: false }),
        }
    }

    /// Whether it hides any claim by status or words.
    pub fn is_filtering(&self) -> bool {
        !self.statuses.is_all() || !self.words.trim().is_empty()
    }

    pub(super) fn filter(&self) -> Filter {
        Filter {
            statuses: self.statuses,
            words: folded(&self.words).split_whitespace().map(str::to_owned).collect(),
        }
    }
}

/// The arrangement's filter, made ready to be asked many times.
#[derive(Debug)]
pub(super) struct Filter {
    statuses: StatusFilter,
    words: Vec<String>,
}

impl Filter {
    pub(super) fn shows(&self, claim: &Claim) -> bool {
        self.statuses.shows(claim.status) && (self.words.is_empty() || self.has_words(claim))
    }

    fn has_words(&self, claim: &Claim) -> bool {
        let mut texts = folded(&format!("{}\n{}\n", claim.id, Status::word_or_none(claim.status)));
        let mut add = |text: &str| {
            fold_into(&mut texts, text);
            // No words cross from one text into the next.
            texts.push('\n');
        };
        add(&claim.text);
        add(claim.kind.map_or("", crate::model::Kind::word));
        claim.attribution.links().iter().for_each(|link| add(link));
        add(&claim.reason);
        add(&claim.note);
        for source in &claim.sources {
            add(&source.title);
            add(&source.url);
            add(&source.note);
        }
        self.words.iter().all(|word| texts.contains(word))
    }
}

fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(&mut folded, text);
    folded
}

/// Adds the text as it is compared in any case: each letter on its own, since a sigma becomes another
/// letter at the end of a word, and what is typed is rarely the whole word.
fn fold_into(folded: &mut String, text: &str) {
    for letter in text.chars() {
        if letter.is_ascii() {
            folded.push(letter.to_ascii_lowercase());
        } else if letter == 'ς' {
            folded.push('σ');
        } else {
            folded.extend(letter.to_lowercase());
        }
    }
}

/// What a claim is sorted by in one column.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum SortKey {
    /// Empty texts come after everything else, whichever way the column is sorted.
    Number(i64),
    Text(String),
    Empty,
}

impl SortKey {
    fn of(project: &Project, claim: &Claim, column: Option<Column>) -> Self {
        let text = |text: &str| if text.is_empty() { Self::Empty } else { Self::Text(text.to_lowercase()) };
        match column {
            None => project
                .article()
                .passages_of(claim.id)
                .next()
                .map_or(Self::Empty, |passage: TextRange| Self::Number(passage.start() as i64)),
            Some(Column::Id) => Self::Number(i64::from(claim.id.number())),
            Some(Column::Status) => claim.status.map_or(Self::Empty, |status| Self::Number(status as i64)),
            Some(Column::Claim) => text(&claim.text),
            Some(Column::Kind) => claim.kind.map_or(Self::Empty, |kind| Self::Text(kind.word().to_owned())),
            Some(Column::Attribution) => text(&claim.attribution.to_string()),
            Some(Column::Sources) => Self::Number(claim.sources.len() as i64),
            Some(Column::Note) => text(&claim.note),
            Some(Column::Changed) => claim.changed.map_or(Self::Empty, |at| Self::Number(at.unix_seconds())),
        }
    }

    fn compare(&self, other: &Self, descending: bool) -> Ordering {
        match (self, other) {
            (Self::Empty, _) | (_, Self::Empty) => self.cmp(other),
            _ if descending => other.cmp(self),
            _ => self.cmp(other),
        }
    }
}

/// Where a claim stands in the order: its key, and its id where keys are equal.
#[derive(Debug)]
pub(super) struct Place {
    key: SortKey,
    id: ClaimId,
}

impl Place {
    pub(super) fn of(project: &Project, claim: &Claim, sort: Option<Sort>) -> Self {
        Self { key: SortKey::of(project, claim, sort.map(|sort| sort.column)), id: claim.id }
    }

    pub(super) fn compare(&self, other: &Self, sort: Option<Sort>) -> Ordering {
        let descending = sort.is_some_and(|sort| sort.descending);
        self.key.compare(&other.key, descending).then(self.id.cmp(&other.id))
    }
}

/// The ids of the claims that the arrangement shows, in its order.
pub fn arrange(project: &Project, arrangement: &Arrangement) -> Vec<ClaimId> {
    let filter = arrangement.filter();
    let shown = project.claims().iter().filter(|claim| filter.shows(claim));
    if arrangement.sort == Arrangement::default().sort {
        return shown.map(|claim| claim.id).collect();
    }
    let mut places: Vec<Place> = shown.map(|claim| Place::of(project, claim, arrangement.sort)).collect();
    places.sort_by(|a, b| a.compare(b, arrangement.sort));
    places.into_iter().map(|place| place.id).collect()
}
