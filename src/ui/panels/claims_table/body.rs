//! The table below the summary: headings, rows, and what lies over them while a cell is changed.

use super::{
    ClaimsTableView,
    choice::{Choice, Left},
    editor::{After, CellEditor, Ending, is_editable},
    layout::Spans,
    row_menu::RowMenu,
    rows::{RowEvent, Rows, set_bounds},
    summary::link,
};
use crate::{
    model::ClaimId,
    ui::{
        answer::may_change,
        theme::{fonts, size, tokens},
    },
    workspace::{Column, Command, Document, Select},
};
use egui::{
    Align2, Id, Margin, Pos2, Rangef, Rect, ScrollArea, Sense, Ui, UiBuilder, Vec2, accesskit::Role, pos2,
    vec2,
};

const NO_CLAIMS: &str = "Select words in the article and press N.";
const NO_MATCH: &str = "No claim matches.";

impl ClaimsTableView {
    /// Draws the table into what is left of `ui`.
    pub(super) fn table(&mut self, ui: &mut Ui, document: &Document, commands: &mut Vec<Command>) {
        let rect = ui.available_rect_before_wrap();
        let id = self.id;
        let head =
            Rect::from_min_size(rect.min, vec2(rect.width(), size::TABLE_HEAD + size::LINE).min(rect.size()));
        let body = Rect::from_min_max(pos2(rect.left(), head.bottom()), rect.max);
        self.body_at = body.min;
        if let Some(column) = self.edit_next.take()
            && let Some(primary) = document.selection().primary()
        {
            self.begin_edit(document, primary, column, commands);
            self.scroll.follow_selected();
        }
        // Only now: a click on a row takes the focus from the table that lies behind it.
        if std::mem::take(&mut self.focus_table) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let spans = self.layout.spans(body.width() - bar_width(ui, document, body));
        if spans.of(self.cursor).is_none() {
            self.cursor = self.layout.filling().unwrap_or(Column::Claim);
        }
        let goal = (self.scroll.take_across(), self.scroll.take_down(document));
        self.keys(ui, id, &spans, document, commands);

        let mut table = ui.new_child(UiBuilder::new().scope_id(id).max_rect(rect).sense(Sense::click()));
        table.expand_to_include_rect(rect);
        table.shrink_clip_rect(rect);
        name_table(&table, rect, document, &spans);
        if table.response().clicked() {
            self.focus_table = true;
        }
        self.header(&mut table, id, head, &spans, document, commands);
        let (offset, event) = self.rows(&mut table, body, &spans, goal, document);
        self.empty_state(&table, body, document, commands);
        if let Some(event) = event {
            self.obey_row(event, document, commands);
        }
        table.shrink_clip_rect(body);
        self.editor_ui(&mut table, body, &spans, offset, document, commands);
        self.choice_ui(&table, body, &spans, offset, document, commands);
        self.row_menu_ui(&table, id, document, commands);
        drop(table);
        ui.advance_cursor_after_rect(rect);
    }

    fn rows(
        &mut self,
        table: &mut Ui,
        body: Rect,
        spans: &Spans,
        goal: (Option<f32>, Option<f32>),
        document: &Document,
    ) -> (Pos2, Option<RowEvent>) {
        let focused = table.memory(|memory| memory.has_focus(self.id));
        let cursor = (focused && !self.is_editing()).then_some(self.cursor);
        let mut area = ScrollArea::both()
            .id_salt("rows")
            .auto_shrink(false)
            .content_margin(Margin::ZERO)
            .animated(false);
        if let Some(across) = goal.0 {
            area = area.horizontal_scroll_offset(across);
        }
        if let Some(down) = goal.1 {
            area = area.vertical_scroll_offset(down);
        }
        let mut ui = table.new_child(UiBuilder::new().id_salt("body").max_rect(body));
        ui.shrink_clip_rect(body);
        let count = document.list().rows().len();
        let output = area.show_viewport(&mut ui, |ui, viewport| {
            ui.set_min_size(vec2(spans.width(), count as f32 * size::TABLE_ROW));
            let offset = viewport.min;
            let rows = Rows { document, spans, zone: &self.zone, id: self.id, seen: body, offset, cursor };
            (offset, rows.ui(ui))
        });
        self.scroll.offset = output.state.clamped_offset();
        self.scroll.seen = output.inner_rect.size();
        self.scroll.rows = count;
        if self.scroll.is_waiting() && !document.list().is_arranging() {
            ui.ctx().request_repaint();
        }
        output.inner
    }

