//! The visible rows: their tint, their cells, their names for screen readers, and what the pointer does to them.

use super::{
    cells::{self, Pinned},
    changed,
    layout::Spans,
};
use crate::{
    model::{Claim, ClaimId, Status, show_visibly},
    ui::{
        theme::{fonts, size, tokens},
        widgets::quoted_words,
    },
    workspace::{Column, Document},
};
use egui::{
    Id, Modifiers, PointerButton, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    accesskit::Role, pos2, vec2,
};
use jiff::tz::TimeZone;

const TOOLTIP_WIDTH: f32 = 420.0;
/// A tooltip shows no more than this many bytes of a text, about a screenful.
const TOOLTIP_BYTES: usize = 2_000;

/// What the pointer did to a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum RowEvent {
    Click { claim: ClaimId, column: Column, modifiers: Modifiers, double: bool },
    Menu { claim: ClaimId, column: Column, at: Pos2 },
}

/// What all rows of one frame have in common.
pub(super) struct Rows<'a> {
    pub(super) document: &'a Document,
    pub(super) spans: &'a Spans,
    pub(super) zone: &'a TimeZone,
    /// The table's id.
    pub(super) id: Id,
    /// The part of the screen in which the rows are seen.
    pub(super) seen: Rect,
    /// How far the rows are scrolled.
    pub(super) offset: Pos2,
    /// The cell that the keys act on, when the table has the focus.
    pub(super) cursor: Option<Column>,
}

