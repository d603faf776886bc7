//! Names of locale folders (`pt_BR`, `sr@latin`) as BCP 47 tags (`pt-BR`, `sr-Latn`).
//!
//! The names are those of glibc, language[_TERRITORY][.codeset][@modifier]; `C` holds the untranslated text.

/// The tag of a locale folder; `source` is the language that `C` is written in.
pub fn from_folder(folder: &str, source: &str) -> String {
    if matches!(folder, "C" | "POSIX") {
        return source.to_owned();
    }
    let (locale, modifier) = folder.split_once('@').unwrap_or((folder, ""));
    let locale = locale.split('.').next().unwrap_or_default();
    let (language, rest) = locale.split_once(['_', '-']).unwrap_or((locale, ""));
    let mut tag = language.to_ascii_lowercase();
    if let Some(script) = script(modifier) {
        tag = format!("{tag}-{script}");
    }
    if !rest.is_empty() {
        tag = format!("{tag}-{}", rest.replace('_', "-"));
    }
    if script(modifier).is_none() && !modifier.is_empty() {
        tag = format!("{tag}-{modifier}");
    }
    tag
}

fn script(modifier: &str) -> Option<&'static str> {
    Some(match modifier.to_ascii_lowercase().as_str() {
        "latin" => "Latn",
        "cyrillic" => "Cyrl",
        "arabic" => "Arab",
        "devanagari" => "Deva",
        "shaw" => "Shaw",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folder_names_become_language_tags() {
        for (folder, tag) in [
            ("C", "en"),
            ("hu", "hu"),
            ("pt_BR", "pt-BR"),
            ("zh_CN", "zh-CN"),
            ("sr@latin", "sr-Latn"),
            ("uz_UZ@cyrillic", "uz-Cyrl-UZ"),
            ("ca@valencia", "ca-valencia"),
            ("de_DE.UTF-8", "de-DE"),
            ("zh-Hant", "zh-Hant"),
        ] {
            assert_eq!(from_folder(folder, "en"), tag, "{folder}");
        }
    }
}
