//! What each action does.

use super::{
    Action, App, FilePurpose,
    dialogs::{Dialog, Palette},
    panels::{
        ArticleView, BackupsView, ComparisonView, Edge, EdgeStep, HistoryPanel, InspectorView, TableLayout,
    },
    view_state::ViewState,
};
use crate::{
    edit::Edit,
    jobs::{Settings, Theme},
    model::{ClaimId, Source, without_hidden},
    workspace::{Column, Command, Next, Select, Workspace},
};
use egui::{Context, ViewportCommand};

/// The sizes that zooming goes through, as browsers have them.
const ZOOMS: [f32; 14] = [0.5, 0.67, 0.75, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0];

/// How long the clipboard may take to say what it holds, in seconds.
const CLIPBOARD_SECONDS: f64 = 0.5;

impl App {
    /// Does what was asked for by menu, key or palette; what is not available now does nothing.
    pub(super) fn perform(&mut self, action: Action, ctx: &Context) {
        if !self.has_action(action) {
            return;
        }
        if !matches!(action, Action::Palette | Action::Keys | Action::Copy) {
            self.commit_typing();
        }
        if matches!(
            action,
            Action::NewClaim
                | Action::EditClaim
                | Action::AddSource
                | Action::FilterTable
                | Action::ShowInTable
                | Action::NextClaim
                | Action::PreviousClaim
        ) {
            self.look_at_claims();
        }
        match action {
            Action::Answer(answer) => self.give_answer(answer),
            Action::CompareWithFile | Action::Backups | Action::DataSafety => self.look_back(action),
            Action::NewFromFile
            | Action::NewFromClipboard
            | Action::Open
            | Action::OpenSample
            | Action::Save
            | Action::SaveAs
            | Action::ExportMarkdown
            | Action::ExportCsv
            | Action::ProjectDetails
            | Action::CloseProject
            | Action::Quit => self.perform_on_project(action, ctx),
            Action::Undo => self.command(Command::Undo),
            Action::Redo => self.command(Command::Redo),
            Action::Copy => {
                self.view.article.copy(ctx);
            }
            Action::SelectArticle => self.view.article.select_all(),
            Action::SelectAllClaims => self.command(Command::Select(Select::All)),
            Action::Find => self.view.article.open_find(),
            Action::FindNext => self.command(Command::FindStep { forward: true }),
            Action::FindPrevious => self.command(Command::FindStep { forward: false }),
            Action::NextHidden => self.show_next_hidden(),
            Action::FilterTable => self.view.table.focus_filter(),
            Action::NewClaim => self.new_claim(),
            Action::AddPassage => self.add_passage(),
            Action::Tag(status) => self.edit_selected(|claims| Edit::SetStatus { claims, status }),
            Action::SetKind(kind) => {
                let kind = Some(kind);
                self.edit_selected(|claims| Edit::SetKind { claims, kind });
            }
            Action::EditClaim if self.view.table.has_focus(ctx) => self.view.table.edit_selected_cell(),
            Action::EditClaim => self.view.table.edit_selected(Column::Claim),
            Action::AddSource => self.add_source(),
            Action::DeleteClaims => self.edit_selected(Edit::DeleteClaims),
            Action::NextClaim => self.walk(1),
            Action::PreviousClaim => self.walk(-1),
            Action::ShowInArticle => {
                if let Some(id) = self.primary() {
                    self.show_in_article(id);
                }
            }
            Action::ShowInTable => {
                if let Some(id) = self.primary() {
                    self.view.table.reveal(id);
                }
            }
            Action::CycleClaims => {
                let document = self.workspace.document();
                if let Some(command) = document.and_then(|document| self.view.article.cycle_claims(document))
                {
                    self.command(command);
                }
            }
            Action::StartBack | Action::StartOn | Action::EndBack | Action::EndOn => self.move_edge(action),
            Action::ZoomIn
            | Action::ZoomOut
            | Action::ZoomReset
            | Action::ReadingLarger
            | Action::ReadingSmaller
            | Action::ReadingReset
            | Action::ThemeLight
            | Action::ThemeDark
            | Action::ThemeSystem => self.change_looks(action, ctx),
            Action::History => {
                self.view.history =
                    if self.view.history.is_none() { Some(HistoryPanel::default()) } else { None };
            }
            Action::ToggleColumn(column) => {
                let layout = self.view.table.layout_mut();
                let visible = layout.is_visible(column);
                layout.set_visible(column, !visible);
            }
            Action::NextPane => self.view.focus_next_pane(ctx, &self.workspace),
            Action::ResetLayout => self.reset_layout(ctx),
            Action::Palette => self.view.palette = Some(Palette::default()),
            Action::Keys => self.view.dialog = Some(Dialog::Keys),
            Action::About => self.view.dialog = Some(Dialog::About),
        }
    }

