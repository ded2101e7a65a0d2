//! The claim ids in the right margin, and the paragraph numbers in the left.

use super::{
    claim_entry::{claim_entry, select},
    scene::{Passage, Scene, SeenBlock},
};
use crate::{
    model::{ClaimId, show_visibly},
    ui::{
        theme::{Tokens, fonts, size, status_style},
        widgets::Tag,
    },
    workspace::Command,
};
use egui::{
    Align2, CornerRadius, CursorIcon, Painter, Popup, Rect, Sense, Ui, UiBuilder, Vec2, Widget as _,
    WidgetInfo, pos2,
};
use std::collections::HashSet;

/// From one tag to the next below it, in points.
const PITCH: f32 = 20.0;
/// From the top of a block to its first tag, in points.
const TOP: f32 = 4.0;

/// The width of the widest tag of a project whose ids go up to `last`.
pub(super) fn tag_width(ui: &Ui, last: ClaimId) -> f32 {
    // Every digit is as wide as 0, and no mark is wider than ≠.
    let digits = last.to_string().len() - 1;
    let words = format!("≠ C{}", "0".repeat(digits));
    let font = fonts::ui_medium(size::TEXT_LABEL);
    let galley = ui.fonts_mut(|fonts| fonts.layout_no_wrap(words, font, egui::Color32::PLACEHOLDER));
    (galley.size().x + 2.0 * size::TAG_PAD).ceil()
}

/// The claims that begin in each block: each once, in article order.
fn claims_beginning_in(scene: &Scene<'_>, block: &SeenBlock<'_>) -> Vec<Passage> {
    let bytes = &block.laid.bytes;
    let mut claims: Vec<Passage> = Vec::new();
    let mut known = HashSet::new();
    for passage in &scene.passages {
        let begins_here =
            bytes.start <= passage.range.start() && passage.range.start() < bytes.end.max(bytes.start + 1);
        if begins_here && known.insert(passage.claim) {
            claims.push(*passage);
        }
    }
    claims
}

/// The number of each paragraph in sight, beside its first line.
pub(super) fn paint_numbers(scene: &Scene<'_>, painter: &Painter, tokens: &Tokens) {
    for block in &scene.blocks {
        let number = scene.words.blocks.get(block.laid.index).and_then(|block| block.number);
        let (Some(number), Some(row)) = (number, block.laid.block.rows().first()) else { continue };
        let baseline = block.origin.y + row.baseline;
        let position = pos2(scene.geometry.numbers_right, baseline + 1.0);
        painter.text(
            position,
            Align2::RIGHT_BOTTOM,
            number.to_string(),
            fonts::ui(size::TEXT_LABEL),
            tokens.faint,
        );
    }
}

/// The tags of every block in sight.
pub(super) fn show_tags(ui: &mut Ui, scene: &Scene<'_>, tokens: &Tokens, commands: &mut Vec<Command>) {
    for block in &scene.blocks {
        let claims = claims_beginning_in(scene, block);
        if claims.is_empty() {
            continue;
        }
        let rows = rows_beside(block.laid.height);
        let places = rows * scene.geometry.tag_columns;
        let shown = if claims.len() > places { places - 1 } else { claims.len() };
        for (place, passage) in claims[..shown].iter().enumerate() {
            show_tag(ui, scene, place_rect(scene, block, place, rows), passage, tokens, commands);
        }
        if shown < claims.len() {
            let rect = place_rect(scene, block, shown, rows);
            show_rest(ui, scene, rect, block.laid.index, &claims[shown..], tokens, commands);
        }
    }
}

/// How many tags fit below each other beside a block, so that none touches those of the next.
fn rows_beside(height: f32) -> usize {
    let room = height - 1.0 + PITCH - size::TAG_HEIGHT;
    ((room / PITCH) as usize).max(1)
}

/// Tags flow down a column, then into the next.
fn place_rect(scene: &Scene<'_>, block: &SeenBlock<'_>, place: usize, rows: usize) -> Rect {
    let (column, row) = (place / rows, place % rows);
    let left = scene.geometry.tags_left + column as f32 * scene.geometry.tag_pitch;
    let top = block.origin.y + TOP + row as f32 * PITCH;
    Rect::from_min_size(pos2(left, top), Vec2::new(scene.geometry.tag_pitch, size::TAG_HEIGHT))
}

fn show_tag(
    ui: &mut Ui,
    scene: &Scene<'_>,
    rect: Rect,
    passage: &Passage,
    tokens: &Tokens,
    commands: &mut Vec<Command>,
) {
    let style = status_style(passage.status, tokens);
    let text = scene.document.project().claim(passage.claim).map_or("", |claim| claim.text.as_str());
    let name = format!("{}, {}: {}", passage.claim, style.word, show_visibly(text));
    let label = format!("{} {}", style.mark, passage.claim);
    let mut child = ui.new_child(UiBuilder::new().id_salt(("tag", passage.anchor())).max_rect(rect));
    let response = Tag::new(&label, style.fill, style.ink)
        .small()
        .clickable()
        .outlined(scene.document.selection().contains(passage.claim))
        .accessible_name(&name)
        .ui(&mut child)
        .on_hover_cursor(CursorIcon::PointingHand);
    if response.clicked() {
        let modifiers = ui.input(|input| input.modifiers);
        commands.push(select(passage.claim, modifiers.command || modifiers.shift));
    }
    response.on_hover_ui(|ui| super::tooltip::show_claim(ui, scene.document, passage.claim));
}

/// "+5": the claims there is no room for, in a list that opens.
fn show_rest(
    ui: &mut Ui,
    scene: &Scene<'_>,
    rect: Rect,
    block: usize,
    hidden: &[Passage],
    tokens: &Tokens,
    commands: &mut Vec<Command>,
) {
    let label = format!("+{}", hidden.len());
    let galley = ui.fonts_mut(|fonts| {
        fonts.layout_no_wrap(label, fonts::ui_medium(size::TEXT_LABEL), egui::Color32::PLACEHOLDER)
    });
    let rect =
        Rect::from_min_size(rect.min, Vec2::new(galley.size().x + 2.0 * size::TAG_PAD, size::TAG_HEIGHT));
    let response = ui
        .interact(rect, ui.unique_id().with(("more tags", block)), Sense::click())
        .on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| {
        WidgetInfo::labeled(
            egui::Role::Button,
            true,
            format!("{} more claims of this paragraph", hidden.len()),
        )
    });
    let holds_selected = hidden.iter().any(|passage| scene.document.selection().contains(passage.claim));
    let fill = if response.hovered() { tokens.hover_fill } else { tokens.quiet_fill };
    let corner = CornerRadius::same(size::CORNER_SMALL);
    ui.painter().rect_filled(rect, corner, fill);
    if holds_selected || response.has_focus() {
        let stroke = egui::Stroke::new(size::OUTLINE, tokens.accent);
        ui.painter().rect_stroke(rect, corner, stroke, egui::StrokeKind::Outside);
    }
    let at =
        scene.geometry.on_pixel(pos2(rect.left() + size::TAG_PAD, rect.center().y - galley.size().y / 2.0));
    ui.painter().galley(at, galley, tokens.muted);
    Popup::menu(&response).show(|ui| {
        egui::ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            for passage in hidden {
                claim_entry(ui, scene.document, passage.claim, commands);
            }
        });
    });
}
