//! `export`: writes the summary of a project.

use super::{
    arguments::ExportArguments,
    failure::Failure,
    output::{Output, open_and_tell, tell, tell_about},
};
use crate::{format, storage};

pub(super) fn run(arguments: &ExportArguments, output: &mut Output) -> Result<(), Failure> {
    let ExportArguments { project: path, form, output: file } = arguments;
    if let Some(file) = file
        && storage::is_same_file(path, file)
    {
        return Err(Failure::WouldReplaceProject(file.clone()));
    }
    let project = open_and_tell(path)?.project;
    let Some(file) = file else { return output.text(&format::export(&project, form.0)) };
    tell_about(&storage::export_to(file, form.0, &project)?);
    tell(format_args!("Wrote {}", file.display()));
    Ok(())
}
