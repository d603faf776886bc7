//! What is asked about before it leaves, and what is not. The numbers are the card networks' and the banks' own examples.

use guichet_wire::form::{ContactForm, Question, QuestionKind, Texts};

use super::*;
use crate::state::secrets::find;

const CARDS: [&str; 16] = [
    "4111111111111111",
    "My card is 4111 1111 1111 1111, please refund it.",
    "4111-1111-1111-1111",
    "4111\u{a0}1111\u{a0}1111\u{a0}1111",
    "5555555555554444",
    "2223 0031 2200 3222",
    "3782 822463 10005",
    "371449635398431 (Amex)",
    "3056 930902 5904",
    "3530111333300000",
    "6011 1111 1111 1117",
    "6200000000000005",
    "6759649826438453",
    "4000000000000000006",
    "Card 4111 1111 1111 1111 12/28 123",
    "بطاقتي ٤١١١ ١١١١ ١١١١ ١١١١",
];

const IBANS: [&str; 10] = [
    "DE89 3704 0044 0532 0130 00",
    "Please pay to LV80BANK0000435195001.",
    "GB29NWBK60161331926819",
    "HU42-1177-3016-1111-1018-0000-0000",
    "NO9386011117947",
    "fr1420041010050500013m02606",
    "IBAN:PL61109010140000071219812874",
    "SE45 5000 0000 0583 9825 7466",
    "(EE382200221020145685)",
    "LT12 1000 0111 0100 1000 is my account",
];

const PASSWORDS: [&str; 33] = [
    "My password is hunter2!",
    "password: sunshine",
    "Login ana, Password = Tr0ub4dor",
    "PASSWORD:letmein9",
    "pwd: qwerty12",
    "Mein Passwort lautet Sommer2024",
    "WLAN-Passwort: geheim99",
    "mot de passe : soleil75",
    "mon mot de passe est soleil75",
    "contraseña: gatito1",
    "la mia password è gattino7",
    "senha: abacaxi3",
    "a minha palavra-passe é abacaxi3",
    "jelszó: titok123",
    "A jelszavam: titok123",
    "Parole: saule2024",
    "mana parole ir saule2024",
    "slaptažodis: katinas7",
    "parool: kass1234",
    "Salasanani on kissa123",
    "Lösenordet är katten7",
    "Adgangskode: katten7",
    "Hasło: kotek123",
    "heslo je kocka12",
    "Lozinka: macka123",
    "Пароль: котик123",
    "пароль — котик123",
    "Ο κωδικός πρόσβασης είναι gata1234",
    "كلمة المرور: sirr1234",
    "パスワードは neko1234 です",
    "密码是abc12345，请帮忙",
    "비밀번호는 abc12345입니다",
    "รหัสผ่านคือ abc12345",
];

const HARMLESS: [&str; 48] = [
    "",
    "Where is my order 4829?",
    "Order PW-482910, of 3 March",
    "Order number: 100045782211",
    "Order 4539578763621487 has not come", // No check digit.
    "Order #4539578763621486",
    "https://shop.example/orders/4539578763621486/track",
    "SKU_4539578763621486",
    "1234567812345678", // No issuer's.
    "0000 0000 0000 0000",
    "4006381333931",        // An article's number (EAN).
    "4006381333023",        // One that has a card's check digit too.
    "356938035643809",      // A telephone's (IMEI), which has one always.
    "89371990702000000358", // A SIM's (ICCID).
    "+49 1511 2345678",
    "+4915112345678",
    "004915112345678",
    "+371 2612 3456, +371 2612 3457",
    "(030) 1234-5678",
    "1Z999AA10123456784",          // UPS
    "9400 1000 0000 0000 0000 00", // USPS
    "9400 4111 1111 1111 1111 00",
    "00340434161094042557", // DHL
    "RB123456785LV",        // The postal union's
    "LV123456785LV is my parcel",
    "JJD000390007786543210",
    "2026-11-22 18:41, then 2026-11-23 09:15",
    "20261122184100",
    "0.4539578763621486",
    "Version 4.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1",
    "c0ffee4111111111111111",
    "Serial 3056-9309-0259-05",
    "DE89 3704 0044 0532 0130 01", // Its check digits are wrong.
    "DE99 no such account",
    "VAT LV40003032949",
    "BIC DEUTDEFF500",
    "I forgot my password",
    "How do I reset my password?",
    "My password is not accepted",
    "password is required since 2026",
    "Your password reset code: 482913",
    "Password: how do I set a new one?",
    "password is case-sensitive",
    "The password field is empty",
    "password: ********",
    "Passwort ist falsch",
    "Je ne me souviens plus de mon mot de passe",
    "パスワードを忘れました",
];

