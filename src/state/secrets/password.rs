//! Passwords: what stands behind the word for them and a colon, or behind that word and "is".
//!
//! Much is said of passwords that gives none away: that they do not work, or how to set a new one. So behind "is" only what has a digit
//! or a sign in it counts, and a plain word behind a colon only where the line ends with it.

use super::is_of_word;

/// How each language calls them, beginnings of words where these have endings, and its words for "is": a line each. A table of texts would
/// cost twice the bytes.
const LANGUAGES: &str = "\
password|passcode|passphrase|passwd|pwd=is|è
كلمة المرور|كلمة السر=هي|هو
парол=е|это|це|је
contrasenya=és
heslo|geslo|hasło=je|to|jest
adgangskode|kodeord|passord=er
passwort|kennwort=ist|lautet
κωδικός πρόσβασης|κωδικό πρόσβασης|συνθηματικό=είναι
contraseña=es
parool|salasõna|salasana=on
رمز عبور|گذرواژه|کلمه عبور=
mot de passe|mdp=est
סיסמה|סיסמא|סיסמתי=היא|הוא
पासवर्ड=
lozink|лозинк=je|је
jelszó|jelszav=
kata sandi|kata laluan=adalah|ialah
パスワード|暗証番号=は
비밀번호|패스워드=는|은
slaptažod=yra
parol=ir|este
wachtwoord=is
senha|palavra-passe=é
lösenord=är
รหัสผ่าน=คือ
şifre=
mật khẩu=là
密码|密碼=是|为|為";

/// The longest ending of a word for passwords.
const ENDING: usize = 4;
/// The shortest password.
const SHORTEST: usize = 4;

/// Whether a text gives one away.
pub(super) fn is_in(text: &str) -> bool {
    let text: String = text.chars().map(small).collect();
    let in_line = |line: &str| {
        let mut languages = LANGUAGES
            .lines()
            .filter_map(|language| language.split_once('='));
        languages.any(|(words, is)| words.split('|').any(|word| follows(line, word, is)))
    };
    text.lines().any(in_line)
}

/// Whether a password follows one of the places where `word` stands in a line.
fn follows(line: &str, word: &str, is: &str) -> bool {
    let mut places = line.match_indices(word);
    places.any(|(at, _)| given(&line[at + word.len()..], is))
}

/// Whether what stands behind the word gives the password away.
fn given(behind: &str, is: &str) -> bool {
    let is_ending = |c: &char| is_of_word(*c) && !(c.is_ascii_digit() || is_unspaced(*c));
    let ending = behind.chars().take_while(is_ending).take(ENDING);
    let ending: usize = ending.map(char::len_utf8).sum();
    let rest = behind[ending..].trim_start();
    let mut words = is.split('|').filter(|is| !is.is_empty());
    let said = words.find_map(|is| said(rest, is)).map(str::trim_start);
    let rest = said.unwrap_or(rest);
    let behind_sign = rest.strip_prefix([':', '：', '=']).map(str::trim_start);
    match (behind_sign, said) {
        (Some(rest), _) => is_secret(rest, true),
        (None, Some(rest)) => is_secret(rest, false),
        _ => rest
            .strip_prefix(['-', '–', '—', '→'])
            .is_some_and(|rest| rest.starts_with(' ') && is_secret(rest.trim_start(), false)),
    }
}

/// What stands behind the word for "is", if `text` begins with it. It is a word for itself, except where words are not set apart.
fn said<'a>(text: &'a str, is: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(is)?;
    let is_whole = rest.starts_with([' ', ':']) || is.chars().all(is_unspaced);
    is_whole.then_some(rest)
}

/// Whether a text begins with a password: something with a digit or a sign in it or, where nothing follows it, any word.
fn is_secret(text: &str, or_a_word: bool) -> bool {
    let length = text.find(|c: char| c.is_whitespace() || is_unspaced(c));
    let (token, rest) = text.split_at(length.unwrap_or(text.len()));
    let token = token.trim_matches([
        '.', ',', ';', '!', '?', '"', '\'', '(', ')', '“', '”', '„', '«', '»',
    ]);
    let characters: Vec<char> = token.chars().collect();
    let is_masked = characters.iter().all(|c| *c == characters[0]) || !token.contains(is_of_word);
    if characters.len() < SHORTEST || is_masked {
        return false;
    }
    let is_odd = |c: &char| c.is_ascii_digit() || "!$%&*+=?@#^~_|<>{}[]\\".contains(*c);
    characters.iter().any(is_odd) || (or_a_word && rest.trim().is_empty())
}

/// The small letter of a letter, in the alphabets of the words above; Unicode's whole table would be 11 kB.
fn small(c: char) -> char {
    let further = match c {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ω' | 'А'..='Я' => 32,
        'Ѐ'..='Џ' => 80,
        'Έ'..='Ί' => 37,
        'Ά' => 38,
        'Ā'..='ķ' | 'Ŋ'..='ŷ' | 'Ơ' | 'Ư' | 'Ạ'..='ỹ' => 1 - (c as u32 & 1),
        'Ĺ'..='ň' | 'Ź'..='ž' => c as u32 & 1,
        _ => 0,
    };
    char::from_u32(c as u32 + further).unwrap_or(c)
}

/// Whether a character is of a script that sets no spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{e7f}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}
