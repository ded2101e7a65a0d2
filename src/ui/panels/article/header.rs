//! What stands above the article and scrolls with it: what it states about itself, and the title.

use crate::{
    model::{Metadata, MetadataField, NOT_STATED, show_visibly},
    ui::{
        text::{BlockStyle, TextBlock},
        theme::{Tokens, fonts, size},
    },
    workspace::Document,
};
use egui::{Context, Painter, Pos2, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2};

/// Above the header, between its parts and below it, in points.
const ABOVE: f32 = 21.0;
const BETWEEN: f32 = 5.0;
const BELOW: f32 = 16.0;
/// From one line of the title to the next, in multiples of its size.
const TITLE_LINE: f32 = 1.26;

/// The words of the header.
#[derive(Debug)]
pub(super) struct Header {
    stated: String,
    title: String,
    title_size: f32,
    width: f32,
}

/// The header laid out for one frame.
#[derive(Debug)]
pub(super) struct LaidHeader<'h> {
    header: &'h Header,
    stated: TextBlock<'h>,
    title: TextBlock<'h>,
}

impl Header {
    pub(super) fn of(document: &Document, reading_size: f32, width: f32) -> Self {
        Self {
            stated: stated(document.project().article().metadata(), document.project().claims().len()),
            title: document.name(),
            title_size: (size::HEADLINE * reading_size / size::ARTICLE_TEXT).round(),
            width,
        }
    }

    pub(super) fn lay_out(&self, ctx: &Context) -> LaidHeader<'_> {
        let small = BlockStyle::new(fonts::ui(size::TEXT_SMALL), self.width);
        let large = BlockStyle {
            line_height: Some((self.title_size * TITLE_LINE).round()),
            ..BlockStyle::new(fonts::article_bold(self.title_size), self.width)
        };
        ctx.fonts_mut(|fonts| LaidHeader {
            header: self,
            stated: TextBlock::layout(fonts, &self.stated, &small),
            title: TextBlock::layout(fonts, &self.title, &large),
        })
    }
}

impl LaidHeader<'_> {
    /// From the top of the article's pane to the first block, in points.
    pub(super) fn height(&self) -> f32 {
        (ABOVE + self.stated.size().y + BETWEEN + self.title.size().y + BELOW).round()
    }

    /// Paints it with its top left corner at `at`, and names it for those who hear the window.
    pub(super) fn show(&self, ui: &Ui, painter: &Painter, at: Pos2, tokens: &Tokens) {
        let stated_at = pos2(at.x, at.y + ABOVE);
        let title_at = pos2(at.x, stated_at.y + self.stated.size().y.round() + BETWEEN);
        self.stated.paint(painter, stated_at, tokens.muted);
        self.title.paint(painter, title_at, tokens.text);
        let name = |part: &str, place: Pos2, height: f32, role: Role, words: &str| {
            let id = ui.unique_id().with(("header", part));
            let rect = Rect::from_min_size(place, Vec2::new(self.header.width, height));
            let response = ui.interact(rect, id, Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(role, true, show_visibly(words)));
        };
        name("stated", stated_at, self.stated.size().y, Role::Label, &self.header.stated);
        name("title", title_at, self.title.size().y, Role::Heading, &self.header.title);
    }
}

/// "Headline, author: not stated · Sky News · 22 November 2024 · 13 claims".
fn stated(metadata: &Metadata, claims: usize) -> String {
    let shown = [MetadataField::Headline, MetadataField::Author, MetadataField::Outlet, MetadataField::Date];
    let missing: Vec<String> = shown
        .into_iter()
        .filter(|field| metadata.get(*field).is_none())
        .enumerate()
        .map(
            |(place, field)| if place == 0 { field.label().to_owned() } else { field.label().to_lowercase() },
        )
        .collect();
    let mut parts: Vec<String> = Vec::new();
    if !missing.is_empty() {
        parts.push(format!("{}: {NOT_STATED}", missing.join(", ")));
    }
    parts.extend(shown.into_iter().filter_map(|field| metadata.get(field)).map(ToOwned::to_owned));
    parts.push(match claims {
        1 => "1 claim".to_owned(),
        many => format!("{many} claims"),
    });
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_not_stated_is_called_so() {
        let mut metadata = Metadata::default();
        assert_eq!(stated(&metadata, 13), "Headline, author, outlet, date: not stated · 13 claims");
        metadata.set(MetadataField::Headline, "Troops pull back");
        metadata.set(MetadataField::Outlet, "The Daily");
        assert_eq!(stated(&metadata, 1), "Author, date: not stated · Troops pull back · The Daily · 1 claim");
        metadata.set(MetadataField::Author, "A. Writer");
        metadata.set(MetadataField::Date, "22 November");
        assert_eq!(stated(&metadata, 0), "Troops pull back · A. Writer · The Daily · 22 November · 0 claims");
    }
}
