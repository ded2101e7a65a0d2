//! Plain egui widgets and shapes: shows that egui's own drawing comes out as it should.

use egui::{Color32, Frame, ProgressBar, Shadow, Stroke, Vec2};
use egui_kittest::Harness;

use super::assert_picture;
use crate::cpu_renderer::CpuRenderer;

#[test]
fn plain_widgets_are_drawn_as_in_the_reference_picture() {
    let mut harness = Harness::builder()
        .with_size(Vec2::new(240.0, 160.0))
        .with_render_cursor(false)
        .renderer(CpuRenderer::default())
        .build_ui(|ui| {
            Frame::window(ui.style())
                .shadow(Shadow { offset: [4, 6], blur: 12, spread: 0, color: Color32::from_black_alpha(160) })
                .outer_margin(16)
                .show(ui, |ui| {
                    ui.add(ProgressBar::new(0.4).desired_width(160.0));
                    ui.separator();
                    ui.horizontal(|ui| {
                        for index in 0..3_u8 {
                            let (rect, _) = ui.allocate_exact_size(Vec2::splat(36.0), egui::Sense::hover());
                            let radius = 6.0 + 5.0 * f32::from(index);
                            let tint = Color32::from_rgba_unmultiplied(80, 160, 255, 120);
                            ui.painter().circle(
                                rect.center(),
                                radius,
                                tint,
                                Stroke::new(1.5, Color32::WHITE),
                            );
                        }
                    });
                });
        });
    assert_picture("plain-widgets", &mut harness);
}
