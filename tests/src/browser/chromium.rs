//! What only Chromium's DevTools protocol can do: other colour schemes and slower processors.

use serde_json::json;

use super::Browser;
use crate::Failure;

impl Browser {
    /// Makes the system's colour scheme `light` or `dark`. Chromium only.
    pub async fn chromium_prefers(&self, scheme: &str) -> Result<(), Failure> {
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.devtools("Emulation.setEmulatedMedia", features).await
    }

    /// Makes the processor slower by this factor; 1 is its own speed. Chromium only.
    pub async fn chromium_slows_down(&self, factor: u32) -> Result<(), Failure> {
        self.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": factor }))
            .await
    }

    async fn devtools(&self, method: &str, parameters: serde_json::Value) -> Result<(), Failure> {
        self.running
            .session
            .cdp()
            .send_raw(method, parameters)
            .await?;
        Ok(())
    }
}
