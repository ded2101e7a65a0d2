//! `Output`: standard output and standard error, as a subcommand sees them. No text that comes from a project or
//! from the name of a file reaches the terminal with a character that commands it, or that it hides.

use super::failure::Failure;
use crate::{
    model::{hidden_in, show_visibly},
    storage::{self, Certainty, OpenedFile, Saved},
};
use std::{
    fmt::{Display, Write as _},
    io::{self, BufWriter, Write},
    path::Path,
};

/// Where results and messages go.
pub(super) struct Output {
    results: BufWriter<io::StdoutLock<'static>>,
}

impl Output {
    pub(super) fn new() -> Self {
        Self { results: BufWriter::new(io::stdout().lock()) }
    }

    /// A line of the result; what is hidden in it is written out, like "[U+202E]".
    pub(super) fn line(&mut self, line: impl Display) -> Result<(), Failure> {
        Ok(writeln!(self.results, "{}", show_visibly(&line.to_string()))?)
    }

    /// A result as JSON; what is hidden in its texts is escaped, so that it reads back as it was.
    pub(super) fn json(&mut self, json: impl Display) -> Result<(), Failure> {
        Ok(writeln!(self.results, "{}", escaped(&json.to_string()))?)
    }

    /// A result that has nothing hidden in it, written as it is.
    pub(super) fn text(&mut self, text: &str) -> Result<(), Failure> {
        Ok(self.results.write_all(text.as_bytes())?)
    }

    /// Sees to it that all results are out.
    pub(super) fn finish(&mut self) -> Result<(), Failure> {
        Ok(self.results.flush()?)
    }
}

/// A message for the person. When nobody listens, there is nobody to tell.
pub(super) fn tell(message: impl Display) {
    let _nobody_listens = writeln!(io::stderr(), "{}", show_visibly(&message.to_string()));
}

/// JSON with an escape for each hidden character, all of which stand inside its strings.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut done = 0;
    for (at, character) in hidden_in(json) {
        out.push_str(&json[done..at]);
        for unit in character.encode_utf16(&mut [0; 2]) {
            // Writing to a String cannot fail.
            let _infallible = write!(out, "\\u{unit:04x}");
        }
        done = at + character.len_utf8();
    }
    out.push_str(&json[done..]);
    out
}

/// Opens a project, and tells what had to be put right in it.
pub(super) fn open_and_tell(path: &Path) -> Result<OpenedFile, Failure> {
    let opened = storage::open(path)?;
    for warning in &opened.warnings {
        tell(format_args!("warning: {warning}"));
    }
    Ok(opened)
}

/// Tells what the person should know about a file that was written.
pub(super) fn tell_about(saved: &Saved) {
    if let Certainty::NotConfirmed(why) = &saved.certainty {
        tell(format_args!("warning: Saved, but not yet confirmed on the disk. {why}"));
    }
    if let Some(other) = &saved.kept_aside {
        tell(format_args!(
            "warning: Somebody else changed the file meanwhile. Their version was kept as {}.",
            other.display()
        ));
    }
    for remark in &saved.remarks {
        tell(format_args!("warning: {remark}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn json_reads_back_as_it_was_with_nothing_hidden_in_it() {
        let value = json!({ "a\u{202e}": "\u{1b}[31m \u{9b}31m \u{7f} \u{e0041} \\ \"\u{200b}\" é" });
        let written = escaped(&format!("{value:#}"));
        assert_eq!(hidden_in(&written).next(), None, "{written}");
        assert_eq!(serde_json::from_str::<Value>(&written).expect("still JSON"), value);
    }
}
