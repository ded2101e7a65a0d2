//! One block of text, laid out for this frame: what the article view, the table and the inspector ask of it.

use std::ops::Range;

use egui::{Color32, FontId, Painter, Pos2, Rect, TextFormat, Vec2, epaint::text::FontsView, pos2, vec2};

use crate::model::has_hidden;

use super::{
    bidi_lines,
    bidi_rows::BidiRows,
    direction::{Direction, needs_bidi},
    grapheme::grapheme_floor,
    plain_rows::{self, PlainRows},
};

/// How a block is to be set.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockStyle {
    /// The one font of the block.
    pub font: FontId,
    /// The width at which lines wrap, in points; infinite for no wrapping.
    pub wrap_width: f32,
    /// The height of a row in points; nothing for the font's own.
    pub line_height: Option<f32>,
    /// The direction of every paragraph; nothing to take it from the first strong character of each.
    /// A later part of a long paragraph must be given the direction of the whole.
    pub direction: Option<Direction>,
    /// Whether the text has hidden characters; nothing to have it looked through.
    pub hides: Option<bool>,
}

impl BlockStyle {
    /// Text in `font` that wraps at `wrap_width` points.
    pub fn new(font: FontId, wrap_width: f32) -> Self {
        Self { font, wrap_width, line_height: None, direction: None, hides: None }
    }

    pub(super) fn format(&self) -> TextFormat {
        TextFormat {
            line_height: self.line_height,
            // The colour is chosen when painting, so that it takes no part in egui's cache key.
            ..TextFormat::simple(self.font.clone(), Color32::PLACEHOLDER)
        }
    }
}

/// One row of a block.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockRow {
    /// The bytes of the row, with the line break that ends it, if any. The rows cover the text without gaps.
    pub bytes: Range<usize>,
    /// Where the row's text ends, before a line break.
    pub text_end: usize,
    /// Where the row stands, from the block's top left corner, in points.
    pub rect: Rect,
    /// The y of the baseline from the top of the block, in points.
    pub baseline: f32,
}

/// Which row a caret belongs to when its byte ends one row and starts the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Affinity {
    /// The start of the following row.
    #[default]
    Downstream,
    /// The end of the preceding row.
    Upstream,
}

/// A place between two graphemes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Caret {
    /// Byte offset into the text of the block, on a grapheme boundary.
    pub byte: usize,
    /// Which row is meant where a line wraps.
    pub affinity: Affinity,
}

impl From<usize> for Caret {
    fn from(byte: usize) -> Self {
        Self { byte, affinity: Affinity::Downstream }
    }
}

/// A rectangle that a stretch of text covers on one row. Mixed directions give several per row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RangePiece {
    /// Index into [`TextBlock::rows`].
    pub row: usize,
    /// Full row height, from the block's top left corner, in points.
    pub rect: Rect,
    /// The y of the baseline, for underlines, in points.
    pub baseline: f32,
}

/// A block of text laid out for one frame. Keep sizes and row breaks if need be, but never the block:
/// egui may rebuild its glyph atlas between frames.
///
/// All positions count from the block's top left corner, in points; all offsets are bytes of the text.
#[derive(Debug)]
pub struct TextBlock<'t> {
    text: &'t str,
    rows: Vec<BlockRow>,
    size: Vec2,
    direction: Direction,
    layout: Layout,
}

#[derive(Debug)]
enum Layout {
    Plain(PlainRows),
    Bidi(BidiRows),
}

impl<'t> TextBlock<'t> {
    /// Lays out `text`. Blocks are meant to be at most a few kilobytes long.
    pub fn layout(fonts: &mut FontsView<'_>, text: &'t str, style: &BlockStyle) -> Self {
        let hides = || style.hides.unwrap_or_else(|| has_hidden(text));
        let plain = style.direction != Some(Direction::RightToLeft) && !needs_bidi(text) && !hides();
        if plain && let Some((rows, plain_rows)) = plain_rows::lay_out(fonts, text, style) {
            return Self {
                text,
                rows,
                size: plain_rows.extent().to_vec2(),
                direction: Direction::LeftToRight,
                layout: Layout::Plain(plain_rows),
            };
        }
        let layout = bidi_lines::lay_out(fonts, text, style);
        let height = layout.rows.last().map_or(0.0, |row| row.rect.bottom());
        Self {
            text,
            rows: layout.rows,
            size: vec2(layout.width, height),
            direction: layout.direction,
            layout: Layout::Bidi(layout.bidi),
        }
    }

    /// Width and height in points. Right-to-left blocks are as wide as their wrap width.
    pub fn size(&self) -> Vec2 {
        self.size
    }

    /// The direction of the first paragraph.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// The rows from top to bottom; never empty.
    pub fn rows(&self) -> &[BlockRow] {
        &self.rows
    }

    /// Paints the text with the block's top left corner at `position`.
    pub fn paint(&self, painter: &Painter, position: Pos2, color: Color32) {
        match &self.layout {
            Layout::Plain(plain) => plain.paint(painter, position, color),
            Layout::Bidi(bidi) => bidi.paint(&self.rows, painter, position, color),
        }
    }

