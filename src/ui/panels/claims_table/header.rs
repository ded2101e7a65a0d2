//! The headings: click sorts, dragging moves a column, dragging an edge makes it wider, a right click hides it.

use super::{ClaimsTableView, TableLayout, cells, layout::Spans, rows::set_bounds};
use crate::{
    ui::theme::{fonts, size, tokens},
    workspace::{Column, Command, Document, Sort},
};
use egui::{
    Align2, Button, CursorIcon, Id, Popup, PopupCloseBehavior, Rangef, Rect, Response, Sense, Shape, Stroke,
    StrokeKind, Ui, UiBuilder,
    accesskit::{Role, SortDirection},
    pos2, vec2,
};

/// Half the width of the edge that can be dragged, in points.
const EDGE: f32 = 4.0;
const ARROW: egui::Vec2 = vec2(6.0, 5.0);

/// What was done to the headings.
#[derive(Debug)]
enum HeaderEvent {
    Sort(Option<Sort>),
    Move(Column, Option<Column>),
    Resize(Column, f32),
    Fit(Column),
    Show(Column, bool),
    Reset,
}

impl ClaimsTableView {
    /// Draws the headings in `rect` and obeys them.
    pub(super) fn header(
        &mut self,
        ui: &mut Ui,
        id: Id,
        rect: Rect,
        spans: &Spans,
        document: &Document,
        commands: &mut Vec<Command>,
    ) {
        let colours = tokens(ui);
        ui.painter().rect_filled(rect, 0, colours.chrome);
        for edge in [rect.top() + size::LINE / 2.0, rect.bottom() - size::LINE / 2.0] {
            ui.painter().hline(rect.x_range(), edge, Stroke::new(size::LINE, colours.line));
        }
        let builder = UiBuilder::new().scope_id(id.with("headings")).max_rect(rect);
        let mut header = ui.new_child(builder.accessibility_role(Role::Row).accessibility_label("Headings"));
        header.expand_to_include_rect(rect);
        header.shrink_clip_rect(rect);
        ui.ctx().accesskit_node_builder(header.unique_id(), |node| set_bounds(node, rect));

        let left = rect.left() - self.scroll.offset.x;
        let sort = document.list().arrangement().sort;
        let mut event = None;
        for (column, span) in spans.iter() {
            let heading = Rect::from_x_y_ranges(left + span.min..=left + span.max, rect.y_range());
            let state = sort.filter(|sort| sort.column == column).map(|sort| sort.descending);
            let response = heading_ui(&header, id, heading, column, state);
            if response.clicked() {
                event = Some(HeaderEvent::Sort(document.list().arrangement().sorted_next_by(column)));
            }
            event = dragged(&header, &response, rect, left, column, spans).or(event);
            event = menu(&response, &self.layout).or(event);
        }
        for (column, span) in spans.iter() {
            event = edge(&header, id, rect, left, column, span).or(event);
        }
        match event {
            Some(HeaderEvent::Sort(sort)) => commands.push(Command::Sort(sort)),
            Some(HeaderEvent::Move(column, before)) => self.layout.move_before(column, before),
            Some(HeaderEvent::Resize(column, by)) => self.layout.resize(column, by, rect.width()),
            Some(HeaderEvent::Fit(column)) => self.fit(ui, column, rect.width(), document),
            Some(HeaderEvent::Show(column, visible)) => self.layout.set_visible(column, visible),
            Some(HeaderEvent::Reset) => self.layout = TableLayout::default(),
            None => {}
        }
    }

    /// Makes the column as wide as the rows that are seen need it.
    fn fit(&mut self, ui: &Ui, column: Column, available: f32, document: &Document) {
        let first = (self.scroll.offset.y / size::TABLE_ROW).max(0.0) as usize;
        let seen = document.list().rows().iter().skip(first).take(self.scroll.rows_seen() + 1);
        let claims = seen.filter_map(|id| document.project().claim(*id));
        let heading = ui.painter().layout_no_wrap(
            column.heading().to_owned(),
            fonts::ui_medium(size::TEXT_SMALL),
            tokens(ui).muted,
        );
        let least = heading.size().x + 2.0 * cells::PADDING + ARROW.x + size::GAP_SMALL;
        let wanted =
            claims.map(|claim| cells::wanted_width(ui, claim, column, &self.zone)).fold(least, f32::max);
        let now = self.layout.spans(available).of(column).map_or(0.0, Rangef::span);
        self.layout.resize(column, wanted - now, available);
    }
}

