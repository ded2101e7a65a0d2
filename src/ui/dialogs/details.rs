//! The title of the project, and what the article states about itself.

use crate::{
    edit::Edit,
    model::{MetadataField, NOT_STATED, Project},
    ui::{
        Asked,
        answer::may_change,
        theme::{fonts, size, tokens},
        widgets::{ModalButton, ModalFrame, ModalOutcome, TextField, section_label},
    },
    workspace::{Command, Workspace},
};
use egui::{Context, Id, Label, RichText};

/// What is being typed.
#[derive(Clone, Debug)]
pub struct Details {
    title: String,
    fields: [String; MetadataField::ALL.len()],
    focused: bool,
}

impl Details {
    /// As the project has it now.
    pub(super) fn of(project: &Project) -> Self {
        let metadata = project.article().metadata();
        Self {
            title: project.title().to_owned(),
            fields: MetadataField::ALL.map(|field| metadata.get(field).unwrap_or_default().to_owned()),
            focused: false,
        }
    }

    /// Draws the dialog; says whether it stays open.
    pub(super) fn ui(&mut self, ctx: &Context, workspace: &Workspace, asked: &mut Asked) -> bool {
        let is_read_only = !workspace.document().is_some_and(may_change);
        let buttons = [ModalButton::plain("Cancel"), ModalButton::primary("Keep").enabled(!is_read_only)];
        let (outcome, ()) = ModalFrame::new("Project details").buttons(&buttons).show(ctx, |ui| {
            section_label(ui, "Title of the project");
            let id = Id::unique("title of the project");
            if !self.focused {
                // Asked until it lasts: a dialog's first frame only measures, and loses it.
                self.focused = ui.memory(|memory| memory.has_focus(id));
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            let title = TextField::new("Title of the project", &mut self.title).id(id).hint("Untitled");
            title.read_only(is_read_only).show(ui);
            ui.add_space(size::GAP);
            let words = "What the article states about itself. Leave empty what it does not state.";
            let words = RichText::new(words).font(fonts::ui(size::TEXT_SMALL)).color(tokens(ui).muted);
            ui.add(Label::new(words).wrap());
            ui.add_space(size::GAP);
            for (field, typed) in MetadataField::ALL.into_iter().zip(&mut self.fields) {
                section_label(ui, field.label());
                TextField::new(field.label(), typed).hint(NOT_STATED).read_only(is_read_only).show(ui);
                ui.add_space(size::GAP_SMALL);
            }
        });
        if outcome == ModalOutcome::Pressed(1)
            && let Some(document) = workspace.document()
        {
            self.keep(document.project(), asked);
        }
        outcome == ModalOutcome::Open
    }

    fn keep(&self, project: &Project, asked: &mut Asked) {
        let before = Self::of(project);
        if self.title.trim() != before.title {
            asked.commands.push(Command::Edit(Edit::SetTitle(self.title.trim().to_owned())));
        }
        for (index, field) in MetadataField::ALL.into_iter().enumerate() {
            let typed = &self.fields[index];
            if typed.trim() != before.fields[index] {
                asked.commands.push(Command::Edit(Edit::SetMetadata { field, typed: typed.clone() }));
            }
        }
    }
}
