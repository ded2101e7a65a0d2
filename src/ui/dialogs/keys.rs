//! The sheet of all keys, read off the table of actions.

use crate::ui::{
    action::{ACTIONS, Menu, key_text},
    theme::{fonts, size, tokens},
    widgets::{KeyCap, ModalButton, ModalFrame, ModalOutcome, section_label},
};
use egui::{Align, Context, Label, Layout, RichText, ScrollArea, Ui};

/// Keys that work inside a pane while it has the keyboard, and so stand in no menu.
const PANE_KEYS: [(&str, &[(&str, &str)]); 3] = [
    (
        "In the article",
        &[
            ("Arrows", "Move the caret"),
            ("Ctrl+Arrows", "By words"),
            ("Home, End", "Start, end of the row"),
            ("Ctrl+Home, End", "Start, end of the article"),
            ("Page Up, Down", "By a page"),
            ("Shift with these", "Select, snapped to words"),
            ("Alt+Shift", "Select, letter by letter"),
            ("Ctrl+A", "Select the whole article"),
        ],
    ),
    (
        "In the table",
        &[
            ("Up, Down", "Previous, next row"),
            ("Shift+Up, Down", "Extend the selection"),
            ("Left, Right", "Previous, next cell"),
            ("Enter, F2", "Edit the cell"),
            ("Tab", "Keep, edit the next cell"),
            ("Esc", "Discard what was typed"),
            ("Ctrl+A", "Select every row"),
        ],
    ),
    ("In a field", &[("Esc", "Done"), ("Tab", "Next field"), ("Enter", "Done; in notes a new line")]),
];

/// Draws the sheet; says whether it stays open.
pub(super) fn ui(ctx: &Context) -> bool {
    let buttons = [ModalButton::primary("Close")];
    let room = ctx.content_rect().height() - 190.0;
    let (outcome, ()) = ModalFrame::new("All keys").width(860.0).buttons(&buttons).show(ctx, |ui| {
        // At least as high as well: a dialog offers no more room than it needed the frame before.
        let sheet = ScrollArea::vertical().max_height(room).min_scrolled_height(room);
        sheet.auto_shrink([false, true]).show(ui, |ui| {
            let columns = if ui.available_width() < 620.0 { 1 } else { 2 };
            // Room for the scroll bar, which lies over the content.
            ui.set_max_width(ui.available_width() - 14.0);
            let between = ui.spacing().item_spacing.x;
            ui.spacing_mut().item_spacing.x = 36.0;
            ui.columns(columns, |columns| {
                for column in columns.iter_mut() {
                    column.spacing_mut().item_spacing.x = between;
                }
                let last = columns.len() - 1;
                for menu in [Menu::File, Menu::Edit, Menu::View, Menu::Help] {
                    menu_keys(&mut columns[0], menu);
                }
                menu_keys(&mut columns[last], Menu::Claim);
                for (pane, keys) in PANE_KEYS {
                    let column = &mut columns[last];
                    section_label(column, pane);
                    for (keys, what) in keys {
                        line(column, what, &[(*keys).to_owned()]);
                    }
                    column.add_space(size::GAP_LARGE);
                }
            });
        });
    });
    outcome == ModalOutcome::Open
}

fn menu_keys(ui: &mut Ui, menu: Menu) {
    section_label(ui, menu.name());
    for entry in ACTIONS.iter().filter(|entry| entry.menu == menu && !entry.shortcuts.is_empty()) {
        let keys: Vec<String> = entry.shortcuts.iter().map(key_text).collect();
        line(ui, entry.label, &keys);
    }
    ui.add_space(size::GAP_LARGE);
}

fn line(ui: &mut Ui, what: &str, keys: &[String]) {
    let tokens = tokens(ui);
    ui.horizontal(|ui| {
        let what = RichText::new(what).font(fonts::ui(size::TEXT_SMALL)).color(tokens.text);
        ui.add(Label::new(what).selectable(false));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            // Further apart than the caps of one combination.
            ui.spacing_mut().item_spacing.x = size::GAP_LARGE;
            for keys in keys.iter().rev() {
                ui.add(KeyCap::new(keys));
            }
        });
    });
}
