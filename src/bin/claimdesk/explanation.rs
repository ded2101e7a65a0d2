//! Turns what winit, glutin and the loaders below them report into what a person can do.

use std::fmt;

/// Packages (Debian's names) for a window on X11. Named together: a bare machine lacks most
/// of them, and would otherwise be told one at a time.
const X11_PACKAGES: &str = "libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0";

/// Packages for a window on Wayland.
const WAYLAND_PACKAGES: &str = "libwayland-client0 libwayland-cursor0 libwayland-egl1 libxkbcommon0";

/// Packages for drawing in the window.
const OPENGL_PACKAGES: &str = "libegl1 libgl1 libgl1-mesa-dri";

/// Why there can be no window. Shown, it is part of a sentence: no capital, no full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Explanation {
    /// No display is named in the environment.
    NoDisplay,
    /// `DISPLAY` names an X server that does not answer or refuses.
    DisplayUnreachable,
    /// `WAYLAND_DISPLAY` names a compositor that does not answer.
    CompositorUnreachable,
    /// A library X11 needs, by its file name, cannot be loaded.
    MissingX11Library(String),
    /// A library Wayland needs cannot be loaded.
    MissingWaylandLibrary(String),
    /// There is no OpenGL, or it cannot draw on this display.
    NoOpenGl,
    /// There is OpenGL, but an older one than 2.0.
    OldOpenGl,
    /// None of these; what was reported, on one line.
    Other(String),
}

impl Explanation {
    /// Passes on a report nobody foresaw, without line breaks, final full stop, and the place
    /// in winit's sources that its errors begin with.
    pub(crate) fn other(report: &str) -> Self {
        let from_system = report
            .split_once("os error at ")
            .and_then(|(_, rest)| rest.split_once(": "))
            .map_or(report, |(_, told)| told);
        let words: Vec<&str> = from_system.split_whitespace().collect();
        Self::Other(words.join(" ").trim_end_matches('.').to_owned())
    }
}

/// Recognises a report about graphics: an error's debug text or a panic's message.
/// None if it is about something else.
pub(crate) fn explain(report: &str) -> Option<Explanation> {
    let says = |part: &str| report.contains(part);
    if says("neither WAYLAND_DISPLAY nor WAYLAND_SOCKET nor DISPLAY is set") {
        Some(Explanation::NoDisplay)
    } else if says("XOpenDisplayFailed") {
        Some(Explanation::DisplayUnreachable)
    } else if says("NoWaylandLib") {
        Some(Explanation::MissingWaylandLibrary("libwayland-client.so.0".to_owned()))
    } else if says("WaylandError(Connection(") || says("WaylandError(Global(Backend(") {
        Some(Explanation::CompositorUnreachable)
    } else if says("XKBNotFound") {
        Some(Explanation::MissingWaylandLibrary("libxkbcommon.so.0".to_owned()))
    } else if let Some(library) = between(report, "Library ", " could not be loaded") {
        let library = library.to_owned();
        if library.contains("x11") {
            Some(Explanation::MissingX11Library(library))
        } else {
            Some(Explanation::MissingWaylandLibrary(library))
        }
    } else if says("LibraryOpenError") {
        // The loader lists every name it tried; the first says most.
        let library = between(report, "opening library failed (", ":").unwrap_or("libX11.so.6");
        Some(Explanation::MissingX11Library(library.to_owned()))
    } else if says("NoGlutinConfigs") || report.starts_with("Glutin(") {
        Some(Explanation::NoOpenGl)
    } else if says("requires opengl") {
        Some(Explanation::OldOpenGl)
    } else {
        None
    }
}

/// Whether a panic, by the file it comes from and what it says, means that the display has gone: the
/// X server or the compositor ended, or hung up, while the window was open.
pub(crate) fn is_lost_display(file: &str, message: &str) -> bool {
    const LIBRARIES: [&str; 7] =
        ["/winit-", "/glutin-", "/glutin-winit-", "/x11rb-", "/x11-dl-", "/wayland-client-", "/eframe-"];
    const COMPLAINTS: [&str; 6] =
        ["Connection(", "ConnectionError", "IoError", "BrokenPipe", "ConnectionReset", "Broken pipe"];
    // Windows writes paths the other way.
    let file = file.replace('\\', "/");
    LIBRARIES.iter().any(|library| file.contains(library))
        && COMPLAINTS.iter().any(|complaint| message.contains(complaint))
}

