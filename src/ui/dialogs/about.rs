//! What this program is.

use crate::{
    model::Status,
    ui::{
        theme::{fonts, size, status_style, tokens},
        widgets::{ModalButton, ModalFrame, ModalOutcome, Tag},
    },
};
use egui::{Context, Label, RichText, vec2};

/// Draws the sheet; says whether it stays open.
pub(super) fn ui(ctx: &Context) -> bool {
    let buttons = [ModalButton::primary("Close")];
    let (outcome, ()) = ModalFrame::new("About Claimdesk").width(500.0).buttons(&buttons).show(ctx, |ui| {
        let tokens = tokens(ui);
        let text = |words: &str| RichText::new(words).font(fonts::ui(size::TEXT)).color(tokens.text);
        let small = |words: &str| RichText::new(words).font(fonts::ui(size::TEXT_SMALL));
        let version = format!(
            "Version {}. A workspace for checking the facts of an article.",
            env!("CARGO_PKG_VERSION")
        );
        ui.add(Label::new(text(&version)).wrap());
        ui.add(Label::new(text("It works offline: nothing is sent or fetched.")).wrap());
        ui.add_space(size::GAP_LARGE);
        for status in Status::ALL_AND_NONE {
            let style = status_style(status, tokens);
            ui.horizontal_top(|ui| {
                ui.allocate_ui(vec2(110.0, size::TAG_HEIGHT), |ui| {
                    ui.set_width(110.0);
                    ui.add(Tag::new(&style.label(), style.fill, style.ink));
                });
                ui.add(Label::new(small(Status::meaning(status)).color(tokens.text)).wrap());
            });
        }
        ui.add_space(size::GAP);
        let faces = "Type: Inter and Libertinus Serif, under the SIL Open Font License 1.1.";
        ui.add(Label::new(small(faces).color(tokens.muted)).wrap());
    });
    outcome == ModalOutcome::Open
}
