//! The bundled fonts: Inter for the interface, Libertinus Serif for the article, `DejaVu` Sans Mono where every
//! character is equally wide. What the fonts of a family do not hold comes from the system: letters of other scripts
//! would look wrong in a font of equal widths.

use std::sync::Arc;

use egui::{Context, FontData, FontDefinitions, FontFamily, FontId, FontTweak};

const REGULAR: &str = "Inter Regular";
const MEDIUM: &str = "Inter Medium";
const SEMIBOLD: &str = "Inter SemiBold";
const SERIF: &str = "Libertinus Serif Regular";
const SERIF_BOLD: &str = "Libertinus Serif Semibold";
const MONO: &str = "DejaVu Sans Mono";

/// The same file as [`MONO`], drawn larger so that its signs match the letters of Inter.
const MARKS: &str = "DejaVu Sans Mono, enlarged";

const FAMILY_MARKS: &str = "marks";
const FAMILY_MEDIUM: &str = "ui-medium";
const FAMILY_SEMIBOLD: &str = "ui-semibold";
const FAMILY_ARTICLE: &str = "article";
const FAMILY_ARTICLE_BOLD: &str = "article-bold";

static DEJAVU_SANS_MONO: &[u8] = include_bytes!("../../../assets/fonts/DejaVuSansMono.ttf");

static FILES: [(&str, &[u8]); 6] = [
    (REGULAR, include_bytes!("../../../assets/fonts/Inter-Regular.ttf")),
    (MEDIUM, include_bytes!("../../../assets/fonts/Inter-Medium.ttf")),
    (SEMIBOLD, include_bytes!("../../../assets/fonts/Inter-SemiBold.ttf")),
    (SERIF, include_bytes!("../../../assets/fonts/LibertinusSerif-Regular.otf")),
    (SERIF_BOLD, include_bytes!("../../../assets/fonts/LibertinusSerif-Semibold.otf")),
    (MONO, DEJAVU_SANS_MONO),
];

/// Makes the bundled fonts the fonts of `ctx`. They are in force from the next frame on.
pub fn install(ctx: &Context) {
    ctx.set_fonts(definitions());
}

/// The bundled fonts and the families made of them.
fn definitions() -> FontDefinitions {
    let family = |fonts: &[&str]| fonts.iter().map(|font| (*font).to_owned()).collect::<Vec<_>>();
    let named = |name: &str| FontFamily::Name(name.into());
    let enlarged =
        FontData::from_static(DEJAVU_SANS_MONO).tweak(FontTweak { scale: 1.15, ..FontTweak::default() });
    FontDefinitions {
        font_data: FILES
            .iter()
            .map(|(name, bytes)| ((*name).to_owned(), FontData::from_static(bytes)))
            .chain([(MARKS.to_owned(), enlarged)])
            .map(|(name, font)| (name, Arc::new(font)))
            .collect(),
        families: [
            (FontFamily::Proportional, family(&[REGULAR, SERIF])),
            (FontFamily::Monospace, family(&[MONO, REGULAR, SERIF])),
            (named(FAMILY_MARKS), family(&[MARKS, REGULAR, SERIF])),
            (named(FAMILY_MEDIUM), family(&[MEDIUM, SERIF])),
            (named(FAMILY_SEMIBOLD), family(&[SEMIBOLD, SERIF_BOLD])),
            (named(FAMILY_ARTICLE), family(&[SERIF, REGULAR])),
            (named(FAMILY_ARTICLE_BOLD), family(&[SERIF_BOLD, SEMIBOLD])),
        ]
        .into_iter()
        .collect(),
    }
}

fn font(family: &str, size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(family.into()))
}

/// Interface text, `size` points high.
pub fn ui(size: f32) -> FontId {
    FontId::proportional(size)
}

/// Interface text a little stronger: table heads, tags.
pub fn ui_medium(size: f32) -> FontId {
    font(FAMILY_MEDIUM, size)
}

/// Interface text that stands out: titles, counts.
pub fn ui_semibold(size: f32) -> FontId {
    font(FAMILY_SEMIBOLD, size)
}

/// Signs that Inter draws too small or too wide beside its letters.
const SIGNS_DRAWN_ELSEWHERE: [char; 2] = ['✓', '≠'];

/// The font for a mark at the head of a label: `ui` itself, unless another draws the mark more clearly.
pub fn mark(mark: &str, ui: &FontId) -> FontId {
    if mark.starts_with(SIGNS_DRAWN_ELSEWHERE) { font(FAMILY_MARKS, ui.size) } else { ui.clone() }
}

/// The article's own words.
pub fn article(size: f32) -> FontId {
    font(FAMILY_ARTICLE, size)
}

/// The headline.
pub fn article_bold(size: f32) -> FontId {
    font(FAMILY_ARTICLE_BOLD, size)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Signs the interface itself writes, and those no article of Europe does without.
    const SIGNS: &str = "✓≠?·–—…„“”‘’‚«»‹›•¶§†‡€£¥№′″−×≤≥→←↑↓×";

    fn characters() -> impl Iterator<Item = char> {
        ['\u{20}'..='\u{7e}', '\u{a1}'..='\u{ac}', '\u{ae}'..='\u{148}', '\u{14a}'..='\u{17f}']
            .into_iter()
            .chain(['\u{388}'..='\u{38a}', '\u{38e}'..='\u{3a1}', '\u{3a3}'..='\u{3ce}'])
            .chain(['\u{400}'..='\u{45f}', '\u{490}'..='\u{491}'])
            .flatten()
            .chain(SIGNS.chars())
    }

    #[test]
    fn every_family_draws_latin_greek_cyrillic_and_the_signs_of_the_interface() {
        let ctx = Context::default();
        install(&ctx);
        let output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let families: Vec<FontFamily> = definitions().families.into_keys().collect();
            ui.fonts_mut(|fonts| {
                for family in families {
                    let id = FontId::new(13.0, family.clone());
                    let missing: String =
                        characters().filter(|character| !fonts.has_glyph(&id, *character)).collect();
                    assert!(missing.is_empty(), "{family} cannot draw {missing}");
                }
            });
        });
        output.drop_without_applying_deltas();
    }
}
