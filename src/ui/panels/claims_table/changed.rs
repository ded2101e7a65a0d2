//! How the moment of a change is written: "24 Nov 12:04", and in full for a tooltip.

use crate::model::Timestamp;
use jiff::{Timestamp as Moment, ZonedDateTime, tz::TimeZone};

/// Day and time, short enough for a column. Empty for a moment outside the calendar.
pub(super) fn short(at: Timestamp, zone: &TimeZone) -> String {
    local(at, zone).map_or_else(String::new, |local| local.strftime("%-d %b %H:%M").to_string())
}

/// Day, year and time. Empty for a moment outside the calendar.
pub(super) fn long(at: Timestamp, zone: &TimeZone) -> String {
    local(at, zone).map_or_else(String::new, |local| local.strftime("%-d %B %Y, %H:%M:%S %Z").to_string())
}

fn local(at: Timestamp, zone: &TimeZone) -> Option<ZonedDateTime> {
    Moment::from_second(at.unix_seconds()).ok().map(|moment| moment.to_zoned_datetime(zone.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_short_in_the_cell_and_whole_in_the_tooltip() {
        let at = Timestamp::from_unix_seconds(1_732_449_840);
        assert_eq!(short(at, &TimeZone::UTC), "24 Nov 12:04");
        assert_eq!(long(at, &TimeZone::UTC), "24 November 2024, 12:04:00 UTC");
        let east = TimeZone::fixed(jiff::tz::offset(2));
        assert_eq!(short(at, &east), "24 Nov 14:04");
    }

    #[test]
    fn a_moment_outside_the_calendar_is_left_out() {
        assert_eq!(short(Timestamp::from_unix_seconds(i64::MAX), &TimeZone::UTC), "");
    }
}
