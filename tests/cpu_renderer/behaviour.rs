//! What the renderer promises, checked on meshes small enough to work out by hand.

use egui::epaint::textures::{TextureFilter, TextureOptions};
use egui::epaint::{ClippedPrimitive, ImageDelta, Mesh, Primitive, Vertex};
use egui::{Color32, ColorImage, Pos2, Rect, TextureId, TexturesDelta, pos2, vec2};
use egui_kittest::TestRenderer as _;
use image::RgbaImage;

use super::CpuRenderer;

const WHITE: TextureId = TextureId::Managed(0);
const PATTERN: TextureId = TextureId::Managed(1);

const EVERYWHERE: Rect = Rect::from_min_max(Pos2::ZERO, pos2(8.0, 8.0));

fn renderer() -> CpuRenderer {
    let mut renderer = CpuRenderer::default();
    upload(
        &mut renderer,
        WHITE,
        ImageDelta::full(ColorImage::filled([1, 1], Color32::WHITE), TextureOptions::LINEAR),
    );
    renderer
}

fn upload(renderer: &mut CpuRenderer, id: TextureId, image: ImageDelta) {
    let mut delta = TexturesDelta::default();
    delta.push(id, image);
    renderer.handle_delta(&mut delta);
    assert!(delta.is_empty(), "the renderer must take every change");
}

/// Draws on a picture of 8 by 8 pixels.
fn draw(renderer: &CpuRenderer, parts: Vec<(Rect, Mesh)>) -> RgbaImage {
    draw_scaled(renderer, parts, 1.0)
}

fn draw_scaled(renderer: &CpuRenderer, parts: Vec<(Rect, Mesh)>, scale: f32) -> RgbaImage {
    let primitives: Vec<_> = parts
        .into_iter()
        .map(|(clip_rect, mesh)| ClippedPrimitive { clip_rect, primitive: Primitive::Mesh(mesh) })
        .collect();
    renderer.draw(&primitives, scale, [8, 8]).expect("every texture these tests use is uploaded")
}

fn rectangle(rect: Rect, color: Color32) -> Mesh {
    let mut mesh = Mesh::with_texture(WHITE);
    mesh.add_colored_rect(rect, color);
    mesh
}

fn polygon(corners: &[(f32, f32)], triangles: &[[u32; 3]], color: Color32) -> Mesh {
    let mut mesh = Mesh::with_texture(WHITE);
    for &(x, y) in corners {
        mesh.colored_vertex(pos2(x, y), color);
    }
    for &[first, second, third] in triangles {
        mesh.add_triangle(first, second, third);
    }
    mesh
}

fn textured(rect: Rect, uv: Rect, color: Color32) -> Mesh {
    let mut mesh = Mesh::with_texture(PATTERN);
    mesh.add_rect_with_uv(rect, uv, color);
    mesh
}

fn count(picture: &RgbaImage, color: [u8; 4]) -> usize {
    picture.pixels().filter(|pixel| pixel.0 == color).count()
}

#[test]
fn an_opaque_rectangle_covers_exactly_its_pixels() {
    let rect = Rect::from_min_max(pos2(2.0, 1.0), pos2(5.0, 7.0));
    let picture = draw(&renderer(), vec![(EVERYWHERE, rectangle(rect, Color32::RED))]);
    for (x, y, pixel) in picture.enumerate_pixels() {
        let inside = (2..5).contains(&x) && (1..7).contains(&y);
        let expected = if inside { [255, 0, 0, 255] } else { [0; 4] };
        assert_eq!(pixel.0, expected, "at {x}, {y}");
    }
}

#[test]
fn a_pixel_belongs_to_the_rectangle_that_holds_its_centre() {
    let rect = Rect::from_min_max(pos2(1.5, 1.4), pos2(3.5, 3.6));
    let picture = draw(&renderer(), vec![(EVERYWHERE, rectangle(rect, Color32::RED))]);
    assert_eq!(count(&picture, [255, 0, 0, 255]), 2 * 3);
    assert_eq!(picture.get_pixel(1, 1).0, [255, 0, 0, 255], "left edges own centres");
    assert_eq!(picture.get_pixel(3, 1).0, [0; 4], "right edges do not");
}

