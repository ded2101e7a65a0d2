//! What is shown of a claim while the pointer rests on it.

use super::scene::{Passage, Scene};
use crate::{
    model::ClaimId,
    ui::{
        theme::{fonts, size, status_style, tokens},
        widgets::quoted_words,
    },
    workspace::Document,
};
use egui::{Pos2, Sense, Ui};

/// The widest a tooltip becomes, in points.
const WIDTH: f32 = 340.0;

/// Shows the claim of a passage under the pointer, below the line the pointer is on: it stays
/// where it is while the pointer moves within the passage's line.
pub(super) fn show_for(ui: &Ui, scene: &Scene<'_>, pointer: Pos2, passages: &[Passage]) {
    let Some(passage) = passages.first() else { return };
    let Some(rect) = scene.rects(passage.range.bytes()).find(|rect| rect.contains(pointer)) else { return };
    let id = ui.unique_id().with(("passage", passage.anchor(), rect.top().to_bits()));
    let response = ui.interact(rect.intersect(scene.geometry.viewport), id, Sense::hover());
    response.on_hover_ui(|ui| {
        for (place, passage) in passages.iter().enumerate() {
            if place > 0 {
                ui.separator();
            }
            show_claim(ui, scene.document, passage.claim);
        }
    });
}

/// The id and status of a claim, and its text.
pub(super) fn show_claim(ui: &mut Ui, document: &Document, claim: ClaimId) {
    let Some(claim) = document.project().claim(claim) else { return };
    let tokens = tokens(ui);
    let style = status_style(claim.status, tokens);
    ui.set_max_width(WIDTH);
    let head = format!("{} {} · {}", style.mark, claim.id, style.word);
    quoted_words(ui, &head, fonts::ui_semibold(size::TEXT_SMALL), style.ink);
    if !claim.text.trim().is_empty() {
        quoted_words(ui, claim.text.trim(), fonts::ui(size::TEXT), tokens.text);
    }
}
