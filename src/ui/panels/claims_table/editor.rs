//! `CellEditor`: a text cell while it is being typed in.

use crate::{
    edit::Edit,
    model::{Claim, ClaimField, ClaimId, count_hidden},
    ui::{
        text::needs_bidi,
        theme::{fonts, size, tokens},
        widgets::hidden_words,
    },
    workspace::{Column, Command},
};
use egui::{
    Align2, EventFilter, Frame, Id, Key, KeyboardShortcut, Modifiers, Rect, Role, ScrollArea, Sense, Stroke,
    StrokeKind, TextEdit, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

/// The field is at least this wide, in points, even in a narrow column.
const WIDTH: f32 = 280.0;
/// A longer text is scrolled.
const MOST_LINES: f32 = 8.0;
const RIGHT_TO_LEFT_NOTE: &str = "Shown in typing order; the table shows it as it is read.";

/// Where the keys go on from a cell that is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum After {
    /// Nowhere: something else was clicked.
    Elsewhere,
    /// The same column, one row down.
    Down,
    /// The next cell that can be edited.
    Next,
    /// The one before.
    Previous,
}

/// How typing came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// What was typed counts.
    Commit(After),
    /// It does not.
    Discard,
}

/// A text cell while it is being typed in.
#[derive(Debug)]
pub(super) struct CellEditor {
    pub(super) claim: ClaimId,
    pub(super) column: Column,
    field: ClaimField,
    before: String,
    typed: String,
    /// The field has not been drawn yet, so it has no focus.
    is_new: bool,
}

impl CellEditor {
    /// Starts with what stands in the cell; `None` for a column whose cells are not typed in.
    pub(super) fn begin(claim: &Claim, column: Column) -> Option<Self> {
        let field = field_of(column)?;
        let before = claim.field(field);
        Some(Self { claim: claim.id, column, field, typed: before.clone(), before, is_new: true })
    }

    /// What has to be done so that the typed text counts; `None` when nothing was changed.
    pub(super) fn into_command(self) -> Option<Command> {
        let edit = Edit::SetField { claim: self.claim, field: self.field, typed: self.typed };
        let changed = !matches!(&edit, Edit::SetField { typed, .. } if *typed == self.before);
        changed.then_some(Command::Edit(edit))
    }

    /// Draws the field over its cell, grown to the lines it needs within `bounds`, and says when it is done.
    pub(super) fn ui(&mut self, ui: &mut Ui, id: Id, cell: Rect, bounds: Rect) -> Option<Ending> {
        let id = id.with((self.claim.number(), self.column.name()));
        let focused = ui.memory(|memory| memory.has_focus(id));
        let ending = if focused { key_ending(ui) } else { None };
        if ending.is_some() {
            return ending;
        }
        let colours = tokens(ui);
        let font = fonts::ui(size::TABLE_TEXT);
        let padding = vec2(size::GAP, (size::TABLE_ROW - size::FIELD_LINE) / 2.0);
        let width = cell.width().max(WIDTH).min(bounds.width());
        let galley = ui.fonts_mut(|fonts| {
            fonts.layout(self.typed.clone(), font.clone(), colours.text, width - 2.0 * padding.x)
        });
        let line = ui.fonts_mut(|fonts| fonts.row_height(&font));
        let lines = galley.size().y.clamp(line, MOST_LINES * line);
        let notes = notes(&self.typed);
        let note = if notes.is_empty() { 0.0 } else { size::FIELD_LINE };
        let wanted = vec2(width, (lines + 2.0 * padding.y).max(size::TABLE_ROW) + note);
        let rect = placed(cell, wanted, bounds);

        // The frame belongs to the field: a click on it neither ends the typing nor reaches the row below.
        let ground = ui.interact(rect, id.with("frame"), Sense::CLICK | Sense::DRAG);
        ui.painter().rect(
            rect,
            size::CORNER_SMALL,
            colours.chrome,
            Stroke::new(size::OUTLINE, colours.accent),
            StrokeKind::Inside,
        );
        let mut field_rect = rect.shrink2(padding);
        field_rect.max.y -= note;
        if note > 0.0 {
            paint_note(ui, id, pos2(field_rect.left(), rect.bottom() - size::GAP_SMALL), &notes);
        }
        let mut field_ui = ui.new_child(UiBuilder::new().scope_id(id.with("field")).max_rect(field_rect));
        let response = ScrollArea::vertical().max_height(field_rect.height()).show(&mut field_ui, |ui| {
            let field = TextEdit::multiline(&mut self.typed)
                .id(id)
                .font(font)
                .frame(Frame::NONE)
                .desired_rows(1)
                .desired_width(field_rect.width())
                .return_key(KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter))
                .event_filter(EventFilter {
                    tab: true,
                    horizontal_arrows: true,
                    vertical_arrows: true,
                    escape: true,
                });
            ui.add(field).accessible_name(format!("{} of {}", self.field.label(), self.claim))
        });
        let response = response.inner;
        if std::mem::take(&mut self.is_new) || ground.is_pointer_button_down_on() || ground.clicked() {
            response.request_focus();
            return None;
        }
        response.lost_focus().then_some(Ending::Commit(After::Elsewhere))
    }
}