#[test]
fn a_half_transparent_rectangle_blends_in_gamma_space() {
    let half_red = Color32::from_rgba_premultiplied(128, 0, 0, 128);
    let picture = draw(
        &renderer(),
        vec![
            (EVERYWHERE, rectangle(EVERYWHERE, Color32::WHITE)),
            (EVERYWHERE, rectangle(EVERYWHERE, half_red)),
        ],
    );
    assert_eq!(count(&picture, [255, 127, 127, 255]), 64);
}

#[test]
fn a_half_transparent_rectangle_blends_with_each_colour_below_it() {
    let left = Rect::from_min_max(Pos2::ZERO, pos2(3.0, 8.0));
    let half_red = Color32::from_rgba_premultiplied(128, 0, 0, 128);
    let picture = draw(
        &renderer(),
        vec![
            (EVERYWHERE, rectangle(EVERYWHERE, Color32::WHITE)),
            (EVERYWHERE, rectangle(left, Color32::BLACK)),
            (EVERYWHERE, rectangle(EVERYWHERE, half_red)),
        ],
    );
    assert_eq!(count(&picture, [128, 0, 0, 255]), 3 * 8);
    assert_eq!(count(&picture, [255, 127, 127, 255]), 5 * 8);
}

#[test]
fn colour_without_alpha_is_added() {
    let picture = draw(
        &renderer(),
        vec![
            (EVERYWHERE, rectangle(EVERYWHERE, Color32::from_rgb(10, 20, 250))),
            (EVERYWHERE, rectangle(EVERYWHERE, Color32::from_rgba_premultiplied(5, 0, 30, 0))),
        ],
    );
    assert_eq!(count(&picture, [15, 20, 255, 255]), 64);
}

#[test]
fn triangles_sharing_edges_leave_no_seam_and_blend_nothing_twice() {
    let half_white = Color32::from_rgba_premultiplied(128, 128, 128, 128);
    // Four triangles around one point: on a pixel centre, on a pixel corner, between both.
    for middle in [(4.5, 3.5), (4.0, 4.0), (2.3, 5.9)] {
        let corners = [(0.0, 0.0), (8.0, 0.0), (8.0, 8.0), (0.0, 8.0), middle];
        // One of them wound the other way round.
        let triangles = [[0, 1, 4], [1, 2, 4], [4, 3, 2], [3, 0, 4]];
        let picture = draw(
            &renderer(),
            vec![
                (EVERYWHERE, rectangle(EVERYWHERE, Color32::BLACK)),
                (EVERYWHERE, polygon(&corners, &triangles, half_white)),
            ],
        );
        assert_eq!(count(&picture, [128, 128, 128, 255]), 64, "around {middle:?}");
    }
}

#[test]
fn the_scissor_cuts_to_whole_pixels() {
    let clip = Rect::from_min_max(pos2(1.6, 2.0), pos2(4.4, 20.0));
    let picture = draw(&renderer(), vec![(clip, rectangle(EVERYWHERE, Color32::RED))]);
    for (x, y, pixel) in picture.enumerate_pixels() {
        let inside = (2..4).contains(&x) && y >= 2;
        assert_eq!(pixel.0 == [255, 0, 0, 255], inside, "at {x}, {y}");
    }
}

#[test]
fn shapes_and_scissor_grow_with_the_pixels_per_point() {
    let rect = Rect::from_min_max(pos2(1.0, 1.0), pos2(3.0, 3.0));
    let clip = Rect::from_min_max(Pos2::ZERO, pos2(2.5, 4.0));
    let mesh = rectangle(rect, Color32::RED);
    let picture = draw_scaled(&renderer(), vec![(clip, mesh)], 2.0);
    for (x, y, pixel) in picture.enumerate_pixels() {
        let inside = (2..5).contains(&x) && (2..6).contains(&y);
        assert_eq!(pixel.0 == [255, 0, 0, 255], inside, "at {x}, {y}");
    }
}

