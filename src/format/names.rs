//! What we write, by name and file extension.

/// A kind of summary that can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExportFormat {
    /// A report to read.
    Markdown,
    /// A table for a spreadsheet.
    Csv,
}

impl ExportFormat {
    /// Every format, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Markdown, Self::Csv];

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Markdown => "Markdown",
            Self::Csv => "CSV",
        }
    }

    /// The extension of its files, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Csv => "csv",
        }
    }
}