fn all(texts: &[&str], expected: Option<Secret>) {
    let wrong: Vec<_> = texts.iter().filter(|text| find(text) != expected).collect();
    assert!(
        wrong.is_empty(),
        "expected {expected:?} in each of {wrong:#?}"
    );
}

#[test]
fn numbers_of_cards_are_found_however_they_are_written() {
    all(&CARDS, Some(Secret::Card));
}

#[test]
fn bank_account_numbers_are_found() {
    all(&IBANS, Some(Secret::Iban));
}

#[test]
fn passwords_are_found_in_the_languages_of_the_panel() {
    all(&PASSWORDS, Some(Secret::Password));
}

#[test]
fn numbers_of_orders_parcels_and_telephones_and_talk_of_passwords_are_no_secrets() {
    all(&HARMLESS, None);
}

#[test]
fn many_numbers_are_looked_through_at_once() {
    let numbers = "4 ".repeat(10_000);
    assert_eq!(find(&numbers), None);
}

fn writing(message: &str) -> Model {
    let mut model = ready();
    fill(&mut model);
    update(&mut model, typed(Field::Message, message));
    model
}

#[test]
fn a_secret_is_asked_about_and_leaves_if_the_person_wants() {
    let mut model = writing("My card is 4111 1111 1111 1111.");
    let asked = update(&mut model, submitted(ID));
    assert_eq!(asked, [Effect::Focus(Focus::Question)]);
    assert_eq!(model.form.secret, Some((Secret::Card, Field::Message)));
    assert!(model.outbox.entries.is_empty());
    // Sending it the same way asks again.
    assert_eq!(update(&mut model, submitted(ID)), asked);
    let sent = update(&mut model, Msg::SentAnyway { id: ID, now: 0 });
    assert!(matches!(&sent[0], Effect::Save(_)), "{sent:?}");
    assert_eq!(model.form.secret, None);
}

#[test]
fn nothing_is_asked_any_more_once_the_secret_is_out() {
    let mut model = writing("Pay to DE89 3704 0044 0532 0130 00, password: hunter22");
    update(&mut model, submitted(ID));
    assert_eq!(model.form.secret, Some((Secret::Iban, Field::Message)));
    update(&mut model, typed(Field::Message, "Pay, password: hunter22"));
    assert_eq!(model.form.secret, Some((Secret::Password, Field::Message)));
    update(&mut model, typed(Field::Message, "Pay"));
    assert_eq!(model.form.secret, None);
    let sent = update(&mut model, submitted(ID));
    assert!(matches!(&sent[0], Effect::Save(_)), "{sent:?}");
}

#[test]
fn what_is_wrong_with_the_form_is_said_before_secrets_are_asked_about() {
    let mut model = writing("4111111111111111");
    update(&mut model, typed(Field::Email, ""));
    for msg in [submitted(ID), Msg::SentAnyway { id: ID, now: 0 }] {
        assert_eq!(update(&mut model, msg), [Effect::Focus(Focus::FieldError)]);
        assert_eq!(model.form.secret, None);
    }
}

#[test]
fn a_secret_in_the_subject_is_asked_about_there() {
    let mut model = writing("It does not light.");
    update(&mut model, typed(Field::Subject, "Password: lamp2026"));
    update(&mut model, submitted(ID));
    assert_eq!(model.form.secret, Some((Secret::Password, Field::Subject)));
}

fn question(id: &str, pattern: Option<&str>) -> Question {
    Question {
        id: id.to_owned(),
        kind: QuestionKind::Text,
        label: Texts::new(),
        help: Texts::new(),
        required: false,
        pattern: pattern.map(str::to_owned),
        options: Vec::new(),
        value: String::new(),
        when: None,
    }
}

#[test]
fn answers_are_looked_through_but_for_what_the_owner_asks_for_by_its_pattern() {
    let questions = vec![
        question("refund-to", Some("[A-Z]{2}[0-9A-Z ]+")),
        question("notes", None),
    ];
    let form: &'static ContactForm = Box::leak(Box::new(ContactForm {
        questions,
        ..ContactForm::default()
    }));
    let [refund_to, notes] = [0, 1].map(|at| Field::Question(&form.questions[at]));
    let mut model = writing("It does not light.");
    update(&mut model, Msg::ContactForm(Ok(form)));
    update(&mut model, typed(refund_to, IBANS[0]));
    update(&mut model, typed(notes, CARDS[0]));
    update(&mut model, submitted(ID));
    assert_eq!(model.form.secret, Some((Secret::Card, notes)));
    update(&mut model, typed(notes, ""));
    assert_eq!(model.form.secret, None);
}
