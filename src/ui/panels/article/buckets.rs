//! `Buckets`: how many passages of each status begin in each stretch of the article.
//!
//! Counted once; afterwards only what differs between two versions of the project is counted again,
//! so that a tag in a project of 100,000 claims costs the strip next to nothing.

use crate::model::{Claim, ClaimId, Project, Status, TextRange};
use std::{collections::BTreeMap, sync::Arc};

/// Stretches the article is cut into, finer than the strip has points.
pub(super) const BUCKETS: usize = 1024;

/// From this many changed claims on, counting anew is quicker.
const COUNTED_SINGLY: usize = 2_000;

/// Passages beginning in one stretch, in the order of [`Status::ALL_AND_NONE`].
pub(super) type Counts = [u32; 4];

/// Passages by stretch and status, for one version of a project.
#[derive(Clone, Debug)]
pub(super) struct Buckets {
    project: Arc<Project>,
    counts: Vec<Counts>,
}

impl Buckets {
    pub(super) fn of(project: &Arc<Project>) -> Self {
        let mut buckets = Self { project: Arc::clone(project), counts: vec![[0; 4]; BUCKETS] };
        // Claims and anchors come in one order: nothing has to be looked up.
        let mut claims = project.claims().iter().peekable();
        for anchor in project.article().anchors_by_claim() {
            while claims.next_if(|claim| claim.id < anchor.claim).is_some() {}
            let claim = claims.peek().filter(|claim| claim.id == anchor.claim);
            buckets.add(anchor.range, claim.and_then(|claim| claim.status));
        }
        buckets
    }

    /// Follows the project to another version; says whether any mark changed.
    pub(super) fn follow(&mut self, project: &Arc<Project>) -> bool {
        if Arc::ptr_eq(&self.project, project) {
            return false;
        }
        let before = Arc::clone(&self.project);
        if !before.article().has_same_text(project.article()) {
            *self = Self::of(project);
            return true;
        }
        let changes = project.claims().first_changes_since(before.claims(), COUNTED_SINGLY);
        if changes.len() > COUNTED_SINGLY {
            *self = Self::of(project);
            return true;
        }
        let mut is_stale = false;
        // Claims with another tag: all their passages, the moved ones among them.
        let mut retagged = BTreeMap::new();
        for change in changes {
            if let (Some(old), Some(new)) = (change.before, change.after)
                && old.status != new.status
            {
                retagged.insert(new.id, (old.status, new.status));
            }
        }
        for (&claim, &(old, new)) in &retagged {
            for range in before.article().passages_of(claim) {
                self.remove(range, old);
                is_stale = true;
            }
            project.article().passages_of(claim).for_each(|range| self.add(range, new));
        }
        for change in project.article().anchors().changes_since(before.article().anchors()) {
            if let Some(anchor) = change.before.filter(|anchor| !retagged.contains_key(&anchor.claim)) {
                self.remove(anchor.range, status_of(&before, anchor.claim));
            }
            if let Some(anchor) = change.after.filter(|anchor| !retagged.contains_key(&anchor.claim)) {
                self.add(anchor.range, status_of(project, anchor.claim));
            }
            is_stale = true;
        }
        self.project = Arc::clone(project);
        is_stale
    }

    /// The counts of each stretch, in order.
    pub(super) fn counts(&self) -> &[Counts] {
        &self.counts
    }

    fn add(&mut self, range: TextRange, status: Option<Status>) {
        let bucket = bucket_of(range, self.project.article().text().len());
        self.counts[bucket][slot(status)] += 1;
    }

    fn remove(&mut self, range: TextRange, status: Option<Status>) {
        let bucket = bucket_of(range, self.project.article().text().len());
        self.counts[bucket][slot(status)] -= 1;
    }
}

/// The stretch a range begins in, of a text of `length` bytes.
pub(super) fn bucket_of(range: TextRange, length: usize) -> usize {
    (range.start() * BUCKETS / length.max(1)).min(BUCKETS - 1)
}

