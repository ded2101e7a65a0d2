//! Two versions compared, beside the article.

use super::{
    difference_list::{DifferenceList, ListOutcome},
    heading::{heading, one_line},
};
use crate::{
    model::Project,
    ui::{
        Asked,
        theme::{fonts, size, tokens},
        widgets::{ButtonKind, PushButton},
    },
    workspace::{Command, CompareWith, Comparison, Document},
};
use egui::{Context, Key, Modifiers, Stroke, Ui};
use std::sync::Arc;

/// What the panel remembers.
#[derive(Debug, Default)]
pub struct ComparisonView {
    list: DifferenceList,
    /// The version on the desk when the comparison came.
    of: Option<Arc<Project>>,
}

impl ComparisonView {
    /// Gives the list the keyboard.
    pub fn focus(&mut self) {
        self.list.focus();
    }

    /// Whether the list has the keyboard.
    pub fn has_focus(&self, ctx: &Context) -> bool {
        self.list.has_focus(ctx)
    }
}

/// Draws the panel; says whether it is to be closed.
pub(in crate::ui::panels) fn ui(
    ui: &mut Ui,
    comparison: &Comparison,
    document: &Document,
    view: &mut ComparisonView,
    asked: &mut Asked,
) -> bool {
    let tokens = tokens(ui);
    ui.painter().rect_filled(ui.max_rect(), 0.0, tokens.chrome);
    if view.of.is_none() {
        view.list.focus();
    }
    let of = view.of.get_or_insert_with(|| Arc::clone(document.project()));
    let concerns_desk = comparison.with != CompareWith::Recovered;
    let is_old = concerns_desk && !of.ptr_eq(document.project());
    let (title, legend) = match comparison.with {
        CompareWith::File => ("Now compared with the saved version", "− saved  + now"),
        CompareWith::Recovered => ("What the recovered work changed", "− before  + recovered"),
        CompareWith::Outside => ("Their version compared with mine", "− mine  + theirs"),
    };
    let mut closed = false;
    ui.horizontal(|ui| {
        ui.add_space(size::TABLE_PAD);
        ui.vertical(|ui| {
            ui.add_space(size::GAP_SMALL);
            closed = heading(ui, title, "Close comparison");
            let words = format!("{} · {legend}", sentence_case(&comparison.difference.summary()));
            let width = ui.available_width() - size::GAP;
            one_line(ui, width, &words, &fonts::ui(size::TEXT_SMALL), tokens.muted);
            if is_old {
                let again =
                    PushButton::new("Changed since then. Compare again").kind(ButtonKind::Link).small();
                if ui.add(again).clicked() {
                    asked.commands.push(Command::Compare(comparison.with));
                    view.of = None;
                }
            }
            ui.add_space(size::GAP_SMALL);
        });
    });
    let under = ui.cursor().top();
    ui.painter().hline(ui.max_rect().x_range(), under, Stroke::new(size::LINE, tokens.line));
    ui.add_space(size::LINE);
    let outcome = view.list.ui(ui, &comparison.difference, document, asked);
    closed || outcome == ListOutcome::Closed || is_escaped(ui)
}

/// Whether Esc was pressed while nothing had the keyboard.
pub(super) fn is_escaped(ui: &Ui) -> bool {
    ui.memory(|memory| memory.focused().is_none())
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
}

fn sentence_case(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
