//! Every form of the summary through one door.

use super::{csv, markdown};
use crate::{format::ExportFormat, model::Project};

/// The summary of the project. Holds no path, no name of a user and no date of its making.
pub fn export(project: &Project, format: ExportFormat) -> String {
    match format {
        ExportFormat::Markdown => markdown::export(project),
        ExportFormat::Csv => csv::export(project),
    }
}
