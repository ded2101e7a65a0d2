//! The renderer a test harness is given: keeps the textures, draws the frame.

use std::collections::HashMap;

use egui::epaint::{ClippedPrimitive, Primitive};
use egui::{Context, FullOutput, Rect, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;
use image::RgbaImage;

use super::canvas::{Canvas, Scissor};
use super::texture::Texture;

/// Draws what egui asks for, the same on every machine, in gamma space like egui's own painters.
///
/// Left out: paint callbacks, mipmaps, dithering.
#[derive(Default)]
pub(crate) struct CpuRenderer {
    textures: HashMap<TextureId, Texture>,
    /// Textures to drop once the frame that freed them was drawn.
    freed: Vec<TextureId>,
}

impl CpuRenderer {
    /// Draws primitives on a transparent picture of the given width and height in pixels.
    pub(crate) fn draw(
        &self,
        primitives: &[ClippedPrimitive],
        pixels_per_point: f32,
        [width, height]: [u32; 2],
    ) -> Result<RgbaImage, String> {
        let mut canvas = Canvas::new(width as usize, height as usize);
        for ClippedPrimitive { clip_rect, primitive } in primitives {
            let Primitive::Mesh(mesh) = primitive else {
                continue;
            };
            let texture = self
                .textures
                .get(&mesh.texture_id)
                .ok_or_else(|| format!("{:?} was never uploaded", mesh.texture_id))?;
            let scissor = scissor(*clip_rect, pixels_per_point, [width, height]);
            canvas.draw(mesh, texture, f64::from(pixels_per_point), &scissor);
        }
        RgbaImage::from_raw(width, height, canvas.into_bytes())
            .ok_or_else(|| "the canvas and the picture differ in size".to_owned())
    }
}

impl TestRenderer for CpuRenderer {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        // A frame may still draw with a texture it frees, so those go one delta later.
        for id in self.freed.drain(..) {
            self.textures.remove(&id);
        }
        for (id, changes) in delta.set.drain() {
            for change in changes {
                match self.textures.get_mut(&id) {
                    Some(texture) => texture.update(&change),
                    None => {
                        self.textures.insert(id, Texture::new(&change));
                    }
                }
            }
        }
        self.freed.extend(delta.free.drain());
    }

    fn render(&mut self, context: &Context, output: &FullOutput) -> Result<RgbaImage, String> {
        let pixels_per_point = context.pixels_per_point();
        let size = context.content_rect().size() * pixels_per_point;
        let primitives = context.tessellate(output.shapes.clone(), pixels_per_point);
        let size = [size.x.round() as u32, size.y.round() as u32];
        self.draw(&primitives, pixels_per_point, size)
    }
}

/// The pixels of a clip rectangle given in points: its edges rounded, cut to the picture.
fn scissor(clip: Rect, pixels_per_point: f32, [width, height]: [u32; 2]) -> Scissor {
    let pixels =
        |points: f32, largest: u32| ((points * pixels_per_point).round() as i64).clamp(0, i64::from(largest));
    Scissor {
        columns: pixels(clip.min.x, width)..pixels(clip.max.x, width),
        rows: pixels(clip.min.y, height)..pixels(clip.max.y, height),
    }
}
