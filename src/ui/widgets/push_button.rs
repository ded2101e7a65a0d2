//! Buttons: the one to press, the others, the one that destroys, and the one that looks like a link.

use egui::{
    Color32, CornerRadius, CursorIcon, Response, Role, Sense, Stroke, StrokeKind, Ui, Widget, WidgetInfo,
    vec2,
};

use super::focus_ring::paint_focus_ring;
use super::words::{Words, paint_in_middle};
use crate::ui::theme::{Tokens, fonts, size, tokens};

/// How much a button asks to be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The expected answer; at most one in sight.
    Primary,
    /// Any other.
    #[default]
    Plain,
    /// Destroys something.
    Danger,
    /// Words without a frame, among text.
    Link,
    /// Words or a sign without a frame, filled under the pointer: bars and headers.
    Quiet,
}

/// A button with words: `PushButton::new("Save").kind(ButtonKind::Primary).ui(ui)`.
#[derive(Clone, Debug)]
#[must_use = "a button is seen only when it is added to a Ui"]
pub struct PushButton<'a> {
    label: &'a str,
    key: &'a str,
    kind: ButtonKind,
    small: bool,
    enabled: bool,
    name: Option<&'a str>,
}

impl<'a> PushButton<'a> {
    /// A plain button.
    pub fn new(label: &'a str) -> Self {
        Self { label, key: "", kind: ButtonKind::Plain, small: false, enabled: true, name: None }
    }

    /// How much it asks to be pressed.
    pub fn kind(mut self, kind: ButtonKind) -> Self {
        self.kind = kind;
        self
    }

    /// The key that does the same, after the words.
    pub fn key(mut self, key: &'a str) -> Self {
        self.key = key;
        self
    }

    /// With the text size of a label.
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// Whether it can be pressed.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// What a screen reader says instead of the label, if that is a mere sign.
    pub fn accessible_name(mut self, name: &'a str) -> Self {
        self.name = Some(name);
        self
    }
}

/// What a button of one kind looks like in one state.
struct Look {
    fill: Color32,
    line: Color32,
    ink: Color32,
}

impl Look {
    fn of(kind: ButtonKind, tokens: &Tokens, is_hovered: bool, is_pressed: bool) -> Self {
        let plain_fill = |rest| {
            if is_pressed {
                tokens.quiet_fill
            } else if is_hovered {
                tokens.hover_fill
            } else {
                rest
            }
        };
        // Mixed towards the text colour: darker in the light theme, lighter in the dark one.
        let strong_fill = |rest: Color32| {
            if is_pressed {
                rest.lerp_to_gamma(tokens.text, 0.2)
            } else if is_hovered {
                rest.lerp_to_gamma(tokens.text, 0.1)
            } else {
                rest
            }
        };
        match kind {
            ButtonKind::Primary => {
                let fill = strong_fill(tokens.accent);
                Self { fill, line: fill, ink: tokens.on_accent }
            }
            ButtonKind::Danger => {
                let fill = strong_fill(tokens.disputed);
                Self { fill, line: fill, ink: tokens.on_accent }
            }
            ButtonKind::Plain => Self {
                fill: plain_fill(tokens.chrome),
                line: if is_hovered { tokens.line_strong } else { tokens.line },
                ink: tokens.text,
            },
            ButtonKind::Quiet => {
                Self { fill: plain_fill(Color32::TRANSPARENT), line: Color32::TRANSPARENT, ink: tokens.text }
            }
            ButtonKind::Link => {
                Self { fill: Color32::TRANSPARENT, line: Color32::TRANSPARENT, ink: tokens.accent }
            }
        }
    }
}

impl Widget for PushButton<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        if self.enabled { self.show(ui) } else { ui.add_enabled_ui(false, |ui| self.show(ui)).inner }
    }
}

impl PushButton<'_> {
    /// How wide it will be, in points.
    pub fn width(&self, ui: &Ui) -> f32 {
        (self.words(tokens(ui).text, tokens(ui)).lay_out(ui).size().x + 2.0 * self.pad()).ceil()
    }

    fn text_size(&self) -> f32 {
        if self.small { size::TEXT_LABEL } else { size::TEXT }
    }

    /// From each end to the words.
    fn pad(&self) -> f32 {
        match self.kind {
            ButtonKind::Link => 0.0,
            ButtonKind::Quiet => size::GAP,
            ButtonKind::Primary | ButtonKind::Plain | ButtonKind::Danger => size::BUTTON_PAD,
        }
    }

    fn height(&self) -> f32 {
        if self.kind == ButtonKind::Link { (self.text_size() * 1.5).ceil() } else { size::CONTROL_HEIGHT }
    }

    fn words(&self, ink: Color32, tokens: &Tokens) -> Words {
        let text_size = self.text_size();
        let (font, key_ink, space) = match self.kind {
            ButtonKind::Primary | ButtonKind::Danger => (fonts::ui_medium(text_size), ink, size::GAP),
            ButtonKind::Link => (fonts::ui(text_size), ink, size::GAP_SMALL),
            ButtonKind::Plain | ButtonKind::Quiet => (fonts::ui(text_size), tokens.muted, size::GAP),
        };
        let words = Words::default().then(self.label, 0.0, font, ink);
        if self.key.is_empty() { words } else { words.then(self.key, space, fonts::ui(text_size), key_ink) }
    }

    fn show(self, ui: &mut Ui) -> Response {
        let tokens = tokens(ui);
        let (rect, response) = ui.allocate_exact_size(vec2(self.width(ui), self.height()), Sense::click());
        let role = if self.kind == ButtonKind::Link { Role::Link } else { Role::Button };
        let name = self.name.unwrap_or(self.label);
        response.widget_info(|| WidgetInfo::labeled(role, ui.is_enabled(), name));
        if ui.is_rect_visible(rect) {
            let look = Look::of(self.kind, tokens, response.hovered(), response.is_pointer_button_down_on());
            ui.painter().rect(
                rect,
                CornerRadius::same(size::CORNER),
                look.fill,
                Stroke::new(size::LINE, look.line),
                StrokeKind::Inside,
            );
            if self.kind == ButtonKind::Link && response.hovered() {
                let y = rect.center().y + self.text_size() * 0.55;
                ui.painter().hline(rect.x_range(), y.round() + 0.5, Stroke::new(size::LINE, look.ink));
            }
            let galley = self.words(look.ink, tokens).lay_out(ui);
            paint_in_middle(ui.painter(), rect, rect.left() + self.pad(), galley);
            paint_focus_ring(ui, &response, size::CORNER);
        }
        if self.kind == ButtonKind::Link {
            response.on_hover_cursor(CursorIcon::PointingHand)
        } else {
            response
        }
    }
}
