//! Textures as egui hands them over: the pixels, and how to read between them.

use egui::epaint::ImageDelta;
use egui::epaint::textures::{TextureFilter, TextureOptions, TextureWrapMode};
use egui::{Color32, ImageData};

/// One texel is divided into this many steps when reading between texels, as graphics
/// cards do: it also swallows the rounding noise of coordinates meant to hit a texel exactly.
const STEPS: i64 = 256;

/// A texture, premultiplied and in gamma space like everything egui draws.
pub(crate) struct Texture {
    width: usize,
    height: usize,
    texels: Vec<Color32>,
    options: TextureOptions,
}

impl Texture {
    /// A texture made of a whole image.
    pub(crate) fn new(delta: &ImageDelta) -> Self {
        let ImageData::Color(image) = &delta.image;
        Self {
            width: image.width(),
            height: image.height(),
            texels: image.pixels.clone(),
            options: delta.options,
        }
    }

    /// Takes over what changed: a rectangle of the texture, or all of it.
    pub(crate) fn update(&mut self, delta: &ImageDelta) {
        let Some([left, top]) = delta.pos else {
            *self = Self::new(delta);
            return;
        };
        let ImageData::Color(image) = &delta.image;
        for (row, line) in image.pixels.chunks_exact(image.width()).enumerate() {
            let start = (top + row) * self.width + left;
            self.texels[start..start + line.len()].copy_from_slice(line);
        }
        self.options = delta.options;
    }

    /// Width and height in texels.
    pub(crate) fn size(&self) -> [f64; 2] {
        [self.width as f64, self.height as f64]
    }

    /// The filter to use where one pixel steps over `texels_per_pixel` texels.
    pub(crate) fn filter(&self, texels_per_pixel: f64) -> TextureFilter {
        if texels_per_pixel > 1.0 { self.options.minification } else { self.options.magnification }
    }

    /// The colour at a place given in texels, each channel from 0 to 255.
    pub(crate) fn sample(&self, x: f64, y: f64, filter: TextureFilter) -> [f64; 4] {
        if filter == TextureFilter::Nearest {
            return channels(self.texel(x.floor() as i64, y.floor() as i64));
        }
        let steps = STEPS as f64;
        let x_steps = ((x - 0.5) * steps).round() as i64;
        let y_steps = ((y - 0.5) * steps).round() as i64;
        let (column, right) = (x_steps.div_euclid(STEPS), x_steps.rem_euclid(STEPS));
        let (row, below) = (y_steps.div_euclid(STEPS), y_steps.rem_euclid(STEPS));
        if right == 0 && below == 0 {
            return channels(self.texel(column, row));
        }
        let right = right as f64 / steps;
        let below = below as f64 / steps;
        let upper = mix(channels(self.texel(column, row)), channels(self.texel(column + 1, row)), right);
        let lower =
            mix(channels(self.texel(column, row + 1)), channels(self.texel(column + 1, row + 1)), right);
        mix(upper, lower, below)
    }

    fn texel(&self, column: i64, row: i64) -> Color32 {
        let column = wrap(column, self.width, self.options.wrap_mode);
        let row = wrap(row, self.height, self.options.wrap_mode);
        self.texels[row * self.width + column]
    }
}

/// Brings an index that may lie outside back into `0..length`.
fn wrap(index: i64, length: usize, mode: TextureWrapMode) -> usize {
    if let Ok(inside) = usize::try_from(index)
        && inside < length
    {
        return inside;
    }
    let length = i64::try_from(length).expect("a texture side is far below 2^63");
    let wrapped = match mode {
        TextureWrapMode::ClampToEdge => index.clamp(0, length - 1),
        TextureWrapMode::Repeat => index.rem_euclid(length),
        TextureWrapMode::MirroredRepeat => {
            let twice = index.rem_euclid(2 * length);
            twice.min(2 * length - 1 - twice)
        }
    };
    usize::try_from(wrapped).expect("every arm yields an index from 0 to length - 1")
}

fn channels(color: Color32) -> [f64; 4] {
    let [red, green, blue, alpha] = color.to_array();
    [red.into(), green.into(), blue.into(), alpha.into()]
}

fn mix(from: [f64; 4], to: [f64; 4], share: f64) -> [f64; 4] {
    [
        from[0] + (to[0] - from[0]) * share,
        from[1] + (to[1] - from[1]) * share,
        from[2] + (to[2] - from[2]) * share,
        from[3] + (to[3] - from[3]) * share,
    ]
}