#[test]
fn shapes_outside_the_picture_or_without_area_draw_nothing() {
    let far = Rect::from_min_max(pos2(-1e9, -1e9), pos2(-1.0, 1e9));
    let line = [(0.0, 0.0), (4.0, 4.0), (8.0, 8.0)];
    let broken = [(f32::NAN, 0.0), (8.0, 0.0), (8.0, 8.0)];
    let picture = draw(
        &renderer(),
        vec![
            (EVERYWHERE, rectangle(far, Color32::RED)),
            (EVERYWHERE, polygon(&line, &[[0, 1, 2]], Color32::RED)),
            (EVERYWHERE, polygon(&broken, &[[0, 1, 2]], Color32::RED)),
        ],
    );
    assert_eq!(count(&picture, [0; 4]), 64);
}

#[test]
fn corner_colours_are_mixed_evenly() {
    let mut mesh = Mesh::with_texture(WHITE);
    for (x, y, gray) in [(0.0, 0.0, 0), (8.0, 0.0, 160), (8.0, 8.0, 160), (0.0, 8.0, 0)] {
        mesh.colored_vertex(pos2(x, y), Color32::from_gray(gray));
    }
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(0, 2, 3);
    let picture = draw(&renderer(), vec![(EVERYWHERE, mesh)]);
    for (x, y, pixel) in picture.enumerate_pixels() {
        let gray = u8::try_from(10 + 20 * x).expect("x is below 8");
        assert_eq!(pixel.0, [gray, gray, gray, 255], "at {x}, {y}");
    }
}

/// A 4 by 2 texture as a font texture is: white times coverage.
fn glyph_texture(options: TextureOptions) -> ImageDelta {
    let coverage = [0, 255, 128, 64, 255, 0, 32, 16];
    let texels = coverage.map(|value| Color32::from_rgba_premultiplied(value, value, value, value));
    ImageDelta::full(ColorImage::new([4, 2], texels.to_vec()), options)
}

#[test]
fn a_glyph_on_whole_pixels_takes_its_texels_unchanged_times_its_colour() {
    let mut renderer = renderer();
    upload(&mut renderer, PATTERN, glyph_texture(TextureOptions::LINEAR));
    let color = Color32::from_rgb(200, 100, 0);
    let glyph = Rect::from_min_size(pos2(2.0, 3.0), vec2(2.0, 2.0));
    let uv = Rect::from_min_max(pos2(0.25, 0.0), pos2(0.75, 1.0));
    let picture = draw(
        &renderer,
        vec![(EVERYWHERE, rectangle(EVERYWHERE, Color32::WHITE)), (EVERYWHERE, textured(glyph, uv, color))],
    );
    assert_eq!(picture.get_pixel(2, 3).0, [200, 100, 0, 255], "coverage 255");
    assert_eq!(picture.get_pixel(3, 3).0, [227, 177, 127, 255], "coverage 128");
    assert_eq!(picture.get_pixel(2, 4).0, [255; 4], "coverage 0");
    assert_eq!(picture.get_pixel(3, 4).0, [248, 236, 223, 255], "coverage 32");
    assert_eq!(count(&picture, [255; 4]), 61, "nothing outside the glyph");
}

#[test]
fn an_enlarged_texture_is_smooth_or_blocky_as_its_options_say() {
    let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
    let shown = |options| {
        let mut renderer = renderer();
        upload(&mut renderer, PATTERN, glyph_texture(options));
        draw(&renderer, vec![(EVERYWHERE, textured(EVERYWHERE, whole, Color32::WHITE))])
    };
    let row = |picture: &RgbaImage| -> Vec<u8> { (0..8).map(|x| picture.get_pixel(x, 0).0[3]).collect() };
    assert_eq!(row(&shown(TextureOptions::NEAREST)), [0, 0, 255, 255, 128, 128, 64, 64]);
    assert_eq!(row(&shown(TextureOptions::LINEAR)), [0, 64, 191, 223, 160, 112, 80, 64]);
}

#[test]
fn a_shrunk_texture_uses_the_filter_for_shrinking() {
    let options = TextureOptions { minification: TextureFilter::Nearest, ..TextureOptions::LINEAR };
    let mut renderer = renderer();
    upload(&mut renderer, PATTERN, glyph_texture(options));
    let small = Rect::from_min_size(Pos2::ZERO, vec2(2.0, 2.0));
    let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
    let picture = draw(&renderer, vec![(EVERYWHERE, textured(small, whole, Color32::WHITE))]);
    assert_eq!(picture.get_pixel(0, 0).0[3], 255);
    assert_eq!(picture.get_pixel(1, 0).0[3], 64);
}

