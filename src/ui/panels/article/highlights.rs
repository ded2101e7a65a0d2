//! What is painted around the words: fills and lines of passages, matches, the selection, frames.
//!
//! Nothing of this splits the layout of the text, so that no highlight ever moves a letter.

use super::{
    lanes::{SHOWN_LANES, assign_lanes},
    scene::{Passage, Scene, SeenBlock},
};
use crate::{
    model::{Status, TextRange},
    ui::theme::{Tokens, fonts, paint_slim_underline, paint_underline, size, status_style},
};
use egui::{Align2, Color32, CornerRadius, Painter, Rangef, Rect, Stroke, StrokeKind, pos2};

/// Where fills and lines stand within a row of the article, in shares of its height.
const FILL_TOP: f32 = 3.0 / 27.0;
const FILL_BOTTOM: f32 = 25.0 / 27.0;
const STACK_TOP: f32 = 22.0 / 27.0;
/// Between two stacked lines, in points.
const STACK_SPACE: f32 = 1.0;

/// The passages that reach into one block, with the lane of each.
#[derive(Debug)]
pub(super) struct BlockPassages {
    passages: Vec<(Passage, usize)>,
}

impl BlockPassages {
    pub(super) fn of(scene: &Scene<'_>, block: &SeenBlock<'_>) -> Self {
        let bytes = &block.laid.bytes;
        let here: Vec<Passage> = scene
            .passages
            .iter()
            .copied()
            .filter(|passage| passage.range.start() < bytes.end && bytes.start < passage.range.end())
            .collect();
        let lanes = assign_lanes(here.iter().map(|passage| passage.range));
        Self { passages: here.into_iter().zip(lanes).collect() }
    }

    /// The fills, the smallest passage on top, as it is the one that a click takes.
    pub(super) fn paint_fills(&self, painter: &Painter, block: &SeenBlock<'_>, tokens: &Tokens) {
        let mut by_length: Vec<Passage> = self.passages.iter().map(|(passage, _)| *passage).collect();
        by_length.sort_by_key(|passage| std::cmp::Reverse(passage.range.len()));
        for passage in by_length {
            let fill = status_style(passage.status, tokens).fill;
            for row in block.rects(passage.range.bytes()) {
                painter.rect_filled(fill_rect(row), CornerRadius::ZERO, fill);
            }
        }
    }

    /// The lines: alone below the row, or stacked where several passages overlap.
    pub(super) fn paint_lines(
        &self,
        scene: &Scene<'_>,
        painter: &Painter,
        block: &SeenBlock<'_>,
        tokens: &Tokens,
    ) {
        let overlapping = self.passages.iter().any(|(_, lane)| *lane > 0);
        if !overlapping {
            for (passage, _) in &self.passages {
                let style = status_style(passage.status, tokens);
                for row in block.rects(passage.range.bytes()) {
                    paint_underline(painter, row.x_range(), fill_rect(row).bottom(), style.line, style.ink);
                }
            }
            return;
        }
        let mut rows: Vec<Vec<Piece>> = vec![Vec::new(); block.laid.block.rows().len()];
        for &(passage, lane) in &self.passages {
            for piece in block.laid.range_rects(passage.range.bytes()) {
                let rect = piece.rect.translate(block.origin.to_vec2());
                rows[piece.row].push(Piece { lane, status: passage.status, rect });
            }
        }
        for pieces in &rows {
            paint_row_lines(scene, painter, pieces, tokens);
        }
    }
}

/// What one passage covers of one row.
#[derive(Clone, Copy, Debug)]
struct Piece {
    lane: usize,
    status: Option<Status>,
    rect: Rect,
}

