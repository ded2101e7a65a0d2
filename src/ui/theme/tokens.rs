//! Every colour, space and size of the window; the only colour literals of the crate.
//!
//! Measured from the light and the dark design. Sizes are in points, the same in both themes.

use egui::{Color32, Context, Theme};

/// The colours of one theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tokens {
    /// Behind menu bar, table, status bar, fields and cards.
    pub chrome: Color32,
    /// Behind the article and the inspector.
    pub page: Color32,
    /// Hairlines between regions and rows, and around fields and cards.
    pub line: Color32,
    /// A hairline under the pointer, and the handle of a scroll bar.
    pub line_strong: Color32,
    /// Text to be read.
    pub text: Color32,
    /// Text that accompanies: labels, hints, second columns. Readable on `chrome`, `page`, `accent_fill` and `quiet_fill`.
    pub muted: Color32,
    /// Paragraph numbers and other marks that are found when looked for. At least 3:1 on `page` and `chrome`.
    pub faint: Color32,
    /// Links, focus, the selected claim's outline.
    pub accent: Color32,
    /// Text on `accent` as a fill.
    pub on_accent: Color32,
    /// Behind a selected row or chip.
    pub accent_fill: Color32,
    /// Behind a control under the pointer.
    pub hover_fill: Color32,
    /// Behind a control while it is pressed, and behind what is quiet by nature.
    pub quiet_fill: Color32,
    /// Behind selected text.
    pub text_selection: Color32,
    /// Behind what a search found.
    pub found_fill: Color32,
    /// Behind the one found place that is looked at.
    pub found_current_fill: Color32,
    /// Text and lines of "sourced", and of what went well.
    pub sourced: Color32,
    /// Behind a sourced passage or tag.
    pub sourced_fill: Color32,
    /// Text and lines of "disputed", of errors and of what destroys.
    pub disputed: Color32,
    /// Behind a disputed passage or tag.
    pub disputed_fill: Color32,
    /// Text and lines of "unconfirmed", and of warnings.
    pub unconfirmed: Color32,
    /// Behind an unconfirmed passage or tag.
    pub unconfirmed_fill: Color32,
    /// Text and lines of "not tagged".
    pub untagged: Color32,
    /// Behind a passage or tag that is not tagged.
    pub untagged_fill: Color32,
    /// Over the window while a question is open.
    pub backdrop: Color32,
    /// Below menus and dialogs.
    pub shadow: Color32,
}

/// The one place where a number becomes a colour.
const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

static LIGHT: Tokens = Tokens::light();
static DARK: Tokens = Tokens::dark();

impl Tokens {
    /// Dark text on paper white.
    pub const fn light() -> Self {
        Self {
            chrome: rgb(0x00ff_ffff),
            page: rgb(0x00fb_faf8),
            line: rgb(0x00e4_e1db),
            line_strong: rgb(0x00c9_c5bd),
            text: rgb(0x001f_1e1b),
            muted: rgb(0x006f_6b62),
            faint: rgb(0x0090_8c83),
            accent: rgb(0x002f_5fb3),
            on_accent: rgb(0x00ff_ffff),
            accent_fill: rgb(0x00ee_f3fb),
            hover_fill: rgb(0x00f4_f2ee),
            quiet_fill: rgb(0x00ef_ede8),
            text_selection: rgb(0x00c9_dbf7),
            found_fill: rgb(0x00ff_e9a3),
            found_current_fill: rgb(0x00ff_c94d),
            sourced: rgb(0x001f_7a4d),
            sourced_fill: rgb(0x00df_f1e6),
            disputed: rgb(0x00b3_372b),
            disputed_fill: rgb(0x00fb_e3df),
            unconfirmed: rgb(0x0094_6200),
            unconfirmed_fill: rgb(0x00fb_efd0),
            untagged: rgb(0x006f_6b62),
            untagged_fill: rgb(0x00ef_ede8),
            backdrop: Color32::from_black_alpha(60),
            shadow: Color32::from_black_alpha(28),
        }
    }

