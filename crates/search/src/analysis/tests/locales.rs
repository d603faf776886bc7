//! What customers of each language type, and the tokens that are looked up for it.

use super::{decomposed, folded};

/// Locale, text, folded tokens.
const TABLE: &[(&str, &str, &str)] = &[
    (
        "ar",
        "الطَّلَبـــات أين إلى مكتبة، ١٢٫٥؟",
        "طلبات اين الي مكتبه 12 5",
    ),
    ("az", "Əlaqə QIRMIZI İşçi", "elaqe qirmizi isci"),
    ("be", "Ўзровень ПАРОЛЯ, п’яць", "узровень пароля пяць"),
    ("bg", "Къде е ПОРЪЧКАТА ми?", "къде е поръчката ми"),
    ("bn", "আমার অর্ডার কোথায়? ১২", "আমার অর্ডার কোথায 12"),
    ("bs", "Đačka knjižica, žalba", "dacka knjizica zalba"),
    (
        "ca",
        "l’il·lusió no s'obre, COL·LABORA",
        "l illusio no s obre collabora",
    ),
    ("cs", "Žluťoučký KŮŇ: příliš", "zlutoucky kun prilis"),
    (
        "cy",
        "Sut mae newid fy nghyfrinair ŵ ŷ?",
        "sut mae newid fy nghyfrinair w y",
    ),
    ("da", "Kør ÅBNE æble", "kor abne aeble"),
    (
        "de",
        "Größe ÄNDERN, E-Mail-Adresse",
        "grosse andern emailadresse e mail adresse",
    ),
    (
        "el",
        "Παραγγελία ΟΔΟΣ οδός Ϋφαίνω Ὀδός ᾧ",
        "παραγγελια οδοσ οδοσ υφαινω οδοσ ω",
    ),
    (
        "en",
        "Don’t panic; it's Anna's naïve café",
        "dont panic its annas naive cafe",
    ),
    ("eo", "Ŝanĝi la PASVORTON ĉu?", "sangi la pasvorton cu"),
    (
        "es",
        "¿Dónde está mi PEDIDO? ¡Año!",
        "donde esta mi pedido ano",
    ),
    ("et", "Kõik ÖÖSEL šokk", "koik oosel sokk"),
    ("eu", "Nola aldatu pasahitza? Ñ", "nola aldatu pasahitza n"),
    ("fa", "می‌خواهم کتاب ۱۲۳ را، یک", "ميخواهم كتاب 123 را يك"),
    (
        "fi",
        "Missä TILAUKSENI on? Å Ä Ö",
        "missa tilaukseni on a a o",
    ),
    (
        "fil",
        "Nasaan ang aking order ng ñ?",
        "nasaan ang aking order ng n",
    ),
    (
        "fr",
        "L’article n'est pas livré où ça ? cœur",
        "l article n est pas livre ou ca coeur",
    ),
    (
        "ga",
        "Conas a athraím mo PHASFHOCAL?",
        "conas a athraim mo phasfhocal",
    ),
    (
        "gl",
        "Onde está o meu pedido? ñ",
        "onde esta o meu pedido n",
    ),
    ("gu", "મારો ઓર્ડર ક્યાં છે? ૧૨", "મારો ઓર્ડર ક્યાં છે 12"),
    ("ha", "Ƙarɓi ƊAUKI ƴaya", "karbi dauki yaya"),
    ("he", "שָׁלוֹם, איפה ההזמנה? צה״ל", "שלום איפה ההזמנה צהל"),
    ("hi", "सड़क क़लम हिन्दी। १२", "सडक कलम हिन्दी 12"),
    ("hr", "Đurđica ČEKA ćuk, ǆep", "durdica ceka cuk dzep"),
    ("hu", "Árvíztűrő TÜKÖRFÚRÓGÉP", "arvizturo tukorfurogep"),
    ("hy", "Որտե՞ղ է ԻՄ պատվերը։", "որտե ղ է իմ պատվերը"),
    (
        "id",
        "Di mana PESANAN saya? buku-buku",
        "di mana pesanan saya bukubuku buku buku",
    ),
    ("is", "Hvað ER þetta? ÆÐI öxi", "hvad er thetta aedi oxi"),
    ("it", "Dov'è l’ordine? PERCHÉ", "dov e l ordine perche"),
    (
        "ja",
        "パスワードを変更、ＡＢＣ１２３",
        "ぱす すわ わー ーど どを を変 変更 更 abc123",
    ),
    (
        "ka",
        "სად არის ჩემი შეკვეთა? ᲡᲐᲓ",
        "სად არის ჩემი შეკვეთა სად",
    ),
    ("kk", "Құпиясөзді ӨЗГЕРТУ Әріп", "құпиясөзді өзгерту әріп"),
    ("km", "ពាក្យសម្ងាត់។", "ពាក្ ក្យ យស សម្ ម្ងា ងាត់ ត់"),
    ("ko", "비밀번호를 변경", "비밀번호를 변경"),
    ("lo", "ສິນຄ້າ", "ສິນ ນຄ້ ຄ້າ າ"),
    (
        "lt",
        "Kur mano UŽSAKYMAS? ąčęėįšųū",
        "kur mano uzsakymas aceeisuu",
    ),
    (
        "lv",
        "Šķērsielas ģīmetne ĻAUDĪM",
        "skersielas gimetne laudim",
    ),
    (
        "mk",
        "Каде е МОЈАТА нарачка? ѓ ќ",
        "каде е мојата нарачка г к",
    ),
    ("ml", "എന്റെ ഓർഡർ എവിടെ?", "എന്റെ ഓർഡർ എവിടെ"),
    ("mn", "Миний ЗАХИАЛГА хаана? өү", "минии захиалга хаана өү"),
    ("mr", "माझी ऑर्डर कुठे आहे?", "माझी ऑर्डर कुठे आहे"),
    ("ms", "Di mana PESANAN saya?", "di mana pesanan saya"),
    ("mt", "Ħafna GĦAJN ċirku żmien", "hafna ghajn cirku zmien"),
    ("my", "မြန်မာ။", "မြန် န်မာ မာ"),
    ("nb", "Hvor er BLÅBÆR øl?", "hvor er blabaer ol"),
    (
        "nl",
        "Waar is m'n bestelling? ĲSSEL coördinatie",
        "waar is mn bestelling ijssel coordinatie",
    ),
    ("pa", "ਮੇਰਾ ਆਰਡਰ ਕਿੱਥੇ ਹੈ?", "ਮੇਰਾ ਆਰਡਰ ਕਿੱਥੇ ਹੈ"),
    ("pl", "Zażółć GĘŚLĄ jaźń, Łódź", "zazolc gesla jazn lodz"),
    (
        "pt-BR",
        "Onde está a informação? AVÔ às",
        "onde esta a informacao avo as",
    ),
    (
        "ro",
        "Unde e comanda? ȘTIRE ţară",
        "unde e comanda stire tara",
    ),
    ("ru", "Ещё один ЙОГУРТ", "еще один иогурт"),
    ("sk", "Kôň ĽAHKO ŕúbal dĺžka", "kon lahko rubal dlzka"),
    ("sl", "Kje je ŽIVČNI naročilo?", "kje je zivcni narocilo"),
    ("sq", "Ku është POROSIA ime? Ç", "ku eshte porosia ime c"),
    (
        "sr-Cyrl",
        "Где је моја НАРУЏБА? Ђак Љ",
        "где је моја наруџба ђак љ",
    ),
    (
        "sr-Latn",
        "Gde je moja NARUDŽBA? Đak",
        "gde je moja narudzba dak",
    ),
    (
        "sv",
        "Var är min BESTÄLLNING? Å",
        "var ar min bestallning a",
    ),
    (
        "sw",
        "Oda yangu IKO wapi? ng'ombe",
        "oda yangu iko wapi ngombe",
    ),
    ("ta", "எனது ஆர்டர் எங்கே?", "எனது ஆர்டர் எங்கே"),
    ("te", "నా ఆర్డర్ ఎక్కడ? ౧౨", "నా ఆర్డర్ ఎక్కడ 12"),
    ("th", "ที่อยู่", "ที่อ อยู่ ยู่"),
    (
        "tr",
        "IŞIK İstanbul ığüşöç Âdet",
        "isik istanbul igusoc adet",
    ),
    ("uk", "П'ять пʼять ЇЖАК ґанок", "пять пять іжак ганок"),
    ("ur", "میرا آرڈر کہاں ہے؟ ۱۲", "ميرا ارڈر كہاں ہے 12"),
    ("uz", "Oʻzbek so’z G‘alaba", "ozbek soz galaba"),
    (
        "vi",
        "Đổi mật khẩu, ĐƯỜNG, bạn bán",
        "doi mat khau duong ban ban",
    ),
    ("yi", "ייִדיש", "יידיש"),
    ("yo", "Ọjọ́ ẸKỌ́ ṣé", "ojo eko se"),
    (
        "zh-CN",
        "我的iPhone坏了，退货政策",
        "我的 的 iphone 坏了 了 退货 货政 政策 策",
    ),
    ("zh-TW", "忘記密碼", "忘記 記密 密碼 碼"),
];

#[test]
fn every_language_has_its_words_folded() {
    let wrong: Vec<_> = TABLE
        .iter()
        .map(|(locale, text, tokens)| (locale, folded(locale, text).join(" "), decomposed(tokens)))
        .filter(|(_, found, expected)| found != expected)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_table_has_more_than_forty_languages() {
    let mut languages: Vec<_> = TABLE
        .iter()
        .filter_map(|row| row.0.split('-').next())
        .collect();
    languages.dedup();
    assert!(languages.len() > 40, "{}", languages.len());
}
