//! `ArticleView`: what the pane remembers, and what the rest of the window may ask of it.

use super::{
    blocks::Blocks,
    edges::{Edge, EdgeStep, step_edge},
    find_bar::{self, FindBar},
    flash::Flash,
    heights::Heights,
    menu,
    pointer::Pointer,
    scene::Passage,
    scroll::Place,
    selection::TextSelection,
    strip::Strip,
    words::Words,
};
use crate::{
    edit::Edit,
    model::{Article, ClaimId, TextRange},
    ui::theme::size,
    workspace::{Command, DeskNumber, Document, Select},
};
use egui::{Context, Id};
use std::sync::Arc;

/// How the article is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ArticleOptions {
    /// Size of the article's text in points, apart from the zoom of the window.
    pub reading_size: f32,
}

impl Default for ArticleOptions {
    fn default() -> Self {
        Self { reading_size: size::ARTICLE_TEXT }
    }
}

/// What to scroll to in the next frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// The range into the middle.
    Centre(TextRange),
    /// The caret into sight, no further than needed.
    Caret,
}

/// The article's pane. Holds only what would be lost without harm; the project is none of it.
#[derive(Debug, Default)]
pub struct ArticleView {
    pub(super) article: Option<Article>,
    /// Which project on the desk it belongs to.
    pub(super) desk: Option<DeskNumber>,
    pub(super) blocks: Arc<Blocks>,
    pub(super) heights: Heights,
    /// The reading size and the width that the heights were estimated for.
    pub(super) heights_for: Option<(f32, f32)>,
    pub(super) place: Place,
    pub(super) selection: TextSelection,
    /// Where the caret wants to stand while it goes from row to row.
    pub(super) caret_x: Option<f32>,
    pub(super) pointer: Pointer,
    pub(super) wish: Option<Wish>,
    pub(super) flash: Flash,
    pub(super) find: FindBar,
    /// The bar was opened or closed: how far the text has to be scrolled to stay where it is.
    pub(super) bar_shift: f32,
    pub(super) found: Option<TextRange>,
    pub(super) strip: Strip,
    pub(super) wants_focus: bool,
    pub(super) menu_passages: Vec<Passage>,
    pub(super) id: Option<Id>,
}

/// Asking and telling the pane, from actions and other panels.
impl ArticleView {
    /// The selected words, as they are shown.
    pub fn selection(&self) -> Option<TextRange> {
        self.selection.range(self.words()?)
    }

    /// The byte the caret stands before.
    pub fn caret(&self) -> usize {
        self.selection.caret().byte
    }

    /// The selected words, as copying gives them: those of the article itself.
    pub fn selected_text(&self) -> Option<&str> {
        let article = self.article.as_ref()?;
        Some(article.quote(self.selection()?))
    }

    /// Puts the selected words on the clipboard.
    pub fn copy(&self, ctx: &Context) {
        if let Some(words) = self.selected_text() {
            ctx.copy_text(words.to_owned());
        }
    }

    /// Whether the pane has the keyboard.
    pub fn has_focus(&self, ctx: &Context) -> bool {
        self.id.is_some_and(|id| ctx.memory(|memory| memory.has_focus(id)))
    }

    /// Gives the pane the keyboard, from the next frame on.
    pub fn request_focus(&mut self) {
        self.wants_focus = true;
    }

    /// Selects nothing; the caret stays.
    pub fn clear_selection(&mut self) {
        self.selection.clear();
    }

    /// Selects the whole article.
    pub fn select_all(&mut self) {
        if let Some(article) = &self.article {
            self.selection.set(0..article.text().len());
        }
    }

    /// Selects these words and leaves the caret behind them.
    pub fn select(&mut self, range: TextRange) {
        self.selection.set(range.bytes());
    }

    /// The claims with a passage at the caret, the smallest passage first.
    pub fn claims_at_caret(&self, document: &Document) -> Vec<ClaimId> {
        let caret = self.caret();
        let article = document.project().article();
        // A caret at the end of a passage is still at it.
        let mut anchors: Vec<_> = article.anchors_in(caret.saturating_sub(1)..caret + 1).collect();
        anchors.retain(|anchor| anchor.range.start() <= caret && caret <= anchor.range.end());
        anchors.sort_by_key(|anchor| (anchor.range.len(), anchor.claim));
        let mut claims: Vec<ClaimId> = Vec::new();
        for anchor in anchors {
            if !claims.contains(&anchor.claim) {
                claims.push(anchor.claim);
            }
        }
        claims
    }

    /// Selects the next of the claims at the caret; from the last one it goes on to the first.
    pub fn cycle_claims(&self, document: &Document) -> Option<Command> {
        let claims = self.claims_at_caret(document);
        let here = document.selection().primary().and_then(|id| claims.iter().position(|claim| *claim == id));
        let next = claims.get(here.map_or(0, |here| (here + 1) % claims.len())).copied()?;
        Some(Command::Select(Select::Only(next)))
    }

    /// Brings the range into the middle of the pane and lights it up once.
    pub fn jump_to(&mut self, range: TextRange) {
        self.wish = Some(Wish::Centre(range));
        self.flash.start(range);
    }

    /// Opens the find bar, or goes back to its field. Selected words are looked for.
    pub fn open_find(&mut self) {
        /// Longer words are not what somebody looks for.
        const LONGEST: usize = 80;
        if !self.find.is_open() {
            self.bar_shift += find_bar::HEIGHT;
        }
        let words = self.selected_text().filter(|words| words.len() <= LONGEST && !words.contains('\n'));
        let words = words.map(ToOwned::to_owned);
        self.find.open(words);
    }

    /// Closes the find bar; the present match is left selected.
    pub fn close_find(&mut self, document: &Document) {
        if self.find.is_open() {
            self.find.close();
            self.bar_shift -= find_bar::HEIGHT;
            self.wants_focus = true;
            if let Some(found) = document.search().current_match() {
                self.select(found);
            }
        }
    }

    /// Whether the find bar is open.
    pub fn is_find_open(&self) -> bool {
        self.find.is_open()
    }

    /// A new claim of the selected words.
    pub fn new_claim(&self) -> Option<Command> {
        Some(menu::new_claim(self.article.as_ref()?.text(), self.selection()?))
    }

    /// The selected words as one more passage of a claim.
    pub fn add_passage(&self, claim: ClaimId) -> Option<Command> {
        Some(Command::Edit(Edit::AddPassage { claim, passage: self.selection()? }))
    }

    /// Moves an edge of a passage of the selected claim: of the one at the caret, else of its first.
    pub fn move_edge(
        &self,
        document: &Document,
        edge: Edge,
        forward: bool,
        step: EdgeStep,
    ) -> Option<Command> {
        let claim = document.selection().primary()?;
        let passages = document.project().article().passages_of(claim);
        let caret = self.caret();
        let at_caret = passages.clone().find(|range| range.start() <= caret && caret <= range.end());
        let from = at_caret.or_else(|| passages.clone().next())?;
        let to = step_edge(self.words()?, from, edge, forward, step)?;
        Some(Command::Edit(Edit::MovePassage { claim, from, to }))
    }

    pub(super) fn words(&self) -> Option<Words<'_>> {
        let article = self.article.as_ref()?;
        Some(Words { text: article.text(), blocks: &self.blocks })
    }
}
