//! `tag`: gives a claim a status, and says why.

use super::{
    arguments::TagArguments,
    failure::Failure,
    output::{open_and_tell, tell, tell_about},
};
use crate::{
    edit::{Edit, apply},
    model::{ClaimField, Status, Timestamp},
    storage::{self, Expected},
};

pub(super) fn run(arguments: &TagArguments) -> Result<(), Failure> {
    let TagArguments { project: path, claim, status, reason } = arguments;
    let opened = open_and_tell(path)?;
    let before = opened.project;
    let now = Timestamp::from_unix_seconds(jiff::Timestamp::now().as_second());
    let mut project = apply(&before, &Edit::SetStatus { claims: vec![*claim], status: status.0 }, now)?;
    if let Some(reason) = reason {
        let edit = Edit::SetField { claim: *claim, field: ClaimField::Reason, typed: reason.clone() };
        project = apply(&project, &edit, now)?;
    }
    if project.ptr_eq(&before) {
        tell(format_args!("{claim} is that already; nothing was changed"));
        return Ok(());
    }
    let expected = Expected::Version(opened.fingerprint);
    tell_about(&storage::save(path, &project, expected, now)?);
    tell(format_args!("{claim} is now: {}", Status::word_or_none(status.0)));
    Ok(())
}
