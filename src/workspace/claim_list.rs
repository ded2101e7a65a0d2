//! `ClaimList`: the rows of the claims table, kept up to date without going through all of them.

use super::{
    Arrangement, arrange,
    arrangement::{Filter, Place},
};
use crate::model::{ClaimId, ProblemCounts, Project, StatusCounts};
use std::{cmp::Ordering, collections::BTreeSet, sync::Arc};

/// Up to this many claims the rows are arranged at once; beyond it, by a job.
const AT_ONCE: usize = 5_000;
/// From this many changed claims on, arranging anew is quicker than placing each.
const PLACED_SINGLY: usize = 200;

/// The rows of the claims table.
///
/// The kept claim, the one selected, keeps its row while it is changed: it neither jumps to
/// another place nor vanishes under a filter before the analyst moves on.
#[derive(Clone, Debug)]
pub struct ClaimList {
    arrangement: Arrangement,
    project: Arc<Project>,
    rows: Vec<ClaimId>,
    kept: Option<ClaimId>,
    /// Where its row is.
    kept_row: Option<usize>,
    /// Which arrangement by a job is awaited.
    awaited: Option<u64>,
    last_ticket: u64,
    /// Grows with every change of the rows.
    version: u64,
}

/// The rows must be arranged elsewhere: the project has too many claims to do it between two frames.
#[derive(Clone, Debug)]
pub(super) struct ArrangeRequest {
    pub(super) project: Arc<Project>,
    pub(super) arrangement: Arrangement,
    pub(super) ticket: u64,
}

/// What became of the rows when the project went to another version.
#[derive(Debug)]
pub(super) struct Followed {
    /// They must be arranged elsewhere.
    pub(super) request: Option<ArrangeRequest>,
    /// Some claims may be there no longer.
    pub(super) claims_are_gone: bool,
}

impl ClaimList {
    /// The rows of a project that was just opened, and the job that fills them when there are many.
    pub(super) fn new(project: Arc<Project>, arrangement: Arrangement) -> (Self, Option<ArrangeRequest>) {
        let mut list = Self {
            arrangement,
            project,
            rows: Vec::new(),
            kept: None,
            kept_row: None,
            awaited: None,
            last_ticket: 0,
            version: 0,
        };
        let request = list.rearrange();
        (list, request)
    }

    /// The ids of the shown claims, in order.
    pub fn rows(&self) -> &[ClaimId] {
        &self.rows
    }

    /// Which claims are shown and in what order.
    pub fn arrangement(&self) -> &Arrangement {
        &self.arrangement
    }

    /// How many claims of the whole project have which status.
    pub fn counts(&self) -> StatusCounts {
        self.project.count_statuses()
    }

    /// What in the whole project needs a look.
    pub fn problems(&self) -> ProblemCounts {
        self.project.count_problems()
    }

    /// The row of the kept claim, which is the selected one; known without a search.
    pub fn selected_row(&self) -> Option<usize> {
        self.kept_row
    }

    /// Whether a job is arranging the rows just now.
    pub fn is_arranging(&self) -> bool {
        self.awaited.is_some()
    }

    /// A number that grows with every change of the rows, so that what is made of them can be kept.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The row a claim stands in.
    pub fn row_of(&self, id: ClaimId) -> Option<usize> {
        self.rows.iter().position(|row| *row == id)
    }

    /// Shows other claims, or in another order. The selected claim keeps its row from now on, unless a
    /// filter hides it.
    pub(super) fn set_arrangement(
        &mut self,
        arrangement: Arrangement,
        selected: Option<ClaimId>,
    ) -> Option<ArrangeRequest> {
        if arrangement == self.arrangement {
            return None;
        }
        self.arrangement = arrangement;
        // Whoever filters wants to see what matches and nothing else.
        let filter = self.arrangement.filter();
        self.kept = selected.filter(|id| self.project.claim(*id).is_some_and(|claim| filter.shows(claim)));
        self.rearrange()
    }

    /// The claim that keeps its row; the one kept until now goes where it belongs.
    pub(super) fn keep(&mut self, kept: Option<ClaimId>) {
        let before = std::mem::replace(&mut self.kept, kept);
        if let Some(id) = before.filter(|_| before != kept) {
            let filter = self.arrangement.filter();
            self.take_out(id);
            self.place(id, &filter);
        }
        self.note_kept_row();
    }

