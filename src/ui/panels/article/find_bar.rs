//! `FindBar`: what is looked for in the article, in a bar of its own above the text.

use super::geometry::Geometry;
use crate::{
    ui::{
        theme::{Tokens, fonts, size},
        widgets::{ButtonKind, Chip, PushButton, TextField},
    },
    workspace::{Command, Document, FindQuery, Search},
};
use egui::{
    Align, CornerRadius, Key, Layout, Rect, Ui, UiBuilder, Widget as _,
    text::{CCursor, CCursorRange},
};

/// Height of the bar, its line included, in points.
pub(super) const HEIGHT: f32 = 41.0;
/// The widest the field becomes, in points.
const FIELD_WIDTH: f32 = 220.0;
/// Room for the count, in points.
const COUNT_WIDTH: f32 = 78.0;
/// The same in a bar with little room, in points.
const TIGHT_COUNT_WIDTH: f32 = 48.0;
/// Below this width of the bar, the switches have short names, in points.
const NARROW: f32 = 620.0;
/// Below this width of the bar, the switches are mere signs, in points.
const TIGHT: f32 = 400.0;
const WHOLE_WORDS: &str = "Whole words";
const MATCH_CASE: &str = "Match case";

/// What is typed into the bar, and whether it is open.
#[derive(Clone, Debug, Default)]
pub(super) struct FindBar {
    is_open: bool,
    query: FindQuery,
    wants_focus: bool,
}

/// What became of the bar in a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FindOutcome {
    /// It stays as it is.
    Stays,
    /// It was closed.
    Closed,
}

impl FindBar {
    pub(super) fn is_open(&self) -> bool {
        self.is_open
    }

    /// Opens the bar, or goes back to its field; `words` take the place of those looked for last.
    pub(super) fn open(&mut self, words: Option<String>) {
        self.is_open = true;
        self.wants_focus = true;
        if let Some(words) = words {
            self.query.words = words;
        }
    }

    pub(super) fn close(&mut self) {
        self.is_open = false;
        self.wants_focus = false;
    }

    /// Shows the bar at the top of the pane. `from` is where a new search starts.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        document: &Document,
        geometry: &Geometry,
        from: usize,
        tokens: &Tokens,
        commands: &mut Vec<Command>,
    ) -> FindOutcome {
        let bar = geometry.pane.with_max_y(geometry.pane.top() + HEIGHT).with_max_x(geometry.strip.left());
        ui.painter().rect_filled(bar, CornerRadius::ZERO, tokens.chrome);
        let line = bar.with_min_y(bar.bottom() - size::LINE);
        ui.painter().rect_filled(line, CornerRadius::ZERO, tokens.line);

        let inner = Rect::from_min_max(bar.min, line.right_top()).shrink2([10.0, 0.0].into());
        let layout = Layout::right_to_left(Align::Center);
        let mut bar_ui = ui.new_child(UiBuilder::new().id_salt("find bar").max_rect(inner).layout(layout));
        bar_ui.set_clip_rect(bar.intersect(ui.clip_rect()));
        self.show_parts(&mut bar_ui, document.search(), from, tokens, commands)
    }

    /// From right to left, so that the bar ends at the strip however wide the pane is.
    fn show_parts(
        &mut self,
        ui: &mut Ui,
        search: &Search,
        from: usize,
        tokens: &Tokens,
        commands: &mut Vec<Command>,
    ) -> FindOutcome {
        let room = ui.available_width();
        let of_length = |long, short, sign| match room {
            room if room >= NARROW => long,
            room if room >= TIGHT => short,
            _ => sign,
        };
        let is_tight = room < TIGHT;
        ui.spacing_mut().item_spacing.x = if is_tight { 1.0 } else { size::GAP_SMALL };
        let button = |label, name| PushButton::new(label).kind(ButtonKind::Quiet).accessible_name(name);
        if search.is_outdated() {
            commands.push(Command::Find { query: search.query().clone(), from });
        }
        let mut outcome = FindOutcome::Stays;
        if button("×", "Close find").ui(ui).clicked() {
            outcome = FindOutcome::Closed;
        }
        let mut query = self.query.clone();
        if switch(ui, of_length(WHOLE_WORDS, "Words", "W"), WHOLE_WORDS, query.whole_words) {
            query.whole_words = !query.whole_words;
        }
        if switch(ui, of_length(MATCH_CASE, "Case", "Aa"), MATCH_CASE, query.match_case) {
            query.match_case = !query.match_case;
        }
        let has_matches = !search.matches().is_empty();
        let mut step = None;
        if button("↓", "Next match").enabled(has_matches).ui(ui).clicked() {
            step = Some(true);
        }
        if button("↑", "Previous match").enabled(has_matches).ui(ui).clicked() {
            step = Some(false);
        }
        show_count(ui, search, &self.query, if is_tight { TIGHT_COUNT_WIDTH } else { COUNT_WIDTH }, tokens);

        let width = ui.available_width().min(FIELD_WIDTH);
        let output = TextField::new("Find in the article", &mut query.words)
            .hint("Find in the article…")
            .width(width)
            .id(ui.unique_id().with("words"))
            .compact()
            .show_with_output(ui);
        let field = output.response.response.clone();
        if self.wants_focus {
            self.wants_focus = false;
            field.request_focus();
            let all = CCursorRange::two(CCursor::default(), CCursor::new(query.words.chars().count()));
            let mut state = output.state;
            state.cursor.set_char_range(Some(all));
            state.store(ui.ctx(), field.id);
        }
        let (enter, escape, shift) = ui.input(|input| {
            (input.key_pressed(Key::Enter), input.key_pressed(Key::Escape), input.modifiers.shift)
        });
        if field.lost_focus() && enter {
            step = Some(!shift);
        }
        if step.is_some()
            || query.match_case != self.query.match_case
            || query.whole_words != self.query.whole_words
        {
            field.request_focus();
        }
        if escape && (field.has_focus() || field.lost_focus()) {
            outcome = FindOutcome::Closed;
        }
        self.query = query.clone();
        if query != *search.query() {
            commands.push(Command::Find { query, from });
        } else if let Some(forward) = step {
            commands.push(Command::FindStep { forward });
        }
        outcome
    }
}

/// A switch that may be shown by less than its name.
fn switch(ui: &mut Ui, shown: &str, name: &str, is_on: bool) -> bool {
    let response = Chip::new(shown).selected(is_on).ui(ui);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    let response = if shown == name { response } else { response.on_hover_text(name) };
    response.clicked()
}

fn show_count(ui: &mut Ui, search: &Search, query: &FindQuery, width: f32, tokens: &Tokens) {
    let words = count_words(search, query);
    let ink = if words == NO_MATCH { tokens.disputed } else { tokens.muted };
    let (rect, response) = ui.allocate_exact_size([width, size::CONTROL_HEIGHT].into(), egui::Sense::hover());
    let font = fonts::ui(size::TEXT_SMALL);
    ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, &words, font, ink);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
}

const NO_MATCH: &str = "No match";

/// "3 of 17", "No match", or nothing while nothing is looked for.
fn count_words(search: &Search, query: &FindQuery) -> String {
    if query.words.is_empty() {
        return "–".to_owned();
    }
    if search.is_pending() {
        return "…".to_owned();
    }
    let more = if search.is_cut_off() { "+" } else { "" };
    match search.current() {
        Some(current) => format!("{} of {}{more}", current + 1, search.matches().len()),
        None => NO_MATCH.to_owned(),
    }
}
