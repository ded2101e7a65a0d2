//! What stands above the table: the counts, the bar of the four statuses, the filters.

use super::ClaimsTableView;
use crate::{
    model::{Status, StatusCounts},
    ui::{
        theme::{fonts, size, status_style, tokens},
        widgets::{Chip, ProportionBar, SearchField},
    },
    workspace::{Command, Document, StatusFilter},
};
use egui::{
    Align, Align2, Id, Key, Layout, Modifiers, Rect, Response, Role, Sense, TextFormat, Ui, UiBuilder,
    WidgetInfo,
    text::{LayoutJob, TextWrapping},
    vec2,
};

/// The filter field is this wide where there is room, in points.
const FILTER_WIDTH: f32 = 131.0;
/// Rather than narrower than this, it goes below the chips.
const FILTER_NARROWEST: f32 = 96.0;
const COUNTS_HEIGHT: f32 = 18.0;
/// A pane lower than this shows its filters and rows only, in points.
const LOW_PANE: f32 = 230.0;

impl ClaimsTableView {
    /// Draws the strip above the table.
    pub(super) fn summary(&mut self, ui: &mut Ui, document: &Document, commands: &mut Vec<Command>) {
        let counts = document.list().counts();
        let outside = ui.available_rect_before_wrap();
        let inside = outside.shrink2(vec2(size::TABLE_PAD.min(outside.width() / 8.0), 0.0));
        let mut strip = ui.new_child(
            UiBuilder::new().id_salt("summary").max_rect(inside).layout(Layout::top_down(Align::Min)),
        );
        strip.spacing_mut().item_spacing = vec2(size::GAP, 0.0);
        strip.add_space(size::GAP + 2.0);
        // In a low pane the rows need the room more; the chips show the counts too.
        if outside.height() >= LOW_PANE || document.list().arrangement().is_filtering() {
            self.counts_line(&mut strip, document, counts, commands);
            strip.add_space(size::GAP);
            let parts =
                Status::ALL_AND_NONE.map(|status| (counts.of(status), status_style(status, tokens(ui)).bar));
            strip.add(ProportionBar::new("Share of each status", &parts));
            strip.add_space(size::GAP + 2.0);
        }
        self.filters(&mut strip, document, counts, commands);
        strip.add_space(size::GAP + 2.0);
        let used = Rect::from_min_max(outside.min, egui::pos2(outside.right(), strip.min_rect().bottom()));
        drop(strip);
        ui.advance_cursor_after_rect(used);
    }

