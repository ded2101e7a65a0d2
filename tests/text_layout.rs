//! The layout of text in any direction: against a browser's visual order, and laws over random text.

use std::{ops::Range, sync::Arc};

use claimdesk::model::{count_hidden, hidden_in, is_hidden_at, name_of};
use claimdesk::ui::text::{Affinity, BlockStyle, Caret, Direction, TextBlock, needs_bidi, paint_one_line};
use egui::{
    Color32, Context, FontData, FontDefinitions, FontFamily, FontId, LayerId, Painter, RawInput, Rect, Shape,
    epaint::{ClippedShape, text::FontsView},
    pos2, vec2,
};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;

const FONT: FontId = FontId::proportional(16.0);

const ALL_LETTERS: &[u8] = include_bytes!("fonts/DejaVuSans-subset.ttf");
const FEW_LETTERS: &[u8] = include_bytes!("fonts/DejaVuSans-few-letters.ttf");

/// A context whose one font knows Latin, Hebrew and Arabic.
fn context() -> Context {
    context_with(&[ALL_LETTERS])
}

/// A context with some fonts, each falling back to the next.
fn context_with(faces: &[&'static [u8]]) -> Context {
    let mut fonts = FontDefinitions::empty();
    let names: Vec<String> = (0..faces.len()).map(|index| index.to_string()).collect();
    for (name, face) in names.iter().zip(faces) {
        let data = Arc::new(FontData::from_static(face));
        fonts.font_data.insert(name.clone(), data);
    }
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        fonts.families.insert(family, names.clone());
    }
    let context = Context::default();
    context.set_fonts(fonts);
    // Fonts exist only once a frame has begun.
    run_frame(&context, |_| {});
    context
}

/// Runs one frame and gives back its shapes. There is no screen to send textures to.
fn run_frame(context: &Context, show: impl FnMut(&mut egui::Ui)) -> Vec<ClippedShape> {
    let mut output = context.run_ui(RawInput::default(), show);
    output.textures_delta.clear();
    output.shapes
}

fn style(wrap_width: f32) -> BlockStyle {
    BlockStyle::new(FONT, wrap_width)
}

