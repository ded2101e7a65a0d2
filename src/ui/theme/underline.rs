//! The lines under passages: solid, double, dashed, dotted, always on whole pixels.

use egui::{Color32, Mesh, Painter, Rangef, Rect, pos2};

/// How the line under a passage is drawn, so that colour never carries the meaning alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineStyle {
    /// One unbroken line.
    Solid,
    /// Two thin lines.
    Double,
    /// Short strokes.
    Dashed,
    /// Dots.
    Dotted,
}

/// Length of a stroke and of the space after it, in points.
const DASH: (f32, f32) = (6.0, 4.0);
/// Width of a dot and of the space after it, in points.
const DOT: (f32, f32) = (2.0, 2.0);

impl LineStyle {
    /// Height the line takes below the text, in points.
    pub const fn thickness(self) -> f32 {
        match self {
            Self::Double => 4.0,
            Self::Solid | Self::Dashed | Self::Dotted => 2.0,
        }
    }

    /// The height of the slim form, for lines stacked below one row, in points.
    pub const fn slim_thickness(self) -> f32 {
        match self {
            Self::Double => 3.0,
            Self::Solid | Self::Dashed | Self::Dotted => 1.5,
        }
    }

    /// The same in words, for those who hear the window.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Solid => "solid line",
            Self::Double => "double line",
            Self::Dashed => "dashed line",
            Self::Dotted => "dotted line",
        }
    }
}

/// Paints a line of the given style from `across.min` to `across.max`; `top` is its upper edge, and
/// [`LineStyle::thickness`] how far down it reaches. One shape, however long the line.
pub fn paint_underline(painter: &Painter, across: Rangef, top: f32, style: LineStyle, colour: Color32) {
    paint_line(painter, across, (top, style.thickness()), style, colour);
}

/// The same in the slim form, for one of several lines below each other.
pub fn paint_slim_underline(painter: &Painter, across: Rangef, top: f32, style: LineStyle, colour: Color32) {
    paint_line(painter, across, (top, style.slim_thickness()), style, colour);
}

fn paint_line(painter: &Painter, across: Rangef, down: (f32, f32), style: LineStyle, colour: Color32) {
    let rects = pieces(across, down, style, painter.pixels_per_point());
    if rects.is_empty() {
        return;
    }
    let mut mesh = Mesh::default();
    for rect in rects {
        mesh.add_colored_rect(rect, colour);
    }
    painter.add(mesh);
}

/// The filled rectangles that make up the line, each on whole pixels.
fn pieces(
    across: Rangef,
    (top, thickness): (f32, f32),
    style: LineStyle,
    pixels_per_point: f32,
) -> Vec<Rect> {
    let snap = |points: f32| (points * pixels_per_point).round() / pixels_per_point;
    let whole = |points: f32| (points * pixels_per_point).round().max(1.0) / pixels_per_point;
    let (left, right, top) = (snap(across.min), snap(across.max), snap(top));
    let bottom = top + whole(thickness);
    let rect =
        |from: f32, to: f32, above: f32, below: f32| Rect::from_min_max(pos2(from, above), pos2(to, below));
    let broken = |(stroke, space): (f32, f32)| {
        let (stroke, pitch) = (whole(stroke), whole(stroke) + whole(space));
        let count = ((right - left) / pitch).ceil().max(0.0) as usize;
        (0..count)
            .map(|index| left + index as f32 * pitch)
            .map(|from| rect(from, (from + stroke).min(right), top, bottom))
            .collect()
    };
    if right <= left {
        return Vec::new();
    }
    match style {
        LineStyle::Solid => vec![rect(left, right, top, bottom)],
        LineStyle::Double => {
            let thin = whole(1.0);
            vec![rect(left, right, top, top + thin), rect(left, right, bottom - thin, bottom)]
        }
        LineStyle::Dashed => broken(DASH),
        LineStyle::Dotted => broken(DOT),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [LineStyle; 4] = [LineStyle::Solid, LineStyle::Double, LineStyle::Dashed, LineStyle::Dotted];

    fn on_whole_pixels(value: f32, pixels_per_point: f32) -> bool {
        let pixels = value * pixels_per_point;
        (pixels - pixels.round()).abs() < 0.01
    }

    #[test]
    fn every_edge_lies_on_a_pixel_at_any_zoom() {
        for style in ALL {
            for pixels_per_point in [1.0, 1.25, 1.5, 2.0] {
                for rect in
                    pieces(Rangef::new(10.3, 97.9), (20.4, style.thickness()), style, pixels_per_point)
                {
                    for edge in [rect.left(), rect.right(), rect.top(), rect.bottom()] {
                        assert!(
                            on_whole_pixels(edge, pixels_per_point),
                            "{style:?} {pixels_per_point} {edge}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn a_line_stays_within_its_range_and_reaches_both_ends_unless_broken() {
        for style in ALL {
            let rects = pieces(Rangef::new(10.0, 97.0), (20.0, style.thickness()), style, 1.0);
            let bounds = rects.iter().copied().fold(Rect::NOTHING, Rect::union);
            let allowed = Rect::from_min_max(pos2(10.0, 20.0), pos2(97.0, 20.0 + style.thickness()));
            assert!(allowed.contains_rect(bounds), "{style:?}: {bounds}");
            assert!(
                allowed.width() - bounds.width() < DASH.1 && bounds.height() > 1.9,
                "{style:?}: {bounds}"
            );
        }
    }

    #[test]
    fn an_empty_range_paints_nothing() {
        for style in ALL {
            assert!(pieces(Rangef::new(50.0, 50.0), (20.0, style.thickness()), style, 1.0).is_empty());
        }
    }
}
