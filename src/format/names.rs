//! What we read and write, by name and file extension: for menus, dialogs and the command line.

/// A kind of file, as a file dialog offers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileFilter {
    /// What the dialog shows: "Claimdesk project".
    pub name: &'static str,
    /// Extensions without the dot.
    pub extensions: &'static [&'static str],
}

/// Our own project files.
pub const PROJECT_FILES: FileFilter = FileFilter { name: "Claimdesk project", extensions: &["ron"] };

/// Articles that can be imported.
pub const ARTICLE_FILES: FileFilter =
    FileFilter { name: "Article as plain text", extensions: &["txt", "text", "md"] };

/// A form in which the summary of a project leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExportFormat {
    /// A report for an editor.
    Markdown,
    /// A row per claim for a spreadsheet.
    Csv,
}

impl ExportFormat {
    /// Every format, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Markdown, Self::Csv];

    /// Its name as shown to people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Markdown => "Markdown",
            Self::Csv => "CSV",
        }
    }

    /// The name that is typed on the command line.
    pub const fn keyword(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Csv => "csv",
        }
    }

    /// The file extension, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Csv => "csv",
        }
    }

    /// What it is for, in one line.
    pub const fn purpose(self) -> &'static str {
        match self {
            Self::Markdown => {
                "A report to read: the article, every claim, and what is disputed or unconfirmed"
            }
            Self::Csv => "One row per claim, for a spreadsheet",
        }
    }

    /// What a file dialog offers for it.
    pub const fn filter(self) -> FileFilter {
        match self {
            Self::Markdown => FileFilter { name: "Markdown report", extensions: &["md"] },
            Self::Csv => FileFilter { name: "CSV table", extensions: &["csv"] },
        }
    }
}
