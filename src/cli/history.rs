//! `history`: tells who changed what in a project, when, and why.

use super::{
    arguments::HistoryArguments,
    failure::Failure,
    list::on_one_line,
    output::{Output, tell},
};
use crate::{
    format::show_timestamp,
    storage::{StateFolder, journal},
};
use std::path::absolute;

pub(super) fn run(arguments: &HistoryArguments, output: &mut Output) -> Result<(), Failure> {
    let path = &arguments.project;
    let home = StateFolder::of_the_system()?;
    let journals = journal::journals_of(&home, &absolute(path)?).map_err(Failure::NoJournals)?;
    if journals.is_empty() {
        tell(format_args!(
            "This machine knows nothing of how the project came about: it was never changed here, or too long ago. ({})",
            path.display()
        ));
    }
    for id in journals {
        for told in journal::story_of(&home, id)? {
            let when = told.when.and_then(show_timestamp).unwrap_or_default();
            let line = [when, told.who, told.what, told.why].map(|part| on_one_line(&part)).join("\t");
            output.line(line.trim_end())?;
        }
    }
    Ok(())
}