/// What the field cannot show of the text in it.
fn notes(typed: &str) -> String {
    match (count_hidden(typed), needs_bidi(typed)) {
        (0, false) => String::new(),
        (0, true) => RIGHT_TO_LEFT_NOTE.to_owned(),
        (hidden, false) => hidden_words(hidden),
        (hidden, true) => format!("{}; shown in typing order.", hidden_words(hidden)),
    }
}

/// Says what the field cannot show, its left bottom at `at`.
fn paint_note(ui: &Ui, id: Id, at: egui::Pos2, notes: &str) {
    let colours = tokens(ui);
    let font = fonts::ui(size::TEXT_LABEL);
    let rect = ui.painter().text(at, Align2::LEFT_BOTTOM, notes, font, colours.muted);
    let label = ui.interact(rect, id.with("note"), Sense::hover());
    label.widget_info(|| WidgetInfo::labeled(Role::Label, true, notes));
}

/// The field's place over its cell, pushed back inside the table where it would stick out.
fn placed(cell: Rect, wanted: egui::Vec2, bounds: Rect) -> Rect {
    let row_is_seen = bounds.y_range().contains(cell.center().y);
    let left = cell.left().min(bounds.right() - wanted.x).max(bounds.left());
    let top =
        if row_is_seen { cell.top().min(bounds.bottom() - wanted.y).max(bounds.top()) } else { cell.top() };
    Rect::from_min_size(pos2(left, top), wanted)
}

fn key_ending(ui: &Ui) -> Option<Ending> {
    use super::keyboard::take_key;
    let took = |modifiers, key| take_key(ui, modifiers, key);
    if took(Modifiers::NONE, Key::Escape) {
        Some(Ending::Discard)
    } else if took(Modifiers::NONE, Key::Enter) {
        Some(Ending::Commit(After::Down))
    } else if took(Modifiers::NONE, Key::Tab) {
        Some(Ending::Commit(After::Next))
    } else if took(Modifiers::SHIFT, Key::Tab) {
        Some(Ending::Commit(After::Previous))
    } else {
        None
    }
}

/// The field whose text stands in the column's cells.
pub(super) const fn field_of(column: Column) -> Option<ClaimField> {
    match column {
        Column::Claim => Some(ClaimField::Text),
        Column::Attribution => Some(ClaimField::Attribution),
        Column::Note => Some(ClaimField::Note),
        Column::Id | Column::Status | Column::Kind | Column::Sources | Column::Changed => None,
    }
}

/// Whether the column's cells can be changed in place.
pub(super) const fn is_editable(column: Column) -> bool {
    matches!(column, Column::Status | Column::Kind) || field_of(column).is_some()
}
