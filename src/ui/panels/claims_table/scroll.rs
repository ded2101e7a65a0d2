//! `Scroll`: where the rows are scrolled to, and where they are wanted.

use crate::{model::ClaimId, ui::theme::size, workspace::Document};
use egui::{Rangef, Vec2};

/// A place that shall come into view with the next frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    /// The row of the selected claim, moved no further than it takes.
    Selected,
    /// The row of this claim, in the middle.
    Middle(ClaimId),
}

/// Where the rows are scrolled to.
#[derive(Debug, Default)]
pub(super) struct Scroll {
    /// How far the rows were scrolled when they were drawn last, in points.
    pub(super) offset: Vec2,
    /// How much of them was seen, in points.
    pub(super) seen: Vec2,
    /// How many rows there were then.
    pub(super) rows: usize,
    wanted: Option<Wanted>,
    wanted_across: Option<Rangef>,
}

impl Scroll {
    /// Brings the selected claim into view with the next frame, by the shortest way.
    pub(super) fn follow_selected(&mut self) {
        self.wanted = Some(Wanted::Selected);
    }

    /// Puts the claim's row into the middle with the next frame.
    pub(super) fn centre(&mut self, claim: ClaimId) {
        self.wanted = Some(Wanted::Middle(claim));
    }

    /// Brings this extent of the columns into view with the next frame.
    pub(super) fn follow_column(&mut self, span: Rangef) {
        self.wanted_across = Some(span);
    }

    /// How many whole rows were seen.
    pub(super) fn rows_seen(&self) -> usize {
        (self.seen.y / size::TABLE_ROW) as usize
    }

    /// The distance from the left that is wanted, if any.
    pub(super) fn take_across(&mut self) -> Option<f32> {
        let span = self.wanted_across.take()?;
        let offset = nearest(self.offset.x, self.seen.x, span);
        (offset - self.offset.x).abs().gt(&0.5).then_some(offset)
    }

    /// Whether a row is still waited for.
    pub(super) const fn is_waiting(&self) -> bool {
        self.wanted.is_some()
    }

    /// The distance from the top that is wanted, if any. Waits while the rows are being arranged, and
    /// until as many as there are now have been drawn: egui takes a distance beyond the end it knows
    /// of for one pulled too far, and lets it spring back.
    pub(super) fn take_down(&mut self, document: &Document) -> Option<f32> {
        let wanted = self.wanted?;
        let list = document.list();
        if self.seen.y <= 0.0 || list.is_arranging() || self.rows != list.rows().len() {
            return None;
        }
        self.wanted = None;
        let claim = match wanted {
            Wanted::Selected => document.selection().primary()?,
            Wanted::Middle(claim) => claim,
        };
        let row = document.list().row_of(claim)?;
        let top = row as f32 * size::TABLE_ROW;
        Some(match wanted {
            Wanted::Selected => nearest(self.offset.y, self.seen.y, Rangef::new(top, top + size::TABLE_ROW)),
            // A row that is seen already needs no jump.
            Wanted::Middle(_)
                if top >= self.offset.y && top + size::TABLE_ROW <= self.offset.y + self.seen.y =>
            {
                return None;
            }
            Wanted::Middle(_) => {
                let highest = (document.list().rows().len() as f32 * size::TABLE_ROW - self.seen.y).max(0.0);
                (top - (self.seen.y - size::TABLE_ROW) / 2.0).clamp(0.0, highest)
            }
        })
    }
}

/// The offset nearest to `offset` that shows all of `span`, or its start when it is too long.
fn nearest(offset: f32, seen: f32, span: Rangef) -> f32 {
    offset.max(span.max - seen).min(span.min)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_is_seen_moves_nothing() {
        assert!((nearest(100.0, 300.0, Rangef::new(150.0, 179.0)) - 100.0).abs() < 0.01);
    }

    #[test]
    fn a_row_beyond_an_edge_comes_to_that_edge() {
        assert!((nearest(100.0, 300.0, Rangef::new(50.0, 79.0)) - 50.0).abs() < 0.01);
        assert!((nearest(100.0, 300.0, Rangef::new(400.0, 429.0)) - 129.0).abs() < 0.01);
        assert!((nearest(0.0, 20.0, Rangef::new(58.0, 87.0)) - 58.0).abs() < 0.01);
    }
}
