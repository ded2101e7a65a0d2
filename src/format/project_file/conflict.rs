//! Files in which a merge conflict was left, and files that synchronising programs leave beside ours.

/// The texts that met in a conflict, each whole, to be read as any file.
///
/// What the merge could join stands in all of them, so the sum at the end of each no longer fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sides {
    /// The version that was there.
    pub ours: String,
    /// The version that was merged into it.
    pub theirs: String,
    /// The version that both came from, if the merge wrote it down.
    pub base: Option<String>,
}

impl Sides {
    /// Whether they differ in nothing but the sum at their end.
    pub fn differ_only_in_sum(&self) -> bool {
        let without_sum = |text: &str| -> Vec<String> {
            text.lines()
                .filter(|line| !line.starts_with(super::sum::SUM_MARK))
                .map(ToOwned::to_owned)
                .collect()
        };
        without_sum(&self.ours) == without_sum(&self.theirs)
    }
}

/// In which part of a conflict a line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// In none: the line belongs to all.
    Outside,
    Ours,
    Base,
    Theirs,
}

/// Takes apart a file that git, or another program that marks conflicts as git does, could not merge.
/// `None` when there are no conflicts in it, or the marks do not fit together.
pub fn split_conflict(bytes: &[u8]) -> Option<Sides> {
    let text = std::str::from_utf8(bytes).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut sides = Sides { ours: String::new(), theirs: String::new(), base: None };
    // The version before is known only if every conflict states it.
    let (mut base, mut conflicts, mut conflicts_with_base) = (String::new(), 0_usize, 0_usize);
    let mut part = Part::Outside;
    for line in text.split_inclusive('\n') {
        let next = match (mark_of(line), part) {
            (Some('<'), Part::Outside) => {
                conflicts += 1;
                Part::Ours
            }
            (Some('|'), Part::Ours) => {
                conflicts_with_base += 1;
                Part::Base
            }
            (Some('='), Part::Ours | Part::Base) => Part::Theirs,
            (Some('>'), Part::Theirs) => Part::Outside,
            (Some(_), _) => return None,
            (None, Part::Outside) => {
                for side in [&mut sides.ours, &mut sides.theirs, &mut base] {
                    side.push_str(line);
                }
                continue;
            }
            (None, Part::Ours) => {
                sides.ours.push_str(line);
                continue;
            }
            (None, Part::Base) => {
                base.push_str(line);
                continue;
            }
            (None, Part::Theirs) => {
                sides.theirs.push_str(line);
                continue;
            }
        };
        part = next;
    }
    if conflicts == 0 || part != Part::Outside {
        return None;
    }
    sides.base = (conflicts == conflicts_with_base).then_some(base);
    Some(sides)
}

/// Which mark of a conflict the line is. No line of ours begins so: texts stand behind quotation marks.
fn mark_of(line: &str) -> Option<char> {
    const LENGTH: usize = 7;
    let line = line.trim_end_matches(['\n', '\r']);
    let mark = line.chars().next().filter(|first| matches!(first, '<' | '|' | '=' | '>'))?;
    let rest = line.trim_start_matches(mark);
    let is_mark = line.len() - rest.len() == LENGTH && (rest.is_empty() || rest.starts_with(' '));
    is_mark.then_some(mark)
}

/// Whether `name` is what a synchronising program, or Claimdesk itself, calls another version of the
/// file `of` that it did not dare to put in its place. Both are names without a folder.
pub fn is_conflict_copy(name: &str, of: &str) -> bool {
    let (stem, extension) = of.rsplit_once('.').map_or((of, ""), |(stem, extension)| (stem, extension));
    let Some(rest) = name.strip_prefix(stem) else { return false };
    let middle = if extension.is_empty() {
        Some(rest)
    } else {
        rest.strip_suffix(extension).and_then(|rest| rest.strip_suffix('.'))
    };
    let Some(middle) = middle else { return false };
    if middle.starts_with(".sync-conflict-") {
        return true;
    }
    let Some(inside) = middle.strip_prefix(" (").and_then(|rest| rest.strip_suffix(')')) else {
        return false;
    };
    // Of the same version, saved twice, a number may follow: "(this window 1a2b3c4d) (2)".
    let inside = inside.to_lowercase();
    inside.contains("conflicted copy")
        || inside.starts_with("changed elsewhere")
        || inside.starts_with("this window")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_are_whole_texts() {
        let text = "a\n<<<<<<< HEAD\nb\n||||||| 1234\nc\n=======\nd\n>>>>>>> branch\ne\n";
        let sides = split_conflict(text.as_bytes()).expect("a conflict");
        assert_eq!(
            (sides.ours.as_str(), sides.theirs.as_str(), sides.base.as_deref()),
            ("a\nb\ne\n", "a\nd\ne\n", Some("a\nc\ne\n"))
        );
        let without_base = text.replace("||||||| 1234\nc\n", "").replace('\n', "\r\n");
        let sides = split_conflict(without_base.as_bytes()).expect("a conflict");
        assert_eq!((sides.theirs.as_str(), sides.base), ("a\r\nd\r\ne\r\n", None));
    }

    #[test]
    fn marks_that_do_not_fit_together_are_no_conflict() {
        for text in [
            "",
            "a\n",
            "<<<<<<< a\nb\n",
            "<<<<<<< a\n=======\n",
            "=======\n",
            "<<<<<<< a\n=======\n=======\n>>>>>>> b\n",
            "<<<<<<< a\n<<<<<<< a\n=======\n>>>>>>> b\n",
            "<<<<<<<< a\n========\n>>>>>>>> b\n",
            "    <<<<<<< a\n",
        ] {
            assert_eq!(split_conflict(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn copies_left_by_others_are_known_by_their_names() {
        for name in [
            "Case (Ann's conflicted copy 2026-11-24).ron",
            "Case (conflicted copy 2026-11-24 120400).ron",
            "Case.sync-conflict-20261124-120400-ABCDEFG.ron",
            "Case (changed elsewhere 1a2b3c4d).ron",
            "Case (changed elsewhere 1a2b3c4d) (2).ron",
            "Case (this window 1a2b3c4d).ron",
        ] {
            assert!(is_conflict_copy(name, "Case.ron"), "{name}");
        }
        for name in [
            "Case.ron",
            "Case (2).ron",
            "Case (draft).ron",
            "Other (conflicted copy).ron",
            "Case (conflicted copy).txt",
            "Casebook (this window).ron",
            "",
        ] {
            assert!(!is_conflict_copy(name, "Case.ron"), "{name}");
        }
        assert!(is_conflict_copy("Case (this window 1)", "Case"));
    }
}
