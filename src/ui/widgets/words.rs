//! Text laid out in one line for a control that paints itself, in the middle of its height.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Color32, FontId, Galley, Painter, Pos2, Rect, TextFormat, Ui, pos2};

use crate::ui::theme::fonts;

/// Height of a line of Inter, in multiples of its size.
const LINE_HEIGHT: f32 = 1.21;
/// Between a mark and its word, in multiples of the text size.
const MARK_SPACE: f32 = 0.36;

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

    /// Adds a label that may begin with a mark, such as "✓ Sourced".
    pub(super) fn then_label(self, label: &str, font: FontId, colour: Color32) -> Self {
        match label.split_once(' ') {
            Some((mark, word)) if fonts::mark(mark, &font) != font => {
                let space = font.size * MARK_SPACE;
                self.then_mark(mark, &font, colour).then(word, space, font, colour)
            }
            _ => self.then(label, 0.0, font, colour),
        }
    }

    /// Adds a mark that stands before words in the font `ui`.
    pub(super) fn then_mark(mut self, mark: &str, ui: &FontId, colour: Color32) -> Self {
        let font = fonts::mark(mark, ui);
        // Another font must not make the line higher, or the words would stand lower than without the mark.
        let line_height = (font != *ui).then_some(ui.size * LINE_HEIGHT);
        let format = TextFormat { line_height, ..TextFormat::simple(font, colour) };
        self.job.append(mark, 0.0, format);
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
