//! Files that were cut, torn, converted or written by a newer version: each is named for what it is.

use crate::any_project::any_project;
use claimdesk::{
    format::{self, Conversion, Opened, ReadCause, ReadError, Sum, Warning},
    model::Project,
};
use proptest::{prelude::*, sample::Index};
use std::{fs, path::Path};

const PAGE: usize = 4096;

fn kept(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("saves").join(name)).expect("the file is there")
}

/// The small project of the tests, as it is written today.
fn small() -> (Project, String) {
    let project = format::read(&kept("earlier-versions/v1.ron")).expect("it opens").project;
    let text = format::write(&project).expect("writable");
    (project, text)
}

#[track_caller]
fn error_of(bytes: &[u8]) -> ReadError {
    format::read(bytes).map(|opened| opened.project).expect_err("it is broken")
}

#[track_caller]
fn opened(bytes: &[u8]) -> Opened {
    format::read(bytes).expect("it opens")
}

#[test]
fn the_whole_file_is_ron_for_other_tools() {
    for text in [small().1.into_bytes(), kept("kursk.ron")] {
        let text = String::from_utf8(text).expect("UTF-8");
        let seen: ron::Value = ron::from_str(&text).expect("it is RON, the last line too");
        assert!(matches!(seen, ron::Value::Map(_)));
    }
}

#[test]
fn every_beginning_of_a_file_is_named_as_cut_short() {
    let (project, text) = small();
    let body = text.find("// claimdesk-sum").expect("there");
    assert_eq!(error_of(&text.as_bytes()[..0]).cause, ReadCause::Empty);
    for length in 1..body - 1 {
        let error = error_of(&text.as_bytes()[..length]);
        let after_line = String::from_utf8_lossy(&text.as_bytes()[..length]).matches('\n').count();
        assert_eq!(error.cause, ReadCause::CutShort { after_line }, "cut at byte {length}: {error}");
    }
    // From here on all of the project is there, and only its sum may be missing.
    for length in body - 1..=text.len() {
        let opened = opened(&text.as_bytes()[..length]);
        let expected = match length {
            _ if length <= body => Sum::Missing,
            _ if length < text.len() - 1 => Sum::Wrong,
            _ => Sum::Right,
        };
        assert_eq!((opened.project == project, opened.sum), (true, expected), "cut at byte {length}");
        assert_eq!(opened.warnings.contains(&Warning::ChangedOutside), expected == Sum::Wrong);
        assert!(opened.warnings.len() <= 1, "{:?}", opened.warnings);
    }
}

#[test]
fn cutting_short_is_told_with_the_last_whole_line() {
    let (_, text) = small();
    let cut = &text[..text.len() / 2];
    let lines = cut.matches('\n').count();
    assert_eq!(
        error_of(cut.as_bytes()).to_string(),
        format!(
            "the file was cut short after line {lines}. Open a backup copy; what is missing is not in this file any more."
        )
    );
}

