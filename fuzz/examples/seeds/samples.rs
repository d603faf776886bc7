//! The texts of the seeds: a few words in each of several scripts and languages that the analysis treats in its own way.

/// An article in one locale: title, description, heading, text below it, words for a relation.
pub type Sample = (&'static str, [&'static str; 4], [&'static str; 2]);

/// What a mutation may meet: marks, compounds, both directions, no spaces, a Turkish i.
pub const SAMPLES: &[Sample] = &[
    (
        "en",
        [
            "Track an order",
            "Where your parcel is",
            "Late parcels",
            "Orders of PW-48 are tracked; e-mail us, don't wait.",
        ],
        ["parcel", "package"],
    ),
    (
        "de",
        [
            "Rücksendung",
            "So senden Sie zurück",
            "Größe der Straße",
            "Rücksendungen, Versandkostenpauschale, Straßen und Größen.",
        ],
        ["rücksendung", "retoure"],
    ),
    (
        "hu",
        [
            "Rendelés követése",
            "Hol a csomag",
            "Késik",
            "A rendeléseket és a kártyákat követjük, pénztárcát nem.",
        ],
        ["kártya", "pénztárca"],
    ),
    (
        "lv",
        [
            "Sūtījuma izsekošana",
            "Kur ir sūtījums",
            "Kavējas",
            "Sūtījumi, sūtījumiem, sūtījumu; piegādes un maksājumi.",
        ],
        ["sūtījums", "paka"],
    ),
    (
        "vi",
        [
            "Theo dõi đơn hàng",
            "Đơn hàng ở đâu",
            "Bán và bạn",
            "Bạn bè bán bàn, bản, bận; trả hàng trong ba mươi ngày.",
        ],
        ["đơn hàng", "kiện"],
    ),
    (
        "ar",
        [
            "تتبع الطلب",
            "أين طلبك",
            "تأخر",
            "العَرَبِيَّة والطلبات المتأخرة والدفع بالبطاقة.",
        ],
        ["طلب", "طرد"],
    ),
    (
        "zh-CN",
        [
            "退货政策",
            "如何退货",
            "运费",
            "退货政策与运费,订单PW-48在三十天内可以退货。",
        ],
        ["退货", "退款"],
    ),
    (
        "ja",
        [
            "返品について",
            "返品の方法",
            "送料",
            "ご注文の商品はカートから返品できます。",
        ],
        ["返品", "返却"],
    ),
    (
        "th",
        ["ที่อยู่จัดส่ง", "เปลี่ยนที่อยู่", "จัดส่ง", "ที่อยู่ของคำสั่งซื้อเปลี่ยนได้ก่อนจัดส่ง"],
        ["ที่อยู่", "บ้าน"],
    ),
    (
        "tr",
        [
            "Şık ısıtıcı",
            "Işık ve İstanbul",
            "ILIK",
            "Şıklar, ısıtıcılar, ışıklar; İADE ve iade.",
        ],
        ["iade", "geri"],
    ),
    // Small, without function words and endings: what a mutation hits is structure.
    ("und", ["b", "bc", "bd", "b bc be b."], ["bc", "bf"]),
];
