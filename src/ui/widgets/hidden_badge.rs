//! How many hidden characters a text has, in small words that list them when the mouse rests on them.

use egui::{Response, Role, Sense, Ui, WidgetInfo};

use super::any_script::sentence_on_hover;
use crate::format::counted;
use crate::model::{hidden_in, name_of};
use crate::ui::theme::{fonts, size, tokens};

/// A list of more kinds than this is no help, and would not fit a tooltip.
const MOST_KINDS: usize = 12;

/// "3 hidden characters", for as many as `texts` have together; nothing when they have none.
pub fn hidden_badge(ui: &mut Ui, texts: &[&str]) -> Option<Response> {
    let count = texts.iter().flat_map(|text| hidden_in(text)).count();
    if count == 0 {
        return None;
    }
    let words = hidden_words(count);
    let ink = tokens(ui).unconfirmed;
    let galley = ui.painter().layout_no_wrap(words.clone(), fonts::ui_medium(size::TEXT_LABEL), ink);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    response
        .widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{words}: {}", list(texts, ", "))));
    ui.painter().galley(rect.min, galley, ink);
    Some(sentence_on_hover(response, || list(texts, "\n")))
}

/// "1 hidden character", "3 hidden characters".
pub fn hidden_words(count: usize) -> String {
    counted(count, "hidden character")
}

/// Which they are, in the order of the text: "2 × RLO, right-to-left override (U+202E)".
pub(super) fn list(texts: &[&str], between: &str) -> String {
    let mut kinds: Vec<(char, usize)> = Vec::new();
    let mut others = 0;
    for (_, character) in texts.iter().flat_map(|text| hidden_in(text)) {
        match kinds.iter().position(|(kind, _)| *kind == character) {
            Some(known) => kinds[known].1 += 1,
            None if kinds.len() < MOST_KINDS => kinds.push((character, 1)),
            None => others += 1,
        }
    }
    let mut lines: Vec<String> = kinds
        .into_iter()
        .map(|(character, count)| {
            let (name, code) = (name_of(character), u32::from(character));
            let times = if count == 1 { String::new() } else { format!("{count} × ") };
            if name.label.starts_with("U+") {
                format!("{times}{}, {}", name.label, name.words)
            } else {
                format!("{times}{}, {} (U+{code:04X})", name.label, name.words)
            }
        })
        .collect();
    if others > 0 {
        lines.push(format!("and {others} more"));
    }
    lines.join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_listed_once() {
        let texts = ["a\u{202e}b\u{200b}\u{202e}", "\u{e0041}"];
        assert_eq!(
            list(&texts, "; "),
            "2 × RLO, right-to-left override (U+202E); ZWSP, zero width space (U+200B); \
             U+E0041, tag that stands for “A”"
        );
        let many: String = ('\u{e000}'..'\u{e014}').collect();
        assert!(list(&[&many], "; ").ends_with("; and 8 more"));
    }
}
