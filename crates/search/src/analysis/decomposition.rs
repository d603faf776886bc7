//! Composed letter → letter and mark. Owns the table and its lookup; proven against Unicode's own data by
//! `tests/normalization.rs` beside it. Covers Latin (with all of Vietnamese), Greek, Cyrillic,
//! Arabic, the scripts of India, kana, and Hangul (by arithmetic). Only small letters, and the few capitals that have
//! no small letter of their own in `case`.

use super::case::from_u16;

/// Each mark, with the letters that carry it, each followed by the letter without it.
const BY_MARK: &[(char, &str)] = &[
    // grave accent
    (
        '\u{300}',
        "àa èe ìi òo ùu ǜü ǹn ὰα ὲε ὴη ὶι ὸο ὺυ ὼω \
        Ὰα Ὲε Ὴη Ὶι Ὸο Ὺυ Ὼω ᾲᾳ ῂῃ ῲῳ ῒϊ ῢϋ ѐе ѝи ḕē ṑō ẁw ầâ ằă ềê ồô ờơ ừư ỳy",
    ),
    // acute accent
    (
        '\u{301}',
        "\
        áa ée íi óo úu ýy ćc ĺl ńn ŕr śs źz ǘü ǵg ǻå ǽæ ǿø \u{344}\u{308} ΐϊ άα έε ήη ίι ΰϋ όο ύυ ώω \
        \u{1f71}α \u{1f73}ε \u{1f75}η \u{1f77}ι \u{1f79}ο \u{1f7b}υ \u{1f7d}ω \
        \u{1fbb}α \u{1fc9}ε \u{1fcb}η \u{1fdb}ι \u{1ff9}ο \u{1feb}υ \u{1ffb}ω \
        \u{1fb4}ᾳ \u{1fc4}ῃ \u{1ff4}ῳ \u{1fd3}ϊ \u{1fe3}ϋ ϓϒ ѓг ќк ḉç \
        ḗē ḯï ḱk ḿm ṍõ ṓō ṕp ṹũ ẃw ấâ ắă ếê ốô ớơ ứư",
    ),
    // circumflex accent
    ('\u{302}', "âa êe îi ôo ûu ĉc ĝg ĥh ĵj ŝs ŵw ŷy ẑz ậạ ệẹ ộọ"),
    // tilde
    ('\u{303}', "ãa ñn õo ĩi ũu ṽv ẫâ ẵă ẽe ễê ỗô ỡơ ữư ỹy"),
    // macron
    (
        '\u{304}',
        "ᾱα ῑι ῡυ Ᾱα Ῑι Ῡυ āa ēe īi ōo ūu ǖü ǟä ǡȧ ǣæ ǭǫ ȫö ȭõ ȱȯ ȳy ӣи ӯу ḡg ḹḷ ṝṛ",
    ),
    // breve
    (
        '\u{306}',
        "ᾰα ῐι ῠυ Ᾰα Ῐι Ῠυ ăa ĕe ğg ĭi ŏo ŭu йи ўу ӂж ӑа ӗе ḝȩ ặạ",
    ),
    // dot above
    (
        '\u{307}',
        "İi ċc ėe ġg żz ȧa ȯo ḃb ḋd ḟf ḣh ṁm ṅn ṗp ṙr ṡs ṥś ṧš ṩṣ ṫt ẇw ẋx ẏy ẛſ",
    ),
    // diaeresis
    (
        '\u{308}',
        "äa ëe ïi öo üu ÿy ϊι ϋυ ϔϒ ёе їі ӓа ӛә ӝж ӟз ӥи ӧо ӫө ӭэ ӱу ӵч ӹы ḧh ṏõ ṻū ẅw ẍx ẗt",
    ),
    // hook above
    ('\u{309}', "ảa ẩâ ẳă ẻe ểê ỉi ỏo ổô ởơ ủu ửư ỷy"),
    // ring above
    ('\u{30a}', "åa ůu ẘw ẙy"),
    // double acute accent
    ('\u{30b}', "őo űu ӳу"),
    // caron
    (
        '\u{30c}',
        "čc ďd ěe ľl ňn řr šs ťt žz ǎa ǐi ǒo ǔu ǚü ǧg ǩk ǯʒ ǰj ȟh",
    ),
    // double grave accent
    ('\u{30f}', "ȁa ȅe ȉi ȍo ȑr ȕu ѷѵ"),
    // inverted breve
    ('\u{311}', "ȃa ȇe ȋi ȏo ȓr ȗu"),
    // Greek: smooth and rough breathing, perispomeni, iota subscript; the rest by arithmetic
    ('\u{313}', "ῤρ"),
    ('\u{314}', "ῥρ Ῥρ"),
    ('\u{342}', "ᾶα ῆη ῖι ῦυ ῶω ᾷᾳ ῇῃ ῷῳ ῗϊ ῧϋ"),
    ('\u{345}', "ᾳα ῃη ῳω ᾼα ῌη ῼω"),
    // horn
    ('\u{31b}', "ơo ưu"),
    // dot below
    (
        '\u{323}',
        "ḅb ḍd ḥh ḳk ḷl ṃm ṇn ṛr ṣs ṭt ṿv ẉw ẓz ạa ẹe ịi ọo ợơ ụu ựư ỵy",
    ),
    // diaeresis below
    ('\u{324}', "ṳu"),
    // ring below
    ('\u{325}', "ḁa"),
    // comma below
    ('\u{326}', "șs țt"),
    // cedilla
    ('\u{327}', "çc ģg ķk ļl ņn ŗr şs ţt ȩe ḑd ḩh"),
    // ogonek
    ('\u{328}', "ąa ęe įi ųu ǫo"),
    // circumflex accent below
    ('\u{32d}', "ḓd ḙe ḽl ṋn ṱt ṷu"),
    // breve below
    ('\u{32e}', "ḫh"),
    // tilde below
    ('\u{330}', "ḛe ḭi ṵu"),
    // macron below
    ('\u{331}', "ḇb ḏd ḵk ḻl ṉn ṟr ṯt ẕz ẖh"),
    // arabic maddah above
    ('\u{653}', "آا"),
    // arabic hamza above
    ('\u{654}', "أا ؤو ئي ۀە ۂہ ۓے"),
    // arabic hamza below
    ('\u{655}', "إا"),
    // devanagari sign nukta
    ('\u{93c}', "ऩन ऱर ऴळ क़क ख़ख ग़ग ज़ज ड़ड ढ़ढ फ़फ य़य"),
    // bengali sign nukta
    ('\u{9bc}', "ড়ড ঢ়ঢ য়য"),
    // bengali vowel sign aa
    ('\u{9be}', "\u{9cb}\u{9c7}"),
    // bengali au length mark
    ('\u{9d7}', "\u{9cc}\u{9c7}"),
    // gurmukhi sign nukta
    ('\u{a3c}', "ਲ਼ਲ ਸ਼ਸ ਖ਼ਖ ਗ਼ਗ ਜ਼ਜ ਫ਼ਫ"),
    // oriya sign nukta
    ('\u{b3c}', "ଡ଼ଡ ଢ଼ଢ"),
    // oriya vowel sign aa
    ('\u{b3e}', "\u{b4b}\u{b47}"),
    // oriya ai length mark
    ('\u{b56}', "\u{b48}\u{b47}"),
    // oriya au length mark
    ('\u{b57}', "\u{b4c}\u{b47}"),
    // tamil vowel sign aa
    ('\u{bbe}', "\u{bca}\u{bc6} \u{bcb}\u{bc7}"),
    // tamil au length mark
    ('\u{bd7}', "ஔஒ \u{bcc}\u{bc6}"),
    // telugu ai length mark
    ('\u{c56}', "\u{c48}\u{c46}"),
    // kannada vowel sign uu
    ('\u{cc2}', "\u{cca}\u{cc6}"),
    // kannada length mark
    ('\u{cd5}', "\u{cc0}\u{cbf} \u{cc7}\u{cc6} \u{ccb}\u{cca}"),
    // kannada ai length mark
    ('\u{cd6}', "\u{cc8}\u{cc6}"),
    // malayalam vowel sign aa
    ('\u{d3e}', "\u{d4a}\u{d46} \u{d4b}\u{d47}"),
    // malayalam au length mark
    ('\u{d57}', "\u{d4c}\u{d46}"),
    // sinhala sign al-lakuna
    ('\u{dca}', "\u{dda}\u{dd9} \u{ddd}\u{ddc}"),
    // sinhala vowel sign aela-pilla
    ('\u{dcf}', "\u{ddc}\u{dd9}"),
    // sinhala vowel sign gayanukitta
    ('\u{ddf}', "\u{dde}\u{dd9}"),
    // myanmar vowel sign ii
    ('\u{102e}', "ဦဥ"),
    // voiced sound mark
    (
        '\u{3099}',
        "\
        がか ぎき ぐく げけ ごこ ざさ じし ずす ぜせ ぞそ だた ぢち づつ でて どと ばは びひ ぶふ べへ ぼほ ゔう ゞゝ ガカ ギキ グク ゲケ ゴコ ザサ ジシ ズス ゼセ ゾソ ダタ ヂチ ヅツ \
        デテ ドト バハ ビヒ ブフ ベヘ ボホ ヴウ ヷワ ヸヰ ヹヱ ヺヲ ヾヽ",
    ),
    // semi-voiced sound mark
    (
        '\u{309a}',
        "ぱは ぴひ ぷふ ぺへ ぽほ パハ ピヒ プフ ペヘ ポホ",
    ),
];

