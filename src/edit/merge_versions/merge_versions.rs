//! `merge_versions`: the three-way merge of a project by the ids of its claims.

use super::{
    article::{MergedArticle, merge_metadata},
    claims::merge_claim,
    clash::{Clash, Side},
    moved_passages::Placed,
    pick::{Picked, pick},
};
use crate::model::{
    Anchor, Claim, ClaimId, Listed as _, Project, Selectors, SharedList, TextRange, VersionPart,
};
use std::{
    collections::{BTreeSet, HashSet},
    sync::Arc,
};

/// What came of merging two versions.
#[derive(Clone, Debug)]
pub struct MergedVersions {
    /// The project that has the work of both.
    pub project: Project,
    /// What both changed, and what was done about it.
    pub clashes: Vec<Clash>,
}

/// Merges the other version into ours. `base` is the version that both came from; without it, whatever
/// only one side has is taken over, and whatever differs is a clash.
///
/// A claim keeps its id. Whatever only one side changed is as that side has it; where both changed it
/// differently, ours stands and the other is kept in the claim's note, or for title, metadata and text
/// of the article in the [`Clash`].
pub fn merge_versions(base: Option<&Project>, ours: &Project, theirs: &Project) -> MergedVersions {
    let mut merge = Merge {
        base,
        ours,
        theirs,
        clashes: Vec::new(),
        claims: ours.claims().clone(),
        next_claim_id: ours.next_claim_id().max(theirs.next_claim_id()),
    };
    let title = merge.title();
    let metadata = merge_metadata(
        base.map(|base| base.article().metadata()),
        ours.article().metadata(),
        theirs.article().metadata(),
        &mut merge.clashes,
    );
    let mut placed = MergedArticle::of(base, ours, theirs, &mut merge.clashes);
    merge.claims(&mut placed);
    merge.keep_lost_words(&placed);
    let anchors = merge.anchors(&placed);
    let mut article = placed.text_of.clone();
    if !article.anchors().iter().eq(&anchors) {
        article = article.with_anchors(anchors).expect("passages were found in this very text");
    }
    if *article.metadata() != metadata {
        article = article.with_metadata(metadata);
    }
    let project = Project::from_lists(title, article, merge.claims, merge.next_claim_id)
        .expect("every id is below the next one, and passages of claims that are gone were left out");
    MergedVersions { project, clashes: merge.clashes }
}

struct Merge<'a> {
    base: Option<&'a Project>,
    ours: &'a Project,
    theirs: &'a Project,
    clashes: Vec<Clash>,
    claims: SharedList<Arc<Claim>>,
    next_claim_id: ClaimId,
}

