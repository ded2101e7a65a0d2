//! The names of what stands beside a project: parts being written, versions kept aside, its folder.

use crate::model::Fingerprint;
use std::{
    ffi::{OsStr, OsString},
    hash::{BuildHasher, Hasher, RandomState},
};

/// What a file that is still being written ends with.
const PART: &str = ".claimdesk-part";
/// What a project file ends with.
const PROJECT: &str = ".ron";
/// No file system allows longer names, in bytes; many allow just this.
const LONGEST_NAME: usize = 255;
/// So much of the project's name is in that of a part: enough to know it by.
const NAME_IN_PART: usize = 60;

/// A name that nobody uses yet for a file to write beside the target. It begins with a full stop and has
/// the target's name in it, cut short, for names may already be as long as they can be.
pub(super) fn part_name(target: &OsStr) -> OsString {
    let random = RandomState::new().build_hasher().finish();
    let mut name = start_of_part(target);
    name.push(format!("{random:016x}{PART}"));
    name
}

/// Whether it is the name of a part of this target.
pub(super) fn is_part_of(name: &OsStr, target: &OsStr) -> bool {
    let start = start_of_part(target);
    let (name, start) = (name.as_encoded_bytes(), start.as_encoded_bytes());
    let Some(rest) = name.strip_prefix(start) else { return false };
    rest.strip_suffix(PART.as_bytes())
        .is_some_and(|random| random.len() == 16 && random.iter().all(u8::is_ascii_hexdigit))
}

fn start_of_part(target: &OsStr) -> OsString {
    let mut name = OsString::from(".");
    name.push(cut(target, NAME_IN_PART));
    // What was cut off the name still tells it from others.
    name.push(format!(".{}.", Fingerprint::of(target.as_encoded_bytes()).short()));
    name
}

/// A name beside the target for another version of it: `Case (changed elsewhere 1a2b3c4d).ron`.
/// `again` counts those that are taken.
pub(super) fn aside_name(target: &OsStr, what: &str, version: &str, again: usize) -> OsString {
    let (stem, end) = split(target);
    let count = if again == 0 { String::new() } else { format!(" {}", again + 1) };
    let addition = format!(" ({what} {version}{count})");
    let room = LONGEST_NAME.saturating_sub(addition.len() + end.len());
    let mut name = OsString::from(cut(stem, room));
    name.push(addition);
    name.push(end);
    name
}

/// The name of the folder that belongs to the target: `Case.claimdesk` for `Case.ron`.
pub(in crate::storage) fn companion_name(target: &OsStr) -> OsString {
    let (stem, end) = split(target);
    // Of two files `Case` and `Case.ron`, each has a folder of its own.
    let addition = if end.is_empty() { ".claimdesk-folder" } else { ".claimdesk" };
    let mut name = OsString::from(stem);
    if stem.len() + addition.len() > LONGEST_NAME {
        let short = format!(" {}", Fingerprint::of(stem.as_encoded_bytes()).short());
        name = OsString::from(cut(stem, LONGEST_NAME - addition.len() - short.len()));
        name.push(short);
    }
    name.push(addition);
    name
}

/// The name without the ending of a project, and that ending if it has it.
fn split(target: &OsStr) -> (&OsStr, &'static str) {
    match target.to_str().and_then(|name| name.strip_suffix(PROJECT)) {
        Some(stem) if !stem.is_empty() => (OsStr::new(stem), PROJECT),
        Some(_) | None => (target, ""),
    }
}

/// At most so many bytes of the name, and no letter in half. Of one that is no text nothing remains if it
/// is too long: it cannot be cut without knowing what it means.
fn cut(name: &OsStr, bytes: usize) -> &OsStr {
    if name.len() <= bytes {
        return name;
    }
    let text = name.to_str().unwrap_or_default();
    OsStr::new(&text[..text.floor_char_boundary(bytes.min(text.len()))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_names_still_have_parts_asides_and_a_folder() {
        for letter in ["x", "ж"] {
            let longest = format!("{}.ron", letter.repeat(251 / letter.len()));
            let target = OsStr::new(&longest);
            let part = part_name(target);
            assert!(part.len() <= LONGEST_NAME, "{part:?}");
            assert!(is_part_of(&part, target));
            assert!(!is_part_of(&part, OsStr::new(&longest.replacen(letter, "y", 1))));
            let aside = aside_name(target, "changed elsewhere", "1a2b3c4d", 3);
            assert!(aside.len() <= LONGEST_NAME, "{aside:?}");
            assert!(aside.to_string_lossy().ends_with(" (changed elsewhere 1a2b3c4d 4).ron"));
            assert!(companion_name(target).len() <= LONGEST_NAME);
        }
    }

    #[test]
    fn parts_belong_to_one_target_and_other_files_are_none() {
        let target = OsStr::new("Case.ron");
        assert_ne!(part_name(target), part_name(target), "each is new");
        assert!(!is_part_of(&part_name(OsStr::new("Case.ron.ron")), target));
        for other in ["Case.ron", ".Case.ron.swp", ".claimdesk-part", ".Case.ron.0.claimdesk-part"] {
            assert!(!is_part_of(OsStr::new(other), target), "{other}");
        }
    }

    #[test]
    fn the_folder_is_called_like_the_project() {
        for (target, folder) in [
            ("Case.ron", "Case.claimdesk"),
            ("Case", "Case.claimdesk-folder"),
            (".ron", ".ron.claimdesk-folder"),
            ("a.b.ron", "a.b.claimdesk"),
        ] {
            assert_eq!(companion_name(OsStr::new(target)), folder);
        }
        assert_eq!(aside_name(OsStr::new("Case"), "found", "1", 0), "Case (found 1)");
    }
}
