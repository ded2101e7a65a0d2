//! The picture being drawn: meshes go in, pixels come out.

use std::ops::Range;

use egui::epaint::textures::TextureFilter;
use egui::epaint::{Mesh, Vertex};

use super::texture::Texture;
use super::triangle::{Plane, Triangle};

/// From this length on a run of one opaque colour is copied instead of written.
const LONG_RUN: usize = 16;

/// The pixels outside which nothing is drawn.
pub(crate) struct Scissor {
    /// From the left edge up to, not including, the right one.
    pub columns: Range<i64>,
    /// From the top edge up to, not including, the bottom one.
    pub rows: Range<i64>,
}

/// A picture: red, green, blue and alpha of each pixel, premultiplied, in gamma space.
pub(crate) struct Canvas {
    width: usize,
    pixels: Vec<[u8; 4]>,
    /// A row of one colour to copy long runs from.
    run: Vec<[u8; 4]>,
}

/// How the colour of a triangle's pixels comes about, the cheapest way first.
enum Paint {
    /// Every pixel alike.
    Plain([f64; 4]),
    /// The corners' colours, mixed; already multiplied with the one texel all of them use.
    Shaded([Plane; 4]),
    /// The texture times one colour (0 to 1).
    Textured([Plane; 2], TextureFilter, [f64; 4]),
    /// The texture times the corners' colours (0 to 1), mixed.
    ShadedTexture([Plane; 2], TextureFilter, [Plane; 4]),
}

impl Canvas {
    /// An empty, fully transparent picture; sizes in pixels.
    pub(crate) fn new(width: usize, height: usize) -> Self {
        Self { width, pixels: vec![[0; 4]; width * height], run: vec![[0; 4]; width] }
    }

    /// Draws a mesh whose points are `pixels_per_point` pixels wide. `scissor` lies inside the picture.
    pub(crate) fn draw(&mut self, mesh: &Mesh, texture: &Texture, pixels_per_point: f64, scissor: &Scissor) {
        for indices in mesh.indices.chunks_exact(3) {
            let corners = [indices[0], indices[1], indices[2]].map(|index| &mesh.vertices[index as usize]);
            let places = corners.map(|corner| {
                [f64::from(corner.pos.x) * pixels_per_point, f64::from(corner.pos.y) * pixels_per_point]
            });
            if let Some(triangle) = Triangle::new(places) {
                self.fill(&triangle, corners, texture, scissor);
            }
        }
    }

    /// The bytes of the picture, row by row from the top.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.pixels.into_flattened()
    }

    fn fill(&mut self, triangle: &Triangle, corners: [&Vertex; 3], texture: &Texture, scissor: &Scissor) {
        let rows = triangle.rows();
        let (first, end) = (rows.start.max(scissor.rows.start), rows.end.min(scissor.rows.end));
        if first >= end {
            return;
        }
        let paint = Paint::new(triangle, corners, texture);
        if let Paint::Plain([0.0, 0.0, 0.0, 0.0]) = paint {
            return;
        }
        let mut row = first;
        while row < end {
            let columns = triangle.columns(row, scissor.columns.clone());
            if columns.start < columns.end {
                self.paint_run(&paint, texture, row, columns);
            }
            row += 1;
        }
    }

    fn paint_run(&mut self, paint: &Paint, texture: &Texture, row: i64, columns: Range<i64>) {
        let start = row as usize * self.width;
        let range = start + columns.start as usize..start + columns.end as usize;
        let column = columns.start;
        match paint {
            Paint::Plain(color) => self.paint_plain(*color, range),
            Paint::Shaded(shade) => {
                let mut color = Walk::new(shade, column, row);
                // Loops over pixels count by hand: without optimisation a range costs
                // more than the pixel.
                let mut index = range.start;
                while index < range.end {
                    blend(&mut self.pixels[index], color.clamped(255.0));
                    color.step();
                    index += 1;
                }
            }
            Paint::Textured(place, filter, color) => {
                let mut place = Walk::new(place, column, row);
                let mut index = range.start;
                while index < range.end {
                    let texel = texture.sample(place.value[0], place.value[1], *filter);
                    blend(&mut self.pixels[index], multiply(texel, *color));
                    place.step();
                    index += 1;
                }
            }
            Paint::ShadedTexture(place, filter, shade) => {
                let mut place = Walk::new(place, column, row);
                let mut color = Walk::new(shade, column, row);
                let mut index = range.start;
                while index < range.end {
                    let texel = texture.sample(place.value[0], place.value[1], *filter);
                    blend(&mut self.pixels[index], multiply(texel, color.clamped(1.0)));
                    place.step();
                    color.step();
                    index += 1;
                }
            }
        }
    }

    fn paint_plain(&mut self, color: [f64; 4], range: Range<usize>) {
        let mut index = range.start;
        if color[3] >= 255.0 {
            let solid = color.map(to_byte);
            let length = range.end - range.start;
            if length >= LONG_RUN {
                if self.run[0] != solid {
                    self.run.fill(solid);
                }
                self.pixels[range].copy_from_slice(&self.run[..length]);
                return;
            }
            while index < range.end {
                self.pixels[index] = solid;
                index += 1;
            }
            return;
        }
        // Runs mostly lie on one colour: what was blended last is often what is needed next.
        let mut last_below = self.pixels[index];
        let mut last_result = last_below;
        blend(&mut last_result, color);
        while index < range.end {
            let pixel = &mut self.pixels[index];
            if *pixel != last_below {
                last_below = *pixel;
                last_result = last_below;
                blend(&mut last_result, color);
            }
            *pixel = last_result;
            index += 1;
        }
    }
}

