//! The words by which versions are found again, in whatever file they are.

use std::{collections::BTreeSet, fs, path::Path};

/// Every word in all files below a folder.
pub(super) fn find_words(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            find_words(&path, found);
        } else if entry.file_name() != "reserve" {
            found.extend(words_in(&fs::read(&path).unwrap_or_default()));
        }
    }
}

/// The words in these bytes: `w`, six digits, `z`.
pub(super) fn words_in(bytes: &[u8]) -> BTreeSet<String> {
    let is_word =
        |piece: &&[u8]| piece.len() == 7 && piece[6] == b'z' && piece[..6].iter().all(u8::is_ascii_digit);
    let starts = bytes.split(|byte| *byte == b'w').skip(1);
    starts
        .filter_map(|piece| piece.get(..7))
        .filter(is_word)
        .map(|piece| format!("w{}", String::from_utf8_lossy(piece)))
        .collect()
}
