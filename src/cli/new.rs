//! `new`: makes a project of the text of an article.

use super::{
    arguments::NewArguments,
    failure::Failure,
    output::{tell, tell_about},
};
use crate::{
    format::counted,
    model::Timestamp,
    storage::{self, Expected},
};

pub(super) fn run(arguments: &NewArguments) -> Result<(), Failure> {
    let NewArguments { article, output, title, force } = arguments;
    if !force && output.symlink_metadata().is_ok() {
        return Err(Failure::WouldReplace(output.clone()));
    }
    let project = storage::import_article(article, title.as_deref())?;
    let expected = if *force { Expected::Anything } else { Expected::NoFile };
    let now = Timestamp::from_unix_seconds(jiff::Timestamp::now().as_second());
    tell_about(&storage::save(output, &project, expected, now)?);
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
