//! `new`: makes a project of the text of an article.

use super::{arguments::NewArguments, failure::Failure, output::tell};
use crate::{format::counted, storage};

pub(super) fn run(arguments: &NewArguments) -> Result<(), Failure> {
    let NewArguments { article, output, title, force } = arguments;
    if !force && output.symlink_metadata().is_ok() {
        return Err(Failure::WouldReplace(output.clone()));
    }
    let project = storage::import_article(article, title.as_deref())?;
    storage::save(output, &project)?;
    let paragraphs =
        project.article().paragraphs().all().iter().filter(|paragraph| paragraph.number.is_some());
    tell(format_args!(
        "Made “{}” of {}: {}",
        project.title(),
        counted(paragraphs.count(), "paragraph"),
        output.display()
    ));
    Ok(())
}
