//! `Problem`: what a rule finds about a claim, and the sentence that sums up many of them.

use super::{Article, Claim, ClaimId, HiddenCounts, Project, Status};

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The project cannot go out like this.
    Error,
    /// Something to look at before it goes out.
    Warning,
}

impl Severity {
    /// The word for it: "error", "warning".
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// What every claim is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// A claim says something.
    HasText,
    /// The words a claim was pinned to are in the article.
    PassagesAreThere,
    /// Who disputes a claim, or what contradicts it, is written down.
    DisputedHasReason,
    /// A claim that is tagged sourced names somebody or something.
    SourcedNamesSource,
    /// What a claim says and what it is taken from can be seen whole.
    NothingHidden,
}

impl Rule {
    /// Every rule, those first that matter most.
    pub const ALL: [Self; 5] = [
        Self::HasText,
        Self::PassagesAreThere,
        Self::DisputedHasReason,
        Self::SourcedNamesSource,
        Self::NothingHidden,
    ];

    /// How much it matters when a claim breaks the rule.
    pub const fn severity(self) -> Severity {
        match self {
            Self::HasText | Self::PassagesAreThere => Severity::Error,
            Self::DisputedHasReason | Self::SourcedNamesSource | Self::NothingHidden => Severity::Warning,
        }
    }

    /// Whether the claim, whose passages are in `article`, keeps the rule.
    pub fn is_kept_by(self, claim: &Claim, article: &Article) -> bool {
        match self {
            Self::HasText => !claim.text.trim().is_empty(),
            Self::PassagesAreThere => claim.lost_passages.is_empty(),
            Self::DisputedHasReason => {
                claim.status != Some(Status::Disputed) || !claim.reason.trim().is_empty()
            }
            Self::SourcedNamesSource => {
                claim.status != Some(Status::Sourced)
                    || !claim.attribution.is_empty()
                    || !claim.sources.is_empty()
            }
            Self::NothingHidden => HiddenCounts::of(claim, article).total() == 0,
        }
    }

    /// What it means that so many claims break the rule: "2 disputed claims have no reason".
    pub fn sentence(self, claims: usize) -> String {
        let (before, one, many) = match self {
            Self::HasText => ("", "has no text", "have no text"),
            Self::PassagesAreThere => (
                "",
                "is pinned to words that are not in the article",
                "are pinned to words that are not in the article",
            ),
            Self::DisputedHasReason => ("disputed ", "has no reason", "have no reason"),
            Self::SourcedNamesSource => ("sourced ", "names no source", "name no source"),
            Self::NothingHidden => ("", "has hidden characters", "have hidden characters"),
        };
        if claims == 1 { format!("1 {before}claim {one}") } else { format!("{claims} {before}claims {many}") }
    }
}

/// A rule that a claim breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Problem {
    /// Which claim.
    pub claim: ClaimId,
    /// Which rule.
    pub rule: Rule,
    /// Where it has hidden characters.
    pub hidden: HiddenCounts,
}

impl Problem {
    /// How much it matters.
    pub const fn severity(self) -> Severity {
        self.rule.severity()
    }

    /// What is the matter: "C12 is disputed, and no reason is given".
    pub fn sentence(self) -> String {
        let id = self.claim;
        match self.rule {
            Rule::HasText => format!("{id} has no text"),
            Rule::PassagesAreThere => format!("{id} is pinned to words that are not in the article"),
            Rule::DisputedHasReason => format!("{id} is disputed, and no reason is given"),
            Rule::SourcedNamesSource => format!("{id} is sourced, and no source or attribution is named"),
            Rule::NothingHidden => format!("{id}: {}", self.hidden.sentence()),
        }
    }
}

/// The problems of one claim, whose passages are in `article`; those first that matter most.
pub fn problems_of(claim: &Claim, article: &Article) -> impl Iterator<Item = Problem> {
    let broken = Rule::ALL.into_iter().filter(|rule| !rule.is_kept_by(claim, article));
    broken.map(|rule| {
        let hidden = match rule {
            Rule::NothingHidden => HiddenCounts::of(claim, article),
            Rule::HasText | Rule::PassagesAreThere | Rule::DisputedHasReason | Rule::SourcedNamesSource => {
                HiddenCounts::default()
            }
        };
        Problem { claim: claim.id, rule, hidden }
    })
}

