//! Where the article is scrolled to, kept as a place in the text rather than as a number of points.
//!
//! So neither a resized window, nor another reading size, nor a block above that turns out higher
//! than was estimated ever moves the line that is being read.

use super::typeset::Typesetter;

/// Below the end of the article, in points.
pub(super) const SPACE_BELOW: f32 = 48.0;

/// A line of text, and how far its top lies above the top of the viewport, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    byte: usize,
    above: f32,
}

impl Place {
    /// The very top, the header included, however high that is.
    pub(super) const TOP: Self = Self { byte: 0, above: f32::NEG_INFINITY };

    /// The same line in another text, where it begins elsewhere.
    pub(super) fn moved(self, now: impl FnOnce(usize) -> usize) -> Self {
        if self == Self::TOP { self } else { Self { byte: now(self.byte), ..self } }
    }
}

impl Default for Place {
    fn default() -> Self {
        Self::TOP
    }
}

/// The room the article is seen through.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// Height of the viewport, in points.
    pub(super) height: f32,
    /// Height of what stands above the first block, in points.
    pub(super) header: f32,
}

/// The same place for one frame: a block, and how far below the viewport's top it begins, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Position {
    pub(super) index: usize,
    pub(super) top: f32,
}

impl Position {
    pub(super) fn of(place: Place, typesetter: &Typesetter<'_>) -> Self {
        let index = typesetter.blocks().index_at(place.byte);
        let laid = typesetter.lay_out(index);
        let row = laid.block.row_of(place.byte.saturating_sub(laid.bytes.start));
        Self { index, top: -(place.above + laid.row_place(row).1) }
    }

    /// The first line that is seen.
    pub(super) fn place(self, typesetter: &Typesetter<'_>, room: Room) -> Place {
        if self.index == 0 && self.top >= room.header - 0.01 {
            return Place::TOP;
        }
        let laid = typesetter.lay_out(self.index);
        let (byte, row_top) = laid.row_place(laid.row_at(-self.top));
        Place { byte, above: -self.top - row_top }
    }

    /// The same place told from the first block that is seen, and within the ends of the article.
    pub(super) fn settled(self, typesetter: &Typesetter<'_>, room: Room) -> Self {
        let mut here = self.not_above_the_top(typesetter, room);
        let last = typesetter.blocks().len().saturating_sub(1);
        while here.index < last && here.top + typesetter.height(here.index) <= 0.0 {
            here.top += typesetter.height(here.index);
            here.index += 1;
        }
        let mut bottom = here.top;
        let mut index = here.index;
        while index <= last && bottom + SPACE_BELOW < room.height {
            bottom += typesetter.height(index);
            index += 1;
        }
        let lacking = room.height - SPACE_BELOW - bottom;
        if index > last && lacking > 0.0 {
            here.top += lacking;
            here = here.not_above_the_top(typesetter, room);
        }
        here
    }

    fn not_above_the_top(mut self, typesetter: &Typesetter<'_>, room: Room) -> Self {
        while self.top > 0.0 && self.index > 0 {
            self.index -= 1;
            self.top -= typesetter.height(self.index);
        }
        if self.index == 0 {
            self.top = self.top.min(room.header);
        }
        self
    }
}
