//! Files of the person: either the old or the new content stands there whole.

use claimdesk::{
    format::{ExportFormat, ReadCause},
    model::{Project, Timestamp},
    storage::{
        Cause, ColumnLayout, Expected, LoadedSettings, Saved, Settings, SortOrder, StorageError, Theme,
        WindowSize, export_to, import_article, load_settings, open, save_settings,
    },
};
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

fn folder() -> TempDir {
    TempDir::new().expect("there is a place for temporary files")
}

/// Everything that stands in the folder, by name.
fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder can be listed");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("listed").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn project() -> Project {
    Project::new("Bridge", "The bridge opens in May.".into())
}

/// Saves whatever stands there.
fn save(path: &Path, project: &Project) -> Result<Saved, StorageError> {
    claimdesk::storage::save(path, project, Expected::Anything, Timestamp::from_unix_seconds(1_795_566_612))
}

#[test]
fn what_is_saved_opens_again_and_only_its_backups_are_beside_it() {
    let folder = folder();
    let path = folder.path().join("bridge.ron");
    save(&path, &project()).expect("saved");
    let renamed = project().with_title("Other");
    save(&path, &renamed).expect("saved over it");
    let opened = open(&path).expect("opened");
    assert_eq!(opened.project, renamed);
    assert_eq!(opened.warnings, []);
    assert_eq!(names_in(folder.path()), ["bridge.claimdesk", "bridge.ron"]);
    assert_eq!(
        names_in(&folder.path().join("bridge.claimdesk/backups")),
        [".gitignore", "00000001 2026-11-25 00-30-12 UTC.ron"]
    );
}

#[test]
fn a_project_that_cannot_be_written_leaves_the_old_file() {
    let folder = folder();
    let path = folder.path().join("bridge.ron");
    save(&path, &project()).expect("saved");
    let before = fs::read(&path).expect("readable");
    let huge = Project::new("Huge", "x".repeat(claimdesk::format::MAX_FILE_BYTES));
    let error = save(&path, &huge).expect_err("too large");
    assert!(matches!(error.cause, Cause::Write(_)));
    assert_eq!(fs::read(&path).expect("readable"), before);
    assert_eq!(names_in(folder.path()), ["bridge.ron"]);
}

#[test]
fn errors_say_what_why_and_what_to_do_and_the_path_last() {
    let folder = folder();
    let file = folder.path().join("file");
    fs::write(&file, "The bridge opens.").expect("written");
    let shown = |result: Result<Saved, StorageError>| {
        let message = result.expect_err("it fails").to_string();
        message.replace(&folder.path().display().to_string(), "DIR")
    };
    assert_eq!(
        shown(save(&file.join("bridge.ron"), &project())),
        "Not saved: a part of the path is a file, not a folder. The file on disk is unchanged. Choose another place. (DIR/file/bridge.ron)"
    );
    assert_eq!(
        shown(save(&folder.path().join("gone/bridge.ron"), &project())),
        "Not saved: the folder is not there any more. The file on disk is unchanged. Save under another name. (DIR/gone/bridge.ron)"
    );
    assert_eq!(
        shown(save(folder.path(), &project())),
        "Not saved: a folder has this name. The file on disk is unchanged. Choose a file. (DIR)"
    );
    let not_opened = |path: &Path| {
        let message = open(path).expect_err("it fails").to_string();
        message.replace(&folder.path().display().to_string(), "DIR")
    };
    assert_eq!(
        not_opened(&folder.path().join("gone.ron")),
        "The project could not be opened. There is no such file. Was it moved or renamed? (DIR/gone.ron)"
    );
    assert_eq!(
        not_opened(folder.path()),
        "The project could not be opened. A folder has this name. Choose a file. (DIR)"
    );
    assert_eq!(
        not_opened(&file),
        "The project could not be opened. Line 1, column 1: this is not a Claimdesk project, which begins with “(format_version:”. Choose a project file, or make a new project if this is the text of an article. (DIR/file)"
    );
    let name = "n".repeat(300);
    let message = shown(export_to(&folder.path().join(&name), ExportFormat::Csv, &project()));
    assert!(
        message.starts_with("The summary could not be written: the name is too long or not allowed."),
        "{message}"
    );
    assert_eq!(names_in(folder.path()), ["file"]);
}