#[test]
fn outside_its_edges_a_texture_is_continued_as_its_options_say() {
    let twice = Rect::from_min_max(pos2(-0.5, 0.0), pos2(1.5, 1.0));
    let row = |options| -> Vec<u8> {
        let mut renderer = renderer();
        upload(&mut renderer, PATTERN, glyph_texture(options));
        let mesh = textured(EVERYWHERE, twice, Color32::WHITE);
        let picture = draw(&renderer, vec![(EVERYWHERE, mesh)]);
        (0..8).map(|x| picture.get_pixel(x, 0).0[3]).collect()
    };
    assert_eq!(row(TextureOptions::NEAREST), [0, 0, 0, 255, 128, 64, 64, 64]);
    assert_eq!(row(TextureOptions::NEAREST_REPEAT), [128, 64, 0, 255, 128, 64, 0, 255]);
    assert_eq!(row(TextureOptions::NEAREST_MIRRORED_REPEAT), [255, 0, 0, 255, 128, 64, 64, 128]);
}

#[test]
fn a_change_to_part_of_a_texture_leaves_the_rest() {
    let mut renderer = renderer();
    upload(&mut renderer, PATTERN, glyph_texture(TextureOptions::NEAREST));
    let patch = ColorImage::filled([2, 1], Color32::from_rgba_premultiplied(9, 9, 9, 9));
    upload(&mut renderer, PATTERN, ImageDelta::partial([1, 1], patch, TextureOptions::NEAREST));
    let place = Rect::from_min_size(Pos2::ZERO, vec2(4.0, 2.0));
    let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
    let picture = draw(&renderer, vec![(EVERYWHERE, textured(place, whole, Color32::WHITE))]);
    let alphas: Vec<u8> = (0..8).map(|at| picture.get_pixel(at % 4, at / 4).0[3]).collect();
    assert_eq!(alphas, [0, 255, 128, 64, 255, 9, 9, 16]);
}

#[test]
fn a_freed_texture_lasts_for_the_frame_that_freed_it_and_no_longer() {
    let mut renderer = renderer();
    upload(&mut renderer, PATTERN, glyph_texture(TextureOptions::NEAREST));
    let mesh = textured(EVERYWHERE, EVERYWHERE, Color32::WHITE);
    let primitives = [ClippedPrimitive { clip_rect: EVERYWHERE, primitive: Primitive::Mesh(mesh) }];
    let mut delta = TexturesDelta::default();
    delta.free(PATTERN);
    renderer.handle_delta(&mut delta);
    assert!(renderer.draw(&primitives, 1.0, [8, 8]).is_ok());
    renderer.handle_delta(&mut TexturesDelta::default());
    let refusal = renderer.draw(&primitives, 1.0, [8, 8]);
    assert!(refusal.is_err_and(|message| message.contains("Managed(1)")));
}

#[test]
fn a_shaded_and_textured_mesh_multiplies_both() {
    let mut renderer = renderer();
    upload(&mut renderer, PATTERN, glyph_texture(TextureOptions::NEAREST));
    let mut mesh = Mesh::with_texture(PATTERN);
    for (x, y, gray) in [(0.0, 0.0, 0), (8.0, 0.0, 160), (8.0, 8.0, 160), (0.0, 8.0, 0)] {
        mesh.vertices.push(Vertex {
            pos: pos2(x, y),
            uv: pos2(x / 8.0, y / 8.0),
            color: Color32::from_gray(gray),
        });
    }
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(0, 2, 3);
    let picture = draw(&renderer, vec![(EVERYWHERE, mesh)]);
    let reds: Vec<u8> = (0..8).map(|x| picture.get_pixel(x, 0).0[0]).collect();
    // Grays 10, 30 .. 150 times the coverage of the texel below each pixel.
    assert_eq!(reds, [0, 0, 50, 70, 45, 55, 33, 38]);
}
