//! Moments as they are written: 2026-11-24T12:04:00Z.

use crate::model::Timestamp;

/// The moment as RFC 3339 in UTC; `None` for one outside the years -9999 to 9999.
pub fn show_timestamp(timestamp: Timestamp) -> Option<String> {
    jiff::Timestamp::from_second(timestamp.unix_seconds()).ok().map(|moment| moment.to_string())
}

/// Reads an RFC 3339 moment of whole seconds; `None` when it is anything else.
pub fn read_timestamp(text: &str) -> Option<Timestamp> {
    let moment: jiff::Timestamp = text.parse().ok()?;
    (moment.subsec_nanosecond() == 0).then(|| Timestamp::from_unix_seconds(moment.as_second()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_in_utc_and_read_back() {
        let shown = "2026-11-24T12:04:00Z";
        let moment = read_timestamp(shown).expect("a moment");
        assert_eq!(show_timestamp(moment).as_deref(), Some(shown));
        assert_eq!(read_timestamp("2026-11-24T13:04:00+01:00"), Some(moment));
    }

    #[test]
    fn days_and_fractions_are_no_moments() {
        for text in ["", "2026-11-24", "2026-11-24T12:04:00", "2026-11-24T12:04:00.5Z", "noon"] {
            assert_eq!(read_timestamp(text), None, "{text}");
        }
        assert_eq!(show_timestamp(Timestamp::from_unix_seconds(i64::MAX)), None);
    }
}
