//! The menu of the right mouse button.

use super::{
    claim_entry::claim_entry,
    scene::{Passage, Scene},
};
use crate::{edit::Edit, model::TextRange, ui::answer::may_change, workspace::Command};
use egui::{Button, Response, Ui};

/// Where very many passages overlap, the menu lists as many of them as this, the smallest first.
const LISTED: usize = 8;

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
        let may_change = may_change(scene.document);
        let can = selected.is_some() && may_change;
        if entry(ui, "New claim of the selected words", "N", can)
            && let Some(range) = selected
        {
            commands.push(new_claim(scene.words.text, range));
        }
        if let Some(claim) = scene.document.selection().primary()
            && entry(ui, &format!("Add passage to {claim}"), "Shift+N", can)
            && let Some(passage) = selected
        {
            commands.push(Command::Edit(Edit::AddPassage { claim, passage }));
        }
        outcome.copy = entry(ui, "Copy", "Ctrl+C", selected.is_some());
        if passages.is_empty() {
            return;
        }
        ui.separator();
        for passage in passages.iter().take(LISTED) {
            claim_entry(ui, scene.document, passage.claim, commands);
        }
        ui.separator();
        for passage in removable(scene, passages) {
            if entry(ui, &format!("Remove this passage from {}", passage.claim), "", may_change) {
                let edit = Edit::RemovePassage { claim: passage.claim, passage: passage.range };
                commands.push(Command::Edit(edit));
            }
        }
    });
    outcome
}

/// The passages that can be taken away: the smallest, and those of selected claims.
fn removable<'p>(scene: &Scene<'_>, passages: &'p [Passage]) -> impl Iterator<Item = &'p Passage> {
    let selection = scene.document.selection();
    let others = passages.iter().skip(1).filter(move |passage| selection.contains(passage.claim));
    passages.iter().take(1).chain(others.take(LISTED))
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
