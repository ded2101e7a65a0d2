//! `DifferenceList`: what differs between two versions, claim by claim; only the rows in sight are drawn.

use super::row::{self, WholeRow};
use crate::{
    model::{ClaimId, Difference, DifferenceRow, VersionPart, show_visibly},
    ui::{
        Asked,
        text::paint_one_line,
        theme::{fonts, size, tokens},
    },
    workspace::{Command, Document, Select},
};
use egui::{
    Context, EventFilter, Id, Key, Modifiers, Rect, Response, Role, ScrollArea, Sense, Stroke, Ui,
    WidgetInfo, pos2, vec2,
};

/// The height of the line above the rows of a claim, in points.
const HEADING: f32 = 28.0;
/// Past the last row, in points.
const SPACE_BELOW: f32 = 16.0;

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    /// What the rows that follow are about; which row is the first of them.
    Heading(usize),
    /// The row with this number.
    Row(usize),
}

/// What the list remembers.
#[derive(Debug, Default)]
pub(super) struct DifferenceList {
    /// Where the rows lie, and how many there are: which difference is shown.
    of: Option<(usize, usize)>,
    items: Vec<Item>,
    /// Where each item begins, and the end of the last.
    tops: Vec<f32>,
    /// The item whose texts are whole.
    chosen: Option<usize>,
    wants_focus: bool,
    reveal: bool,
    id: Option<Id>,
}

/// What the keys asked for beyond the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListOutcome {
    /// Nothing.
    Stays,
    /// To be closed.
    Closed,
}

impl DifferenceList {
    /// Gives the list the keyboard.
    pub(super) fn focus(&mut self) {
        self.wants_focus = true;
    }

    /// Whether the list has the keyboard.
    pub(super) fn has_focus(&self, ctx: &Context) -> bool {
        self.id.is_some_and(|id| ctx.memory(|memory| memory.has_focus(id)))
    }

