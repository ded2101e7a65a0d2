//! `Typesetter`: lays out blocks of the article, each at most once a frame.
//!
//! What it laid out lives no longer than the frame: egui may rebuild its glyphs between two.

use super::blocks::Blocks;
use crate::ui::{
    text::{Affinity, BlockStyle, Caret, RangePiece, TextBlock},
    theme::{fonts, size},
};
use egui::{Context, Pos2, Rect};
use std::{cell::RefCell, collections::BTreeMap, ops::Range, rc::Rc};

/// One block, laid out. Positions count from its top left corner; bytes are those of the article.
#[derive(Debug)]
pub(super) struct LaidBlock<'a> {
    pub(super) index: usize,
    pub(super) bytes: Range<usize>,
    pub(super) block: TextBlock<'a>,
    text: &'a str,
    /// Its height and the space below it, in points.
    pub(super) height: f32,
}

impl LaidBlock<'_> {
    fn inside(&self, byte: usize) -> usize {
        byte.clamp(self.bytes.start, self.bytes.end) - self.bytes.start
    }

    fn local(&self, caret: Caret) -> Caret {
        Caret { byte: self.inside(caret.byte), affinity: caret.affinity }
    }

    fn global(&self, caret: Caret) -> Caret {
        Caret { byte: self.bytes.start + caret.byte, affinity: caret.affinity }
    }

    pub(super) fn caret_at(&self, position: Pos2) -> Caret {
        self.global(self.block.caret_at(position))
    }

    pub(super) fn caret_rect(&self, caret: Caret) -> Rect {
        self.block.caret_rect(self.local(caret))
    }

    pub(super) fn caret_in_row(&self, row: usize, x: f32) -> Caret {
        self.global(self.block.caret_in_row(row, x))
    }

    pub(super) fn caret_above(&self, caret: Caret, x: f32) -> Option<Caret> {
        self.block.caret_above(self.local(caret), x).map(|caret| self.global(caret))
    }

    pub(super) fn caret_below(&self, caret: Caret, x: f32) -> Option<Caret> {
        self.block.caret_below(self.local(caret), x).map(|caret| self.global(caret))
    }

    pub(super) fn row_start(&self, caret: Caret) -> Caret {
        self.global(self.block.row_start(self.local(caret)))
    }

    /// The end of the caret's row. Where a long paragraph is cut, the caret stays in this block.
    pub(super) fn row_end(&self, caret: Caret) -> Caret {
        let end = self.global(self.block.row_end(self.local(caret)));
        if end.byte == self.bytes.end { Caret { affinity: Affinity::Upstream, ..end } } else { end }
    }

    /// The rectangles that the part of the range in this block covers. A space at which a row
    /// wraps is not seen, so it is not covered either.
    pub(super) fn range_rects(&self, range: Range<usize>) -> Vec<RangePiece> {
        let (start, end) = (self.inside(range.start), self.inside(range.end));
        let rows = self.block.rows();
        let first = rows.partition_point(|row| row.bytes.end <= start);
        rows[first..]
            .iter()
            .take_while(|row| row.bytes.start < end)
            .flat_map(|row| {
                let words = self.text[row.bytes.start..row.text_end].trim_end().len();
                let part = start.max(row.bytes.start)..end.min(row.bytes.start + words);
                if part.is_empty() { Vec::new() } else { self.block.range_rects(part) }
            })
            .collect()
    }

    /// The row that stands at a height, or the last.
    pub(super) fn row_at(&self, y: f32) -> usize {
        let rows = self.block.rows();
        rows.partition_point(|row| row.rect.bottom() <= y).min(rows.len().saturating_sub(1))
    }

    /// The article's byte a row begins with, and the top of the row.
    pub(super) fn row_place(&self, row: usize) -> (usize, f32) {
        self.block
            .rows()
            .get(row)
            .map_or((self.bytes.start, 0.0), |row| (self.bytes.start + row.bytes.start, row.rect.top()))
    }
}

