//! `check`: looks for what is wrong with a project.

use super::{arguments::CheckArguments, failure::Failure, output::Output};
use crate::{
    format::{Sum, Warning, counted},
    model::{ClaimId, Rule, Severity, find_problems},
    storage,
};
use serde_json::json;
use std::collections::HashSet;

/// Something that was found, whoever found it.
struct Finding {
    claim: Option<ClaimId>,
    severity: Severity,
    sentence: String,
}

/// Whether there are no errors.
pub(super) fn run(arguments: &CheckArguments, output: &mut Output) -> Result<bool, Failure> {
    let opened = storage::open(&arguments.project)?;
    let mut findings: Vec<Finding> = opened.warnings.iter().map(from_reading).collect();
    // Reading has told of these already, with their words.
    let told: HashSet<ClaimId> = opened
        .warnings
        .iter()
        .filter(|warning| matches!(warning, Warning::PassageLost { .. }))
        .filter_map(Warning::claim)
        .collect();
    for problem in find_problems(&opened.project) {
        if problem.rule != Rule::PassagesAreThere || !told.contains(&problem.claim) {
            findings.push(Finding {
                claim: Some(problem.claim),
                severity: problem.severity(),
                sentence: problem.sentence(),
            });
        }
    }
    findings.sort_by_key(|finding| (finding.severity, finding.claim));
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    if arguments.json {
        let listed: Vec<_> = findings.iter().map(as_json).collect();
        output.json(json!({
            "claims": opened.project.claims().len(),
            "errors": errors,
            "warnings": findings.len() - errors,
            "findings": listed,
            "sum": sum_word(opened.sum),
            "conversions": opened.conversions.iter().map(ToString::to_string).collect::<Vec<_>>(),
        }))?;
    } else {
        for finding in &findings {
            output.line(format_args!("{}: {}", finding.severity.word(), finding.sentence))?;
        }
        // A wrong sum and conversions are among the warnings.
        if let Some(sentence) = about_sum(opened.sum) {
            output.line(sentence)?;
        }
        output.line(format_args!(
            "{}, {}, {}",
            counted(opened.project.claims().len(), "claim"),
            counted(errors, "error"),
            counted(findings.len() - errors, "warning")
        ))?;
    }
    Ok(errors == 0)
}

const fn sum_word(sum: Sum) -> &'static str {
    match sum {
        Sum::Right => "right",
        Sum::Missing => "missing",
        Sum::Wrong => "wrong",
    }
}

/// What there is to say of a sum that is no reason to warn.
const fn about_sum(sum: Sum) -> Option<&'static str> {
    match sum {
        Sum::Right => Some("The sum fits: nothing that the file says was changed outside Claimdesk."),
        Sum::Missing => {
            Some("The file has no sum, so whether it was changed outside Claimdesk cannot be told.")
        }
        Sum::Wrong => None,
    }
}

fn from_reading(warning: &Warning) -> Finding {
    let severity = if warning.concerns_passages() { Severity::Error } else { Severity::Warning };
    Finding { claim: warning.claim(), severity, sentence: warning.to_string() }
}

fn as_json(finding: &Finding) -> serde_json::Value {
    json!({
        "claim": finding.claim.map(|id| id.to_string()),
        "severity": finding.severity.word(),
        "finding": finding.sentence,
    })
}
