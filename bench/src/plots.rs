//! Figures → SVG, drawn by hand: what Guichet comes to stands out, all others are grey.

use std::fmt::Write;

use crate::columns::Column;
use crate::table::Row;

const GUICHET: &str = "#0b57d0";
const OTHER: &str = "#8a8f98";
const INK: &str = "#1f2328";
const NOTE: &str = "#59636e";
const LINE: &str = "#d0d7de";
/// Pixels left of a plot, for its labels.
const LEFT: f64 = 270.0;
const WIDTH: f64 = 760.0;
/// Of a row, and of a line of text.
const ROW: f64 = 40.0;

/// Success at 1 in percent: a row for each column, a dot for each engine; the best of the others is named.
pub fn success(engines: &[Row]) -> String {
    let columns: Vec<Column> = Column::ALL
        .into_iter()
        .filter(|column| engines[0].quality.contains_key(column))
        .collect();
    let height = ROW * (columns.len() as f64 + 2.0);
    let x = |percent: f64| LEFT + percent / 100.0 * (WIDTH - LEFT - 30.0);
    let mut plot = Plot::new(
        height,
        "Success at 1 in percent, Guichet (blue) and nine other engines (grey), for each way in which queries were made",
    );
    for percent in [0.0, 25.0, 50.0, 75.0, 100.0] {
        plot.line((x(percent), ROW * 0.6), (x(percent), height - ROW));
        plot.text(
            (x(percent), height - ROW * 0.5),
            "middle",
            &format!("{percent:.0} %"),
        );
    }
    for (row, column) in columns.iter().enumerate() {
        let y = ROW * (row as f64 + 1.0);
        let first = |engine: &Row| {
            let quality = engine.quality.get(column);
            quality.map_or(0.0, |quality| quality.success_at_1 * 100.0)
        };
        let mut others: Vec<&Row> = engines.iter().skip(1).collect();
        others.sort_by(|left, right| first(left).total_cmp(&first(right)));
        for engine in &others {
            let title = format!("{}: {:.1} %", engine.name, first(engine));
            plot.dot((x(first(engine)), y), 5.0, OTHER, &title);
        }
        let guichet = first(&engines[0]);
        plot.dot(
            (x(guichet), y),
            8.0,
            GUICHET,
            &format!("Guichet: {guichet:.1} %"),
        );
        let best = others.last().map_or("", |engine| &engine.name);
        plot.text((LEFT - 14.0, y), "end", column.heading());
        plot.note(
            (LEFT - 14.0, y + 14.0),
            "end",
            &format!("best other: {best}"),
        );
    }
    plot.finish()
}

/// The English index against natural questions: the upper left is the best place.
pub fn size(engines: &[Row]) -> String {
    let height = 420.0;
    let point = |engine: &Row| {
        let bytes = engine.bytes.first().copied().unwrap_or_default();
        let natural = engine.quality.get(&Column::Natural);
        (
            bytes as f64 / 1e3,
            natural.map_or(0.0, |quality| quality.success_at_1 * 100.0),
        )
    };
    let most = |part: fn((f64, f64)) -> f64| {
        engines
            .iter()
            .map(|engine| part(point(engine)))
            .fold(1.0, f64::max)
            * 1.15
    };
    let (widest, highest) = (most(|point| point.0), most(|point| point.1));
    let x = |kilobytes: f64| 60.0 + kilobytes / widest * (WIDTH - 160.0);
    let y = |percent: f64| height - 50.0 - percent / highest * (height - 80.0);
    let mut plot = Plot::new(
        height,
        "Natural questions answered first, in percent, against the size of the English index in kilobytes",
    );
    plot.line((x(0.0), y(0.0)), (WIDTH - 20.0, y(0.0)));
    plot.line((x(0.0), y(0.0)), (x(0.0), 20.0));
    for step in 1..6 {
        let (kilobytes, percent) = (f64::from(step) * 50.0, f64::from(step) * 10.0);
        if kilobytes < widest {
            plot.text(
                (x(kilobytes), height - 28.0),
                "middle",
                &format!("{kilobytes:.0} kB"),
            );
        }
        if percent < highest {
            plot.text(
                (x(0.0) - 8.0, y(percent) + 5.0),
                "end",
                &format!("{percent:.0} %"),
            );
        }
    }
    plot.note(
        (66.0, 16.0),
        "start",
        "natural questions whose first answer is right",
    );
    plot.note(
        (WIDTH - 20.0, height - 56.0),
        "end",
        "English index, Brotli",
    );
    for engine in engines.iter().rev() {
        let (kilobytes, percent) = point(engine);
        let color = if engine.name == engines[0].name {
            GUICHET
        } else {
            OTHER
        };
        let place = (x(kilobytes), y(percent));
        plot.dot(
            place,
            7.0,
            color,
            &format!("{}: {kilobytes:.0} kB, {percent:.0} %", engine.name),
        );
        plot.text((place.0 + 11.0, place.1 + 5.0), "start", &engine.name);
    }
    plot.finish()
}

/// An SVG that is being drawn.
struct Plot(String);

impl Plot {
    fn new(height: f64, title: &str) -> Self {
        let mut plot = Self(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" font-family=\"system-ui, sans-serif\" \
             font-size=\"14\">\n<title>{}</title>\n",
            escaped(title)
        ));
        plot.push(format_args!(
            "<rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#fff\"/>"
        ));
        plot
    }

    fn line(&mut self, from: (f64, f64), to: (f64, f64)) {
        let ((x1, y1), (x2, y2)) = (from, to);
        self.push(format_args!(
            "<path d=\"M{x1:.1} {y1:.1}L{x2:.1} {y2:.1}\" stroke=\"{LINE}\"/>"
        ));
    }

    fn text(&mut self, (x, y): (f64, f64), anchor: &str, text: &str) {
        let text = escaped(text);
        self.push(format_args!(
            "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" fill=\"{INK}\">{text}</text>"
        ));
    }

    /// Text that explains another.
    fn note(&mut self, (x, y): (f64, f64), anchor: &str, text: &str) {
        let text = escaped(text);
        self.push(format_args!("<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" fill=\"{NOTE}\" font-size=\"11\">{text}</text>"));
    }

    /// `title` is shown where the pointer rests on the dot.
    fn dot(&mut self, (x, y): (f64, f64), radius: f64, color: &str, title: &str) {
        let title = escaped(title);
        self.push(format_args!(
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius}\" fill=\"{color}\" fill-opacity=\".8\"><title>{title}</title></circle>"
        ));
    }

    fn push(&mut self, element: std::fmt::Arguments) {
        writeln!(self.0, "{element}").expect("writing to a string does not fail");
    }

    fn finish(self) -> String {
        self.0 + "</svg>\n"
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::Quality;

    #[test]
    fn every_engine_has_its_dot() {
        let row = |name: &str, success_at_1| Row {
            name: name.to_owned(),
            quality: [(
                Column::Natural,
                Quality {
                    queries: 1,
                    success_at_1,
                    ..Quality::default()
                },
            )]
            .into(),
            bytes: vec![40_000],
        };
        let engines = [row("Guichet", 0.5), row("A & B", 0.25)];
        for plot in [success(&engines), size(&engines)] {
            assert_eq!(plot.matches("<circle").count(), 2);
            assert!(plot.contains("A &amp; B") && plot.ends_with("</svg>\n"));
        }
    }
}
