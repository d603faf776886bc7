//! The help centre as a static host: the built widget and the demo's bundle, whose manifest names the story's own desk.

use std::fs;
use std::path::PathBuf;

use axum::routing::get;
use axum::{Json, Router};
use guichet_wire::manifest::Manifest;
use tower_http::cors::CorsLayer;
use tower_http::services::ServeDir;

use crate::{Failure, repository};

/// The built bundle with another endpoint.
#[derive(Clone, Debug)]
pub struct Bundle {
    dist: PathBuf,
    /// Its manifest, as it is served.
    pub manifest: Manifest,
}

impl Bundle {
    /// The demo's bundle, sending its tickets to the desk at `desk`.
    pub fn sending_to(desk: &str) -> Result<Self, Failure> {
        repository::built("dist/guichet.js")?;
        let manifest = fs::read(repository::built("dist/bundle/manifest.json")?)?;
        let mut manifest: Manifest = serde_json::from_slice(&manifest)?;
        manifest.settings.contact.endpoint = Some(format!("{desk}/tickets"));
        Ok(Self {
            dist: repository::path("dist"),
            manifest,
        })
    }

    /// The whole host: the widget at `/`, the bundle at `/bundle/`.
    pub fn router(&self) -> Router {
        let manifest = self.manifest.clone();
        Router::new()
            .route("/bundle/manifest.json", get(async || Json(manifest)))
            .fallback_service(ServeDir::new(&self.dist))
            .layer(CorsLayer::permissive())
    }

    /// A file of the bundle with one bit in its middle turned over.
    pub fn damaged(&self, path: &str) -> Result<Vec<u8>, Failure> {
        let mut bytes = fs::read(self.dist.join("bundle").join(path))?;
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        Ok(bytes)
    }
}
