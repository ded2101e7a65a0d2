//! The command palette: every action by name.

use crate::{
    ui::{
        Action, Asked, ViewState,
        action::{ACTIONS, key_text},
        availability::{is_available, label},
        palette_match::score,
        text::paint_one_line,
        theme::{fonts, size, tokens},
        widgets::SearchField,
    },
    workspace::Workspace,
};
use egui::{
    Align2, Area, Context, CornerRadius, EventFilter, Frame, Id, Key, Margin, Modifiers, Order, Rect, Role,
    ScrollArea, Sense, Stroke, Ui, WidgetInfo, vec2,
};

/// The height of one line, in points.
const ROW: f32 = 30.0;
/// How many lines are seen at once.
const ROWS: f32 = 11.0;

/// The palette while it is open.
#[derive(Clone, Debug, Default)]
pub struct Palette {
    typed: String,
    /// Which of the matches is chosen.
    chosen: usize,
    has_focus: bool,
}

/// Draws the palette when it is open.
pub(super) fn ui(ctx: &Context, workspace: &Workspace, view: &mut ViewState, asked: &mut Asked) {
    let Some(mut palette) = view.palette.take() else { return };
    let matches = palette.matches(workspace, view);
    let pressed = |modifiers, key| ctx.input_mut(|input| input.consume_key(modifiers, key));
    let step = isize::from(pressed(Modifiers::NONE, Key::ArrowDown))
        - isize::from(pressed(Modifiers::NONE, Key::ArrowUp));
    let enter = pressed(Modifiers::NONE, Key::Enter);
    let close =
        pressed(Modifiers::NONE, Key::Escape) || (palette.has_focus && pressed(Modifiers::COMMAND, Key::K));
    let last = matches.len().saturating_sub(1);
    palette.chosen = palette.chosen.min(last).saturating_add_signed(step).min(last);
    let mut run = if enter { matches.get(palette.chosen).copied() } else { None };
    let tokens = tokens(ctx);
    let width = 560.0_f32.min(ctx.content_rect().width() - 40.0);
    let frame = Frame::new()
        .fill(tokens.chrome)
        .stroke(Stroke::new(size::LINE, tokens.line_strong))
        .corner_radius(CornerRadius::same(size::CORNER_LARGE))
        .shadow(ctx.global_style().visuals.popup_shadow)
        .inner_margin(Margin::same(8));
    let shown = Area::new(Id::unique("palette"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_TOP, vec2(0.0, 44.0))
        .accessible_name("Commands")
        .show(ctx, |ui| {
            frame.show(ui, |ui| {
                ui.set_width(width);
                palette.field(ui);
                ui.add_space(6.0);
                run = run.or(palette.list(ui, &matches, workspace, view, step != 0));
            });
        });
    let beside = shown.response.clicked_elsewhere() && palette.has_focus;
    if let Some(action) = run {
        asked.actions.push(action);
    } else if !close && !beside {
        palette.has_focus = true;
        view.palette = Some(palette);
    }
}

impl Palette {
    /// What can be done now and has the typed letters, best first.
    fn matches(&self, workspace: &Workspace, view: &ViewState) -> Vec<Action> {
        let mut found: Vec<(i32, Action)> = ACTIONS
            .iter()
            .filter(|entry| entry.action != Action::Palette && is_available(entry.action, workspace, view))
            .filter_map(|entry| {
                let name = label(entry.action, workspace, view);
                score(&self.typed, &name).map(|score| (score, entry.action))
            })
            .collect();
        if !self.typed.trim().is_empty() {
            found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        }
        found.into_iter().map(|(_, action)| action).collect()
    }

    fn field(&mut self, ui: &mut Ui) {
        let id = Id::unique("palette field");
        let width = ui.available_width();
        let field =
            SearchField::new("Run a command", &mut self.typed).hint("Run a command…").id(id).width(width);
        if field.show(ui).changed {
            self.chosen = 0;
        }
        if !self.has_focus {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        // Tab would lead to what lies behind.
        let kept = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, kept));
    }

    fn list(
        &self,
        ui: &mut Ui,
        matches: &[Action],
        workspace: &Workspace,
        view: &ViewState,
        scroll: bool,
    ) -> Option<Action> {
        if matches.is_empty() {
            ui.add_space(4.0);
            ui.weak("No command has these letters.");
            return None;
        }
        let mut clicked = None;
        ui.spacing_mut().item_spacing.y = 0.0;
        let room = (ui.ctx().content_rect().bottom() - ui.next_widget_position().y - 24.0).max(ROW);
        let height = (ROW * ROWS).min(room);
        let list = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
        list.auto_shrink([false, true]).show(ui, |ui| {
            for (index, action) in matches.iter().enumerate() {
                let (rect, response) =
                    ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
                let name = label(*action, workspace, view);
                let chosen = index == self.chosen;
                response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &*name));
                if chosen && scroll {
                    response.scroll_to_me(None);
                }
                line(ui, rect, *action, &name, chosen, response.hovered());
                if response.clicked() {
                    clicked = Some(*action);
                }
            }
        });
        clicked
    }
}

fn line(ui: &Ui, rect: Rect, action: Action, name: &str, chosen: bool, hovered: bool) {
    let tokens = tokens(ui);
    let painter = ui.painter();
    if chosen || hovered {
        let fill = if chosen { tokens.accent_fill } else { tokens.hover_fill };
        painter.rect_filled(rect, CornerRadius::same(size::CORNER), fill);
    }
    let mut words = rect.shrink2(vec2(10.0, 0.0));
    let small = fonts::ui(size::TEXT_SMALL);
    if let Some(shortcut) = action.entry().shortcuts.first() {
        let keys = painter.layout_no_wrap(key_text(shortcut), small.clone(), tokens.muted);
        let width = keys.size().x;
        painter.galley(words.right_center() - vec2(width, keys.size().y / 2.0), keys, tokens.muted);
        words.set_right(words.right() - width - size::GAP);
    }
    let menu = painter.layout_no_wrap(action.entry().menu.name().to_owned(), small, tokens.muted);
    painter.galley(words.left_center() - vec2(0.0, menu.size().y / 2.0), menu, tokens.muted);
    words.set_left(words.left() + 52.0);
    paint_one_line(painter, words, name, &fonts::ui(size::TEXT), tokens.text);
}