/// The table, sorted for lookup.
#[derive(Clone, Debug)]
pub(super) struct Decompositions {
    /// Composed, base, mark. All of the table lies below U+10000, so half-size entries do.
    entries: Vec<[u16; 3]>,
}

impl Decompositions {
    pub(super) fn new() -> Self {
        let mut entries: Vec<[u16; 3]> = Vec::with_capacity(400);
        for (mark, letters) in BY_MARK {
            let mut letters = letters.chars().filter(|c| *c != ' ');
            while let (Some(composed), Some(base)) = (letters.next(), letters.next()) {
                let entry = [composed as u16, base as u16, *mark as u16];
                // Sorted by insertion, once a locale: the library's sort is 4 kB of WebAssembly.
                let place = entries.partition_point(|before| *before < entry);
                entries.insert(place, entry);
            }
        }
        Self { entries }
    }

    /// Calls `sink` with the pieces of `c`, base first; with `c` itself when it is not composed.
    pub(super) fn for_each(&self, c: char, sink: &mut dyn FnMut(char)) {
        if c < '\u{c0}' {
            return sink(c);
        }
        if let '\u{ac00}'..='\u{d7a3}' = c {
            return for_each_jamo(c, sink);
        }
        if let '\u{1f00}'..='\u{1f6f}' | '\u{1f80}'..='\u{1faf}' = c {
            return for_each_breathing(c, sink);
        }
        let found = self
            .entries
            .binary_search_by(|entry| u32::from(entry[0]).cmp(&(c as u32)));
        let Some([_, base, mark]) = found.ok().map(|index| self.entries[index]) else {
            return sink(canonical(c));
        };
        // A base may be composed itself: ầ → â → a.
        self.for_each(from_u16(base), sink);
        sink(from_u16(mark));
    }
}

