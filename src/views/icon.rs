//! The icons: strokes on a 24 × 24 grid in the colour of the text around them. They only decorate; what they mean is always
//! said in words beside them or in a label.

use super::child::{Child, IntoChild};
use super::element::El;

/// Back to where the person came from; mirrored where reading runs from right to left.
pub fn back() -> Child {
    draw("icon mirrored", &["M19 12H5", "M11 6l-6 6 6 6"])
}

/// There is more behind this row.
pub fn forward() -> Child {
    draw("icon small mirrored", &["M9 6l6 6-6 6"])
}

/// Close or clear.
pub fn cross() -> Child {
    draw("icon", &["M6 6l12 12", "M18 6L6 18"])
}

/// Search.
pub fn magnifier() -> Child {
    draw(
        "icon",
        &["M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14z", "M16 16l4.5 4.5"],
    )
}

/// Languages.
pub fn globe() -> Child {
    draw(
        "icon",
        &[
            "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
            "M3 12h18",
            "M12 3c2.5 2.6 3.7 5.6 3.7 9s-1.2 6.4-3.7 9c-2.5-2.6-3.7-5.6-3.7-9S9.5 5.6 12 3z",
        ],
    )
}

/// An article, or the place where one will be.
pub fn book() -> Child {
    draw(
        "icon",
        &[
            "M12 6.5C10 5 7.5 4.5 4 4.5v13.5c3.5 0 6 .5 8 2 2-1.5 4.5-2 8-2V4.5c-3.5 0-6 .5-8 2z",
            "M12 6.5V20",
        ],
    )
}

/// Contact.
pub fn letter() -> Child {
    draw("icon", &["M4 6h16v12H4z", "M4 7l8 6 8-6"])
}

/// Files that go with a message.
pub fn clip() -> Child {
    draw(
        "icon",
        &[
            "M20 11.5l-8 8a5.2 5.2 0 0 1-7.4-7.4l8.3-8.3a3.5 3.5 0 0 1 5 5l-8.3 8.2a1.7 1.7 0 0 1-2.5-2.4L14.5 7",
        ],
    )
}

/// A file.
pub fn sheet() -> Child {
    draw("icon", &["M6 3.5h8L19 8.5v12H6z", "M13.5 3.5V9H19"])
}

/// A photo.
pub fn camera() -> Child {
    draw(
        "icon",
        &[
            "M3.5 7.5h4L9 5h6l1.5 2.5h4v12h-17z",
            "M12 9.5a3.7 3.7 0 1 0 0 7.4 3.7 3.7 0 0 0 0-7.4z",
        ],
    )
}

/// It has arrived, it is done.
pub fn check() -> Child {
    draw("icon", &["M5 12.5l4.5 4.5L19 7.5"])
}

/// It has to wait.
pub fn clock() -> Child {
    draw(
        "icon",
        &["M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z", "M12 7.5V12l3 2"],
    )
}

/// Copy.
pub fn sheets() -> Child {
    draw("icon small", &["M9 9h11v11H9z", "M5 15H4V4h11v1"])
}

/// The address of this place.
pub fn chain() -> Child {
    draw(
        "icon small",
        &[
            "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1",
            "M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
        ],
    )
}

/// Print.
pub fn printer() -> Child {
    draw(
        "icon small",
        &["M7 8V4h10v4", "M7 17H4V8h16v9h-3", "M7 14h10v6H7z"],
    )
}

/// The link leaves the panel.
pub fn leaving() -> Child {
    draw(
        "icon tiny mirrored",
        &["M9 5H5v14h14v-4", "M13 5h6v6", "M19 5l-8 8"],
    )
}

/// Back from a footnote to the text.
pub fn returning() -> Child {
    draw(
        "icon tiny mirrored",
        &["M9 14l-5-5 5-5", "M4 9h10a6 6 0 0 1 0 12h-3"],
    )
}

/// Worth knowing.
pub fn information() -> Child {
    draw(
        "icon",
        &[
            "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
            "M12 11v5.5",
            "M12 7.5v.01",
        ],
    )
}

/// Makes things easier.
pub fn bulb() -> Child {
    draw(
        "icon",
        &[
            "M9 18h6",
            "M10 21h4",
            "M12 3a6 6 0 0 0-3.5 10.9c.6.5 1 1.3 1 2.1h5c0-.8.4-1.6 1-2.1A6 6 0 0 0 12 3z",
        ],
    )
}

/// Needed to succeed.
pub fn flag() -> Child {
    draw("icon", &["M6 21V4", "M6 4.5h12l-2.5 4 2.5 4H6"])
}

/// Something can go wrong.
pub fn triangle() -> Child {
    draw(
        "icon",
        &["M12 4L2.8 19.5h18.4L12 4z", "M12 10v4.5", "M12 17v.01"],
    )
}

/// Something can be lost.
pub fn octagon() -> Child {
    draw(
        "icon",
        &[
            "M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3L8.3 3z",
            "M12 8v5",
            "M12 16v.01",
        ],
    )
}

fn draw(class: &'static str, strokes: &[&'static str]) -> Child {
    let strokes = strokes
        .iter()
        .map(|stroke| El::svg("path").attr("d", *stroke));
    El::svg("svg")
        .class(class)
        .attr("viewBox", "0 0 24 24")
        .attr("aria-hidden", "true")
        .child(strokes.collect::<Vec<_>>())
        .into_child()
}
