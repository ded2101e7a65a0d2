//! `list`: the claims of a project, a line each or as JSON.

use super::{
    arguments::{ListArguments, keyword},
    failure::Failure,
    output::{Output, open_and_tell},
};
use crate::{
    format::show_timestamp,
    model::{Claim, CodePoints, Project, Selectors, Source, Status},
};
use serde_json::{Value, json};

pub(super) fn run(arguments: &ListArguments, output: &mut Output) -> Result<(), Failure> {
    let project = open_and_tell(&arguments.project)?.project;
    let wanted = |claim: &Claim| arguments.status.is_none_or(|tag| claim.status == tag.0);
    let claims = project.claims().iter().map(AsRef::as_ref).filter(|claim| wanted(claim));
    if arguments.json {
        let points = CodePoints::of(project.article().text());
        let listed: Vec<Value> = claims.map(|claim| as_json(&project, claim, &points)).collect();
        return output.json(format_args!("{:#}", Value::from(listed)));
    }
    for claim in claims {
        let status = Status::word_or_none(claim.status);
        output.line(format_args!("{}\t{status}\t{}", claim.id, on_one_line(&claim.text)))?;
    }
    Ok(())
}

/// The text without anything that would end its line or its column.
pub(super) fn on_one_line(text: &str) -> String {
    text.replace(['\n', '\t'], " ")
}

fn as_json(project: &Project, claim: &Claim, points: &CodePoints<'_>) -> Value {
    let Claim { id, status, kind, text, attribution, reason, note, sources, lost_passages, changed } = claim;
    let article = project.article();
    let passages: Vec<Value> = article
        .passages_of(*id)
        .map(|range| {
            json!({
                "start": points.before(range.start()),
                "end": points.before(range.end()),
                "paragraph": article.paragraphs().at(range.start()).number,
                "quote": article.quote(range),
            })
        })
        .collect();
    let lost = |Selectors { quote, prefix, suffix }: &Selectors| json!({ "quote": quote, "prefix": prefix, "suffix": suffix });
    let source = |Source { title, url, note }: &Source| json!({ "title": title, "url": url, "note": note });
    json!({
        "id": id.to_string(),
        "status": status.map(|status| keyword(Some(status))),
        "kind": kind.map(|kind| kind.word().to_lowercase()),
        "claim": text,
        "passages": passages,
        "attribution": attribution.links(),
        "reason": reason,
        "note": note,
        "sources": sources.iter().map(source).collect::<Vec<_>>(),
        "lost_passages": lost_passages.iter().map(lost).collect::<Vec<_>>(),
        "changed": changed.and_then(show_timestamp),
    })
}
