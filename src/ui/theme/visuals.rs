//! Hands the tokens to egui: the styles of its own widgets, menus, popups and scroll bars, for both themes.

use egui::epaint::FontColorTransferFunction;
use egui::epaint::text::TextOptions;
use egui::style::{ScrollStyle, Selection, TextCursorStyle, WidgetVisuals, Widgets};
use egui::{Color32, Context, CornerRadius, Margin, Shadow, Stroke, Style, TextStyle, Theme, Visuals, vec2};

use super::{Tokens, fonts, size};

/// Gives `ctx` the bundled fonts and both themes. Which theme is in force stays as it is.
pub fn install(ctx: &Context) {
    fonts::install(ctx);
    for theme in [Theme::Light, Theme::Dark] {
        ctx.style_mut_of(theme, |style| restyle(style, theme));
    }
}

fn restyle(style: &mut Style, theme: Theme) {
    style.text_styles = [
        (TextStyle::Heading, fonts::ui_semibold(16.0)),
        (TextStyle::Body, fonts::ui(size::TEXT)),
        (TextStyle::Button, fonts::ui(size::TEXT)),
        (TextStyle::Small, fonts::ui(size::TEXT_LABEL)),
        (TextStyle::Monospace, egui::FontId::monospace(size::TEXT_SMALL)),
    ]
    .into();
    style.animation_time = 0.08;
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;

    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(size::GAP, size::GAP_SMALL);
    spacing.button_padding = vec2(8.0, 4.0);
    spacing.interact_size = vec2(32.0, size::CONTROL_HEIGHT);
    spacing.menu_margin = Margin::same(4);
    spacing.window_margin = Margin::same(size::DIALOG_PAD);
    spacing.menu_width = 320.0;
    spacing.combo_width = 120.0;
    spacing.indent = 16.0;
    spacing.icon_width = 15.0;
    spacing.icon_width_inner = 9.0;
    spacing.scroll = scroll_bars();

    style.visuals = visuals(theme);
    // At 110 % a point is no whole number of pixels: nothing to be told about on the screen.
    #[cfg(debug_assertions)]
    {
        style.debug.show_unaligned = false;
    }
}

/// The style inside menus: like egui's own, but with room around the words. To be given to
/// `MenuBar::style`, `MenuConfig::style` and `Popup::style`.
pub fn menu_style(style: &mut Style) {
    egui::containers::menu::menu_style(style);
    style.spacing.button_padding = vec2(8.0, 3.0);
}

/// Thin bars that lie over the content and widen a little under the pointer.
fn scroll_bars() -> ScrollStyle {
    ScrollStyle {
        bar_width: 8.0,
        floating_width: 4.0,
        floating_allocated_width: 0.0,
        handle_min_length: 24.0,
        bar_inner_margin: 2.0,
        bar_outer_margin: 1.0,
        foreground_color: true,
        dormant_background_opacity: 0.0,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.0,
        dormant_handle_opacity: 0.2,
        active_handle_opacity: 0.3,
        interact_handle_opacity: 0.5,
        ..ScrollStyle::floating()
    }
}

fn visuals(theme: Theme) -> Visuals {
    let tokens = Tokens::of(theme);
    let base = match theme {
        Theme::Light => Visuals::light(),
        Theme::Dark => Visuals::dark(),
    };
    let text_options = TextOptions {
        color_transfer_function: match theme {
            Theme::Light => FontColorTransferFunction::LIGHT_MODE_DEFAULT,
            // egui's own choice makes light text on a dark ground look bold.
            Theme::Dark => FontColorTransferFunction::Gamma(0.85),
        },
        ..base.text_options
    };
    Visuals {
        text_options,
        widgets: widgets(tokens),
        // The stroke also colours selected text, which must stay as readable as the rest.
        selection: Selection { bg_fill: tokens.text_selection, stroke: Stroke::new(size::LINE, tokens.text) },
        weak_text_color: Some(tokens.muted),
        hyperlink_color: tokens.accent,
        faint_bg_color: tokens.hover_fill,
        extreme_bg_color: tokens.chrome,
        text_edit_bg_color: Some(tokens.chrome),
        code_bg_color: tokens.quiet_fill,
        warn_fg_color: tokens.unconfirmed,
        error_fg_color: tokens.disputed,
        window_corner_radius: CornerRadius::same(size::CORNER_LARGE),
        window_shadow: shadow(tokens, 12, 32),
        window_fill: tokens.chrome,
        window_stroke: Stroke::new(size::LINE, tokens.line),
        menu_corner_radius: CornerRadius::same(size::CORNER_LARGE - 2),
        panel_fill: tokens.page,
        popup_shadow: shadow(tokens, 4, 16),
        text_cursor: TextCursorStyle { stroke: Stroke::new(1.5, tokens.text), ..base.text_cursor },
        indent_has_left_vline: false,
        ..base
    }
}

fn shadow(tokens: &Tokens, down: i8, blur: u8) -> Shadow {
    Shadow { offset: [0, down], blur, spread: 0, color: tokens.shadow }
}

/// States differ by fill and stroke only: nothing grows or moves under the pointer.
fn widgets(tokens: &Tokens) -> Widgets {
    let state = |fill: Color32, line: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(size::LINE, line),
        corner_radius: CornerRadius::same(size::CORNER),
        fg_stroke: Stroke::new(size::LINE, text),
        expansion: 0.0,
    };
    Widgets {
        noninteractive: state(tokens.chrome, tokens.line, tokens.text),
        inactive: state(tokens.chrome, tokens.line, tokens.text),
        hovered: state(tokens.hover_fill, tokens.line_strong, tokens.text),
        active: state(tokens.quiet_fill, tokens.accent, tokens.text),
        open: state(tokens.quiet_fill, tokens.line_strong, tokens.text),
    }
}
