//! The outline of the control that has the keyboard.

use egui::{CornerRadius, Response, Stroke, StrokeKind, Ui};

use crate::ui::theme::{size, tokens};

/// Outlines `response` while it has the focus; `corner` is the control's own corner radius.
pub(super) fn paint_focus_ring(ui: &Ui, response: &Response, corner: u8) {
    if response.has_focus() {
        ui.painter().rect_stroke(
            response.rect,
            CornerRadius::same(corner),
            Stroke::new(size::OUTLINE, tokens(ui).accent),
            StrokeKind::Outside,
        );
    }
}
