//! Properties of a word's spelling.

/// Whether `word` starts with a lower-case prefix before its capital: al-Oru, d'Oru.
pub fn is_prefixed(word: &str) -> bool {
    let split = word.find(['-', '\'', '’']).filter(|&at| at <= 3);
    split.is_some_and(|at| word[at..].chars().nth(1).is_some_and(char::is_uppercase))
}

/// Whether `word` is written in capitals and contains at least two.
pub fn is_acronym(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() >= 2 && !word.chars().any(char::is_lowercase)
}
