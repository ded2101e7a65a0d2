//! When an action can be asked for, and what it is called just then.

use super::{Action, answer::may_change, view_state::ViewState};
use crate::workspace::{Document, Workspace};
use std::borrow::Cow;

/// Whether the action can be asked for now.
pub(super) fn is_available(action: Action, workspace: &Workspace, view: &ViewState) -> bool {
    let document = workspace.document();
    let with = |check: fn(&Document) -> bool| document.is_some_and(check);
    if changes_project(action) && !with(may_change) {
        return false;
    }
    match action {
        Action::NewFromFile
        | Action::NewFromClipboard
        | Action::Open
        | Action::OpenSample
        | Action::Quit
        | Action::ZoomIn
        | Action::ZoomOut
        | Action::ZoomReset
        | Action::ThemeLight
        | Action::ThemeDark
        | Action::ThemeSystem
        | Action::ResetLayout
        | Action::Palette
        | Action::Keys
        | Action::DataSafety
        | Action::About => true,
        Action::Answer(answer) => document.is_some_and(|document| answer.is_wanted(document)),
        Action::CompareWithFile => with(|document| document.in_file().is_some()),
        Action::Backups => with(|document| document.path().is_some()),
        Action::Save
        | Action::SaveAs
        | Action::ExportMarkdown
        | Action::ExportCsv
        | Action::ProjectDetails
        | Action::CloseProject
        | Action::SelectArticle
        | Action::Find
        | Action::FilterTable
        | Action::NewClaim
        | Action::ReadingLarger
        | Action::ReadingSmaller
        | Action::ReadingReset
        | Action::History
        | Action::NextPane
        | Action::ToggleColumn(_)
        | Action::CycleClaims => document.is_some(),
        Action::Undo => with(|document| document.history().past().len() > 0),
        Action::Redo => with(|document| document.history().future().len() > 0),
        Action::Copy => document.is_some() && view.article.selection().is_some(),
        Action::FindNext | Action::FindPrevious => with(|document| !document.search().matches().is_empty()),
        Action::NextHidden => with(|document| document.project().article().hidden_count() > 0),
        Action::AddPassage => {
            with(|document| document.selection().primary().is_some()) && view.article.selection().is_some()
        }
        Action::SelectAllClaims | Action::NextClaim | Action::PreviousClaim => {
            with(|document| !document.list().rows().is_empty())
        }
        Action::Tag(_)
        | Action::SetKind(_)
        | Action::EditClaim
        | Action::AddSource
        | Action::DeleteClaims
        | Action::ShowInTable => with(|document| document.selection().primary().is_some()),
        Action::ShowInArticle | Action::StartBack | Action::StartOn | Action::EndBack | Action::EndOn => {
            with(|document| {
                let primary = document.selection().primary();
                primary.is_some_and(|id| document.project().article().passages_of(id).next().is_some())
            })
        }
    }
}

/// Whether the action changes the project or its file, and so is none for one that may only be looked at.
const fn changes_project(action: Action) -> bool {
    matches!(
        action,
        Action::Save
            | Action::Undo
            | Action::Redo
            | Action::NewClaim
            | Action::AddPassage
            | Action::Tag(_)
            | Action::SetKind(_)
            | Action::EditClaim
            | Action::AddSource
            | Action::DeleteClaims
            | Action::StartBack
            | Action::StartOn
            | Action::EndBack
            | Action::EndOn
    )
}

/// What the action is called now: "Undo tag C12 disputed", "Add passage to C12".
pub(super) fn label(action: Action, workspace: &Workspace, view: &ViewState) -> Cow<'static, str> {
    let fixed = action.entry().label;
    let Some(document) = workspace.document() else { return fixed.into() };
    let selection = document.selection();
    let several = selection.len() > 1;
    match action {
        Action::Undo => match document.history().past().next_back() {
            Some(step) => format!("Undo {}", step.label()).into(),
            None => fixed.into(),
        },
        Action::Redo => match document.history().future().next() {
            Some(step) => format!("Redo {}", step.label()).into(),
            None => fixed.into(),
        },
        Action::NewClaim if view.article.selection().is_some() => "New claim of the selected words".into(),
        Action::NewClaim => "New claim without a passage".into(),
        Action::AddPassage => match selection.primary() {
            Some(id) => format!("Add passage to {id}").into(),
            None => fixed.into(),
        },
        Action::DeleteClaims if several => format!("Delete {} claims", selection.len()).into(),
        Action::DeleteClaims => match selection.primary() {
            Some(id) => format!("Delete claim {id}").into(),
            None => fixed.into(),
        },
        _ => fixed.into(),
    }
}
