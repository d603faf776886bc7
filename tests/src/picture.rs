//! Pictures of the page: read and written as small PNGs, and compared as an eye would, which sees what moved and not how a letter's
//! edge is smoothed.

use std::collections::HashMap;
use std::io::Cursor;

use png::{BitDepth, ColorType, Compression, Decoder, DecodingError, Encoder, Transformations};

type Colour = [u8; 3];

/// The side of the squares whose brightness is compared, in pixels: about a letter.
const SQUARE: usize = 12;
/// How much a square's brightness may differ, of 255. Letters drawn a tenth of a pixel thicker make 6 of it, a missing icon 36, a
/// line that moved by 4 pixels 80.
const TOLERANCE: f64 = 15.0;
/// As many colours as an indexed PNG can have.
const PALETTE: usize = 256;
/// Where two pictures differ.
const RED: Colour = [220, 30, 30];

/// A picture without transparency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    width: usize,
    /// Row by row.
    pixels: Vec<Colour>,
}

impl Picture {
    /// Reads a PNG.
    pub fn from_png(bytes: &[u8]) -> Result<Self, DecodingError> {
        let mut decoder = Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(Transformations::normalize_to_color8());
        let mut reader = decoder.read_info()?;
        let mut content = vec![0; reader.output_buffer_size().unwrap_or_default()];
        let info = reader.next_frame(&mut content)?;
        let samples = info.color_type.samples();
        let pixel = |samples: &[u8]| match samples {
            [red, green, blue, ..] => [*red, *green, *blue],
            [grey, ..] => [*grey; 3],
            [] => unreachable!("chunks have a sample at least"),
        };
        Ok(Self {
            width: info.width as usize,
            pixels: content.chunks_exact(samples).map(pixel).collect(),
        })
    }

    /// A PNG with the picture's most frequent colours; the rest, which is the edges of letters, becomes the nearest of them.
    pub fn to_small_png(&self) -> Vec<u8> {
        let mut counts: HashMap<Colour, usize> = HashMap::new();
        for &pixel in &self.pixels {
            *counts.entry(pixel).or_default() += 1;
        }
        let mut colours: Vec<Colour> = counts.keys().copied().collect();
        colours.sort_by_key(|colour| (usize::MAX - counts[colour], *colour));
        let palette = &colours[..colours.len().min(PALETTE)];
        let nearest = |colour: &Colour| {
            let mut places = palette.iter().enumerate();
            let first = places.next().expect("a picture has a pixel");
            let near = |(place, kept): (usize, &Colour)| (distance(kept, colour), place);
            places.map(near).fold(near(first), Ord::min).1 as u8
        };
        let places: HashMap<Colour, u8> = colours
            .iter()
            .map(|colour| (*colour, nearest(colour)))
            .collect();
        let indexed: Vec<u8> = self.pixels.iter().map(|pixel| places[pixel]).collect();
        self.write(ColorType::Indexed, Some(palette.concat()), &indexed)
    }

    /// A PNG as it is.
    pub fn to_png(&self) -> Vec<u8> {
        self.write(ColorType::Rgb, None, &self.pixels.concat())
    }

    fn write(&self, kind: ColorType, palette: Option<Vec<u8>>, content: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, self.width as u32, self.height() as u32);
        encoder.set_color(kind);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_compression(Compression::High);
        if let Some(palette) = palette {
            encoder.set_palette(palette);
        }
        let written = encoder
            .write_header()
            .and_then(|mut writer| writer.write_image_data(content));
        written.expect("writing to memory does not fail");
        bytes
    }

    /// Where `actual` looks different: a picture of that, if it does.
    pub fn difference(&self, actual: &Self) -> Option<Self> {
        if (self.width, self.height()) != (actual.width, actual.height()) {
            return Some(actual.clone());
        }
        let (expected, seen) = (self.squares(), actual.squares());
        let differs = |at: &usize| (expected[*at] - seen[*at]).abs() > TOLERANCE;
        let changed: Vec<usize> = (0..seen.len()).filter(differs).collect();
        (!changed.is_empty()).then(|| actual.marked(&changed))
    }

    /// Pictures beside each other.
    pub fn beside(pictures: &[&Self]) -> Self {
        let height = pictures.iter().map(|picture| picture.height()).max();
        let row = |y: usize| {
            pictures.iter().flat_map(move |picture| {
                let blank = vec![RED; picture.width];
                let row = picture.pixels.chunks_exact(picture.width).nth(y);
                row.map_or(blank, <[Colour]>::to_vec)
            })
        };
        Self {
            width: pictures.iter().map(|picture| picture.width).sum(),
            pixels: (0..height.unwrap_or_default()).flat_map(row).collect(),
        }
    }

    fn height(&self) -> usize {
        self.pixels.len() / self.width
    }

    fn columns(&self) -> usize {
        self.width.div_ceil(SQUARE)
    }

    fn square_of(&self, pixel: usize) -> usize {
        let (x, y) = (pixel % self.width, pixel / self.width);
        y / SQUARE * self.columns() + x / SQUARE
    }

    /// The brightness of each square, row by row.
    fn squares(&self) -> Vec<f64> {
        let count = self.columns() * self.height().div_ceil(SQUARE);
        let mut squares = vec![(0.0, 0.0); count];
        for (at, pixel) in self.pixels.iter().enumerate() {
            let (sum, pixels) = &mut squares[self.square_of(at)];
            *sum += brightness(pixel);
            *pixels += 1.0;
        }
        squares.iter().map(|(sum, pixels)| sum / pixels).collect()
    }

    /// The picture in pale grey, with these squares in red.
    fn marked(&self, squares: &[usize]) -> Self {
        let mark = |(at, pixel): (usize, &Colour)| {
            let grey = (brightness(pixel) / 2.0) as u8;
            match squares.contains(&self.square_of(at)) {
                true => RED.map(|part| (part / 2).saturating_add(grey)),
                false => [grey.saturating_add(128); 3],
            }
        };
        Self {
            width: self.width,
            pixels: self.pixels.iter().enumerate().map(mark).collect(),
        }
    }
}

/// Luma of ITU-R BT.601.
fn brightness(&[red, green, blue]: &Colour) -> f64 {
    0.299 * f64::from(red) + 0.587 * f64::from(green) + 0.114 * f64::from(blue)
}

fn distance(one: &Colour, other: &Colour) -> u32 {
    let parts = one.iter().zip(other);
    parts
        .map(|(one, other)| u32::from(one.abs_diff(*other)).pow(2))
        .sum()
}
