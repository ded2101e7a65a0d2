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

/// Day and time of a label that a backup bears, "2026-11-24 12-04-09" in Universal Time; any other label as
/// it is.
pub(super) fn local_label(label: &str, zone: &TimeZone) -> String {
    let plain = label.strip_suffix(" UTC").unwrap_or(label);
    let moment = jiff::civil::DateTime::strptime("%Y-%m-%d %H-%M-%S", plain)
        .and_then(|moment| TimeZone::UTC.to_timestamp(moment));
    match moment {
        Ok(moment) => local_date_time(Timestamp::from_unix_seconds(moment.as_second()), zone),
        Err(_) => label.to_owned(),
    }
}

fn shown(at: Timestamp, zone: &TimeZone, format: &str) -> String {
    let Ok(moment) = jiff::Timestamp::from_second(at.unix_seconds()) else { return String::new() };
    moment.to_zoned_datetime(zone.clone()).strftime(format).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_backups_are_shown_in_the_zone_where_they_can_be_read() {
        let zone = TimeZone::fixed(jiff::tz::offset(2));
        assert_eq!(local_label("2026-11-24 23-04-09", &zone), "25 Nov 2026 01:04");
        assert_eq!(local_label("before the flood", &zone), "before the flood");
    }
}
