//! The report: what the article states about itself, the counts, every claim, and what is open.

use super::markdown_text::{escaped, escaped_on_one_line};
use crate::format::counted;
use crate::model::{
    Claim, HiddenCounts, Metadata, MetadataField, NOT_STATED, Project, Source, Status, StatusCounts,
    TextRange, has_hidden,
};
use std::fmt::Write as _;

/// Says how hidden characters are written, in a report that has any.
const HIDDEN_LEGEND: &str = "- Hidden characters: each is written out as its code point, like \\[U+202E\\].";

/// The report of the project.
pub(super) fn export(project: &Project) -> String {
    let claims = project.claims_in_article_order();
    let mut report = Report { project, out: String::new() };
    report.identity();
    report.counts(&project.count_statuses());
    report.line("## Claims");
    report.line("");
    if claims.is_empty() {
        report.line("There are no claims yet.");
        report.line("");
    }
    for claim in &claims {
        report.claim(claim);
    }
    report.list_of(Status::Disputed, &claims);
    report.list_of(Status::Unconfirmed, &claims);
    report.out.truncate(report.out.trim_end().len());
    report.out.push('\n');
    report.out
}

struct Report<'a> {
    project: &'a Project,
    out: String,
}

impl Report<'_> {
    fn line(&mut self, line: impl std::fmt::Display) {
        // Writing to a String cannot fail.
        let _infallible = writeln!(self.out, "{line}");
    }

    fn identity(&mut self) {
        self.line(format_args!("# Fact-check: {}", escaped_on_one_line(self.project.title())));
        self.line("");
        let article = self.project.article();
        let metadata: &Metadata = article.metadata();
        for field in MetadataField::ALL {
            let stated = match metadata.get(field) {
                Some(url) if field == MetadataField::Url => address(url),
                Some(text) => escaped(text, "  "),
                None => NOT_STATED.to_owned(),
            };
            self.line(format_args!("- {}: {stated}", field.label()));
        }
        let paragraphs = article.paragraphs().all().iter().filter_map(|paragraph| paragraph.number).max();
        let words = article.text().split_whitespace().count();
        self.line(format_args!(
            "- Length: {}, {}",
            counted(paragraphs.unwrap_or(0) as usize, "paragraph"),
            counted(words, "word")
        ));
        if holds_hidden(self.project) {
            self.line(HIDDEN_LEGEND);
        }
        self.line("");
    }

    fn counts(&mut self, counts: &StatusCounts) {
        self.line("## Counts");
        self.line("");
        self.line(format_args!("{} in all.", counted(counts.total(), "claim")));
        self.line("");
        for status in Status::ALL_AND_NONE {
            self.line(format_args!(
                "- {} {}: {}. {}",
                Status::mark(status),
                Status::word_or_none(status),
                counts.of(status),
                Status::meaning(status)
            ));
        }
        self.line("");
    }

    fn claim(&mut self, claim: &Claim) {
        self.line(format_args!(
            "### {} {} {}",
            claim.id,
            Status::mark(claim.status),
            Status::word_or_none(claim.status)
        ));
        self.line("");
        self.line(text_of(claim, ""));
        self.line("");
        let project = self.project;
        let mut passages = project.article().passages_of(claim.id).peekable();
        if passages.peek().is_none() {
            self.line("No passage of the article belongs to this claim.");
            self.line("");
        }
        for range in passages {
            self.passage(range);
        }
        for lost in &claim.lost_passages {
            self.quotation("No longer in the article:", &lost.quote);
        }
        self.line(format_args!("- Kind: {}", claim.kind.map_or(NOT_STATED, |kind| kind.word())));
        self.item("Attribution", &claim.attribution.to_string(), NOT_STATED);
        self.item("Why this status", &claim.reason, "no reason given");
        self.sources(&claim.sources);
        self.item("Note", &claim.note, "none");
        self.line("");
    }

    fn passage(&mut self, range: TextRange) {
        let article = self.project.article();
        let words = article.quote(range);
        match article.paragraphs().at(range.start()).number {
            Some(number) => self.quotation(format_args!("Paragraph {number}:"), words),
            None => self.quotation("From the article:", words),
        }
    }

    /// The words alone, without quotation marks of ours: they often bring their own.
    fn quotation(&mut self, whence: impl std::fmt::Display, words: &str) {
        self.line(whence);
        self.line("");
        self.line(format_args!(
            "> {}",
            if words.is_empty() { "(no words)".to_owned() } else { escaped(words, "> ") }
        ));
        self.line("");
    }

    fn item(&mut self, label: &str, text: &str, otherwise: &str) {
        if text.trim().is_empty() {
            self.line(format_args!("- {label}: {otherwise}"));
        } else {
            self.line(format_args!("- {label}: {}", escaped(text, "  ")));
        }
    }

    fn sources(&mut self, sources: &[Source]) {
        if sources.is_empty() {
            self.line("- Sources: none");
            return;
        }
        self.line("- Sources:");
        for Source { title, url, note } in sources {
            let parts: Vec<String> = [
                if title.trim().is_empty() { "(no title)".to_owned() } else { escaped(title, "    ") },
                address(url),
                escaped(note, "    "),
            ]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
            self.line(format_args!("  - {}", parts.join("; ")));
        }
    }

    fn list_of(&mut self, status: Status, claims: &[&Claim]) {
        let listed: Vec<_> = claims.iter().filter(|claim| claim.status == Some(status)).collect();
        self.line(format_args!("## {} ({})", status.word(), listed.len()));
        self.line("");
        if listed.is_empty() {
            self.line("None.");
        }
        for claim in listed {
            let reason = if claim.reason.trim().is_empty() {
                "no reason given".to_owned()
            } else {
                escaped(&claim.reason, "  ")
            };
            self.line(format_args!("- {}: {}\\\n  Why: {reason}", claim.id, text_of(claim, "  ")));
        }
        self.line("");
    }
}

/// Whether anything that the report shows has hidden characters.
fn holds_hidden(project: &Project) -> bool {
    let article = project.article();
    let stated = |field| article.metadata().get(field).is_some_and(has_hidden);
    has_hidden(project.title())
        || MetadataField::ALL.into_iter().any(stated)
        || project.claims().iter().any(|claim| HiddenCounts::of(claim, article).total() > 0)
}

fn text_of(claim: &Claim, next_line: &str) -> String {
    if claim.text.trim().is_empty() { "(no text)".to_owned() } else { escaped(&claim.text, next_line) }
}

/// A web address as a link; anything else, whatever it would open, as plain text.
fn address(url: &str) -> String {
    let lower = url.to_ascii_lowercase();
    let is_web = lower.starts_with("https://") || lower.starts_with("http://");
    let is_plain =
        url.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>' | b'\\' | b'&'));
    if is_web && is_plain { format!("<{url}>") } else { escaped(url, "    ") }
}
