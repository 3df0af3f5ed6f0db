//! The table of the demos, and what their docstrings say: `Chapter 4, == and is (the Chinese title): what it shows.`

/// A program, and what CPython prints for it.
#[derive(Debug)]
pub struct Demo {
    pub name: &'static str,
    pub source: &'static str,
    pub output: &'static str,
    /// Which one of its chapter it is, from 1.
    place: usize,
}

/// Made by the build script from the folder `scripts`.
static PROGRAMS: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/demos.rs"));

fn chapter_of(name: &str) -> usize {
    name.split('_').next().and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

/// All demos in the order of the chapters.
pub fn all() -> impl Iterator<Item = &'static Demo> {
    static TABLE: std::sync::OnceLock<Vec<Demo>> = std::sync::OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut demos: Vec<Demo> = Vec::new();
        for &(name, source, output) in PROGRAMS {
            let place = 1 + demos.iter().filter(|d| d.chapter() == chapter_of(name)).count();
            demos.push(Demo { name, source, output, place });
        }
        demos
    });
    table.iter()
}

impl Demo {
    pub fn chapter(&self) -> usize {
        chapter_of(self.name)
    }

    /// `4.2`: the second demo of chapter 4.
    pub fn number(&self) -> String {
        format!("{}.{}", self.chapter(), self.place)
    }

    /// The docstring's only line.
    fn line(&self) -> &'static str {
        let text = self.source.strip_prefix("\"\"\"").unwrap_or(self.source);
        text.split("\"\"\"").next().unwrap_or("").lines().next().unwrap_or("")
    }

    /// The chapter's title in both languages.
    pub fn title(&self) -> &'static str {
        let line = self.line();
        let text = line.split_once(", ").map_or(line, |(_, text)| text);
        match text.find("):").or_else(|| text.find(").")) {
            Some(end) => text.get(..=end).unwrap_or(text),
            None => text,
        }
    }

    /// What it shows.
    pub fn shows(&self) -> &'static str {
        self.line().split_once("): ").map_or("", |(_, text)| text)
    }
}

/// A demo by its name, the beginning of its name, its number (`4.2`) or its chapter's (`4`: the first one).
pub fn find(word: &str) -> Result<&'static Demo, String> {
    let word = word.strip_suffix(".py").unwrap_or(word);
    let exact = all().find(|d| d.name == word || d.number() == word);
    let chapter = || all().find(|d| word.parse() == Ok(d.chapter()));
    if let Some(demo) = exact.or_else(chapter) {
        return Ok(demo);
    }
    let matching: Vec<&Demo> = all().filter(|d| d.name.contains(word)).collect();
    match matching.as_slice() {
        [demo] => Ok(demo),
        [] => Err(format!("pyrope: there is no demo '{word}'; `pyrope demo --list' shows them\n")),
        several => {
            let names: Vec<&str> = several.iter().map(|d| d.name).collect();
            Err(format!("pyrope: '{word}' may be {}\n", names.join(" or ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rules for demos: see `docs/CHAPTERS.md`.
    #[test]
    fn docstrings_and_lengths() {
        assert!(all().count() >= 40);
        for demo in all() {
            let start = format!("\"\"\"Chapter {}, ", demo.chapter());
            assert!(demo.source.starts_with(&start), "{}: begins with {start}", demo.name);
            assert!(!demo.title().is_empty() && !demo.shows().is_empty(), "{}: {}", demo.name, demo.line());
            let lines = demo.source.lines().count();
            assert!(lines <= 60, "{}: {lines} lines", demo.name);
            assert!(demo.source.lines().all(|l| l.chars().count() <= 120), "{}: long lines", demo.name);
        }
    }

    #[test]
    fn names_and_numbers() {
        assert_eq!(find("4").map(|d| d.name), Ok("04_identity"));
        assert_eq!(find("4.2").map(|d| d.name), Ok("04_literals"));
        assert_eq!(find("04_literals.py").map(|d| d.name), Ok("04_literals"));
        assert_eq!(find("send").map(|d| d.name), Ok("15_send_throw_close"));
        assert!(find("decorators").is_err_and(|e| e.contains(" or ")));
        assert!(find("11").is_err());
    }
}
