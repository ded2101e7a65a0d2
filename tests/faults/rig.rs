//! `Rig`: one test of the fault rigs, what it needs, and what it found.

use libtest_mimic::{Completion, Failed, Trial};
use std::{io::Write, path::PathBuf, process::Command, sync::OnceLock};

/// What a rig needs before it can say anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// `CLAIMDESK_ALL_FAULTS=1`, because it takes more than a few seconds.
    Time,
    /// To mount file systems.
    Root,
    /// A program.
    Program(&'static str),
}

impl Need {
    fn missing(self) -> Option<String> {
        let (is_met, what) = match self {
            Self::Time => (all_faults(), "CLAIMDESK_ALL_FAULTS=1".to_owned()),
            Self::Root => (
                rustix::process::geteuid().is_root() && can_mount(),
                "root, and to be allowed to mount".to_owned(),
            ),
            Self::Program(name) => (has_program(name), name.to_owned()),
        };
        (!is_met).then_some(what)
    }
}

/// What a rig tried, and every case in which a version was lost or a lie told.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// How many cases were tried.
    pub(crate) tried: usize,
    /// The cases that must not be, each in a line.
    pub(crate) found: Vec<String>,
}

impl Tally {
    /// One case more.
    pub(crate) fn count(&mut self, case: Result<(), String>) {
        self.tried += 1;
        self.found.extend(case.err());
    }
}

/// What comes of a rig: a line of figures, or what went wrong.
pub(crate) type Finding = Result<String, String>;

/// One test.
pub(crate) struct Rig {
    name: String,
    needs: Vec<Need>,
    run: Box<dyn FnOnce() -> Finding + Send>,
}

impl Rig {
    /// A rig that finds what it finds.
    pub(crate) fn new(name: &str, needs: &[Need], run: impl FnOnce() -> Finding + Send + 'static) -> Self {
        Self { name: name.to_owned(), needs: needs.to_vec(), run: Box::new(run) }
    }

    /// A rig that must find nothing; `figures` begins its line, as "kill points tried".
    pub(crate) fn finds_nothing(
        name: &str,
        needs: &[Need],
        figures: &'static str,
        run: impl FnOnce() -> Result<Tally, String> + Send + 'static,
    ) -> Self {
        Self::new(name, needs, move || {
            let tally = run()?;
            if tally.tried == 0 {
                return Err("nothing was tried".to_owned());
            }
            if tally.found.is_empty() {
                return Ok(format!("{figures} {}, versions lost or lies told 0", tally.tried));
            }
            Err(format!("{figures} {}, {} WRONG:\n{}", tally.tried, tally.found.len(), first(&tally.found)))
        })
    }

    /// A test of the test: with a weakened way of saving the same rig must find something.
    pub(crate) fn catches(
        name: &str,
        needs: &[Need],
        figures: &'static str,
        run: impl FnOnce() -> Result<Tally, String> + Send + 'static,
    ) -> Self {
        Self::new(name, needs, move || {
            let tally = run()?;
            if tally.found.is_empty() {
                return Err(format!("{figures} {}, and the weakened saving was not caught", tally.tried));
            }
            Ok(format!(
                "{figures} {}, caught {}, the first: {}",
                tally.tried,
                tally.found.len(),
                short(&tally.found[0])
            ))
        })
    }

    /// The test as the harness runs it: what misses something is told loudly, and is not passed.
    pub(crate) fn into_trial(self) -> Trial {
        let Self { name, needs, run } = self;
        Trial::ignorable_test(name.clone(), move || {
            let missing: Vec<String> = needs.into_iter().filter_map(Need::missing).collect();
            if !missing.is_empty() {
                say(&format!("SKIPPED: {name}: needs {}", missing.join(", ")));
                return Ok(Completion::ignored_with(format!("needs {}", missing.join(", "))));
            }
            match run() {
                Ok(figures) => {
                    say(&format!("{name}: {figures}"));
                    Ok(Completion::Completed)
                }
                Err(wrong) => Err(Failed::from(wrong)),
            }
        })
    }
}

/// One line for whoever watches. It goes where the names of the tests do not.
pub(crate) fn say(line: &str) {
    let _nobody_reads = writeln!(std::io::stderr(), "\n{line}");
}

fn short(line: &str) -> String {
    const SHOWN: usize = 200;
    if line.chars().count() <= SHOWN {
        line.to_owned()
    } else {
        format!("{} …", line.chars().take(SHOWN).collect::<String>())
    }
}

/// The first of many lines.
fn first(found: &[String]) -> String {
    const SHOWN: usize = 12;
    let mut lines = found[..found.len().min(SHOWN)].join("\n");
    if found.len() > SHOWN {
        lines.push_str("\n…");
    }
    lines
}

/// Whether the long rigs are asked for.
pub(crate) fn all_faults() -> bool {
    std::env::var_os("CLAIMDESK_ALL_FAULTS").is_some_and(|value| value != "0")
}

/// How often to try: what the variable says, else `long` when all rigs are asked for, else `quick`.
pub(crate) fn how_many(variable: &str, quick: usize, long: usize) -> usize {
    let stated = std::env::var(variable).ok().and_then(|value| value.parse().ok());
    stated.unwrap_or(if all_faults() { long } else { quick })
}

/// Where a program is found.
pub(crate) fn has_program(name: &str) -> bool {
    let searched = std::env::var_os("PATH").unwrap_or_default();
    let mut places: Vec<PathBuf> = std::env::split_paths(&searched).collect();
    places.extend(["/usr/sbin".into(), "/sbin".into()]);
    places.iter().any(|place| place.join(name).is_file())
}

fn can_mount() -> bool {
    static CAN: OnceLock<bool> = OnceLock::new();
    *CAN.get_or_init(|| {
        let Ok(place) = tempfile::TempDir::new() else { return false };
        let mounted = Command::new("mount").args(["-t", "tmpfs", "probe"]).arg(place.path()).output();
        let is_mounted = mounted.is_ok_and(|output| output.status.success());
        if is_mounted {
            let _gone_with_the_test = Command::new("umount").arg(place.path()).output();
        }
        is_mounted
    })
}
