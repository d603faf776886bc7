//! Images: whether a file is one, of what type, and how large.
//!
//! They are not decoded and not changed.

use std::fs;
use std::path::Path;

use imagesize::{Compression, ImageType};

use super::diagnostic::Fault;

/// A file that is an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    /// By its content: the type that a web server will name.
    pub extension: &'static str,
    /// In CSS pixels.
    pub width: u32,
    /// In CSS pixels.
    pub height: u32,
    /// Whether it is an SVG with scripts, which do not run in an image.
    pub has_scripts: bool,
}

/// Sizes of an SVG that names none (CSS 2.2, 10.3.2).
const DEFAULT_SIZE: (f64, f64) = (300.0, 150.0);

/// Looks at the file `path` of the knowledge base in `root`.
pub fn measure(root: &Path, path: &str) -> Result<Picture, Fault> {
    let bytes = fs::read(root.join(path)).map_err(|error| {
        let message = format!("the image {path} cannot be read: {error}");
        Fault::new(message, "correct the path, or put the file there")
    })?;
    recognise(&bytes).ok_or_else(|| {
        let message = format!("{path} is not an image of a type that browsers show");
        Fault::new(message, "use an SVG, PNG, JPEG, GIF, WebP or AVIF file")
    })
}

fn recognise(bytes: &[u8]) -> Option<Picture> {
    let extension = match imagesize::image_type(bytes) {
        Ok(ImageType::Png) => "png",
        Ok(ImageType::Jpeg) => "jpg",
        Ok(ImageType::Gif) => "gif",
        Ok(ImageType::Webp) => "webp",
        Ok(ImageType::Heif(Compression::Av1)) => "avif",
        _ => return svg(bytes),
    };
    let size = imagesize::blob_size(bytes).ok()?;
    Some(Picture {
        extension,
        width: u32::try_from(size.width).ok()?,
        height: u32::try_from(size.height).ok()?,
        has_scripts: false,
    })
}

fn svg(bytes: &[u8]) -> Option<Picture> {
    let text = str::from_utf8(bytes).ok()?;
    let options = roxmltree::ParsingOptions {
        allow_dtd: true,
        ..Default::default()
    };
    let document = roxmltree::Document::parse_with_options(text, options).ok()?;
    let root = document.root_element();
    if root.tag_name().name() != "svg"
        || root.tag_name().namespace() != Some("http://www.w3.org/2000/svg")
    {
        return None;
    }
    let view = root.attribute("viewBox").and_then(view_size);
    let named = |name| root.attribute(name).and_then(pixels);
    let (width, height) = match (named("width"), named("height"), view) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((w, h))) => (width, width * h / w),
        (None, Some(height), Some((w, h))) => (height * w / h, height),
        (_, _, Some(size)) => size,
        _ => DEFAULT_SIZE,
    };
    Some(Picture {
        extension: "svg",
        width: width.round() as u32,
        height: height.round() as u32,
        has_scripts: document.descendants().any(is_script),
    })
}

fn is_script(node: roxmltree::Node) -> bool {
    let is_handler =
        |name: &str| name.starts_with("on") && name.bytes().all(|byte| byte.is_ascii_lowercase());
    let mut attributes = node.attributes().filter(|it| it.namespace().is_none());
    node.tag_name().name() == "script" || attributes.any(|it| is_handler(it.name()))
}

/// A length in pixels, or in nothing, which means pixels; per cent and the like say nothing here.
fn pixels(length: &str) -> Option<f64> {
    let number = length.trim().trim_end_matches("px").parse().ok()?;
    (number > 0.0).then_some(number)
}

fn view_size(view: &str) -> Option<(f64, f64)> {
    let mut numbers = view
        .split([' ', ','])
        .filter(|part| !part.is_empty())
        .skip(2);
    Some((pixels(numbers.next()?)?, pixels(numbers.next()?)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(svg: &str) -> Option<(u32, u32)> {
        let svg = svg.replace("<svg", "<svg xmlns='http://www.w3.org/2000/svg'");
        recognise(svg.as_bytes()).map(|picture| (picture.width, picture.height))
    }

    #[test]
    fn the_size_of_an_svg_is_that_which_a_browser_would_take() {
        for (svg, expected) in [
            ("<svg width='640' height='360'/>", (640, 360)),
            (
                "<svg width='64px' height='36.4px' viewBox='0 0 1 1'/>",
                (64, 36),
            ),
            ("<svg viewBox='0 0 320 200'/>", (320, 200)),
            ("<svg width='100%' viewBox='0,0,320,200'/>", (320, 200)),
            ("<svg width='160' viewBox='0 0 320 200'/>", (160, 100)),
            ("<svg/>", (300, 150)),
        ] {
            assert_eq!(size(svg), Some(expected), "{svg}");
        }
    }

    #[test]
    fn an_svg_with_a_script_or_a_handler_is_told_apart() {
        for (inside, expected) in [
            ("<script>alert(1)</script>", true),
            ("<g><rect onclick='alert(1)'/></g>", true),
            ("<title only_selected='x'>onclick</title>", false),
        ] {
            let svg = format!("<svg xmlns='http://www.w3.org/2000/svg'>{inside}</svg>");
            let picture = recognise(svg.as_bytes()).unwrap();
            assert_eq!(picture.has_scripts, expected, "{inside}");
        }
    }

    #[test]
    fn what_is_no_image_is_not_taken_for_one() {
        for bytes in [
            &b"<html></html>"[..],
            b"",
            b"%PDF-1.7",
            b"<svg width='1' height='1'/>",
            b"BM\0\0\0\0",
        ] {
            assert_eq!(recognise(bytes), None);
        }
    }

    #[test]
    fn the_content_decides_the_type_and_not_the_name() {
        let gif = b"GIF89a\x02\x00\x03\x00\x00\x00\x00;";
        let picture = recognise(gif).unwrap();
        assert_eq!(
            (picture.extension, picture.width, picture.height),
            ("gif", 2, 3)
        );
    }
}
