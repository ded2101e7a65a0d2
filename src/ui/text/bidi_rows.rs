//! Rows in visual order: where carets stand in them, what a stretch of text covers, and how they are painted.

use std::{ops::Range, sync::Arc};

use egui::{Color32, FontId, Galley, Painter, Pos2, vec2};

use super::{block::BlockRow, direction::Direction, mark::PlacedMark};

/// One grapheme on its row; x counts from the left side of the block, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlacedCluster {
    pub start: usize,
    pub left: f32,
    pub right: f32,
    pub level: u8,
}

impl PlacedCluster {
    fn is_right_to_left(&self) -> bool {
        self.level % 2 == 1
    }

    /// The side on which reading the grapheme starts.
    fn leading(&self) -> f32 {
        if self.is_right_to_left() { self.right } else { self.left }
    }

    fn trailing(&self) -> f32 {
        if self.is_right_to_left() { self.left } else { self.right }
    }
}

/// A galley and where its left side stands.
#[derive(Debug)]
pub(super) struct PlacedPiece {
    pub x: f32,
    pub galley: Arc<Galley>,
}

/// One row in visual order.
#[derive(Debug)]
pub(super) struct BidiRow {
    pub direction: Direction,
    pub left: f32,
    pub width: f32,
    /// In logical order.
    pub clusters: Vec<PlacedCluster>,
    pub pieces: Vec<PlacedPiece>,
    pub marks: Vec<PlacedMark>,
}

impl BidiRow {
    pub(super) fn empty(direction: Direction) -> Self {
        Self { direction, left: 0.0, width: 0.0, clusters: Vec::new(), pieces: Vec::new(), marks: Vec::new() }
    }

    pub(super) fn shift(&mut self, by: f32) {
        self.left += by;
        for cluster in &mut self.clusters {
            cluster.left += by;
            cluster.right += by;
        }
        for piece in &mut self.pieces {
            piece.x += by;
        }
        for mark in &mut self.marks {
            mark.x += by;
        }
    }

    /// The x of the caret before cluster `index`, or after the last one.
    ///
    /// Where the level changes there are two candidates. Taking the side of the lower level gives every
    /// caret a place of its own; the ends of a row have the level of the paragraph.
    fn caret_x(&self, index: usize) -> f32 {
        let (base_level, start_x, end_x) = match self.direction {
            Direction::LeftToRight => (0, self.left, self.left + self.width),
            Direction::RightToLeft => (1, self.left + self.width, self.left),
        };
        let (before_level, before_x) = index
            .checked_sub(1)
            .and_then(|previous| self.clusters.get(previous))
            .map_or((base_level, start_x), |cluster| (cluster.level, cluster.trailing()));
        let (after_level, after_x) = self
            .clusters
            .get(index)
            .map_or((base_level, end_x), |cluster| (cluster.level, cluster.leading()));
        if before_level < after_level { before_x } else { after_x }
    }

    fn first_at_or_after(&self, byte: usize) -> usize {
        self.clusters.partition_point(|cluster| cluster.start < byte)
    }

    /// The stretches of x that `bytes` cover, from left to right, neighbours joined.
    fn spans(&self, bytes: &Range<usize>) -> Vec<(f32, f32)> {
        let clusters = &self.clusters[self.first_at_or_after(bytes.start)..self.first_at_or_after(bytes.end)];
        let mut spans: Vec<(f32, f32)> = clusters
            .iter()
            .filter(|cluster| cluster.right > cluster.left)
            .map(|cluster| (cluster.left, cluster.right))
            .collect();
        spans.sort_by(|a, b| a.0.total_cmp(&b.0));
        spans.dedup_by(|next, span| {
            // Neighbours are computed from the same widths in different orders: allow for rounding.
            let touches = next.0 - span.1 < 0.05;
            if touches {
                span.1 = span.1.max(next.1);
            }
            touches
        });
        spans
    }
}

/// All rows of a block that needs the bidirectional algorithm.
#[derive(Debug)]
pub(super) struct BidiRows {
    pub rows: Vec<BidiRow>,
    pub font: FontId,
}

impl BidiRows {
    /// The x of the caret before the grapheme at `byte` of a row.
    pub(super) fn caret_x(&self, row_index: usize, byte: usize) -> f32 {
        let row = &self.rows[row_index];
        row.caret_x(row.first_at_or_after(byte))
    }

    /// The grapheme boundary of a row whose caret stands nearest to `x`.
    pub(super) fn byte_at_x(&self, row_index: usize, block_row: &BlockRow, x: f32) -> usize {
        let row = &self.rows[row_index];
        (0..=row.clusters.len())
            .map(|index| (index, (row.caret_x(index) - x).abs()))
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .and_then(|(index, _)| row.clusters.get(index))
            .map_or(block_row.text_end, |cluster| cluster.start)
    }

    /// The stretches of x that `bytes` of a row cover, from left to right.
    pub(super) fn spans(&self, row_index: usize, bytes: &Range<usize>) -> Vec<(f32, f32)> {
        self.rows[row_index].spans(bytes)
    }

    /// The sum of the widths of the graphemes, in logical order, with the byte each starts at.
    pub(super) fn logical_widths(&self) -> impl Iterator<Item = (usize, f32)> {
        self.rows
            .iter()
            .flat_map(|row| &row.clusters)
            .map(|cluster| (cluster.start, cluster.right - cluster.left))
    }

    /// Paints the block with its top left corner at `position`.
    pub(super) fn paint(&self, block_rows: &[BlockRow], painter: &Painter, position: Pos2, color: Color32) {
        for (row, block_row) in self.rows.iter().zip(block_rows) {
            for piece in &row.pieces {
                let corner = position + vec2(piece.x, block_row.rect.top());
                painter.galley(corner, Arc::clone(&piece.galley), color);
            }
            for mark in &row.marks {
                mark.paint(painter, position + vec2(0.0, block_row.baseline), &self.font, color);
            }
        }
    }
}