impl Paint {
    fn new(triangle: &Triangle, corners: [&Vertex; 3], texture: &Texture) -> Self {
        let [width, height] = texture.size();
        let places = corners.map(|corner| [f64::from(corner.uv.x) * width, f64::from(corner.uv.y) * height]);
        let colors = corners.map(|corner| {
            let [red, green, blue, alpha] = corner.color.to_array();
            [red, green, blue, alpha].map(|channel| f64::from(channel) / 255.0)
        });
        let one_color = corners[0].color == corners[1].color && corners[0].color == corners[2].color;
        let one_place = corners[0].uv == corners[1].uv && corners[0].uv == corners[2].uv;

        if one_place {
            let [x, y] = places[0];
            let texel = texture.sample(x, y, texture.filter(0.0));
            if one_color {
                return Self::Plain(multiply(texel, colors[0]));
            }
            return Self::Shaded(planes(triangle, colors.map(|color| multiply(texel, color))));
        }
        let place = planes(triangle, places);
        let filter = texture.filter(place[0].steepest().max(place[1].steepest()));
        if one_color {
            Self::Textured(place, filter, colors[0])
        } else {
            Self::ShadedTexture(place, filter, planes(triangle, colors))
        }
    }
}

/// Values walked along a row, one pixel to the right at a time.
struct Walk<const N: usize> {
    value: [f64; N],
    step: [f64; N],
}

impl<const N: usize> Walk<N> {
    fn new(planes: &[Plane; N], column: i64, row: i64) -> Self {
        Self {
            value: planes.each_ref().map(|plane| plane.at(column, row)),
            step: planes.each_ref().map(Plane::per_column),
        }
    }

    fn step(&mut self) {
        let mut index = 0;
        while index < N {
            self.value[index] += self.step[index];
            index += 1;
        }
    }
}

impl Walk<4> {
    /// Rounding can carry a value a hair past what the corners say.
    fn clamped(&self, largest: f64) -> [f64; 4] {
        [
            self.value[0].clamp(0.0, largest),
            self.value[1].clamp(0.0, largest),
            self.value[2].clamp(0.0, largest),
            self.value[3].clamp(0.0, largest),
        ]
    }
}

fn planes<const N: usize>(triangle: &Triangle, corners: [[f64; N]; 3]) -> [Plane; N] {
    std::array::from_fn(|index| triangle.plane([corners[0][index], corners[1][index], corners[2][index]]))
}

fn multiply(texel: [f64; 4], color: [f64; 4]) -> [f64; 4] {
    [texel[0] * color[0], texel[1] * color[1], texel[2] * color[2], texel[3] * color[3]]
}

/// Lays a premultiplied colour (0 to 255) over a pixel.
fn blend(pixel: &mut [u8; 4], color: [f64; 4]) {
    if color[0] + color[1] + color[2] + color[3] <= 0.0 {
        return;
    }
    let kept = 1.0 - color[3] / 255.0;
    pixel[0] = to_byte(color[0] + f64::from(pixel[0]) * kept);
    pixel[1] = to_byte(color[1] + f64::from(pixel[1]) * kept);
    pixel[2] = to_byte(color[2] + f64::from(pixel[2]) * kept);
    pixel[3] = to_byte(color[3] + f64::from(pixel[3]) * kept);
}

/// Rounds to the nearest byte; what lies outside becomes 0 or 255.
fn to_byte(value: f64) -> u8 {
    (value + 0.5) as u8
}
