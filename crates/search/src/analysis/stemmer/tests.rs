//! Which words belong together, and which do not. The first word of a family is its base form.

use super::super::Analyzer;
use super::Stemmer;
use crate::random::Random;

fn stem(locale: &str, word: &str) -> String {
    let stemmer = Stemmer::for_locale(locale).unwrap();
    let mut stems = Vec::new();
    Analyzer::for_locale(locale).analyze(word, &mut |token| stems.push(stemmer.stem(token.exact)));
    stems.concat()
}

fn kin_of(stemmer: &Stemmer, locale: &str, word: &str) -> String {
    let mut kin = Vec::new();
    Analyzer::for_locale(locale).analyze(word, &mut |token| kin.push(stemmer.kin(token.exact)));
    kin.concat()
}

const FAMILIES: &[(&str, &[&str])] = &[
    (
        "ar",
        &[
            "حساب الحساب حسابي حسابك",
            "طلب الطلب بالطلب طلبات الطلبات طلبك",
        ],
    ),
    (
        "bg",
        &[
            "поръчка поръчката поръчки поръчките",
            "парола паролата пароли паролите",
            "сметка сметката сметки сметките",
            "настройка настройката настройки настройките",
            "потребител потребителя потребителят потребители потребителите",
            "изпращане изпращането изпращам изпращате",
            "език езика езикът езици езиците",
        ],
    ),
    ("ca", &["comanda comandes", "configuració configuracions"]),
    (
        "cs",
        &[
            "objednávka objednávky objednávku objednávkou objednávce",
            "heslo hesla heslem heslům",
            "účtu účty účtem účtů",
            "nastavení nastavením nastavit nastaven nastavte nastavíte",
            "uživatel uživatele uživateli uživatelé uživatelů",
            "vymazat vymazání vymazaný vymažte",
            "obrázek obrázku obrázky obrázků",
        ],
    ),
    (
        "da",
        &[
            "ordre ordrer ordren",
            "adgangskode adgangskoder adgangskoden",
        ],
    ),
    (
        "de",
        &[
            "Bestellung Bestellungen bestellen bestellt",
            "Einstellung Einstellungen einstellen",
            "Kasten Kästen",
        ],
    ),
    ("el", &["λογαριασμός λογαριασμού λογαριασμοί"]),
    (
        "en",
        &[
            "order orders ordered ordering",
            "setting settings",
            "refund refunds refunded refunding",
        ],
    ),
    (
        "es",
        &[
            "pedido pedidos",
            "cambiar cambio cambiado cambiando",
            "buscar busque buscado busco",
        ],
    ),
    ("et", &["konto kontod kontole", "arve arved"]),
    ("fa", &["سفارش سفارش‌ها سفارشها", "رمز رمزها"]),
    (
        "fi",
        &["tilauksen tilaukset", "salasanan salasanat salasanaa"],
    ),
    (
        "fr",
        &[
            "commande commandes commander commandé commandent",
            "réglage réglages",
        ],
    ),
    ("hi", &["किताब किताबें किताबों"]),
    (
        "hr",
        &[
            "narudžba narudžbe narudžbi narudžbu narudžbom narudžbama",
            "lozinka lozinke lozinku lozinkom",
            "račun računa računu računi računima",
            "korisnik korisnika korisnici korisnike korisnicima",
            "postavka postavke postavkama",
            "brisanje brisanja brisati briše",
            "knjiga knjige knjizi knjigom",
        ],
    ),
    (
        "hu",
        &[
            "rendelés rendelések rendelésem rendelésemet rendelésnek",
            "jelszó jelszót jelszóval jelszók",
            "ablak ablakok ablakot ablaknak ablakokat ablakban",
            "beállítás beállítások beállítani beállítja beállítható beállított",
            "fájl fájlok fájlt fájllal fájlból fájljait",
            "képernyő képernyőt képernyőn képernyővel",
            "módosít módosítja módosítani módosítás módosításokat",
            "lista listák listát listában listája",
        ],
    ),
    ("id", &["kiriman dikirim kirim", "ubah diubah mengubah"]),
    ("it", &["ordine ordini", "cambiare cambiato cambiando"]),
    (
        "ko",
        &[
            "비밀번호 비밀번호를 비밀번호가 비밀번호는 비밀번호의",
            "와이파이 와이파이에 와이파이를 와이파이로",
            "변경 변경하다 변경합니다 변경하려면 변경할 변경된",
            "계정 계정을 계정에서 계정으로 계정에는",
            "설치 설치하기 설치했습니다 설치되지",
            "파일 파일들 파일들을 파일까지",
        ],
    ),
    (
        "lt",
        &[
            "užsakymas užsakymo užsakymai užsakymą",
            "slaptažodis slaptažodžio slaptažodį",
        ],
    ),
    (
        "lv",
        &[
            "pasūtījums pasūtījuma pasūtījumu pasūtījumi pasūtījumiem pasūtīt",
            "parole paroles parolei paroli parolē parolēm",
            "brālis brāļa brālim brāļi brāļiem",
            "mape mapes mapi mapju mapēm",
            "saite saites saišu saitēm",
            "zvaigzne zvaigžņu zvaigznes",
            "mainīt maina mainām mainīja mainīšu mainīts mainīšana",
            "pievienot pievieno pievienojiet pievienots pievienošana pievienošanas",
            "izslēgt izslēdz izslēdziet izslēgts izslēgšana",
            "iestatījumi iestatījumu iestatīšana iestatīt",
        ],
    ),
    (
        "nb",
        &["bestilling bestillinger bestillingen", "passord passordet"],
    ),
    (
        "nl",
        &["bestelling bestellingen", "instelling instellingen"],
    ),
    (
        "pl",
        &[
            "zamówienie zamówienia zamówień zamówieniem",
            "hasło hasła hasłem hasłami",
            "konto konta kontem kontach",
            "użytkownik użytkownika użytkownicy użytkowników",
            "ustawienie ustawienia ustawień ustawić ustawiono",
            "zapisać zapisany zapisanie zapisywać zapisywanie",
            "płatność płatności płatnością",
        ],
    ),
    (
        "pt",
        &["pedido pedidos", "configurar configurado configurando"],
    ),
    (
        "ro",
        &["factura facturi facturii", "setare setări setările"],
    ),
    (
        "ru",
        &[
            "заказ заказа заказы заказов заказом",
            "пароль пароля пароли паролем",
        ],
    ),
    (
        "sk",
        &[
            "objednávka objednávky objednávku objednávkou objednávkam",
            "heslo hesla heslom heslami",
            "účtu účtom účty účtov",
            "nastavenie nastavenia nastavení nastaviť nastavený",
            "používateľ používateľa používatelia používateľov",
            "vymazať vymazanie vymazaný",
        ],
    ),
    (
        "sl",
        &[
            "naročilo naročila naročilu naročilom",
            "geslo gesla geslu geslom",
            "račun računa računi računov",
            "nastavitev nastavitve nastavitvi nastaviti nastavljen",
            "uporabnik uporabnika uporabniki uporabnikov",
            "brisati brisanje brisan",
        ],
    ),
    (
        "sr",
        &[
            "наруџба наруџбе наруџби наруџбу",
            "лозинка лозинке лозинку",
            "рачун рачуна рачуни рачунима",
            "корисник корисника корисници",
            "подешавање подешавања подешавањем",
            "књига књиге књизи књигом",
            "lozinka lozinke lozinku",
        ],
    ),
    (
        "sv",
        &[
            "beställning beställningar beställningen",
            "lösenord lösenordet",
            "skriva skriver",
        ],
    ),
    (
        "tr",
        &[
            "sipariş siparişler siparişi siparişin",
            "şifre şifreler şifreyi",
        ],
    ),
    (
        "uk",
        &[
            "пароль пароля паролем паролі",
            "рахунок рахунку рахунки рахунків",
        ],
    ),
];

