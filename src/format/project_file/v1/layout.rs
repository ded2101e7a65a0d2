//! How version 1 is laid out: one field a line, one passage a line, so that a comparison of two
//! versions shows what changed.
//!
//! Written here and not by ron's own serializer, which escapes every apostrophe and every
//! combining mark, and with which the bytes would change when the compiler's Unicode tables do.

use super::types::{
    ArticleFile, ClaimFile, KindFile, LostPassageFile, PassageFile, ProjectFile, SourceFile, StatusFile, Text,
};
use crate::format::hidden::{is_combining, is_hidden};
use std::fmt::Write as _;

/// The text of the file, with a newline at its end.
pub(in super::super) fn lay_out(file: &ProjectFile<'_>) -> String {
    let ProjectFile { format_version, title, article, next_claim, claims } = file;
    let mut layout = Layout { out: String::with_capacity(estimated_size(file)) };
    layout.out.push_str("(\n");
    layout.field(1, "format_version", |layout| layout.number(*format_version as usize));
    layout.field(1, "title", |layout| layout.text(title));
    layout.field(1, "article", |layout| layout.article(article));
    layout.field(1, "next_claim", |layout| layout.text(next_claim));
    layout.field(1, "claims", |layout| layout.list(1, claims, Layout::claim));
    layout.out.push_str(")\n");
    layout.out
}

fn estimated_size(file: &ProjectFile<'_>) -> usize {
    let text: usize = file.article.text.iter().map(|line| line.0.len() + 16).sum();
    1024 + text + text / 8 + file.claims.len() * 512
}

struct Layout {
    out: String,
}

impl Layout {
    fn indent(&mut self, depth: usize) {
        for _ in 0..depth {
            self.out.push_str("    ");
        }
    }

    fn field(&mut self, depth: usize, name: &str, value: impl FnOnce(&mut Self)) {
        self.indent(depth);
        self.out.push_str(name);
        self.out.push_str(": ");
        value(self);
        self.out.push_str(",\n");
    }

    /// A list with an item a line; the list itself stands in a field at `depth`.
    fn list<T>(&mut self, depth: usize, items: &[T], write: impl Fn(&mut Self, &T)) {
        if items.is_empty() {
            self.out.push_str("[]");
            return;
        }
        self.out.push_str("[\n");
        for item in items {
            self.indent(depth + 1);
            write(self, item);
            self.out.push_str(",\n");
        }
        self.indent(depth);
        self.out.push(']');
    }

