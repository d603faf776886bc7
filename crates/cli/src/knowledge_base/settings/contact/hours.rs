//! The table `[contact.hours]`: when somebody answers, and how soon.

use std::sync::LazyLock;

use guichet_wire::form::{OpenTime, OpeningHours};
use jiff::SignedDuration;
use jiff::tz::TimeZoneDatabase;
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeValue;

use crate::knowledge_base::diagnostic::{Fault, did_you_mean};
use crate::knowledge_base::front_matter::is_day;
use crate::knowledge_base::settings::checks::Check;
use crate::knowledge_base::settings::fields::{Fields, Shape};

/// The days of the week, Monday first as in ISO 8601.
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const OPEN: &str = "open = { mon = \"09:00-17:00\" }";

/// The zones that come with the command: what is said of a file does not depend on the machine.
static TIME_ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// When it is open on a day.
#[derive(Deserialize)]
#[serde(untagged)]
enum Times {
    Once(String),
    Several(Vec<String>),
}

/// The opening hours; `None` where something of them is missing or cannot be read.
pub(super) fn read(value: Spanned<DeValue>, check: &mut Check) -> Option<OpeningHours> {
    let mut fields = Fields::of("contact.hours".to_owned(), value, "[contact.hours]", check)?;
    let time_zone = Shape("the name of a time zone", "time-zone = \"Europe/Riga\"");
    let holidays = Shape("a list of days", "holidays = [\"2026-12-25\"]");
    let reply_within = Shape("a time in words", "reply-within = \"4 hours\"");
    let time_zone = fields.require("time-zone", time_zone, check);
    fields.must_have("open", OPEN);
    let open = fields.value("open");
    let holidays: Option<Vec<Spanned<String>>> = fields.take("holidays", holidays, check);
    let reply_within = fields.require("reply-within", reply_within, check);
    fields.finish(check);
    let time_zone = time_zone.and_then(|name| check.time_zone(&name));
    let open = open.and_then(|value| week(value, check));
    let reply_within = reply_within.and_then(|text| check.reply_within(&text));
    Some(OpeningHours {
        holidays: check.holidays(holidays.unwrap_or_default()),
        time_zone: time_zone?,
        open: open?,
        reply_within: reply_within?,
    })
}

/// The times of all days, in order.
fn week(value: Spanned<DeValue>, check: &mut Check) -> Option<Vec<OpenTime>> {
    let at = value.span().start;
    let mut fields = Fields::of("contact.hours.open".to_owned(), value, OPEN, check)?;
    let before = check.found.len();
    let mut open = Vec::new();
    for (day, name) in (1..).zip(DAYS) {
        let example = "mon = [\"09:00-12:00\", \"13:00-17:00\"]";
        let shape = Shape("a time or a list of times", example);
        if let Some(times) = fields.take(name, shape, check) {
            open.extend(check.times(day, &times));
        }
    }
    fields.finish(check);
    if open.is_empty() && check.found.len() == before {
        let message = "`contact.hours.open` has no time";
        check.error(at, Fault::new(message, format!("write it as in `{OPEN}`")));
    }
    Some(open)
}

impl Check<'_> {
    /// The zone's name as the database spells it.
    fn time_zone(&mut self, name: &Spanned<String>) -> Option<String> {
        let text = name.get_ref();
        if let Ok(zone) = TIME_ZONES.get(text) {
            return zone.iana_name().map(str::to_owned);
        }
        let message = format!("contact.hours.time-zone is `{text}`, which is no time zone");
        let cure = "write its name in the IANA database, such as `Europe/Riga`";
        let names: Vec<String> = TIME_ZONES
            .available()
            .map(|name| name.to_string())
            .collect();
        let cure = did_you_mean(text, names.iter().map(String::as_str), cure);
        self.error(name.span().start, Fault::new(message, cure));
        None
    }

    /// The times of a day in order, those that can be read.
    fn times(&mut self, day: u8, times: &Spanned<Times>) -> Vec<OpenTime> {
        let at = times.span().start;
        let texts = match times.get_ref() {
            Times::Once(text) => std::slice::from_ref(text),
            Times::Several(texts) => texts,
        };
        let open = texts.iter().filter_map(|text| self.time(day, text, at));
        let mut open: Vec<OpenTime> = open.collect();
        open.sort();
        if open.windows(2).any(|pair| pair[1].from < pair[0].to) {
            let name = DAYS[usize::from(day) - 1];
            let message = format!("the times of `{name}` overlap");
            self.error(at, Fault::new(message, "make one time of the two"));
        }
        open
    }

    fn time(&mut self, day: u8, text: &str, at: usize) -> Option<OpenTime> {
        // A word processor makes a dash of the hyphen.
        let ends = text
            .split_once(['-', '–'])
            .and_then(|(from, to)| Some((minutes(from)?, minutes(to)?)));
        let (message, cure) = match ends {
            Some((from, to)) if from < to => return Some(OpenTime { day, from, to }),
            Some(_) => (
                format!("the time `{text}` ends before it begins"),
                "write the earlier time first; what goes on after midnight is a time of the next day, from `00:00`",
            ),
            None => (
                format!("`contact.hours.open` should have times of a day, found `{text}`"),
                "write hours and minutes from 00:00 to 24:00, as in `09:00-17:00`",
            ),
        };
        self.error(at, Fault::new(message, cure));
        None
    }

    /// The days in order.
    fn holidays(&mut self, days: Vec<Spanned<String>>) -> Vec<String> {
        for day in days.iter().filter(|day| !is_day(day.get_ref())) {
            let message = format!("a holiday should be a day, found `{}`", day.get_ref());
            let cure = "write year, month and day as in `holidays = [\"2026-12-25\"]`";
            self.error(day.span().start, Fault::new(message, cure));
        }
        let mut days: Vec<String> = days.into_iter().map(Spanned::into_inner).collect();
        days.sort();
        days.dedup();
        days
    }

    /// In minutes.
    fn reply_within(&mut self, text: &Spanned<String>) -> Option<u32> {
        let time: Option<SignedDuration> = text.get_ref().parse().ok();
        let minutes = time.and_then(|time| u32::try_from(time.as_mins()).ok());
        let minutes = minutes.filter(|minutes| *minutes > 0);
        if minutes.is_none() {
            let found = text.get_ref();
            let message = format!(
                "contact.hours.reply-within should be hours or minutes of open time, found `{found}`"
            );
            let cure = "write it as in `reply-within = \"4 hours\"` or `\"1 hour 30 minutes\"`";
            self.error(text.span().start, Fault::new(message, cure));
        }
        minutes
    }
}

/// The minutes after midnight of `09:30`; the day ends at `24:00`.
fn minutes(time: &str) -> Option<u16> {
    let (hours, minutes) = time.trim().split_once(':')?;
    let hours: u8 = hours.parse().ok()?;
    let minutes: u8 = minutes.parse().ok().filter(|_| minutes.len() == 2)?;
    let after_midnight = u16::from(hours) * 60 + u16::from(minutes);
    (minutes < 60 && after_midnight <= 24 * 60).then_some(after_midnight)
}
