//! Opening and saving: what reading a project costs beside what plain ron needs to parse the same file.

#[path = "generated_project.rs"]
mod generated_project;

use claimdesk::format;
use criterion::{BenchmarkId, Criterion, Throughput};
use generated_project::generated_project;
use std::hint::black_box;

/// Claims, and bytes of the article.
const SIZES: [(usize, usize); 3] = [(100, 20_000), (10_000, 1_000_000), (100_000, 10_000_000)];

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    for (claims, article_bytes) in SIZES {
        let project = generated_project(claims, article_bytes);
        let text = format::write(&project).expect("it can be written");
        let mut group = criterion.benchmark_group("project file");
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.sample_size(if claims > 1000 { 10 } else { 100 });
        group.bench_function(BenchmarkId::new("plain ron", claims), |bencher| {
            bencher.iter(|| format::parse_plainly(black_box(text.as_bytes())).is_some());
        });
        group.bench_function(BenchmarkId::new("open", claims), |bencher| {
            bencher.iter(|| format::read(black_box(text.as_bytes())).is_ok());
        });
        group.bench_function(BenchmarkId::new("save", claims), |bencher| {
            bencher.iter(|| format::write(black_box(&project)).is_ok());
        });
        group.finish();
    }
    criterion.final_summary();
}
