//! Parses the command line as CPython does: short options may be joined, `-c` and `-m` end the list.

use crate::demo::{self, Demo};
use crate::host::{env, fs};
use crate::vm::{Config, ErrorFormat, Hints};
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};

/// What is to be run.
#[derive(Debug)]
pub enum Source {
    File(OsString),
    Command(String),
    Module(String),
    /// `see KIND FILE:LINE WHAT`
    See(See),
    /// `demo NAME`; statement by statement with `step`.
    Demo {
        demo: &'static Demo,
        step: bool,
    },
    /// Standard input: a program when it is no terminal (or `-` was given).
    Stdin,
}

/// A lens on a line of a program.
#[derive(Debug)]
pub struct See {
    pub kind: String,
    pub file: OsString,
    pub line: u32,
    pub what: String,
    /// Where the answer goes: standard output, or a file (`.svg`, `.json`, else text).
    pub output: Option<String>,
    pub ascii: bool,
}

#[derive(Debug)]
pub struct Program {
    pub config: Config,
    pub source: Source,
    /// `-x`: the first line of the file is not Python.
    pub skip_first_line: bool,
    /// `--vi`: the session edits as vi does.
    pub vi: bool,
}

impl std::fmt::Debug for Config {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Config").field("argv", &self.argv).finish_non_exhaustive()
    }
}

pub enum Parsed {
    Run(Box<Program>),
    /// `demo --all`
    AllDemos,
    /// `demo --compare`
    CompareDemos(Vec<&'static Demo>),
    /// `test`
    Test(super::test::Request),
    /// Text for standard output, status 0.
    Print(String),
    /// Text for standard error, status 2.
    Usage(String),
}

const HELP: &str = "\
Options (and corresponding environment variables):
-b     : issue warnings about comparing bytes with str or int (-bb: errors)
-B     : don't write .pyc files (Pyrope never does); also PYTHONDONTWRITEBYTECODE=x
-c cmd : program passed in as string (terminates option list)
-E     : ignore PYTHON* environment variables (such as PYTHONPATH)
-h     : print this help message and exit (also -? or --help)
-i     : inspect interactively after running script
-I     : isolate from the user's environment (implies -E, -P and -s)
-m mod : run library module as a script (terminates option list)
-O     : remove assert and __debug__-dependent statements; also PYTHONOPTIMIZE=x
-OO    : do -O changes and also discard docstrings
-P     : don't prepend a potentially unsafe path to sys.path; also PYTHONSAFEPATH
-q     : don't print version and copyright messages on interactive startup
-s     : don't add user site directory to sys.path; also PYTHONNOUSERSITE=x
-S     : don't imply 'import site' on initialization
-u     : force the stdout and stderr streams to be unbuffered; also PYTHONUNBUFFERED=x
-v     : verbose (accepted, without effect)
-V     : print the version number and exit (also --version); twice: more about the build
-W arg : warning control; arg is action:message:category:module:lineno; also PYTHONWARNINGS=arg
--vi   : edit interactive input as vi does
-x     : skip first line of source, allowing use of non-Unix forms of #!cmd
-X opt : set implementation-specific option
--hints=WHEN : explain uncaught exceptions: auto (on a terminal), always, never, full; also PYROPE_HINTS
--ascii : draw explanations in ASCII
--error-format=FORMAT : text, or json for tools

Commands:
explain [CODE] : what an error's code means, with an example; without a code, all of them
demo [--list]  : the demo programs of the chapters
demo NAME      : run one, by its name or number; --step: statement by statement; --compare: on python3, too
demo --all     : run all of them and compare with what CPython prints
see KIND FILE:LINE [WHAT] [-o FILE]: look at a program through a lens
test [PATH]    : run the doctests and `# expect:' programs of files and folders; --help tells more

Arguments:
file   : program read from script file
-      : program read from stdin (default; interactive mode if a tty)
arg ...: arguments passed to program in sys.argv[1:]
";

fn usage_line(name: &str) -> String {
    format!("usage: {name} [option] ... [-c cmd | -m mod | file | -] [arg] ...\n")
}

fn usage(name: &str, problem: &str) -> Parsed {
    Parsed::Usage(format!("{problem}\n{}Try `pyrope -h' for more information.\n", usage_line(name)))
}

