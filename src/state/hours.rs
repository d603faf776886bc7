//! By when a reply can be expected: the owner's opening hours, counted from now.
//!
//! All times are whole minutes since 1970: `at` in UTC, `wall` on the clock of the business, as if that were UTC. What that clock says
//! is asked of the caller, who knows time zones; here is no clock and no calendar but that of the weekdays.

use guichet_wire::form::OpeningHours;

/// Minutes of a day.
const DAY: i32 = 1_440;
/// Nobody promises a reply to the minute.
const ROUND: i32 = 15;
/// Days after which nothing is promised any more: longer than any holidays.
const HORIZON: i32 = 400;

/// What can be promised to somebody who writes now; both at a time in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise {
    /// When it opens; `None` where it is open.
    pub opens: Option<i32>,
    /// By when there is a reply.
    pub reply: i32,
}

/// What `hours` promise at the time `now`; `None` where they are never open. `wall` says what the clock of the business shows at a time.
pub fn promise(hours: &OpeningHours, now: i32, wall: &dyn Fn(i32) -> i32) -> Option<Promise> {
    let start = wall(now);
    let (opens, mut closes) = next_open(hours, start)?;
    let mut from = opens;
    let mut left = i32::try_from(hours.reply_within).ok()?;
    while left > closes - from {
        left -= closes - from;
        (from, closes) = next_open(hours, closes)?;
        if closes - start > HORIZON * DAY {
            return None;
        }
    }
    // The clock may be changed before that.
    let at = |shown: i32| {
        let guess = now + shown - start;
        guess + shown - wall(guess)
    };
    Some(Promise {
        opens: (opens > start).then(|| at(opens)),
        reply: (at(from + left) + ROUND - 1) / ROUND * ROUND,
    })
}

/// The first time from `wall` on that is open, and when it closes then.
fn next_open(hours: &OpeningHours, wall: i32) -> Option<(i32, i32)> {
    let today = wall.div_euclid(DAY);
    let days = (today..today + HORIZON).filter(|day| !is_holiday(hours, *day));
    let mut first = days.map(|day| {
        let open = hours
            .open
            .iter()
            .filter(|open| i32::from(open.day) == weekday(day));
        let minute = |minute: u16| day * DAY + i32::from(minute);
        let times = open.map(|open| (minute(open.from).max(wall), minute(open.to)));
        times.filter(|(from, to)| from < to).min()
    });
    first.find_map(|time| time)
}

fn is_holiday(hours: &OpeningHours, day: i32) -> bool {
    let mut holidays = hours.holidays.iter();
    holidays.any(|holiday| day_of(holiday) == Some(day))
}

/// 1 for Monday to 7 for Sunday; 1 January 1970 was a Thursday.
fn weekday(day: i32) -> i32 {
    (day + 3).rem_euclid(7) + 1
}

/// The day that is written `2026-12-25`, counted from 1970 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms",
/// `days_from_civil`): years begin in March, so that the leap day is their last.
pub(super) fn day_of(date: &str) -> Option<i32> {
    let mut parts = date.split('-').map(|part| part.parse::<i32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let year = year - i32::from(month <= 2);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(365 * year + year / 4 - year / 100 + year / 400 + day_of_year - 719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_day_is_the_day_that_calendars_know() {
        let known = [
            ("1970-01-01", 0),
            ("2000-02-29", 11_016),
            ("2000-03-01", 11_017),
            ("2026-12-25", 20_812),
            ("2100-03-01", 47_541),
        ];
        for (date, day) in known {
            assert_eq!(day_of(date), Some(day), "{date}");
        }
        for none in ["", "2026", "2026-12", "2026-x-01", "25.12.2026"] {
            assert_eq!(day_of(none), None, "{none}");
        }
    }

    #[test]
    fn a_day_has_the_weekday_that_calendars_know() {
        for (date, expected) in [("1970-01-01", 4), ("2026-11-22", 7), ("2026-11-23", 1)] {
            assert_eq!(day_of(date).map(weekday), Some(expected), "{date}");
        }
    }
}