    fn empty_state(&mut self, ui: &Ui, body: Rect, document: &Document, commands: &mut Vec<Command>) {
        if !document.list().rows().is_empty() || document.list().is_arranging() {
            return;
        }
        let at = pos2(body.center().x, body.top() + (body.height() * 0.3).min(80.0));
        let filtered = document.list().counts().total() > 0;
        let words = if filtered { NO_MATCH } else { NO_CLAIMS };
        let galley = ui.painter().layout_no_wrap(words.to_owned(), fonts::ui(size::TEXT), tokens(ui).muted);
        let rect = Align2::CENTER_CENTER.anchor_size(at, galley.size());
        ui.painter().galley(rect.min, galley, tokens(ui).muted);
        let label = ui.interact(rect, self.id.with("empty"), Sense::hover());
        label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words));
        if filtered {
            let below = at + vec2(0.0, size::CONTROL_HEIGHT);
            let clear = link(ui, self.id.with("clear"), below, Align2::CENTER_CENTER, "Clear filter");
            if clear.clicked() {
                self.clear_filters(commands);
            }
        }
    }

    fn obey_row(&mut self, event: RowEvent, document: &Document, commands: &mut Vec<Command>) {
        commands.extend(self.commit_edit());
        self.choice = None;
        self.focus_table = true;
        match event {
            RowEvent::Menu { claim, column, at } => {
                self.cursor = column;
                if !document.selection().contains(claim) {
                    commands.push(Command::Select(Select::Only(claim)));
                }
                self.row_menu = Some(RowMenu::new(claim, at, false));
            }
            RowEvent::Click { claim, column, modifiers, .. } if modifiers.shift => {
                self.cursor = column;
                commands.push(Command::Select(Select::RangeTo(claim)));
            }
            RowEvent::Click { claim, column, modifiers, .. } if modifiers.command => {
                self.cursor = column;
                commands.push(Command::Select(Select::Toggle(claim)));
            }
            RowEvent::Click { claim, column, double: true, .. } => {
                self.cursor = column;
                if column == Column::Id {
                    self.jump = Some(claim);
                } else if is_editable(column) {
                    self.begin_edit(document, claim, column, commands);
                }
            }
            RowEvent::Click { claim, column, .. } => {
                self.cursor = column;
                commands.push(Command::Select(Select::Only(claim)));
            }
        }
    }

    /// Starts to change a cell, or the row's first cell that can be changed when this one cannot. The
    /// claim becomes the primary one, so that its row stays while it is changed.
    pub(super) fn begin_edit(
        &mut self,
        document: &Document,
        claim: ClaimId,
        column: Column,
        commands: &mut Vec<Command>,
    ) {
        commands.extend(self.commit_edit());
        if !may_change(document) {
            return;
        }
        let Some(claim) = document.project().claim(claim) else { return };
        let fallback = || self.layout.filling().filter(|column| is_editable(*column));
        let first = || self.layout.visible().find(|column| is_editable(*column));
        let column = Some(column).filter(|column| is_editable(*column)).or_else(fallback).or_else(first);
        let Some(column) = column else { return };
        if document.selection().primary() != Some(claim.id) {
            commands.push(Command::Select(Select::Only(claim.id)));
        }
        self.cursor = column;
        self.editor = CellEditor::begin(claim, column);
        self.focus_table = false;
        self.choice = Choice::begin(claim, column);
    }

    fn editor_ui(
        &mut self,
        ui: &mut Ui,
        body: Rect,
        spans: &Spans,
        offset: Pos2,
        document: &Document,
        commands: &mut Vec<Command>,
    ) {
        let Some(editor) = &self.editor else { return };
        if document.project().claim(editor.claim).is_none() {
            self.editor = None;
            return;
        }
        let cell = self.cell_rect(editor.claim, editor.column, body, spans, offset, document);
        let Some(editor) = &mut self.editor else { return };
        match editor.ui(ui, self.id.with("cell"), cell, body) {
            None => {}
            Some(Ending::Discard) => {
                self.editor = None;
                self.focus_table = true;
            }
            Some(Ending::Commit(after)) => {
                commands.extend(self.commit_edit());
                self.go_on(after, spans, document, commands);
            }
        }
    }

    fn choice_ui(
        &mut self,
        ui: &Ui,
        body: Rect,
        spans: &Spans,
        offset: Pos2,
        document: &Document,
        commands: &mut Vec<Command>,
    ) {
        let Some((id, column)) = self.choice.as_ref().map(|choice| (choice.claim, choice.column)) else {
            return;
        };
        let cell = self.cell_rect(id, column, body, spans, offset, document);
        let Some(choice) = &mut self.choice else { return };
        let left = match document.project().claim(id) {
            Some(claim) => choice.ui(ui, self.id.with("choice"), cell, claim),
            None => Some(Left::Closed),
        };
        let Some(left) = left else { return };
        let picked = if let Left::Picked(value) = left { choice.command(value) } else { None };
        commands.extend(picked);
        self.choice = None;
        match left {
            Left::Onward(after) => self.go_on(after, spans, document, commands),
            Left::Picked(_) | Left::Closed => self.focus_table = true,
        }
    }

    /// Goes on to the cell that follows the one that is done.
    fn go_on(&mut self, after: After, spans: &Spans, document: &Document, commands: &mut Vec<Command>) {
        if after == After::Elsewhere {
            return;
        }
        self.focus_table = true;
        let editable: Vec<Column> = self.layout.visible().filter(|column| is_editable(*column)).collect();
        let here = editable.iter().position(|column| *column == self.cursor).unwrap_or(0);
        let (by, column) = match after {
            After::Elsewhere => return,
            After::Down => (1, None),
            After::Next if here + 1 < editable.len() => (0, editable.get(here + 1)),
            After::Next => (1, editable.first()),
            After::Previous if here > 0 => (0, editable.get(here - 1)),
            After::Previous => (-1, editable.last()),
        };
        if by != 0 {
            let rows = document.list().rows();
            let edge = if by > 0 { rows.last() } else { rows.first() };
            if edge.copied() == document.selection().primary() {
                return;
            }
            commands.push(Command::Select(Select::Rows { by, extend: false }));
            self.scroll.follow_selected();
        }
        if let Some(column) = column.copied() {
            self.cursor = column;
            self.edit_next = Some(column);
            if let Some(span) = spans.of(column) {
                self.scroll.follow_column(span);
            }
        }
    }

    /// Where a cell stands on the screen, even when it is scrolled out of sight.
    fn cell_rect(
        &mut self,
        claim: ClaimId,
        column: Column,
        body: Rect,
        spans: &Spans,
        offset: Pos2,
        document: &Document,
    ) -> Rect {
        let row = self.place.of(claim, document).unwrap_or(0);
        let down = row as f64 * f64::from(size::TABLE_ROW) - f64::from(offset.y);
        let span = spans.of(column).unwrap_or(Rangef::new(0.0, 0.0));
        Rect::from_min_size(
            body.min + vec2(span.min - offset.x, down as f32),
            vec2(span.span(), size::TABLE_ROW - size::LINE),
        )
    }
}

