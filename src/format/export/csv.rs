//! One row per claim, as RFC 4180 says, with no cell that a spreadsheet could run and no character that it hides.

use crate::format::show_timestamp;
use crate::model::{Claim, CodePoints, Project, Source, Status, TextRange, show_visibly};

const HEADER: [&str; 14] = [
    "id",
    "status",
    "kind",
    "claim",
    "passages",
    "paragraph",
    "start",
    "end",
    "lost_passages",
    "attribution",
    "reason",
    "sources",
    "note",
    "changed",
];

/// What stands between two passages or two sources in one cell.
const BETWEEN: &str = " | ";

/// The table of the project's claims, in article order. Offsets are code points of the article.
pub(super) fn export(project: &Project) -> String {
    let points = CodePoints::of(project.article().text());
    let rows = project.claims_in_article_order().into_iter().map(|claim| row(project, claim, &points));
    let header = HEADER.map(str::to_owned);
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in std::iter::once(header).chain(rows) {
        writer
            .write_record(row.map(|cell| harmless(&show_visibly(&cell))))
            .expect("every row has as many cells as the header");
    }
    let bytes = writer.into_inner().expect("writing to memory cannot fail");
    String::from_utf8(bytes).expect("cells are text and so is what stands between them")
}

fn row(project: &Project, claim: &Claim, points: &CodePoints<'_>) -> [String; HEADER.len()] {
    let article = project.article();
    let passages = || article.passages_of(claim.id);
    let each = |show: &dyn Fn(TextRange) -> String| passages().map(show).collect::<Vec<_>>().join(BETWEEN);
    let position = |byte: usize| points.before(byte).to_string();
    [
        claim.id.to_string(),
        Status::word_or_none(claim.status).to_owned(),
        claim.kind.map_or_else(String::new, |kind| kind.word().to_owned()),
        claim.text.clone(),
        each(&|range| article.quote(range).to_owned()),
        each(&|range| {
            article.paragraphs().at(range.start()).number.map_or_else(String::new, |n| n.to_string())
        }),
        each(&|range| position(range.start())),
        each(&|range| position(range.end())),
        claim.lost_passages.iter().map(|lost| lost.quote.as_str()).collect::<Vec<_>>().join(BETWEEN),
        claim.attribution.to_string(),
        claim.reason.clone(),
        claim.sources.iter().map(source).collect::<Vec<_>>().join(BETWEEN),
        claim.note.clone(),
        claim.changed.and_then(show_timestamp).unwrap_or_default(),
    ]
}

fn source(source: &Source) -> String {
    let Source { title, url, note } = source;
    let parts: Vec<&str> =
        [title, url, note].into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// The cell with an apostrophe before it where a spreadsheet would take it for a formula.
///
/// Spreadsheets look past space and quotation marks, and take some full-width signs as well.
fn harmless(cell: &str) -> String {
    let is_skipped = |character: char| {
        character.is_whitespace() || character.is_control() || matches!(character, '"' | '\'' | '\u{feff}')
    };
    let starts_formula =
        |character: char| matches!(character, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    let begins_with_control = cell.starts_with(['\t', '\r', '\n']);
    if begins_with_control || cell.trim_start_matches(is_skipped).starts_with(starts_formula) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_a_formula_gets_an_apostrophe() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "  =1", "\"=1\"", "'=1", "\u{a0}=1", "＝1"]
        {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
    }

    #[test]
    fn everything_else_stays_as_it_is() {
        for cell in ["", "a=b", "12 %", "C01", "“=1”", "’tis", "a\nb"] {
            assert_eq!(harmless(cell), cell);
        }
    }
}