    /// Draws the list in the room that is left.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        difference: &Difference,
        document: &Document,
        asked: &mut Asked,
    ) -> ListOutcome {
        let rows = difference.rows();
        self.follow(rows);
        let area = ui.available_rect_before_wrap();
        let id = ui.make_persistent_id("differences");
        self.id = Some(id);
        let response = ui.interact(area, id, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, "Differences"));
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }
        let outcome = if response.has_focus() {
            self.keys(ui, &response, rows, document, asked)
        } else {
            ListOutcome::Stays
        };
        if rows.is_empty() {
            let words =
                Rect::from_min_size(area.min, vec2(area.width(), 30.0)).shrink2(vec2(size::TABLE_PAD, 0.0));
            let label = ui.interact(words, id.with("none"), Sense::hover());
            let text = "Nothing differs.";
            label.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
            paint_one_line(ui.painter(), words, text, &fonts::ui(size::TEXT), tokens(ui).muted);
            return outcome;
        }
        ScrollArea::vertical().id_salt("differences").auto_shrink(false).show_viewport(ui, |ui, seen| {
            self.rows(ui, seen, &response, rows, document, asked);
        });
        if response.has_focus() {
            let ring = Stroke::new(size::LINE, tokens(ui).accent);
            ui.painter().rect_stroke(area.shrink(1.0), 0.0, ring, egui::StrokeKind::Inside);
        }
        outcome
    }

    /// Where everything stands, once for each difference.
    fn follow(&mut self, rows: &[DifferenceRow]) {
        let of = Some((rows.as_ptr().addr(), rows.len()));
        if self.of == of {
            return;
        }
        let wants_focus = self.wants_focus;
        *self = Self { of, wants_focus, id: self.id, ..Self::default() };
        let mut top = 0.0;
        let mut last = None;
        for (index, row) in rows.iter().enumerate() {
            let group = Group::of(row.part);
            if last.replace(group) != Some(group) {
                self.items.push(Item::Heading(index));
                self.tops.push(top);
                top += HEADING;
            }
            self.items.push(Item::Row(index));
            self.tops.push(top);
            top += row::height(row);
        }
        self.tops.push(top);
    }

    fn rows(
        &mut self,
        ui: &mut Ui,
        seen: Rect,
        list: &Response,
        rows: &[DifferenceRow],
        document: &Document,
        asked: &mut Asked,
    ) {
        let origin = ui.max_rect().min;
        let width = ui.max_rect().width();
        let chosen = self.chosen.and_then(|at| match self.items.get(at)? {
            Item::Row(index) => Some((at, WholeRow::lay_out(ui, width, &rows[*index]))),
            Item::Heading(_) => None,
        });
        let growth = chosen.as_ref().map_or(0.0, |(at, whole)| whole.height() - self.height(*at));
        let top = |at: usize| {
            self.tops[at] + if self.chosen.is_some_and(|chosen| at > chosen) { growth } else { 0.0 }
        };
        ui.set_height(top(self.items.len()) + SPACE_BELOW);
        if std::mem::take(&mut self.reveal)
            && let Some((at, whole)) = &chosen
        {
            let rect = Rect::from_min_size(origin + vec2(0.0, self.tops[*at]), vec2(1.0, whole.height()));
            ui.scroll_to_rect(rect, None);
        }
        ui.ctx().allow_widget_id_changes_in(ui.clip_rect());
        let first = first_below(self.items.len(), |at| top(at + 1) <= seen.top());
        let mut clicked = None;
        for at in first..self.items.len() {
            if top(at) >= seen.bottom() {
                break;
            }
            let place = Rect::from_min_max(
                pos2(origin.x, origin.y + top(at)),
                pos2(origin.x + width, origin.y + top(at + 1)),
            );
            match self.items[at] {
                Item::Heading(index) => paint_heading(ui, list, place, at, &rows[index], document),
                Item::Row(index) => {
                    let whole = chosen.as_ref().filter(|(chosen, _)| *chosen == at).map(|(_, whole)| whole);
                    let response = row_ui(ui, list, place, at, &rows[index], whole);
                    if response.clicked() {
                        clicked = Some((at, response.double_clicked()));
                    }
                }
            }
        }
        if let Some((at, double)) = clicked {
            list.request_focus();
            self.choose(at, rows, document, asked);
            if double {
                show_chosen(self.chosen_row(rows), document, asked);
            }
        }
    }

    fn height(&self, at: usize) -> f32 {
        self.tops[at + 1] - self.tops[at]
    }

    fn chosen_row<'r>(&self, rows: &'r [DifferenceRow]) -> Option<&'r DifferenceRow> {
        match self.items.get(self.chosen?)? {
            Item::Row(index) => rows.get(*index),
            Item::Heading(_) => None,
        }
    }

    /// Chooses a row, and selects the claim that it is about.
    fn choose(&mut self, at: usize, rows: &[DifferenceRow], document: &Document, asked: &mut Asked) {
        self.chosen = Some(at);
        let claim = self.chosen_row(rows).and_then(|row| row.part.claim());
        if let Some(claim) = claim.filter(|claim| document.project().claim(*claim).is_some()) {
            asked.commands.push(Command::Select(Select::Only(claim)));
        }
    }

    fn keys(
        &mut self,
        ui: &Ui,
        list: &Response,
        rows: &[DifferenceRow],
        document: &Document,
        asked: &mut Asked,
    ) -> ListOutcome {
        let filter =
            EventFilter { tab: false, horizontal_arrows: false, vertical_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(list.id, filter));
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let page = 10;
        let far = self.items.len() as isize;
        for (key, by) in [
            (Key::ArrowUp, -1),
            (Key::ArrowDown, 1),
            (Key::PageUp, -page),
            (Key::PageDown, page),
            (Key::Home, -far),
            (Key::End, far),
        ] {
            if pressed(key)
                && let Some(at) = self.row_from_here(by)
            {
                self.choose(at, rows, document, asked);
                self.reveal = true;
                ui.ctx().request_repaint();
            }
        }
        if pressed(Key::Enter) {
            show_chosen(self.chosen_row(rows), document, asked);
        }
        if pressed(Key::Escape) { ListOutcome::Closed } else { ListOutcome::Stays }
    }

    /// The item of the row that is so many rows further down, or the nearest there is.
    fn row_from_here(&self, by: isize) -> Option<usize> {
        let is_row = |at: &usize| matches!(self.items[*at], Item::Row(_));
        let here = self.chosen.unwrap_or(0);
        let aim = here.saturating_add_signed(by).min(self.items.len().saturating_sub(1));
        let onward = |at: usize| (at..self.items.len()).find(is_row);
        let back = |at: usize| (0..=at).rev().find(is_row);
        if by < 0 { back(aim).or_else(|| onward(aim)) } else { onward(aim).or_else(|| back(aim)) }
    }
}