/// How much of the table's width a scroll bar beside the rows takes.
fn bar_width(ui: &Ui, document: &Document, body: Rect) -> f32 {
    let height = document.list().rows().len() as f32 * size::TABLE_ROW;
    if height > body.height() { ui.spacing().scroll.allocated_width() } else { 0.0 }
}

fn name_table(ui: &Ui, rect: Rect, document: &Document, spans: &Spans) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(Role::Table);
        set_bounds(node, rect);
        node.set_label("Claims");
        node.set_row_count(document.list().rows().len());
        node.set_column_count(spans.iter().len());
    });
}

/// The row of the claim that is being changed, remembered so that it is not looked for in every frame.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RowPlace {
    known: Option<(ClaimId, u64, Option<usize>)>,
}

impl RowPlace {
    fn of(&mut self, claim: ClaimId, document: &Document) -> Option<usize> {
        let list = document.list();
        if let Some((known, version, row)) = self.known
            && known == claim
            && version == list.version()
            && row.is_none_or(|row| list.rows().get(row) == Some(&claim))
        {
            return row;
        }
        let row = list.row_of(claim);
        self.known = Some((claim, list.version(), row));
        row
    }
}

/// The id of the table, the same in every frame.
pub(super) fn table_id() -> Id {
    Id::unique("claims table")
}

/// Nothing between the parts of the panel but what they leave themselves.
pub(super) fn close_up(ui: &mut Ui) {
    ui.spacing_mut().item_spacing = Vec2::ZERO;
}
