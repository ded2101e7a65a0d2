//! Rig "two writers": two windows save the same file at the same time, and no lock keeps them apart. Each version that
//! either of them was told is saved must still exist.

use super::{
    outcome::Outcome,
    probe::Probe,
    race::{finish, start},
    rig::{Rig, Tally, how_many, say},
    savers::{Expects, Saver},
    scenario::fast_folder,
    version::{self, Version},
    weak_disk::Weakness,
};
use std::{collections::HashSet, fs};

const FIGURES: &str = "acknowledged versions";

pub(crate) fn rigs() -> Vec<Rig> {
    vec![
        Rig::finds_nothing("two writers: without locks", &[], FIGURES, || two_writers(Saver::Claimdesk)),
        Rig::catches("two writers: our saving without the exchange is caught", &[], FIGURES, || {
            two_writers(Saver::On(Weakness::ExchangeDestroys))
        }),
    ]
}

fn two_writers(saver: Saver) -> Result<Tally, String> {
    let place = fast_folder()?;
    let (project, harvest) = (place.path().join("project"), place.path().join("harvest"));
    for folder in [&project, &harvest] {
        fs::create_dir(folder).map_err(|error| error.to_string())?;
    }
    let path = project.join("Case.ron");
    let first = saver.save(&path, &Version::new("first", 0, 3), Expects::NoFile);
    if !first.claims_new() {
        return Err(format!("the first version: {first}"));
    }
    let seconds = how_many("CLAIMDESK_RACE_SECONDS", 1, 10).to_string();
    let writer = |author: &str| Probe::new("saver-in-race", &[&saver.name(), &path, &author, &seconds]);
    let (one, other) = (start(&writer("one"))?, start(&writer("other"))?);
    let said = [("one", finish(one)?), ("other", finish(other)?)];
    let found: HashSet<(String, u64)> = version::all_below(place.path())
        .into_iter()
        .map(|version| (version.author, version.number))
        .collect();
    let mut tally = Tally::default();
    let mut refused = 0;
    for (author, said) in said {
        let mut made = 0;
        for (outcome, number) in said.lines().filter_map(Outcome::parse) {
            if !outcome.claims_new() {
                refused += usize::from(matches!(outcome, Outcome::ChangedElsewhere(_)));
                continue;
            }
            made += 1;
            let is_there = found.contains(&(author.to_owned(), number));
            tally.count(if is_there { Ok(()) } else { Err(format!("version {number} of {author} is gone")) });
        }
        if made < 10 {
            return Err(format!(
                "only {made} saves of {author}: {}",
                said.lines().last().unwrap_or_default()
            ));
        }
    }
    say(&format!(
        "two writers ({}): {} versions acknowledged, {refused} saves refused because of the other, {} versions gone",
        saver.name(),
        tally.tried,
        tally.found.len(),
    ));
    Ok(tally)
}
