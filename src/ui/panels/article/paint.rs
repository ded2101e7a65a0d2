//! The order in which a frame is painted, from the back to the front.

use super::{
    edges::Edge,
    highlights::{
        BlockPassages, fill_rect, paint_frame, paint_match_frame, paint_matches, paint_range, paint_selection,
    },
    pointer::{EdgeDrag, edge_rects, primary_passages},
    scene::Scene,
    tags,
};
use crate::{
    model::{TextRange, show_visibly},
    ui::{
        text::Caret,
        theme::{Tokens, size},
    },
};
use egui::{Painter, Pos2, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// How near the mouse must be to the selected passage for its handles to be seen, in points.
const HANDLES_NEAR: f32 = 10.0;
/// Radius of a handle, in points.
const HANDLE: f32 = 4.0;

/// What is shown beside the text and its passages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    pub(super) selected: Option<TextRange>,
    pub(super) caret: Option<Caret>,
    pub(super) flash: Option<(TextRange, f32)>,
    pub(super) edge: Option<EdgeDrag>,
    pub(super) show_matches: bool,
    pub(super) pointer: Option<Pos2>,
}

pub(super) fn paint(ui: &Ui, painter: &Painter, scene: &Scene<'_>, shown: &Shown, tokens: &Tokens) {
    let passages: Vec<BlockPassages> =
        scene.blocks.iter().map(|block| BlockPassages::of(scene, block)).collect();
    for (block, passages) in scene.blocks.iter().zip(&passages) {
        passages.paint_fills(painter, block, tokens);
    }
    if let Some((range, strength)) = shown.flash {
        paint_range(scene, painter, range, tokens.accent.gamma_multiply(strength * 0.35));
    }
    if shown.show_matches {
        paint_matches(scene, painter, tokens);
    }
    if let Some(range) = shown.selected {
        paint_selection(scene, painter, range, tokens.text_selection);
    }
    if let Some(edge) = shown.edge {
        paint_range(scene, painter, edge.to, tokens.text_selection);
    }
    for (block, passages) in scene.blocks.iter().zip(&passages) {
        passages.paint_lines(scene, painter, block, tokens);
    }
    for block in &scene.blocks {
        block.laid.block.paint(painter, block.origin, tokens.text);
        name_paragraph(ui, scene, block);
    }
    tags::paint_numbers(scene, painter, tokens);
    paint_selected_claims(scene, painter, shown, tokens);
    if shown.show_matches {
        paint_match_frame(scene, painter, tokens);
    }
    if let Some(rect) = shown.caret.and_then(|caret| scene.caret_rect(caret)) {
        paint_caret(painter, rect, tokens);
    }
}

/// What a screen reader reads of the article: the paragraphs in sight.
fn name_paragraph(ui: &Ui, scene: &Scene<'_>, block: &super::scene::SeenBlock<'_>) {
    let id = ui.unique_id().with(("paragraph", block.laid.index));
    let response = ui.interact(scene.block_rect(block), id, Sense::hover());
    let words = &scene.words.text[block.laid.bytes.clone()];
    response.widget_info(|| WidgetInfo::labeled(Role::Paragraph, true, show_visibly(words)));
    ui.ctx().accesskit_node_builder(id, |node| node.set_value(show_visibly(words)));
}

fn paint_selected_claims(scene: &Scene<'_>, painter: &Painter, shown: &Shown, tokens: &Tokens) {
    let selection = scene.document.selection();
    let stroke = Stroke::new(size::OUTLINE, tokens.accent);
    for passage in scene.passages.iter().filter(|passage| selection.contains(passage.claim)) {
        let range = moved(passage.range, shown, passage.claim);
        paint_frame(scene, painter, range, stroke);
    }
    for passage in primary_passages(scene) {
        let is_dragged =
            shown.edge.is_some_and(|edge| (edge.claim, edge.from) == (passage.claim, passage.range));
        let range = moved(passage.range, shown, passage.claim);
        let near = |at: Pos2| scene.rects(range.bytes()).any(|rect| rect.expand(HANDLES_NEAR).contains(at));
        if is_dragged || shown.pointer.is_some_and(near) {
            paint_handles(scene, painter, range, tokens);
        }
    }
}

/// Where a passage stands while one of its edges is being dragged.
fn moved(range: TextRange, shown: &Shown, claim: crate::model::ClaimId) -> TextRange {
    shown.edge.filter(|edge| (edge.claim, edge.from) == (claim, range)).map_or(range, |edge| edge.to)
}

fn paint_handles(scene: &Scene<'_>, painter: &Painter, range: TextRange, tokens: &Tokens) {
    for (edge, rect) in edge_rects(scene, range) {
        let Some(rect) = rect else { continue };
        let (x, y) = match edge {
            Edge::Start => (rect.left() - 2.0, rect.top() + 1.0),
            Edge::End => (rect.left() + 2.0, rect.bottom() + 1.0),
        };
        painter.circle(pos2(x, y), HANDLE, tokens.accent, Stroke::new(1.5, tokens.page));
    }
}

fn paint_caret(painter: &Painter, rect: Rect, tokens: &Tokens) {
    let band = fill_rect(rect);
    let snap = |points: f32| (points * painter.pixels_per_point()).round() / painter.pixels_per_point();
    let place = Rect::from_min_size(pos2(snap(rect.left() - 0.5), band.top()), vec2(1.5, band.height()));
    painter.rect_filled(place, egui::CornerRadius::ZERO, tokens.text);
}