fn with_block<R>(text: &str, wrap_width: f32, read: impl FnOnce(&TextBlock<'_>) -> R) -> R {
    context().fonts_mut(|fonts| read(&TextBlock::layout(fonts, text, &style(wrap_width))))
}

/// Where a caret may stand: between graphemes, and beside each hidden character.
fn grapheme_starts(text: &str) -> Vec<usize> {
    let hidden = hidden_in(text).flat_map(|(at, character)| [at, at + character.len_utf8()]);
    let graphemes = text.grapheme_indices(true).map(|(byte, _)| byte);
    let mut starts: Vec<usize> = graphemes.chain(hidden).chain([text.len()]).collect();
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// Per row, the visible graphemes from left to right, without the marks of hidden ones.
fn visual_order<'t>(block: &TextBlock<'_>, text: &'t str) -> Vec<Vec<&'t str>> {
    let mut rows = vec![Vec::new(); block.rows().len()];
    let is_seen = |(start, grapheme): &(usize, &str)| {
        grapheme.chars().next().is_some_and(|first| !is_hidden_at(text, *start, first))
    };
    for (start, grapheme) in text.grapheme_indices(true).filter(is_seen) {
        let pieces = block.range_rects(start..start + grapheme.len());
        assert!(pieces.len() <= 1, "{grapheme:?} lies in several places");
        if let Some(piece) = pieces.first()
            && piece.rect.width() > 0.0
        {
            rows[piece.row].push((piece.rect.left(), grapheme));
        }
    }
    rows.into_iter()
        .map(|mut row| {
            row.sort_by(|a, b| a.0.total_cmp(&b.0));
            row.into_iter().map(|(_, grapheme)| grapheme).collect()
        })
        .collect()
}

/// The characters painted, with where each glyph starts, read back from egui's own shapes.
fn painted_glyphs(context: &Context, paint: impl FnOnce(&Painter)) -> Vec<(f32, f32, char)> {
    let mut paint = Some(paint);
    let shapes = run_frame(context, |ui| {
        let screen = Rect::from_min_size(pos2(0.0, 0.0), vec2(4000.0, 4000.0));
        let painter = Painter::new(ui.ctx().clone(), LayerId::background(), screen);
        if let Some(paint) = paint.take() {
            paint(&painter);
        }
    });
    let mut glyphs = Vec::new();
    for clipped in shapes {
        if let Shape::Text(text) = clipped.shape {
            for row in &text.galley.rows {
                for glyph in row.glyphs.iter().filter(|glyph| glyph.advance_width > 0.0) {
                    let x = text.pos.x + row.pos.x + glyph.pos.x;
                    glyphs.push((text.pos.y + row.pos.y, x, glyph.chr));
                }
            }
        }
    }
    glyphs.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    glyphs
}

fn painted(text: &str, wrap_width: f32) -> String {
    painted_in(&context(), text, wrap_width)
}

fn painted_in(context: &Context, text: &str, wrap_width: f32) -> String {
    let glyphs = painted_glyphs(context, |painter| {
        painter.fonts_mut(|fonts| TextBlock::layout(fonts, text, &style(wrap_width))).paint(
            painter,
            pos2(0.0, 0.0),
            Color32::BLACK,
        );
    });
    glyphs.into_iter().map(|(_, _, character)| character).collect()
}

/// A paragraph of the fixture and how the browser ordered it.
struct BrowserCase {
    direction: Direction,
    wrap_width: f32,
    text: String,
    rows: Vec<Vec<String>>,
}

fn browser_cases() -> Vec<BrowserCase> {
    let mut cases: Vec<BrowserCase> = Vec::new();
    for line in include_str!("fixtures/bidi_visual_order.txt").lines() {
        if line.starts_with('#') {
            continue;
        }
        if let Some(row) = line.strip_prefix('\t') {
            let case = cases.last_mut().expect("a row follows its paragraph");
            case.rows.push(row.split('|').map(str::to_owned).collect());
            continue;
        }
        let mut fields = line.splitn(3, '\t');
        let direction = match fields.next() {
            Some("rtl") => Direction::RightToLeft,
            _ => Direction::LeftToRight,
        };
        let width: f32 = fields.next().and_then(|field| field.parse().ok()).expect("a paragraph has a width");
        cases.push(BrowserCase {
            direction,
            wrap_width: if width == 0.0 { 460.0 } else { width },
            text: unescape(fields.next().expect("a paragraph has a text")),
            rows: Vec::new(),
        });
    }
    cases
}

fn unescape(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut result = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').expect("an escape is closed");
        let code = u32::from_str_radix(code, 16).expect("an escape is a number");
        result.push(char::from_u32(code).expect("an escape is a character"));
        result.push_str(rest);
    }
    result
}

#[test]
fn visual_order_is_that_of_a_browser() {
    let cases = browser_cases();
    assert!(cases.len() >= 35, "{} cases", cases.len());
    for case in cases {
        with_block(&case.text, case.wrap_width, |block| {
            let ours: Vec<String> = visual_order(block, &case.text)
                .iter()
                .map(|row| row.join("|").trim_matches([' ', '|']).to_owned())
                .collect();
            let browsers: Vec<String> =
                case.rows.iter().map(|row| row.join("|").trim_matches([' ', '|']).to_owned()).collect();
            assert_eq!(ours, browsers, "{}", case.text);
            assert_eq!(block.direction(), case.direction, "{}", case.text);
        });
    }
}

/// The glyphs themselves, not only the boxes around them: every figure on screen reads as in the browser.
#[test]
fn painted_figures_read_as_in_a_browser() {
    let is_figure = |character: &char| character.is_numeric() || "٪%.,/:-–−+٫٬$€₪".contains(*character);
    for case in browser_cases() {
        let ours: String = painted(&case.text, case.wrap_width).chars().filter(is_figure).collect();
        let browsers: String =
            case.rows.iter().flatten().flat_map(|grapheme| grapheme.chars()).filter(is_figure).collect();
        assert_eq!(ours, browsers, "{}", case.text);
    }
}

#[test]
fn arabic_indic_digits_are_painted_most_significant_first() {
    assert_eq!(painted("١٢٪", 400.0), "١٢٪");
    assert_eq!(painted("۱۲۳۴", 400.0), "۱۲۳۴");
}

/// The reason this layout exists. When this fails, egui has learnt UAX #9 and the layout may be replaced.
#[test]
fn egui_alone_still_paints_arabic_indic_digits_reversed() {
    let context = context();
    let glyphs = painted_glyphs(&context, |painter| {
        painter.text(pos2(0.0, 0.0), egui::Align2::LEFT_TOP, "١٢٪", FONT, Color32::BLACK);
    });
    let order: String = glyphs.into_iter().map(|(_, _, character)| character).collect();
    assert_eq!(order, "٪٢١");
}

/// egui places the runs of a word that two fonts share from left to right; then each letter must stand alone.
#[test]
fn a_word_shared_by_two_fonts_is_painted_in_order() {
    let context = context_with(&[FEW_LETTERS, ALL_LETTERS]);
    assert_eq!(painted_in(&context, "אמת דגל 42", 400.0), "42לגדתמא");
    assert_eq!(painted_in(&context, "מבצע «א» ١٢", 400.0), "١٢«א»עצבמ");
}

#[test]
fn a_caret_may_stand_inside_a_ligature() {
    with_block("fi", 400.0, |block| {
        let x = |byte: usize| block.caret_rect(byte).left();
        assert!(x(0) + 2.0 < x(1) && x(1) + 2.0 < x(2), "{} {} {}", x(0), x(1), x(2));
    });
    with_block("لا", 400.0, |block| {
        let x = |byte: usize| block.caret_rect(byte).left();
        assert!(x(0) > x(2) + 2.0 && x(2) > x(4) + 2.0, "{} {} {}", x(0), x(2), x(4));
    });
}

#[test]
fn brackets_are_painted_mirrored_in_right_to_left_text() {
    // Spaces take their place but are not painted.
    assert_eq!(painted("(אב) [ג]", 400.0), "[ג](בא)");
    assert_eq!(painted("«שלום» 5 < 10", 400.0), "10>5«םולש»");
}

#[test]
fn right_to_left_rows_end_at_the_right_side() {
    let text = "هذا نص طويل بما يكفي لينكسر على عدة أسطر، وفيه رقم 2024 واحد.";
    with_block(text, 150.0, |block| {
        assert!(block.rows().len() > 2);
        assert!((block.size().x - 150.0).abs() < 0.5);
        for row in block.rows() {
            assert!((row.rect.right() - 150.0).abs() < 0.5, "{row:?}");
            assert!(row.rect.left() >= -0.5, "{row:?}");
        }
    });
}

/// What the marks say, from left to right; marks stand in smaller letters than the text.
fn marks_in(context: &Context, text: &str, paint: impl FnOnce(&Painter)) -> Vec<String> {
    let mut paint = Some(paint);
    let shapes = run_frame(context, |ui| {
        let screen = Rect::from_min_size(pos2(0.0, 0.0), vec2(4000.0, 4000.0));
        let painter = Painter::new(ui.ctx().clone(), LayerId::background(), screen);
        if let Some(paint) = paint.take() {
            paint(&painter);
        }
    });
    let names: Vec<String> = hidden_in(text).map(|(_, hidden)| name_of(hidden).label.into_owned()).collect();
    let mut marks = Vec::new();
    for clipped in shapes {
        if let Shape::Text(shown) = clipped.shape
            && names.iter().any(|name| name == shown.galley.text())
        {
            marks.push((shown.pos.x, shown.galley.text().to_owned()));
        }
    }
    marks.sort_by(|a, b| a.0.total_cmp(&b.0));
    marks.into_iter().map(|(_, name)| name).collect()
}

fn marks(text: &str) -> Vec<String> {
    let context = context();
    marks_in(&context, text, |painter| {
        let style = style(4000.0);
        let block = painter.fonts_mut(|fonts| TextBlock::layout(fonts, text, &style));
        block.paint(painter, pos2(0.0, 0.0), Color32::BLACK);
    })
}

#[test]
fn every_hidden_character_has_a_mark_of_its_own() {
    let hidden = (0..=0x10_FFFF).filter_map(char::from_u32).filter(|character| {
        // Of private use, and of planes without characters, a few stand for all.
        u32::from(*character) % 0x7FF == 0 || !matches!(u32::from(*character), 0xE000..=0xF8FF | 0x2_0000..)
    });
    let hidden: Vec<char> =
        hidden.filter(|character| is_hidden_at(&format!("a{character}b"), 1, *character)).collect();
    assert!(hidden.len() > 150, "{}", hidden.len());
    for chunk in hidden.chunks(8) {
        let text: String = chunk.iter().flat_map(|character| ['a', *character, 'b', ' ']).collect();
        assert_eq!(count_hidden(&text), chunk.len());
        let mut names: Vec<String> = chunk.iter().map(|hidden| name_of(*hidden).label.into_owned()).collect();
        let mut shown = marks(&text);
        names.sort_unstable();
        shown.sort_unstable();
        assert_eq!(shown, names);
    }
}

#[test]
fn the_marks_of_an_override_stand_at_both_its_ends() {
    assert_eq!(marks("abc \u{202E}def\u{202C} ghi"), ["RLO", "PDF"]);
    let text = "abc \u{202E}def\u{202C} ghi";
    with_block(text, 4000.0, |block| {
        let left = |words: &str| {
            let start = text.find(words).expect("the words are there");
            block.range_rects(start..start + words.len())[0].rect.left()
        };
        let order = ["abc", "\u{202E}", "f", "e", "d", "\u{202C}", "ghi"].map(left);
        assert!(order.is_sorted(), "{order:?}");
    });
    assert_eq!(marks("שלום \u{2066}abc\u{2069} עולם"), ["PDI", "LRI"], "in a right-to-left line");
}

#[test]
fn a_caret_passes_a_mark_in_one_step_and_a_selection_covers_it() {
    // The joiner and the selector belong to the letter before them, as Unicode counts graphemes.
    let text = "in\u{200D}vo\u{FE0F}\u{202E}ice";
    with_block(text, 4000.0, |block| {
        for (at, hidden) in hidden_in(text) {
            let end = at + hidden.len_utf8();
            let (before, after) = (block.caret_rect(at), block.caret_rect(end));
            assert!((after.left() - before.left()).abs() > 8.0, "{hidden:?}: {before:?} {after:?}");
            let covered: f32 = block.range_rects(at..end).iter().map(|piece| piece.rect.width()).sum();
            assert!(covered > 8.0, "{hidden:?}: {covered}");
            assert_eq!(block.caret_rect(at + 1), before, "no caret stands inside {hidden:?}");
        }
    });
}

#[test]
fn a_mark_keeps_to_its_line_and_a_line_may_end_after_a_zero_width_space() {
    let text = "one\u{200B}two\u{200B}three\u{200B}four\u{200B}five\u{200B}six";
    with_block(text, 120.0, |block| {
        assert!(block.rows().len() > 2, "{:?}", block.rows());
        for row in block.rows() {
            assert!(row.rect.width() <= 120.5, "{row:?}");
            let shown = &text[row.bytes.clone()];
            assert!(shown.ends_with('\u{200B}') || row.bytes.end == text.len(), "{shown:?}");
        }
    });
}

#[test]
fn only_a_line_feed_ends_a_line_and_other_line_ends_are_marks() {
    for hidden in ["\r", "\u{85}", "\u{2028}", "\u{2029}", "\u{1C}"] {
        for (before, after) in [("one", "two"), ("שלום", "12 עולם")] {
            let text = format!("{before}{hidden}{after}{hidden}\n{hidden}");
            with_block(&text, 4000.0, |block| {
                assert_eq!(block.rows().len(), 2, "{text:?}");
                assert!(total_width(block, before.len()..before.len() + hidden.len()) > 8.0);
            });
            let context = context();
            let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(400.0, 20.0));
            let cell = marks_in(&context, &text, |painter| {
                assert!(!paint_one_line(painter, rect, &text, &FONT, Color32::BLACK));
            });
            assert_eq!(cell.len(), 3, "a cell shows {text:?} on one line");
        }
    }
}

