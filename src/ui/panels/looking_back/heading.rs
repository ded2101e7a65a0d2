//! The head of a panel: what it is, a line about it, and the way to close it.

use crate::ui::{
    text::paint_one_line,
    theme::{fonts, size, tokens},
    widgets::{ButtonKind, PushButton, sentence_on_hover},
};
use egui::{Align, Color32, FontId, Label, Layout, RichText, Role, Sense, Ui, WidgetInfo, vec2};

/// Draws it; says whether the panel is to be closed.
pub(super) fn heading(ui: &mut Ui, title: &str, close: &str) -> bool {
    let mut closed = false;
    ui.horizontal(|ui| {
        let button = PushButton::new("×").kind(ButtonKind::Quiet).accessible_name(close);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            closed = ui.add(button).clicked();
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let title = RichText::new(title).font(fonts::ui_semibold(size::TEXT)).color(tokens(ui).text);
                ui.add(Label::new(title).selectable(false).truncate());
            });
        });
    });
    closed
}

/// One line of words, cut where there is no room, then whole in a tooltip.
pub(super) fn one_line(ui: &mut Ui, width: f32, words: &str, font: &FontId, ink: Color32) {
    let height = (font.size * 1.5).ceil();
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    if paint_one_line(ui.painter(), rect, words, font, ink) {
        sentence_on_hover(response, || words.to_owned());
    }
}
