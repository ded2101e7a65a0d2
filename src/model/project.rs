//! `Project`: an article and the claims about it; cheap to clone.

use super::{
    Anchor, Article, Claim, ClaimId, Metadata, ProblemCounts, Selectors, SharedList, StatusCounts, TextRange,
};
use std::{ops::Range, sync::Arc};

/// One fact-check: an article and the claims about it.
///
/// Always valid: claim ids are unique and below [`Project::next_claim_id`], and every anchor names
/// a claim that exists. Cloning shares everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    title: Arc<str>,
    article: Article,
    claims: SharedList<Arc<Claim>>,
    next_claim_id: ClaimId,
    counts: Counts,
}

/// What is known of all claims together. Kept with the project and up to date claim by claim, so
/// that nobody goes through 100,000 of them to tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    statuses: StatusCounts,
    problems: ProblemCounts,
}

impl Counts {
    /// All of these claims, whose passages are in `article`.
    fn of(claims: &SharedList<Arc<Claim>>, article: &Article) -> Self {
        let mut counts = Self::default();
        claims.iter().for_each(|claim| counts.add(claim, article));
        counts
    }

    fn add(&mut self, claim: &Claim, article: &Article) {
        self.statuses.add(claim.status);
        self.problems.add(claim, article);
    }

    fn remove(&mut self, claim: &Claim, article: &Article) {
        self.statuses.remove(claim.status);
        self.problems.remove(claim, article);
    }
}

/// Why parts do not make a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidProject {
    /// Two claims have the same id.
    #[error("two claims have the id {0}")]
    DuplicateClaim(ClaimId),
    /// The id to be given next is taken already, or smaller than one that is.
    #[error("the next claim would get an id that is not above {0}, which is taken")]
    NextIdTaken(ClaimId),
    /// A passage belongs to a claim that is not there.
    #[error("a passage belongs to {0}, which is not in the project")]
    AnchorWithoutClaim(ClaimId),
    /// A passage lies outside the text.
    #[error("a passage of {0} lies outside the article")]
    AnchorOutsideText(ClaimId),
}

impl Project {
    /// A project that holds an article and no claims.
    pub fn new(title: &str, article_text: String) -> Self {
        Self {
            title: title.into(),
            article: Article::new(article_text),
            claims: SharedList::default(),
            next_claim_id: ClaimId::FIRST,
            counts: Counts::default(),
        }
    }

    /// Puts a project together and makes sure that its parts fit.
    pub fn from_parts(
        title: &str,
        article: &Article,
        claims: Vec<Claim>,
        anchors: Vec<Anchor>,
        next_claim_id: ClaimId,
    ) -> Result<Self, InvalidProject> {
        let mut claims: Vec<Arc<Claim>> = claims.into_iter().map(Arc::new).collect();
        claims.sort_by_key(|claim| claim.id);
        if let Some(pair) = claims.windows(2).find(|pair| pair[0].id == pair[1].id) {
            return Err(InvalidProject::DuplicateClaim(pair[0].id));
        }
        for anchor in &anchors {
            if !anchor.range.fits(article.text()) {
                return Err(InvalidProject::AnchorOutsideText(anchor.claim));
            }
        }
        let article = article.with_anchors(anchors).unwrap_or_else(|| article.clone());
        Self::from_lists(title, article, SharedList::from_items(claims), next_claim_id)
    }

    /// The same, of parts that may be shared with another version.
    pub fn from_lists(
        title: &str,
        article: Article,
        claims: SharedList<Arc<Claim>>,
        next_claim_id: ClaimId,
    ) -> Result<Self, InvalidProject> {
        if let Some(last) = claims.iter().last().filter(|claim| claim.id >= next_claim_id) {
            return Err(InvalidProject::NextIdTaken(last.id));
        }
        if let Some(anchor) = article.anchors().iter().find(|anchor| claims.get(anchor.claim).is_none()) {
            return Err(InvalidProject::AnchorWithoutClaim(anchor.claim));
        }
        let counts = Counts::of(&claims, &article);
        Ok(Self { title: title.into(), article, claims, next_claim_id, counts })
    }

    /// What the project is called.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The article under check.
    pub fn article(&self) -> &Article {
        &self.article
    }

    /// Every claim, by id.
    pub fn claims(&self) -> &SharedList<Arc<Claim>> {
        &self.claims
    }

    /// The claim with this id.
    pub fn claim(&self, id: ClaimId) -> Option<&Claim> {
        self.claims.get(id).map(AsRef::as_ref)
    }

    /// The id that the next new claim gets.
    pub fn next_claim_id(&self) -> ClaimId {
        self.next_claim_id
    }

    /// How many claims have which status; known without counting.
    pub fn count_statuses(&self) -> StatusCounts {
        self.counts.statuses
    }

    /// How many claims break which rule; known without counting.
    pub fn count_problems(&self) -> ProblemCounts {
        self.counts.problems
    }