/// Marks that are another mark in disguise.
fn canonical(c: char) -> char {
    match c {
        '\u{340}' => '\u{300}',
        '\u{341}' => '\u{301}',
        '\u{343}' => '\u{313}',
        _ => c,
    }
}

/// Greek letters with breathings, small ones: which marks they carry is told by the lowest three bits.
fn for_each_breathing(letter: char, sink: &mut dyn FnMut(char)) {
    let code = letter as u32;
    let base = "αεηιουω?αηω".chars().nth((code >> 4 & 15) as usize);
    sink(base.unwrap_or(letter));
    sink(if code & 1 == 0 { '\u{313}' } else { '\u{314}' });
    match code >> 1 & 3 {
        1 => sink('\u{300}'),
        2 => sink('\u{301}'),
        3 => sink('\u{342}'),
        _ => {}
    }
    if code >= 0x1f80 {
        sink('\u{345}');
    }
}

/// Hangul syllables are laid out as initial × 21 vowels × 28 finals. Unicode Standard, section 3.12.
///
/// Taken apart, a syllable that is still being typed is a prefix of the finished one: 하 of 한.
fn for_each_jamo(syllable: char, sink: &mut dyn FnMut(char)) {
    let index = syllable as u32 - 0xac00;
    let jamo = [
        (0x1100, index / (21 * 28)),
        (0x1161, index / 28 % 21),
        (0x11a7, index % 28),
    ];
    for (first, offset) in jamo {
        if first != 0x11a7 || offset != 0 {
            sink(char::from_u32(first + offset).unwrap_or(syllable));
        }
    }
}
