//! What the mouse does in the article: clicks, selections, and passages' edges that are dragged.

use super::{
    claim_entry::select,
    edges::{Edge, drag_edge},
    scene::{Passage, Scene},
    selection::{Grain, TextSelection},
};
use crate::{
    edit::Edit,
    model::{ClaimId, TextRange},
    ui::{
        answer::may_change,
        text::{Affinity, Caret},
    },
    workspace::Command,
};
use egui::{CursorIcon, Modifiers, Pos2, Rect, Response, Ui};

/// A press that follows another within this time, in seconds, and distance, in points, counts on.
const AGAIN_WITHIN: f64 = 0.35;
const AGAIN_NEAR: f32 = 6.0;
/// How near to an edge of the selected passage the mouse takes hold of it, in points.
const EDGE_REACH: f32 = 5.0;
/// Points scrolled in a second for each point that the mouse is beyond the text.
const DRAG_SPEED: f32 = 12.0;

/// A passage's edge on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct EdgeDrag {
    pub(super) claim: ClaimId,
    pub(super) from: TextRange,
    pub(super) edge: Edge,
    pub(super) to: TextRange,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Drag {
    Select,
    Edge(EdgeDrag),
}

/// What the mouse is doing.
#[derive(Clone, Debug, Default)]
pub(super) struct Pointer {
    drag: Option<Drag>,
    last_press: Option<(f64, Pos2)>,
    presses: u32,
}

/// What came of the mouse in one frame.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct PointerOutcome {
    /// How far to scroll, in points.
    pub(super) scroll: f32,
    /// A selection was finished.
    pub(super) selected: bool,
}

impl Pointer {
    /// The edge that is being dragged.
    pub(super) fn dragged_edge(&self) -> Option<EdgeDrag> {
        match self.drag {
            Some(Drag::Edge(edge)) => Some(edge),
            Some(Drag::Select) | None => None,
        }
    }

    /// Drops what is being dragged, as if nothing had happened. Says whether anything was.
    pub(super) fn cancel(&mut self) -> bool {
        self.drag.take().is_some()
    }

    /// Follows the mouse for one frame.
    pub(super) fn follow(
        &mut self,
        ui: &Ui,
        response: &Response,
        scene: &Scene<'_>,
        selection: &mut TextSelection,
        commands: &mut Vec<Command>,
    ) -> PointerOutcome {
        let mut outcome = PointerOutcome::default();
        let (now, frame, modifiers, pressed, released) = ui.input(|input| {
            let pointer = &input.pointer;
            (
                input.time,
                input.stable_dt.min(0.1),
                input.modifiers,
                pointer.primary_pressed(),
                pointer.primary_released(),
            )
        });
        if let Some(at) = response.hover_pos().or(response.interact_pointer_pos()) {
            self.show_cursor(ui, scene, at);
        }
        let is_down = response.is_pointer_button_down_on();
        if pressed
            && is_down
            && let Some(at) = ui.input(|input| input.pointer.press_origin())
        {
            // Where the button went down; in a slow frame the mouse has moved on since.
            response.request_focus();
            self.press(scene, selection, at, now, modifiers);
        } else if is_down && let Some(at) = response.interact_pointer_pos() {
            let is_moving = ui.input(|input| input.pointer.is_decidedly_dragging());
            if is_moving && self.drag.is_some() {
                self.drag_to(scene, selection, at, modifiers);
                outcome.scroll = beyond(scene, at) * DRAG_SPEED * frame;
            }
        }
        let is_let_go = released && ui.input(|input| input.pointer.is_decidedly_dragging());
        if is_let_go
            && self.drag.is_some()
            && let Some(at) = ui.input(|input| input.pointer.interact_pos())
        {
            // The way to where the button was let go can come in the same frame.
            self.drag_to(scene, selection, at, modifiers);
        }
        if released && let Some(drag) = self.drag.take() {
            match drag {
                Drag::Edge(EdgeDrag { claim, from, to, .. }) if from != to => {
                    commands.push(Command::Edit(Edit::MovePassage { claim, from, to }));
                    commands.push(Command::EndStep);
                }
                Drag::Edge(_) => {}
                Drag::Select => outcome.selected = selection.range(scene.words).is_some(),
            }
        }
        if response.clicked()
            && self.presses == 1
            && !modifiers.shift
            && let Some(at) = response.interact_pointer_pos()
            && let Some(passage) = scene.passages_at(at).first()
        {
            commands.push(select(passage.claim, modifiers.command));
        }
        outcome
    }

