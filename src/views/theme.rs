//! The owner's colour as custom properties, with colours beside it that can be read on it and instead of it. Everything else
//! about the look is in style/tokens.css.

use core::fmt;

use guichet_wire::settings::{Position, Scheme, Theme};

use super::Ui;
use super::element::{El, html};
use crate::state::Model;

/// Least contrast of text with what is behind it (WCAG 2.2, 1.4.3).
const READABLE: f32 = 4.5;
/// The darkest surface of the light scheme in style/tokens.css, and the lightest one of the dark scheme.
const LIGHT_SURFACE: Colour = Colour([0xee, 0xf1, 0xf4]);
const DARK_SURFACE: Colour = Colour([0x2a, 0x30, 0x38]);
const BLACK: Colour = Colour([0, 0, 0]);
const WHITE: Colour = Colour([255, 255, 255]);

/// The element that all of the panel stands in, in the owner's theme.
pub fn root(ui: Ui, content: El) -> El {
    let scheme = ui.read(|model| theme(model).scheme);
    let palette = ui.read(|model| Palette::of(&theme(model)));
    let corner = ui.read(Model::position);
    // One by one through the style's own interface: a page may forbid style attributes.
    let colour = move |pick: fn(&Palette) -> Colour| move || palette.with(pick).to_string();
    html::div()
        .class("root")
        .attr("data-scheme", move || scheme_name(scheme.get()))
        .attr("data-position", move || position(corner.get()))
        .style("--accent", colour(|palette| palette.accent))
        .style("--accent-hover", colour(|palette| palette.hover))
        .style("--on-accent", colour(|palette| palette.on_accent))
        .style("--accent-on-light", colour(|palette| palette.on_light))
        .style("--accent-on-dark", colour(|palette| palette.on_dark))
        .child(content)
}

fn theme(model: &Model) -> Theme {
    let manifest = model.manifest.ready();
    manifest
        .map(|manifest| manifest.settings.theme.clone())
        .unwrap_or_default()
}

fn scheme_name(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Auto => "auto",
        Scheme::Light => "light",
        Scheme::Dark => "dark",
    }
}

fn position(position: Position) -> &'static str {
    match position {
        Position::Right => "right",
        Position::Left => "left",
    }
}

/// The accent colour and what follows from it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Palette {
    accent: Colour,
    /// The accent under the pointer, no harder to read on.
    hover: Colour,
    /// Text on the accent.
    on_accent: Colour,
    /// The accent as text on light surfaces, and on dark ones.
    on_light: Colour,
    on_dark: Colour,
}

impl Palette {
    fn of(theme: &Theme) -> Self {
        let default = || Colour::parse(&Theme::default().accent).unwrap_or(BLACK);
        let accent = Colour::parse(&theme.accent).unwrap_or_else(default);
        let (on_accent, away) = match accent.contrast(WHITE) >= accent.contrast(BLACK) {
            true => (WHITE, BLACK),
            false => (BLACK, WHITE),
        };
        Self {
            accent,
            hover: accent.mixed(away, 0.12),
            on_accent,
            on_light: accent.readable_on(LIGHT_SURFACE, BLACK),
            on_dark: accent.readable_on(DARK_SURFACE, WHITE),
        }
    }
}

/// An opaque sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Colour([u8; 3]);

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Colour {
    /// Reads `#rrggbb`.
    fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let mut digits = digits.bytes().map(|digit| char::from(digit).to_digit(16));
        let number = digits.try_fold(0, |number, digit| Some(number << 4 | digit?))?;
        let [_, red, green, blue] = u32::to_be_bytes(number);
        Some(Self([red, green, blue]))
    }

    /// Relative luminance (WCAG 2.2).
    fn luminance(self) -> f32 {
        let [red, green, blue] = self.0.map(|channel| {
            let channel = f32::from(channel) / 255.0;
            match channel <= 0.04045 {
                true => channel / 12.92,
                false => to_the_2_4((channel + 0.055) / 1.055),
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Contrast ratio (WCAG 2.2), from 1 to 21.
    fn contrast(self, other: Self) -> f32 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// This colour with a share, from 0 to 1, of another.
    fn mixed(self, other: Self, share: f32) -> Self {
        let channel = |at: usize| {
            let (from, to) = (f32::from(self.0[at]), f32::from(other.0[at]));
            (from + (to - from) * share).round() as u8
        };
        Self([channel(0), channel(1), channel(2)])
    }

    /// This colour, or the nearest one on the way to `pole` that can be read on `surface`.
    fn readable_on(self, surface: Self, pole: Self) -> Self {
        (0..20)
            .map(|step| self.mixed(pole, step as f32 / 20.0))
            .find(|colour| colour.contrast(surface) >= READABLE)
            .unwrap_or(pole)
    }
}

/// `base` to the power of 2.4, the square times the fifth root of the square by Newton's method: `powf` would bring 0.7 kB of
/// tables along.
fn to_the_2_4(base: f32) -> f32 {
    let square = base * base;
    let newton = |root: f32, _| root - (root - square / (root * root * root * root)) / 5.0;
    square * (0..16).fold(1.0, newton)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn palette(accent: &str) -> Palette {
        Palette::of(&Theme {
            accent: accent.to_owned(),
            ..Theme::default()
        })
    }

    #[test]
    fn contrast_is_that_of_the_guideline() {
        for (one, two, expected) in [
            ("#ffffff", "#000000", 21.0),
            ("#777777", "#ffffff", 4.48),
            ("#767676", "#ffffff", 4.54),
            ("#0000ff", "#ffffff", 8.59),
        ] {
            let (one, two) = (Colour::parse(one).unwrap(), Colour::parse(two).unwrap());
            assert!(
                (one.contrast(two) - expected).abs() < 0.01,
                "{one} {two}: {}",
                one.contrast(two)
            );
        }
    }

    #[test]
    fn text_can_be_read_with_every_accent() {
        let channel = [0x00, 0x33, 0x66, 0x99, 0xcc, 0xff];
        for red in channel {
            for green in channel {
                for blue in channel {
                    let found = palette(&Colour([red, green, blue]).to_string());
                    let accent = found.accent;
                    assert!(
                        found.on_accent.contrast(accent) >= READABLE,
                        "text on {accent}"
                    );
                    assert!(
                        found.on_accent.contrast(found.hover) >= READABLE,
                        "text on {accent}, hovered"
                    );
                    assert!(
                        found.on_light.contrast(LIGHT_SURFACE) >= READABLE,
                        "{accent} on light"
                    );
                    assert!(
                        found.on_dark.contrast(DARK_SURFACE) >= READABLE,
                        "{accent} on dark"
                    );
                }
            }
        }
    }

    #[test]
    fn an_accent_that_can_be_read_already_is_left_alone() {
        let found = palette("#0b6e5f");
        assert_eq!(found.on_light.to_string(), "#0b6e5f");
        assert_eq!(found.on_accent, WHITE);
    }

    #[test]
    fn an_accent_that_is_none_is_replaced_by_the_default() {
        for text in ["", "red", "#fff", "#12345g", "#+12345", "0b6e5f"] {
            assert_eq!(palette(text), Palette::of(&Theme::default()), "{text}");
        }
    }
}
