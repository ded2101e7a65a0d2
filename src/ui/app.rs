//! `App`: one frame of the window: finished work, keys, panels, and what they asked for.

use super::{
    Action, Asked, Desktop, FileAnswer, FilePurpose, FileRequest, ViewState, dialogs, keyboard, panels,
    safety::{Unconfirmed, brings_project, takes_project_away},
    table_settings, theme,
};
use crate::{
    jobs::{Call, Calls, Jobs, Settings, SettingsKeeper, Theme, WindowSize},
    model::show_visibly,
    workspace::{Command, Document, Job, JobResult, Leaving, Next, Notice, Workspace},
};
use egui::{Context, Popup, ThemePreference, Ui, ViewportCommand};
use std::{fmt, path::PathBuf};

/// The window, without a windowing system: it is drawn into any egui `Ui`.
pub struct App {
    pub(super) workspace: Workspace,
    pub(super) view: ViewState,
    pub(super) settings: Settings,
    pub(super) desktop: Box<dyn Desktop>,
    jobs: Jobs,
    /// What the window is told from outside.
    calls: Calls,
    keeper: SettingsKeeper,
    /// What the system's file dialog was asked for.
    asked_file: Option<FilePurpose>,
    /// Nothing keeps the window open any more.
    quitting: bool,
    /// The window is to come to the front.
    wants_front: bool,
    /// The folder whose entries were asked for last.
    listing: Option<PathBuf>,
    /// The recent projects whose files were looked for.
    looked_for: Vec<PathBuf>,
    /// The title that the window was given.
    title: String,
    /// How long a save waits to be confirmed.
    pub(super) unconfirmed: Unconfirmed,
}

/// What the window begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Start {
    /// The start page.
    #[default]
    StartPage,
    /// A project, or a text file to make one of, by its extension.
    File(PathBuf),
}

impl App {
    /// Puts the window together. Fonts, colours and sizes are installed in the context.
    pub fn new(
        ctx: &Context,
        desktop: Box<dyn Desktop>,
        jobs: Jobs,
        (keeper, settings): (SettingsKeeper, Settings),
    ) -> Self {
        theme::install(ctx);
        ctx.options_mut(|options| {
            // Zoom and quitting are actions of our own, so that zoom is remembered and quitting asks.
            options.zoom_with_keyboard = false;
            options.quit_shortcuts.clear();
        });
        let layout = table_settings::layout_from(&settings.columns);
        let view = ViewState::new(layout, desktop.time_zone());
        let workspace = Workspace::new(table_settings::arrangement_from(&settings.columns));
        let mut app = Self {
            workspace,
            view,
            settings,
            desktop,
            jobs,
            calls: Calls::none(),
            keeper,
            asked_file: None,
            quitting: false,
            wants_front: false,
            listing: None,
            looked_for: Vec::new(),
            title: String::new(),
            unconfirmed: Unconfirmed::default(),
        };
        app.apply_looks(ctx);
        app
    }

    /// Begins with a file, as given on the command line.
    pub fn start_with(&mut self, start: Start) {
        self.jobs.start(Job::ListUnfinished);
        if let Start::File(path) = start {
            self.command(Command::Leave(next_for(path)));
        }
    }

    /// Does from now on what these calls ask for.
    pub fn listen_to(&mut self, calls: Calls) {
        self.calls = calls;
    }

    /// Adds something to tell the person.
    pub fn notify(&mut self, notice: Notice) {
        self.workspace.notify(notice);
    }

    /// What is on the desk.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// What needs doing even while the window is hidden: work that came back, questions to close.
    pub fn logic(&mut self, ctx: &Context) {
        let mut settled = 0;
        // Work that follows at once from other work is done within the frame; more than a few rounds
        // would mean a circle.
        while settled < 16 {
            let finished = self.jobs.finished();
            if finished.is_empty() {
                break;
            }
            for result in finished {
                self.finish(result);
            }
            settled += 1;
        }
        if let Some(answer) = self.asked_file.and_then(|_| self.desktop.file_answer()) {
            self.take_file_answer(answer);
        }
        self.answer_calls(ctx);
        self.save_unconfirmed(ctx);
        self.guard_closing(ctx);
        self.show_title(ctx);
    }