#[test]
fn no_flipped_bit_goes_unnoticed() {
    let (project, text) = small();
    for at in 0..text.len() {
        for bit in 0..8 {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1 << bit;
            match format::read(&bytes) {
                Ok(opened) => {
                    let told = !opened.warnings.is_empty() && opened.sum != Sum::Right;
                    assert!(told, "bit {bit} of byte {at} changes something silently");
                    // Where the sum itself was hit, the project is whole.
                    assert!(opened.sum == Sum::Wrong || opened.project == project);
                }
                Err(error) => {
                    assert!(
                        !matches!(error.cause, ReadCause::CutShort { .. }),
                        "bit {bit} of byte {at}: {error}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_damaged_file_that_cannot_be_read_is_told_to_be_damaged() {
    let (_, text) = small();
    let error = error_of(text.replacen("status: Some(Sourced)", "status: Some(Sourceg)", 1).as_bytes());
    assert_eq!(error.sum, Sum::Wrong);
    assert_eq!(
        error.to_string(),
        "line 21, column 26: “Sourceg” is not possible here; use one of Sourced, Disputed, Unconfirmed. The file was changed or damaged outside Claimdesk: its sum does not fit. Correct it in a text editor, or open a backup copy."
    );
}

#[test]
fn a_page_of_zeros_is_found_wherever_it_is() {
    let whole = kept("kursk.ron");
    for page in 0..whole.len() / PAGE {
        let mut bytes = whole.clone();
        bytes[page * PAGE..(page + 1) * PAGE].fill(0);
        let error = error_of(&bytes);
        assert_eq!(error.cause, ReadCause::Zeros { byte: page * PAGE, count: PAGE });
        assert!(error.to_string().contains("as a crash or a failing disk leaves it"), "{error}");
        // The rest of the file was never written.
        bytes[page * PAGE..].fill(0);
        let cause = error_of(&bytes).cause;
        let rest = whole.len() - page * PAGE;
        assert_eq!(
            cause,
            if page == 0 {
                ReadCause::OnlyZeros
            } else {
                ReadCause::Zeros { byte: page * PAGE, count: rest }
            }
        );
    }
}

#[test]
fn a_change_outside_is_a_warning_and_saving_makes_it_right_again() {
    let (_, text) = small();
    let edited = opened(text.replacen("A bridge", "Two bridges", 1).as_bytes());
    assert_eq!((edited.sum, &edited.warnings[..]), (Sum::Wrong, &[Warning::ChangedOutside][..]));
    assert_eq!(edited.project.title(), "Two bridges");
    let saved = opened(format::write(&edited.project).expect("writable").as_bytes());
    assert_eq!((saved.sum, &saved.warnings[..]), (Sum::Right, &[][..]));
}

fn utf16(text: &str, little_endian: bool) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(|unit| if little_endian { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}

#[test]
fn what_editors_and_git_do_to_a_whole_file_is_told_and_undone() {
    use Conversion::{ByteOrderMark, LineEnds, Utf16};
    let (project, text) = small();
    let windows = text.replace('\n', "\r\n");
    for (bytes, conversions) in [
        (text.clone().into_bytes(), vec![]),
        (windows.clone().into_bytes(), vec![LineEnds]),
        (format!("\u{feff}{text}").into_bytes(), vec![ByteOrderMark]),
        (format!("\u{feff}{windows}").into_bytes(), vec![LineEnds, ByteOrderMark]),
        (utf16(&text, true), vec![Utf16]),
        (utf16(&text, false), vec![Utf16]),
        (utf16(&windows, true), vec![LineEnds, Utf16]),
    ] {
        let opened = opened(&bytes);
        assert_eq!((opened.sum, &opened.conversions), (Sum::Right, &conversions));
        assert_eq!(opened.project, project);
        let warnings = if conversions.is_empty() { vec![] } else { vec![Warning::Converted(conversions)] };
        assert_eq!(opened.warnings, warnings);
        assert_eq!(format::write(&opened.project).expect("writable"), text);
    }
    let told = opened(format!("\u{feff}{windows}").as_bytes()).warnings[0].to_string();
    assert_eq!(
        told,
        "Another program converted the file: its line ends were converted to those of Windows, and a byte order mark was added at its start. Nothing was lost; saving writes it as it was."
    );
}

#[test]
fn utf16_that_does_not_come_back_whole_is_refused_by_its_name() {
    let (_, text) = small();
    let mut cut = utf16(&text, true);
    cut.truncate(cut.len() / 2);
    let without_sum = &text[..text.find("// claimdesk-sum").expect("there")];
    for bytes in [
        utf16(&text.replacen("A bridge", "B bridge", 1), true),
        utf16(without_sum, false),
        cut[..cut.len() - 1].to_vec(),
        cut,
    ] {
        assert_eq!(error_of(&bytes).cause, ReadCause::Utf16);
    }
}

/// The small project as a newer version might write it: a field more in everything that has fields.
fn newer() -> String {
    let value = "Some((how: [\"a, (b\", 'c'], by: {\"x\": (1, 2)}, why: r#\"\"),\"#))";
    let mut text = small().1.replacen("format_version: 1", "format_version: 7", 1);
    for (before, field) in [
        ("    title: ", "lineage"),
        ("        headline: ", "language"),
        ("            status: ", "stance"),
        ("(start: ", "grade"),
        ("(quote: \"because", "grade"),
        ("(title: ", "grade"),
    ] {
        assert!(text.contains(before), "{before}");
        let indent = before.len() - before.trim_start().len();
        let (indent, rest) = before.split_at(if before.starts_with('(') { 1 } else { indent });
        text = text.replace(before, &format!("{indent}{field}: {value}, {rest}"));
    }
    text.replacen("changed: None", "changed: None, stance: None", 1)
}

#[test]
fn a_newer_file_can_be_looked_at_without_what_is_new_in_it() {
    let text = newer();
    let refusal = error_of(text.as_bytes());
    assert!(matches!(refusal.cause, ReadCause::NewerVersion { .. }));
    let seen = format::read_newer(text.as_bytes()).expect("it is understood");
    assert_eq!(seen.project, small().0);
    let why = seen.read_only_because.expect("it must not be saved over");
    assert_eq!(
        why,
        "A newer Claimdesk made this file: its format version is 7. Not shown: the fields “lineage” of a project, “language” of a article, “stance” of a claim, “grade” of a passage, “grade” of a source, “grade” of a lost passage. It can be looked at, but not changed here, for saving would lose what this version does not know. Install the newest Claimdesk to work on it."
            .replace("of a article", "of an article")
    );
    // A version that is known is opened as usual.
    let known = format::read_newer(small().1.as_bytes()).expect("it opens");
    assert_eq!((known.project, known.read_only_because), (small().0, None));
}

#[test]
fn a_newer_file_that_is_more_than_its_fields_apart_is_refused_as_before() {
    let text = newer();
    let many = (0..40).map(|number| format!("field_{number}: 1,\n")).collect::<Vec<_>>().concat();
    for (from, to) in [
        ("next_claim: \"C07\",", ""),
        ("Some(Sourced)", "Some(Refuted)"),
        ("note: \"", "note: 1 + \""),
        ("\"C02\"", "\"claim-2\""),
        ("lineage: ", &format!("{many}lineage: ")),
    ] {
        assert!(text.contains(from), "{from}");
        let changed = text.replacen(from, to, 1);
        let error =
            format::read_newer(changed.as_bytes()).map(|opened| opened.project).expect_err("not understood");
        assert_eq!(error.to_string(), error_of(changed.as_bytes()).to_string());
    }
}

/// One place at which the bytes are changed, and by what.
type Wound = (Index, u8, Vec<u8>);

fn wounds() -> impl Strategy<Value = Vec<Wound>> {
    let bytes = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..9),
        Just(b"\n<<<<<<< a\n".to_vec()),
        Just(b"\n=======\n".to_vec()),
        Just(b"\n>>>>>>> b\n".to_vec()),
        Just(b"// claimdesk-sum 1 ".to_vec()),
        Just(vec![0; 20]),
        prop::sample::select(vec![
            "\"",
            "(",
            ")",
            "[",
            "\\",
            "r#\"",
            "/*",
            "Some(",
            "é",
            "format_version: 2,"
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    prop::collection::vec((any::<Index>(), 0_u8..40, bytes), 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_happens_to_a_file_it_is_named_or_told(project in any_project(), wounds in wounds()) {
        let mut bytes = format::write(&project).expect("writable").into_bytes();
        for (place, taken, put) in wounds {
            let start = place.index(bytes.len() + 1);
            let end = (start + usize::from(taken)).min(bytes.len());
            bytes.splice(start..end, put);
        }
        for opened in [format::read(&bytes), format::read_newer(&bytes)] {
            match opened {
                Ok(opened) => {
                    let is_told = opened.project == project || !opened.warnings.is_empty() || opened.read_only_because.is_some();
                    prop_assert!(is_told);
                }
                Err(error) => prop_assert!(!error.to_string().is_empty()),
            }
        }
        if let Some(sides) = format::split_conflict(&bytes) {
            prop_assert!(sides.ours.len() + sides.theirs.len() <= 2 * bytes.len());
        }
    }

    #[test]
    fn bytes_of_any_kind_are_read_without_a_crash(bytes in prop::collection::vec(any::<u8>(), 0..200), head in 0..4_usize) {
        let heads: [&[u8]; 4] = [b"", b"\xff\xfe(\0", b"(format_version: 1, ", b"(format_version: 2, "];
        let bytes = [heads[head], &bytes].concat();
        prop_assert!(format::read(&bytes).is_err());
        prop_assert!(format::read_newer(&bytes).is_err());
    }
}