/// Every problem of the project, by claim.
pub fn find_problems(project: &Project) -> Vec<Problem> {
    project.claims().iter().flat_map(|claim| problems_of(claim, project.article())).collect()
}

/// How many claims break which rule; kept up to date claim by claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProblemCounts([usize; Rule::ALL.len()]);

impl ProblemCounts {
    /// Counts the problems of one more claim, whose passages are in `article`.
    pub fn add(&mut self, claim: &Claim, article: &Article) {
        for problem in problems_of(claim, article) {
            self.0[problem.rule as usize] += 1;
        }
    }

    /// Takes off the problems of a claim that was counted as it is, with the article as it is.
    pub fn remove(&mut self, claim: &Claim, article: &Article) {
        for problem in problems_of(claim, article) {
            self.0[problem.rule as usize] -= 1;
        }
    }

    /// How many rules are broken.
    pub fn broken_rules(&self) -> usize {
        self.0.iter().filter(|claims| **claims > 0).count()
    }

    /// What is the matter, for a status bar: "1 problem: 2 disputed claims have no reason". With several
    /// problems, the one that matters most is told. `None` when all is well.
    pub fn summary(&self) -> Option<String> {
        let rule = Rule::ALL.into_iter().find(|rule| self.0[*rule as usize] > 0)?;
        let sentence = rule.sentence(self.0[rule as usize]);
        Some(match self.broken_rules() {
            1 => format!("1 problem: {sentence}"),
            several => format!("{several} problems: {sentence}, …"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Selectors;

    fn nothing() -> Article {
        Article::new(String::new())
    }

    fn claim(number: u32) -> Claim {
        Claim::new(ClaimId::new(number).expect("not zero"), "It rained.".into())
    }

    #[test]
    fn a_plain_claim_breaks_no_rule() {
        assert_eq!(problems_of(&claim(1), &nothing()).count(), 0);
    }

    #[test]
    fn each_rule_sees_its_breach() {
        let mut broken = claim(1);
        broken.text = " ".into();
        broken.status = Some(Status::Disputed);
        broken.lost_passages.push(Selectors::default());
        let rules: Vec<Rule> = problems_of(&broken, &nothing()).map(|problem| problem.rule).collect();
        assert_eq!(rules, [Rule::HasText, Rule::PassagesAreThere, Rule::DisputedHasReason]);
        broken.status = Some(Status::Sourced);
        assert!(problems_of(&broken, &nothing()).any(|problem| problem.rule == Rule::SourcedNamesSource));
        broken.reason = "Two figures".into();
        broken.status = Some(Status::Disputed);
        assert!(!problems_of(&broken, &nothing()).any(|problem| problem.rule == Rule::DisputedHasReason));
    }

    #[test]
    fn hidden_characters_are_a_problem_that_says_where_they_are() {
        let mut sly = claim(12);
        sly.text = "It \u{202e}rained\u{200b}.".into();
        let problems: Vec<Problem> = problems_of(&sly, &nothing()).collect();
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].sentence(), "C12: 2 hidden characters in the statement");
        assert_eq!(problems[0].severity(), Severity::Warning);
        assert_eq!(Rule::NothingHidden.sentence(2), "2 claims have hidden characters");
    }

    #[test]
    fn counts_follow_claims_in_and_out_and_sum_up_in_a_sentence() {
        let mut counts = ProblemCounts::default();
        assert_eq!(counts.summary(), None);
        let mut disputed = claim(1);
        disputed.status = Some(Status::Disputed);
        counts.add(&disputed, &nothing());
        assert_eq!(counts.summary().as_deref(), Some("1 problem: 1 disputed claim has no reason"));
        counts.add(&disputed, &nothing());
        assert_eq!(counts.summary().as_deref(), Some("1 problem: 2 disputed claims have no reason"));
        let empty = Claim::new(ClaimId::FIRST, String::new());
        counts.add(&empty, &nothing());
        assert_eq!(counts.summary().as_deref(), Some("2 problems: 1 claim has no text, …"));
        counts.remove(&empty, &nothing());
        counts.remove(&disputed, &nothing());
        counts.remove(&disputed, &nothing());
        assert_eq!(counts, ProblemCounts::default());
    }
}
