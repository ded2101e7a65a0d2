//! What the journal costs: on the window's thread an edit with and without being recorded, and beside it
//! writing the edit down and waiting for the disk.

#[path = "generated_project.rs"]
mod generated_project;

use claimdesk::{
    edit::{Edit, History, Recorded},
    format::journal::Sitting,
    model::{ClaimField, ClaimId, Status, Timestamp},
    storage::{StateFolder, journal::Journal},
};
use criterion::{BatchSize, BenchmarkId, Criterion};
use generated_project::generated_project;
use std::{hint::black_box, sync::Arc};

/// Claims, and bytes of the article.
const SIZES: [(usize, usize); 2] = [(100, 20_000), (100_000, 10_000_000)];

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    for (claims, article_bytes) in SIZES {
        let project = Arc::new(generated_project(claims, article_bytes));
        window(&mut criterion, claims, &History::new(Arc::clone(&project)));
        beside(&mut criterion, claims, History::new(project));
    }
    criterion.final_summary();
}

fn edits(claims: usize) -> [(&'static str, Edit); 3] {
    let id = |number: usize| ClaimId::new(number as u32).expect("from 1 on");
    let many = (1..=claims).map(id).collect();
    [
        ("tag one", Edit::SetStatus { claims: vec![id(1)], status: Some(Status::Disputed) }),
        ("type a note", Edit::SetField { claim: id(1), field: ClaimField::Note, typed: "n".repeat(2_000) }),
        ("tag all", Edit::SetStatus { claims: many, status: Some(Status::Disputed) }),
    ]
}

/// An edit with all that belongs to it, and what of that is for the journal: the edit is cloned, taken,
/// and sent away with the project after it.
fn window(criterion: &mut Criterion, claims: usize, history: &History) {
    let mut group = criterion.benchmark_group("journal on the window's thread");
    group.sample_size(if claims > 1000 { 10 } else { 100 });
    let at = Timestamp::from_unix_seconds(0);
    for (name, edit) in edits(claims) {
        group.bench_function(BenchmarkId::new(format!("{name}: edit and record"), claims), |bencher| {
            bencher.iter_batched(
                || (history.clone(), edit.clone()),
                |(mut history, edit)| {
                    history.apply(edit, at).expect("the claims are there");
                    let recorded = history.take_recorded();
                    (recorded, Arc::clone(history.now()), history)
                },
                BatchSize::LargeInput,
            );
        });
        group.bench_function(BenchmarkId::new(format!("{name}: record alone"), claims), |bencher| {
            let mut kept = Vec::new();
            bencher.iter(|| {
                kept.push(Recorded::Edit { edit: black_box(&edit).clone(), at, begins_step: true });
                (std::mem::take(&mut kept), Arc::clone(history.now()))
            });
        });
    }
    group.finish();
}

/// What the thread beside the window does with it.
fn beside(criterion: &mut Criterion, claims: usize, mut history: History) {
    let folder = tempfile::TempDir::new().expect("there is a place for temporary files");
    let home = StateFolder::at(&folder.path().join("state")).expect("it is ours");
    let at = Timestamp::from_unix_seconds(0);
    let sitting = Sitting { who: "maria".into(), at, path: None, fingerprint: None, unsaved: 0 };
    let mut journal = Journal::begin(&home, sitting, history.now()).expect("there is room");
    let mut group = criterion.benchmark_group("journal beside the window");
    group.sample_size(10);
    let mut number = 0;
    let mut change = |history: &mut History| {
        number += 1;
        history.apply(Edit::SetTitle(number.to_string()), at).expect("titles always fit");
        history.seal();
        history.take_recorded()
    };
    group.bench_function(BenchmarkId::new("append", claims), |bencher| {
        bencher.iter(|| {
            let recorded = change(&mut history);
            journal.append(&recorded, history.now(), at).expect("there is room");
        });
    });
    group.bench_function(BenchmarkId::new("append and sync", claims), |bencher| {
        bencher.iter(|| {
            let recorded = change(&mut history);
            journal.append(&recorded, history.now(), at).expect("there is room");
            journal.sync().expect("there is room");
        });
    });
    group.finish();
}
