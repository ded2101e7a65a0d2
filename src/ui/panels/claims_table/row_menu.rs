//! The menu of a row, which acts on every selected claim when the row is one of them.

use super::{ClaimsTableView, cells, choice::Value};
use crate::{
    edit::Edit,
    model::{ClaimId, Kind, Status},
    ui::answer::may_change,
    workspace::{Column, Command, Document},
};
use egui::{Align, Button, Id, Layout, Popup, PopupKind, Pos2, Ui, containers::menu::menu_style};

/// The menu of a row, open.
#[derive(Debug)]
pub(super) struct RowMenu {
    claim: ClaimId,
    at: Pos2,
    /// Its first line shall have the focus: it was opened by keyboard and not drawn yet.
    wants_focus: bool,
}

/// What was picked in the menu.
#[derive(Clone, Copy, Debug)]
enum Picked {
    Value(Value),
    Edit,
    ShowInArticle,
    AddPassage,
    Copy,
    Delete,
}

/// What can be done to the row.
#[derive(Clone, Copy, Debug)]
struct Can {
    /// The project may be changed here.
    change: bool,
    /// Words are selected in the article.
    add_passage: bool,
}

impl RowMenu {
    pub(super) const fn new(claim: ClaimId, at: Pos2, by_keyboard: bool) -> Self {
        Self { claim, at, wants_focus: by_keyboard }
    }
}

impl ClaimsTableView {
    /// Draws the menu of a row, if one is open, and does what is picked.
    pub(super) fn row_menu_ui(
        &mut self,
        ui: &Ui,
        table: Id,
        document: &Document,
        commands: &mut Vec<Command>,
    ) {
        let Some(menu) = &mut self.row_menu else { return };
        let (claim, wants_focus) = (menu.claim, std::mem::take(&mut menu.wants_focus));
        let count = target_count(document, claim);
        let mut open = document.project().claim(claim).is_some();
        let mut picked = None;
        Popup::new(table.with("row menu"), ui.ctx().clone(), menu.at, ui.layer_id())
            .kind(PopupKind::Menu)
            .layout(Layout::top_down_justified(Align::Min))
            .style(menu_style)
            .accessible_name(format!("Menu of {}", name(claim, count)))
            .open_bool(&mut open)
            .show(|ui| {
                let can = Can { change: may_change(document), add_passage: self.has_selected_words };
                picked = lines(ui, claim, count, can, wants_focus);
            });
        if !open || picked.is_some() {
            self.row_menu = None;
            self.focus_table = true;
        }
        match picked {
            Some(Picked::Value(value)) => commands.push(Command::Edit(value.edit(targets(document, claim)))),
            Some(Picked::Edit) => self.begin_edit(document, claim, Column::Claim, commands),
            Some(Picked::ShowInArticle) => self.jump = Some(claim),
            Some(Picked::AddPassage) => self.add_passage_to = Some(claim),
            Some(Picked::Copy) => self.copy_rows(ui, document),
            Some(Picked::Delete) => {
                commands.push(Command::Edit(Edit::DeleteClaims(targets(document, claim))));
            }
            None => {}
        }
    }

    /// Puts the texts of the selected rows, as they stand in the table, on the clipboard: a line per
    /// claim, tabs between the shown columns.
    pub(super) fn copy_rows(&self, ui: &Ui, document: &Document) {
        let selection = document.selection();
        let rows = document.list().rows().iter().filter(|row| selection.contains(**row));
        let lines: Vec<String> = rows
            .filter_map(|row| document.project().claim(*row))
            .map(|claim| {
                let cells: Vec<String> = self
                    .layout
                    .visible()
                    .map(|column| cells::text(claim, column, &self.zone).replace(['\t', '\n', '\r'], " "))
                    .collect();
                cells.join("\t")
            })
            .collect();
        if !lines.is_empty() {
            ui.ctx().copy_text(lines.join("\n"));
        }
    }
}

/// The claims that a menu of this claim's row acts on.
fn targets(document: &Document, claim: ClaimId) -> Vec<ClaimId> {
    let selection = document.selection();
    if selection.contains(claim) { selection.claims().collect() } else { vec![claim] }
}

/// How many these are, without listing them: that is asked in every frame while the menu is open.
fn target_count(document: &Document, claim: ClaimId) -> usize {
    let selection = document.selection();
    if selection.contains(claim) { selection.len() } else { 1 }
}

fn name(claim: ClaimId, count: usize) -> String {
    if count == 1 { claim.to_string() } else { format!("{count} claims") }
}

fn lines(ui: &mut Ui, claim: ClaimId, count: usize, can: Can, wants_focus: bool) -> Option<Picked> {
    let mut picked = None;
    let mut values = |ui: &mut Ui, title: &str, values: &[Value]| {
        ui.add_enabled_ui(can.change, |ui| {
            ui.menu_button(title, |ui| {
                for value in values {
                    if ui.button(value.label(ui)).clicked() {
                        picked = Some(Picked::Value(*value));
                    }
                }
            })
            .response
        })
        .inner
    };
    let first = values(ui, "Tag", &Status::ALL_AND_NONE.map(Value::Status));
    if wants_focus {
        first.request_focus();
    }
    let kinds: Vec<Value> = Kind::ALL.into_iter().map(Some).chain([None]).map(Value::Kind).collect();
    values(ui, "Kind", &kinds);
    ui.separator();
    let mut line = |ui: &mut Ui, enabled: bool, words: String, key: &str, what: Picked| {
        if ui.add_enabled(enabled, Button::new(words).shortcut_text(key)).clicked() {
            picked = Some(what);
        }
    };
    line(ui, can.change, "Edit claim".to_owned(), "Enter", Picked::Edit);
    line(ui, true, "Show in article".to_owned(), "Ctrl+Enter", Picked::ShowInArticle);
    let can_add = can.change && can.add_passage;
    line(ui, can_add, format!("Add passage to {claim}"), "Shift+N", Picked::AddPassage);
    ui.separator();
    let rows = if count == 1 { "row".to_owned() } else { format!("{count} rows") };
    line(ui, true, format!("Copy {rows}"), "Ctrl+C", Picked::Copy);
    line(ui, can.change, format!("Delete {}", name(claim, count)), "Del", Picked::Delete);
    picked
}
