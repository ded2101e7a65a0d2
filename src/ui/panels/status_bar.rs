//! The status bar: where I am, which keys work here, what needs a look, zoom.

use crate::{
    jobs::Settings,
    ui::{
        Action, Asked, ViewState,
        answer::may_change,
        theme::{fonts, size, tokens},
        widgets::{ButtonKind, PushButton, hidden_words},
    },
    workspace::{Document, Workspace},
};
use egui::{Align, Frame, Label, Layout, Margin, Panel, RichText, Stroke, Ui};

/// Draws the bar.
pub(in crate::ui) fn ui(
    ui: &mut Ui,
    workspace: &Workspace,
    view: &ViewState,
    settings: &Settings,
    asked: &mut Asked,
) {
    let tokens = tokens(ui);
    let frame = Frame::new().fill(tokens.chrome).inner_margin(Margin::symmetric(12, 0));
    let shown = Panel::bottom("status_bar").exact_size(size::STATUS_BAR).frame(frame).show(ui, |ui| {
        let words = |text: String| RichText::new(text).font(fonts::ui(size::TEXT_SMALL)).color(tokens.muted);
        ui.horizontal_centered(|ui| {
            ui.spacing_mut().item_spacing.x = 22.0;
            let document = workspace.document();
            ui.add(Label::new(words(document.map_or_else(start_hint, place))).selectable(false));
            if document.is_some_and(|document| !may_change(document)) {
                let only = words("Can only be looked at here".to_owned()).color(tokens.unconfirmed);
                ui.add(Label::new(only).selectable(false));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let zoom = format!("{} %", (settings.zoom * 100.0).round());
                let zoom = PushButton::new(&zoom).kind(ButtonKind::Quiet).small().accessible_name("Zoom");
                if ui.add(zoom).on_hover_text("Interface size; click for 100 %").clicked() {
                    asked.actions.push(Action::ZoomReset);
                }
                if let Some(document) = document {
                    let problems = document.list().problems().summary();
                    let text = problems.unwrap_or_else(|| "No problems".to_owned());
                    ui.add(Label::new(words(text)).selectable(false).truncate());
                    hidden_in_article(ui, document, asked);
                    if ui.available_width() > 60.0 {
                        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                            let keys = keys_here(ui, document, view);
                            ui.add(Label::new(words(keys.to_owned())).selectable(false).truncate());
                        });
                    }
                }
            });
        });
    });
    let rect = shown.response.rect;
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, Stroke::new(size::LINE, tokens.line));
}

/// How many characters of the article cannot be seen; a click goes to the next of them.
fn hidden_in_article(ui: &mut Ui, document: &Document, asked: &mut Asked) {
    let count = document.project().article().hidden_count();
    if count == 0 {
        return;
    }
    let words = hidden_words(count);
    let button = PushButton::new(&words).kind(ButtonKind::Link).small();
    let tip = format!("The article holds {words}; click for the next one");
    if ui.add(button).on_hover_text(tip).clicked() {
        asked.actions.push(Action::NextHidden);
    }
}

fn start_hint() -> String {
    "Ctrl+O open · Ctrl+N new from a text file · F1 all keys".to_owned()
}

/// "Claim 4 of 13", "3 of 13 claims selected", "13 claims".
fn place(document: &Document) -> String {
    let total = document.list().counts().total();
    if document.is_making_step() {
        return "Changing claims…".to_owned();
    }
    let selection = document.selection();
    match (selection.len(), selection.primary()) {
        (0, _) | (_, None) => match total {
            1 => "1 claim".to_owned(),
            _ => format!("{total} claims"),
        },
        (1, Some(id)) => match document.list().selected_row() {
            Some(row) => format!("Claim {} of {}", row + 1, document.list().rows().len()),
            None => id.to_string(),
        },
        (several, Some(_)) => format!("{several} of {total} claims selected"),
    }
}

/// The keys that work here, most wanted first.
fn keys_here(ui: &Ui, document: &Document, view: &ViewState) -> &'static str {
    if view.inspector.is_typing() {
        "Tab next field · Esc done"
    } else if view.table.is_editing() {
        "Enter keep · Tab next cell · Esc discard"
    } else if ui.ctx().text_edit_focused() {
        "Esc done"
    } else if view.article.selection().is_some() {
        "N new claim · Shift+N add passage · Ctrl+C copy · Esc clear selection"
    } else if !may_change(document) {
        "J K next, previous · Ctrl+F find · F1 all keys"
    } else if document.selection().primary().is_some() {
        "J K next, previous · S D U tag · N new claim · Enter edit"
    } else {
        "Select words, then N for a claim · J first claim · Ctrl+F find · F1 all keys"
    }
}
