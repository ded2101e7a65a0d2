//! Letters of other scripts, for pictures.

use egui::{
    FontFamily,
    epaint::text::{FontInsert, FontPriority, InsertFontFamily},
};

/// The bundled fonts leave other scripts to the system's; here a small font of the tests stands in.
pub(crate) fn add_arabic_and_hebrew(ctx: &egui::Context) {
    let data = egui::FontData::from_static(include_bytes!("../fonts/DejaVuSans-subset.ttf"));
    let names = ["article", "article-bold", "ui-medium", "ui-semibold"];
    let families = names
        .into_iter()
        .map(|name| FontFamily::Name(name.into()))
        .chain([FontFamily::Proportional, FontFamily::Monospace])
        .map(|family| InsertFontFamily { family, priority: FontPriority::Lowest })
        .collect();
    ctx.add_font(FontInsert::new("other scripts", data, families));
}