#[test]
fn a_given_direction_overrules_the_first_letter() {
    let mut style = style(300.0);
    style.direction = Some(Direction::RightToLeft);
    context().fonts_mut(|fonts| {
        let block = TextBlock::layout(fonts, "Latin start, 12.", &style);
        assert_eq!(block.direction(), Direction::RightToLeft);
        assert!((block.rows()[0].rect.right() - 300.0).abs() < 0.5);
        let order = visual_order(&block, "Latin start, 12.").concat().concat();
        assert_eq!(order, ".Latin start, 12");
    });
}

#[test]
fn a_caret_moves_through_rows_and_knows_where_they_wrap() {
    for text in [
        "One two three four five six seven eight nine ten.",
        "واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة.",
    ] {
        with_block(text, 110.0, |block| {
            let last = block.rows().len() - 1;
            assert!(last >= 2, "{text}");
            let wrap = block.rows()[0].bytes.end;
            let end_of_row = Caret { byte: wrap, affinity: Affinity::Upstream };
            assert_eq!(block.row_of(end_of_row), 0);
            assert_eq!(block.row_of(wrap), 1);
            assert_eq!(block.row_end(0), end_of_row);
            assert_eq!(block.row_start(wrap), Caret::from(wrap));
            assert_eq!(block.caret_above(0, 50.0), None);
            assert_eq!(block.caret_below(text.len(), 50.0), None);
            let mut caret = block.caret_in_row(0, 55.0);
            for row in 1..=last {
                caret = block.caret_below(caret, 55.0).expect("a row is below");
                assert_eq!(block.row_of(caret), row);
            }
            let back = block.caret_above(caret, 55.0).expect("a row is above");
            assert_eq!(block.row_of(back), last - 1);
        });
    }
}

