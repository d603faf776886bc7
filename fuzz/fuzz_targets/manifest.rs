//! Any bytes are a manifest or an error; and what was read can be written and read again.

#![no_main]

use guichet_fuzz::within;
use guichet_wire::{locale, manifest::Manifest};
use libfuzzer_sys::fuzz_target;

/// Bytes of memory for each byte of the file.
const FACTOR: usize = 64;

fuzz_target!(|file: &[u8]| {
    within(FACTOR, file, || {
        let Ok(manifest) = serde_json::from_slice::<Manifest>(file) else {
            return;
        };
        let json = serde_json::to_string(&manifest).expect("its keys are texts");
        assert_eq!(
            serde_json::from_str::<Manifest>(&json).ok().as_ref(),
            Some(&manifest)
        );
        let tags: Vec<&str> = manifest.tags().collect();
        for tag in &tags {
            assert!(manifest.locale(tag).is_some());
            assert!(locale::lookup(&[tag], &tags).is_some());
            let _ = (locale::is_well_formed(tag), locale::is_right_to_left(tag));
        }
        let _ = guichet_bundle::accept(manifest.format);
        let _ = locale::lookup(&[&manifest.default_locale], &tags);
    });
});