impl<'a> Merge<'a> {
    fn title(&mut self) -> &'a str {
        let (ours, theirs) = (self.ours.title(), self.theirs.title());
        match pick(self.base.map(Project::title), ours, theirs, str::is_empty) {
            Picked::Ours => ours,
            Picked::Theirs => theirs,
            Picked::Both => {
                self.clashes.push(Clash::BothChanged {
                    part: VersionPart::Title,
                    ours: ours.to_owned(),
                    theirs: theirs.to_owned(),
                });
                ours
            }
        }
    }

    fn claims(&mut self, placed: &mut MergedArticle<'_>) {
        let ids: BTreeSet<ClaimId> = [self.ours, self.theirs]
            .iter()
            .flat_map(|side| side.claims().iter().map(|claim| claim.id))
            .collect();
        for id in ids {
            match (self.ours.claims().get(id), self.theirs.claims().get(id)) {
                (Some(ours), Some(theirs)) => self.in_both(ours, theirs, placed),
                (Some(ours), None) => self.in_one(Side::Ours, ours, placed),
                (None, Some(theirs)) => self.in_one(Side::Theirs, theirs, placed),
                (None, None) => {}
            }
        }
    }

    fn in_both(&mut self, ours: &'a Arc<Claim>, theirs: &'a Arc<Claim>, placed: &mut MergedArticle<'_>) {
        if Arc::ptr_eq(ours, theirs) {
            return;
        }
        let base = self.base.and_then(|base| base.claim(ours.id));
        if base.is_none() && ours != theirs && !self.is_one_claim(ours, theirs) {
            // Without ids left, both become one claim, and its note keeps the words of the other.
            if let Some(next) = self.next_claim_id.next() {
                let id = std::mem::replace(&mut self.next_claim_id, next);
                self.claims.insert(Arc::new(Claim { id, ..Claim::clone(theirs) }));
                placed.theirs.rename(theirs.id, id);
                self.clashes.push(Clash::SameId { claim: ours.id, theirs_is_now: id });
                return;
            }
        }
        let merged = merge_claim(base, ours, theirs, &mut self.clashes);
        if merged != **ours {
            self.claims.insert(Arc::new(merged));
        }
    }

    /// Whether two claims that have the same id, but come from no claim that both versions had, are
    /// about the same. If there is a version before, both are new, and only the same words make them one.
    fn is_one_claim(&self, ours: &Claim, theirs: &Claim) -> bool {
        if !ours.text.trim().is_empty() && ours.text == theirs.text {
            return true;
        }
        let words = |project: &'a Project, claim: &Claim| {
            let article = project.article();
            let mut words: BTreeSet<String> =
                article.passages_of(claim.id).map(|range| article.quote(range).to_owned()).collect();
            words.extend(claim.lost_passages.iter().map(|lost| lost.quote.clone()));
            words
        };
        self.base.is_none() && !words(self.ours, ours).is_disjoint(&words(self.theirs, theirs))
    }

    fn in_one(&mut self, side: Side, claim: &Arc<Claim>, placed: &mut MergedArticle<'_>) {
        let id = claim.id;
        let (passages, deleted_by) = match side {
            Side::Ours => (&placed.ours, Side::Theirs),
            Side::Theirs => (&placed.theirs, Side::Ours),
        };
        if let Some(base) = self.base.and_then(|base| base.claim(id)) {
            if base == claim.as_ref() && passages.is_same_for(id, &placed.base) {
                self.claims.remove(id);
                return;
            }
            self.clashes.push(Clash::DeletedAndChanged { claim: id, deleted_by });
            // It stays whole: what it was before takes nothing away from it.
            placed.base.forget(id);
        }
        if side == Side::Theirs {
            self.claims.insert(Arc::clone(claim));
        }
    }

    /// Passages that one side put in, and whose words are not in the merged text, become lost passages.
    fn keep_lost_words(&mut self, placed: &MergedArticle<'_>) {
        let quote = |words: &Selectors| words.quote.clone();
        for (id, lost) in placed.ours.lost.iter().chain(&placed.theirs.lost) {
            let Some(claim) = self.claims.get(*id) else { continue };
            let before: HashSet<String> = placed.base.lost.get(id).into_iter().flatten().map(quote).collect();
            let mut known: HashSet<Selectors> = claim.lost_passages.iter().cloned().collect();
            let put_in: Vec<Selectors> = lost
                .iter()
                .filter(|words| !before.contains(&words.quote) && known.insert((*words).clone()))
                .cloned()
                .collect();
            if !put_in.is_empty() {
                let mut changed = Claim::clone(claim);
                changed.lost_passages.extend(put_in);
                self.claims.insert(Arc::new(changed));
            }
        }
    }

    /// Ours, without those that the other version took out and with those that it put in.
    fn anchors(&self, placed: &MergedArticle<'_>) -> Vec<Anchor> {
        let MergedArticle { base, ours, theirs, .. } = placed;
        let none = BTreeSet::new();
        let of = |side: &Placed, claim: ClaimId| side.found.get(&claim).unwrap_or(&none).clone();
        let mut anchors: Vec<Anchor> = Vec::new();
        for claim in self.claims.iter().map(|claim| claim.id) {
            let (base, ours, theirs) = (of(base, claim), of(ours, claim), of(theirs, claim));
            let taken_out = &base - &theirs;
            let put_in = &theirs - &base;
            let merged: BTreeSet<TextRange> = &(&ours - &taken_out) | &put_in;
            anchors.extend(merged.into_iter().map(|range| Anchor { claim, range }));
        }
        anchors.sort_by_key(Anchor::key);
        anchors
    }
}
