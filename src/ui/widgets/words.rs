//! Text laid out in one line for a control that paints itself, in the middle of its height.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Color32, FontId, Galley, Painter, Pos2, Rect, TextFormat, Ui, pos2};

/// Words in one line, each piece with its own font and colour.
#[derive(Debug, Default)]
pub(super) struct Words {
    job: LayoutJob,
}

impl Words {
    /// Adds `text`, `space` points after what stands before it.
    pub(super) fn then(mut self, text: &str, space: f32, font: FontId, colour: Color32) -> Self {
        self.job.append(text, space, TextFormat::simple(font, colour));
        self
    }

    /// Measures the words; asks egui's cache, so that it costs little to do each frame.
    pub(super) fn lay_out(self, ui: &Ui) -> Arc<Galley> {
        ui.fonts_mut(|fonts| fonts.layout_job(self.job))
    }
}

/// Paints `galley` from `left` on, in the vertical middle of `rect`, on whole pixels.
pub(super) fn paint_in_middle(painter: &Painter, rect: Rect, left: f32, galley: Arc<Galley>) {
    let position = pos2(left, rect.center().y - galley.size().y / 2.0);
    painter.galley(on_pixel(painter, position), galley, Color32::PLACEHOLDER);
}

fn on_pixel(painter: &Painter, position: Pos2) -> Pos2 {
    let scale = painter.pixels_per_point();
    pos2((position.x * scale).round() / scale, (position.y * scale).round() / scale)
}