#[test]
fn the_forms_of_a_word_have_one_stem() {
    let mut torn = Vec::new();
    for (locale, families) in FAMILIES {
        for words in *families {
            let stems: Vec<_> = words.split(' ').map(|word| stem(locale, word)).collect();
            if stems.iter().any(|stem| *stem != stems[0]) {
                torn.push(format!("{locale}: {words}: {stems:?}"));
            }
        }
    }
    assert!(torn.is_empty(), "{torn:#?}");
}

#[test]
fn different_words_have_different_stems() {
    for (locale, families) in FAMILIES {
        let mut stems: Vec<_> = families
            .iter()
            .map(|words| stem(locale, words.split(' ').next().unwrap()))
            .collect();
        stems.sort();
        stems.dedup();
        assert_eq!(stems.len(), families.len(), "{locale}: {stems:?}");
    }
}

#[test]
fn words_that_only_look_alike_stay_apart() {
    let pairs: &[(&str, &str, &str)] = &[
        ("bg", "парола", "пара"),
        ("cs", "heslo", "hes"),
        ("de", "Konto", "Kontakt"),
        ("hr", "račun", "raca"),
        ("hu", "jelszó", "jel"),
        ("hu", "megad", "megnyit"),
        ("ko", "나이", "나"),
        ("ko", "계정", "계산"),
        ("lv", "maksa", "maks"),
        ("lv", "konts", "kontakts"),
        ("pl", "konto", "kontakt"),
        ("sk", "účet", "účel"),
        ("sl", "račun", "računalnik"),
        ("sr", "рачун", "рачунар"),
    ];
    let alike: Vec<_> = pairs
        .iter()
        .filter(|(locale, one, other)| stem(locale, one) == stem(locale, other))
        .collect();
    assert!(alike.is_empty(), "{alike:?}");
}

