//! Project files: what is written reads back the same, and what is broken says so.

use crate::any_project::any_project;
use claimdesk::{
    format::{self, Place, ReadCause, ReadError, Sum, Warning},
    model::{Anchor, Claim, NOT_STATED, Project, Status, StatusCounts, TextRange, find_problems},
};
use proptest::prelude::*;
use std::{fs, path::PathBuf};

fn saves() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("saves")
}

fn sample_text() -> String {
    fs::read_to_string(saves().join("kursk.ron")).expect("the sample is there")
}

fn version_1() -> String {
    fs::read_to_string(saves().join("earlier-versions/v1.ron")).expect("the file is there")
}

fn project_files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in [saves(), saves().join("earlier-versions")] {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("the folder can be listed").path();
            if path.extension().is_some_and(|extension| extension == "ron") {
                files.push(path);
            }
        }
    }
    assert!(files.len() >= 2);
    files
}

/// The file but for its last line, as it was written before there were sums.
fn without_sum(text: &str) -> &str {
    let start = text.trim_end().rfind('\n').expect("more than a line") + 1;
    assert!(text[start..].starts_with("// claimdesk-sum 1 "), "{}", &text[start..]);
    &text[..start]
}

#[track_caller]
fn error_of(text: &str) -> ReadError {
    format::read(text.as_bytes()).map(|opened| opened.project).expect_err("it is broken")
}

