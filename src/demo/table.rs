//! The table of the demos, and what their docstrings say: `Chapter 4, == and is (the Chinese title): what it shows.`

/// Columns of the longest name.
pub const NAME: usize = 31;

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

    /// The docstring, its lines joined.
    fn text(&self) -> String {
        let text = self.source.strip_prefix("\"\"\"").unwrap_or(self.source);
        let text = text.split("\"\"\"").next().unwrap_or("");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The chapter's title in both languages.
    pub fn title(&self) -> String {
        let text = self.text();
        let text = text.split_once(", ").map_or(text.as_str(), |(_, text)| text);
        text.split_once("):").map_or(text.to_owned(), |(title, _)| format!("{title})"))
    }

    /// What it shows.
    pub fn shows(&self) -> String {
        self.text().split_once("): ").map_or(String::new(), |(_, text)| text.trim_end_matches('.').to_owned())
    }
}

/// A demo by its name, its number (`4.2`), its chapter's (`4`: the first one), a piece of its name, or a word of what it
/// is about.
pub fn find(word: &str) -> Result<&'static Demo, String> {
    let word = word.strip_suffix(".py").unwrap_or(word);
    let wanted = word.to_lowercase();
    let in_names = wanted.replace([' ', '-'], "_");
    // With or without the number in front.
    let named = |d: &&Demo| d.name == in_names || d.name.split_once('_').is_some_and(|(_, rest)| rest == in_names);
    let exact = all().find(named).or_else(|| all().find(|d| d.number() == word));
    let chapter = || all().find(|d| word.parse() == Ok(d.chapter()));
    if let Some(demo) = exact.or_else(chapter) {
        return Ok(demo);
    }
    let has = |text: &str| text.to_lowercase().contains(&wanted);
    let mut matching: Vec<&Demo> = all().filter(|d| d.name.contains(&in_names)).collect();
    if matching.is_empty() {
        matching = all().filter(|d| has(&d.title()) || has(&d.shows())).collect();
    }
    match matching.as_slice() {
        [demo] => Ok(demo),
        [] if word.parse::<usize>().is_ok() => {
            Err(format!("chapter {word} has no demo; `pyrope demo --list` shows them\n"))
        }
        [] => {
            let near = (3..in_names.len()).rev().filter_map(|n| in_names.get(..n));
            let near = near.into_iter().find_map(|start| all().find(|d| d.name.contains(start)));
            let hint = near.map_or(String::new(), |d| format!(" (did you mean {} {}?)", d.number(), d.name));
            Err(format!("there is no demo '{word}'{hint}; `pyrope demo --list` shows them\n"))
        }
        several => {
            let rows: Vec<String> = several.iter().map(|d| format!("  {:<6}{}\n", d.number(), d.name)).collect();
            Err(format!("several demos match '{word}':\n{}", rows.concat()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rules for demos. Lines have at most the 79 characters of PEP 8.
    #[test]
    fn form_of_the_demos() {
        assert!(all().count() >= 40);
        for demo in all() {
            let name = demo.name;
            let start = format!("\"\"\"Chapter {}, ", demo.chapter());
            assert!(demo.source.starts_with(&start), "{name}: begins with {start}");
            assert!(!demo.shows().is_empty(), "{name}: {}", demo.text());
            assert!(demo.title().chars().any(|c| c > '\u{3000}') || demo.chapter() == 16, "{name}: {}", demo.title());
            assert!(name.len() <= NAME, "{name}");
            let lines = demo.source.lines().count();
            assert!(lines <= 60, "{name}: {lines} lines");
            for line in demo.source.lines() {
                assert!(line.chars().count() <= 79, "{name}: {line}");
                assert!(line.trim_end() == line && !line.contains('\t'), "{name}: {line}");
            }
            for part in ["Happy path", "Surprise", "# %see "] {
                assert!(demo.source.contains(part), "{name}: without {part}");
            }
            let last = demo.source.lines().last().unwrap_or("");
            assert!(last.starts_with("print(\"rule: "), "{name}: ends with {last}");
            assert!(demo.output.lines().last().is_some_and(|l| l.starts_with("rule: ")), "{name}: its output");
        }
    }

    /// All demos of a chapter have its title.
    #[test]
    fn one_title_a_chapter() {
        let mut titles = std::collections::BTreeMap::new();
        for demo in all() {
            let title = titles.entry(demo.chapter()).or_insert(demo.title());
            assert_eq!(*title, demo.title(), "{}", demo.name);
        }
        let wanted: Vec<usize> = (1..=10).chain(12..=26).chain([36, 70]).collect();
        assert_eq!(titles.into_keys().collect::<Vec<_>>(), wanted);
    }

    #[test]
    fn names_and_numbers() {
        let name = |word: &str| find(word).map(|d| d.name).map_err(|e| e.lines().count());
        assert_eq!(name("4"), Ok("04_identity"));
        assert_eq!(name("4.2"), Ok("04_literals"));
        assert_eq!(name("04_literals.py"), Ok("04_literals"));
        assert_eq!(name("send"), Ok("15_send_throw_close"));
        assert_eq!(name("late binding"), Ok("10_late_binding"));
        assert_eq!(name("重新导入模块"), Ok("02_reload"));
        assert_eq!(name("闭包"), Err(3));
        assert_eq!(name("decorators"), Ok("12_decorators"));
        assert_eq!(name("generator"), Err(3));
        assert_eq!(name("11"), Err(1));
        assert_eq!(name("nothing"), Err(1));
        assert!(find("lates").is_err_and(|e| e.contains("(did you mean 10.2 10_late_binding?)")));
    }
}
