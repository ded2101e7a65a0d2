//! The tree means what it says: who may use whom, and what may be named where.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Each module of the library and the others that it may use.
const MAY_USE: [(&str, &[&str]); 8] = [
    ("model", &[]),
    ("edit", &["model"]),
    ("format", &["model", "edit"]),
    ("storage", &["model", "edit", "format"]),
    ("workspace", &["model", "edit", "format"]),
    ("jobs", &["model", "edit", "format", "storage", "workspace"]),
    ("cli", &["model", "edit", "format", "storage", "workspace", "jobs"]),
    ("ui", &["model", "edit", "format", "workspace", "jobs"]),
];

/// Words that may stand only in the code of the modules named with them.
const ONLY_IN: [(&str, &[&str]); 9] = [
    ("std::fs", &["storage"]),
    ("std::thread", &["jobs", "storage/saving/save.rs"]),
    ("ron::", &["format", "storage"]),
    ("serde::", &["format", "storage", "cli"]),
    ("egui::", &["ui"]),
    ("eframe::", &[]),
    ("rfd::", &[]),
    ("Color32::from_", &["ui/theme/tokens.rs"]),
    ("println!", &[]),
];

/// Longer files than this ask to be split.
const LINE_LIMIT: usize = 600;

fn source_files() -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        let entries = fs::read_dir(folder).expect("the source tree can be listed");
        for entry in entries {
            let path = entry.expect("the source tree can be listed").path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root(), &mut found);
    found.sort();
    assert!(found.len() > 20, "the walk finds the sources");
    found
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The path below `src/`, with forward slashes.
fn name(path: &Path) -> String {
    let below = path.strip_prefix(root()).expect("found below src");
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The lines of code with their numbers, up to the unit tests, comments left out.
fn code_lines(source: &str) -> impl Iterator<Item = (usize, &str)> {
    source
        .lines()
        .enumerate()
        .take_while(|(_, line)| *line != "#[cfg(test)]")
        .map(|(index, line)| (index + 1, line))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

fn breaches_of_direction(file: &str, source: &str) -> Vec<String> {
    let module = file.split('/').next().unwrap_or_default().trim_end_matches(".rs");
    let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else { return Vec::new() };
    let mut breaches = Vec::new();
    let mut group_depth = 0;
    for (number, line) in code_lines(source) {
        let mut used: Vec<&str> = line.split("crate::").skip(1).map(first_word).collect();
        // `use crate::{` with one module a line.
        if group_depth == 1 && (line.starts_with("    ") && !line.starts_with("     ")) {
            used.push(first_word(line.trim_start()));
        }
        if line.contains("use crate::{") || group_depth > 0 {
            if let Some((_, rest)) = line.split_once("use crate::{") {
                used.extend(rest.split(", ").map(first_word));
            }
            group_depth += line.matches('{').count();
            group_depth -= line.matches('}').count().min(group_depth);
        }
        for other in used {
            let is_module = MAY_USE.iter().any(|(name, _)| *name == other);
            if is_module && other != module && !allowed.contains(&other) {
                breaches.push(format!("src/{file}:{number}: {module} may not use {other}"));
            }
        }
    }
    breaches
}

fn first_word(text: &str) -> &str {
    text.split(|character: char| !character.is_alphanumeric() && character != '_').next().unwrap_or_default()
}

fn breaches_of_place(file: &str, source: &str) -> Vec<String> {
    if file.starts_with("bin/") {
        return Vec::new();
    }
    let mut breaches = Vec::new();
    for (number, line) in code_lines(source) {
        for (word, places) in ONLY_IN {
            let here = places.iter().any(|place| file.starts_with(place));
            let whole_word = line.find(word).is_some_and(|at| {
                !line[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_')
            });
            if whole_word && !here {
                breaches.push(format!("src/{file}:{number}: {word} belongs in {places:?}"));
            }
        }
    }
    breaches
}

#[test]
fn modules_use_only_what_stands_below_them() {
    let breaches: Vec<String> = source_files()
        .iter()
        .flat_map(|path| breaches_of_direction(&name(path), &fs::read_to_string(path).expect("readable")))
        .collect();
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}

#[test]
fn files_threads_and_the_window_are_named_only_where_they_belong() {
    let breaches: Vec<String> = source_files()
        .iter()
        .flat_map(|path| breaches_of_place(&name(path), &fs::read_to_string(path).expect("readable")))
        .collect();
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}

#[test]
fn every_file_says_what_it_is_and_stays_short() {
    for path in source_files() {
        let source = fs::read_to_string(&path).expect("readable");
        let file = name(&path);
        let opens = source.starts_with("//!") || source.starts_with("#![doc");
        assert!(opens, "src/{file} does not open with a `//!` line");
        let lines = source.lines().count();
        assert!(lines <= LINE_LIMIT, "src/{file} has {lines} lines, more than {LINE_LIMIT}");
        if file.ends_with("/mod.rs") {
            for (number, line) in code_lines(&source) {
                let logic = ["fn ", "struct ", "enum ", "impl ", "const "];
                assert!(
                    !logic.iter().any(|word| line.trim_start_matches("pub ").starts_with(word)),
                    "src/{file}:{number}: a front page holds no code"
                );
            }
        }
    }
}

#[test]
fn the_map_names_every_folder() {
    let map = fs::read_to_string(root().join("README.md")).expect("the map is there");
    for (module, _) in MAY_USE {
        assert!(map.contains(&format!("{module}/")), "src/README.md does not name {module}/");
    }
}

#[test]
fn breaches_are_seen() {
    let bad = "//! x\nuse crate::workspace::Job;\nuse crate::{\n    edit::Edit,\n    model::Claim,\n};\nlet x = std::fs::read(p);\n";
    assert_eq!(
        breaches_of_direction("model/claim.rs", bad),
        ["src/model/claim.rs:2: model may not use workspace", "src/model/claim.rs:4: model may not use edit"]
    );
    assert_eq!(breaches_of_place("model/claim.rs", bad).len(), 1);
    assert!(breaches_of_place("storage/files.rs", bad).is_empty());
}
