//! A window with nothing in it but the article's pane, and the workspace that obeys its commands.

use claimdesk::{
    edit::Edit,
    jobs::{self, Surroundings},
    model::{Anchor, Article, Claim, ClaimId, Project, Status, TextRange, Timestamp, show_visibly},
    ui::{
        panels::{ArticleOptions, ArticleView},
        text::{BlockStyle, TextBlock},
        theme::{self, fonts},
    },
    workspace::{Command, Document, JobResult, Next, Workspace},
};
use egui::{Key, Modifiers, Pos2, Rect, Vec2, pos2};
use egui_kittest::{Harness, kittest::Queryable as _};
use std::sync::Arc;

use crate::cpu_renderer::CpuRenderer;
use crate::pictures::add_arabic_and_hebrew;

/// What the window holds.
pub(super) struct Desk {
    pub(super) workspace: Workspace,
    pub(super) view: ArticleView,
    pub(super) options: ArticleOptions,
    /// Everything the pane has asked for.
    pub(super) asked: Vec<Command>,
}

impl Desk {
    pub(super) fn document(&self) -> &Document {
        self.workspace.document().expect("a project is open")
    }

    fn obey(&mut self, command: Command) {
        let now = Timestamp::from_unix_seconds(1_732_276_800);
        let mut work = self.workspace.handle(command, now);
        while let Some(job) = work.pop() {
            if let Some(result) = jobs::run(job, &Surroundings::none()) {
                work.extend(self.workspace.finish(result, now));
            }
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui) {
        let mut commands = Vec::new();
        let Some(document) = self.workspace.document() else { return };
        self.view.ui(ui, document, &self.options, &mut commands);
        for command in commands {
            self.asked.push(command.clone());
            self.obey(command);
            ui.ctx().request_repaint();
        }
    }
}

/// A sitting at the article.
pub(super) struct Sitting {
    pub(super) harness: Harness<'static, Desk>,
}

/// The size of the pane beside the table in a window of 1440 by 900 points.
pub(super) const PANE: Vec2 = Vec2::new(676.0, 841.0);

impl Sitting {
    /// The finished sample.
    pub(super) fn with_sample() -> Self {
        let mut workspace = Workspace::default();
        let now = Timestamp::from_unix_seconds(0);
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/saves/kursk.ron");
        for job in workspace.handle(Command::Leave(Next::Open(path.into())), now) {
            let result = jobs::run(job, &Surroundings::none()).expect("opening gives an answer");
            workspace.finish(result, now);
        }
        Self::at(workspace, PANE, egui::Theme::Light)
    }

    /// An article drawn with passages in brackets: `"The {C01:moon} is {C02:made of {C03:cheese}}"`.
    pub(super) fn drawn(drawn: &str) -> Self {
        Self::with_project(project(drawn), PANE)
    }

    pub(super) fn with_project(project: Project, pane: Vec2) -> Self {
        Self::in_theme(project, pane, egui::Theme::Light)
    }

    pub(super) fn in_theme(project: Project, pane: Vec2, theme: egui::Theme) -> Self {
        let mut workspace = Workspace::default();
        let now = Timestamp::from_unix_seconds(0);
        workspace.handle(Command::Leave(Next::OpenSample), now);
        workspace.finish(JobResult::SampleOpened(Ok(Arc::new(project))), now);
        Self::at(workspace, pane, theme)
    }

    fn at(workspace: Workspace, pane: Vec2, theme: egui::Theme) -> Self {
        let desk = Desk {
            workspace,
            view: ArticleView::default(),
            options: ArticleOptions::default(),
            asked: Vec::new(),
        };
        let harness = Harness::builder()
            .with_size(pane)
            .with_theme(theme)
            .with_step_dt(1.0 / 60.0)
            .with_max_steps(400)
            .with_render_cursor(false)
            .with_context_setup(|ctx| {
                theme::install(ctx);
                add_arabic_and_hebrew(ctx);
            })
            .renderer(CpuRenderer::default())
            .build_ui_state(
                |ui, desk: &mut Desk| {
                    // The margin that the harness gives every window is no part of the pane.
                    let room = ui.ctx().content_rect();
                    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(room));
                    ui.set_clip_rect(room);
                    desk.ui(&mut ui);
                },
                desk,
            );
        let mut sitting = Self { harness };
        sitting.harness.run();
        sitting
    }

    pub(super) fn desk(&self) -> &Desk {
        self.harness.state()
    }

    pub(super) fn document(&self) -> &Document {
        self.desk().document()
    }

    pub(super) fn view(&mut self) -> &mut ArticleView {
        &mut self.harness.state_mut().view
    }

    pub(super) fn run(&mut self) {
        self.harness.run();
    }

    pub(super) fn obey(&mut self, command: Command) {
        self.harness.state_mut().obey(command);
        self.run();
    }

    pub(super) fn edit(&mut self, edit: Edit) {
        self.obey(Command::Edit(edit));
    }

    /// Where words of the article are.
    pub(super) fn find(&self, words: &str) -> TextRange {
        let start = self.document().project().article().text().find(words).expect("the words are there");
        TextRange::new(start, start + words.len()).expect("not empty")
    }