#[test]
fn an_empty_text_and_a_final_line_break_have_a_row_for_the_caret() {
    for text in ["", "abc\n", "אבג\n", "אבג\r\n", "\u{202E}"] {
        with_block(text, 200.0, |block| {
            let rows = if text.ends_with('\n') { 2 } else { 1 };
            assert_eq!(block.rows().len(), rows, "{text:?}");
            assert_eq!(block.row_of(text.len()), rows - 1);
            assert!(block.caret_rect(text.len()).height() > 5.0);
        });
    }
}

fn painted_cell(text: &str, width: f32) -> (String, bool, f32, f32) {
    let context = context();
    let mut elided = false;
    let glyphs = painted_glyphs(&context, |painter| {
        let rect = Rect::from_min_size(pos2(10.0, 10.0), vec2(width, 24.0));
        elided = paint_one_line(painter, rect, text, &FONT, Color32::BLACK);
    });
    let left = glyphs.first().map_or(0.0, |glyph| glyph.1);
    let right = glyphs.last().map_or(0.0, |glyph| glyph.1);
    let shown = glyphs.into_iter().map(|(_, _, character)| character).collect();
    (shown, elided, left, right)
}

#[test]
fn a_cell_shows_a_text_that_fits_whole_and_on_its_own_side() {
    assert_eq!(painted_cell("Troops 1,500", 400.0).0, "Troops 1,500");
    let (shown, elided, left, _) = painted_cell("נהרגו 1,500", 400.0);
    assert_eq!((shown.as_str(), elided), ("1,500וגרהנ", false));
    assert!(left > 200.0, "a Hebrew cell starts on the right: {left}");
    assert_eq!(painted_cell("two\nlines", 400.0).0, "two lines");
}