    /// "13 claims · 4 sourced · …", and at its right end what a filter leaves.
    fn counts_line(
        &mut self,
        ui: &mut Ui,
        document: &Document,
        counts: StatusCounts,
        commands: &mut Vec<Command>,
    ) {
        let list = document.list();
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), COUNTS_HEIGHT), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, spoken(counts)));
        let mut room = rect;
        if list.arrangement().is_filtering() || list.is_arranging() {
            let words = if list.is_arranging() {
                "Arranging…".to_owned()
            } else {
                format!("{} of {} shown", list.rows().len(), counts.total())
            };
            let clear = clear_link(ui, rect, list.arrangement().is_filtering());
            if clear.as_ref().is_some_and(Response::clicked) {
                self.clear_filters(commands);
            }
            let right = clear.map_or(rect.right(), |clear| clear.rect.left() - size::GAP);
            let galley = ui.painter().layout_no_wrap(words.clone(), fonts::ui(size::TEXT), tokens(ui).muted);
            let shown = Rect::from_min_max(
                egui::pos2(right - galley.size().x, rect.top()),
                egui::pos2(right, rect.bottom()),
            );
            let at = Align2::LEFT_CENTER.align_size_within_rect(galley.size(), shown).min;
            ui.painter().galley(at, galley, tokens(ui).muted);
            let label = ui.interact(shown, ui.unique_id().with("shown"), Sense::hover());
            label.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
            room.max.x = shown.left() - size::GAP;
        }
        let job = counts_job(ui, counts, room.width());
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let at = Align2::LEFT_CENTER.align_size_within_rect(galley.size(), room).min;
        let cut = galley.elided;
        ui.painter().galley(at, galley, tokens(ui).muted);
        if cut {
            response.on_hover_text(spoken(counts));
        }
    }

    fn filters(
        &mut self,
        ui: &mut Ui,
        document: &Document,
        counts: StatusCounts,
        commands: &mut Vec<Command>,
    ) {
        let statuses = document.list().arrangement().statuses;
        let width = ui.available_width();
        let whole = chips_width(ui, counts, true);
        let with_words = whole + size::GAP + FILTER_NARROWEST <= width;
        let beside = with_words || chips_width(ui, counts, false) + size::GAP + FILTER_NARROWEST <= width;
        let row = ui.available_rect_before_wrap();
        let chips = if with_words { whole } else { chips_width(ui, counts, false) };
        let clicked = ui
            .horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(size::GAP, size::GAP_SMALL);
                chips_ui(ui, counts, statuses, with_words)
            })
            .inner;
        if let Some(statuses) = clicked {
            commands.push(Command::FilterStatuses(statuses));
        }
        if beside {
            let room = (width - chips - size::GAP).min(FILTER_WIDTH);
            let place = Rect::from_min_size(
                egui::pos2(row.right() - room, row.top() - (size::CONTROL_HEIGHT - size::CHIP_HEIGHT) / 2.0),
                vec2(room, size::CONTROL_HEIGHT),
            );
            let mut corner = ui.new_child(UiBuilder::new().id_salt("filter").max_rect(place));
            self.filter_field(&mut corner, room, document, commands);
        } else {
            ui.add_space(size::GAP_SMALL);
            self.filter_field(ui, width, document, commands);
        }
    }

    fn filter_field(&mut self, ui: &mut Ui, width: f32, document: &Document, commands: &mut Vec<Command>) {
        let id = self.id.with("filter");
        let words = &document.list().arrangement().words;
        if !ui.memory(|memory| memory.has_focus(id)) && *words != self.filter {
            self.filter.clone_from(words);
        }
        let field =
            SearchField::new("Filter claims", &mut self.filter).hint("Filter…").width(width).id(id).show(ui);
        if field.changed {
            commands.push(Command::FilterWords(self.filter.clone()));
        }
        if std::mem::take(&mut self.filter_wants_focus) {
            field.response.request_focus();
        }
        if field.submitted {
            // The same press would open the cell that the keys act on.
            ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
            self.focus_table = true;
        }
    }

    /// Shows every claim again.
    pub(super) fn clear_filters(&mut self, commands: &mut Vec<Command>) {
        self.filter.clear();
        commands.push(Command::FilterStatuses(StatusFilter::ALL));
        commands.push(Command::FilterWords(String::new()));
    }
}

/// What a click on a chip makes of the filter.
fn after_click(now: StatusFilter, clicked: Option<Status>, modifiers: Modifiers) -> StatusFilter {
    let only = StatusFilter::only(clicked);
    if !modifiers.command && !modifiers.shift {
        return if now == only { StatusFilter::ALL } else { only };
    }
    // While all are shown no chip is on, so the first one adds to nothing.
    if now.is_all() { only } else { now.toggled(clicked) }
}

fn chips_ui(ui: &mut Ui, counts: StatusCounts, now: StatusFilter, with_words: bool) -> Option<StatusFilter> {
    let mut next = None;
    if ui.add(Chip::new("All").count(counts.total()).selected(now.is_all())).clicked() {
        next = Some(StatusFilter::ALL);
    }
    for status in Status::ALL_AND_NONE {
        let style = status_style(status, tokens(ui));
        let label = chip_label(ui, status, with_words);
        let on = !now.is_all() && now.shows(status);
        let response = ui.add(Chip::new(&label).count(counts.of(status)).selected(on));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_label(format!("{} {}", style.word, counts.of(status)));
        });
        if response.clicked() {
            next = Some(after_click(now, status, ui.input(|input| input.modifiers)));
        }
        if !with_words {
            response.on_hover_text(style.word);
        }
    }
    next
}

