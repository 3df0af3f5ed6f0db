//! The pages of `pyrope explain`: for each code what it means, a program that fails with it, and the same repaired.
//!
//! A page is a Markdown file (`pages/CODE.md`): a heading `# CODE: title`, text, `## Fails` and `## Works` with one program
//! each; further files that a program needs come before it, their name behind the fence. The tests run both programs.

/// One page.
pub struct Page {
    pub code: &'static str,
    pub text: &'static str,
}

macro_rules! pages {
    ($($code:ident)*) => {
        /// All pages in the order of their codes.
        pub const PAGES: &[Page] = &[
            $(Page { code: stringify!($code), text: include_str!(concat!("pages/", stringify!($code), ".md")) },)*
        ];
    };
}

pages! {
    P0101 P0102 P0103 P0104 P0105 P0106 P0107 P0108 P0109 P0110 P0111 P0112 P0113 P0114 P0115 P0116
    P0117 P0118 P0119 P0120 P0121 P0122 P0123 P0124 P0125 P0126 P0127 P0128 P0129 P0130 P0131 P0132
    P0133 P0134 P0135 P0136 P0137 P0138 P0139 P0140 P0141 P0142 P0143 P0144 P0145 P0146
    P0201 P0202 P0203 P0204 P0205 P0206 P0207 P0208 P0209
    P0301 P0302 P0303 P0304 P0305 P0306 P0307 P0308 P0309 P0310 P0311
    P0401 P0402 P0403 P0404 P0405 P0406 P0407 P0409 P0410 P0411
    P0501 P0502 P0503 P0504 P0505 P0506 P0507 P0508 P0510 P0512 P0513 P0514 P0515 P0516
    P0601 P0602 P0603 P0604 P0605 P0606 P0607 P0608
    P0701 P0702 P0703 P0704 P0705 P0706 P0707 P0708 P0709 P0710 P0711 P0712 P0713 P0714 P0715 P0716
    P0717
    P0801 P0802 P0803 P0804 P0805 P0806 P0807
    P0901 P0902 P0903 P0904 P0905 P0906 P0907 P0908 P0909 P0910
}

/// The families, by the first two digits of their codes.
pub const FAMILIES: &[(&str, &str)] = &[
    ("P01", "Syntax: text that is no Python"),
    ("P02", "Names"),
    ("P03", "Attributes and None"),
    ("P04", "Operators"),
    ("P05", "Calls"),
    ("P06", "Indices and keys"),
    ("P07", "Values, loops, recursion"),
    ("P08", "Imports and files"),
    ("P09", "Classes and protocols"),
];

impl Page {
    /// The title without the code.
    pub fn title(&self) -> &'static str {
        let line = self.text.lines().next().unwrap_or("");
        line.split_once(": ").map_or(line, |(_, title)| title)
    }

    /// The text between the heading and the programs.
    pub fn meaning(&self) -> &'static str {
        let body = self.text.split_once('\n').map_or("", |(_, body)| body);
        body.split("\n## ").next().unwrap_or("").trim()
    }

    /// The files of a section (`Fails`, `Works`): names and texts. The program itself has no name.
    pub fn files(&self, section: &str) -> Vec<(&'static str, &'static str)> {
        let heading = format!("\n## {section}\n");
        let Some((_, body)) = self.text.split_once(heading.as_str()) else { return Vec::new() };
        let body = body.split("\n## ").next().unwrap_or("");
        let mut files = Vec::new();
        for block in body.split("```python").skip(1) {
            let Some((name, rest)) = block.split_once('\n') else { continue };
            files.push((name.trim(), rest.split("```").next().unwrap_or("")));
        }
        files
    }

    /// The program of a section.
    pub fn program(&self, section: &str) -> &'static str {
        self.files(section).into_iter().find(|(name, _)| name.is_empty()).map_or("", |(_, text)| text)
    }

    /// The page as a terminal shows it: programs indented, no Markdown.
    pub fn shown(&self) -> String {
        let mut out = format!("{}: {}\n\n{}\n", self.code, self.title(), self.meaning());
        for (section, title) in [("Fails", "This fails:"), ("Works", "This works:")] {
            out.push_str(&format!("\n{title}\n"));
            for (name, text) in self.files(section) {
                if !name.is_empty() {
                    out.push_str(&format!("\n  {name}:\n"));
                }
                out.push('\n');
                for line in text.lines() {
                    out.push_str(&if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") });
                }
            }
        }
        out
    }
}

