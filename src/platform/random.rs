//! Randomness from the browser's cryptographic source.

use guichet_wire::ticket::TicketId;

/// A fresh ticket id: 128 random bits.
pub fn ticket_id() -> TicketId {
    let mut id = [0; 16];
    web_sys::window()
        .and_then(|window| window.crypto().ok())
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut id).ok())
        .expect("every browser that runs WebAssembly has crypto.getRandomValues");
    TicketId(id)
}