/// One heading. `descending` says how the table is sorted by it, if it is.
fn heading_ui(ui: &Ui, id: Id, rect: Rect, column: Column, descending: Option<bool>) -> Response {
    let colours = tokens(ui);
    let response = ui.interact(rect, id.with(("heading", column.name())), Sense::click_and_drag());
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::ColumnHeader);
        set_bounds(node, rect);
        node.set_label(capitalised(column));
        match descending {
            Some(true) => node.set_sort_direction(SortDirection::Descending),
            Some(false) => node.set_sort_direction(SortDirection::Ascending),
            None => {}
        }
    });
    if response.hovered() {
        ui.painter().rect_filled(rect.shrink2(vec2(0.0, size::LINE)), 0, colours.hover_fill);
    }
    let ink = if response.hovered() { colours.text } else { colours.muted };
    paint_heading(ui, rect, column, descending, ink);
    if response.has_focus() {
        let ring = Stroke::new(size::OUTLINE, colours.accent);
        ui.painter().rect_stroke(rect.shrink(size::LINE), size::CORNER_SMALL, ring, StrokeKind::Inside);
    }
    response
}

fn paint_heading(ui: &Ui, rect: Rect, column: Column, descending: Option<bool>, ink: egui::Color32) {
    let colours = tokens(ui);
    let inside = rect.shrink2(vec2(cells::PADDING, 0.0));
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let galley = painter.layout_no_wrap(column.heading().to_owned(), fonts::ui_medium(size::TEXT_SMALL), ink);
    let arrow_room = if descending.is_some() { ARROW.x + size::GAP_SMALL } else { 0.0 };
    let to_the_right = matches!(column, Column::Id | Column::Sources);
    let left = if to_the_right { inside.right() - galley.size().x - arrow_room } else { inside.left() };
    let at = pos2(left, inside.center().y - galley.size().y / 2.0);
    let arrow_left = left + galley.size().x + size::GAP_SMALL;
    painter.galley(at, galley, ink);
    if let Some(descending) = descending {
        let arrow = Rect::from_center_size(pos2(arrow_left + ARROW.x / 2.0, rect.center().y + 1.0), ARROW);
        let points = if descending {
            vec![arrow.left_top(), arrow.right_top(), arrow.center_bottom()]
        } else {
            vec![arrow.left_bottom(), arrow.center_top(), arrow.right_bottom()]
        };
        painter.add(Shape::convex_polygon(points, colours.muted, Stroke::NONE));
    }
}

/// While a heading is dragged: shows it at the pointer and where it would land; on release, moves it.
fn dragged(
    ui: &Ui,
    response: &Response,
    header: Rect,
    left: f32,
    column: Column,
    spans: &Spans,
) -> Option<HeaderEvent> {
    if !response.dragged() && !response.drag_stopped() {
        return None;
    }
    let pointer = response.interact_pointer_pos()?;
    let before = spans.gap_at(pointer.x - left);
    if response.drag_stopped() {
        return Some(HeaderEvent::Move(column, before));
    }
    let colours = tokens(ui);
    let end = spans.width();
    let gap = before.and_then(|column| spans.of(column)).map_or(end, |span| span.min);
    let line = Stroke::new(size::OUTLINE, colours.accent);
    ui.painter().vline(left + gap, header.y_range(), line);
    let ghost = Rect::from_center_size(pos2(pointer.x, header.center().y), response.rect.size())
        .shrink2(vec2(0.0, size::GAP_SMALL));
    ui.painter().rect_filled(ghost, size::CORNER_SMALL, colours.accent_fill);
    let font = fonts::ui_medium(size::TEXT_SMALL);
    ui.painter().text(ghost.center(), Align2::CENTER_CENTER, column.heading(), font, colours.accent);
    ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    None
}

/// The right edge of a column, which can be dragged; a double click fits the column to what is seen of it.
fn edge(ui: &Ui, id: Id, header: Rect, left: f32, column: Column, span: Rangef) -> Option<HeaderEvent> {
    let x = left + span.max;
    let rect = Rect::from_x_y_ranges(x - EDGE..=x + EDGE, header.y_range());
    let response = ui.interact(rect, id.with(("edge", column.name())), Sense::CLICK | Sense::DRAG);
    let response = response.on_hover_and_drag_cursor(CursorIcon::ResizeColumn);
    if response.hovered() || response.dragged() {
        let line = Stroke::new(size::LINE, tokens(ui).line_strong);
        ui.painter().vline(x - size::LINE / 2.0, header.y_range(), line);
    }
    if response.double_clicked() {
        return Some(HeaderEvent::Fit(column));
    }
    let pointer = response.interact_pointer_pos().filter(|_| response.dragged())?;
    Some(HeaderEvent::Resize(column, pointer.x - x))
}

/// The menu of the headings: which columns are shown.
fn menu(response: &Response, layout: &TableLayout) -> Option<HeaderEvent> {
    let mut event = None;
    Popup::context_menu(response).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        for each in layout.columns() {
            let mut visible = each.visible;
            if ui.checkbox(&mut visible, capitalised(each.column)).changed() {
                event = Some(HeaderEvent::Show(each.column, visible));
            }
        }
        ui.separator();
        if ui.add(Button::new("Standard columns")).clicked() {
            event = Some(HeaderEvent::Reset);
            ui.close();
        }
    });
    event
}

/// What the column is called where "#" would say too little.
fn capitalised(column: Column) -> &'static str {
    if column == Column::Id { "Id" } else { column.heading() }
}