fn paint_row_lines(scene: &Scene<'_>, painter: &Painter, pieces: &[Piece], tokens: &Tokens) {
    let Some(highest) = pieces.iter().map(|piece| piece.lane).max() else { return };
    if highest == 0 {
        for piece in pieces {
            let style = status_style(piece.status, tokens);
            let rect = fill_rect(piece.rect);
            paint_underline(painter, rect.x_range(), rect.bottom(), style.line, style.ink);
        }
        return;
    }
    let row = pieces[0].rect;
    let mut top = row.top() + row.height() * STACK_TOP;
    for lane in 0..=highest.min(SHOWN_LANES - 1) {
        let mut thickness: f32 = 0.0;
        for piece in pieces.iter().filter(|piece| piece.lane == lane) {
            let style = status_style(piece.status, tokens);
            thickness = thickness.max(style.line.slim_thickness());
            paint_slim_underline(painter, piece.rect.x_range(), top, style.line, style.ink);
        }
        top += thickness + STACK_SPACE;
    }
    let hidden = pieces.iter().filter(|piece| piece.lane >= SHOWN_LANES).count();
    if hidden > 0 {
        let position = pos2(scene.geometry.text.max + 1.0, row.bottom() - 2.0);
        let font = fonts::ui_medium(size::TEXT_LABEL - 2.0);
        painter.text(position, Align2::LEFT_BOTTOM, format!("+{hidden}"), font, tokens.muted);
    }
}

/// Fills the range as far as it is in sight, the full height between two rows.
pub(super) fn paint_range(scene: &Scene<'_>, painter: &Painter, range: TextRange, fill: Color32) {
    for row in scene.rects(range.bytes()) {
        painter.rect_filled(band(row), CornerRadius::ZERO, fill);
    }
}

/// What is selected; between two paragraphs a little more, to show that the break is in it.
pub(super) fn paint_selection(scene: &Scene<'_>, painter: &Painter, range: TextRange, fill: Color32) {
    paint_range(scene, painter, range, fill);
    for block in &scene.blocks {
        let end = block.laid.bytes.end;
        let holds_break = range.start() <= end && end < range.end();
        if holds_break && scene.words.text[end..].starts_with('\n') {
            let caret = block.laid.caret_rect(end.into()).translate(block.origin.to_vec2());
            let mark = Rect::from_min_max(caret.min, pos2(caret.right() + 5.0, caret.bottom()));
            painter.rect_filled(band(mark), CornerRadius::ZERO, fill);
        }
    }
}

/// What a search found.
pub(super) fn paint_matches(scene: &Scene<'_>, painter: &Painter, tokens: &Tokens) {
    let search = scene.document.search();
    let bytes = scene.bytes();
    let first = search.matches().partition_point(|found| found.end() <= bytes.start);
    let seen = search.matches()[first..].iter().take_while(|found| found.start() < bytes.end);
    let current = search.current_match();
    for &found in seen {
        let fill = if current == Some(found) { tokens.found_current_fill } else { tokens.found_fill };
        for row in scene.rects(found.bytes()) {
            painter.rect_filled(band(row), CornerRadius::same(2), fill);
        }
    }
}

/// The frame of the match that is looked at.
pub(super) fn paint_match_frame(scene: &Scene<'_>, painter: &Painter, tokens: &Tokens) {
    let Some(current) = scene.document.search().current_match() else { return };
    for row in scene.rects(current.bytes()) {
        let stroke = Stroke::new(1.5, tokens.text);
        painter.rect_stroke(band(row).expand(1.0), CornerRadius::same(3), stroke, StrokeKind::Inside);
    }
}

/// A rounded outline around every row of the range.
pub(super) fn paint_frame(scene: &Scene<'_>, painter: &Painter, range: TextRange, stroke: Stroke) {
    for row in scene.rects(range.bytes()) {
        let rect = row.with_max_y(row.bottom() + 1.0).with_min_y(row.top() + 1.0).expand2([2.0, 0.0].into());
        painter.rect_stroke(rect, CornerRadius::same(size::CORNER_SMALL + 1), stroke, StrokeKind::Middle);
    }
}

/// The part of a row that a passage fills.
pub(super) fn fill_rect(row: Rect) -> Rect {
    Rect::from_x_y_ranges(
        row.x_range(),
        Rangef::new(
            (row.top() + row.height() * FILL_TOP).round(),
            (row.top() + row.height() * FILL_BOTTOM).round(),
        ),
    )
}

/// The part of a row that matches and the selection fill.
fn band(row: Rect) -> Rect {
    row.with_min_y(row.top() + 1.0).with_max_y(row.bottom() + 1.0)
}