/// Parses all arguments, the program's name first.
pub fn parse(args: &[OsString]) -> Parsed {
    let executable = executable_path(args.first().map(OsString::as_os_str).unwrap_or(OsStr::new("pyrope")));
    if args.get(1).is_some_and(|a| a == "explain") {
        let code = args.get(2).map(|a| a.to_string_lossy().into_owned());
        return match crate::explain::pages::answer(code.as_deref()) {
            Ok(text) => Parsed::Print(text),
            Err(text) => Parsed::Usage(text),
        };
    }
    let mut config = Config { executable: executable.clone(), dont_write_bytecode: true, ..Config::default() };
    config.orig_argv = args.to_vec();
    let (mut skip_first_line, mut vi) = (false, false);
    let (mut versions, mut help) = (0, false);
    let mut index = 1;
    let mut source = None;
    let mut options_w: Vec<String> = Vec::new();
    'arguments: while let Some(arg) = args.get(index) {
        let bytes = arg.as_bytes();
        if bytes.first() != Some(&b'-') || bytes == b"-" {
            break;
        }
        index += 1;
        if bytes == b"--" {
            break;
        }
        if let Some(long) = bytes.strip_prefix(b"--") {
            match long {
                b"help" | b"help-all" => help = true,
                b"version" => versions += 1,
                b"vi" => vi = true,
                b"check-hash-based-pycs" => index += 1,
                b"ascii" => config.ascii = true,
                _ if long.starts_with(b"hints") || long.starts_with(b"error-format") => {
                    let text = arg.to_string_lossy();
                    let Some((name, value)) = text.split_once('=') else {
                        return usage(&executable, &format!("Argument expected for the {text} option"));
                    };
                    match (name, value) {
                        ("--hints", value) if hints(value).is_some() => config.hints = hints(value).unwrap_or_default(),
                        ("--error-format", "text") => config.error_format = ErrorFormat::Text,
                        ("--error-format", "json") => config.error_format = ErrorFormat::Json,
                        ("--hints", _) => {
                            return usage(&executable, "--hints must be auto, always, never or full");
                        }
                        ("--error-format", _) => return usage(&executable, "--error-format must be text or json"),
                        _ => return usage(&executable, &format!("Unknown option: {text}")),
                    }
                }
                b"help-env" | b"help-xoptions" => help = true,
                _ => return usage(&executable, &format!("Unknown option: {}", arg.to_string_lossy())),
            }
            continue;
        }
        let mut at = 1;
        while let Some(option) = bytes.get(at).copied() {
            at += 1;
            // The argument of an option: the rest of this word, or the next word.
            let value = |index: &mut usize| -> Option<OsString> {
                match bytes.get(at..) {
                    Some(rest) if !rest.is_empty() => Some(OsString::from_vec(rest.to_vec())),
                    _ => {
                        let next = args.get(*index).cloned();
                        *index += 1;
                        next
                    }
                }
            };
            match option {
                b'b' => config.bytes_warning += 1,
                b'B' => config.dont_write_bytecode = true,
                b'd' | b'R' | b't' => {}
                b'E' => config.ignore_environment = true,
                b'h' | b'?' => help = true,
                b'i' => config.inspect = true,
                b'I' => {
                    config.isolated = true;
                    config.ignore_environment = true;
                    config.no_user_site = true;
                    config.safe_path = true;
                }
                b'O' => config.optimize = (config.optimize + 1).min(2),
                b'P' => config.safe_path = true,
                b'q' => config.quiet = true,
                b's' => config.no_user_site = true,
                b'S' => config.no_site = true,
                b'u' => config.unbuffered = true,
                b'v' => config.verbose += 1,
                b'V' => versions += 1,
                b'x' => skip_first_line = true,
                b'c' | b'm' | b'W' | b'X' => {
                    let Some(value) = value(&mut index) else {
                        return usage(&executable, &format!("Argument expected for the -{} option", option as char));
                    };
                    let text = value.to_string_lossy().into_owned();
                    match option {
                        b'c' => source = Some(Source::Command(text)),
                        b'm' => source = Some(Source::Module(text)),
                        b'W' => options_w.push(text),
                        _ => config.x_options.push(match text.split_once('=') {
                            Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
                            None => (text, None),
                        }),
                    }
                    if source.is_some() {
                        break 'arguments;
                    }
                    continue 'arguments;
                }
                other => return usage(&executable, &format!("Unknown option: -{}", other as char)),
            }
        }
    }
    if help {
        return Parsed::Print(usage_line(&executable) + HELP);
    }
    if versions > 0 {
        let version = crate::stdlib::native::sys::version_text();
        let short = version.split(' ').next().unwrap_or("").to_owned();
        return Parsed::Print(match versions {
            1 => format!("Python {short}\n"),
            _ => format!("Python {version}\n"),
        });
    }
    take_environment(&mut config);
    config.gc_stress = env::is_set("PYROPE_GC_STRESS");
    config.warn_options.append(&mut options_w);
    config.gc_stress |= config.x_options.iter().any(|(n, _)| n == "gc_stress");
    config.dev_mode |= config.x_options.iter().any(|(n, v)| n == "dev" && v.as_deref() != Some("0"));
    if config.dev_mode {
        config.warn_options.insert(0, "default".to_owned());
    }
    match config.bytes_warning {
        0 => {}
        1 => config.warn_options.push("default::BytesWarning".to_owned()),
        _ => config.warn_options.push("error::BytesWarning".to_owned()),
    }
    let rest = args.get(index..).unwrap_or(&[]);
    let source = match source {
        Some(source) => source,
        None => match rest.first() {
            // A file of this name can still be run.
            Some(word) if word == "see" && !fs::is_file("see") => match rest.get(1).and_then(|w| w.to_str()) {
                None | Some("-h" | "--help") => return Parsed::Print(see_help()),
                Some(kind) if !crate::lens::KINDS.iter().any(|k| k.0 == kind) => {
                    let kinds: Vec<&str> = crate::lens::KINDS.iter().map(|k| k.0).collect();
                    return Parsed::Usage(format!("pyrope: no lens '{kind}': there are {}\n", kinds.join(", ")));
                }
                Some(_) => match parse_see(rest) {
                    Some(see) => Source::See(see),
                    None => return Parsed::Usage(format!("usage: {SEE_USAGE}\n")),
                },
            },
            Some(word) if word == "demo" && !fs::is_file("demo") && !fs::is_dir("demo") => {
                let words: Vec<String> = rest.iter().skip(1).map(|w| w.to_string_lossy().into_owned()).collect();
                match demo::parse(&words) {
                    Ok(demo::Request::Play { demo, step }) => Source::Demo { demo, step },
                    Ok(demo::Request::Print(text)) => return Parsed::Print(text),
                    Ok(demo::Request::All) => return Parsed::AllDemos,
                    Ok(demo::Request::Compare(demos)) => return Parsed::CompareDemos(demos),
                    Err(text) => return Parsed::Usage(format!("pyrope demo: {text}")),
                }
            }
            // A folder `test` is one to be tested, unless it is a program.
            Some(word) if word == "test" && !fs::is_file("test") && !fs::is_file("test/__main__.py") => {
                let words: Vec<String> = rest.iter().skip(1).map(|w| w.to_string_lossy().into_owned()).collect();
                match super::test::parse(&words) {
                    Ok(request) => return Parsed::Test(request),
                    Err(None) => return Parsed::Print(super::test::USAGE.to_owned()),
                    Err(Some(text)) => return Parsed::Usage(format!("pyrope test: {text}")),
                }
            }
            Some(file) if file.as_bytes() != b"-" => Source::File(file.clone()),
            _ => Source::Stdin,
        },
    };
    config.argv = match &source {
        Source::Command(_) => with_first("-c", rest),
        // Replaced by the module's file once it is found.
        Source::Module(_) => with_first("-m", rest),
        Source::File(_) => rest.to_vec(),
        Source::See(see) => vec![see.file.clone()],
        Source::Demo { demo, .. } => vec![demo.name.into()],
        Source::Stdin if rest.is_empty() => vec![OsString::new()],
        Source::Stdin => rest.to_vec(),
    };
    Parsed::Run(Box::new(Program { config, source, skip_first_line, vi }))
}