    /// The caret nearest to a position. Positions outside the block count as on its nearest row.
    pub fn caret_at(&self, position: Pos2) -> Caret {
        let row = self
            .rows
            .partition_point(|row| row.rect.bottom() <= position.y)
            .min(self.rows.len().saturating_sub(1));
        self.caret_in_row(row, position.x)
    }

    /// The caret of a row nearest to `x`. A row past the last counts as the last.
    pub fn caret_in_row(&self, row: usize, x: f32) -> Caret {
        let index = row.min(self.rows.len().saturating_sub(1));
        let Some(row) = self.rows.get(index) else {
            return Caret::default();
        };
        let byte = match &self.layout {
            Layout::Plain(plain) => plain.byte_at_x(self.text, index, row, x),
            Layout::Bidi(bidi) => bidi.byte_at_x(index, row, x),
        };
        self.caret_on_row(index, byte)
    }

    /// Where a caret stands: a rectangle of no width and the height of its row.
    pub fn caret_rect(&self, caret: impl Into<Caret>) -> Rect {
        let caret = caret.into();
        let byte = grapheme_floor(self.text, caret.byte);
        let index = self.row_of(caret);
        let Some(row) = self.rows.get(index) else {
            return Rect::ZERO;
        };
        let x = match &self.layout {
            Layout::Plain(plain) => plain.caret_x(self.text, index, row, byte),
            Layout::Bidi(bidi) => bidi.caret_x(index, byte),
        };
        Rect::from_min_max(pos2(x, row.rect.top()), pos2(x, row.rect.bottom()))
    }

    /// The rectangles a stretch of text covers, row by row and from left to right. Line breaks cover nothing.
    pub fn range_rects(&self, bytes: Range<usize>) -> Vec<RangePiece> {
        let from = grapheme_floor(self.text, bytes.start);
        let to = grapheme_floor(self.text, bytes.end);
        let mut pieces = Vec::new();
        let first = self.rows.partition_point(|row| row.bytes.end <= from);
        for (index, row) in self.rows.iter().enumerate().skip(first) {
            if row.bytes.start >= to {
                break;
            }
            let part = from.max(row.bytes.start)..to.min(row.text_end);
            if part.is_empty() {
                continue;
            }
            let mut push = |(left, right): (f32, f32)| {
                pieces.push(RangePiece {
                    row: index,
                    rect: Rect::from_min_max(pos2(left, row.rect.top()), pos2(right, row.rect.bottom())),
                    baseline: row.baseline,
                });
            };
            match &self.layout {
                Layout::Plain(plain) => push(plain.span(self.text, index, row, &part)),
                Layout::Bidi(bidi) => bidi.spans(index, &part).into_iter().for_each(push),
            }
        }
        pieces
    }

    /// Index of the row a caret belongs to.
    pub fn row_of(&self, caret: impl Into<Caret>) -> usize {
        let caret = caret.into();
        let index = self.rows.partition_point(|row| row.bytes.start <= caret.byte).saturating_sub(1);
        match (caret.affinity, index.checked_sub(1)) {
            (Affinity::Upstream, Some(previous)) if self.wraps_at(previous, caret.byte) => previous,
            _ => index,
        }
    }

    /// The caret one row up, as near as possible to `x`; nothing on the first row.
    pub fn caret_above(&self, caret: impl Into<Caret>, x: f32) -> Option<Caret> {
        let above = self.row_of(caret).checked_sub(1)?;
        Some(self.caret_in_row(above, x))
    }

    /// The caret one row down, as near as possible to `x`; nothing on the last row.
    pub fn caret_below(&self, caret: impl Into<Caret>, x: f32) -> Option<Caret> {
        let below = self.row_of(caret) + 1;
        (below < self.rows.len()).then(|| self.caret_in_row(below, x))
    }

    /// The caret at the start of a caret's row, in reading order.
    pub fn row_start(&self, caret: impl Into<Caret>) -> Caret {
        let row = self.row_of(caret);
        self.rows.get(row).map_or_else(Caret::default, |row| row.bytes.start.into())
    }

    /// The caret at the end of a caret's row, in reading order, before a line break.
    pub fn row_end(&self, caret: impl Into<Caret>) -> Caret {
        let index = self.row_of(caret);
        self.rows.get(index).map_or_else(Caret::default, |row| self.caret_on_row(index, row.text_end))
    }

    /// The first byte that does not fit when graphemes of a one-row block are laid in logical order
    /// into `width` points; the length of the text when all do.
    pub(super) fn fitting_prefix(&self, width: f32) -> usize {
        let Layout::Bidi(bidi) = &self.layout else {
            return self.text.len();
        };
        let mut used = 0.0;
        bidi.logical_widths()
            .find(|&(_, grapheme_width)| {
                used += grapheme_width;
                used > width
            })
            .map_or(self.text.len(), |(start, _)| start)
    }

    fn caret_on_row(&self, index: usize, byte: usize) -> Caret {
        let affinity = if self.wraps_at(index, byte) { Affinity::Upstream } else { Affinity::Downstream };
        Caret { byte, affinity }
    }

    /// Whether a row ends at `byte` because the line wrapped there.
    fn wraps_at(&self, index: usize, byte: usize) -> bool {
        index + 1 < self.rows.len()
            && self
                .rows
                .get(index)
                .is_some_and(|row| row.bytes.end == byte && row.text_end == byte && byte > row.bytes.start)
    }
}
