//! The menu of the right mouse button.

use super::{
    scene::{Passage, Scene},
    tags::{claim_line, select},
};
use crate::{edit::Edit, model::TextRange, workspace::Command};
use egui::{Button, Response, Ui};

/// What the menu was asked for that is not a command.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct MenuOutcome {
    /// Copy what is selected.
    pub(super) copy: bool,
}

/// Shows the menu while it is open. `passages` are those under the mouse when it was opened.
pub(super) fn show(
    response: &Response,
    scene: &Scene<'_>,
    selected: Option<TextRange>,
    passages: &[Passage],
    commands: &mut Vec<Command>,
) -> MenuOutcome {
    let mut outcome = MenuOutcome::default();
    response.context_menu(|ui| {
        let can = selected.is_some();
        if entry(ui, "New claim from selection", "N", can)
            && let Some(range) = selected
        {
            commands.push(new_claim(scene.words.text, range));
        }
        if let Some(claim) = scene.document.selection().primary()
            && entry(ui, &format!("Add passage to {claim}"), "", can)
            && let Some(passage) = selected
        {
            commands.push(Command::Edit(Edit::AddPassage { claim, passage }));
        }
        outcome.copy = entry(ui, "Copy", "Ctrl+C", can);
        if passages.is_empty() {
            return;
        }
        ui.separator();
        for passage in passages {
            if entry(ui, &claim_line(scene, passage.claim), "", true) {
                commands.push(select(passage.claim, ui.input(|input| input.modifiers.command)));
            }
        }
        ui.separator();
        for passage in passages {
            if entry(ui, &format!("Remove this passage from {}", passage.claim), "", true) {
                let edit = Edit::RemovePassage { claim: passage.claim, passage: passage.range };
                commands.push(Command::Edit(edit));
            }
        }
    });
    outcome
}

fn entry(ui: &mut Ui, label: &str, key: &str, enabled: bool) -> bool {
    let clicked = ui.add_enabled(enabled, Button::new(label).shortcut_text(key)).clicked();
    if clicked {
        ui.close();
    }
    clicked
}

/// The command that makes a claim of a range of the article: its text starts as the words themselves.
pub(super) fn new_claim(text: &str, range: TextRange) -> Command {
    let words: Vec<&str> = text[range.bytes()].split_whitespace().collect();
    Command::Edit(Edit::AddClaim { text: words.join(" "), passages: vec![range] })
}
