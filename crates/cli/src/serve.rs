//! `guichet serve`: a web server for a folder, or for a knowledge base that is rebuilt while its texts are written.
//!
//! It is for one's own machine and for tests. A bundle needs no server of ours: any web host will do.

mod files;
mod live;
mod reload;

use std::future::Future;
use std::io::ErrorKind;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use axum::Router;
use axum::response::Redirect;
use axum::routing::get;
use clap::Args;
use tokio::net::TcpListener;

use self::live::Live;
use crate::knowledge_base::settings;
use crate::stop::told_to_stop;

/// Serves a folder, or builds and serves a knowledge base, again after every change.
#[derive(Args, Debug)]
pub struct ServeArgs {
    /// The folder to serve; one with guichet.toml is built first, and again when its files change
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// A knowledge base whose bundle is built and served beside the folder
    #[arg(long, value_name = "KB")]
    pub kb: Option<PathBuf>,
    /// Where the bundle of --kb is found
    #[arg(long, value_name = "PATH", default_value = "/bundle/", requires = "kb")]
    pub mount: String,
    /// The port; 0 for any that is free
    #[arg(long, short, default_value_t = 4100)]
    pub port: u16,
    /// The address to listen on; 0.0.0.0 lets other machines in
    #[arg(long, default_value = "127.0.0.1")]
    pub host: IpAddr,
}

/// Runs the subcommand until it is told to stop.
pub fn run(args: &ServeArgs) -> Result<()> {
    let runtime = tokio::runtime::Runtime::new().context("cannot start the server's threads")?;
    runtime.block_on(async {
        let listener = bind(args).await?;
        let site = Site::open(args)?;
        anstream::println!(
            "Serving {} on http://{}/ (Ctrl-C stops it)",
            args.dir.display(),
            listener.local_addr()?
        );
        site.serve(listener, told_to_stop()).await
    })
}

async fn bind(args: &ServeArgs) -> Result<TcpListener> {
    let address = (args.host, args.port);
    TcpListener::bind(address).await.map_err(|error| {
        let (host, port) = address;
        match error.kind() {
            ErrorKind::AddrInUse => anyhow::anyhow!(
                "port {port} of {host} is taken by another program; choose another with --port, or --port 0 for any that is free"
            ),
            ErrorKind::AddrNotAvailable => {
                anyhow::anyhow!("{host} is no address of this machine; name one of its own with --host")
            }
            ErrorKind::PermissionDenied => {
                anyhow::anyhow!("port {port} may not be used by you; choose one above 1023 with --port")
            }
            _ => anyhow::Error::new(error).context(format!("cannot listen on {host} port {port}")),
        }
    })
}

/// What is served.
#[derive(Debug)]
pub struct Site {
    router: Router,
    live: Option<Live>,
}

impl Site {
    /// Makes the routes, after building the knowledge base if there is one.
    pub fn open(args: &ServeArgs) -> Result<Self> {
        let is_folder = args.dir.is_dir();
        if !is_folder {
            bail!(
                "{} is not a folder; name the one that holds the files to serve",
                args.dir.display()
            );
        }
        match (is_knowledge_base(&args.dir), &args.kb) {
            (true, Some(_)) => bail!(
                "{} is a knowledge base itself; leave --kb out, or name the folder of a website before it",
                args.dir.display()
            ),
            (true, None) => Self::knowledge_base(&args.dir),
            (false, Some(kb)) => Self::folder_and_bundle(&args.dir, kb, &mount(&args.mount)?),
            (false, None) => Ok(Self {
                router: entrance(&args.dir, Router::new())
                    .fallback_service(files::folder(&args.dir, "")),
                live: None,
            }),
        }
    }

    fn knowledge_base(dir: &Path) -> Result<Self> {
        let live = Live::start(dir)?;
        let router = entrance(live.bundle(), reload::routes(live.changes()))
            .fallback_service(bundle(&live, ""));
        Ok(Self {
            router,
            live: Some(live),
        })
    }

    fn folder_and_bundle(dir: &Path, kb: &Path, mount: &str) -> Result<Self> {
        if !is_knowledge_base(kb) {
            bail!(
                "--kb names {}, which holds no {}; make a knowledge base by `guichet init`",
                kb.display(),
                settings::FILE
            );
        }
        let live = Live::start(kb)?;
        let router = entrance(dir, reload::routes(live.changes()))
            .nest_service(mount, bundle(&live, mount))
            .fallback_service(files::folder(dir, ""));
        Ok(Self {
            router,
            live: Some(live),
        })
    }

    /// Answers on `listener` until `stop` completes and the requests under way are answered.
    pub async fn serve(
        self,
        listener: TcpListener,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<()> {
        let Self { router, live } = self;
        // The folder of the bundle lives as long as the server, its watcher until the server is to stop: pages that wait
        // for a change would keep it open otherwise.
        let (bundle, watcher) = live.map(Live::into_parts).unzip();
        axum::serve(listener, router)
            .with_graceful_shutdown(async move {
                stop.await;
                drop(watcher);
            })
            .await
            .context("the server can no longer accept connections")?;
        drop(bundle);
        Ok(())
    }
}

fn is_knowledge_base(dir: &Path) -> bool {
    dir.join(settings::FILE).is_file()
}

/// A bundle has no index.html of its own: its static pages are what a person wants to see.
fn entrance(dir: &Path, router: Router) -> Router {
    if dir.join("index.html").exists() {
        return router;
    }
    let pages = dir.join("pages/index.html");
    let missing = dir.to_owned();
    router.route(
        "/",
        get(async move || match pages.exists() {
            true => Ok(Redirect::temporary("/pages/")),
            false => Err(files::nothing_to_show(&missing)),
        }),
    )
}

fn bundle(live: &Live, prefix: &str) -> Router {
    Router::new()
        .fallback_service(files::folder(live.bundle(), prefix))
        .layer(axum::middleware::from_fn(reload::inject))
}

/// The path without the slash at its end.
fn mount(path: &str) -> Result<String> {
    let trimmed = path.trim_matches('/');
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    if trimmed.is_empty() || !trimmed.chars().all(is_plain) {
        bail!("--mount should be a path such as /bundle/, found `{path}`");
    }
    Ok(format!("/{trimmed}"))
}