    /// Light text on near black.
    pub const fn dark() -> Self {
        Self {
            chrome: rgb(0x001d_1f23),
            page: rgb(0x0017_181b),
            line: rgb(0x0030_3338),
            line_strong: rgb(0x004a_4e55),
            text: rgb(0x00e7_e5e0),
            muted: rgb(0x009d_9a92),
            faint: rgb(0x0071_6f6a),
            accent: rgb(0x007a_a7f0),
            on_accent: rgb(0x0017_181b),
            accent_fill: rgb(0x0026_303f),
            hover_fill: rgb(0x0025_272c),
            quiet_fill: rgb(0x002a_2c31),
            text_selection: rgb(0x002f_4a75),
            found_fill: rgb(0x005a_4a16),
            found_current_fill: rgb(0x0079_5f10),
            sourced: rgb(0x006f_ce9d),
            sourced_fill: rgb(0x001d_3a2b),
            disputed: rgb(0x00f0_8b7f),
            disputed_fill: rgb(0x0046_231f),
            unconfirmed: rgb(0x00e3_b75a),
            unconfirmed_fill: rgb(0x0040_331a),
            untagged: rgb(0x009d_9a92),
            untagged_fill: rgb(0x002a_2c31),
            backdrop: Color32::from_black_alpha(130),
            shadow: Color32::from_black_alpha(110),
        }
    }

    /// The colours of the given theme.
    pub fn of(theme: Theme) -> &'static Self {
        match theme {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
        }
    }
}

/// The colours of the theme in force. A `&Ui` will do for `ctx`.
pub fn tokens(ctx: &Context) -> &'static Tokens {
    Tokens::of(ctx.theme())
}