#[test]
fn a_cell_too_narrow_is_cut_at_the_end_of_reading_and_says_so() {
    let (shown, elided, ..) = painted_cell("A rather long claim about 1,500 troops", 120.0);
    assert!(elided && shown.ends_with('…'), "{shown}");
    let (shown, elided, _, right) = painted_cell("נהרגו שם בדיוק 1,500 חיילים ועוד רבים נפצעו", 120.0);
    assert!(elided && shown.starts_with('…') && shown.ends_with('נ'), "{shown}");
    assert!(right < 130.0, "{right}");
}

#[test]
fn a_cut_cell_never_shows_part_of_a_number() {
    for text in ["נהרגו 1,234,567 חיילים", "Killed: 1,234,567 soldiers"] {
        for width in (5..200).step_by(3) {
            let (shown, _, left, _) = painted_cell(text, width as f32);
            let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
            assert!(digits.is_empty() || digits == "1234567", "{width}: {shown}");
            if width > 30 {
                assert!(left >= 9.0, "{width}: painted outside the cell, at {left}");
            }
        }
    }
}

#[test]
fn a_cell_of_a_huge_text_lays_out_only_its_start() {
    let text = "שורה ארוכה מאוד 12 ".repeat(20_000);
    let (shown, elided, ..) = painted_cell(&text, 200.0);
    assert!(elided && shown.chars().count() < 60);
    let (shown, elided, ..) = painted_cell(&"long text ".repeat(20_000), 200.0);
    assert!(elided && shown.chars().count() < 60);
}

/// Text of mixed direction, with whatever may hide in a pasted article.
fn any_text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => "[a-zA-Z]{1,8}",
        4 => "[א-ת]{1,7}",
        4 => "[ء-ي]{1,8}",
        2 => "[0-9]{1,4}",
        2 => "[٠-٩]{1,4}",
        6 => Just(" ".to_owned()),
        2 => "[.,:;!?%٪()\\[\\]«»<>+$−–-]",
        1 => "[\u{64B}-\u{652}\u{301}\u{5B0}-\u{5B9}]",
        1 => "[\u{200B}-\u{200F}\u{202A}-\u{202E}\u{2066}-\u{2069}\u{61C}\u{AD}]",
        1 => Just("👨\u{200D}👩\u{200D}👧🇮🇱".to_owned()),
        1 => "[\n\t\r\u{2029}\u{A0}\u{7}]",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

