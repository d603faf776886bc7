//! Words that hold a sentence together and say little about its subject: `how do i change my …`. Owns the lists, by
//! language; what they do to the ranking is decided in `query`.
//!
//! The writer puts the list of its locale into the segment, so that a visitor downloads no other. A language
//! without a list loses nothing but this: rarity alone then tells which words matter, and in a small
//! knowledge base a title like "How do I calibrate my screen?" makes `how`, `do` and `my` look rare.

/// The function words of a language, in its usual spelling, separated by spaces.
pub(crate) fn function_words(tag: &str) -> &'static str {
    match super::locale::language(tag).as_str() {
        "en" => {
            "a about am an and any are as at be been but by can can't cannot could did do does doesn't don't for from \
             get had has have how i i'd i'm i've if in into is isn't it it's its me my of on or our please should \
             so some that the their there they this to want was we were what when where which who why will with \
             would you your"
        }
        "fr" => {
            "a à ai au aux avec c ce ces cet cette comment d dans de des doit dois donc du elle en est et faire fait \
             faut il ils j je l la le les leur ma mais me mes moi mon n ne nos notre nous on ont ou où par pas \
             peut peux pour pourquoi puis qu quand que quel quelle quelles quels qui quoi s sa se ses si son \
             sont sur ta te tes ton un une veux vos votre vous y"
        }
        "hu" => {
            "a az azt be csak de egy el én és ez ezt fel ha hány hogy hogyan hol honnan hova hová is itt ki kell le \
             lehet lesz ma már me meg mely mennyi mert mi miért mikor milyen mit mivel nekem nem ott s sem \
             szeretnék szeretném ti tud tudok tudom úgy van vagy vagyok volt"
        }
        "lv" => {
            "ar arī bet bez būs cik es gan gribu ir ja jau jo kā kad kādā kādi kāds kam kāpēc kas ko kur kura kurš \
             līdz man mana mani mans manu mēs mums nav ne no pa par pēc pie pret savu šī šis šo tā tad tas \
             tiek to tu tur un uz vai var varu vēl zem"
        }
        "vi" => {
            "ai bạn bao bị các cách cái cần cho có của cũng đã đang đâu để được gì hay hãy khi không là lại làm mình \
             mà muốn một nào này nên nếu như nhưng những nó ở ra rồi sao sẽ tại thế thì tôi trong từ và vào vì \
             về với"
        }
        "de" => {
            "aber als am an auf aus bei bin bis da das dass dein dem den der des die diese dieser doch du ein eine \
             einem einen einer er es für habe haben hat ich ihr im in ist kann können man mein meine meinem \
             meinen meiner mich mir mit muss nach nicht oder sich sie sind so soll und uns von vor wann warum was \
             welche wenn wer werden wie wir wird wo zu zum zur"
        }
        "es" => {
            "a al como cómo con cual cuál cuando cuándo de del desde donde dónde el ella en es esta está este esto hay \
             he la las le lo los más me mi mis muy no nos o para pero por porque puedo puede que qué quiero se \
             si sin sobre son su sus te tengo tu tus un una y ya yo"
        }
        _ => "",
    }
}
