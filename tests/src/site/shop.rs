//! Everything of one story that is not the browser: the page, the help centre, the desk.

use guichet_wire::settings::EndpointKind;
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

/// Makes the bundle that sends its tickets to a desk's origin.
type MakeBundle = fn(&str) -> Result<Bundle, Failure>;

impl Shop {
    /// Everything open and working.
    pub async fn open(page: Page) -> Result<Self, Failure> {
        Self::with_bundle(page, Bundle::sending_to).await
    }

    /// The same with a knowledge base that comes in parts.
    pub async fn large(page: Page) -> Result<Self, Failure> {
        Self::with_bundle(page, Bundle::large_sending_to).await
    }

    /// The same with articles that have everything that an article can have.
    pub async fn with_articles(page: Page) -> Result<Self, Failure> {
        Self::with_bundle(page, Bundle::articles_sending_to).await
    }

    /// The same with a contact form that has a question of each kind.
    pub async fn with_form(page: Page) -> Result<Self, Failure> {
        Self::with_bundle(page, Bundle::form_sending_to).await
    }

    /// The same in every language of the UI.
    pub async fn in_every_language(page: Page) -> Result<Self, Failure> {
        Self::with_bundle(page, Bundle::in_every_language_sending_to).await
    }

    async fn with_bundle(page: Page, bundle: MakeBundle) -> Result<Self, Failure> {
        let mut shop = Self::closed(page, bundle).await?;
        shop.desk.open()?;
        Ok(shop)
    }

    /// The same, but nobody answers at the desk until the story opens it.
    pub async fn with_closed_desk(page: Page) -> Result<Self, Failure> {
        Self::closed(page, Bundle::sending_to).await
    }

    /// The same in every language of the UI.
    pub async fn in_every_language_with_closed_desk(page: Page) -> Result<Self, Failure> {
        Self::closed(page, Bundle::in_every_language_sending_to).await
    }

    /// The same, but the tickets go to another service, and nobody is ever at the desk.
    pub async fn with_service(
        page: Page,
        kind: EndpointKind,
        endpoint: &str,
    ) -> Result<Self, Failure> {
        let to_service = |desk: &str| {
            let mut bundle = Bundle::sending_to(desk)?;
            let contact = &mut bundle.manifest.settings.contact;
            contact.kind = kind;
            contact.endpoint = Some(endpoint.to_owned());
            Ok(bundle)
        };
        Self::closed(page, to_service).await
    }

    async fn closed(
        page: Page,
        bundle: impl FnOnce(&str) -> Result<Bundle, Failure>,
    ) -> Result<Self, Failure> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let desk = DeskSite::closed(&format!("http://{}", listener.local_addr()?)).await?;
        let bundle = bundle(&desk.origin)?;
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
