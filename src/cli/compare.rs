//! `compare`: tells what differs between two versions of a project.

use super::{
    arguments::CompareArguments,
    failure::Failure,
    output::{Output, open_and_tell},
};
use crate::model::Difference;

/// Whether nothing differs.
pub(super) fn run(arguments: &CompareArguments, output: &mut Output) -> Result<bool, Failure> {
    let before = open_and_tell(&arguments.before)?.project;
    let after = open_and_tell(&arguments.after)?.project;
    let difference = Difference::between(&before, &after);
    for row in difference.rows() {
        output.line(row.sentence())?;
    }
    output.line(difference.summary())?;
    Ok(difference.is_empty())
}