/// The first of so many places, in order, for which it is no longer true.
fn first_below(count: usize, is_above: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low.midpoint(high);
        if is_above(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// What rows stand together under one heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    Project,
    Article,
    Claim(ClaimId),
}

impl Group {
    fn of(part: VersionPart) -> Self {
        match part {
            VersionPart::Title | VersionPart::Metadata(_) => Self::Project,
            VersionPart::ArticleText | VersionPart::Paragraph(_) => Self::Article,
            VersionPart::Claim(claim) | VersionPart::ClaimPart(claim, _) => Self::Claim(claim),
        }
    }
}

/// Asks for the passage of the row's claim to be shown in the article.
fn show_chosen(row: Option<&DifferenceRow>, document: &Document, asked: &mut Asked) {
    let claim = row.and_then(|row| row.part.claim());
    asked.show_in_article =
        claim.filter(|claim| document.project().claim(*claim).is_some()).or(asked.show_in_article);
}

fn paint_heading(ui: &Ui, list: &Response, place: Rect, at: usize, row: &DifferenceRow, document: &Document) {
    let tokens = tokens(ui);
    let (first, what, rest) = match Group::of(row.part) {
        Group::Project => ("Project".to_owned(), "", None),
        Group::Article => ("Article".to_owned(), "", None),
        Group::Claim(claim) => {
            let what = match row.part {
                VersionPart::Claim(_) if row.before.is_none() => "added",
                VersionPart::Claim(_) if row.after.is_none() => "removed",
                _ => "changed",
            };
            (claim.to_string(), what, document.project().claim(claim).map(|claim| claim.text.as_str()))
        }
    };
    let label = ui.interact(place, list.id.with(("heading", at)), Sense::hover());
    label.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{first} {what}")));
    let painter = ui.painter();
    if at > 0 {
        painter.hline(place.x_range(), place.top() + 0.5, Stroke::new(size::LINE, tokens.line));
    }
    let mut words = place.shrink2(vec2(size::TABLE_PAD, 0.0));
    for (text, font, ink) in [
        (first.as_str(), fonts::ui_semibold(size::TEXT_SMALL), tokens.text),
        (what, fonts::ui(size::TEXT_SMALL), tokens.muted),
    ] {
        let galley = painter.layout_no_wrap(text.to_owned(), font, ink);
        let width = galley.size().x;
        painter.galley(pos2(words.left(), words.center().y - galley.size().y / 2.0), galley, ink);
        words.set_left(words.left() + width + size::GAP);
    }
    if let Some(rest) = rest.filter(|_| what == "changed") {
        paint_one_line(painter, words, rest, &fonts::ui(size::TEXT_SMALL), tokens.muted);
    }
}

fn row_ui(
    ui: &Ui,
    list: &Response,
    place: Rect,
    at: usize,
    row: &DifferenceRow,
    whole: Option<&WholeRow<'_>>,
) -> Response {
    let response = ui.interact(place, list.id.with(at), Sense::CLICK);
    response.widget_info(|| {
        WidgetInfo::selected(Role::ListBoxOption, true, whole.is_some(), show_visibly(&row.sentence()))
    });
    let tokens = tokens(ui);
    if whole.is_some() {
        ui.painter().rect_filled(place, 0.0, tokens.accent_fill);
        let bar = Rect::from_min_size(place.min, vec2(size::MARKER, place.height()));
        ui.painter().rect_filled(bar, 0.0, tokens.accent);
    } else if response.hovered() {
        ui.painter().rect_filled(place, 0.0, tokens.hover_fill);
    }
    match whole {
        Some(whole) => whole.paint(ui, place),
        None => row::paint_cut(ui, place, row),
    }
    response
}
