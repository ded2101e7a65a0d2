//! The mark of a hidden character: its short name in a thin frame, at its place in the line.

use std::sync::Arc;

use egui::{
    Color32, CornerRadius, FontFamily, FontId, Galley, Painter, Pos2, Rect, Stroke, StrokeKind, TextFormat,
    pos2, vec2,
};

/// Size of the name, as a share of that of the text; never smaller than can be read, in points.
const NAME: f32 = 0.58;
const SMALLEST_NAME: f32 = 8.0;
/// From the frame to the name, and from the frame to the neighbours, as shares of the size of the text.
const PADDING: f32 = 0.18;
const MARGIN: f32 = 0.1;
/// Height of the frame, as a share of the size of the name.
const HEIGHT: f32 = 1.5;
/// How far above the baseline the middle of the frame stands, as a share of the size of the text.
const MIDDLE: f32 = 0.33;

/// A mark and where its left side stands, in points from the left side of the block.
#[derive(Debug)]
pub(super) struct PlacedMark {
    pub x: f32,
    /// From neighbour to neighbour, in points.
    pub width: f32,
    pub galley: Arc<Galley>,
}

fn name_size(text: &FontId) -> f32 {
    (text.size * NAME).max(SMALLEST_NAME)
}

/// The font of the name in text of this font: always that of the interface, so that it is not read as a word.
pub(super) fn format(text: &FontId) -> TextFormat {
    let font = FontId::new(name_size(text), FontFamily::Proportional);
    TextFormat::simple(font, Color32::PLACEHOLDER)
}

/// What a mark needs beside its name, in points.
pub(super) fn room(text: &FontId) -> f32 {
    2.0 * (PADDING + MARGIN) * text.size
}

impl PlacedMark {
    /// Paints the mark in a line of text of this font, whose baseline begins at `baseline`.
    pub(super) fn paint(&self, painter: &Painter, baseline: Pos2, text: &FontId, color: Color32) {
        let scale = painter.pixels_per_point();
        let snap = |points: f32| (points * scale).round() / scale;
        let height = name_size(text) * HEIGHT;
        let margin = MARGIN * text.size;
        let left = snap(baseline.x + self.x + margin);
        let right = snap(baseline.x + self.x + self.width - margin);
        let top = snap(baseline.y - MIDDLE * text.size - height / 2.0);
        let frame = Rect::from_min_max(pos2(left, top), pos2(right, top + snap(height)));
        let corner = CornerRadius::same((height * 0.22).round() as u8);
        let line = Stroke::new(1.0_f32.max(1.0 / scale), color.gamma_multiply(0.5));
        painter.rect(frame, corner, color.gamma_multiply(0.06), line, StrokeKind::Inside);
        let size = self.galley.size();
        let name = frame.center() - vec2(size.x, size.y) / 2.0;
        painter.galley(pos2(name.x, snap(name.y)), Arc::clone(&self.galley), color);
    }
}
