//! Everything of one story that is not the browser: the page, the help centre, the desk.

use tokio::net::TcpListener;

use super::{Bundle, DeskSite, Page, Site};
use crate::Failure;

/// A shop with a help centre and a desk, on three origins that nobody had before.
pub struct Shop {
    /// The shop's page.
    pub page: Site,
    /// The host of widget and bundle.
    pub help: Site,
    /// The bundle as it is served.
    pub bundle: Bundle,
    /// The desk.
    pub desk: DeskSite,
}

impl Shop {
    /// Everything open and working.
    pub async fn open(page: Page) -> Result<Self, Failure> {
        let mut shop = Self::with_closed_desk(page).await?;
        shop.desk.open()?;
        Ok(shop)
    }

    /// The same, but nobody answers at the desk until the story opens it.
    pub async fn with_closed_desk(page: Page) -> Result<Self, Failure> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let desk = DeskSite::closed(&format!("http://{}", listener.local_addr()?)).await?;
        let bundle = Bundle::sending_to(&desk.origin)?;
        let help = Site::start(bundle.router()).await?;
        let page = Site::on(listener, page.router(&help.origin, &desk.origin))?;
        Ok(Self {
            page,
            help,
            bundle,
            desk,
        })
    }
}
