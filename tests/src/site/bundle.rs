//! The help centre as a static host: the built widget and the demo's bundle, whose manifest names the story's own desk. The same bundle, cut as that
//! of a hundred times as many articles would be, stands for a large one.

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use axum::routing::get;
use axum::{Json, Router};
use guichet_cli::build::{Cutting, build, build_cut};
use guichet_wire::manifest::{LocaleEntry, Manifest};
use indicatif::ProgressBar;
use tower_http::cors::CorsLayer;
use tower_http::services::ServeDir;

use crate::{Failure, Words, repository};

/// The built bundle with another endpoint.
#[derive(Clone, Debug)]
pub struct Bundle {
    dist: PathBuf,
    /// The folder of the bundle.
    files: PathBuf,
    /// Its manifest, as it is served.
    pub manifest: Manifest,
}

impl Bundle {
    /// The demo's bundle, sending its tickets to the desk at `desk`.
    pub fn sending_to(desk: &str) -> Result<Self, Failure> {
        Self::of(repository::built("dist/bundle/manifest.json")?, desk)
    }

    /// The same in shards and pages.
    pub fn large_sending_to(desk: &str) -> Result<Self, Failure> {
        static LARGE: OnceLock<PathBuf> = OnceLock::new();
        let folder = LARGE.get_or_init(|| {
            let folder = repository::path("target/tests/large-bundle");
            let demo = repository::path("demo/kb");
            let cutting = Cutting {
                whole: 0,
                shard: 1_000,
            };
            build_cut(&demo, &folder, &cutting, &ProgressBar::hidden())
                .expect("the demo's knowledge base can be built");
            folder
        });
        Self::of(folder.join("manifest.json"), desk)
    }

    /// Articles with everything that an article can have.
    pub fn articles_sending_to(desk: &str) -> Result<Self, Failure> {
        static ARTICLES: OnceLock<PathBuf> = OnceLock::new();
        let folder = ARTICLES.get_or_init(|| built("articles"));
        Self::of(folder.join("manifest.json"), desk)
    }

    /// A contact form with a question of each kind.
    pub fn form_sending_to(desk: &str) -> Result<Self, Failure> {
        static FORM: OnceLock<PathBuf> = OnceLock::new();
        let folder = FORM.get_or_init(|| built("form"));
        Self::of(folder.join("manifest.json"), desk)
    }

    /// The same in every language of the UI, because the panel speaks that of its articles: in English where there are no others.
    pub fn in_every_language_sending_to(desk: &str) -> Result<Self, Failure> {
        let mut bundle = Self::sending_to(desk)?;
        let manifest = &mut bundle.manifest;
        let english = manifest.locale("en").cloned();
        let english = english.expect("the demo's articles are written in English");
        for tag in Words::tags()? {
            if manifest.locale(&tag).is_none() {
                let english = english.clone();
                manifest.locales.push(LocaleEntry { tag, ..english });
            }
        }
        Ok(bundle)
    }

    fn of(manifest: PathBuf, desk: &str) -> Result<Self, Failure> {
        repository::built("dist/guichet.js")?;
        let mut files = manifest;
        let manifest = fs::read(&files)?;
        files.pop();
        let mut manifest: Manifest = serde_json::from_slice(&manifest)?;
        manifest.settings.contact.endpoint = Some(format!("{desk}/tickets"));
        manifest.settings.feedback.endpoint = Some(format!("{desk}/feedback"));
        Ok(Self {
            dist: repository::path("dist"),
            files,
            manifest,
        })
    }

    /// The whole host: the widget at `/`, the bundle at `/bundle/`.
    pub fn router(&self) -> Router {
        let manifest = self.manifest.clone();
        Router::new()
            .route("/bundle/manifest.json", get(async || Json(manifest)))
            .nest_service("/bundle", ServeDir::new(&self.files))
            .fallback_service(ServeDir::new(&self.dist))
            .layer(CorsLayer::permissive())
    }

    /// A file of the bundle with one bit in its middle turned over.
    pub fn damaged(&self, path: &str) -> Result<Vec<u8>, Failure> {
        let mut bytes = fs::read(self.files.join(path))?;
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        Ok(bytes)
    }
}

/// The folder of the bundle of a knowledge base in `tests/`.
fn built(name: &str) -> PathBuf {
    let folder = repository::path(&format!("target/tests/{name}-bundle"));
    let base = repository::path(&format!("tests/{name}"));
    build(&base, &folder, &ProgressBar::hidden()).expect("the tests' knowledge bases can be built");
    folder
}
