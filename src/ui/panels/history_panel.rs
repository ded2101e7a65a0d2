//! The list of steps: what was done, when; a click goes there.

use crate::{
    ui::{
        Asked, ViewState,
        local_time::local_time,
        text::paint_one_line,
        theme::{fonts, size, tokens},
        widgets::{ButtonKind, PushButton, sentence_on_hover},
    },
    workspace::{Command, Document},
};
use egui::{
    Align, Frame, Layout, Margin, Panel, Rect, RichText, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo,
    vec2,
};
use jiff::tz::TimeZone;

/// The height of one step, in points.
const ROW: f32 = 26.0;

/// What the list of steps remembers.
#[derive(Clone, Copy, Debug, Default)]
pub struct HistoryPanel {
    /// How many steps lay in the past when it was last drawn: a new one is scrolled into view.
    past: Option<usize>,
}

/// Draws the list at the right edge.
pub(in crate::ui) fn ui(ui: &mut Ui, document: &Document, view: &mut ViewState, asked: &mut Asked) {
    let tokens = tokens(ui);
    let frame = Frame::new().fill(tokens.chrome).inner_margin(Margin::same(0));
    let zone = view.zone.clone();
    let Some(panel) = &mut view.history else { return };
    let mut close = false;
    let shown = Panel::right("history").resizable(true).default_size(240.0).frame(frame).show(ui, |ui| {
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            ui.label(RichText::new("History").font(fonts::ui_semibold(size::TEXT)));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(8.0);
                let button = PushButton::new("×").kind(ButtonKind::Quiet).accessible_name("Close history");
                close = ui.add(button).clicked();
            });
        });
        let past = document.history().past().len();
        let total = past + document.history().future().len();
        let moved = panel.past.replace(past) != Some(past);
        ui.spacing_mut().item_spacing.y = 0.0;
        // One row more than steps: where the sitting began.
        ScrollArea::vertical().auto_shrink(false).show_rows(ui, ROW, total + 1, |ui, rows| {
            if moved {
                let down = (past as f32 - rows.start as f32) * ROW;
                let now = Rect::from_min_size(ui.max_rect().min + vec2(0.0, down), vec2(1.0, ROW));
                ui.scroll_to_rect(now, None);
            }
            for row in rows {
                if step_row(ui, document, &zone, row, row == past).clicked() {
                    asked.commands.push(Command::GoToStep(row));
                }
            }
        });
    });
    let rect = shown.response.rect;
    ui.painter().vline(rect.left() + 0.5, rect.y_range(), Stroke::new(size::LINE, tokens.line));
    if close {
        view.history = None;
    }
}

/// The state after that many steps.
fn step_row(ui: &mut Ui, document: &Document, zone: &TimeZone, row: usize, is_now: bool) -> egui::Response {
    let tokens = tokens(ui);
    let history = document.history();
    let past = history.past().len();
    let step = match row.checked_sub(1) {
        None => None,
        Some(index) if index < past => history.past().nth(index),
        Some(index) => history.future().nth(index - past),
    };
    let label = step.map_or_else(|| "Start".to_owned(), |step| capitalised(step.label()));
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_now, &label));
    let painter = ui.painter();
    if is_now {
        painter.rect_filled(rect, 0.0, tokens.accent_fill);
    } else if response.hovered() || response.has_focus() {
        painter.rect_filled(rect, 0.0, tokens.hover_fill);
    }
    let undone = row > past;
    let mut words = rect.shrink2(vec2(12.0, 0.0));
    if let Some(step) = step {
        let time =
            painter.layout_no_wrap(local_time(step.at(), zone), fonts::ui(size::TEXT_LABEL), tokens.muted);
        let width = time.size().x;
        painter.galley(words.right_center() - vec2(width, time.size().y / 2.0), time, tokens.muted);
        words.set_right(words.right() - width - size::GAP);
    }
    let color = if undone { tokens.muted } else { tokens.text };
    let is_cut = paint_one_line(painter, words, &label, &fonts::ui(size::TEXT_SMALL), color);
    if is_cut { sentence_on_hover(response, || label) } else { response }
}

fn capitalised(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
