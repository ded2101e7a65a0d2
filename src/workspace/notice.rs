//! `Notice`: what the person should be told.

/// How much a notice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know; goes away by itself.
    Info,
    /// Something to look at; stays until it is dismissed.
    Warning,
    /// Something did not work; stays until it is dismissed.
    Error,
}

/// Something the person should be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How much it matters.
    pub severity: Severity,
    /// What happened, in a sentence.
    pub text: String,
    /// Where, and what to do about it; may be long, may be empty.
    pub detail: String,
}

impl Notice {
    /// Good to know.
    pub fn info(text: impl Into<String>) -> Self {
        Self { severity: Severity::Info, text: text.into(), detail: String::new() }
    }

    /// Something to look at.
    pub fn warning(text: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, text: text.into(), detail: detail.into() }
    }

    /// Something did not work.
    pub fn error(text: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { severity: Severity::Error, text: text.into(), detail: detail.into() }
    }
}
