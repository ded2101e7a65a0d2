//! One frame of the pane: what changed, what the person does, what is painted.

use super::{
    blocks::Blocks,
    find_bar::{self, FindOutcome},
    flash::Flash,
    geometry::Geometry,
    header::{Header, LaidHeader},
    menu,
    motion::Ground,
    paint,
    pointer::Pointer,
    same_place::Versions,
    scene::Scene,
    scroll::{Place, Position, Room},
    selection::TextSelection,
    tags, tooltip,
    typeset::{Typesetter, estimate_heights},
    view::{ArticleOptions, ArticleView, Wish},
    words::Words,
};
use crate::{
    model::{Article, TextRange},
    ui::theme::{Tokens, tokens},
    workspace::{Command, Document},
};
use egui::{Context, OutputCommand, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo};
use std::sync::Arc;

impl ArticleView {
    /// Shows the article in the room that `ui` has left.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        document: &Document,
        options: &ArticleOptions,
        commands: &mut Vec<Command>,
    ) {
        self.follow(document);
        let pane = ui.available_rect_before_wrap();
        ui.advance_cursor_after_rect(pane);
        let id = ui.make_persistent_id("article pane");
        self.id = Some(id);
        let builder = UiBuilder::new().id_salt("article").max_rect(pane).accessibility_parent(id);
        let response = ui.interact(pane, id, Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::Document, true, "Article"));
        let mut ui = ui.new_child(builder);
        ui.set_clip_rect(pane.intersect(ui.clip_rect()));
        self.frame(&mut ui, &response, document, *options, commands);
    }

    fn frame(
        &mut self,
        ui: &mut Ui,
        response: &Response,
        document: &Document,
        options: ArticleOptions,
        commands: &mut Vec<Command>,
    ) {
        let tokens = tokens(ui);
        let blocks = Arc::clone(&self.blocks);
        let words = Words { text: document.project().article().text(), blocks: &blocks };
        let reading_size = options.reading_size;
        let geometry = self.geometry(ui, response.rect, document, reading_size);
        let width = geometry.text.span();
        self.estimate(reading_size, width);
        let header = Header::of(document, reading_size, width);
        let header = header.lay_out(ui.ctx());
        let typesetter = Typesetter::new(ui.ctx(), words.text, &blocks, reading_size, width);
        let room = Room { height: geometry.viewport.height(), header: header.height() };
        let ground = Ground { words, typesetter: &typesetter, room };

        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }
        self.keyboard(ui, response, ground);
        let wheel = Self::wheel(ui, response.rect);
        let shift = std::mem::take(&mut self.bar_shift);
        self.scroll_by(ground, wheel + shift);
        self.fulfil_wish(ground);

        let position = Position::of(self.place, &typesetter).settled(&typesetter, room);
        let scene = Scene::new(document, words, &typesetter, geometry, room, position);
        let outcome = self.pointer.follow(ui, response, &scene, &mut self.selection, commands);
        if outcome.selected {
            self.settle_selection(ui.ctx());
        }
        if outcome.scroll != 0.0 {
            self.scroll_by(ground, outcome.scroll);
            ui.request_repaint();
        }
        self.menu(ui, response, &scene, commands);
        self.paint(ui, response, &scene, &header, tokens);
        let selected = self.selection.range(words);
        Self::tags_and_tips(ui, response, &scene, selected, tokens, commands);
        self.strip_and_bar(ui, &scene, position, tokens, commands);
        for (index, height) in typesetter.measured() {
            self.heights.set(index, height);
        }
    }

    /// Takes in what changed in the document since the last frame.
    pub(in crate::ui) fn follow(&mut self, document: &Document) {
        let article = document.project().article();
        let is_same = self.article.as_ref().is_some_and(|known| known.has_same_text(article));
        if !is_same {
            // Another version of the same article is read on where one was; another one from the top.
            let before = self.article.take().filter(|_| self.desk == Some(document.desk()));
            let before = before.as_ref().map(Article::text);
            (self.place, self.selection) = match before {
                Some(before) => {
                    let versions = Versions::new(before, article.text());
                    let words = Words { text: before, blocks: &self.blocks };
                    let selection = versions.selection(&self.selection, words);
                    (self.place.moved(|byte| versions.now(byte)), selection)
                }
                None => (Place::TOP, TextSelection::default()),
            };
            self.blocks = Arc::new(Blocks::of_article(article));
            self.heights_for = None;
            self.caret_x = None;
            self.wish = None;
            self.flash = Flash::default();
            self.pointer = Pointer::default();
            // A match is found anew in another text; nobody asked to be shown it.
            self.found = document.search().current_match();
            self.strip.reset(article, &self.blocks);
        }
        self.article = Some(article.clone());
        self.desk = Some(document.desk());
        let found = document.search().current_match();
        if found != self.found {
            self.found = found;
            self.wish = found.map(Wish::Centre).or(self.wish);
            // The bar frames the match as long as it is open; without it, a glance must do.
            if let Some(found) = found.filter(|_| !self.find.is_open()) {
                self.flash.start(found);
            }
        }
    }

    fn geometry(&self, ui: &Ui, pane: Rect, document: &Document, reading_size: f32) -> Geometry {
        let tag_width = tags::tag_width(ui, document.project().next_claim_id());
        let bar = if self.find.is_open() { find_bar::HEIGHT } else { 0.0 };
        Geometry::new(pane, reading_size, tag_width, bar, ui.pixels_per_point())
    }

    fn estimate(&mut self, reading_size: f32, width: f32) {
        if self.heights_for != Some((reading_size, width)) {
            self.heights_for = Some((reading_size, width));
            self.heights.replace(estimate_heights(&self.blocks, reading_size, width));
        }
    }

    fn settle_selection(&self, ctx: &Context) {
        /// A longer selection is not handed to the middle mouse button by the way.
        const LONGEST: usize = 100_000;
        if let Some(words) = self.selected_text().filter(|words| words.len() <= LONGEST) {
            ctx.send_cmd(OutputCommand::TextSelectionSettled(words.to_owned()));
        }
    }
}