const SEE_USAGE: &str = "pyrope see KIND FILE:LINE [WHAT] [-o FILE.svg|FILE.json|FILE.txt] [--ascii]";

fn see_help() -> String {
    let mut text = format!("usage: {SEE_USAGE}\n\nRuns the program up to the line and looks from there. Kinds:\n");
    for (name, wanted, about, _) in crate::lens::KINDS {
        text.push_str(&format!("  {:<34} {about}\n", format!("{name} {wanted}")));
    }
    text
}

/// The words behind `see`.
fn parse_see(words: &[OsString]) -> Option<See> {
    let kind = words.get(1)?.to_str()?.to_owned();
    let place = words.get(2)?.as_bytes();
    let colon = place.iter().rposition(|b| *b == b':')?;
    let line = std::str::from_utf8(place.get(colon + 1..)?).ok()?.parse().ok().filter(|n| *n > 0)?;
    let file = OsStr::from_bytes(place.get(..colon)?).to_os_string();
    let (mut what, mut output, mut ascii) = (Vec::new(), None, false);
    let mut rest = words.iter().skip(3);
    while let Some(word) = rest.next() {
        match word.to_str()? {
            "-o" => output = Some(rest.next()?.to_str()?.to_owned()),
            "--ascii" => ascii = true,
            word => what.push(word.to_owned()),
        }
    }
    Some(See { kind, file, line, what: what.join(" "), output, ascii })
}