/// What stands between two parts of a report, the first of each.
fn between<'report>(report: &'report str, before: &str, after: &str) -> Option<&'report str> {
    let (_, rest) = report.split_once(before)?;
    rest.split_once(after).map(|(middle, _)| middle)
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDisplay => f.write_str(
                "neither DISPLAY nor WAYLAND_DISPLAY is set, so there is no desktop to open it on \
                 (on a machine without a screen, install xvfb and xauth and run it with xvfb-run)",
            ),
            Self::DisplayUnreachable => f.write_str(
                "the X server that DISPLAY names does not answer or refuses the connection \
                 (on a machine without a screen, install xvfb and xauth and run it with xvfb-run)",
            ),
            Self::CompositorUnreachable => f.write_str(
                "the Wayland compositor that WAYLAND_DISPLAY names does not answer \
                 (unset WAYLAND_DISPLAY to use X11 instead)",
            ),
            Self::MissingX11Library(library) => write!(
                f,
                "the library {library} is missing \
                 (on Debian: apt install {X11_PACKAGES} {OPENGL_PACKAGES})"
            ),
            Self::MissingWaylandLibrary(library) => write!(
                f,
                "the library {library} is missing \
                 (on Debian: apt install {WAYLAND_PACKAGES} {OPENGL_PACKAGES})"
            ),
            Self::NoOpenGl => write!(
                f,
                "no OpenGL library or driver works on this display \
                 (on Debian: apt install {OPENGL_PACKAGES})"
            ),
            Self::OldOpenGl => write!(
                f,
                "it needs OpenGL 2.0 or newer \
                 (on Debian, to draw without a graphics card: apt install {OPENGL_PACKAGES})"
            ),
            Self::Other(report) => f.write_str(report),
        }
    }
}

#[cfg(test)]
mod tests {
    //! The reports are real ones: each was produced by taking the thing away.

    use super::*;

    fn load_failure(detail: &str) -> String {
        format!(
            "WinitEventLoop(Os(OsError {{ line: 788, file: \"src/platform_impl/linux/mod.rs\", \
             error: XNotSupported(LibraryOpenError(OpenError {{ kind: Library, \
             detail: \"{detail}\" }})) }}))"
        )
    }

    fn wayland_failure(error: &str) -> String {
        format!(
            "WinitEventLoop(Os(OsError {{ line: 89, \
             file: \"src/platform_impl/linux/wayland/event_loop/mod.rs\", \
             error: WaylandError({error}) }}))"
        )
    }

    fn no_configs(error: &str) -> String {
        format!(
            "NoGlutinConfigs(ConfigTemplate {{ color_buffer_type: Rgb {{ r_size: 8, g_size: 8, \
             b_size: 8 }}, alpha_size: 8, depth_size: 0, stencil_size: 0, num_samples: None, \
             config_surface_types: ConfigSurfaceTypes(WINDOW), api: None }}, Error {{ {error} }})"
        )
    }

    #[test]
    fn no_display_named() {
        let report = "WinitEventLoop(Os(OsError { line: 765, \
            file: \"src/platform_impl/linux/mod.rs\", error: Misc(\"neither WAYLAND_DISPLAY nor \
            WAYLAND_SOCKET nor DISPLAY is set.\") }))";
        assert_eq!(explain(report), Some(Explanation::NoDisplay));
    }

    #[test]
    fn no_x_server_at_the_display() {
        let report = "WinitEventLoop(Os(OsError { line: 788, \
            file: \"src/platform_impl/linux/mod.rs\", error: XNotSupported(XOpenDisplayFailed) }))";
        assert_eq!(explain(report), Some(Explanation::DisplayUnreachable));
    }

    #[test]
    fn no_wayland_compositor_at_the_display() {
        for error in [
            "Connection(NoCompositor)",
            // One that hangs up.
            "Global(Backend(Io(Os { code: 32, kind: BrokenPipe, message: \"Broken pipe\" })))",
        ] {
            let report = wayland_failure(error);
            assert_eq!(explain(&report), Some(Explanation::CompositorUnreachable));
        }
    }

    #[test]
    fn no_wayland_library() {
        let report = wayland_failure("Connection(NoWaylandLib)");
        let library = "libwayland-client.so.0".to_owned();
        assert_eq!(explain(&report), Some(Explanation::MissingWaylandLibrary(library)));
    }

