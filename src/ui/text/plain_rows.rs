//! Rows of text that reads only left to right: one galley of egui, with its rows mapped back to bytes.

use std::{ops::Range, sync::Arc};

use egui::{
    Color32, Galley, Pos2, Rect,
    epaint::text::{FontsView, LayoutJob, PlacedRow},
    pos2,
};

use super::{
    block::{BlockRow, BlockStyle},
    grapheme::{grapheme_ceil, grapheme_floor},
};

/// What egui made of a left-to-right block.
#[derive(Debug)]
pub(super) struct PlainRows {
    galley: Arc<Galley>,
}

/// The rows of the block and the galley behind them,
/// or `None` when egui did not keep one glyph per character, so that its positions cannot be trusted.
pub(super) fn lay_out(
    fonts: &mut FontsView<'_>,
    text: &str,
    style: &BlockStyle,
) -> Option<(Vec<BlockRow>, PlainRows)> {
    let mut job = LayoutJob::simple_format(text.to_owned(), style.format());
    job.wrap.max_width = style.wrap_width;
    let galley = fonts.layout_job(job);
    let rows = block_rows(text, &galley)?;
    Some((rows, PlainRows { galley }))
}

fn block_rows(text: &str, galley: &Galley) -> Option<Vec<BlockRow>> {
    let mut rows = Vec::with_capacity(galley.rows.len());
    let mut characters = text.char_indices();
    for placed in &galley.rows {
        let start = text.len() - characters.as_str().len();
        for _ in &placed.glyphs {
            let (_, character) = characters.next()?;
            if character == '\n' {
                return None;
            }
        }
        let text_end = text.len() - characters.as_str().len();
        if placed.ends_with_newline && characters.next()?.1 != '\n' {
            return None;
        }
        let end = text.len() - characters.as_str().len();
        // egui wraps between characters; a row that starts inside a grapheme would split a caret position.
        if grapheme_floor(text, start) != start {
            return None;
        }
        let rect = placed.rect();
        rows.push(BlockRow {
            bytes: start..end,
            text_end,
            rect,
            baseline: rect.top() + placed.glyphs.first().map_or(rect.height() * 0.8, |glyph| glyph.pos.y),
        });
    }
    characters.as_str().is_empty().then_some(rows)
}

impl PlainRows {
    /// The x of the caret before the grapheme at `byte` of a row.
    pub(super) fn caret_x(&self, text: &str, row_index: usize, row: &BlockRow, byte: usize) -> f32 {
        let placed = &self.galley.rows[row_index];
        let column = text[row.bytes.start..byte.min(row.text_end)].chars().count();
        placed.pos.x + column_x(placed, column)
    }

    /// The grapheme boundary of a row whose caret stands nearest to `x`.
    pub(super) fn byte_at_x(&self, text: &str, row_index: usize, row: &BlockRow, x: f32) -> usize {
        let placed = &self.galley.rows[row_index];
        let column = placed.char_at(x - placed.pos.x).0;
        let byte = text[row.bytes.start..row.text_end]
            .char_indices()
            .nth(column)
            .map_or(row.text_end, |(offset, _)| row.bytes.start + offset);
        // The glyph hit may be the middle of a grapheme or of a ligature, or have no width: compare the neighbours.
        let floor = grapheme_floor(text, byte).max(row.bytes.start);
        let before = grapheme_floor(text, floor.saturating_sub(1)).max(row.bytes.start);
        let ceil = grapheme_ceil(text, byte).min(row.text_end);
        let after = grapheme_ceil(text, ceil + 1).min(row.text_end);
        [ceil, floor, before, after]
            .into_iter()
            .map(|byte| (byte, (self.caret_x(text, row_index, row, byte) - x).abs()))
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map_or(row.bytes.start, |(byte, _)| byte)
    }

    /// The stretch of x that `bytes` of a row cover.
    pub(super) fn span(
        &self,
        text: &str,
        row_index: usize,
        row: &BlockRow,
        bytes: &Range<usize>,
    ) -> (f32, f32) {
        (self.caret_x(text, row_index, row, bytes.start), self.caret_x(text, row_index, row, bytes.end))
    }

    /// Paints the block with its top left corner at `position`.
    pub(super) fn paint(&self, painter: &egui::Painter, position: Pos2, color: Color32) {
        painter.galley(position, Arc::clone(&self.galley), color);
    }

    /// The corner of the block that lies furthest from its origin.
    pub(super) fn extent(&self) -> Pos2 {
        let rows = self.galley.rows.iter().map(PlacedRow::rect);
        let bounds = rows.fold(Rect::from_min_size(Pos2::ZERO, self.galley.size()), |a, b| a | b);
        pos2(bounds.right(), self.galley.size().y)
    }
}

/// The x of a column within a row. A letter that egui drew as part of a ligature ("fi") has no glyph of
/// its own; its share of the ligature's width is as good a place as any, and better than none.
pub(super) fn column_x(row: &egui::epaint::text::Row, column: usize) -> f32 {
    let is_continuation = |glyph: &egui::epaint::text::Glyph| {
        glyph.advance_width == 0.0 && glyph.uv_rect.is_nothing() && glyph.chr.is_alphabetic()
    };
    let Some(glyph) = row.glyphs.get(column) else {
        return row.size.x;
    };
    if !is_continuation(glyph) {
        return glyph.pos.x;
    }
    let Some(head) = row.glyphs[..column].iter().rposition(|g| !is_continuation(g)) else {
        return glyph.pos.x;
    };
    let parts = 1 + row.glyphs[head + 1..].iter().take_while(|glyph| is_continuation(glyph)).count();
    let head_glyph = &row.glyphs[head];
    head_glyph.pos.x + head_glyph.advance_width * (column - head) as f32 / parts as f32
}
