//! The small grey words above a field or a group.

use egui::{Label, Response, RichText, Ui};

use crate::ui::theme::{fonts, size, tokens};

/// Adds the label; give its `id` to `Response::labelled_by` of what it stands above.
pub fn section_label(ui: &mut Ui, words: &str) -> Response {
    let text = RichText::new(words).font(fonts::ui(size::TEXT_LABEL)).color(tokens(ui).muted);
    ui.add(Label::new(text).selectable(false))
}
