//! By when a reply can be expected, in the zone of the business and across its holidays.

use guichet_wire::form::{OpenTime, OpeningHours};

use super::*;
use crate::state::hours::day_of;

/// A time as it is written: `2026-11-23 09:00`.
fn minutes(time: &str) -> i32 {
    let (day, time) = time.split_once(' ').unwrap();
    let (hour, minute) = time.split_once(':').unwrap();
    let clock = hour.parse::<i32>().unwrap() * 60 + minute.parse::<i32>().unwrap();
    day_of(day).unwrap() * 1_440 + clock
}

/// Riga is two hours before UTC, in summer three.
fn riga(at: i32) -> i32 {
    let summer = minutes("2026-03-29 01:00")..minutes("2026-10-25 01:00");
    at + if summer.contains(&at) { 180 } else { 120 }
}

/// New York is five hours behind UTC, in summer four.
fn new_york(at: i32) -> i32 {
    let summer = minutes("2026-03-08 07:00")..minutes("2026-11-01 06:00");
    at - if summer.contains(&at) { 240 } else { 300 }
}

fn tokyo(at: i32) -> i32 {
    at + 540
}

/// Monday to Friday from 9 to 17, closed on 25 and 26 December 2026, a Friday and a Saturday.
fn office(reply_within: u32) -> OpeningHours {
    let day = |day| OpenTime {
        day,
        from: 540,
        to: 1_020,
    };
    OpeningHours {
        time_zone: "Europe/Riga".to_owned(),
        open: (1..=5).map(day).collect(),
        holidays: vec!["2026-12-25".to_owned(), "2026-12-26".to_owned()],
        reply_within,
    }
}

type Zone = fn(i32) -> i32;

#[test]
fn a_reply_is_promised_by_open_time_alone() {
    // When (UTC), where, within, opens (UTC), replied by (UTC).
    let table: &[(&str, Zone, u32, &str, &str)] = &[
        ("2026-11-23 08:00", riga, 120, "", "2026-11-23 10:00"),
        ("2026-11-23 14:00", riga, 120, "", "2026-11-24 08:00"), // Rather late in the day.
        ("2026-11-23 14:00", riga, 60, "", "2026-11-23 15:00"),  // Just before it closes.
        (
            "2026-11-23 15:00",
            riga,
            60,
            "2026-11-24 07:00",
            "2026-11-24 08:00",
        ), // As it closes.
        ("2026-11-23 07:00", riga, 60, "", "2026-11-23 08:00"),  // As it opens.
        (
            "2026-11-23 02:00",
            riga,
            60,
            "2026-11-23 07:00",
            "2026-11-23 08:00",
        ), // In the night.
        ("2026-11-27 14:30", riga, 60, "", "2026-11-30 07:30"),  // On Friday evening.
        (
            "2026-11-28 10:00",
            riga,
            240,
            "2026-11-30 07:00",
            "2026-11-30 11:00",
        ), // At the week end.
        ("2026-11-23 08:00", riga, 1_440, "", "2026-11-26 08:00"), // Three days of eight hours.
        ("2026-12-24 14:00", riga, 120, "", "2026-12-28 08:00"), // Before the holidays.
        (
            "2026-12-25 09:00",
            riga,
            60,
            "2026-12-28 07:00",
            "2026-12-28 08:00",
        ),
        // Clocks are put forward or back on the Sunday in between.
        ("2026-03-27 14:00", riga, 120, "", "2026-03-30 07:00"),
        ("2026-10-23 13:00", riga, 120, "", "2026-10-26 08:00"),
        (
            "2026-10-24 13:00",
            riga,
            60,
            "2026-10-26 07:00",
            "2026-10-26 08:00",
        ),
        ("2026-03-06 21:30", new_york, 60, "", "2026-03-09 13:30"),
        // It is another day there.
        (
            "2026-11-23 01:00",
            new_york,
            60,
            "2026-11-23 14:00",
            "2026-11-23 15:00",
        ),
        (
            "2026-11-22 23:00",
            tokyo,
            60,
            "2026-11-23 00:00",
            "2026-11-23 01:00",
        ),
        (
            "2026-11-27 09:00",
            tokyo,
            60,
            "2026-11-30 00:00",
            "2026-11-30 01:00",
        ),
        // Nobody promises minutes.
        ("2026-11-23 08:01", riga, 60, "", "2026-11-23 09:15"),
        ("2026-11-23 08:00", riga, 0, "", "2026-11-23 08:00"),
    ];
    for (now, zone, within, opens, reply) in table {
        let expected = Promise {
            opens: (!opens.is_empty()).then(|| minutes(opens)),
            reply: minutes(reply),
        };
        let promised = promise(&office(*within), minutes(now), zone);
        assert_eq!(promised, Some(expected), "at {now} within {within}");
    }
}

#[test]
fn hours_may_stand_in_any_order_and_meet_at_midnight() {
    let time = |day, from, to| OpenTime { day, from, to };
    let hours = OpeningHours {
        open: vec![
            time(1, 780, 1_440), // From one o'clock
            time(2, 0, 120),     // to two in the night,
            time(1, 480, 720),   // and in the morning.
        ],
        ..office(13 * 60)
    };
    let promised = promise(&hours, minutes("2026-11-23 06:00"), &riga);
    let reply = minutes("2026-11-23 20:00");
    assert_eq!(promised, Some(Promise { opens: None, reply }));
    let promised = promise(&hours, minutes("2026-11-23 10:30"), &riga).unwrap();
    assert_eq!(promised.opens, Some(minutes("2026-11-23 11:00")));
    assert_eq!(promised.reply, minutes("2026-11-24 00:00"));
}

#[test]
fn nothing_is_promised_where_it_never_opens_or_not_in_a_year() {
    let now = minutes("2026-11-23 08:00");
    let never = OpeningHours {
        open: Vec::new(),
        ..office(60)
    };
    assert_eq!(promise(&never, now, &riga), None);
    assert_eq!(promise(&office(500_000), now, &riga), None);
    assert_eq!(promise(&office(u32::MAX), now, &riga), None);
}
