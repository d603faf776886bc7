//! Categories below categories.

use guichet_search::{Segment, SegmentWriter};
use guichet_wire::catalog::{Catalog, Category};
use guichet_wire::manifest::{FileRef, LocaleEntry};

use super::Locale;

fn category(id: &str, parent: Option<&str>, articles: u32) -> Category {
    Category {
        id: id.to_owned(),
        name: id.to_owned(),
        description: String::new(),
        articles,
        parent: parent.map(str::to_owned),
    }
}

fn file() -> FileRef {
    FileRef {
        path: "file".to_owned(),
        bytes: 0,
        integrity: String::new(),
    }
}

/// A locale of these categories; their articles do not matter here.
fn locale(categories: Vec<Category>) -> Locale {
    let entry = LocaleEntry {
        tag: "en".to_owned(),
        fallback: Vec::new(),
        articles: 0,
        catalog: file(),
        index: file(),
    };
    let catalog = Catalog {
        locale: "en".to_owned(),
        categories,
        ..Catalog::default()
    };
    let segment = Segment::open(&SegmentWriter::new("en").finish()).unwrap();
    Locale::new(&entry, catalog, segment).unwrap()
}

#[test]
fn a_category_counts_what_is_below_it_at_every_level() {
    let locale = locale(vec![
        category("orders", None, 3),
        category("products", None, 0),
        category("lamps", Some("products"), 2),
        category("batteries", Some("lamps"), 1),
        category("wool", Some("products"), 4),
    ]);
    for (id, articles) in [("orders", 3), ("products", 7), ("lamps", 3), ("wool", 4)] {
        assert_eq!(locale.articles_below(id), articles, "{id}");
    }
    let ids = |parent| -> Vec<&str> {
        let categories = locale.categories_in(parent);
        categories.map(|category| category.id.as_str()).collect()
    };
    assert_eq!(ids(None), ["orders", "products"]);
    assert_eq!(ids(Some("products")), ["lamps", "wool"]);
}

#[test]
fn a_category_that_is_below_itself_ends_nothing() {
    let locale = locale(vec![
        category("a", Some("b"), 1),
        category("b", Some("a"), 2),
    ]);
    assert_eq!(locale.articles_below("a"), 3);
    assert_eq!(locale.articles_below("b"), 3);
}
