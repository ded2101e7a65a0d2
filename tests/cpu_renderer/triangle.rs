//! Which pixels a triangle covers, and what its corners' values are in between.
//!
//! Corners are snapped to 1/256 of a pixel and edges are whole numbers from there on, so a
//! pixel centre on an edge two triangles share belongs to exactly one of them (the top-left
//! rule graphics cards follow).

use std::ops::Range;

/// Parts of a pixel a corner can lie on.
const PARTS: i64 = 256;

/// Corners further out than this are pulled in (pixels): keeps edge values within 64 bits.
const FARTHEST: f64 = 1_000_000.0;

/// A triangle placed on the pixel grid.
pub(crate) struct Triangle {
    corners: [[i64; 2]; 3],
    edges: [Edge; 3],
    /// True if the second and third corners were swapped to get one orientation.
    swapped: bool,
}

/// `x * across + y * down + offset`, at least zero inside; x and y in pixel parts.
struct Edge {
    across: i64,
    down: i64,
    offset: i64,
}

impl Triangle {
    /// Places three corners, given in pixels. None if they enclose nothing.
    pub(crate) fn new(corners: [[f64; 2]; 3]) -> Option<Self> {
        if corners.iter().flatten().any(|value| !value.is_finite()) {
            return None;
        }
        let mut corners = corners.map(|corner| corner.map(snap));
        let swapped = doubled_area(corners) < 0;
        if swapped {
            corners.swap(1, 2);
        }
        if doubled_area(corners) == 0 {
            return None;
        }
        let [first, second, third] = corners;
        let edges = [Edge::new(first, second), Edge::new(second, third), Edge::new(third, first)];
        Some(Self { corners, edges, swapped })
    }

    /// The rows that may hold covered pixels.
    pub(crate) fn rows(&self) -> Range<i64> {
        let heights = self.corners.map(|[_, y]| y);
        let top = heights[0].min(heights[1]).min(heights[2]);
        let bottom = heights[0].max(heights[1]).max(heights[2]);
        top.div_euclid(PARTS)..bottom.div_euclid(PARTS) + 1
    }

    /// The covered columns of a row, cut to `within`; empty if there are none.
    pub(crate) fn columns(&self, row: i64, within: Range<i64>) -> Range<i64> {
        let y = row * PARTS + PARTS / 2;
        let Range { mut start, mut end } = within;
        for edge in &self.edges {
            // The edge's value at column c is c * step + at_zero.
            let step = edge.across * PARTS;
            let at_zero = edge.across * (PARTS / 2) + edge.down * y + edge.offset;
            if step > 0 {
                start = start.max(-at_zero.div_euclid(step));
            } else if step < 0 {
                end = end.min(at_zero.div_euclid(-step) + 1);
            } else if at_zero < 0 {
                return start..start;
            }
        }
        start..end.max(start)
    }

    /// The plane through one value at each corner, in the order the corners were given.
    pub(crate) fn plane(&self, values: [f64; 3]) -> Plane {
        let [first, second, third] = if self.swapped { [values[0], values[2], values[1]] } else { values };
        let parts = PARTS as f64;
        let [origin, to_second, to_third] =
            [self.corners[0].map(|value| value as f64 / parts), self.side(1), self.side(2)];
        let area = to_second[0] * to_third[1] - to_second[1] * to_third[0];
        let across = ((second - first) * to_third[1] - (third - first) * to_second[1]) / area;
        let down = ((third - first) * to_second[0] - (second - first) * to_third[0]) / area;
        Plane { across, down, at_origin: first - across * origin[0] - down * origin[1] }
    }

    /// From the first corner to another, in pixels.
    fn side(&self, corner: usize) -> [f64; 2] {
        let [x, y] = self.corners[corner];
        let [from_x, from_y] = self.corners[0];
        let parts = PARTS as f64;
        [(x - from_x) as f64 / parts, (y - from_y) as f64 / parts]
    }
}

impl Edge {
    /// The edge from one corner to the next, the inside on its right hand as seen on screen.
    fn new([from_x, from_y]: [i64; 2], [to_x, to_y]: [i64; 2]) -> Self {
        let (across, down) = (from_y - to_y, to_x - from_x);
        let is_top = across == 0 && down > 0;
        let is_left = across > 0;
        // A centre exactly on a right or bottom edge is outside.
        let owned = if is_top || is_left { 0 } else { -1 };
        Self { across, down, offset: owned - across * from_x - down * from_y }
    }
}

/// A value that changes evenly over the picture.
pub(crate) struct Plane {
    across: f64,
    down: f64,
    at_origin: f64,
}

impl Plane {
    /// The value at the centre of a pixel.
    pub(crate) fn at(&self, column: i64, row: i64) -> f64 {
        self.at_origin + self.across * (column as f64 + 0.5) + self.down * (row as f64 + 0.5)
    }

    /// What one pixel to the right adds.
    pub(crate) fn per_column(&self) -> f64 {
        self.across
    }

    /// What one pixel further adds, in the direction that adds most of the two.
    pub(crate) fn steepest(&self) -> f64 {
        self.across.abs().max(self.down.abs())
    }
}

fn snap(pixels: f64) -> i64 {
    (pixels.clamp(-FARTHEST, FARTHEST) * PARTS as f64).round() as i64
}

fn doubled_area([first, second, third]: [[i64; 2]; 3]) -> i64 {
    (second[0] - first[0]) * (third[1] - first[1]) - (second[1] - first[1]) * (third[0] - first[0])
}
