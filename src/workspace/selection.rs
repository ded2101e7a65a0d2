//! `Selection`: which claims are selected, and which of them the inspector shows.

use crate::model::ClaimId;
use std::collections::BTreeSet;

/// Which claims are selected. Empty, or with one of them as the primary one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    claims: BTreeSet<ClaimId>,
    primary: Option<ClaimId>,
    /// Where a range of rows, drawn with Shift, starts.
    pivot: Option<ClaimId>,
}

impl Selection {
    /// The selected claims, by id.
    pub fn claims(&self) -> impl ExactSizeIterator<Item = ClaimId> {
        self.claims.iter().copied()
    }

    /// How many are selected.
    pub fn len(&self) -> usize {
        self.claims.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.claims.is_empty()
    }

    /// The claim that the inspector shows and that keys act on first.
    pub fn primary(&self) -> Option<ClaimId> {
        self.primary
    }

    /// Whether the claim is selected.
    pub fn contains(&self, id: ClaimId) -> bool {
        self.claims.contains(&id)
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    pub(super) fn set_only(&mut self, id: ClaimId) {
        *self = Self { claims: BTreeSet::from([id]), primary: Some(id), pivot: Some(id) };
    }

    /// Selects these, the first of them as the primary one; keeps what is selected when there are none.
    pub(super) fn set_these(&mut self, ids: impl Iterator<Item = ClaimId>) {
        let mut ids = ids.peekable();
        if let Some(first) = ids.peek().copied() {
            *self = Self { claims: ids.collect(), primary: Some(first), pivot: Some(first) };
        }
    }

    pub(super) fn toggle(&mut self, id: ClaimId) {
        if self.claims.remove(&id) {
            if self.primary == Some(id) {
                self.primary = self.claims.last().copied();
            }
        } else {
            self.claims.insert(id);
            self.primary = Some(id);
        }
        self.pivot = self.primary;
    }

    /// Selects the rows from the pivot to `id`, which becomes primary.
    pub(super) fn set_range(&mut self, rows: &[ClaimId], id: ClaimId) {
        let at = |id| rows.iter().position(|row| *row == id);
        let pivot = self.pivot.or(self.primary).unwrap_or(id);
        let (Some(from), Some(to)) = (at(pivot), at(id)) else { return self.set_only(id) };
        self.claims = rows[from.min(to)..=from.max(to)].iter().copied().collect();
        self.primary = Some(id);
        self.pivot = Some(pivot);
    }

    pub(super) fn set_all(&mut self, rows: &[ClaimId]) {
        self.claims = rows.iter().copied().collect();
        if self.primary.is_none_or(|primary| !self.claims.contains(&primary)) {
            self.primary = rows.first().copied();
        }
    }

    /// Forgets claims that are gone.
    pub(super) fn retain(&mut self, exists: impl Fn(ClaimId) -> bool) {
        if self.claims.iter().all(|id| exists(*id)) {
            return;
        }
        self.claims.retain(|id| exists(*id));
        if self.primary.is_some_and(|primary| !exists(primary)) {
            self.primary = self.claims.first().copied();
        }
        self.pivot = self.pivot.filter(|pivot| exists(*pivot));
    }
}
