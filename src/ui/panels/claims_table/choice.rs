//! `Choice`: the small menu in which a status or a kind is picked for one cell.

use super::{editor::After, keyboard::take_key};
use crate::{
    edit::Edit,
    model::{Claim, ClaimId, Kind, Status},
    ui::theme::{status_style, tokens},
    workspace::{Column, Command},
};
use egui::{
    Align, Button, Id, Key, Layout, Modifiers, Popup, PopupCloseBehavior, PopupKind, Rect, Ui,
    containers::menu::menu_style,
};

/// What one line of the menu puts into the cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Status(Option<Status>),
    Kind(Option<Kind>),
}

impl Value {
    /// What stands in the claim's cell; `None` for a column whose cells are not picked.
    fn of(claim: &Claim, column: Column) -> Option<Self> {
        match column {
            Column::Status => Some(Self::Status(claim.status)),
            Column::Kind => Some(Self::Kind(claim.kind)),
            Column::Id
            | Column::Claim
            | Column::Attribution
            | Column::Sources
            | Column::Note
            | Column::Changed => None,
        }
    }

    /// Everything that can be picked instead.
    fn alternatives(self) -> Vec<Self> {
        match self {
            Self::Status(_) => Status::ALL_AND_NONE.map(Self::Status).to_vec(),
            Self::Kind(_) => Kind::ALL.into_iter().map(Some).chain([None]).map(Self::Kind).collect(),
        }
    }

    /// The letter that picks it.
    fn key(self) -> Key {
        match self {
            // Of a kind whose first letter is taken, the second one.
            Self::Status(Some(Status::Sourced)) | Self::Kind(Some(Kind::Assessment)) => Key::S,
            Self::Status(Some(Status::Disputed)) => Key::D,
            Self::Status(Some(Status::Unconfirmed)) => Key::U,
            Self::Status(None) | Self::Kind(None) => Key::Num0,
            Self::Kind(Some(Kind::Number)) => Key::N,
            Self::Kind(Some(Kind::Event)) => Key::E,
            Self::Kind(Some(Kind::Quote)) => Key::Q,
            Self::Kind(Some(Kind::Attribution)) => Key::A,
            Self::Kind(Some(Kind::Causal)) => Key::C,
        }
    }

    /// The words of its line in a menu.
    pub(super) fn label(self, ui: &Ui) -> String {
        match self {
            Self::Status(status) => status_style(status, tokens(ui)).label(),
            Self::Kind(kind) => kind.map_or("No kind", Kind::word).to_owned(),
        }
    }

    /// The edit that gives it to these claims.
    pub(super) fn edit(self, claims: Vec<ClaimId>) -> Edit {
        match self {
            Self::Status(status) => Edit::SetStatus { claims, status },
            Self::Kind(kind) => Edit::SetKind { claims, kind },
        }
    }
}

/// How the menu was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// Something was picked.
    Picked(Value),
    /// Nothing was, and the keys go on from here.
    Onward(After),
    /// Nothing was.
    Closed,
}

/// The menu of one cell, open.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) claim: ClaimId,
    pub(super) column: Column,
    before: Value,
    is_new: bool,
}

impl Choice {
    /// Opens the menu; `None` for a column whose cells are not picked.
    pub(super) fn begin(claim: &Claim, column: Column) -> Option<Self> {
        let before = Value::of(claim, column)?;
        Some(Self { claim: claim.id, column, before, is_new: true })
    }

    /// The command that puts the picked value into the cell; `None` when it stands there already.
    pub(super) fn command(&self, picked: Value) -> Option<Command> {
        (picked != self.before).then(|| Command::Edit(picked.edit(vec![self.claim])))
    }

    /// Draws the menu below its cell and says when it is left.
    pub(super) fn ui(&mut self, ui: &Ui, id: Id, cell: Rect, claim: &Claim) -> Option<Left> {
        if Value::of(claim, self.column) != Some(self.before) {
            // A key of the window was quicker.
            return Some(Left::Closed);
        }
        let values = self.before.alternatives();
        if take_key(ui, Modifiers::NONE, Key::Tab) {
            return Some(Left::Onward(After::Next));
        }
        if take_key(ui, Modifiers::SHIFT, Key::Tab) {
            return Some(Left::Onward(After::Previous));
        }
        if let Some(value) = values.iter().find(|value| take_key(ui, Modifiers::NONE, value.key())) {
            return Some(Left::Picked(*value));
        }
        let mut open = true;
        let mut picked = None;
        let is_new = std::mem::take(&mut self.is_new);
        Popup::new(id, ui.ctx().clone(), cell, ui.layer_id())
            .kind(PopupKind::Menu)
            .layout(Layout::top_down_justified(Align::Min))
            .style(menu_style)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .accessible_name(format!("{} of {}", self.column.heading(), self.claim))
            .open_bool(&mut open)
            .show(|ui| {
                for value in values {
                    let here = value == self.before;
                    let button = Button::selectable(here, value.label(ui)).shortcut_text(value.key().name());
                    let response = ui.add(button);
                    if is_new && here {
                        response.request_focus();
                    }
                    if response.clicked() {
                        picked = Some(value);
                    }
                }
            });
        match picked {
            Some(value) => Some(Left::Picked(value)),
            None if open => None,
            None => Some(Left::Closed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_lines_of_a_menu_share_a_key() {
        for before in [Value::Status(None), Value::Kind(None)] {
            let mut keys: Vec<Key> = before.alternatives().into_iter().map(Value::key).collect();
            let all = keys.len();
            keys.sort_unstable();
            keys.dedup();
            assert_eq!(keys.len(), all);
        }
    }
}