fn chip_label(ui: &Ui, status: Option<Status>, with_words: bool) -> String {
    let style = status_style(status, tokens(ui));
    if with_words { style.label() } else { style.mark.to_owned() }
}

/// How much room the chips take side by side, at most.
fn chips_width(ui: &Ui, counts: StatusCounts, with_words: bool) -> f32 {
    let measured = |text: String| {
        let font = fonts::ui_semibold(size::TEXT);
        ui.painter().layout_no_wrap(text, font, tokens(ui).muted).size().x + 2.0 * size::CHIP_PAD + size::GAP
    };
    let statuses = Status::ALL_AND_NONE
        .map(|status| measured(format!("{} {}", chip_label(ui, status, with_words), counts.of(status))));
    measured(format!("All {}", counts.total())) + statuses.iter().sum::<f32>()
}

fn clear_link(ui: &Ui, rect: Rect, wanted: bool) -> Option<Response> {
    if !wanted {
        return None;
    }
    Some(link(
        ui,
        ui.unique_id().with("clear filter"),
        rect.right_center(),
        Align2::RIGHT_CENTER,
        "Clear filter",
    ))
}

/// Words to click, anchored at a point.
pub(super) fn link(ui: &Ui, id: Id, at: egui::Pos2, anchor: Align2, words: &str) -> Response {
    let colours = tokens(ui);
    let galley = ui.painter().layout_no_wrap(words.to_owned(), fonts::ui(size::TEXT), colours.accent);
    let rect = anchor.anchor_size(at, galley.size());
    let response = ui.interact(rect, id, Sense::click()).on_hover_cursor(egui::CursorIcon::PointingHand);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, words));
    ui.painter().galley(rect.min, galley, colours.accent);
    if response.hovered() || response.has_focus() {
        let line = egui::Stroke::new(size::LINE, colours.accent);
        ui.painter().hline(rect.x_range(), rect.bottom() - size::LINE, line);
    }
    response
}

/// "13 claims, 4 sourced, 3 disputed, 5 unconfirmed, 1 not tagged".
fn spoken(counts: StatusCounts) -> String {
    let (all, rest) = phrases(counts);
    [vec![all], rest].concat().join(", ")
}

fn phrases(counts: StatusCounts) -> (String, Vec<String>) {
    let total = counts.total();
    let all = format!("{total} {}", if total == 1 { "claim" } else { "claims" });
    let rest = Status::ALL_AND_NONE
        .map(|status| format!("{} {}", counts.of(status), Status::word_or_none(status).to_lowercase()));
    (all, rest.to_vec())
}

fn counts_job(ui: &Ui, counts: StatusCounts, width: f32) -> LayoutJob {
    let colours = tokens(ui);
    let (all, rest) = phrases(counts);
    let mut job = LayoutJob::default();
    job.append(&all, 0.0, TextFormat::simple(fonts::ui_semibold(size::TEXT), colours.text));
    for phrase in rest {
        let format = TextFormat::simple(fonts::ui(size::TEXT), colours.muted);
        job.append(&format!(" · {phrase}"), 0.0, format);
    }
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    job
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCED: Option<Status> = Some(Status::Sourced);

    #[test]
    fn a_click_shows_only_this_status_and_another_click_shows_all() {
        let only = after_click(StatusFilter::ALL, SOURCED, Modifiers::NONE);
        assert_eq!(only, StatusFilter::only(SOURCED));
        assert!(after_click(only, SOURCED, Modifiers::NONE).is_all());
        assert_eq!(after_click(only, None, Modifiers::NONE), StatusFilter::only(None));
    }

    #[test]
    fn a_click_with_ctrl_or_shift_adds_and_takes_away() {
        let one = after_click(StatusFilter::ALL, SOURCED, Modifiers::COMMAND);
        assert_eq!(one, StatusFilter::only(SOURCED));
        let two = after_click(one, None, Modifiers::SHIFT);
        assert!(two.shows(SOURCED) && two.shows(None) && !two.shows(Some(Status::Disputed)));
        assert_eq!(after_click(two, None, Modifiers::COMMAND), one);
    }
}
