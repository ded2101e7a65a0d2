//! What the person is told, at the bottom of the window.

use crate::{
    ui::{
        Asked, FileAnswer, FilePurpose, ViewState,
        theme::size,
        widgets::{Toast, ToastKind, ToastOutcome},
    },
    workspace::{Command, Notice, Severity, Workspace},
};
use egui::{Context, Key};
use std::time::Duration;

/// How long a message that asks for nothing stays, in seconds.
const MESSAGE_SECONDS: f64 = 5.0;

/// Draws the newest notice that is still to be read, and a word about an open file dialog.
pub(in crate::ui) fn ui(
    ctx: &Context,
    workspace: &Workspace,
    view: &mut ViewState,
    asked_file: Option<FilePurpose>,
    asked: &mut Asked,
) {
    let mut above = size::STATUS_BAR + size::GAP_LARGE;
    if let Some(purpose) = asked_file.filter(|_| view.dialog.is_none()) {
        let text = format!("“{}”: the system's file dialog is open.", purpose.title());
        match Toast::new(&text).action("Type a path instead").above_bottom(above).show(ctx) {
            ToastOutcome::Pressed => asked.file_answer = Some(FileAnswer::NoDialog),
            ToastOutcome::Dismissed => asked.file_answer = Some(FileAnswer::Cancelled),
            ToastOutcome::Shown => {}
        }
        above += 52.0;
    }
    let Some(index) = workspace.notices().len().checked_sub(1) else {
        view.notice_since = None;
        return;
    };
    let notice = &workspace.notices()[index];
    let kind = match notice.severity {
        Severity::Info => ToastKind::Message,
        Severity::Warning => ToastKind::Warning,
        Severity::Error => ToastKind::Error,
    };
    // Esc puts it away when nobody else has a use for it.
    let nobody_else = view.dialog.is_none() && ctx.memory(|memory| memory.focused().is_none());
    let escaped = nobody_else && ctx.input(|input| input.key_pressed(Key::Escape));
    let shown = Toast::new(&words(notice)).kind(kind).above_bottom(above).show(ctx);
    if escaped || shown != ToastOutcome::Shown {
        asked.commands.push(Command::DismissNotice(index));
        view.notice_since = None;
        return;
    }
    if notice.severity == Severity::Info {
        let now = ctx.input(|input| input.time);
        let since = *view.notice_since.get_or_insert(now);
        let left = MESSAGE_SECONDS - (now - since);
        if left <= 0.0 {
            asked.commands.push(Command::DismissNotice(index));
            view.notice_since = None;
        } else {
            ctx.request_repaint_after(Duration::from_secs_f64(left));
        }
    } else {
        view.notice_since = None;
    }
}

fn words(notice: &Notice) -> String {
    if notice.detail.is_empty() { notice.text.clone() } else { format!("{}\n{}", notice.text, notice.detail) }
}