    /// What the menu of projects and their files asks for.
    fn perform_on_project(&mut self, action: Action, ctx: &Context) {
        match action {
            Action::NewFromFile => self.ask_for_file(FilePurpose::ImportArticle, String::new()),
            Action::NewFromClipboard => {
                let now = ctx.input(|input| input.time);
                self.view.awaits_clipboard_until = Some(now + CLIPBOARD_SECONDS);
                ctx.send_viewport_cmd(ViewportCommand::RequestPaste);
            }
            Action::Open => self.ask_for_file(FilePurpose::OpenProject, String::new()),
            Action::OpenSample => self.command(Command::Leave(Next::OpenSample)),
            Action::Save => self.command(Command::Save),
            Action::SaveAs => self.command(Command::AskWhereToSave),
            Action::ExportMarkdown => self.export(crate::format::ExportFormat::Markdown),
            Action::ExportCsv => self.export(crate::format::ExportFormat::Csv),
            Action::ProjectDetails => self.view.dialog = self.workspace.document().map(Dialog::details),
            Action::CloseProject => self.command(Command::Leave(Next::CloseProject)),
            _ => ctx.send_viewport_cmd(ViewportCommand::Close),
        }
    }

    fn primary(&self) -> Option<ClaimId> {
        self.workspace.document()?.selection().primary()
    }

    /// Centres the claim's first passage in the article and flashes it.
    pub(super) fn show_in_article(&mut self, id: ClaimId) {
        let Some(document) = self.workspace.document() else { return };
        if let Some(passage) = document.project().article().passages_of(id).next() {
            self.view.article.jump_to(passage);
        }
    }

    /// Selects the next hidden character after the caret, from the last on the first, and shows where it is.
    fn show_next_hidden(&mut self) {
        let Some(document) = self.workspace.document() else { return };
        if let Some(hidden) = document.project().article().next_hidden(self.view.article.caret()) {
            self.view.article.select(hidden);
            self.view.article.jump_to(hidden);
            self.view.article.request_focus();
        }
    }

    fn edit_selected(&mut self, edit: impl FnOnce(Vec<ClaimId>) -> Edit) {
        let Some(document) = self.workspace.document() else { return };
        let claims: Vec<ClaimId> = document.selection().claims().collect();
        self.command(Command::EndStep);
        self.command(Command::Edit(edit(claims)));
    }

    fn export(&mut self, format: crate::format::ExportFormat) {
        let Some(document) = self.workspace.document() else { return };
        let name = without_hidden(&document.name());
        self.ask_for_file(FilePurpose::Export(format), format!("{name}.{}", format.extension()));
    }

    /// A claim of the selected words, whose statement is typed next.
    fn new_claim(&mut self) {
        let claim = self.view.article.new_claim();
        let bare = || Command::Edit(Edit::AddClaim { text: String::new(), passages: Vec::new() });
        self.command(claim.unwrap_or_else(bare));
        self.view.article.clear_selection();
        self.view.inspector.focus_claim_text();
        if let Some(id) = self.primary() {
            self.view.table.reveal(id);
        }
    }

    fn add_passage(&mut self) {
        let Some(command) = self.primary().and_then(|claim| self.view.article.add_passage(claim)) else {
            return;
        };
        self.command(command);
        self.view.article.clear_selection();
    }

