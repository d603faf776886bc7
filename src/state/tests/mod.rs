//! The widget's stories, told to `update` without a browser. Here is what they need: a knowledge base of two articles, and
//! models at the point where a story begins.

mod attachments;
mod attention;
mod context;
mod embedded;
mod feedback;
mod form;
mod home;
mod hours;
mod later;
mod parts;
mod places;
mod reach;
mod reading;
mod requests;
mod secrets;
mod standing;
mod suggestions;
mod tabs;
mod tickets;

use std::sync::Arc;

use guichet_bundle::Locale;
use guichet_bundle::pack::{Pack, PackWriter};
use guichet_search::{ArticleText, SectionText, Segment, SegmentWriter};
use guichet_wire::catalog::{ArticleEntry, Catalog, Category};
use guichet_wire::document::{Block, Document, Inline};
use guichet_wire::manifest::{FORMAT, FileRef, LocaleEntry, Manifest};
use guichet_wire::problem::{FieldCode, FieldProblem, Problem};
use guichet_wire::settings::Settings;
use guichet_wire::ticket::{Receipt, TicketId};

use super::*;

const ID: TicketId = TicketId([1; 16]);
const OTHER: TicketId = TicketId([2; 16]);
const ENDPOINT: &str = "https://desk.example.org/tickets";

fn file(path: &str) -> FileRef {
    FileRef {
        path: path.to_owned(),
        bytes: 1,
        integrity: String::new(),
    }
}

fn manifest() -> Manifest {
    let entry = |tag: &str, fallback: &[&str]| LocaleEntry {
        tag: tag.to_owned(),
        fallback: fallback.iter().map(|tag| tag.to_string()).collect(),
        articles: 2,
        catalog: file("catalog"),
        index: file("index"),
    };
    let mut settings = Settings::default();
    settings.contact.endpoint = Some(ENDPOINT.to_owned());
    Manifest {
        format: FORMAT,
        name: "Pinewick".to_owned(),
        default_locale: "en".to_owned(),
        locales: vec![entry("en", &[]), entry("hu", &["en"]), entry("ga", &["en"])],
        reach: Some(file("reach")),
        settings,
    }
}

const ARTICLES: [(&str, &str, &str); 2] = [
    (
        "orders/track",
        "Track your order",
        "See where the parcel is.",
    ),
    (
        "returns/refunds",
        "Refunds",
        "Your money comes back within five days.",
    ),
];

fn writer(locale: &str) -> SegmentWriter {
    let mut writer = SegmentWriter::new(locale);
    for (_, title, body) in ARTICLES {
        let lead = SectionText { heading: "", body };
        writer.add_article(&ArticleText {
            title,
            keywords: &[],
            description: "",
            sections: &[lead],
            ..ArticleText::default()
        });
    }
    writer
}

fn entries() -> Vec<ArticleEntry> {
    let entry = |(id, title, _): (&str, &str, &str)| ArticleEntry {
        id: id.to_owned(),
        title: title.to_owned(),
        description: String::new(),
        category: "orders".to_owned(),
        related: Vec::new(),
        written_in: None,
        updated: None,
        outdated: None,
        pack: 0,
        sections: Vec::new(),
    };
    ARTICLES.map(entry).to_vec()
}

fn categories() -> Vec<Category> {
    vec![Category {
        id: "orders".to_owned(),
        name: "Orders".to_owned(),
        description: String::new(),
        articles: ARTICLES.len() as u32,
        parent: None,
    }]
}

fn knowledge(locale: &str) -> Arc<Locale> {
    let catalog = Catalog {
        locale: locale.to_owned(),
        categories: categories(),
        articles: entries(),
        packs: vec![file("pack")],
        pages: None,
    };
    let segment = Segment::open(&writer(locale).finish()).unwrap();
    let manifest = manifest();
    let entry = manifest.locale(locale).unwrap();
    Arc::new(Locale::new(entry, catalog, segment).unwrap())
}

fn pack() -> Arc<Pack> {
    let mut writer = PackWriter::default();
    for (id, title, body) in ARTICLES {
        let blocks = vec![Block::Paragraph(vec![Inline::Text(body.to_owned())])];
        writer.add(id, "en", title, &Document { blocks });
    }
    Arc::new(Pack::open(writer.finish()).unwrap())
}

fn wanting(tags: &[&str]) -> Model {
    Model::new(Shell {
        wanted: tags.iter().map(|tag| tag.to_string()).collect(),
        translations: vec!["en".to_owned(), "hu".to_owned()],
        ..Shell::default()
    })
}

/// A model whose English knowledge base is open, and which has all parts of the program.
fn ready() -> Model {
    let mut model = first_opening();
    update(&mut model, Msg::ArticlePart(Ok(())));
    update(&mut model, Msg::ContactPart(Ok(())));
    model
}

/// The same before anybody wanted to write.
fn first_opening() -> Model {
    let mut model = wanting(&["en"]);
    update(&mut model, Msg::Manifest(Ok(manifest())));
    arrive(&mut model, "en");
    model
}

fn arrive(model: &mut Model, locale: &str) -> Vec<Effect> {
    let msg = Msg::Knowledge {
        locale: locale.to_owned(),
        result: Ok(knowledge(locale)),
    };
    update(model, msg)
}

fn search(model: &mut Model, query: &str) -> Vec<Effect> {
    update(model, Msg::QueryTyped(query.to_owned()))
}

fn typed(field: Field, text: &str) -> Msg {
    Msg::Edited {
        field,
        text: text.to_owned(),
        fits: true,
    }
}

fn submitted(id: TicketId) -> Msg {
    Msg::Submitted { id, now: 0 }
}

fn fill(model: &mut Model) {
    for (field, text) in [
        (Field::Email, "ana@example.org"),
        (Field::Subject, "Broken lamp"),
        (Field::Message, "It does not light."),
    ] {
        update(model, typed(field, text));
    }
}

/// A model whose ticket `ID` is on its way to the endpoint.
fn sending() -> Model {
    let mut model = ready();
    update(&mut model, Msg::Opened);
    update(&mut model, Msg::Go(Route::Contact));
    fill(&mut model);
    update(&mut model, submitted(ID));
    update(
        &mut model,
        Msg::Saved {
            id: ID,
            saved: true,
        },
    );
    model
}

fn receipt(id: TicketId) -> Answer {
    Answer::Accepted(Receipt {
        id,
        number: 1001,
        status_url: "https://desk.example.org/tickets/secret".to_owned(),
    })
}

fn answered(model: &mut Model, answer: Answer) -> Vec<Effect> {
    update(model, Msg::Answered { id: ID, answer })
}

fn stage(model: &Model) -> Option<Stage> {
    model.outbox.entries.first().map(|entry| entry.stage)
}
