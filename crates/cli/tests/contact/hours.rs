//! When somebody answers.

use super::*;

/// The hours with a line replaced; the table begins on line 12, its keys are in this order.
fn hours(key: &str, value: &str) -> String {
    let mut text = with("[contact.hours]\n");
    for (name, usual) in [
        ("time-zone", "\"Europe/Riga\""),
        ("open", "{ mon = \"09:00-17:00\" }"),
        ("holidays", "[]"),
        ("reply-within", "\"4 hours\""),
    ] {
        let value = if name == key { value } else { usual };
        text += &format!("{name} = {value}\n");
    }
    text
}

#[test]
fn a_time_zone_that_is_none_names_the_one_that_was_meant() {
    let text = hours("time-zone", "\"Europe/Rigga\"");
    wrong(
        &text,
        13,
        "`Europe/Rigga`, which is no time zone",
        "`Europe/Riga`",
    );
    wrong(&hours("time-zone", "\"EET+2\""), 13, "no time zone", "IANA");
}

#[test]
fn times_are_of_a_day_forwards_and_do_not_overlap() {
    for (open, message, cure) in [
        ("{ mon = \"9-17\" }", "found `9-17`", "09:00-17:00"),
        ("{ mon = \"09:00-25:00\" }", "times of a day", "24:00"),
        ("{ mon = \"09:60-10:00\" }", "times of a day", "24:00"),
        (
            "{ mon = \"17:00-09:00\" }",
            "ends before it begins",
            "the next day",
        ),
        (
            "{ mon = \"09:00-09:00\" }",
            "ends before it begins",
            "the next day",
        ),
        (
            "{ mon = [\"12:00-17:00\", \"09:00-12:30\"] }",
            "`mon` overlap",
            "one time",
        ),
        ("{ monday = \"09:00-17:00\" }", "`monday`", "mon, tue, wed"),
        ("{ mon = 9 }", "a time or a list of times", "mon = ["),
        ("{}", "has no time", "open = {"),
    ] {
        wrong(&hours("open", open), 14, message, cure);
    }
    built(&hours(
        "open",
        "{ sun = [\"12:00-17:00\", \"00:00 – 12:00\"] }",
    ));
}

#[test]
fn a_holiday_is_a_day() {
    let text = hours("holidays", "[\"2026-12-25\",\n\"2026-02-30\"]");
    wrong(&text, 16, "found `2026-02-30`", "2026-12-25");
}

#[test]
fn a_reply_is_promised_within_hours_or_minutes() {
    for promise in ["soon", "2 days", "-1 hour", "0 minutes"] {
        let text = hours("reply-within", &format!("\"{promise}\""));
        wrong(&text, 16, &format!("found `{promise}`"), "4 hours");
    }
}

#[test]
fn hours_without_zone_times_or_promise_are_an_error() {
    for key in ["time-zone", "open", "reply-within"] {
        let text = hours("", "");
        let lines = text.lines().filter(|line| !line.starts_with(key));
        let text = lines.collect::<Vec<_>>().join("\n");
        wrong(&text, 12, &format!("`contact.hours` has no `{key}`"), key);
    }
}