    fn add_source(&mut self) {
        let Some(claim) = self.primary() else { return };
        self.command(Command::Edit(Edit::AddSource { claim, source: Source::default() }));
        self.view.inspector.focus_last_source();
    }

    /// Goes to another row, and shows it in both panes: the key asks for it.
    fn walk(&mut self, by: isize) {
        self.command(Command::Select(Select::Rows { by, extend: false }));
        if let Some(id) = self.primary() {
            self.view.table.reveal(id);
            self.show_in_article(id);
        }
    }

    fn move_edge(&mut self, action: Action) {
        let Some(document) = self.workspace.document() else { return };
        let (edge, forward) = match action {
            Action::StartBack => (Edge::Start, false),
            Action::StartOn => (Edge::Start, true),
            Action::EndBack => (Edge::End, false),
            _ => (Edge::End, true),
        };
        if let Some(command) = self.view.article.move_edge(document, edge, forward, EdgeStep::Word) {
            self.command(command);
        }
    }

    fn change_looks(&mut self, action: Action, ctx: &Context) {
        let settings = &mut self.settings;
        let usual = Settings::default();
        match action {
            Action::ZoomIn => settings.zoom = next_zoom(settings.zoom, true),
            Action::ZoomOut => settings.zoom = next_zoom(settings.zoom, false),
            Action::ZoomReset => settings.zoom = 1.0,
            Action::ReadingLarger => settings.reading_size += 1.0,
            Action::ReadingSmaller => settings.reading_size -= 1.0,
            Action::ReadingReset => settings.reading_size = usual.reading_size,
            Action::ThemeLight => settings.theme = Theme::Light,
            Action::ThemeDark => settings.theme = Theme::Dark,
            _ => settings.theme = Theme::System,
        }
        settings.reading_size = settings.reading_size.clamp(10.0, 40.0);
        self.apply_looks(ctx);
    }

    fn reset_layout(&mut self, ctx: &Context) {
        let usual = Settings::default();
        self.settings.article_share = usual.article_share;
        self.settings.table_share = usual.table_share;
        self.settings.columns = usual.columns;
        self.settings.zoom = usual.zoom;
        self.settings.reading_size = usual.reading_size;
        *self.view.table.layout_mut() = TableLayout::default();
        self.view.history = None;
        self.apply_looks(ctx);
    }
}

/// The next size up or down from this one.
fn next_zoom(zoom: f32, up: bool) -> f32 {
    let close = 0.01;
    let next = if up {
        ZOOMS.into_iter().find(|each| *each > zoom + close)
    } else {
        ZOOMS.into_iter().rfind(|each| *each < zoom - close)
    };
    next.unwrap_or(zoom)
}

impl ViewState {
    /// Forgets what belonged to the project that was on the desk.
    pub(super) fn forget_project(&mut self) {
        self.article = ArticleView::default();
        self.table.forget_project();
        self.inspector = InspectorView::default();
        self.comparison = ComparisonView::default();
        self.backups = BackupsView::default();
        self.dialog = None;
    }

    /// The keyboard goes to the pane after the one that has it: article, claims or what stands in their
    /// place, the inspector while it shows a claim, and what waits for an answer.
    fn focus_next_pane(&mut self, ctx: &Context, workspace: &Workspace) {
        let shows_claim =
            workspace.document().is_some_and(|document| document.selection().primary().is_some());
        let has_inspector = workspace.backups().is_none();
        let in_claims =
            self.table.has_focus(ctx) || self.comparison.has_focus(ctx) || self.backups.has_focus(ctx);
        if self.article.has_focus(ctx) {
            if workspace.backups().is_some() {
                self.backups.focus();
            } else if workspace.comparison().is_some() {
                self.comparison.focus();
            } else {
                self.table.focus();
            }
        } else if in_claims && shows_claim && has_inspector {
            self.inspector.focus_claim_text();
        } else if self.banners.is_shown && (in_claims || self.inspector.is_typing()) {
            self.banners.wants_focus = true;
        } else {
            self.article.request_focus();
        }
    }
}
