//! Asks what to do with unsaved changes before a project is left.

use crate::{
    ui::{
        Asked,
        theme::{fonts, size, tokens},
        widgets::{ModalButton, ModalFrame, ModalOutcome, sentence},
    },
    workspace::{Command, Document, Next, UnsavedAnswer, Workspace},
};
use egui::{Context, Label, RichText};

/// Draws the question.
pub(super) fn ui(ctx: &Context, workspace: &Workspace, next: &Next, asked: &mut Asked) {
    let name = workspace.document().map_or_else(String::new, Document::name);
    let before = match next {
        Next::Quit => "before Claimdesk quits",
        Next::CloseProject => "before it is closed",
        Next::Open(_) | Next::OpenSample => "before another project is opened",
        Next::Import(_) | Next::NewFromText { .. } => "before a new project is made",
    };
    let question = format!("Save the changes to “{name}” {before}?");
    let buttons =
        [ModalButton::danger("Don't save"), ModalButton::plain("Cancel"), ModalButton::primary("Save")];
    let (outcome, ()) = ModalFrame::new("Unsaved changes").buttons(&buttons).show(ctx, |ui| {
        let tokens = tokens(ui);
        sentence(ui, &question, fonts::ui(size::TEXT), tokens.text);
        ui.add_space(size::GAP_SMALL);
        let words = "Without saving, what was changed since the last save is lost.";
        ui.add(Label::new(RichText::new(words).font(fonts::ui(size::TEXT_SMALL)).color(tokens.muted)).wrap());
    });
    let answer = match outcome {
        ModalOutcome::Open => return,
        ModalOutcome::Pressed(0) => UnsavedAnswer::Discard,
        ModalOutcome::Pressed(2) => UnsavedAnswer::Save,
        ModalOutcome::Pressed(_) | ModalOutcome::Cancelled => UnsavedAnswer::Cancel,
    };
    asked.commands.push(Command::AnswerUnsaved(answer));
}