    fn press(
        &mut self,
        scene: &Scene<'_>,
        selection: &mut TextSelection,
        at: Pos2,
        now: f64,
        modifiers: Modifiers,
    ) {
        let again = self
            .last_press
            .is_some_and(|(time, place)| now - time < AGAIN_WITHIN && place.distance(at) < AGAIN_NEAR);
        self.presses = if again { self.presses % 3 + 1 } else { 1 };
        self.last_press = Some((now, at));
        if self.presses == 1
            && let Some((passage, edge)) = edge_at(scene, at)
        {
            let (claim, from) = (passage.claim, passage.range);
            self.drag = Some(Drag::Edge(EdgeDrag { claim, from, edge, to: from }));
            return;
        }
        self.drag = Some(Drag::Select);
        match self.presses {
            1 if modifiers.shift => selection.extend(scene.caret_at(at), modifiers.alt),
            1 => selection.place(scene.caret_at(at)),
            2 => selection.start(scene.byte_under(at).into(), Grain::Word),
            _ => selection.start(scene.byte_under(at).into(), Grain::Paragraph),
        }
    }

    fn drag_to(&mut self, scene: &Scene<'_>, selection: &mut TextSelection, at: Pos2, modifiers: Modifiers) {
        let caret = scene.caret_at(at);
        match &mut self.drag {
            Some(Drag::Select) => selection.extend(caret, modifiers.alt),
            Some(Drag::Edge(drag)) => {
                drag.to = drag_edge(scene.words, drag.from, drag.edge, caret.byte, modifiers.alt);
            }
            None => {}
        }
    }

    fn show_cursor(&self, ui: &Ui, scene: &Scene<'_>, at: Pos2) {
        let on_text = scene.geometry.text.expand(8.0).contains(at.x);
        if self.dragged_edge().is_some() || (self.drag.is_none() && edge_at(scene, at).is_some()) {
            ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
        } else if on_text || self.drag.is_some() {
            ui.set_cursor_icon(CursorIcon::Text);
        }
    }
}

/// How far the mouse is above the text, negative, or below it, positive.
fn beyond(scene: &Scene<'_>, at: Pos2) -> f32 {
    let viewport = scene.geometry.viewport;
    (at.y - viewport.bottom()).max(0.0) + (at.y - viewport.top()).min(0.0)
}

/// The passages of the claim that is selected first, as far as they are in sight.
pub(super) fn primary_passages<'s>(scene: &'s Scene<'_>) -> impl Iterator<Item = Passage> + 's {
    let primary = scene.document.selection().primary();
    scene.passages.iter().copied().filter(move |passage| Some(passage.claim) == primary)
}

/// Where the edges of a passage stand on the screen.
pub(super) fn edge_rects(scene: &Scene<'_>, range: TextRange) -> [(Edge, Option<Rect>); 2] {
    let end = Caret { byte: range.end(), affinity: Affinity::Upstream };
    [(Edge::Start, scene.caret_rect(range.start().into())), (Edge::End, scene.caret_rect(end))]
}

fn edge_at(scene: &Scene<'_>, at: Pos2) -> Option<(Passage, Edge)> {
    if !may_change(scene.document) {
        return None;
    }
    primary_passages(scene)
        .flat_map(|passage| edge_rects(scene, passage.range).map(|(edge, rect)| (passage, edge, rect)))
        .filter_map(|(passage, edge, rect)| Some((passage, edge, rect?)))
        .filter(|(.., rect)| rect.expand2([EDGE_REACH, 1.0].into()).contains(at))
        .min_by(|(.., a), (.., b)| (a.center().x - at.x).abs().total_cmp(&(b.center().x - at.x).abs()))
        .map(|(passage, edge, _)| (passage, edge))
}