/// The page of a code; letters may be small, and the leading `P` may be missing.
pub fn find(code: &str) -> Option<&'static Page> {
    let code = code.trim().to_uppercase();
    let code = if code.starts_with('P') { code } else { format!("P{code:0>4}") };
    PAGES.iter().find(|p| p.code == code)
}

/// What `pyrope explain` prints, and whether it found what was asked for: all codes without an argument, else the page.
pub fn answer(code: Option<&str>) -> Result<String, String> {
    let Some(code) = code else { return Ok(list()) };
    if let Some(page) = find(code) {
        return Ok(page.shown());
    }
    // A word instead of a code: pages that have it in their titles.
    let word = code.to_lowercase();
    let about: Vec<&Page> = PAGES
        .iter()
        .filter(|p| p.title().to_lowercase().contains(&word) || p.meaning().to_lowercase().contains(&word))
        .collect();
    if let [page] = about.as_slice() {
        return Ok(page.shown());
    }
    let mut out = format!("pyrope: there is no code {code}\n");
    if !about.is_empty() {
        out.push_str("Pages about it:\n");
        about.iter().take(10).for_each(|p| out.push_str(&format!("  {}  {}\n", p.code, p.title())));
        return Err(out);
    }
    let wanted = code.to_uppercase();
    let near = crate::builtins::traceback::closest(&wanted, PAGES.iter().map(|p| p.code)).and_then(find);
    match near.or_else(|| PAGES.iter().find(|p| wanted.starts_with(p.code.get(..3).unwrap_or("?")))) {
        Some(near) => out.push_str(&format!("Did you mean {} ({})?\n", near.code, near.title())),
        None => out.push_str("`pyrope explain` lists all codes.\n"),
    }
    Err(out)
}

fn list() -> String {
    let mut out = String::from("Mistakes that Pyrope explains; `pyrope explain CODE` shows one of them.\n");
    for (prefix, title) in FAMILIES {
        out.push_str(&format!("\n{title}\n"));
        for page in PAGES.iter().filter(|p| p.code.starts_with(prefix)) {
            out.push_str(&format!("  {}  {}\n", page.code, page.title()));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_complete_and_in_order() {
        for pair in PAGES.windows(2) {
            let [a, b] = pair else { continue };
            assert!(a.code < b.code, "{} before {}", a.code, b.code);
        }
        for page in PAGES {
            assert!(page.text.starts_with(&format!("# {}: ", page.code)), "{}", page.code);
            assert!(FAMILIES.iter().any(|(p, _)| page.code.starts_with(p)), "{} has no family", page.code);
            assert!(page.meaning().len() > 40, "{} says nothing", page.code);
            for section in ["Fails", "Works"] {
                assert!(!page.program(section).is_empty(), "{} has no program that {section}", page.code);
            }
            assert!(page.text.lines().all(|l| l.chars().count() <= 130), "{} has long lines", page.code);
        }
    }

    #[test]
    fn codes_are_found_and_suggested() {
        assert_eq!(find("p0401").map(|p| p.code), Some("P0401"));
        assert_eq!(find("401").map(|p| p.code), Some("P0401"));
        let text = answer(Some("P0499")).expect_err("no such code");
        assert!(text.contains("Did you mean P04"), "{text}");
        assert!(answer(None).is_ok_and(|t| t.contains("P0111  `else if` is one word")));
    }
}
