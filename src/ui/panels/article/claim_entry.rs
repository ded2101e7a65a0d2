//! A claim as an entry of a menu, and what a click on a claim asks for.

use crate::{
    model::{ClaimId, show_visibly},
    ui::{
        text::paint_one_line,
        theme::{fonts, size, status_style, tokens},
    },
    workspace::{Command, Document, Select},
};
use egui::{Align2, CornerRadius, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Width of an entry, and of the id at its beginning, in points.
const WIDTH: f32 = 360.0;
const ID_WIDTH: f32 = 64.0;

/// The command of a click on a claim.
pub(super) fn select(claim: ClaimId, toggle: bool) -> Command {
    Command::Select(if toggle { Select::Toggle(claim) } else { Select::Only(claim) })
}

/// The claim in one line, its text in whatever script; a click selects it and closes the menu.
pub(super) fn claim_entry(ui: &mut Ui, document: &Document, id: ClaimId, commands: &mut Vec<Command>) {
    let Some(claim) = document.project().claim(id) else { return };
    let tokens = tokens(ui);
    let style = status_style(claim.status, tokens);
    let (rect, response) = ui.allocate_exact_size(vec2(WIDTH, size::CONTROL_HEIGHT), Sense::click());
    response.widget_info(|| {
        WidgetInfo::labeled(
            Role::MenuItem,
            true,
            format!("{id}, {}: {}", style.word, show_visibly(&claim.text)),
        )
    });
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, CornerRadius::same(size::CORNER_SMALL), tokens.hover_fill);
    }
    let inner = rect.shrink2(vec2(size::GAP, 0.0));
    let label = format!("{} {id}", style.mark);
    let font = fonts::ui_medium(size::TEXT_SMALL);
    ui.painter().text(inner.left_center(), Align2::LEFT_CENTER, label, font, style.ink);
    let words = Rect::from_min_max(pos2(inner.left() + ID_WIDTH, inner.top()), inner.max);
    paint_one_line(ui.painter(), words, &claim.text, &fonts::ui(size::TEXT), tokens.text);
    if response.clicked() {
        commands.push(select(id, ui.input(|input| input.modifiers.command)));
        ui.close();
    }
}