impl Rows<'_> {
    /// Draws the rows that are seen.
    pub(super) fn ui(&self, ui: &mut Ui) -> Option<RowEvent> {
        let rows = self.document.list().rows();
        let first = (self.offset.y / size::TABLE_ROW).max(0.0) as usize;
        let count = (self.seen.height() / size::TABLE_ROW).ceil() as usize + 1;
        // Rows come and go as they are scrolled; that is no mistake with ids.
        ui.ctx().allow_widget_id_changes_in(self.seen.expand(size::TABLE_ROW));
        let mut event = None;
        for (row, claim) in rows.iter().enumerate().skip(first).take(count) {
            if let Some(claim) = self.document.project().claim(*claim) {
                event = self.row(ui, row, claim).or(event);
            }
        }
        event
    }

    /// Where the row stands on the screen.
    fn rect_of(&self, ui: &Ui, row: usize) -> Rect {
        // In 64 bits, so that the rows of a long table do not tremble.
        let down = row as f64 * f64::from(size::TABLE_ROW) - f64::from(self.offset.y);
        let scale = ui.painter().pixels_per_point();
        let top = self.seen.top() + (down as f32 * scale).round() / scale;
        let width = self.spans.width().max(self.seen.width());
        Rect::from_min_size(pos2(self.seen.left() - self.offset.x, top), vec2(width, size::TABLE_ROW))
    }

    fn row(&self, ui: &mut Ui, row: usize, claim: &Claim) -> Option<RowEvent> {
        let rect = self.rect_of(ui, row);
        let id = self.id.with(claim.id.number());
        let selected = self.document.selection().contains(claim.id);
        let primary = self.document.selection().primary() == Some(claim.id);
        let mut row_ui = ui.new_child(UiBuilder::new().scope_id(id).max_rect(rect).sense(Sense::CLICK));
        row_ui.expand_to_include_rect(rect);
        let response = row_ui.response();
        self.paint_ground(&row_ui, rect, selected, primary, response.contains_pointer());

        let pinned = Pinned::of(claim, self.document.project().article());
        name_row(&row_ui, rect, row, claim, pinned, selected);
        for (place, (column, span)) in self.spans.iter().enumerate() {
            let cell = Rect::from_x_y_ranges(rect.left() + span.min..=rect.left() + span.max, rect.y_range());
            if cell.right() >= self.seen.left() && cell.left() <= self.seen.right() {
                self.cell(&row_ui, cell, claim, column, place, pinned);
                if primary && self.cursor == Some(column) {
                    let ring = cell.shrink2(vec2(size::LINE, size::OUTLINE));
                    let stroke = Stroke::new(size::LINE, tokens(ui).accent);
                    row_ui.painter().rect_stroke(ring, size::CORNER_SMALL, stroke, StrokeKind::Inside);
                }
            }
        }
        self.event(ui, &response, rect, claim.id)
    }

    fn paint_ground(&self, ui: &Ui, rect: Rect, selected: bool, primary: bool, hovered: bool) {
        let colours = tokens(ui);
        let painter = ui.painter();
        if selected {
            painter.rect_filled(rect, 0, colours.accent_fill);
        } else if hovered {
            painter.rect_filled(rect, 0, colours.hover_fill);
        }
        painter.hline(
            rect.x_range(),
            rect.bottom() - size::LINE / 2.0,
            Stroke::new(size::LINE, colours.line),
        );
        if primary {
            let corner = pos2(self.seen.left(), rect.top());
            let bar = Rect::from_min_size(corner, vec2(size::MARKER, size::TABLE_ROW - size::LINE));
            painter.rect_filled(bar, 0, colours.accent);
        }
    }

    fn cell(&self, ui: &Ui, rect: Rect, claim: &Claim, column: Column, place: usize, pinned: Pinned) {
        let id = ui.unique_id().with(column.name());
        let cut = cells::paint(ui, rect, claim, column, self.zone);
        if column == Column::Id {
            cells::paint_pinned(ui, rect, pinned);
        }
        let response = ui.interact(rect, id, Sense::hover());
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::Cell);
            set_bounds(node, rect);
            node.set_column_index(place);
            let text = cells::text(claim, column, self.zone);
            let empty = || format!("No {}", column.name());
            node.set_label(if text.trim().is_empty() { empty() } else { show_visibly(&text).into_owned() });
        });
        if !response.hovered() {
            return;
        }
        match column {
            Column::Id => {
                if let Some(words) = pinned.words() {
                    response.on_hover_text(words);
                }
            }
            Column::Status => {
                response.on_hover_text(Status::meaning(claim.status));
            }
            Column::Changed => {
                if let Some(at) = claim.changed {
                    response.on_hover_text(changed::long(at, self.zone));
                }
            }
            Column::Claim | Column::Kind | Column::Attribution | Column::Sources | Column::Note => {
                if cut {
                    let text = cells::text(claim, column, self.zone);
                    response.on_hover_ui(|ui| whole_text(ui, &text));
                }
            }
        }
    }

    fn event(&self, ui: &Ui, response: &Response, rect: Rect, claim: ClaimId) -> Option<RowEvent> {
        let at = response.interact_pointer_pos().unwrap_or(rect.left_center());
        let column = self.spans.at(at.x - rect.left())?;
        if response.secondary_clicked() {
            return Some(RowEvent::Menu { claim, column, at });
        }
        let modifiers = ui.input(|input| input.modifiers);
        let double = response.double_clicked_by(PointerButton::Primary);
        response.clicked().then_some(RowEvent::Click { claim, column, modifiers, double })
    }
}

fn name_row(ui: &Ui, rect: Rect, row: usize, claim: &Claim, pinned: Pinned, selected: bool) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(Role::Row);
        set_bounds(node, rect);
        node.add_action(egui::accesskit::Action::Click);
        node.set_row_index(row);
        node.set_selected(selected);
        let status = Status::word_or_none(claim.status);
        let mut name = format!("{}, {status}, {}", claim.id, show_visibly(&claim.text));
        if let Some(words) = pinned.words() {
            name.push_str(", ");
            name.push_str(words);
        }
        node.set_label(name);
    });
}

/// Says to screen readers where something is drawn.
pub(super) fn set_bounds(node: &mut egui::accesskit::Node, rect: Rect) {
    node.set_bounds(egui::accesskit::Rect {
        x0: rect.min.x.into(),
        y0: rect.min.y.into(),
        x1: rect.max.x.into(),
        y1: rect.max.y.into(),
    });
}

/// The text of a cell in full, or as much of it as a tooltip can hold.
fn whole_text(ui: &mut Ui, text: &str) {
    let end = text.floor_char_boundary(TOOLTIP_BYTES);
    let shown = if end < text.len() { format!("{}…", &text[..end]) } else { text.to_owned() };
    ui.set_max_width(TOOLTIP_WIDTH);
    quoted_words(ui, &shown, fonts::ui(size::TEXT), tokens(ui).text);
}
