//! The passages of the claim: the words it is pinned to, and words that are gone.

use super::view::InspectorView;
use crate::{
    edit::Edit,
    model::{Claim, Project, TextRange, has_hidden, show_visibly},
    ui::{
        Asked,
        text::{BlockStyle, TextBlock},
        theme::{fonts, size, status_style, tokens},
        widgets::{ButtonKind, PushButton, hidden_badge, sentence},
    },
    workspace::Command,
};
use egui::{CursorIcon, Label, RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Longer quotations are cut, in characters: the article shows them whole.
const QUOTE_LIMIT: usize = 600;

/// Shows every passage; a click goes there.
pub(super) fn passages(
    ui: &mut Ui,
    project: &Project,
    claim: &Claim,
    view: &mut InspectorView,
    asked: &mut Asked,
) {
    let article = project.article();
    let passages: Vec<TextRange> = article.passages_of(claim.id).collect();
    for (index, passage) in passages.iter().enumerate() {
        let number = article.paragraphs().at(passage.start()).number;
        let several = passages.len() > 1;
        let quote = article.quote(*passage);
        let shown = view.as_read(shortened(quote));
        let is_cut = shortened(quote).len() < quote.len();
        let shown = if is_cut { format!("{shown}…").into() } else { shown };
        if quotation(ui, claim, &shown, number, several.then_some(index)).clicked() {
            asked.show_passage = Some(*passage);
        }
        if article.hidden_count_in(passage.bytes()) > 0 {
            what_is_hidden(ui, shortened(quote), view);
        }
        if several && !view.is_read_only {
            let name = format!("Remove passage {} of {}", index + 1, claim.id);
            let button = PushButton::new("Remove").kind(ButtonKind::Link).small().accessible_name(&name);
            if ui.add(button).clicked() {
                let edit = Edit::RemovePassage { claim: claim.id, passage: *passage };
                asked.commands.push(Command::Edit(edit));
            }
        }
        ui.add_space(size::GAP_SMALL);
    }
    if passages.is_empty() && claim.lost_passages.is_empty() {
        let words = "No passage. Select words in the article and press Shift+N to pin this claim to them.";
        let words = RichText::new(words).font(fonts::ui(size::TEXT_SMALL)).color(tokens(ui).muted);
        ui.add(Label::new(words).selectable(false).wrap());
        ui.add_space(size::GAP_SMALL);
    }
    lost_passages(ui, claim, view, asked);
}

/// Counts what is hidden in a quotation, and offers to read it as code points.
fn what_is_hidden(ui: &mut Ui, quote: &str, view: &mut InspectorView) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = size::GAP;
        ui.add_space(size::MARKER + 10.0 - size::GAP);
        hidden_badge(ui, &[quote]);
        let words = if view.as_code_points { "Show marks" } else { "Show code points" };
        if ui.add(PushButton::new(words).kind(ButtonKind::Link).small()).clicked() {
            view.as_code_points = !view.as_code_points;
        }
    });
}

fn lost_passages(ui: &mut Ui, claim: &Claim, view: &mut InspectorView, asked: &mut Asked) {
    for (index, lost) in claim.lost_passages.iter().enumerate() {
        let quote = shortened(&lost.quote);
        let more = if quote.len() < lost.quote.len() { "…" } else { "" };
        let words = format!("Passage gone: “{}{more}” is no longer in the article.", view.as_read(quote));
        sentence(ui, &words, fonts::ui(size::TEXT_SMALL), tokens(ui).disputed);
        if has_hidden(quote) {
            what_is_hidden(ui, quote, view);
        }
        let button = PushButton::new("Forget these words").kind(ButtonKind::Link).small();
        if !view.is_read_only && ui.add(button).clicked() {
            asked.commands.push(Command::Edit(Edit::ForgetLostPassage { claim: claim.id, index }));
        }
        ui.add_space(size::GAP_SMALL);
    }
}

fn quotation(
    ui: &mut Ui,
    claim: &Claim,
    quote: &str,
    paragraph: Option<u32>,
    index: Option<usize>,
) -> egui::Response {
    let tokens = tokens(ui);
    let bar = size::MARKER;
    let left = bar + 10.0;
    let width = ui.available_width();
    let text = format!("“{quote}”");
    let style = BlockStyle {
        line_height: Some(size::QUOTE_LINE),
        ..BlockStyle::new(fonts::article(size::QUOTE), width - left - 4.0)
    };
    let flat: String = text.chars().map(|letter| if letter == '\n' { ' ' } else { letter }).collect();
    let block = ui.fonts_mut(|fonts| TextBlock::layout(fonts, &flat, &style));
    let (rect, response) = ui.allocate_exact_size(vec2(width, block.size().y + 2.0), Sense::click());
    let place = paragraph.map_or_else(String::new, |number| format!(", paragraph {number}"));
    let which = index.map_or_else(String::new, |index| format!(" {}", index + 1));
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Link, true, format!("Passage{which}{place}: {}", show_visibly(quote)))
    });
    let style = status_style(claim.status, tokens);
    let painter = ui.painter();
    let bar = egui::Rect::from_min_size(rect.min, vec2(bar, rect.height()));
    painter.rect_filled(bar, 0.0, style.bar);
    block.paint(painter, pos2(rect.left() + left, rect.top() + 1.0), tokens.text);
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text("Show in article")
}

/// The first words of a long quotation.
fn shortened(quote: &str) -> &str {
    quote.char_indices().nth(QUOTE_LIMIT).map_or(quote, |(end, _)| &quote[..end])
}
