//! The summary of a project in the forms in which it leaves. The same project gives the same bytes.

mod csv;
mod markdown;
mod markdown_text;

use super::names::ExportFormat;
use crate::model::Project;

/// The summary of the project. Holds no path, no name of a user and no date of its making.
pub fn export(project: &Project, format: ExportFormat) -> String {
    match format {
        ExportFormat::Markdown => markdown::export(project),
        ExportFormat::Csv => csv::export(project),
    }
}
