//! `Strip`: the scroll bar, with a mark for every claim and every match of a search.
//!
//! What it paints is kept until something in it changes, so that it costs a quiet frame nothing.

use super::{
    blocks::Blocks,
    buckets::{BUCKETS, Buckets, bucket_of, bucket_start},
    geometry::Geometry,
    heights::Heights,
    scene::Scene,
    scroll::{Position, Room, SPACE_BELOW},
};
use crate::{
    model::{Article, Status, TextRange},
    ui::theme::{LineStyle, Tokens, size, status_style},
    workspace::Document,
};
use egui::{Color32, CornerRadius, Mesh, Painter, Rect, Role, Sense, Shape, Ui, Vec2, WidgetInfo, pos2};
use std::sync::Arc;

/// The handle never becomes shorter than this, in points.
const SHORTEST_HANDLE: f32 = 28.0;
/// Which status is seen where several fall on one point: what needs the analyst most.
const BY_URGENCY: [usize; 4] = [1, 2, 3, 0];

/// Everything the painted marks depend on.
#[derive(Clone, Copy, Debug, PartialEq)]
struct MarksKey {
    strip: Rect,
    heights: u64,
    header: f32,
    generation: u64,
    colour: Color32,
}

/// The strip beside the article.
#[derive(Debug, Default)]
pub(super) struct Strip {
    buckets: Option<Buckets>,
    matches: Option<Arc<[TextRange]>>,
    matches_in: Vec<bool>,
    /// For each bucket the block it begins in, and how far into it, from 0 to 1.
    places: Vec<(usize, f64)>,
    generation: u64,
    marks: Option<(MarksKey, Arc<Mesh>)>,
    /// Where on the handle it was taken, in points from its top.
    grabbed: Option<f32>,
}

/// How the height of the article and the height of the strip belong together.
#[derive(Clone, Copy, Debug)]
struct Scale {
    strip: Rect,
    header: f64,
    total: f64,
    handle: f32,
}

impl Scale {
    fn new(geometry: &Geometry, room: Room, heights: &Heights) -> Self {
        let strip = geometry.strip;
        let header = f64::from(room.header);
        let total = (header + heights.total() + f64::from(SPACE_BELOW)).max(f64::from(room.height));
        let handle = (strip.height() * (f64::from(room.height) / total) as f32).max(SHORTEST_HANDLE);
        Self { strip, header, total, handle: handle.min(strip.height()) }
    }

    /// Where on the screen a height of the article is marked.
    fn on_strip(&self, y: f64) -> f32 {
        self.strip.top() + (y / self.total) as f32 * self.strip.height()
    }

    /// Where the handle begins when the article is scrolled down by `y`.
    fn handle_top(&self, y: f64, room: Room) -> f32 {
        let way = (self.total - f64::from(room.height)).max(1.0);
        self.strip.top() + (y / way).clamp(0.0, 1.0) as f32 * (self.strip.height() - self.handle)
    }

    /// How far down the article is scrolled when the handle begins at `top`.
    fn scrolled(&self, top: f32, room: Room) -> f64 {
        let way = (self.total - f64::from(room.height)).max(0.0);
        let free = (self.strip.height() - self.handle).max(1.0);
        way * f64::from(((top - self.strip.top()) / free).clamp(0.0, 1.0))
    }

    fn position(&self, y: f64, heights: &Heights) -> Position {
        if y < self.header {
            return Position { index: 0, top: (self.header - y) as f32 };
        }
        let (index, within) = heights.at(y - self.header);
        Position { index, top: -within as f32 }
    }
}

impl Strip {
    /// Forgets everything: another article is shown.
    pub(super) fn reset(&mut self, article: &Article, blocks: &Blocks) {
        *self = Self { generation: self.generation + 1, ..Self::default() };
        let length = article.text().len();
        self.places = (0..BUCKETS)
            .map(|bucket| {
                let byte = bucket_start(bucket, length).min(length);
                let index = blocks.index_at(byte);
                let bytes = blocks.get(index).map_or(0..0, |block| block.bytes.clone());
                let within = (byte - bytes.start) as f64 / bytes.len().max(1) as f64;
                (index, within.min(1.0))
            })
            .collect();
    }

    fn follow(&mut self, document: &Document) {
        let project = document.project();
        let changed = self.buckets.as_mut().is_none_or(|buckets| buckets.follow(project));
        self.buckets.get_or_insert_with(|| Buckets::of(project));
        let matches = document.search().matches();
        let same_matches = self.matches.as_ref().is_some_and(|known| Arc::ptr_eq(known, matches));
        if !same_matches {
            let length = project.article().text().len();
            self.matches_in = vec![false; BUCKETS];
            for found in matches.iter() {
                self.matches_in[bucket_of(*found, length)] = true;
            }
            self.matches = Some(Arc::clone(matches));
        }
        if changed || !same_matches {
            self.generation += 1;
        }
    }

