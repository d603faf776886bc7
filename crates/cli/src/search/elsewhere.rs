//! Other languages that have something for a query, where the one that was searched knows little of it.

use std::io::Write;
use std::path::Path;

use guichet_bundle::Locale;
use guichet_bundle::folder::Folder;

/// Says which languages, and how to ask there.
pub(super) fn print(
    out: &mut impl Write,
    folder: &Folder,
    bundle: &Path,
    (tag, locale): (&str, &Locale),
    query: &str,
) -> anyhow::Result<()> {
    let Some(reach) = folder.reach()? else {
        return Ok(());
    };
    let known = locale.segment().known(query);
    for other in reach.locales(query, tag, known) {
        let bundle = bundle.display();
        writeln!(
            out,
            "There may be answers in {other}: guichet search {bundle} --locale {other} \"{query}\""
        )?;
    }
    Ok(())
}
