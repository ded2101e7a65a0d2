//! Moments as the person's own clock shows them.

use crate::model::Timestamp;
use jiff::tz::TimeZone;

/// The time of day: "12:04". Empty for a moment that no calendar holds.
pub(super) fn local_time(at: Timestamp, zone: &TimeZone) -> String {
    shown(at, zone, "%H:%M")
}

/// Day and time: "24 Nov 2026 12:04". Empty for a moment that no calendar holds.
pub(super) fn local_date_time(at: Timestamp, zone: &TimeZone) -> String {
    shown(at, zone, "%-d %b %Y %H:%M")
}

fn shown(at: Timestamp, zone: &TimeZone, format: &str) -> String {
    let Ok(moment) = jiff::Timestamp::from_second(at.unix_seconds()) else { return String::new() };
    moment.to_zoned_datetime(zone.clone()).strftime(format).to_string()
}