    #[test]
    fn an_x11_library_that_cannot_be_loaded_is_named() {
        for (library, fallback) in [
            ("libX11.so.6", "libX11.so"),
            ("libX11-xcb.so.1", "libX11-xcb.so"),
            ("libXcursor.so.1", "libXcursor.so"),
            ("libXi.so.6", "libXi.so"),
            // A library that one of ours needs in turn.
            ("libXrender.so.1", "libXcursor.so"),
            ("libXext.so.6", "libXi.so"),
            ("libxcb.so.1", "libxcb.so.1"),
        ] {
            let reason = "cannot open shared object file: No such file or directory";
            let report = load_failure(&format!(
                "opening library failed ({library}: {reason}); \
                 opening library failed ({fallback}: {reason})"
            ));
            assert_eq!(explain(&report), Some(Explanation::MissingX11Library(library.to_owned())));
        }
    }

    #[test]
    fn libraries_whose_absence_panics_are_named_all_the_same() {
        assert_eq!(
            explain("Library libxkbcommon-x11.so could not be loaded."),
            Some(Explanation::MissingX11Library("libxkbcommon-x11.so".to_owned()))
        );
        for (message, library) in [
            ("Library libwayland-egl.so could not be loaded.", "libwayland-egl.so"),
            ("called `Result::unwrap()` on an `Err` value: XKBNotFound", "libxkbcommon.so.0"),
        ] {
            assert_eq!(explain(message), Some(Explanation::MissingWaylandLibrary(library.to_owned())));
        }
    }

    #[test]
    fn no_opengl_library() {
        let report = no_configs("raw_code: None, raw_os_message: None, kind: NotFound");
        assert_eq!(explain(&report), Some(Explanation::NoOpenGl));
    }

    #[test]
    fn no_opengl_driver_behind_glx() {
        let report = "Glutin(Error { raw_code: Some(167), \
            raw_os_message: Some(\"GLXBadFBConfig\"), kind: BadConfig })";
        assert_eq!(explain(report), Some(Explanation::NoOpenGl));
    }

    #[test]
    fn no_opengl_driver_behind_egl() {
        for error in [
            "raw_code: Some(12289), raw_os_message: None, kind: InitializationFailed",
            "raw_code: None, raw_os_message: None, \
             kind: NotSupported(\"failed to create EGLDisplay without a reason\")",
        ] {
            assert_eq!(explain(&no_configs(error)), Some(Explanation::NoOpenGl));
        }
    }

    #[test]
    fn an_app_that_panics_is_not_explained_away() {
        for message in [
            "called `Option::unwrap()` on a `None` value",
            "index out of bounds: the len is 3 but the index is 3",
            "Tried to draw text before any font was loaded",
        ] {
            assert_eq!(explain(message), None, "{message}");
        }
    }

    #[test]
    fn a_display_that_goes_is_told_from_a_crash_of_the_app() {
        let complaint = "called `Result::unwrap()` on an `Err` value: Connection(IoError(Custom { kind: \
            Other, error: UnknownError }))";
        let library = "/home/a/.cargo/registry/src/b/winit-0.30.13/src/platform_impl/linux/x11/window.rs";
        assert!(is_lost_display(library, complaint));
        assert!(is_lost_display(&library.replace('/', "\\"), complaint));
        assert!(!is_lost_display("src/ui/app.rs", complaint));
        assert!(!is_lost_display(library, "index out of bounds: the len is 3 but the index is 3"));
    }

    #[test]
    fn an_unforeseen_report_becomes_one_line() {
        for (report, shown) in [
            (
                "failed to request XRandR version: UnsupportedExtension",
                "failed to request XRandR version: UnsupportedExtension",
            ),
            (
                "winit EventLoopError: os error at src/platform_impl/linux/mod.rs:788: \
                 Some reason\nof two lines.\n",
                "Some reason of two lines",
            ),
        ] {
            assert_eq!(Explanation::other(report).to_string(), shown);
        }
    }

    #[test]
    fn what_can_be_installed_is_named_in_full() {
        let missing = Explanation::MissingX11Library("libXi.so.6".to_owned()).to_string();
        for package in ["libx11-6", "libxi6", "libxkbcommon-x11-0", "libgl1-mesa-dri"] {
            assert!(missing.contains(package), "{missing}");
        }
        assert!(missing.starts_with("the library libXi.so.6 is missing"));
        assert!(Explanation::NoOpenGl.to_string().contains("libegl1"));
        assert!(Explanation::NoDisplay.to_string().contains("xvfb-run"));
    }
}