    /// Fields that all stand on one line.
    fn short(&mut self, fields: &[(&str, &Text<'_>)]) {
        for (index, (name, text)) in fields.iter().enumerate() {
            if index > 0 {
                self.out.push_str(", ");
            }
            self.out.push_str(name);
            self.out.push_str(": ");
            self.text(text);
        }
    }

    fn article(&mut self, article: &ArticleFile<'_>) {
        let ArticleFile { headline, author, outlet, date, url, text } = article;
        self.out.push_str("(\n");
        for (name, stated) in
            [("headline", headline), ("author", author), ("outlet", outlet), ("date", date), ("url", url)]
        {
            self.field(2, name, |layout| layout.optional_text(stated.as_ref()));
        }
        self.field(2, "text", |layout| layout.list(2, text, Self::text));
        self.indent(1);
        self.out.push(')');
    }

    fn claim(&mut self, claim: &ClaimFile<'_>) {
        let ClaimFile {
            id,
            status,
            kind,
            text,
            passages,
            attribution,
            reason,
            note,
            sources,
            lost_passages,
            changed,
        } = claim;
        self.out.push_str("(\n");
        self.field(3, "id", |layout| layout.text(id));
        self.field(3, "status", |layout| layout.optional_word(status.map(status_word)));
        self.field(3, "kind", |layout| layout.optional_word(kind.map(kind_word)));
        self.field(3, "text", |layout| layout.text(text));
        self.field(3, "passages", |layout| layout.list(3, passages, Self::passage));
        self.field(3, "attribution", |layout| layout.links(attribution));
        self.field(3, "reason", |layout| layout.text(reason));
        self.field(3, "note", |layout| layout.text(note));
        self.field(3, "sources", |layout| layout.list(3, sources, Self::source));
        self.field(3, "lost_passages", |layout| layout.list(3, lost_passages, Self::lost_passage));
        self.field(3, "changed", |layout| layout.optional_text(changed.as_ref()));
        self.indent(2);
        self.out.push(')');
    }

    fn passage(&mut self, passage: &PassageFile<'_>) {
        let PassageFile { start, end, quote, prefix, suffix } = passage;
        self.out.push_str("(start: ");
        self.number(*start);
        self.out.push_str(", end: ");
        self.number(*end);
        self.out.push_str(", ");
        self.short(&[("quote", quote), ("prefix", prefix), ("suffix", suffix)]);
        self.out.push(')');
    }

    fn lost_passage(&mut self, passage: &LostPassageFile<'_>) {
        let LostPassageFile { quote, prefix, suffix } = passage;
        self.out.push('(');
        self.short(&[("quote", quote), ("prefix", prefix), ("suffix", suffix)]);
        self.out.push(')');
    }

    fn source(&mut self, source: &SourceFile<'_>) {
        let SourceFile { title, url, note } = source;
        self.out.push('(');
        self.short(&[("title", title), ("url", url), ("note", note)]);
        self.out.push(')');
    }

    fn links(&mut self, links: &[Text<'_>]) {
        self.out.push('[');
        for (index, link) in links.iter().enumerate() {
            if index > 0 {
                self.out.push_str(", ");
            }
            self.text(link);
        }
        self.out.push(']');
    }

    fn optional_text(&mut self, text: Option<&Text<'_>>) {
        match text {
            Some(text) => {
                self.out.push_str("Some(");
                self.text(text);
                self.out.push(')');
            }
            None => self.out.push_str("None"),
        }
    }

    fn optional_word(&mut self, word: Option<&str>) {
        match word {
            Some(word) => {
                self.out.push_str("Some(");
                self.out.push_str(word);
                self.out.push(')');
            }
            None => self.out.push_str("None"),
        }
    }

    fn number(&mut self, number: usize) {
        self.out.push_str(&number.to_string());
    }

    /// A text in quotation marks; whatever cannot be seen is written as an escape.
    fn text(&mut self, text: &Text<'_>) {
        self.out.push('"');
        let mut rest: &str = &text.0;
        if let Some(first) = rest.chars().next().filter(|first| is_combining(*first)) {
            self.escape(first);
            rest = &rest[first.len_utf8()..];
        }
        // What needs no escape is copied in one piece.
        while let Some((at, character)) = rest.char_indices().find(|(_, character)| needs_escape(*character))
        {
            self.out.push_str(&rest[..at]);
            self.escape(character);
            rest = &rest[at + character.len_utf8()..];
        }
        self.out.push_str(rest);
        self.out.push('"');
    }

    fn escape(&mut self, character: char) {
        match character {
            '"' => self.out.push_str("\\\""),
            '\\' => self.out.push_str("\\\\"),
            '\n' => self.out.push_str("\\n"),
            '\r' => self.out.push_str("\\r"),
            '\t' => self.out.push_str("\\t"),
            _ => {
                // Writing to a String cannot fail.
                let _infallible = write!(self.out, "\\u{{{:x}}}", u32::from(character));
            }
        }
    }
}

const fn needs_escape(character: char) -> bool {
    matches!(character, '"' | '\\') || is_hidden(character)
}

const fn status_word(status: StatusFile) -> &'static str {
    match status {
        StatusFile::Sourced => "Sourced",
        StatusFile::Disputed => "Disputed",
        StatusFile::Unconfirmed => "Unconfirmed",
    }
}

const fn kind_word(kind: KindFile) -> &'static str {
    match kind {
        KindFile::Number => "Number",
        KindFile::Event => "Event",
        KindFile::Quote => "Quote",
        KindFile::Attribution => "Attribution",
        KindFile::Assessment => "Assessment",
        KindFile::Causal => "Causal",
    }
}
