//! A workspace with the table and nothing else, driven through what a screen reader hears.

use claimdesk::{
    edit::Edit,
    model::{ClaimField, ClaimId, Kind, Status, TextRange, Timestamp},
    ui::{ClaimsTableView, TableLayout, theme},
    workspace::{Command, Document, Job, Next, Workspace},
};
use egui::{Key, Modifiers, Pos2, UiBuilder, Vec2, accesskit::Role};
use egui_kittest::{Harness, Node, kittest::Queryable};
use jiff::tz::TimeZone;

/// The workspace and the table.
pub(super) struct Desk {
    pub(super) workspace: Workspace,
    pub(super) view: ClaimsTableView,
    pub(super) now: i64,
}

impl Desk {
    pub(super) fn new(article: &str) -> Self {
        let view = ClaimsTableView::new(TableLayout::default(), TimeZone::UTC);
        let mut desk = Self { workspace: Workspace::default(), view, now: 1_732_449_840 };
        let title = "Test".to_owned();
        desk.handle(Command::Leave(Next::NewFromText { title, text: article.to_owned() }));
        desk
    }

    pub(super) fn handle(&mut self, command: Command) {
        // Far enough apart that no two edits are one step.
        self.now += 10;
        let mut jobs = self.workspace.handle(command, Timestamp::from_unix_seconds(self.now));
        // The keeper of the project is not at this desk.
        jobs.retain(|job| !matches!(job, Job::Protect(_) | Job::Record { .. }));
        assert!(jobs.is_empty(), "{jobs:?}");
    }

    pub(super) fn edit(&mut self, edit: Edit) {
        self.handle(Command::Edit(edit));
        assert!(self.workspace.notices().is_empty(), "{:?}", self.workspace.notices());
    }

    /// Adds a claim with a passage of one byte.
    pub(super) fn add(
        &mut self,
        text: &str,
        status: Option<Status>,
        kind: Option<Kind>,
        who: &str,
    ) -> ClaimId {
        let claim = self.document().project().next_claim_id();
        let at = (claim.number() as usize - 1) * 2;
        let passages = TextRange::new(at, at + 1).into_iter().collect();
        self.edit(Edit::AddClaim { text: text.to_owned(), passages });
        self.edit(Edit::SetStatus { claims: vec![claim], status });
        self.edit(Edit::SetKind { claims: vec![claim], kind });
        self.edit(Edit::SetField { claim, field: ClaimField::Attribution, typed: who.to_owned() });
        claim
    }

    pub(super) fn document(&self) -> &Document {
        self.workspace.document().expect("a project is open")
    }
}

/// The window of these tests.
pub(super) type Window = Harness<'static, Desk>;

/// Six claims: sourced, disputed, unconfirmed and not tagged, of several kinds.
pub(super) fn six_claims() -> Desk {
    let mut desk = Desk::new(&"a ".repeat(20));
    desk.add("Troops pulled back", Some(Status::Sourced), Some(Kind::Event), "Puls > Sky News");
    desk.add("Heavy losses", Some(Status::Unconfirmed), Some(Kind::Causal), "Ukrainian forces");
    desk.add("About 11,000 soldiers", Some(Status::Disputed), Some(Kind::Number), "Intelligence");
    desk.add("Brainwashing", None, Some(Kind::Assessment), "");
    desk.add("Documents were taken", Some(Status::Sourced), None, "Special forces");
    desk.add("Zelenskyy said 4,000", Some(Status::Disputed), Some(Kind::Number), "V. Zelenskyy");
    desk.handle(Command::Select(claimdesk::workspace::Select::None));
    desk
}

pub(super) fn window(desk: Desk) -> Window {
    window_of(desk, Vec2::new(764.0, 420.0))
}

pub(super) fn window_of(desk: Desk, size: Vec2) -> Window {
    let mut window = Harness::builder()
        .with_size(size)
        .with_context_setup(theme::install)
        .with_step_dt(0.05)
        .build_ui_state(
            |ui, desk: &mut Desk| {
                let mut commands = Vec::new();
                let whole = ui.ctx().content_rect();
                let mut ui = ui.new_child(UiBuilder::new().max_rect(whole));
                ui.set_clip_rect(whole);
                desk.view.ui(&mut ui, desk.workspace.document().expect("a project is open"), &mut commands);
                for command in commands {
                    desk.handle(command);
                }
            },
            desk,
        );
    window.run();
    window
}

/// The names of the rows that are drawn, from top to bottom, up to their status.
pub(super) fn ids(window: &Window) -> Vec<String> {
    let list = window.state().document().list();
    let shown: Vec<String> = list.rows().iter().map(ToString::to_string).collect();
    for id in &shown {
        row(window, id);
    }
    shown
}

/// The drawn row of a claim.
pub(super) fn row<'a>(window: &'a Window, id: &str) -> Node<'a> {
    let start = format!("{id}, ");
    window.get_by(move |node| {
        node.role() == Role::Row && node.label().is_some_and(|label| label.starts_with(&start))
    })
}

/// The cell of a claim with these words.
pub(super) fn cell<'a>(window: &'a Window, id: &str, words: &'a str) -> Node<'a> {
    row(window, id).get_by_role_and_label(Role::Cell, words)
}

pub(super) fn click(window: &mut Window, id: &str) {
    row(window, id).click();
    window.run();
    settle(window);
}

pub(super) fn click_with(window: &mut Window, id: &str, modifiers: Modifiers) {
    row(window, id).click_modifiers(modifiers);
    window.run();
    settle(window);
}

/// Lets so much time pass that the next click is not part of a double click.
pub(super) fn settle(window: &mut Window) {
    window.run_steps(8);
}

pub(super) fn double_click(window: &mut Window, at: Pos2) {
    settle(window);
    for _ in 0..2 {
        window.hover_at(at);
        for pressed in [true, false] {
            let button = egui::PointerButton::Primary;
            window.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
        }
    }
    window.run();
    settle(window);
}

pub(super) fn press(window: &mut Window, key: Key) {
    window.key_press(key);
    window.run();
}

pub(super) fn press_with(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run();
}

pub(super) fn type_text(window: &mut Window, text: &str) {
    window.event(egui::Event::Text(text.to_owned()));
    window.run();
}

/// The selected claims, and the primary one behind a colon.
pub(super) fn selected(window: &Window) -> String {
    let selection = window.state().document().selection();
    let ids: Vec<String> = selection.claims().map(|id| id.to_string()).collect();
    format!("{}:{}", ids.join(" "), selection.primary().map_or_else(String::new, |id| id.to_string()))
}

pub(super) fn id(number: u32) -> ClaimId {
    ClaimId::new(number).expect("claims are counted from 1")
}

/// What stands in a field of a claim.
pub(super) fn field(window: &Window, number: u32, field: ClaimField) -> String {
    window.state().document().project().claim(id(number)).expect("the claim exists").field(field)
}

pub(super) fn status(window: &Window, number: u32) -> Option<Status> {
    window.state().document().project().claim(id(number)).expect("the claim exists").status
}

/// How many steps can be undone.
pub(super) fn steps(window: &Window) -> usize {
    window.state().document().history().past().len()
}
