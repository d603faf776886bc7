//! A catalog of many articles → its head, pages and files of ids. Owns how they are cut; their shapes are `wire::catalog`.

use std::collections::HashMap;

use guichet_bundle::folder::short_hash;
use guichet_bundle::id_file;
use guichet_wire::catalog::{Catalog, CatalogPage, IdEntry, IdFile, Pages};

/// Articles of a page. What a search found stands on as many pages as there are results: about two kilobytes each.
const PAGE_SIZE: usize = 16;
/// Ids of a file, roughly.
const IDS: usize = 256;

/// The name and the bytes of each file.
type Files = Vec<(String, Vec<u8>)>;

/// Cuts a catalog into its head and the other files.
pub(super) fn cut(mut catalog: Catalog) -> anyhow::Result<(Catalog, Files)> {
    let articles = std::mem::take(&mut catalog.articles);
    let packs = std::mem::take(&mut catalog.packs);
    let count = u32::try_from(articles.len())?;
    let id_files = articles.len().div_ceil(IDS).max(1) as u32;
    let mut ids = vec![IdFile::default(); id_files as usize];
    for (entry, article) in articles.iter().zip(0..) {
        ids[id_file(&entry.id, id_files) as usize]
            .ids
            .push(IdEntry {
                id: entry.id.clone(),
                article,
            });
    }
    let mut files = Vec::new();
    for (articles, number) in articles.chunks(PAGE_SIZE).zip(0..) {
        let mut page = CatalogPage {
            articles: articles.to_vec(),
            packs: Vec::new(),
        };
        let mut places = HashMap::new();
        for entry in &mut page.articles {
            let pack = entry.pack;
            entry.pack = *places.entry(pack).or_insert_with(|| {
                page.packs.push(packs[pack as usize].clone());
                page.packs.len() as u32 - 1
            });
        }
        files.push((format!("{number}.json"), serde_json::to_vec(&page)?));
    }
    for (ids, number) in ids.iter().zip(0..) {
        files.push((format!("ids-{number}.json"), serde_json::to_vec(ids)?));
    }
    let all: Vec<u8> = files.iter().flat_map(|(_, bytes)| bytes).copied().collect();
    catalog.pages = Some(Pages {
        articles: count,
        size: PAGE_SIZE as u32,
        id_files,
        digest: short_hash(&all),
    });
    Ok((catalog, files))
}
