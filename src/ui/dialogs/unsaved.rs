//! Asks what to do with unsaved changes before a project is left.

use crate::{
    ui::{
        Asked,
        theme::{fonts, size, tokens},
        widgets::{ModalButton, ModalFrame, ModalOutcome, sentence},
    },
    workspace::{Command, Document, JournalState, Next, UnsavedAnswer, Workspace},
};
use egui::{Context, Label, RichText};

/// Draws the question.
pub(super) fn ui(ctx: &Context, workspace: &Workspace, next: &Next, asked: &mut Asked) {
    let name = workspace.document().map_or_else(String::new, Document::name);
    let before = match next {
        Next::Quit => "before Claimdesk quits",
        Next::CloseProject => "before it is closed",
        Next::Open(_)
        | Next::OpenSample
        | Next::OpenBackup { .. }
        | Next::OpenSides(_)
        | Next::Recover(_) => "before another project is opened",
        Next::Import(_) | Next::NewFromText { .. } => "before a new project is made",
    };
    let question = format!("Save the changes to “{name}” {before}?");
    let buttons =
        [ModalButton::danger("Don't save"), ModalButton::plain("Cancel"), ModalButton::primary("Save")];
    let frame = ModalFrame::new("Unsaved changes").buttons(&buttons).from_the_right();
    let (outcome, ()) = frame.show(ctx, |ui| {
        let tokens = tokens(ui);
        sentence(ui, &question, fonts::ui(size::TEXT), tokens.text);
        ui.add_space(size::GAP_SMALL);
        let words = workspace.document().map_or("", without_saving);
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

/// What becomes of the changes when they are not saved.
fn without_saving(document: &Document) -> &'static str {
    match (document.journal(), document.path()) {
        (JournalState::Off(_), _) => {
            "Without saving they are lost: recovery is off, so what was changed is written down nowhere."
        }
        (_, None) => "Without saving, the project goes to the trash with everything that was done to it.",
        (_, Some(_)) => {
            "Without saving, the file stays as it is. The changes stay in the journal, marked as given up."
        }
    }
}
