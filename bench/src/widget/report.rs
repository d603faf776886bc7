//! What the visits came to → the page that is recorded, each figure beside what was asked for. Knows nothing of how they were made.

use super::{Letter, Network, Opening, Sent, Visits};
use crate::sample::Sample;

const BEFORE: &str = "\
The tag is added to a page that has come to rest, under the slower processor; the main thread's time is what it does in the second after
that, less what it does in the second after a tag that does nothing: in scripts, which is what is counted against others' widgets below, and
in all, with style, layout and paint of the launcher. Bytes are those of bodies, Brotli at its best quality.
";

const OPENING: &str = "\
All that is sent from the page's tag until the panel stands and nothing more is asked for, in English with the demo's help centre. Indexes
and packs are gzip files already and go as they are.
";

const COMING: &str = "\
Each visit has a browser context of its own, so empty caches, and the shop and the help centre are two origins. From the click, or from
the pointer's reaching the launcher where both come at once, until the panel's own search field has the focus and what is typed has
results: that is \"usable\". The loader's field, which can be typed into, stands at once. \"First letter\" is from a letter that is entered in that very
moment until its results are painted. Tasks count if they are longer than 50 ms; 0 is none. Chromium slows down the main thread only: it compiles WebAssembly
in other threads at the machine's full speed.
";

const TYPING: &str = "\
A real key for each letter, on an unslowed processor. \"Drawn\": from the key until its results are in the document. \"Work\": that, and the
next frame from its animation callbacks until the first task after it, by when style, layout and paint are done. \"On the screen's beat\": from the key
to that end, with the wait for the frame, which comes every 16.7 ms. \"At once\": letters whose final results were in that first frame.
";

/// What is known of widgets that cannot be measured here.
const HOSTED: &str = "\
Hosted widgets cannot be run here: their scripts come from their makers' servers. The HTTP Archive's data on third parties have averages of
what their scripts cost the main thread on real sites: Zendesk 2,157 ms, Intercom 1,433, Help Scout 427, Chatwoot 102, Crisp 33. They stand
here for the order of magnitude: sites and processors differ.
";

/// The page.
pub fn report(visits: &Visits, machine: &str, corpus: &str, articles: usize) -> String {
    let browser = &visits.browser;
    let large = format!("GNOME's help, {articles} articles");
    [
        format!("# The widget in a page\n\n{machine}- Corpus: gnome-user-docs {corpus}\n- Browser: {browser}\n{}", emulated(visits)),
        format!("## Before interest\n\n{BEFORE}\n{}\n{HOSTED}", before(visits)),
        format!("## First opening\n\n{OPENING}\n{}", opening(&visits.opening)),
        format!("## From the click to a usable search field\n\n{COMING}\n{}", coming(visits)),
        format!("## Typing\n\n{TYPING}\n{}", typing(&[("the demo", &visits.typing.demo), (&large, &visits.typing.larger)])),
    ]
    .join("\n")
}

fn emulated(visits: &Visits) -> String {
    let Network {
        latency,
        download_throughput,
        upload_throughput,
    } = &visits.network;
    let megabits = |bytes: &f64| bytes * 8.0 / 1e6;
    format!(
        "- Emulated where it says so: a processor {} times slower; the network \"Fast 4G\" of Chromium's DevTools: {latency:.0} ms for each request, \
         {:.2} Mbit/s down, {:.2} up\n",
        visits.slower,
        megabits(download_throughput),
        megabits(upload_throughput),
    )
}

fn before(visits: &Visits) -> String {
    let sample = |of: fn(&super::Uninterested) -> f64| visits.before.iter().map(of).collect();
    let bytes = |visit: &super::Uninterested| visit.sent.iter().map(|sent| sent.bytes as f64).sum();
    let rows: [(&str, &str, Sample); 6] = [
        ("requests", "1", sample(|visit| visit.sent.len() as f64)),
        ("bytes", "2,000", sample(bytes)),
        ("stored, bytes", "0", sample(|visit| visit.stored as f64)),
        ("cookies", "0", sample(|visit| visit.cookies as f64)),
        (
            "main thread, scripts, ms",
            "10",
            sample(|visit| visit.scripts),
        ),
        ("main thread, all, ms", "10", sample(|visit| visit.all)),
    ];
    let rows = rows.map(|(what, asked, sample)| {
        let [median, worst] = [sample.median(), sample.max()].map(number);
        format!("| {what} | {asked} | {median} | {worst} |\n")
    });
    let head = "| | asked, at most | median | worst |\n|---|--:|--:|--:|\n";
    format!(
        "{head}{}\nVisits: {}.\n",
        rows.concat(),
        visits.before.len()
    )
}

/// Whole numbers as such.
fn number(value: f64) -> String {
    if value.fract() == 0.0 {
        format!("{value}")
    } else {
        format!("{value:.1}")
    }
}

fn opening(sent: &[Sent]) -> String {
    let row = |Sent { path, bytes }: &Sent| format!("| `{path}` | {bytes} |\n");
    let rows: String = sent.iter().map(row).collect();
    let all: u64 = sent.iter().map(|sent| sent.bytes).sum();
    format!("| file | bytes |\n|---|--:|\n{rows}| **all**, asked: 150,000 at most | **{all}** |\n")
}

fn coming(visits: &Visits) -> String {
    let coming = &visits.coming;
    let rows = [
        ("nothing is there yet", "450", &coming.cold),
        ("after a hover, once all was there", "120", &coming.hovered),
        ("300 ms into a hover", "120", &coming.briefly),
        ("page loaded again, all in the cache", "150", &coming.again),
    ];
    let row = |(name, asked, openings): (&str, &str, &Vec<Opening>)| {
        let sample = |of: fn(&Opening) -> f64| openings.iter().map(of).collect::<Sample>();
        let [field, usable, letter, longest] = [
            sample(|opening| opening.field),
            sample(|opening| opening.usable),
            sample(|opening| opening.letter),
            sample(|opening| opening.longest),
        ]
        .map(|sample| format!("{:.0} / {:.0}", sample.median(), sample.max()));
        format!("| {name} | {asked} | **{usable}** | {field} | {letter} | {longest} |\n")
    };
    let head = "| | asked, ms | usable | its field has the focus | first letter | longest task, asked: 75 |\n|---|--:|--:|--:|--:|--:|\n";
    let rows: String = rows.into_iter().map(row).collect();
    let count = coming.cold.len();
    format!("{head}{rows}\nMilliseconds, median / worst of {count} visits each.\n")
}

fn typing(bases: &[(&str, &Vec<Letter>)]) -> String {
    let row = |(name, letters): &(&str, &Vec<Letter>)| {
        let sample = |of: fn(&Letter) -> f64| letters.iter().map(of).collect::<Sample>();
        let [drawn, work, painted] = [
            sample(|letter| letter.drawn),
            sample(|letter| letter.drawn + letter.frame),
            sample(|letter| letter.painted),
        ]
        .map(|sample| {
            let [median, slow] = [sample.median(), sample.percentile(95)];
            format!("{median:.1} / {slow:.1} / {:.1}", sample.max())
        });
        let at_once = letters.iter().filter(|letter| letter.at_once).count();
        let count = letters.len();
        format!("| {name} | {count} | {drawn} | **{work}** | {painted} | {at_once} |\n")
    };
    let head = "| | letters | drawn | work, asked: 16 | on the screen's beat | at once |\n|---|--:|--:|--:|--:|--:|\n";
    let rows: String = bases.iter().map(row).collect();
    format!("{head}{rows}\nMilliseconds, median / 95 % / worst.\n")
}
