//! What only Chromium's DevTools protocol can do: a system set up in another way, and slower processors.

use serde_json::{Value, json};

use super::Browser;
use crate::Failure;

/// How a person has set up the system.
#[derive(Clone, Copy, Debug)]
pub struct Preferences {
    /// The colour scheme: `light` or `dark`.
    pub scheme: &'static str,
    /// The system's few colours instead of a page's own.
    pub forced_colors: bool,
    /// No movement that is not needed.
    pub reduced_motion: bool,
    /// The size of ordinary text in pixels.
    pub text: u32,
    /// Fingers instead of a mouse.
    pub touch: bool,
}

impl Preferences {
    /// A system that nobody has set up.
    pub const AS_IT_COMES: Self = Self {
        scheme: "light",
        forced_colors: false,
        reduced_motion: false,
        text: 16,
        touch: false,
    };

    /// The same in the colour scheme `light` or `dark`.
    pub const fn scheme(scheme: &'static str) -> Self {
        Self {
            scheme,
            ..Self::AS_IT_COMES
        }
    }
}

impl Browser {
    /// Sets up the system. Chromium only.
    pub async fn chromium_prefers(&self, preferences: Preferences) -> Result<(), Failure> {
        let one_of = |is_so, yes, no| if is_so { yes } else { no };
        let forced_colors = one_of(preferences.forced_colors, "active", "none");
        let motion = one_of(preferences.reduced_motion, "reduce", "no-preference");
        let features = json!({ "features": [
            { "name": "prefers-color-scheme", "value": preferences.scheme },
            { "name": "forced-colors", "value": forced_colors },
            { "name": "prefers-reduced-motion", "value": motion },
        ] });
        let sizes = json!({ "fontSizes": { "standard": preferences.text } });
        let touch = json!({ "enabled": preferences.touch });
        self.devtools("Emulation.setEmulatedMedia", features)
            .await?;
        self.devtools("Page.setFontSizes", sizes).await?;
        self.devtools("Emulation.setTouchEmulationEnabled", touch)
            .await
    }

    /// Makes the processor slower by this factor; 1 is its own speed. Chromium only.
    pub async fn chromium_slows_down(&self, factor: u32) -> Result<(), Failure> {
        self.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": factor }))
            .await
    }

    /// Lets so many bytes a second leave, or as many as can. Chromium only.
    pub async fn chromium_uploads_at(&self, bytes: Option<u32>) -> Result<(), Failure> {
        let upload = bytes.map_or(-1.0, f64::from);
        let line = json!({ "offline": false, "latency": 0, "downloadThroughput": -1, "uploadThroughput": upload });
        self.devtools("Network.enable", json!({})).await?;
        self.devtools("Network.emulateNetworkConditions", line)
            .await
    }

    /// Moves a finger over the window, in CSS pixels. Chromium only.
    pub async fn chromium_swipes(&self, from: (i32, i32), to: (i32, i32)) -> Result<(), Failure> {
        self.chromium_touches(from).await?;
        self.chromium_swipes_on(from, to).await
    }

    /// Puts a finger down. Chromium only.
    pub async fn chromium_touches(&self, at: (i32, i32)) -> Result<(), Failure> {
        self.finger("touchStart", Some(at)).await
    }

    /// Moves the finger that is down, and lifts it. Chromium only.
    pub async fn chromium_swipes_on(
        &self,
        from: (i32, i32),
        to: (i32, i32),
    ) -> Result<(), Failure> {
        let half = ((from.0 + to.0) / 2, (from.1 + to.1) / 2);
        self.finger("touchMove", Some(half)).await?;
        self.finger("touchMove", Some(to)).await?;
        self.finger("touchEnd", None).await
    }

    async fn finger(&self, does: &str, at: Option<(i32, i32)>) -> Result<(), Failure> {
        let points: Vec<Value> = at.iter().map(|(x, y)| json!({ "x": x, "y": y })).collect();
        let event = json!({ "type": does, "touchPoints": points });
        self.devtools("Input.dispatchTouchEvent", event).await
    }

    async fn devtools(&self, method: &str, parameters: Value) -> Result<(), Failure> {
        self.running
            .session
            .cdp()
            .send_raw(method, parameters)
            .await?;
        Ok(())
    }
}