fn check_rows(block: &TextBlock<'_>, text: &str) -> Result<(), TestCaseError> {
    let mut next = 0;
    for row in block.rows() {
        prop_assert_eq!(row.bytes.start, next);
        prop_assert!(row.text_end <= row.bytes.end && row.bytes.start <= row.text_end);
        prop_assert!(row.rect.top() <= row.baseline && row.baseline <= row.rect.bottom());
        next = row.bytes.end;
    }
    prop_assert_eq!(next, text.len());
    Ok(())
}

fn check_carets(block: &TextBlock<'_>, text: &str) -> Result<(), TestCaseError> {
    let starts = grapheme_starts(text);
    for &byte in &starts {
        let rect = block.caret_rect(byte);
        prop_assert!(rect.is_finite());
        let found = block.caret_at(rect.center());
        prop_assert!(starts.binary_search(&found.byte).is_ok());
        // Only graphemes without width may share the place of a caret.
        let again = block.caret_rect(found);
        prop_assert!(
            (again.left_top() - rect.left_top()).length() < 0.1,
            "{byte} -> {found:?}: {rect:?} {again:?}"
        );
    }
    Ok(())
}

fn total_width(block: &TextBlock<'_>, bytes: Range<usize>) -> f32 {
    let pieces = block.range_rects(bytes);
    pieces.iter().map(|piece| piece.rect.width()).sum()
}

fn check_ranges(block: &TextBlock<'_>, text: &str, middle: usize) -> Result<(), TestCaseError> {
    let whole = total_width(block, 0..text.len());
    let parts = total_width(block, 0..middle) + total_width(block, middle..text.len());
    prop_assert!((whole - parts).abs() < 0.5, "{whole} != {parts}");
    let rows: f32 = block.rows().iter().map(|row| row.rect.width()).sum();
    prop_assert!(whole <= rows + 0.5, "{whole} > {rows}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_laid_out_whole(text in any_text(), width in 20.0_f32..400.0, at in any::<prop::sample::Index>()) {
        let starts = grapheme_starts(&text);
        let middle = starts[at.index(starts.len())];
        with_block(&text, width, |block| {
            check_rows(block, &text)?;
            check_carets(block, &text)?;
            check_ranges(block, &text, middle)
        })?;
    }

    #[test]
    fn every_letter_and_digit_is_painted_once(text in "[א-ת٠-٩0-9a-e ().,%]{0,60}", width in 30.0_f32..300.0) {
        let mut shown: Vec<char> = painted(&text, width).chars().filter(|c| c.is_alphanumeric()).collect();
        let mut given: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
        shown.sort_unstable();
        given.sort_unstable();
        prop_assert_eq!(shown, given);
    }

    #[test]
    fn digits_of_one_number_are_painted_in_reading_order(
        before in "[א-ת]{0,5}", number in "[0-9]{2,6}|[٠-٩]{2,6}", after in "[א-ת]{0,5}",
    ) {
        let shown = painted(&format!("{before} {number} {after}"), 2000.0);
        prop_assert!(shown.contains(&number), "{number} in {shown}");
    }

    #[test]
    fn any_cell_can_be_painted(text in any_text(), width in 0.0_f32..300.0) {
        let (_, elided, ..) = painted_cell(&text, width);
        prop_assert!(!elided || !text.is_empty());
    }

    #[test]
    fn text_that_needs_no_bidi_has_only_even_levels(text in any::<String>()) {
        if !needs_bidi(&text) {
            let info = unicode_bidi::BidiInfo::new(&text, None);
            prop_assert!(!info.has_rtl());
        }
    }
}

/// Keeps the helper above honest: a fonts view is what every caller passes.
#[test]
fn the_same_text_laid_out_twice_is_the_same() {
    let context = context();
    let lay_out = |fonts: &mut FontsView<'_>| {
        let block = TextBlock::layout(fonts, "مرحبا 12 abc", &style(80.0));
        (block.size(), block.rows().to_vec())
    };
    assert_eq!(context.fonts_mut(lay_out), context.fonts_mut(lay_out));
}