#[test]
fn every_save_opens_and_writes_back_byte_for_byte() {
    for path in project_files() {
        let bytes = fs::read(&path).expect("readable");
        let opened = format::read(&bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(opened.warnings, [], "{}", path.display());
        let written = format::write(&opened.project).expect("writable");
        let written = if opened.sum == Sum::Missing { without_sum(&written) } else { &written };
        assert!(written.as_bytes() == bytes, "{} is written differently", path.display());
        let is_earlier = path.parent().is_some_and(|folder| folder.ends_with("earlier-versions"));
        assert_eq!(opened.sum, if is_earlier { Sum::Missing } else { Sum::Right }, "{}", path.display());
    }
}

#[test]
fn the_sample_is_a_full_fact_check_of_its_article() {
    let project = format::read(sample_text().as_bytes()).expect("the sample opens").project;
    let article = fs::read(saves().join("../assets/kursk.txt")).expect("the article is there");
    assert_eq!(project.article().text().as_bytes(), article);
    assert_eq!(project.title(), "North Korean troops in Kursk");
    assert_eq!(
        project.count_statuses(),
        StatusCounts { sourced: 11, disputed: 6, unconfirmed: 30, not_tagged: 0 }
    );
    assert_eq!(find_problems(&project), []);
    for claim in project.claims().iter() {
        assert_eq!(project.article().passages_of(claim.id).count(), 1, "{}", claim.id);
        assert!(claim.kind.is_some() && !claim.attribution.is_empty() && !claim.reason.is_empty());
    }
    assert!(
        format::export(&project, format::ExportFormat::Markdown).contains(&format!("Headline: {NOT_STATED}"))
    );
}

#[test]
fn a_quote_in_the_file_is_what_stands_in_the_article() {
    let text = sample_text();
    let article: Vec<char> = fs::read_to_string(saves().join("../assets/kursk.txt"))
        .expect("the article is there")
        .chars()
        .collect();
    let mut seen = 0;
    for line in text.lines().filter(|line| line.trim_start().starts_with("(start: ")) {
        let numbers: Vec<usize> =
            line.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
        let quote =
            line.split("quote: \"").nth(1).and_then(|rest| rest.split("\", prefix").next()).expect("a quote");
        let stands: String = article[numbers[0]..numbers[1]].iter().collect();
        assert_eq!(quote.replace("\\\"", "\"").replace("\\n", "\n"), stands);
        seen += 1;
    }
    assert_eq!(seen, 47);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_project_reads_back_the_same_and_gives_the_same_bytes(project in any_project()) {
        let text = format::write(&project).expect("writable");
        let opened = format::read(text.as_bytes()).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        prop_assert_eq!(opened.warnings, []);
        prop_assert_eq!(&opened.project, &project);
        prop_assert_eq!(format::write(&opened.project).expect("writable"), text.clone());
        prop_assert_eq!((opened.sum, opened.conversions), (Sum::Right, Vec::new()));
        prop_assert!(without_sum(&text).ends_with(")\n"));
        let hidden = text.chars().find(|c| c.is_control() && *c != '\n' || matches!(c, '\u{202e}' | '\u{200b}' | '\u{feff}' | '\u{a0}'));
        prop_assert_eq!(hidden, None);
    }
}

#[test]
fn a_file_that_was_cut_short_is_refused() {
    for text in [sample_text(), version_1()] {
        let whole = text.find("// claimdesk-sum").unwrap_or(text.len() - 1) - 1;
        for length in (0..whole).step_by(97).chain([whole - 1]) {
            let cut = &text.as_bytes()[..length];
            assert!(format::read(cut).is_err(), "cut at byte {length}");
        }
    }
    let text = version_1();
    let cut = &text[..text.len() * 2 / 3];
    assert_eq!(error_of(cut).cause, ReadCause::CutShort { after_line: cut.matches('\n').count() });
}

/// Everything that stands in the file; claims and passages may stand in another order.
fn content_in_any_order(text: &str) -> String {
    let mut all: Vec<char> = format!("{:?}", format::parse_plainly(text.as_bytes())).chars().collect();
    all.sort_unstable();
    all.into_iter().collect()
}

#[test]
fn a_flipped_bit_gives_an_error_a_warning_or_exactly_what_then_stands_there() {
    let text = version_1();
    for at in 0..text.len() {
        for bit in 0..8 {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1 << bit;
            let Ok(opened) = format::read(&bytes) else { continue };
            if opened.warnings.is_empty() {
                let flipped = String::from_utf8(bytes).expect("it was read as text");
                let written = format::write(&opened.project).expect("writable");
                let kept = format::parse_plainly(written.as_bytes())
                    == format::parse_plainly(flipped.as_bytes())
                    || content_in_any_order(&written) == content_in_any_order(&flipped);
                assert!(kept, "bit {bit} of byte {at} changes something silently");
            }
        }
    }
}

#[test]
fn what_is_no_project_says_so_plainly() {
    let cases: [(&[u8], ReadCause); 11] = [
        (b"", ReadCause::Empty),
        (b" \n\t", ReadCause::Empty),
        (&[0; 500], ReadCause::OnlyZeros),
        (b"\xff\xfe(\0", ReadCause::Utf16),
        (b"(\0\n\0", ReadCause::Utf16),
        (b"(format\xff", ReadCause::NotUtf8 { byte: 7 }),
        (b"The bridge opens in May.", ReadCause::NotAProject),
        (b"{\"format_version\": 1}", ReadCause::NotAProject),
        (b"(version: 1)", ReadCause::NotAProject),
        (b"(", ReadCause::CutShort { after_line: 0 }),
        (b"<<<<<<< ours\n(format_version: 1", ReadCause::MergeConflict),
    ];
    for (bytes, cause) in cases {
        let error = format::read(bytes).map(|opened| opened.project).expect_err("no project");
        assert_eq!(error.cause, cause, "{:?}", String::from_utf8_lossy(bytes));
        assert!(!error.remedy().is_empty());
    }
}

#[test]
fn versions_are_read_first_and_newer_ones_are_refused() {
    let error = error_of("/* by hand */ ( format_version /* x */ : 2, whatever: [");
    assert_eq!(error.cause, ReadCause::NewerVersion { found: "2".into() });
    assert_eq!(
        error.to_string(),
        "line 1, column 42: the file was made by a newer Claimdesk: its format version is 2, and this one reads versions up to 1. Install the newest Claimdesk to open it."
    );
    assert!(matches!(error_of("(format_version: 99999999999, ").cause, ReadCause::NewerVersion { .. }));
    for version in ["0", "-1", "1.0", "\"1\"", "one", "1u8"] {
        let error =
            error_of(&version_1().replace("format_version: 1", &format!("format_version: {version}")));
        assert_eq!(error.cause, ReadCause::NoVersion { found: version.into() });
    }
}

/// Breaks the kept file of version 1 in one place and expects this message.
#[track_caller]
fn broken(from: &str, to: &str, message: &str) {
    let text = version_1();
    assert!(text.contains(from), "{from}");
    assert_eq!(error_of(&text.replacen(from, to, 1)).to_string(), message);
}

#[test]
fn mistakes_are_named_with_their_place_and_what_to_do() {
    let remedy = "Correct it in a text editor, or open a backup copy.";
    broken(
        "            note: \"Two",
        "            nota: \"Two",
        &format!(
            "line 30, column 13: a claim has no field “nota”; its fields are id, status, kind, text, passages, attribution, reason, note, sources, lost_passages, changed. {remedy}"
        ),
    );
    broken(
        "Some(Sourced)",
        "Some(Tested)",
        &format!(
            "line 21, column 26: “Tested” is not possible here; use one of Sourced, Disputed, Unconfirmed. {remedy}"
        ),
    );
    broken(
        "Some(Sourced)",
        "Sourced",
        &format!("line 21, column 21: expected None, or a value in Some(…). {remedy}"),
    );
    broken(
        "            reason: \"Said at the press conference.\",\n",
        "",
        &format!("line 36, column 9: the claim that ends here has no field “reason”. {remedy}"),
    );
    broken(
        "title: \"A bridge\",",
        "title: \"A bridge\", title: \"B\",",
        &format!("line 3, column 24: the field “title” stands twice in this project. {remedy}"),
    );
    broken(
        "title: \"A bridge\",",
        "title: \"A bridge,",
        &format!(
            "line 3, column 12: the text that begins here is not closed on its line; a quotation mark is missing or one too many. {remedy}"
        ),
    );
    broken(
        "(start: 0, end: 14",
        "(start: x, end: 14",
        &format!("line 25, column 25: expected a whole number. {remedy}"),
    );
    broken(
        "\n)\n",
        "\n)\n)\n",
        &format!("line 85, column 1: something stands after the end of the project. {remedy}"),
    );
    broken(
        "            id: \"C02\"",
        "<<<<<<< ours\n            id: \"C02\"",
        "line 39, column 1: a merge conflict was left in the file. Choose one side of the conflict in a text editor, delete the marks, and open it again.",
    );
}

#[test]
fn values_that_cannot_be_are_named_with_their_claim() {
    let remedy = "Correct it in a text editor, or open a backup copy.";
    broken(
        "\"C02\"",
        "\"C01\"",
        &format!("line 39, column 17: a claim before this one has the id C01 as well. {remedy}"),
    );
    for id in ["c02", "C2", "C002", "02", "C0", ""] {
        broken(
            "\"C02\"",
            &format!("\"{id}\""),
            &format!(
                "line 39, column 17: “{id}” is not a claim id; ids look like \"C01\", \"C12\", \"C100\". {remedy}"
            ),
        );
    }
    broken(
        "next_claim: \"C07\"",
        "next_claim: \"C05\"",
        &format!("line 17, column 17: next_claim must be above every id in use, and C05 is in use. {remedy}"),
    );
    broken(
        "2026-11-24T12:04:00Z",
        "24 November",
        &format!(
            "line 20, column 17: “24 November” is not a moment; moments look like \"2026-11-24T12:04:00Z\". {remedy}"
        ),
    );
    broken(
        "(start: 0, end: 14",
        "(start: 14, end: 14",
        &format!(
            "line 20, column 17: a passage of C01 starts at 14 and ends at 14; the end must come after the start. {remedy}"
        ),
    );
}

/// Changes the kept file of version 1 in one place and gives what reading it warns of.
fn warnings_after(from: &str, to: &str) -> (Project, Vec<Warning>) {
    let text = version_1();
    assert!(text.contains(from), "{from}");
    let opened = format::read(text.replacen(from, to, 1).as_bytes()).expect("it opens");
    (opened.project, opened.warnings)
}

#[test]
fn passages_that_no_longer_match_are_found_again_or_kept_as_lost() {
    // A word was put in before two passages, and a third was cut into.
    let (project, warnings) = warnings_after("\"The work cost", "\"In all, the work cost");
    let claims: Vec<String> = warnings.iter().filter_map(Warning::claim).map(|id| id.to_string()).collect();
    assert_eq!(claims, ["C01", "C02", "C03"]);
    assert!(matches!(warnings[0], Warning::SurroundingsDiffer { .. }));
    assert!(matches!(warnings[1], Warning::PassageLost { .. }));
    assert!(matches!(warnings[2], Warning::PassageMoved { .. }));
    let lost = project.claim("C02".parse().expect("an id")).expect("the claim stays");
    assert_eq!(lost.lost_passages[0].quote, "The work cost €12 million");
    assert_eq!(lost.status, Some(Status::Disputed));
    let moved = "C03".parse().expect("an id");
    let quotes: Vec<&str> =
        project.article().passages_of(moved).map(|range| project.article().quote(range)).collect();
    assert_eq!(quotes, ["Traffic fell by 40 %"]);
    // What was lost or moved is written so, and then opens without a word.
    let written = format::write(&project).expect("writable");
    let again = format::read(written.as_bytes()).expect("it opens");
    assert_eq!((again.warnings, again.project), (Vec::new(), project));
}

#[test]
fn many_passages_that_moved_by_the_same_way_are_all_found() {
    let article = (0..5000)
        .map(|number| format!("This is sentence number {number} of the article.\n"))
        .collect::<Vec<_>>()
        .concat();
    let mut project = Project::new("Long", article);
    for index in 0..5000 {
        let (next, claim) =
            project.with_new_claim(|id| Claim::new(id, index.to_string())).expect("there are ids enough");
        let paragraph = project.article().paragraphs().all()[index];
        let range = TextRange::new(paragraph.start, paragraph.end).expect("not empty");
        project = next.with_anchor(Anchor { claim, range });
    }
    let text = format::write(&project).expect("writable");
    let foreword = format!("        text: [\n            \"{}\",\n", "Foreword. ".repeat(2000));
    let moved = text.replacen("        text: [\n", &foreword, 1);
    let opened = format::read(moved.as_bytes()).expect("it opens");
    assert!(
        !opened
            .warnings
            .iter()
            .any(|warning| matches!(warning, Warning::PassageLost { .. } | Warning::SearchStopped { .. }))
    );
    for claim in opened.project.claims().iter() {
        let quotes: Vec<&str> = opened
            .project
            .article()
            .passages_of(claim.id)
            .map(|range| opened.project.article().quote(range))
            .collect();
        assert_eq!(quotes, [format!("This is sentence number {} of the article.", claim.text)]);
    }
}

#[test]
fn offsets_outside_the_article_lead_to_a_search_for_the_words() {
    let (project, warnings) = warnings_after("(start: 67, end: 92", "(start: 6700, end: 9200");
    assert!(matches!(warnings[..], [Warning::PassageMoved { .. }]));
    assert_eq!(without_sum(&format::write(&project).expect("writable")), version_1());
    let (_, warnings) =
        warnings_after("(start: 67, end: 92", "(start: 18446744073709551614, end: 18446744073709551615");
    assert!(matches!(warnings[..], [Warning::PassageMoved { .. }]));
}

#[test]
fn whatever_saving_would_not_keep_is_told() {
    let (_, warnings) = warnings_after("    next_claim", "    // checked twice\n    next_claim");
    assert_eq!(warnings, [Warning::CommentNotKept { line: 17 }]);
    let (_, warnings) = warnings_after("attribution: [\"Mayor", "attribution: [\"\", \"Mayor");
    assert!(matches!(warnings[..], [Warning::AttributionTidied { .. }]));
    let passage = "(start: 109, end: 129, quote: \"Traffic fell by 40 %\", prefix: \"ost €12 million, the city says. \", suffix: \".\\n\"),";
    let (_, warnings) = warnings_after(passage, &format!("{passage} {passage}"));
    assert!(matches!(warnings[..], [Warning::PassageRepeated { .. }]));
}

#[test]
fn marks_of_editors_do_not_hinder() {
    let with_mark = format!("\u{feff}{}", version_1().replace('\n', "\r\n"));
    let opened = format::read(with_mark.as_bytes()).expect("it opens");
    assert_eq!(opened.warnings, []);
    assert_eq!(without_sum(&format::write(&opened.project).expect("writable")), version_1());
}

#[test]
fn nesting_without_end_is_refused() {
    for bracket in ["(", "[", "{", "Some("] {
        let text = version_1().replace("title: \"A bridge\"", &format!("title: {}", bracket.repeat(100_000)));
        assert!(format::read(text.as_bytes()).is_err());
    }
}

#[test]
fn a_file_in_which_every_passage_is_wrong_does_not_search_for_ever() {
    let line = "ab".repeat(500);
    let article = (0..1000).map(|_| format!("            \"{line}\",\n")).collect::<Vec<_>>().concat();
    let passage = "(start: 0, end: 3, quote: \"bab c\", prefix: \"\", suffix: \"\"), ".repeat(20_000);
    let text = format!(
        "(format_version: 1, title: \"\", article: (headline: None, author: None, outlet: None, date: None, url: None, text: [\n{article}]), next_claim: \"C02\", claims: [(id: \"C01\", status: None, kind: None, text: \"\", passages: [{passage}], attribution: [], reason: \"\", note: \"\", sources: [], lost_passages: [], changed: None)])"
    );
    let opened = format::read(text.as_bytes()).expect("it opens");
    let Some(Warning::SearchStopped { passages }) = opened.warnings.last() else {
        panic!("the search went on")
    };
    assert!(*passages > 10_000);
    let lost = &opened.project.claim("C01".parse().expect("an id")).expect("there").lost_passages;
    assert_eq!(lost.len(), 20_000);
}

#[test]
fn places_are_counted_as_editors_do() {
    let error = error_of("(format_version: 1,\n  title: \"é😀\", x: 1, y");
    assert_eq!(error.place.map(|Place { line, .. }| line), Some(2));
    let bytes = b"(format_version: 1,\n title: \"\xc3\xa9\xff";
    let error = format::read(bytes).map(|opened| opened.project).expect_err("not UTF-8");
    assert_eq!(error.place, Some(Place { line: 2, column: 11 }));
}