/// Lays out the blocks of one article in one size.
#[derive(Debug)]
pub(super) struct Typesetter<'a> {
    ctx: Context,
    text: &'a str,
    blocks: &'a Blocks,
    reading_size: f32,
    width: f32,
    laid: RefCell<BTreeMap<usize, Rc<LaidBlock<'a>>>>,
}

impl<'a> Typesetter<'a> {
    pub(super) fn new(
        ctx: &Context,
        text: &'a str,
        blocks: &'a Blocks,
        reading_size: f32,
        width: f32,
    ) -> Self {
        Self { ctx: ctx.clone(), text, blocks, reading_size, width, laid: RefCell::default() }
    }

    pub(super) fn blocks(&self) -> &'a Blocks {
        self.blocks
    }

    /// From one row to the next, in points.
    pub(super) fn row_height(&self) -> f32 {
        row_height(self.reading_size)
    }

    /// The block, laid out. An index past the last means the last.
    pub(super) fn lay_out(&self, index: usize) -> Rc<LaidBlock<'a>> {
        let index = index.min(self.blocks.len().saturating_sub(1));
        if let Some(laid) = self.laid.borrow().get(&index) {
            return Rc::clone(laid);
        }
        let laid = Rc::new(self.lay_out_anew(index));
        self.laid.borrow_mut().insert(index, Rc::clone(&laid));
        laid
    }

    fn lay_out_anew(&self, index: usize) -> LaidBlock<'a> {
        let block = self.blocks.get(index);
        let bytes = block.map_or(0..0, |block| block.bytes.clone());
        let is_blank = block.is_some_and(|block| block.is_blank);
        let row_height = if is_blank { gap(self.reading_size) } else { self.row_height() };
        let style = BlockStyle {
            line_height: Some(row_height),
            direction: block.and_then(|block| block.direction),
            hides: block.map(|block| block.hides),
            ..BlockStyle::new(fonts::article(self.reading_size), self.width)
        };
        let text = &self.text[bytes.clone()];
        let block = self.ctx.fonts_mut(|fonts| TextBlock::layout(fonts, text, &style));
        let height = block.size().y + gap_below(self.blocks, index, self.reading_size);
        LaidBlock { index, bytes, block, text, height }
    }

    pub(super) fn height(&self, index: usize) -> f32 {
        self.lay_out(index).height
    }

    /// The heights found so far.
    pub(super) fn measured(&self) -> Vec<(usize, f32)> {
        self.laid.borrow().iter().map(|(index, laid)| (*index, laid.height)).collect()
    }
}

fn row_height(reading_size: f32) -> f32 {
    (reading_size * size::ARTICLE_LINE).round()
}

fn gap(reading_size: f32) -> f32 {
    (size::PARAGRAPH_GAP * reading_size / size::ARTICLE_TEXT).round()
}

/// A blank line is itself the space between its neighbours.
fn gap_below(blocks: &Blocks, index: usize, reading_size: f32) -> f32 {
    let here = blocks.get(index);
    let next_is_blank = blocks.get(index + 1).is_some_and(|next| next.is_blank);
    if here.is_some_and(|block| block.ends_paragraph && !block.is_blank) && !next_is_blank {
        gap(reading_size)
    } else {
        0.0
    }
}

/// About how high each block is, without laying any out.
pub(super) fn estimate_heights(blocks: &Blocks, reading_size: f32, width: f32) -> Vec<f32> {
    let letters_per_row = (width / (reading_size * 0.46)).max(1.0);
    let letters_per_row = letters_per_row as usize;
    blocks
        .iter()
        .enumerate()
        .map(|(index, block)| {
            if block.is_blank {
                return gap(reading_size);
            }
            let rows = block.bytes.len().div_ceil(letters_per_row.max(1)).max(1);
            rows as f32 * row_height(reading_size) + gap_below(blocks, index, reading_size)
        })
        .collect()
}
