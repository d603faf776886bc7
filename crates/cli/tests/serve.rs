//! `guichet serve` as a browser meets it, over loopback.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use clap::Parser;
use guichet_cli::serve::{ServeArgs, Site};
use guichet_cli::{Command, Guichet};
use reqwest::header::{ACCEPT_ENCODING, HeaderMap, IF_NONE_MATCH, RANGE};
use reqwest::{Client, Response, StatusCode};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A running server; it stops when it is told to.
struct Running {
    address: String,
    stop: oneshot::Sender<()>,
    server: JoinHandle<anyhow::Result<()>>,
}

fn arguments(dir: &Path, more: &[&str]) -> ServeArgs {
    let start = ["guichet", "serve", dir.to_str().unwrap()];
    match Guichet::try_parse_from(start.iter().chain(more))
        .unwrap()
        .command
    {
        Command::Serve(args) => args,
        other => panic!("`serve` was read as {other:?}"),
    }
}

async fn start(dir: &Path, more: &[&str]) -> Running {
    let site = Site::open(&arguments(dir, more)).unwrap();
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let (stop, stopped) = oneshot::channel();
    let server = tokio::spawn(site.serve(listener, async { drop(stopped.await) }));
    Running {
        address,
        stop,
        server,
    }
}

impl Running {
    async fn get_with(&self, path: &str, headers: HeaderMap) -> Response {
        let url = format!("http://{}{path}", self.address);
        let client = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        client.get(url).headers(headers).send().await.unwrap()
    }

    async fn get(&self, path: &str) -> Response {
        self.get_with(path, HeaderMap::new()).await
    }

    async fn stop(self) {
        self.stop.send(()).unwrap();
        self.server.await.unwrap().unwrap();
    }
}

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response
        .headers()
        .get(name)
        .map_or("", |value| value.to_str().unwrap())
}

fn with(name: reqwest::header::HeaderName, value: &str) -> HeaderMap {
    HeaderMap::from_iter([(name, value.parse().unwrap())])
}

fn site() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for name in [
        "index.html",
        "guichet.js",
        "a.css",
        "app.wasm",
        "data.json",
        "box.svg",
        "en/pack-0123456789abcdef.bin",
        "sub/index.html",
    ] {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "0123456789".repeat(100)).unwrap();
    }
    dir
}

fn knowledge_base() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let settings = "name = \"Shop\"\ndefault-locale = \"en\"\n[locales.en]\n[[categories]]\nid = \"a\"\nname = { en = \"A\" }\n";
    fs::write(dir.path().join("guichet.toml"), settings).unwrap();
    fs::create_dir(dir.path().join("en")).unwrap();
    write_article(dir.path(), "First");
    dir
}

fn write_article(knowledge_base: &Path, title: &str) {
    let text = format!("---\ntitle: {title}\ncategory: a\n---\nText.\n");
    fs::write(knowledge_base.join("en/article.md"), text).unwrap();
}

#[tokio::test]
async fn files_have_the_types_that_browsers_insist_on() {
    let dir = site();
    let server = start(dir.path(), &[]).await;
    for (path, content_type) in [
        ("/", "text/html; charset=utf-8"),
        ("/sub/", "text/html; charset=utf-8"),
        ("/guichet.js", "text/javascript; charset=utf-8"),
        ("/a.css", "text/css; charset=utf-8"),
        ("/app.wasm", "application/wasm"),
        ("/data.json", "application/json"),
        ("/box.svg", "image/svg+xml"),
        ("/en/pack-0123456789abcdef.bin", "application/octet-stream"),
    ] {
        let response = server.get(path).await;
        assert_eq!(
            (response.status(), header(&response, "content-type")),
            (StatusCode::OK, content_type),
            "{path}"
        );
        assert_eq!(
            header(&response, "access-control-allow-origin"),
            "*",
            "{path}"
        );
        assert_eq!(
            header(&response, "cross-origin-resource-policy"),
            "cross-origin",
            "{path}"
        );
    }
    server.stop().await;
}

#[tokio::test]
async fn texts_are_compressed_and_packs_are_not() {
    let dir = site();
    let server = start(dir.path(), &[]).await;
    for (path, accepted, encoding) in [
        ("/guichet.js", "gzip, br", "br"),
        ("/app.wasm", "gzip", "gzip"),
        ("/box.svg", "br", "br"),
        ("/guichet.js", "identity", ""),
        ("/en/pack-0123456789abcdef.bin", "gzip, br", ""),
    ] {
        let response = server.get_with(path, with(ACCEPT_ENCODING, accepted)).await;
        assert_eq!(header(&response, "content-encoding"), encoding, "{path}");
        assert_eq!(
            header(&response, "etag").starts_with("W/"),
            !encoding.is_empty(),
            "{path}"
        );
    }
    server.stop().await;
}

#[tokio::test]
async fn only_files_named_by_their_hash_are_kept_for_ever() {
    let dir = site();
    let server = start(dir.path(), &[]).await;
    let pack = server.get("/en/pack-0123456789abcdef.bin").await;
    assert_eq!(
        header(&pack, "cache-control"),
        "public, max-age=31536000, immutable"
    );
    let gone = server.get("/en/pack-fedcba9876543210.bin").await;
    assert_eq!(
        (gone.status(), header(&gone, "cache-control")),
        (StatusCode::NOT_FOUND, "no-cache")
    );
    let loader = server.get("/guichet.js").await;
    assert_eq!(header(&loader, "cache-control"), "no-cache");
    let again = server
        .get_with("/guichet.js", with(IF_NONE_MATCH, header(&loader, "etag")))
        .await;
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    assert!(!header(&loader, "last-modified").is_empty());
    server.stop().await;
}

