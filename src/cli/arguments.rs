//! What was typed on the command line.

use crate::{
    format::ExportFormat,
    model::{ClaimId, Status},
};
use clap::{Args, Parser, Subcommand, builder::PossibleValue};
use std::path::PathBuf;

/// Check, list, tag and export Claimdesk projects without a window.
#[derive(Debug, Parser)]
#[command(name = "claimdesk-cli", version, about, long_about = None, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 all is well, 1 check found errors, compare differences, or merge something to decide, 2 the input or the arguments cannot be used."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Subcommands,
}

#[derive(Debug, Subcommand)]
pub(super) enum Subcommands {
    /// Make a project of the text of an article
    New(NewArguments),
    /// Look for what is wrong with a project
    Check(CheckArguments),
    /// List the claims of a project
    List(ListArguments),
    /// Tag a claim of a project
    Tag(TagArguments),
    /// Write the summary of a project
    Export(ExportArguments),
    /// Tell what differs between two versions of a project
    Compare(CompareArguments),
    /// Bring two versions of a project together
    ///
    /// Whatever only one version changed is taken over. Where both changed the same, OURS stands, the
    /// note of the claim keeps what THEIRS says, and the exit code is 1.
    Merge(MergeArguments),
    /// Tell who changed what in a project, when, and why, as far as this machine knows
    History(HistoryArguments),
}

#[derive(Debug, Args)]
pub(super) struct NewArguments {
    /// The article, plain text as UTF-8
    #[arg(value_name = "ARTICLE.txt")]
    pub(super) article: PathBuf,
    /// Where to put the project
    #[arg(short, long, value_name = "PROJECT.ron")]
    pub(super) output: PathBuf,
    /// What to call it, if not after the file
    #[arg(long)]
    pub(super) title: Option<String>,
    /// Replace a file that is there already
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// The project
    #[arg(value_name = "PROJECT.ron")]
    pub(super) project: PathBuf,
    /// Write the findings as JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct ListArguments {
    /// The project
    #[arg(value_name = "PROJECT.ron")]
    pub(super) project: PathBuf,
    /// Only claims with this status
    #[arg(long, value_name = "STATUS")]
    pub(super) status: Option<Tag>,
    /// Write the claims as JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct TagArguments {
    /// The project
    #[arg(value_name = "PROJECT.ron")]
    pub(super) project: PathBuf,
    /// Which claim, such as C12
    #[arg(value_name = "CLAIM")]
    pub(super) claim: ClaimId,
    /// What to tag it
    #[arg(value_name = "STATUS")]
    pub(super) status: Tag,
    /// Why it has this status
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct ExportArguments {
    /// The project
    #[arg(value_name = "PROJECT.ron")]
    pub(super) project: PathBuf,
    /// In which form
    #[arg(long = "as", value_name = "FORM")]
    pub(super) form: Form,
    /// Where to; to standard output if not given
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct CompareArguments {
    /// The version before
    #[arg(value_name = "BEFORE.ron")]
    pub(super) before: PathBuf,
    /// The version after
    #[arg(value_name = "AFTER.ron")]
    pub(super) after: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct MergeArguments {
    /// The version that stands where both changed the same
    #[arg(value_name = "OURS.ron")]
    pub(super) ours: PathBuf,
    /// The version that is merged into it
    #[arg(value_name = "THEIRS.ron")]
    pub(super) theirs: PathBuf,
    /// The version that both came from; an empty file for none
    #[arg(long, value_name = "BASE.ron")]
    pub(super) base: Option<PathBuf>,
    /// Where to put the merged project; may be OURS.ron
    #[arg(short, long, value_name = "MERGED.ron")]
    pub(super) output: PathBuf,
    /// Replace another file that is there already
    #[arg(long)]
    pub(super) force: bool,
    /// Keep no backup of what is replaced, for programs that hand in a temporary file, as git does
    #[arg(long)]
    pub(super) no_backup: bool,
}

#[derive(Debug, Args)]
pub(super) struct HistoryArguments {
    /// The project
    #[arg(value_name = "PROJECT.ron")]
    pub(super) project: PathBuf,
}

/// A status as it is typed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag(pub(super) Option<Status>);

impl clap::ValueEnum for Tag {
    fn value_variants<'a>() -> &'a [Self] {
        &[
            Self(Some(Status::Sourced)),
            Self(Some(Status::Disputed)),
            Self(Some(Status::Unconfirmed)),
            Self(None),
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(keyword(self.0)))
    }
}

/// The word that is typed for a status, and that stands in JSON.
pub(super) const fn keyword(status: Option<Status>) -> &'static str {
    match status {
        Some(Status::Sourced) => "sourced",
        Some(Status::Disputed) => "disputed",
        Some(Status::Unconfirmed) => "unconfirmed",
        None => "none",
    }
}

/// A form of the summary as it is typed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form(pub(super) ExportFormat);

impl clap::ValueEnum for Form {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self(ExportFormat::Markdown), Self(ExportFormat::Csv)]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.keyword()).help(self.0.purpose()))
    }
}