/// Lengths, all in points.
pub mod size {
    /// Interface text.
    pub const TEXT: f32 = 13.0;
    /// Rows of the table.
    pub const TABLE_TEXT: f32 = 12.5;
    /// Table heads, tags, status bar.
    pub const TEXT_SMALL: f32 = 12.0;
    /// Labels above fields, paragraph numbers, keys beside words.
    pub const TEXT_LABEL: f32 = 11.0;
    /// The article at 100 % reading size.
    pub const ARTICLE_TEXT: f32 = 18.0;
    /// From one line of the article to the next, in multiples of the text size.
    pub const ARTICLE_LINE: f32 = 1.5;
    /// The headline above the article.
    pub const HEADLINE: f32 = 27.0;
    /// The passage as the inspector quotes it.
    pub const QUOTE: f32 = 16.0;
    /// From one line of the quoted passage to the next.
    pub const QUOTE_LINE: f32 = 23.0;
    /// From one line to the next in a field.
    pub const FIELD_LINE: f32 = 18.0;
    /// The reading column, without its margins: about 65 characters at 100 %.
    pub const ARTICLE_COLUMN: f32 = 549.0;
    /// Left of the reading column, where the paragraph numbers stand.
    pub const ARTICLE_MARGIN_LEFT: f32 = 48.0;
    /// Right of the reading column, where the claim ids stand.
    pub const ARTICLE_MARGIN_RIGHT: f32 = 68.0;
    /// Between paragraphs.
    pub const PARAGRAPH_GAP: f32 = 11.0;
    /// The strip beside the article that shows where claims lie.
    pub const CLAIM_STRIP: f32 = 9.0;
    /// A claim's mark on that strip.
    pub const CLAIM_STRIP_MARK: [f32; 2] = [7.0, 4.0];
    /// Outline of the selected passage.
    pub const OUTLINE: f32 = 2.0;
    /// Menu bar, without its line.
    pub const MENU_BAR: f32 = 33.0;
    /// Status bar, without its line.
    pub const STATUS_BAR: f32 = 25.0;
    /// Head of the table, without its line.
    pub const TABLE_HEAD: f32 = 29.0;
    /// A row of the table, with its line.
    pub const TABLE_ROW: f32 = 29.0;
    /// The bar at the left edge of the selected row, and beside the quoted passage.
    pub const MARKER: f32 = 3.0;
    /// From the edge of the table's region to what stands above the table.
    pub const TABLE_PAD: f32 = 14.0;
    /// From the edge of the inspector to its content.
    pub const INSPECTOR_PAD: f32 = 16.0;
    /// Hairlines.
    pub const LINE: f32 = 1.0;
    /// Corners of fields, cards, segments and buttons.
    pub const CORNER: u8 = 5;
    /// Corners of tags.
    pub const CORNER_SMALL: u8 = 3;
    /// Corners of menus and dialogs.
    pub const CORNER_LARGE: u8 = 8;
    /// A filter chip.
    pub const CHIP_HEIGHT: f32 = 24.0;
    /// From the end of a chip to its words.
    pub const CHIP_PAD: f32 = 11.0;
    /// A tag in a table or a margin.
    pub const TAG_HEIGHT: f32 = 17.0;
    /// From the end of a tag to its words.
    pub const TAG_PAD: f32 = 7.0;
    /// A row of segments.
    pub const SEGMENT_HEIGHT: f32 = 26.0;
    /// From the end of a segment to its words.
    pub const SEGMENT_PAD: f32 = 11.5;
    /// A button, a filter field, the command field.
    pub const CONTROL_HEIGHT: f32 = 26.0;
    /// From the end of a button to its words.
    pub const BUTTON_PAD: f32 = 12.0;
    /// From the end of a field to its text.
    pub const FIELD_PAD: i8 = 9;
    /// Above and below the text of a field.
    pub const FIELD_PAD_VERTICAL: i8 = 7;
    /// The bar of the four statuses.
    pub const PROPORTION_BAR: f32 = 6.0;
    /// Between the parts of that bar.
    pub const PROPORTION_GAP: f32 = 2.0;
    /// Between controls in a row.
    pub const GAP: f32 = 8.0;
    /// Between things that belong together.
    pub const GAP_SMALL: f32 = 4.0;
    /// Between groups.
    pub const GAP_LARGE: f32 = 16.0;
    /// A dialog, unless it says otherwise.
    pub const DIALOG_WIDTH: f32 = 440.0;
    /// From the edge of a dialog to its content.
    pub const DIALOG_PAD: i8 = 20;
    /// The widest a notice becomes.
    pub const TOAST_WIDTH: f32 = 560.0;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: Color32) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
    }

    /// The contrast ratio of the Web Content Accessibility Guidelines, 1 to 21.
    fn contrast(one: Color32, other: Color32) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn assert_readable(pairs: &[(&str, Color32, Color32)], least: f64) {
        for (name, text, fill) in pairs {
            let ratio = contrast(*text, *fill);
            assert!(ratio >= least, "{name}: {ratio:.2} is below {least}");
        }
    }

    fn themes() -> [Tokens; 2] {
        [Tokens::light(), Tokens::dark()]
    }

    #[test]
    fn contrast_of_black_on_white_is_21() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
    }

    #[test]
    fn text_is_readable_on_every_fill() {
        for theme in themes() {
            assert_readable(
                &[
                    ("chrome", theme.text, theme.chrome),
                    ("page", theme.text, theme.page),
                    ("accent fill", theme.text, theme.accent_fill),
                    ("hover fill", theme.text, theme.hover_fill),
                    ("quiet fill", theme.text, theme.quiet_fill),
                    ("selected text", theme.text, theme.text_selection),
                    ("found", theme.text, theme.found_fill),
                    ("found, current", theme.text, theme.found_current_fill),
                    ("sourced", theme.text, theme.sourced_fill),
                    ("disputed", theme.text, theme.disputed_fill),
                    ("unconfirmed", theme.text, theme.unconfirmed_fill),
                    ("not tagged", theme.text, theme.untagged_fill),
                ],
                4.5,
            );
        }
    }

    #[test]
    fn muted_text_is_readable_where_it_may_stand() {
        for theme in themes() {
            assert_readable(
                &[
                    ("chrome", theme.muted, theme.chrome),
                    ("page", theme.muted, theme.page),
                    ("selected row", theme.muted, theme.accent_fill),
                    ("hover fill", theme.muted, theme.hover_fill),
                    ("quiet fill", theme.muted, theme.quiet_fill),
                ],
                4.5,
            );
        }
    }

    #[test]
    fn status_text_is_readable_on_its_fill_and_on_the_panels() {
        for theme in themes() {
            for (name, ink, fill) in [
                ("sourced", theme.sourced, theme.sourced_fill),
                ("disputed", theme.disputed, theme.disputed_fill),
                ("unconfirmed", theme.unconfirmed, theme.unconfirmed_fill),
                ("not tagged", theme.untagged, theme.untagged_fill),
            ] {
                assert_readable(
                    &[(name, ink, fill), (name, ink, theme.chrome), (name, ink, theme.page)],
                    4.5,
                );
            }
        }
    }

    #[test]
    fn accent_text_is_readable_and_so_is_text_on_accent() {
        for theme in themes() {
            assert_readable(
                &[
                    ("link on chrome", theme.accent, theme.chrome),
                    ("link on page", theme.accent, theme.page),
                    ("selected chip", theme.accent, theme.accent_fill),
                    ("primary button", theme.on_accent, theme.accent),
                    ("danger button", theme.on_accent, theme.disputed),
                ],
                4.5,
            );
        }
    }

    #[test]
    fn faint_marks_and_focus_outlines_can_be_made_out() {
        for theme in themes() {
            assert_readable(
                &[
                    ("faint on page", theme.faint, theme.page),
                    ("faint on chrome", theme.faint, theme.chrome),
                    ("outline on page", theme.accent, theme.page),
                    ("outline on a passage", theme.accent, theme.disputed_fill),
                ],
                3.0,
            );
        }
    }
}