#[test]
fn words_belong_together_though_something_comes_between_their_parts_or_a_vowel_goes() {
    let families: &[(&str, &[&str])] = &[
        (
            "de",
            &[
                "wiederherstellen wiederhergestellt wiederherzustellen",
                "freigeben freigegeben freizugeben",
                "sichern gesichert gesicherte",
                "suchen gesucht",
                "konto kontos konten",
            ],
        ),
        ("nl", &["uitschakelen uitgeschakeld", "wijzigen gewijzigd"]),
        ("es", &["encontrar encuentra", "mostrar muestra"]),
        ("fr", &["paraissent paraît", "rendre rend"]),
        ("ru", &["список списка", "кнопка кнопок", "столбец столбца"]),
        ("uk", &["список списку", "кінець кінця"]),
        ("cs", &["objednávka objednávek", "účet účtu", "heslo hesel"]),
        ("sk", &["objednávka objednávok"]),
        ("pl", &["okno okien", "hasło haseł"]),
        ("en", &["order orders"]),
    ];
    for (locale, families) in families {
        let stemmer = Stemmer::for_locale(locale).unwrap();
        for words in *families {
            let kin: Vec<_> = words
                .split(' ')
                .map(|word| kin_of(&stemmer, locale, word))
                .collect();
            assert!(
                kin.windows(2).all(|pair| pair[0] == pair[1]),
                "{locale}: {words}: {kin:?}"
            );
        }
    }
}

#[test]
fn a_noun_that_looks_like_a_form_of_a_verb_is_none() {
    let stemmer = Stemmer::for_locale("de").unwrap();
    for (noun, verb) in [
        ("gerät", "rät"),
        ("geschwindigkeit", "schwindigkeit"),
        ("zugriff", "griff"),
    ] {
        assert_ne!(stemmer.kin(noun), stemmer.kin(verb), "{noun}");
    }
}

#[test]
fn numbers_and_codes_are_their_own_stems() {
    for code in ["v2.1", "a@b.example", "3.14", "ios17"] {
        let stemmer = Stemmer::for_locale("en").unwrap();
        assert_eq!(stemmer.stem(code), code);
    }
}

#[test]
fn a_region_does_not_change_the_stemmer_and_an_unknown_language_has_none() {
    assert_eq!(stem("pt-BR", "pedidos"), stem("pt", "pedidos"));
    for tag in ["ja", "zh-Hans", "th", "he", "vi", "", "x-unknown", "porter"] {
        assert!(Stemmer::for_locale(tag).is_none(), "{tag}");
    }
}

#[test]
fn any_word_has_a_stem_that_is_folded() {
    let mut random = Random::seeded(4);
    let locales = FAMILIES.iter().map(|(locale, _)| *locale);
    let all: Vec<_> = locales
        .map(|tag| (Analyzer::for_locale(tag), Stemmer::for_locale(tag).unwrap()))
        .collect();
    for _ in 0..300 {
        let text = random.text(40);
        for (analyzer, stemmer) in &all {
            analyzer.analyze(&text, &mut |token| {
                assert!(!stemmer.stem(token.exact).is_empty(), "{text:?}: {token:?}");
            });
        }
    }
}