    /// Shows the strip; returns where to scroll to when it was dragged or clicked. `shown` is where
    /// the article is scrolled to.
    pub(super) fn show(
        &mut self,
        ui: &Ui,
        scene: &Scene<'_>,
        heights: &Heights,
        shown: Position,
        show_matches: bool,
        tokens: &Tokens,
    ) -> Option<Position> {
        let (geometry, room) = (&scene.geometry, scene.room);
        self.follow(scene.document);
        let scale = Scale::new(geometry, room, heights);
        let scrolled = scale.header + heights.before(shown.index) - f64::from(shown.top);
        let top_of_handle = scale.handle_top(scrolled, room);
        let handle = Rect::from_min_size(
            pos2(geometry.strip.left() + size::LINE + 1.0, top_of_handle),
            Vec2::new(geometry.strip.width() - size::LINE - 2.0, scale.handle),
        );

        let response = ui.interact(geometry.strip, ui.unique_id().with("strip"), Sense::drag());
        response.widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, "Place in the article"));
        let painter = ui.painter_at(geometry.strip);
        painter.rect_filled(geometry.strip, CornerRadius::ZERO, tokens.page);
        let hairline = geometry.strip.with_max_x(geometry.strip.left() + size::LINE);
        painter.rect_filled(hairline, CornerRadius::ZERO, tokens.line);
        let is_held = response.is_pointer_button_down_on();
        let fill = if response.hovered() || is_held { tokens.line_strong } else { tokens.line };
        if scale.handle < geometry.strip.height() {
            painter.rect_filled(handle, CornerRadius::same(3), fill);
        }
        self.paint_marks(&painter, &scale, heights, show_matches, tokens);

        if !is_held {
            self.grabbed = None;
            return None;
        }
        let mouse = response.interact_pointer_pos()?;
        let grabbed = *self.grabbed.get_or_insert_with(|| {
            if handle.y_range().contains(mouse.y) { mouse.y - handle.top() } else { scale.handle / 2.0 }
        });
        let wanted = scale.scrolled(mouse.y - grabbed, room);
        ((wanted - scrolled).abs() > 0.5).then(|| scale.position(wanted, heights))
    }

    fn paint_marks(
        &mut self,
        painter: &Painter,
        scale: &Scale,
        heights: &Heights,
        show_matches: bool,
        tokens: &Tokens,
    ) {
        let key = MarksKey {
            strip: scale.strip,
            heights: heights.version(),
            header: scale.header as f32,
            generation: self.generation * 2 + u64::from(show_matches),
            colour: tokens.sourced,
        };
        let kept = self.marks.as_ref().filter(|(of, _)| *of == key).map(|(_, mesh)| Arc::clone(mesh));
        let mesh = kept.unwrap_or_else(|| Arc::new(self.marks(scale, heights, show_matches, tokens)));
        painter.add(Shape::Mesh(Arc::clone(&mesh)));
        self.marks = Some((key, mesh));
    }

    fn marks(&self, scale: &Scale, heights: &Heights, show_matches: bool, tokens: &Tokens) -> Mesh {
        let points = scale.strip.height().max(1.0) as usize + 1;
        let mut most_urgent: Vec<Option<usize>> = vec![None; points];
        let mut found = vec![false; points];
        let counts = self.buckets.as_ref().map(Buckets::counts).unwrap_or_default();
        let mut start_of = (usize::MAX, 0.0);
        for (bucket, &(block, within)) in self.places.iter().enumerate() {
            let has_match = show_matches && self.matches_in.get(bucket) == Some(&true);
            let counts = counts.get(bucket).copied().unwrap_or_default();
            if !has_match && counts == [0; 4] {
                continue;
            }
            if start_of.0 != block {
                start_of = (block, heights.before(block));
            }
            let y = scale.header + start_of.1 + within * f64::from(heights.get(block));
            let point = ((scale.on_strip(y) - scale.strip.top()) as usize).min(points - 1);
            found[point] |= has_match;
            let urgency = BY_URGENCY.iter().position(|slot| counts[*slot] > 0);
            most_urgent[point] = match (most_urgent[point], urgency) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
        }
        let mut mesh = Mesh::default();
        let top = scale.strip.top();
        for (point, _) in found.iter().enumerate().filter(|(_, found)| **found) {
            let y = top + point as f32;
            let rect = Rect::from_x_y_ranges(scale.strip.x_range().shrink(1.0), y..=y + 2.0);
            mesh.add_colored_rect(rect, tokens.found_current_fill);
        }
        for (point, urgency) in most_urgent.iter().enumerate() {
            let Some(urgency) = urgency else { continue };
            let style = status_style(Status::ALL_AND_NONE[BY_URGENCY[*urgency]], tokens);
            let [width, height] = size::CLAIM_STRIP_MARK;
            let place = Rect::from_min_size(
                pos2(
                    scale.strip.right() - width - 1.0,
                    (top + point as f32).min(scale.strip.bottom() - height),
                ),
                Vec2::new(width, height),
            );
            add_mark(&mut mesh, place, style.line, style.ink);
        }
        mesh
    }
}

/// A mark has the shape of the line under its passage, so that colour never carries the meaning alone.
fn add_mark(mesh: &mut Mesh, place: Rect, line: LineStyle, ink: Color32) {
    let mut add = |left: f32, top: f32, width: f32, height: f32| {
        let min = pos2(place.left() + left, place.top() + top);
        mesh.add_colored_rect(Rect::from_min_size(min, Vec2::new(width, height)), ink);
    };
    match line {
        LineStyle::Solid => add(0.0, 0.0, 7.0, 3.0),
        LineStyle::Double => {
            add(0.0, 0.0, 7.0, 1.0);
            add(0.0, 2.0, 7.0, 1.0);
        }
        LineStyle::Dashed => {
            add(0.0, 0.0, 3.0, 3.0);
            add(4.0, 0.0, 3.0, 3.0);
        }
        LineStyle::Dotted => add(2.0, 0.0, 3.0, 3.0),
    }
}
