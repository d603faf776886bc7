//! Randomness from the browser's cryptographic source.

use guichet_wire::id::Id;

/// A fresh id, of a ticket or of feedback: 128 random bits.
pub fn id() -> Id {
    let mut id = [0; 16];
    web_sys::window()
        .and_then(|window| window.crypto().ok())
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut id).ok())
        .expect("every browser that runs WebAssembly has crypto.getRandomValues");
    Id(id)
}