fn with_first(first: &str, rest: &[OsString]) -> Vec<OsString> {
    std::iter::once(OsString::from(first)).chain(rest.iter().cloned()).collect()
}

/// The values of `--hints` and PYROPE_HINTS.
fn hints(value: &str) -> Option<Hints> {
    Some(match value {
        "auto" => Hints::Auto,
        "always" => Hints::Always,
        "full" => Hints::Full,
        "never" => Hints::Never,
        _ => return None,
    })
}

/// PYTHON* variables, unless `-E` or `-I` was given.
fn take_environment(config: &mut Config) {
    if config.ignore_environment {
        return;
    }
    let get = env::var;
    if config.hints == Hints::Auto
        && let Some(value) = get("PYROPE_HINTS").as_deref().and_then(hints)
    {
        config.hints = value;
    }
    config.unbuffered |= get("PYTHONUNBUFFERED").is_some();
    config.no_user_site |= get("PYTHONNOUSERSITE").is_some();
    config.safe_path |= get("PYTHONSAFEPATH").is_some();
    config.inspect |= get("PYTHONINSPECT").is_some();
    config.dev_mode |= get("PYTHONDEVMODE").is_some();
    if let Some(level) = get("PYTHONOPTIMIZE") {
        let level: u8 = level.parse().unwrap_or(1);
        config.optimize = config.optimize.max(level.min(2));
    }
    if let Some(filters) = get("PYTHONWARNINGS") {
        config.warn_options.extend(filters.split(',').map(str::to_owned));
    }
    if let Some(path) = get("PYTHONPATH") {
        config.path.extend(path.split(':').map(str::to_owned));
    }
}

/// The absolute path of this program: found on PATH if it was called by its bare name.
fn executable_path(name: &OsStr) -> String {
    if let Ok(path) = env::current_exe()
        && !name.as_bytes().contains(&b'/')
    {
        return path.to_string_lossy().into_owned();
    }
    let path = std::path::Path::new(name);
    let absolute = if path.is_absolute() {
        path.to_path_buf()
    } else {
        fs::current_dir().map(|d| d.join(path.strip_prefix(".").unwrap_or(path))).unwrap_or_else(|_| path.to_path_buf())
    };
    absolute.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(args: &[&str]) -> Program {
        let args: Vec<OsString> = std::iter::once("pyrope").chain(args.iter().copied()).map(OsString::from).collect();
        match parse(&args) {
            Parsed::Run(program) => *program,
            _ => unreachable!("not a program"),
        }
    }

    #[test]
    fn command_ends_the_options() {
        let program = run(&["-Oc", "pass", "-x", "y"]);
        assert_eq!(program.config.optimize, 1);
        assert!(matches!(program.source, Source::Command(c) if c == "pass"));
        assert_eq!(program.config.argv, ["-c", "-x", "y"]);
    }

    #[test]
    fn file_and_arguments() {
        let program = run(&["-u", "a.py", "-c", "b"]);
        assert!(matches!(program.source, Source::File(f) if f == "a.py"));
        assert_eq!(program.config.argv, ["a.py", "-c", "b"]);
        assert!(program.config.unbuffered);
    }

    #[test]
    fn unknown_option_is_usage() {
        assert!(
            matches!(parse(&["pyrope".into(), "-Z".into()]), Parsed::Usage(t) if t.starts_with("Unknown option: -Z\n"))
        );
    }
}
