//! The summary as it leaves: what it looks like, and that no text in it can do harm.

use crate::any_project::any_project;
use claimdesk::{
    format::{self, ExportFormat},
    model::{
        Anchor, Article, Attribution, Claim, ClaimId, Kind, Metadata, Project, Source, Status, TextRange,
        hidden_in, show_visibly,
    },
};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser};

fn id(number: u32) -> ClaimId {
    ClaimId::new(number).expect("not zero")
}

/// A project in which every text tries to be something else.
fn hostile_project() -> Project {
    let text = "# Not a heading\n* not a *list* | nor a table\n=1+1 \u{202e}12 %\u{202c}\n\n<b>Not bold</b> & [no link](http://a.b)";
    let article = Article::new(text.into()).with_metadata(Metadata {
        headline: Some("`Code` & <i>more</i>".into()),
        author: Some("1. Nobody".into()),
        url: Some("javascript:alert(1)".into()),
        ..Metadata::default()
    });
    let at = |words: &str| {
        let start = text.find(words).expect("the words are there");
        TextRange::new(start, start + words.len()).expect("not empty")
    };
    let first = Claim {
        status: Some(Status::Disputed),
        kind: Some(Kind::Number),
        attribution: Attribution::from_links(["=HYPERLINK(\"http://a.b\")", "_this_ article"]),
        reason: "- one\n- two\n\n    three".into(),
        note: "\tTab, \"quotes\", and\r\nline ends\n".into(),
        sources: vec![
            Source { title: "@sum".into(), url: "https://a.b/?q=1".into(), note: "<!-- gone? -->".into() },
            Source { title: String::new(), url: "file:///etc".into(), note: String::new() },
        ],
        ..Claim::new(id(1), "-2+3 is not a formula".into())
    };
    let second = Claim { status: Some(Status::Unconfirmed), ..Claim::new(id(2), String::new()) };
    let third = Claim { status: Some(Status::Sourced), ..Claim::new(id(3), "Two passages".into()) };
    let anchors = vec![
        Anchor { claim: id(1), range: at("=1+1 \u{202e}12 %") },
        Anchor { claim: id(3), range: at("<b>Not bold</b>") },
        Anchor { claim: id(3), range: at("* not a *list* | nor a table\n=1") },
    ];
    let claims = vec![first, second, third];
    Project::from_parts("*Stars* | and\n# lines", &article, claims, anchors, id(4)).expect("valid")
}

#[test]
fn the_report_looks_like_this() {
    insta::assert_snapshot!(format::export(&hostile_project(), ExportFormat::Markdown));
}

#[test]
fn the_table_looks_like_this() {
    let table = format::export(&hostile_project(), ExportFormat::Csv);
    assert!(!table.replace("\r\n", "").is_empty() && table.ends_with("\r\n"));
    insta::assert_snapshot!(table.replace('\r', "␍").replace('\t', "␉"));
}

/// The shape of a report, without its words.
fn skeleton(report: &str) -> Vec<String> {
    // Only a report that has hidden characters says how they are written.
    let legend = report.lines().find(|line| line.starts_with("- Hidden characters: "));
    let report =
        legend.map_or_else(|| report.to_owned(), |legend| report.replacen(&format!("{legend}\n"), "", 1));
    Parser::new_ext(&report, Options::all() - Options::ENABLE_SMART_PUNCTUATION)
        .filter(|event| !matches!(event, Event::Text(_) | Event::HardBreak))
        .map(|event| format!("{event:?}"))
        .filter(|event| !event.contains("Autolink") && !event.contains("End(Link)"))
        .collect()
}

/// The same project with a harmless word in place of every text.
fn harmless(project: &Project) -> Project {
    let word = |text: &str| if text.is_empty() { String::new() } else { "x".to_owned() };
    let metadata = project.article().metadata();
    let stated = |text: &Option<String>| text.as_deref().map(word);
    let article = Article::new(project.article().text().to_owned()).with_metadata(Metadata {
        headline: stated(&metadata.headline),
        author: stated(&metadata.author),
        outlet: stated(&metadata.outlet),
        date: stated(&metadata.date),
        url: stated(&metadata.url),
    });
    let claims = project.claims().iter().map(|claim| Claim {
        text: word(&claim.text),
        attribution: Attribution::parse(&word(&claim.attribution.to_string())),
        reason: word(&claim.reason),
        note: word(&claim.note),
        sources: claim
            .sources
            .iter()
            .map(|source| Source {
                title: word(&source.title),
                url: word(&source.url),
                note: word(&source.note),
            })
            .collect(),
        ..Claim::clone(claim)
    });
    let anchors = project.article().anchors().iter().copied().collect();
    let next = project.next_claim_id();
    Project::from_parts("x", &article, claims.collect(), anchors, next).expect("as valid as it was")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_text_changes_the_shape_of_a_report(project in any_project()) {
        let report = format::export(&project, ExportFormat::Markdown);
        let expected = format::export(&harmless(&project), ExportFormat::Markdown);
        prop_assert_eq!(skeleton(&report), skeleton(&expected), "{}", report);
        prop_assert_eq!(format::export(&project, ExportFormat::Markdown), report.clone());
        prop_assert_eq!(hidden_in(&report).next(), None, "{}", report);
    }

    #[test]
    fn a_table_reads_back_with_no_cell_that_a_spreadsheet_runs(project in any_project()) {
        let table = format::export(&project, ExportFormat::Csv);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("it is CSV");
        prop_assert_eq!(rows.len(), 1 + project.claims().len());
        prop_assert_eq!(hidden_in(&table.replace("\r\n", "\n")).next(), None, "{:?}", table);
        for row in &rows {
            prop_assert_eq!(row.len(), 14);
            for cell in row {
                let seen = cell.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '"');
                prop_assert!(!seen.starts_with(['=', '+', '-', '@']), "{:?}", cell);
                prop_assert!(!cell.starts_with(['\t', '\r']), "{:?}", cell);
            }
        }
        for (row, claim) in rows[1..].iter().zip(project.claims_in_article_order()) {
            prop_assert_eq!(&row[0], claim.id.to_string());
            let shown = show_visibly(&claim.text);
            let is_same = row[3] == *shown || row[3] == format!("'{shown}");
            prop_assert!(is_same, "{:?}", &row[3]);
        }
    }
}