/// The first byte of a stretch.
pub(super) fn bucket_start(bucket: usize, length: usize) -> usize {
    (bucket * length).div_ceil(BUCKETS)
}

fn slot(status: Option<Status>) -> usize {
    match status {
        Some(Status::Sourced) => 0,
        Some(Status::Disputed) => 1,
        Some(Status::Unconfirmed) => 2,
        None => 3,
    }
}

fn status_of(project: &Project, claim: ClaimId) -> Option<Status> {
    project.claim(claim).and_then(|claim: &Claim| claim.status)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        edit::{Edit, apply},
        model::Timestamp,
    };
    use proptest::prelude::*;

    #[derive(Clone, Debug)]
    enum Step {
        Add(usize, usize),
        Tag(u32, Option<Status>),
        Move(u32, usize, usize),
        AddPassage(u32, usize, usize),
        Delete(u32),
    }

    fn step() -> impl Strategy<Value = Step> {
        let span = || (0usize..3000, 1usize..90);
        prop_oneof![
            span().prop_map(|(start, length)| Step::Add(start, length)),
            (1u32..12, prop::sample::select(&Status::ALL_AND_NONE[..]))
                .prop_map(|(id, tag)| Step::Tag(id, tag)),
            (1u32..12, span()).prop_map(|(id, (start, length))| Step::Move(id, start, length)),
            (1u32..12, span()).prop_map(|(id, (start, length))| Step::AddPassage(id, start, length)),
            (1u32..12).prop_map(Step::Delete),
        ]
    }

    fn edit(project: &Project, step: &Step) -> Option<Edit> {
        let id = |number| ClaimId::new(number).expect("not zero");
        let range = |start, length| TextRange::new(start, start + length).expect("not empty");
        Some(match *step {
            Step::Add(start, length) => {
                Edit::AddClaim { text: String::new(), passages: vec![range(start, length)] }
            }
            Step::Tag(claim, status) => Edit::SetStatus { claims: vec![id(claim)], status },
            Step::Move(claim, start, length) => Edit::MovePassage {
                claim: id(claim),
                from: project.article().passages_of(id(claim)).next()?,
                to: range(start, length),
            },
            Step::AddPassage(claim, start, length) => {
                Edit::AddPassage { claim: id(claim), passage: range(start, length) }
            }
            Step::Delete(claim) => Edit::DeleteClaims(vec![id(claim)]),
        })
    }

    proptest! {
        #[test]
        fn following_edits_counts_the_same_as_counting_anew(
            steps in prop::collection::vec(step(), 1..40),
            pause in 1usize..4,
        ) {
            let mut project = Arc::new(Project::new("", "word ".repeat(700)));
            let mut followed = Buckets::of(&project);
            for (index, step) in steps.iter().enumerate() {
                let Some(edit) = edit(&project, step) else { continue };
                if let Ok(next) = apply(&project, &edit, Timestamp::from_unix_seconds(0)) {
                    project = Arc::new(next);
                }
                // Several edits may lie between two frames.
                if index % pause == 0 {
                    followed.follow(&project);
                    prop_assert_eq!(followed.counts().to_vec(), Buckets::of(&project).counts().to_vec());
                }
            }
            followed.follow(&project);
            prop_assert_eq!(followed.counts().to_vec(), Buckets::of(&project).counts().to_vec());
        }
    }

    #[test]
    fn a_stretch_begins_with_the_first_byte_that_falls_into_it() {
        for length in [1, 5, 1023, 1024, 5000, 10_000_000] {
            for bucket in (0..BUCKETS).step_by(31) {
                let start = bucket_start(bucket, length);
                if start < length {
                    let range = TextRange::new(start, start + 1).expect("not empty");
                    assert!(bucket_of(range, length) >= bucket);
                }
            }
        }
    }
}