    /// The claims in the order in which their first passages stand in the article; those without
    /// a passage come last, by id.
    pub fn claims_in_article_order(&self) -> Vec<&Claim> {
        let mut claims: Vec<(usize, &Claim)> = self
            .claims
            .iter()
            .map(|claim| {
                let first = self.article.passages_of(claim.id).next();
                (first.map_or(usize::MAX, TextRange::start), claim.as_ref())
            })
            .collect();
        claims.sort_by_key(|(start, claim)| (*start, claim.id));
        claims.into_iter().map(|(_, claim)| claim).collect()
    }

    /// The same project under another title.
    #[must_use]
    pub fn with_title(&self, title: &str) -> Self {
        Self { title: title.into(), ..self.clone() }
    }

    /// The same project, its article stating this about itself.
    #[must_use]
    pub fn with_metadata(&self, metadata: Metadata) -> Self {
        Self { article: self.article.with_metadata(metadata), ..self.clone() }
    }

    /// One more claim, with the next id; `None` when no ids are left.
    pub fn with_new_claim(&self, claim_with_id: impl FnOnce(ClaimId) -> Claim) -> Option<(Self, ClaimId)> {
        let id = self.next_claim_id;
        let mut project = self.clone();
        project.next_claim_id = id.next()?;
        let claim = Claim { id, ..claim_with_id(id) };
        project.counts.add(&claim, &project.article);
        project.claims.insert(Arc::new(claim));
        Some((project, id))
    }

    /// The same project, whose next new claim gets this id, or a higher one if it would anyway.
    #[must_use]
    pub fn with_ids_from(&self, next: ClaimId) -> Self {
        Self { next_claim_id: self.next_claim_id.max(next), ..self.clone() }
    }

    /// The claims changed by `change`; the list stays the very same when none of them did.
    #[must_use]
    pub fn with_claims_changed(&self, ids: &[ClaimId], change: impl Fn(&mut Claim)) -> Self {
        let mut project = self.clone();
        for &id in ids {
            // As it is by now: the same id may be named twice.
            let Some(claim) = project.claims.get(id) else { continue };
            let mut next = Claim::clone(claim);
            change(&mut next);
            next.id = id;
            if next != **claim {
                project.counts.remove(claim, &project.article);
                project.counts.add(&next, &project.article);
                project.claims.insert(Arc::new(next));
            }
        }
        project
    }

    /// The project without these claims and their passages.
    #[must_use]
    pub fn without_claims(&self, ids: &[ClaimId]) -> Self {
        let mut project = Self { article: self.article.without_passages_of(ids), ..self.clone() };
        for &id in ids {
            if let Some(gone) = project.claims.remove(id) {
                project.counts.remove(&gone, &self.article);
            }
        }
        project
    }

    /// One more passage for a claim that exists; otherwise nothing changes.
    #[must_use]
    pub fn with_anchor(&self, anchor: Anchor) -> Self {
        if self.claims.get(anchor.claim).is_none() {
            return self.clone();
        }
        self.with_passages(anchor.claim, self.article.with_anchor(anchor))
    }

    /// One passage less.
    #[must_use]
    pub fn without_anchor(&self, anchor: Anchor) -> Self {
        self.with_passages(anchor.claim, self.article.without_anchor(anchor))
    }

    /// The same project with other passages for one claim; what is hidden in them counts as its problem.
    fn with_passages(&self, claim: ClaimId, article: Article) -> Self {
        let mut project = Self { article, ..self.clone() };
        if let Some(claim) = self.claim(claim) {
            project.counts.remove(claim, &self.article);
            project.counts.add(claim, &project.article);
        }
        project
    }

    /// Another text in place of the bytes `replaced`. Claims whose words are all gone keep them as
    /// lost passages. `None` when `replaced` does not lie on character boundaries.
    pub fn with_article_text_replaced(&self, replaced: &Range<usize>, with: &str) -> Option<Self> {
        let (article, gone) = self.article.with_text_replaced(replaced, with)?;
        let mut project = Self { article, ..self.clone() };
        if self.article.hidden_count() + project.article.hidden_count() > 0 {
            project.counts = Counts::of(&project.claims, &project.article);
        }
        for anchor in gone {
            let words = Selectors::of(self.article.text(), anchor.range);
            project =
                project.with_claims_changed(&[anchor.claim], |claim| claim.lost_passages.push(words.clone()));
        }
        Some(project)
    }

    /// Whether both are the very same version, told without looking inside.
    pub fn ptr_eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.title, &other.title)
            && self.article.ptr_eq(&other.article)
            && self.claims.ptr_eq(&other.claims)
            && self.next_claim_id == other.next_claim_id
    }

    /// About how many bytes this project takes that `other` does not.
    pub fn bytes_not_shared_with(&self, other: &Self) -> usize {
        size_of::<Self>()
            + self.article.bytes_not_shared_with(&other.article)
            + self.claims.bytes_not_shared_with(&other.claims)
    }
}