    /// Draws one frame.
    pub fn ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.logic(&ctx);
        if let Some(document) = self.workspace.document() {
            // Keys act on the words that stand there now, also when another version has just come.
            self.view.article.follow(document);
        }
        self.take_clipboard(&ctx);
        let mut asked = Asked::default();
        if self.takes_keys() {
            asked.actions = keyboard::take_actions(&ctx, self.typing(&ctx));
            if !asked.actions.is_empty() {
                Popup::close_all(&ctx);
            }
        }
        // Keys act on what was on the screen when they were pressed.
        self.do_asked(&ctx, std::mem::take(&mut asked));

        panels::menu_bar::ui(ui, &self.workspace, &mut self.view, &self.settings, &mut asked);
        let ViewState { zone, banners, .. } = &mut self.view;
        panels::banners::ui(ui, &self.workspace, (zone, banners), &mut asked);
        panels::status_bar::ui(ui, &self.workspace, &self.view, &self.settings, &mut asked);
        if self.workspace.document().is_some() {
            panels::desk::ui(ui, &self.workspace, &mut self.view, &mut self.settings, &mut asked);
        } else {
            self.look_for_recent();
            panels::start_page::ui(ui, &self.workspace, &self.settings, &self.view.zone, &mut asked);
        }
        dialogs::ui(&ctx, &self.workspace, &mut self.view, &mut asked);
        panels::notices::ui(&ctx, &self.workspace, &mut self.view, self.asked_file, &mut asked);
        self.do_asked(&ctx, asked);
        // Answers that came at once, as they do for quick work, are seen in this frame.
        self.logic(&ctx);
        self.remember(&ctx);
    }

    /// The program ends: what is to be remembered is written.
    pub fn on_exit(&mut self) {
        self.jobs.end();
        self.keeper.keep_at_last(&self.settings);
    }

    /// Has the files of the recent projects looked for, once, elsewhere: a network drive may be slow.
    fn look_for_recent(&mut self) {
        let recent = self.settings.recent.paths();
        if self.looked_for != recent {
            self.looked_for = recent.to_vec();
            self.jobs.start(Job::LookFor(self.looked_for.clone()));
        }
    }

    /// Whether keys stand for actions: not while something in front of the window has them.
    fn takes_keys(&self) -> bool {
        self.view.dialog.is_none()
            && self.view.palette.is_none()
            && self.workspace.damaged().is_none()
            && self.workspace.safety().is_none()
            && !matches!(self.workspace.leaving(), Leaving::Asking(_))
    }

    fn typing(&self, ctx: &Context) -> keyboard::Typing {
        // In an open menu letters pick a line, or nothing; what lies behind it stays as it is.
        let in_menu = Popup::is_any_open(ctx) || self.view.table.has_menu_open();
        let in_field = ctx.text_edit_focused();
        keyboard::Typing {
            in_field: in_field || in_menu,
            with_own_undo: in_menu || in_field && !self.view.inspector.is_typing(),
            on_widget: ctx.memory(egui::Memory::focused).is_some() && !self.view.article.has_focus(ctx),
        }
    }

    pub(super) fn command(&mut self, command: Command) {
        self.note_asked(&command);
        let now = self.desktop.now();
        let jobs = self.workspace.handle(command, now);
        self.start(jobs);
    }

    /// Takes what came of work done elsewhere.
    pub fn finish(&mut self, result: JobResult) {
        if let JobResult::Opened { path, outcome: Ok(_) } | JobResult::Saved { path, outcome: Ok(_), .. } =
            &result
        {
            self.settings.recent.add(path);
        }
        let replaces = brings_project(&result);
        self.wants_front |= matches!(result, JobResult::AskedToShow);
        let is_safety_old = self.is_safety_old(&result);
        if takes_project_away(&result) {
            self.commit_typing();
        }
        let now = self.desktop.now();
        let jobs = self.workspace.finish(result, now);
        if replaces && self.workspace.leaving() == &Leaving::No {
            self.view.forget_project();
        }
        self.start(jobs);
        if is_safety_old {
            self.command(Command::LookAtSafety { verify: false });
        }
    }

    fn start(&mut self, jobs: Vec<Job>) {
        for job in jobs {
            match job {
                Job::AskWhereToSave { suggested_name } => {
                    self.ask_for_file(FilePurpose::SaveProject, suggested_name);
                }
                Job::Quit => self.quitting = true,
                Job::PutAway(_) => {
                    // First, or the last one to let go of the claims would be the window.
                    self.view.forget_project();
                    self.jobs.start(job);
                }
                job => self.jobs.start(job),
            }
        }
    }

    pub(super) fn ask_for_file(&mut self, purpose: FilePurpose, suggested_name: String) {
        if self.asked_file.is_some() {
            return;
        }
        let path = self.workspace.document().and_then(Document::path);
        let folder = path.or_else(|| self.settings.recent.paths().first().map(PathBuf::as_path));
        let folder = folder.and_then(|path| path.parent()).map(ToOwned::to_owned);
        self.asked_file = Some(purpose);
        self.desktop.ask_for_file(&FileRequest { purpose, suggested_name, folder });
    }

    pub(super) fn take_file_answer(&mut self, answer: FileAnswer) {
        let Some(purpose) = self.asked_file.take() else { return };
        match answer {
            FileAnswer::NoDialog => {
                self.listing = None;
                self.desktop.forget_file_dialog();
                self.asked_file = Some(purpose);
                let document = self.workspace.document();
                let recent = self.settings.recent.paths();
                self.view.dialog = Some(dialogs::Dialog::path(purpose, document, recent));
            }
            FileAnswer::Cancelled => {
                self.desktop.forget_file_dialog();
                if purpose == FilePurpose::SaveProject {
                    self.finish(JobResult::WhereToSave(None));
                }
            }
            FileAnswer::Chosen(path) => self.use_file(purpose, path),
        }
    }

    fn use_file(&mut self, purpose: FilePurpose, mut path: PathBuf) {
        // The dialog asked about a file of the name as it was typed, not of this one.
        let is_renamed = purpose.writes() && path.extension().is_none();
        if is_renamed {
            path.set_extension(purpose.filter().extensions[0]);
        }
        match purpose {
            FilePurpose::OpenProject => self.command(Command::Leave(Next::Open(path))),
            FilePurpose::ImportArticle => self.command(Command::Leave(Next::Import(path))),
            FilePurpose::SaveProject if is_renamed => self.finish(JobResult::WhereToSaveNew(path)),
            FilePurpose::SaveProject => self.finish(JobResult::WhereToSave(Some(path))),
            FilePurpose::Export(format) => self.command(Command::Export { format, path }),
        }
    }

    /// A project made of what the clipboard held, once it has come.
    fn take_clipboard(&mut self, ctx: &Context) {
        let Some(until) = self.view.awaits_clipboard_until else { return };
        let pasted = ctx.input_mut(|input| {
            let at = input.events.iter().position(|event| matches!(event, egui::Event::Paste(_)))?;
            match input.events.remove(at) {
                egui::Event::Paste(text) => Some(text),
                _ => None,
            }
        });
        if pasted.is_none() && ctx.input(|input| input.time) < until {
            ctx.request_repaint();
            return;
        }
        self.view.awaits_clipboard_until = None;
        // Of an empty clipboard, or of one with a picture, nothing comes at all.
        let text = pasted.unwrap_or_default();
        if text.trim().is_empty() {
            self.notify(Notice::warning("The clipboard holds no text.", "Copy an article first."));
            return;
        }
        match crate::format::import_plain_text(text.as_bytes()) {
            Ok(text) => self.command(Command::Leave(Next::NewFromText { title: String::new(), text })),
            Err(error) => {
                self.notify(Notice::error("The clipboard's text cannot be used.", error.to_string()));
            }
        }
    }

    fn answer_calls(&mut self, ctx: &Context) {
        for call in self.calls.taken() {
            match call {
                Call::CloseNow => {
                    self.commit_typing();
                    self.quitting = true;
                }
                Call::Show => self.wants_front = true,
            }
        }
        if std::mem::take(&mut self.wants_front) {
            ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
            ctx.send_viewport_cmd(ViewportCommand::Focus);
            // Where a window may not come to the front by itself, it asks to be looked at.
            let attention = egui::UserAttentionType::Informational;
            ctx.send_viewport_cmd(ViewportCommand::RequestUserAttention(attention));
        }
    }

    fn guard_closing(&mut self, ctx: &Context) {
        let asked_to_close = ctx.input(|input| input.viewport().close_requested());
        if asked_to_close && !self.quitting {
            self.commit_typing();
            // Asks first when something is unsaved; otherwise it quits at once.
            self.command(Command::Leave(Next::Quit));
        }
        if self.quitting {
            // A summary that is being written is still to be finished.
            match (self.jobs.is_writing(), asked_to_close) {
                (true, true) => ctx.send_viewport_cmd(ViewportCommand::CancelClose),
                (false, false) => ctx.send_viewport_cmd(ViewportCommand::Close),
                (true, false) | (false, true) => {}
            }
            return;
        }
        if !asked_to_close {
            return;
        }
        ctx.send_viewport_cmd(ViewportCommand::CancelClose);
    }

    fn show_title(&mut self, ctx: &Context) {
        let title = self.workspace.document().map_or_else(
            || "Claimdesk".to_owned(),
            |document| {
                let dot = if document.has_unsaved_changes() { "• " } else { "" };
                format!("{dot}{} – Claimdesk", show_visibly(&document.name()))
            },
        );
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// Colours and sizes as the settings say.
    pub(super) fn apply_looks(&mut self, ctx: &Context) {
        ctx.set_theme(match self.settings.theme {
            Theme::System => ThemePreference::System,
            Theme::Light => ThemePreference::Light,
            Theme::Dark => ThemePreference::Dark,
        });
        ctx.set_zoom_factor(self.settings.zoom);
    }

    /// Writes down how the window looks, for the next time.
    fn remember(&mut self, ctx: &Context) {
        let zoom = ctx.zoom_factor();
        ctx.input(|input| {
            let viewport = input.viewport();
            let (Some(inner), false) = (viewport.inner_rect, viewport.minimized == Some(true)) else {
                return;
            };
            let maximised = viewport.maximized == Some(true) || viewport.fullscreen == Some(true);
            let before = self.settings.window.unwrap_or_default();
            self.settings.window = Some(if maximised {
                WindowSize { maximised, ..before }
            } else {
                WindowSize {
                    width: (inner.width() * zoom).round(),
                    height: (inner.height() * zoom).round(),
                    maximised,
                }
            });
        });
        if let Some(document) = self.workspace.document() {
            let sort = document.list().arrangement().sort;
            table_settings::keep(&mut self.settings.columns, self.view.table.layout(), sort);
        }
        // Not in every frame of a drag: only when the mouse rests.
        if !ctx.input(|input| input.pointer.any_down()) {
            self.keeper.keep(&self.settings);
        }
    }

    /// What is half typed becomes part of the project before anything else happens to it.
    pub(super) fn commit_typing(&mut self) {
        if let Some(command) = self.view.table.commit_edit() {
            self.command(command);
        }
    }

    fn do_asked(&mut self, ctx: &Context, asked: Asked) {
        for command in asked.commands {
            self.command(command);
        }
        for action in asked.actions {
            self.perform(action, ctx);
        }
        if let Some(id) = asked.show_in_article {
            self.show_in_article(id);
        }
        if let Some(passage) = asked.show_passage {
            self.view.article.jump_to(passage);
        }
        if let Some(folder) = asked.list_folder.filter(|folder| self.listing.as_ref() != Some(folder)) {
            self.listing = Some(folder.clone());
            self.jobs.start(Job::ListFolder(folder));
        }
        if let Some(path) = asked.open_recent {
            self.command(Command::Leave(next_for(path)));
        }
        if let Some(path) = asked.forget_recent {
            self.settings.recent.remove(&path);
        }
        if let Some(answer) = asked.file_answer {
            self.take_file_answer(answer);
        }
        if let Some(address) = asked.open_web_page
            && let Err(why) = self.desktop.open_web_page(&address)
        {
            self.notify(Notice::error("The web page could not be opened.", why));
        }
    }

    pub(super) fn has_action(&self, action: Action) -> bool {
        super::availability::is_available(action, &self.workspace, &self.view)
    }
}

/// What to do with a file, by its extension: projects are opened, anything else is an article.
fn next_for(path: PathBuf) -> Next {
    if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ron")) {
        Next::Open(path)
    } else {
        Next::Import(path)
    }
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App").field("workspace", &self.workspace).finish_non_exhaustive()
    }
}