    /// The middle of a paragraph's box on the screen.
    pub(super) fn paragraph(&self, begins: &str) -> Rect {
        let begins = &*show_visibly(begins);
        self.harness.get_by(|node| node.label().is_some_and(|label| label.starts_with(begins))).rect()
    }

    /// Where on the screen the caret before these words stands.
    pub(super) fn place_of(&self, words: &str) -> Pos2 {
        self.place_of_byte(self.find(words).start())
    }

    /// Where on the screen the caret before a byte stands: its paragraph, laid out once more.
    pub(super) fn place_of_byte(&self, byte: usize) -> Pos2 {
        let article = self.document().project().article();
        let paragraph = article.paragraphs().at(byte);
        let words = &article.text()[paragraph.bytes()];
        let rect = self.paragraph(words);
        let size = self.desk().options.reading_size;
        let style = BlockStyle {
            line_height: Some((size * 1.5).round()),
            ..BlockStyle::new(fonts::article(size), rect.width())
        };
        let caret = self
            .harness
            .ctx
            .fonts_mut(|fonts| TextBlock::layout(fonts, words, &style).caret_rect(byte - paragraph.start));
        pos2(rect.left() + caret.left(), rect.top() + caret.center().y)
    }

    /// A click with the left button, the keys held.
    pub(super) fn click(&mut self, at: Pos2, modifiers: Modifiers) {
        self.press(at, modifiers);
        self.release(at, modifiers);
        self.run();
    }

    /// A click, and time enough that the next one is not its second half.
    pub(super) fn click_alone(&mut self, at: Pos2, modifiers: Modifiers) {
        self.click(at, modifiers);
        self.harness.run_steps(40);
    }

    pub(super) fn press(&mut self, at: Pos2, modifiers: Modifiers) {
        self.move_to(at, modifiers);
        self.button(at, true, modifiers);
    }

    pub(super) fn release(&mut self, at: Pos2, modifiers: Modifiers) {
        self.button(at, false, modifiers);
        self.harness.event(egui::Event::ModifiersChanged(Modifiers::NONE));
        self.harness.step();
    }

    fn button(&mut self, pos: Pos2, pressed: bool, modifiers: Modifiers) {
        let event =
            egui::Event::PointerButton { pos, button: egui::PointerButton::Primary, pressed, modifiers };
        self.harness.event(egui::Event::ModifiersChanged(modifiers));
        self.harness.event(event);
        self.harness.step();
    }

    pub(super) fn move_to(&mut self, at: Pos2, modifiers: Modifiers) {
        self.harness.event(egui::Event::ModifiersChanged(modifiers));
        self.harness.event(egui::Event::PointerMoved(at));
        self.harness.step();
    }

    /// From one place to another with the button down, in small moves.
    pub(super) fn drag(&mut self, from: Pos2, to: Pos2, modifiers: Modifiers) {
        self.press(from, modifiers);
        for step in 1..=8 {
            let share = step as f32 / 8.0;
            self.move_to(from + (to - from) * share, modifiers);
        }
        self.release(to, modifiers);
        self.run();
    }

    pub(super) fn key(&mut self, key: Key, modifiers: Modifiers) {
        self.harness.key_press_modifiers(modifiers, key);
        self.run();
    }

    pub(super) fn wheel(&mut self, points: f32) {
        self.harness.event(egui::Event::PointerMoved(pos2(200.0, 300.0)));
        self.harness.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: Vec2::new(0.0, points),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        });
        self.harness.run_steps(60);
    }

    /// The words that are selected.
    pub(super) fn selected(&self) -> Option<&str> {
        self.desk().view.selected_text()
    }

    /// The claims that are selected, by id.
    pub(super) fn selected_claims(&self) -> Vec<String> {
        self.document().selection().claims().map(|id| id.to_string()).collect()
    }
}

/// Makes a project of a drawn article; claims are tagged in turn.
pub(super) fn project(drawn: &str) -> Project {
    let mut text = String::new();
    let mut open: Vec<(ClaimId, usize)> = Vec::new();
    let mut anchors = Vec::new();
    let mut rest = drawn;
    while let Some(next) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix('{') {
            let (id, words) = after.split_once(':').expect("an id and its words");
            open.push((id.parse().expect("a claim id"), text.len()));
            rest = words;
        } else if let Some(after) = rest.strip_prefix('}') {
            let (claim, start) = open.pop().expect("opened before");
            let range = TextRange::new(start, text.len()).expect("not empty");
            anchors.push(Anchor { claim, range });
            rest = after;
        } else {
            text.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    let ids: std::collections::BTreeSet<ClaimId> = anchors.iter().map(|anchor| anchor.claim).collect();
    let claims = ids
        .iter()
        .enumerate()
        .map(|(place, id)| {
            let quoted: Vec<&str> = anchors
                .iter()
                .filter(|anchor| anchor.claim == *id)
                .map(|anchor| &text[anchor.range.bytes()])
                .collect();
            Claim { status: Status::ALL_AND_NONE[place % 4], ..Claim::new(*id, quoted.join(" … ")) }
        })
        .collect();
    let next = ids.last().copied().and_then(ClaimId::next).unwrap_or(ClaimId::FIRST);
    Project::from_parts("Drawn", &Article::new(text.clone()), claims, anchors, next).expect("the parts fit")
}
