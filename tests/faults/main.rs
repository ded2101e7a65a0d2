//! The fault rigs: saving is killed, refused, starved, cut off from power and raced, and every version must survive.
//!
//! `README.md` beside this file says what each rig does and how it is run. Started with `CLAIMDESK_PROBE` in
//! its environment, this program is the victim: it saves, types or writes from outside, as its arguments say.

#[cfg(target_os = "linux")]
mod clock;
#[cfg(target_os = "linux")]
mod errno;
#[cfg(target_os = "linux")]
mod full;
#[cfg(target_os = "linux")]
mod images;
#[cfg(target_os = "linux")]
mod journal;
#[cfg(target_os = "linux")]
mod kill;
#[cfg(target_os = "linux")]
mod outcome;
#[cfg(target_os = "linux")]
mod power;
#[cfg(target_os = "linux")]
mod probe;
#[cfg(target_os = "linux")]
mod race;
#[cfg(target_os = "linux")]
mod rig;
#[cfg(target_os = "linux")]
mod savers;
#[cfg(target_os = "linux")]
mod scenario;
#[cfg(target_os = "linux")]
mod strace;
#[cfg(target_os = "linux")]
mod two_writers;
#[cfg(target_os = "linux")]
mod typing;
#[cfg(target_os = "linux")]
mod version;
#[cfg(target_os = "linux")]
mod victim;
#[cfg(target_os = "linux")]
mod weak;
#[cfg(target_os = "linux")]
mod weak_disk;

#[cfg(target_os = "linux")]
fn main() {
    if let Some(what) = std::env::var_os("CLAIMDESK_PROBE") {
        probe::run(&what.to_string_lossy());
        return;
    }
    let mut arguments = libtest_mimic::Arguments::from_args();
    // Rigs that run side by side would take the processor from each other, and some of them measure time.
    arguments.test_threads.get_or_insert(1);
    let rigs = [
        kill::rigs(),
        errno::rigs(),
        full::rigs(),
        race::rigs(),
        two_writers::rigs(),
        power::rigs(),
        journal::rigs(),
        typing::rigs(),
    ];
    let trials = rigs.into_iter().flatten().map(rig::Rig::into_trial).collect();
    libtest_mimic::run(&arguments, trials).exit();
}

#[cfg(not(target_os = "linux"))]
fn main() {
    use std::io::Write;
    let _nobody_reads = writeln!(std::io::stderr(), "SKIPPED: all fault rigs: need Linux");
}
