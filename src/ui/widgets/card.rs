//! A framed box among others of its kind.

use egui::{CornerRadius, Frame, InnerResponse, Margin, Stroke, Ui};

use crate::ui::theme::{size, tokens};

/// Draws `content` in a box as wide as there is room.
pub fn card<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let tokens = tokens(ui);
    Frame::new()
        .fill(tokens.chrome)
        .stroke(Stroke::new(size::LINE, tokens.line))
        .corner_radius(CornerRadius::same(size::CORNER))
        .inner_margin(Margin::symmetric(size::CARD_PAD, size::CARD_PAD - 2))
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            content(ui)
        })
}