#[tokio::test]
async fn a_part_of_a_file_can_be_asked_for() {
    let dir = site();
    let server = start(dir.path(), &[]).await;
    let part = server
        .get_with("/en/pack-0123456789abcdef.bin", with(RANGE, "bytes=2-4"))
        .await;
    assert_eq!(
        (part.status(), part.text().await.unwrap()),
        (StatusCode::PARTIAL_CONTENT, "234".to_owned())
    );
    server.stop().await;
}

#[tokio::test]
async fn what_is_not_there_is_said_in_words() {
    let dir = site();
    let server = start(dir.path(), &[]).await;
    let missing = server.get("/nowhere/else.html").await;
    assert_eq!(
        (missing.status(), header(&missing, "content-type")),
        (StatusCode::NOT_FOUND, "text/plain; charset=utf-8")
    );
    assert_eq!(
        missing.text().await.unwrap(),
        "There is no file /nowhere/else.html here.\n"
    );
    server.stop().await;
}

/// Written by hand, since clients tidy such paths away.
async fn raw(server: &Running, path: &str) -> String {
    let mut stream = TcpStream::connect(&server.address).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn nothing_outside_of_the_folder_is_served() {
    let around = tempfile::tempdir().unwrap();
    fs::write(around.path().join("secret.txt"), "secret").unwrap();
    let inside = around.path().join("inside");
    fs::create_dir(&inside).unwrap();
    fs::write(inside.join("a.txt"), "inside").unwrap();
    let server = start(&inside, &[]).await;
    assert!(raw(&server, "/a.txt").await.ends_with("inside"));
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/a/../../secret.txt",
        "//../secret.txt",
    ] {
        let answer = raw(&server, path).await;
        assert!(
            answer.starts_with("HTTP/1.1 4") && !answer.ends_with("secret"),
            "{path}: {answer}"
        );
    }
    server.stop().await;
}

#[tokio::test]
async fn a_knowledge_base_is_built_and_its_pages_reload_after_a_change() {
    let dir = knowledge_base();
    let server = start(dir.path(), &[]).await;
    let entrance = server.get("/").await;
    assert_eq!(header(&entrance, "location"), "/pages/");
    let page = server
        .get("/pages/en/article.html")
        .await
        .text()
        .await
        .unwrap();
    assert!(
        page.contains("First") && page.contains("/__guichet/reload.js"),
        "{page}"
    );
    let script = server.get("/__guichet/reload.js").await;
    assert_eq!(
        header(&script, "content-type"),
        "text/javascript; charset=utf-8"
    );

    let mut events = server.get("/__guichet/reload").await;
    write_article(dir.path(), "Second");
    let event = events.chunk().await.unwrap().unwrap();
    assert!(event.starts_with(b"data: "), "{event:?}");
    let page = server
        .get("/pages/en/article.html")
        .await
        .text()
        .await
        .unwrap();
    assert!(page.contains("Second"), "{page}");

    // A page that waits for changes does not keep the server from stopping.
    server.stop().await;
    assert!(events.chunk().await.unwrap().is_none());
}

#[tokio::test]
async fn a_knowledge_base_with_errors_leaves_the_last_good_bundle_in_place() {
    let dir = knowledge_base();
    let server = start(dir.path(), &[]).await;
    let mut events = server.get("/__guichet/reload").await;
    fs::write(
        dir.path().join("en/article.md"),
        "---\ntitle: Broken\ncategory: nowhere\n---\n",
    )
    .unwrap();
    fs::write(dir.path().join("en/other.md"), "no front matter").unwrap();
    assert!(
        server
            .get("/pages/en/article.html")
            .await
            .text()
            .await
            .unwrap()
            .contains("First")
    );
    fs::remove_file(dir.path().join("en/other.md")).unwrap();
    write_article(dir.path(), "Mended");
    events.chunk().await.unwrap().unwrap();
    assert!(
        server
            .get("/pages/en/article.html")
            .await
            .text()
            .await
            .unwrap()
            .contains("Mended")
    );
    server.stop().await;
}

#[tokio::test]
async fn a_website_gets_the_bundle_of_a_knowledge_base_beside_it() {
    let (website, kb) = (site(), knowledge_base());
    let server = start(website.path(), &["--kb", kb.path().to_str().unwrap()]).await;
    assert_eq!(
        header(&server.get("/bundle/manifest.json").await, "content-type"),
        "application/json"
    );
    assert!(
        server
            .get("/bundle/pages/en/article.html")
            .await
            .text()
            .await
            .unwrap()
            .contains("First")
    );
    assert!(
        !server
            .get("/")
            .await
            .text()
            .await
            .unwrap()
            .contains("__guichet")
    );
    assert_eq!(
        header(&server.get("/bundle/pages").await, "location"),
        "/bundle/pages/"
    );
    server.stop().await;
}

#[test]
fn a_port_that_is_taken_is_named_with_the_flag_that_helps() {
    let dir = site();
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let error = guichet_cli::serve::run(&arguments(dir.path(), &["--port", &port]))
        .unwrap_err()
        .to_string();
    assert!(error.contains(&port) && error.contains("--port"), "{error}");
}