#[test]
fn a_broken_project_is_refused_and_not_touched() {
    let folder = folder();
    let path = folder.path().join("bridge.ron");
    fs::write(&path, [0_u8; 64]).expect("written");
    let error = open(&path).expect_err("nothing in it");
    let Cause::Read(cause) = error.cause else { panic!("not about its content: {error}") };
    assert_eq!(cause.cause, ReadCause::OnlyZeros);
    assert_eq!(fs::read(&path).expect("readable"), [0_u8; 64]);
}

#[test]
fn an_article_becomes_a_project_called_like_its_file() {
    let folder = folder();
    let path = folder.path().join("The_bridge.txt");
    fs::write(&path, "\u{feff}One\r\nTwo\r\n").expect("written");
    let project = import_article(&path, None).expect("imported");
    assert_eq!((project.title(), project.article().text()), ("The bridge", "One\nTwo"));
    assert_eq!(import_article(&path, Some("Bridges")).expect("imported").title(), "Bridges");
    fs::write(&path, b"caf\xe9").expect("written");
    let message = import_article(&path, None).expect_err("another encoding").to_string();
    assert!(message.contains("not UTF-8 (byte 3 does not fit). Save it as UTF-8"), "{message}");
}

#[cfg(unix)]
mod on_unix {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_in_a_circle_and_files_that_are_none_are_refused() {
        let folder = folder();
        let (one, other) = (folder.path().join("one"), folder.path().join("other"));
        symlink(&other, &one).expect("linked");
        symlink(&one, &other).expect("linked");
        assert!(matches!(save(&one, &project()), Err(StorageError { cause: Cause::System(_), .. })));
        assert!(matches!(
            save(Path::new("/dev/null"), &project()),
            Err(StorageError { cause: Cause::NoPlainFile, .. })
        ));
        let error = open(Path::new("/dev/zero")).expect_err("it never ends");
        assert!(matches!(error.cause, Cause::NoPlainFile));
    }
}

fn changed_settings() -> Settings {
    let mut settings = Settings {
        theme: Theme::Dark,
        zoom: 1.25,
        reading_size: 20.0,
        window: Some(WindowSize { width: 1280.0, height: 720.0, maximised: true }),
        article_share: 0.5,
        table_share: 0.7,
        columns: ColumnLayout {
            order: vec!["status".into(), "id".into()],
            hidden: vec!["note".into()],
            widths: vec![("claim".into(), 320.0)],
            sort: Some(("changed".into(), SortOrder::Descending)),
        },
        ..Settings::default()
    };
    settings.recent.add(Path::new("/somewhere/bridge.ron"));
    settings
}

#[test]
fn settings_are_kept_and_found_again() {
    let folder = folder();
    let path = folder.path().join("claimdesk/settings.ron");
    assert_eq!(load_settings(&path), LoadedSettings { settings: Settings::default(), notice: None });
    save_settings(&path, &changed_settings()).expect("kept");
    assert_eq!(load_settings(&path), LoadedSettings { settings: changed_settings(), notice: None });
    assert_eq!(names_in(&folder.path().join("claimdesk")), ["settings.ron"]);
}

#[test]
fn settings_of_other_versions_and_odd_numbers_do_no_harm() {
    let folder = folder();
    let path = folder.path().join("settings.ron");
    fs::write(
        &path,
        "(theme: Light, from_the_future: [1, 2], zoom: 1e9, reading_size: NaN, window: Some((width: -5.0)), recent: [\"/a\", \"/b\", \"/a\"])",
    )
    .expect("written");
    let LoadedSettings { settings, notice } = load_settings(&path);
    assert_eq!(notice, None);
    assert_eq!(settings.theme, Theme::Light);
    assert_eq!(settings.zoom.to_bits(), 4.0_f32.to_bits());
    assert_eq!(settings.reading_size.to_bits(), Settings::default().reading_size.to_bits());
    assert!(settings.window.expect("given").width >= 320.0);
    assert_eq!(settings.recent.paths(), [PathBuf::from("/a"), PathBuf::from("/b")]);
}

#[test]
fn damaged_settings_are_put_aside_and_told_of() {
    let folder = folder();
    let path = folder.path().join("settings.ron");
    fs::write(&path, "(theme: Purple").expect("written");
    let LoadedSettings { settings, notice } = load_settings(&path);
    assert_eq!(settings, Settings::default());
    assert!(notice.expect("told").contains("settings.ron.broken"));
    assert_eq!(names_in(folder.path()), ["settings.ron.broken"]);
    assert_eq!(fs::read(folder.path().join("settings.ron.broken")).expect("kept"), b"(theme: Purple");
}