    /// Follows the project to another version.
    pub(super) fn follow(&mut self, project: &Arc<Project>) -> Followed {
        let before = std::mem::replace(&mut self.project, Arc::clone(project));
        let changes = project.claims().first_changes_since(before.claims(), PLACED_SINGLY);
        // Ids are never given twice: without a new one, as many claims as before are the same ones.
        let are_others = project.claims().len() != before.claims().len()
            || project.next_claim_id() != before.next_claim_id();
        let claims_are_gone = are_others
            && (changes.len() > PLACED_SINGLY || changes.iter().any(|change| change.after.is_none()));
        let anchors = if self.arrangement.sort.is_none() {
            project.article().anchors().first_changes_since(before.article().anchors(), PLACED_SINGLY)
        } else {
            Vec::new()
        };
        if changes.len().max(anchors.len()) > PLACED_SINGLY {
            return Followed { request: self.rearrange(), claims_are_gone };
        }
        let claims = changes.iter().filter_map(|change| change.before.or(change.after)).map(|claim| claim.id);
        let pinned = anchors.iter().flat_map(|change| change.before.iter().chain(change.after.iter()));
        let mut moved: BTreeSet<ClaimId> = claims.chain(pinned.map(|anchor| anchor.claim)).collect();
        if moved.is_empty() {
            return Followed { request: None, claims_are_gone };
        }
        moved.retain(|id| {
            self.kept != Some(*id) || project.claim(*id).is_none() || self.row_of(*id).is_none()
        });
        // All of them leave before the first is placed: rows out of order would mislead the search.
        for id in &moved {
            self.take_out(*id);
        }
        let filter = self.arrangement.filter();
        for id in moved {
            self.place(id, &filter);
        }
        self.version += 1;
        self.note_kept_row();
        Followed { request: None, claims_are_gone }
    }

    /// Takes the rows that a job arranged, unless they are no longer wanted.
    ///
    /// When so much changed meanwhile that they must be arranged anew, a job does that too.
    pub(super) fn take_rows(
        &mut self,
        ticket: u64,
        project: &Arc<Project>,
        rows: Vec<ClaimId>,
    ) -> Option<ArrangeRequest> {
        if self.awaited != Some(ticket) {
            return None;
        }
        self.awaited = None;
        self.rows = rows;
        self.version += 1;
        let now = std::mem::replace(&mut self.project, Arc::clone(project));
        let again = self.follow(&now).request;
        self.show_kept();
        again
    }

    fn rearrange(&mut self) -> Option<ArrangeRequest> {
        self.version += 1;
        if self.project.claims().len() <= AT_ONCE {
            self.awaited = None;
            self.rows = arrange(&self.project, &self.arrangement);
            self.show_kept();
            return None;
        }
        self.last_ticket += 1;
        self.awaited = Some(self.last_ticket);
        Some(ArrangeRequest {
            project: Arc::clone(&self.project),
            arrangement: self.arrangement.clone(),
            ticket: self.last_ticket,
        })
    }

    fn take_out(&mut self, id: ClaimId) {
        if let Some(row) = self.row_of(id) {
            self.rows.remove(row);
            self.version += 1;
        }
    }

    /// Puts one claim that has no row where the arrangement wants it, if it wants it.
    fn place(&mut self, id: ClaimId, filter: &Filter) {
        let Some(claim) = self.project.claim(id) else { return };
        if filter.shows(claim) || self.kept == Some(id) {
            let row = self.row_for(id);
            self.rows.insert(row, id);
            self.version += 1;
        }
    }

    fn show_kept(&mut self) {
        if let Some(id) = self.kept.filter(|id| self.project.claim(*id).is_some())
            && self.row_of(id).is_none()
        {
            let row = self.row_for(id);
            self.rows.insert(row, id);
        }
        self.note_kept_row();
    }

    fn note_kept_row(&mut self) {
        self.kept_row = self.kept.and_then(|id| self.row_of(id));
    }

    /// The row where a claim that has none belongs.
    fn row_for(&self, id: ClaimId) -> usize {
        let sort = self.arrangement.sort;
        let place = |id: ClaimId| self.project.claim(id).map(|claim| Place::of(&self.project, claim, sort));
        let Some(wanted) = place(id) else { return self.rows.len() };
        // The kept row may stand where it does not belong: the search goes around it.
        let kept = self.kept.and_then(|kept| self.row_of(kept));
        let (mut low, mut high) = (0, self.rows.len() - usize::from(kept.is_some()));
        while low < high {
            let middle = low.midpoint(high);
            let row = middle + usize::from(kept.is_some_and(|kept| middle >= kept));
            if place(self.rows[row]).is_some_and(|there| there.compare(&wanted, sort).is_lt()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        // Right beside the kept row its own place decides.
        let beyond = |kept: usize| match low.cmp(&kept) {
            Ordering::Less => false,
            Ordering::Equal => {
                place(self.rows[kept]).is_some_and(|there| there.compare(&wanted, sort).is_lt())
            }
            Ordering::Greater => true,
        };
        low + usize::from(kept.is_some_and(beyond))
    }
}
