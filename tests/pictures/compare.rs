//! Draws a harness and compares the result with `tests/pictures/NAME.png`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use egui_kittest::Harness;
use image::{Rgba, RgbaImage};

/// How far a channel may be off (of 255). Drawing is exact, but glyphs are rasterised with
/// whatever vector instructions the machine has, which can tip a value over by a few steps.
const TOLERANCE: u8 = 4;

/// Passes if the harness draws what `tests/pictures/NAME.png` shows.
///
/// The harness needs `CpuRenderer` as its renderer. A mismatch panics and names the pictures
/// to look at: what was drawn, and where it differs. With `UPDATE_SNAPSHOTS=1` in the
/// environment a picture that does not match becomes the reference instead.
#[track_caller]
pub(crate) fn assert_picture<State>(name: &str, harness: &mut Harness<'_, State>) {
    let drawn = match harness.render() {
        Ok(picture) => picture,
        Err(reason) => panic!("cannot draw {name}: {reason}"),
    };
    let reference_path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures").join(format!("{name}.png"));
    let Err(complaint) = compare(name, &drawn, &reference_path) else {
        return;
    };
    if is_updating() {
        save(&drawn, &reference_path);
    } else {
        panic!("{complaint}\nIf the change is meant: UPDATE_SNAPSHOTS=1 cargo test");
    }
}

/// Says what is wrong and where to look, or nothing if the pictures match.
fn compare(name: &str, drawn: &RgbaImage, reference_path: &Path) -> Result<(), String> {
    let drawn_path = scratch_path(name, "drawn");
    let reference = match image::open(reference_path) {
        Ok(picture) => picture.into_rgba8(),
        Err(reason) => {
            save(drawn, &drawn_path);
            return Err(format!(
                "no reference picture {}: {reason}\nDrawn now: {}",
                reference_path.display(),
                drawn_path.display()
            ));
        }
    };
    if drawn.dimensions() != reference.dimensions() {
        save(drawn, &drawn_path);
        return Err(format!(
            "{name} is {:?} pixels, its reference {:?}\nDrawn now: {}",
            drawn.dimensions(),
            reference.dimensions(),
            drawn_path.display()
        ));
    }
    let Some((differing, difference)) = difference(drawn, &reference) else {
        return Ok(());
    };
    let difference_path = scratch_path(name, "difference");
    save(drawn, &drawn_path);
    save(&difference, &difference_path);
    Err(format!(
        "{name} differs from its reference in {differing} pixels\n\
         Where (red): {}\nDrawn now: {}\nReference: {}",
        difference_path.display(),
        drawn_path.display(),
        reference_path.display()
    ))
}

/// How many pixels differ, and a picture that shows them red over the faded reference.
/// None if none do.
fn difference(drawn: &RgbaImage, reference: &RgbaImage) -> Option<(usize, RgbaImage)> {
    if drawn.as_raw() == reference.as_raw() {
        return None;
    }
    let mut differing = 0;
    let mut shown = reference.clone();
    for (pixel, now) in shown.pixels_mut().zip(drawn.pixels()) {
        let is_close = pixel.0.iter().zip(now.0).all(|(&before, now)| before.abs_diff(now) <= TOLERANCE);
        if is_close {
            pixel.0 = pixel.0.map(|channel| 192 + channel / 4);
        } else {
            differing += 1;
            *pixel = Rgba([255, 0, 0, 255]);
        }
    }
    (differing > 0).then_some((differing, shown))
}

fn is_updating() -> bool {
    env::var("UPDATE_SNAPSHOTS")
        .is_ok_and(|value| !matches!(value.as_str(), "" | "0" | "no" | "off" | "false"))
}

/// A file in the build folder: a failing test leaves nothing among the sources.
fn scratch_path(name: &str, kind: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures").join(format!("{name}.{kind}.png"))
}

#[track_caller]
fn save(picture: &RgbaImage, path: &Path) {
    let folder = path.parent().expect("the path was joined from folder and file");
    if let Err(reason) = fs::create_dir_all(folder) {
        panic!("cannot create {}: {reason}", folder.display());
    }
    if let Err(reason) = picture.save(path) {
        panic!("cannot write {}: {reason}", path.display());
    }
}

#[test]
fn pictures_that_differ_by_a_few_steps_match() {
    let reference = RgbaImage::from_pixel(3, 2, Rgba([10, 20, 30, 255]));
    let mut drawn = reference.clone();
    drawn.put_pixel(2, 1, Rgba([14, 16, 30, 255]));
    assert!(difference(&drawn, &reference).is_none());
}

#[test]
fn a_single_pixel_off_by_more_is_counted_and_shown_red() {
    let reference = RgbaImage::from_pixel(3, 2, Rgba([10, 20, 30, 255]));
    let mut drawn = reference.clone();
    drawn.put_pixel(2, 1, Rgba([15, 20, 30, 255]));
    let (differing, shown) = difference(&drawn, &reference).expect("one pixel is five steps off");
    assert_eq!(differing, 1);
    assert_eq!(shown.get_pixel(2, 1).0, [255, 0, 0, 255]);
    assert_ne!(shown.get_pixel(0, 0).0, [255, 0, 0, 255]);
}

#[test]
fn a_mismatch_names_the_pictures_to_look_at() {
    let reference_path = scratch_path("mismatch", "reference");
    save(&RgbaImage::from_pixel(2, 2, Rgba([0; 4])), &reference_path);
    let drawn = RgbaImage::from_pixel(2, 2, Rgba([255; 4]));
    let complaint = compare("mismatch", &drawn, &reference_path).expect_err("all pixels differ");
    assert!(complaint.contains("in 4 pixels"), "{complaint}");
    for kind in ["difference", "drawn"] {
        let path = scratch_path("mismatch", kind);
        assert!(complaint.contains(&path.display().to_string()), "{complaint}");
        assert!(image::open(&path).is_ok(), "{} is a picture", path.display());
    }
}

#[test]
fn a_missing_reference_and_another_size_are_told_apart() {
    let drawn = RgbaImage::from_pixel(2, 2, Rgba([255; 4]));
    let nowhere = scratch_path("never-written", "reference");
    let missing = compare("missing", &drawn, &nowhere).expect_err("there is no reference");
    assert!(missing.starts_with("no reference picture"), "{missing}");

    let reference_path = scratch_path("larger", "reference");
    save(&RgbaImage::from_pixel(3, 2, Rgba([255; 4])), &reference_path);
    let resized = compare("larger", &drawn, &reference_path).expect_err("the sizes differ");
    assert!(resized.contains("(2, 2) pixels, its reference (3, 2)"), "{resized}");
}
