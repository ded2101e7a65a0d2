//! `Dialog`: which question or sheet is in front of the window.

use super::{Details, PathDialog, about, damaged, data_safety, keys, palette, unsaved};
use crate::{
    ui::{Asked, FilePurpose, ViewState},
    workspace::{Document, Leaving, Workspace},
};
use egui::Context;
use std::path::PathBuf;

/// A question or sheet in front of the window.
#[derive(Clone, Debug)]
pub enum Dialog {
    /// The sheet of all keys.
    Keys,
    /// What this program is.
    About,
    /// Title of the project, what the article states about itself.
    Details(Details),
    /// Which file, where the system has no dialog for it.
    Path(PathDialog),
}

impl Dialog {
    /// Title of the project, what the article states about itself.
    pub(in crate::ui) fn details(document: &Document) -> Self {
        Self::Details(Details::of(document.project()))
    }

    /// Which file.
    pub(in crate::ui) fn path(purpose: FilePurpose, document: Option<&Document>, recent: &[PathBuf]) -> Self {
        Self::Path(PathDialog::new(purpose, document, recent))
    }
}

/// Draws what is in front of the window, if anything is.
pub(in crate::ui) fn ui(ctx: &Context, workspace: &Workspace, view: &mut ViewState, asked: &mut Asked) {
    if let Leaving::Asking(next) = workspace.leaving() {
        view.palette = None;
        unsaved::ui(ctx, workspace, next, asked);
        return;
    }
    if let Some(damaged) = workspace.damaged() {
        view.palette = None;
        damaged::ui(ctx, damaged, &view.zone, &mut view.damaged, asked);
        return;
    }
    palette::ui(ctx, workspace, view, asked);
    if let Some(report) = workspace.safety() {
        data_safety::ui(ctx, report, &view.zone, &view.safety, asked);
        return;
    }
    let open = match &mut view.dialog {
        None => return,
        Some(Dialog::Keys) => keys::ui(ctx),
        Some(Dialog::About) => about::ui(ctx),
        Some(Dialog::Details(details)) => details.ui(ctx, workspace, asked),
        Some(Dialog::Path(dialog)) => dialog.ui(ctx, workspace, asked),
    };
    if !open {
        view.dialog = None;
    }
}