/// Showing.
impl ArticleView {
    fn menu(&mut self, ui: &Ui, response: &Response, scene: &Scene<'_>, commands: &mut Vec<Command>) {
        if response.secondary_clicked()
            && let Some(at) = response.interact_pointer_pos()
        {
            self.menu_passages = scene.passages_at(at);
        }
        let selected = self.selection.range(scene.words);
        let outcome = menu::show(response, scene, selected, &self.menu_passages, commands);
        if outcome.copy {
            self.copy(ui.ctx());
        }
    }

    fn paint(
        &mut self,
        ui: &Ui,
        response: &Response,
        scene: &Scene<'_>,
        header: &LaidHeader<'_>,
        tokens: &Tokens,
    ) {
        let painter = ui.painter_at(scene.geometry.viewport.intersect(ui.clip_rect()));
        painter.rect_filled(response.rect, egui::CornerRadius::ZERO, tokens.page);
        if scene.header_top.is_finite() {
            let at = scene.geometry.on_pixel(egui::pos2(scene.geometry.text.min, scene.header_top));
            header.show(ui, &painter, at, tokens);
        }
        let shown = paint::Shown {
            selected: self.selection.range(scene.words),
            caret: response.has_focus().then(|| self.selection.caret()),
            flash: self.flash.strength(ui),
            edge: self.pointer.dragged_edge(),
            show_matches: self.find.is_open(),
            pointer: response.hover_pos(),
        };
        paint::paint(ui, &painter, scene, &shown, tokens);
    }

    fn tags_and_tips(
        ui: &mut Ui,
        response: &Response,
        scene: &Scene<'_>,
        selected: Option<TextRange>,
        tokens: &Tokens,
        commands: &mut Vec<Command>,
    ) {
        let mut inner = ui.new_child(UiBuilder::new().id_salt("margin").max_rect(scene.geometry.viewport));
        inner.set_clip_rect(scene.geometry.viewport.intersect(ui.clip_rect()));
        tags::show_tags(&mut inner, scene, tokens, commands);
        let is_busy = response.is_pointer_button_down_on() || response.context_menu_opened();
        // Words that were just selected are about to be read, not covered.
        let is_free = |at: egui::Pos2| {
            !is_busy && selected.is_none_or(|selected| !selected.contains(scene.byte_under(at)))
        };
        if let Some(at) = response.hover_pos().filter(|at| is_free(*at)) {
            tooltip::show_for(&inner, scene, at, &scene.passages_at(at));
        }
    }

    fn strip_and_bar(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        shown: Position,
        tokens: &Tokens,
        commands: &mut Vec<Command>,
    ) {
        let show_matches = self.find.is_open();
        let wanted = self.strip.show(ui, scene, &self.heights, shown, show_matches, tokens);
        if let Some(wanted) = wanted {
            let ground = Ground { words: scene.words, typesetter: scene.typesetter, room: scene.room };
            self.scroll_to(ground, wanted);
            ui.request_repaint();
        }
        if !self.find.is_open() {
            return;
        }
        let from = self.selection.range(scene.words).map_or(scene.bytes().start, TextRange::start);
        let outcome = self.find.show(ui, scene.document, &scene.geometry, from, tokens, commands);
        if outcome == FindOutcome::Closed {
            self.close_find(scene.document);
            ui.request_repaint();
        }
    }
}
