"""Documentation of modules, classes, functions and other objects as text: what `help` shows."""

import builtins
import inspect
import sys
from reprlib import Repr
from collections import deque

__all__ = ["help"]

# Where the library is described, by module name.
_REFERENCE = "https://docs.python.org/3.14/library"

_HIDDEN = {
    "__author__", "__builtins__", "__credits__", "__date__", "__doc__", "__docformat__", "__file__", "__loader__",
    "__module__", "__name__", "__package__", "__path__", "__qualname__", "__slots__", "__spec__", "__version__",
    "__static_attributes__", "__firstlineno__", "__annotate_func__", "__annotations_cache__", "__cached__",
}


def _own_doc(obj):
    """The docstring of an object, unless its type has the same."""
    try:
        doc = object.__getattribute__(obj, "__doc__")
    except AttributeError:
        return None
    if doc is not None and obj is not type:
        type_doc = type(obj).__doc__
        if isinstance(type_doc, str) and type_doc == doc:
            return None
    return doc


def _find_doc(obj):
    if inspect.isclass(obj):
        for base in obj.__mro__:
            if base is not object:
                doc = _own_doc(base)
                if doc is not None:
                    return doc
        return None
    try:
        return inspect._inherited_doc(obj)
    except (AttributeError, TypeError):
        return None


def _doc_of(obj):
    doc = _own_doc(obj)
    if doc is None:
        try:
            doc = _find_doc(obj)
        except (AttributeError, TypeError):
            return None
    if not isinstance(doc, str):
        return None
    return inspect.cleandoc(doc)


def getdoc(object):
    """The docstring of an object, or the comments before it."""
    text = _doc_of(object) or inspect.getcomments(object) or ""
    text = text.rstrip()
    while text.startswith((" ", "\n")):
        head, newline, rest = text.partition("\n")
        if head.strip(" ") or not newline:
            break
        text = rest
    return text


def splitdoc(doc):
    """(first line, rest) of a docstring."""
    lines = doc.strip().split("\n")
    if len(lines) == 1:
        return lines[0], ""
    if len(lines) >= 2 and not lines[1].rstrip():
        return lines[0], "\n".join(lines[2:])
    return "", "\n".join(lines)


def _argspec(obj):
    """The text of a callable's parameters, or None."""
    try:
        found = inspect.signature(obj, annotation_format=inspect.Format.STRING)
    except (ValueError, TypeError):
        text = getattr(obj, "__text_signature__", None)
        if text:
            if text.startswith("($"):
                text = "(" + text[2:]
            if getattr(obj, "__self__", None) is not None:
                # The bound argument is not shown.
                first, comma, rest = text[1:].partition(",")
                rest = rest.lstrip()
                if rest.startswith("/"):
                    rest = rest[1:].lstrip(", ")
                text = "(" + rest if comma else "()"
        return text
    name = getattr(obj, "__name__", "")
    width = 80 - len(name) if name != "<lambda>" else None
    return found.format(max_width=width, quote_annotation_strings=False)


def classname(object, modname):
    """The name of a class, with its module if that is another one."""
    name = object.__name__
    if object.__module__ != modname:
        name = object.__module__ + "." + name
    return name


def parentname(object, modname):
    """The name of what an object is defined in."""
    if "." in object.__qualname__:
        name = object.__qualname__.rpartition(".")[0]
        if object.__module__ != modname:
            return f"{object.__module__}.{name}"
        return name
    if object.__module__ != modname:
        return object.__module__
    return None


def isdata(object):
    """Whether an object is none of module, class, routine, frame, traceback, code."""
    return not (inspect.ismodule(object) or inspect.isclass(object) or inspect.isroutine(object)
                or inspect.isframe(object) or inspect.istraceback(object) or inspect.iscode(object))


def visiblename(name, all=None, obj=None):
    """Whether a name is shown."""
    if name in _HIDDEN:
        return False
    if name.startswith("__") and name.endswith("__"):
        return True
    if name.startswith("_") and hasattr(obj, "_fields"):
        # Methods of named tuples.
        return True
    if all is not None:
        return name in all
    return not name.startswith("_")


def classify_class_attrs(object):
    """As in inspect, with descriptors and read-only properties told apart."""
    results = []
    for name, kind, cls, value in inspect.classify_class_attrs(object):
        if inspect.isdatadescriptor(value):
            kind = "data descriptor"
            if isinstance(value, property) and value.fset is None:
                kind = "readonly property"
        results.append((name, kind, cls, value))
    return results


def sort_attributes(attrs, object):
    """Sorts attributes by name, fields of named tuples in their own order before."""
    fields = getattr(object, "_fields", [])
    try:
        order = {name: i - len(fields) for i, name in enumerate(fields)}
    except TypeError:
        order = {}
    attrs.sort(key=lambda attr: (order.get(attr[0], 0), attr[0]))


def describe(thing):
    """What kind of thing an object is, with its name."""
    if inspect.ismodule(thing):
        if thing.__name__ in sys.builtin_module_names:
            return "built-in module " + thing.__name__
        if hasattr(thing, "__path__"):
            return "package " + thing.__name__
        return "module " + thing.__name__
    if inspect.isbuiltin(thing):
        return "built-in function " + thing.__name__
    if inspect.isgetsetdescriptor(thing):
        return f"getset descriptor {thing.__objclass__.__module__}.{thing.__objclass__.__name__}.{thing.__name__}"
    if inspect.ismemberdescriptor(thing):
        return f"member descriptor {thing.__objclass__.__module__}.{thing.__objclass__.__name__}.{thing.__name__}"
    if inspect.isclass(thing):
        return "class " + thing.__name__
    if inspect.isfunction(thing):
        return "function " + thing.__name__
    if inspect.ismethod(thing):
        return "method " + thing.__name__
    if inspect.ismethodwrapper(thing):
        return "method wrapper " + thing.__name__
    if inspect.ismethoddescriptor(thing):
        return "method descriptor " + thing.__name__
    return type(thing).__name__


def cram(text, maxlen):
    """The text, with its middle left out if it is too long."""
    if len(text) > maxlen:
        before = max(0, (maxlen - 3) // 2)
        after = max(0, maxlen - 3 - before)
        return text[:before] + "..." + text[len(text) - after:]
    return text


def stripid(text):
    """The text of an object without its address."""
    head, mark, rest = text.rpartition(" at 0x")
    if mark:
        digits = len(rest) - len(rest.lstrip("0123456789abcdefABCDEF"))
        tail = rest[digits:]
        if digits >= 6 and tail and not tail.strip(">"):
            return head + tail
    return text


class _TextRepr(Repr):
    def __init__(self):
        Repr.__init__(self)
        self.maxlist = self.maxtuple = 20
        self.maxdict = 10
        self.maxstring = self.maxother = 100

    def repr1(self, x, level):
        if hasattr(type(x), "__name__"):
            method = getattr(self, "repr_" + "_".join(type(x).__name__.split()), None)
            if method is not None:
                return method(x, level)
        return cram(stripid(repr(x)), self.maxother)

    def repr_str(self, x, level):
        text = cram(x, self.maxstring)
        shown = repr(text)
        if "\\" in text and "\\" not in shown.replace(r"\\", ""):
            return "r" + shown[0] + text + shown[0]
        return shown

    repr_string = repr_str

    def repr_instance(self, x, level):
        try:
            return cram(stripid(repr(x)), self.maxstring)
        except Exception:
            return f"<{x.__class__.__name__} instance>"


def _split(attrs, test):
    yes, no = [], []
    for attr in attrs:
        (yes if test(attr) else no).append(attr)
    return yes, no


class TextDoc:
    """Makes plain text."""

    def __init__(self):
        self.repr = _TextRepr().repr

    def document(self, object, name=None, *args):
        """The text for any object."""
        args = (object, name) + args
        try:
            if inspect.ismodule(object):
                return self.docmodule(*args)
            if inspect.isclass(object):
                return self.docclass(*args)
            if inspect.isroutine(object):
                return self.docroutine(*args)
        except AttributeError:
            pass
        if inspect.isdatadescriptor(object):
            return self.docdata(*args)
        return self.docother(*args)

    def bold(self, text):
        """The text as it is."""
        return text

    def indent(self, text, prefix="    "):
        """All lines with a prefix."""
        if not text:
            return ""
        return "\n".join((prefix + line).rstrip() for line in text.split("\n"))

    def section(self, title, contents):
        """A heading with its contents."""
        return self.bold(title) + "\n" + self.indent(contents).rstrip() + "\n\n"

    def formattree(self, tree, modname, parent=None, prefix=""):
        """A tree of classes."""
        result = ""
        for entry in tree:
            if isinstance(entry, tuple):
                cls, bases = entry
                result += prefix + classname(cls, modname)
                if bases and bases != (parent,):
                    result += f"({', '.join(classname(base, modname) for base in bases)})"
                result += "\n"
            else:
                result += self.formattree(entry, modname, cls, prefix + "    ")
        return result

    def docloc(self, object):
        """Where a module of the library is described."""
        try:
            file = inspect.getabsfile(object)
        except (TypeError, OSError):
            file = "(built-in)"
        name = object.__name__.lower()
        if isinstance(object, type(sys)) and (
                object.__name__ in ("errno", "exceptions", "gc", "marshal", "posix", "signal", "sys", "_thread", "zipimport")
                or file.startswith("<stdlib>")) and object.__name__ not in ("xml.etree", "test.test_pydoc"):
            return f"{_REFERENCE}/{name}.html"
        return None

    def docmodule(self, object, name=None, mod=None, *ignored):
        """The page of a module."""
        name = object.__name__
        synopsis, description = splitdoc(getdoc(object))
        result = self.section("NAME", name + (synopsis and " - " + synopsis))
        all = getattr(object, "__all__", None)
        location = self.docloc(object)
        if location is not None:
            result += self.section("MODULE REFERENCE", location + """

The following documentation is automatically generated from the Python
source files.  It may be incomplete, incorrect or include features that
are considered implementation detail and may vary between Python
implementations.  When in doubt, consult the module reference at the
location listed above.
""")
        if description:
            result += self.section("DESCRIPTION", description)
        classes, functions, data = [], [], []
        for key, value in inspect.getmembers(object, inspect.isclass):
            if (all is not None or (inspect.getmodule(value) or object) is object) and visiblename(key, all, object):
                classes.append((key, value))
        for key, value in inspect.getmembers(object, inspect.isroutine):
            if (all is not None or inspect.isbuiltin(value) or inspect.getmodule(value) is object) and visiblename(
                    key, all, object):
                functions.append((key, value))
        for key, value in inspect.getmembers(object, isdata):
            if visiblename(key, all, object):
                data.append((key, value))
        packages = []
        names = set()
        if hasattr(object, "__path__"):
            for child, is_package in _submodules(object):
                names.add(child)
                packages.append(child + " (package)" if is_package else child)
            packages.sort()
            result += self.section("PACKAGE CONTENTS", "\n".join(packages))
        submodules = sorted(
            key for key, value in inspect.getmembers(object, inspect.ismodule)
            if value.__name__.startswith(name + ".") and key not in names)
        if submodules:
            result += self.section("SUBMODULES", "\n".join(submodules))
        if classes:
            values = [value for key, value in classes]
            contents = [self.formattree(inspect.getclasstree(values, 1), name)]
            contents += [self.document(value, key, name) for key, value in classes]
            result += self.section("CLASSES", "\n".join(contents))
        if functions:
            result += self.section("FUNCTIONS", "\n".join(self.document(value, key, name) for key, value in functions))
        if data:
            lines = [self.docother(value, key, name, maxlen=70) for key, value in data]
            result += self.section("DATA", "\n".join(lines))
        if hasattr(object, "__version__"):
            version = str(object.__version__)
            if version.startswith("$Revision: ") and version.endswith("$"):
                version = version[11:-1].strip()
            result += self.section("VERSION", version)
        for title, attribute in (("DATE", "__date__"), ("AUTHOR", "__author__"), ("CREDITS", "__credits__")):
            if hasattr(object, attribute):
                result += self.section(title, str(getattr(object, attribute)))
        try:
            file = inspect.getabsfile(object)
        except (TypeError, OSError):
            file = "(built-in)"
        return result + self.section("FILE", file)

    def docclass(self, object, name=None, mod=None, *ignored):
        """The page of a class."""
        real = object.__name__
        name = name or real
        bases = object.__bases__

        def makename(cls, module=object.__module__):
            return classname(cls, module)

        title = "class " + real if name == real else name + " = class " + real
        if bases:
            title += f"({', '.join(map(makename, bases))})"
        contents = []
        push = contents.append
        spec = _argspec(object)
        if spec and spec != "()":
            push(name + spec + "\n")
        doc = getdoc(object)
        if doc:
            push(doc + "\n")
        mro = deque(inspect.getmro(object))
        if len(mro) > 2:
            push("Method resolution order:")
            for base in mro:
                push("    " + makename(base))
            push("")
        subclasses = sorted(
            (cls.__name__ for cls in type.__subclasses__(object)
             if not cls.__name__.startswith("_") and getattr(cls, "__module__", "") == "builtins"), key=str.lower)
        if subclasses:
            push("Built-in subclasses:")
            for subclass in subclasses[:4]:
                push("    " + subclass)
            if len(subclasses) > 4:
                push(f"    ... and {len(subclasses) - 4} other subclasses")
            push("")
        started = False

        def rule():
            nonlocal started
            if started:
                push("-" * 70)
            started = True

        def spill(heading, attrs, wanted):
            shown, attrs = _split(attrs, lambda attr: attr[1] == wanted)
            if shown:
                rule()
                push(heading)
                for name, kind, home, value in shown:
                    try:
                        value = getattr(object, name)
                    except Exception:
                        push(self.docdata(value, name, mod))
                    else:
                        push(self.document(value, name, mod, object, home))
            return attrs

        def spill_descriptors(heading, attrs, wanted):
            shown, attrs = _split(attrs, lambda attr: attr[1] == wanted)
            if shown:
                rule()
                push(heading)
                for name, kind, home, value in shown:
                    push(self.docdata(value, name, mod))
            return attrs

        def spill_data(heading, attrs):
            shown, attrs = _split(attrs, lambda attr: attr[1] == "data")
            if shown:
                rule()
                push(heading)
                for name, kind, home, value in shown:
                    doc = getdoc(value)
                    try:
                        found = getattr(object, name)
                    except AttributeError:
                        found = home.__dict__[name]
                    push(self.docother(found, name, mod, maxlen=70, doc=doc) + "\n")
            return attrs

        attrs = [attr for attr in classify_class_attrs(object) if visiblename(attr[0], obj=object)]
        while attrs:
            this = mro.popleft() if mro else attrs[0][2]
            attrs, inherited = _split(attrs, lambda attr: attr[2] is this)
            if object is not builtins.object and this is builtins.object:
                attrs = inherited
                continue
            tag = "defined here" if this is object else f"inherited from {classname(this, object.__module__)}"
            sort_attributes(attrs, object)
            attrs = spill(f"Methods {tag}:\n", attrs, "method")
            attrs = spill(f"Class methods {tag}:\n", attrs, "class method")
            attrs = spill(f"Static methods {tag}:\n", attrs, "static method")
            attrs = spill_descriptors(f"Readonly properties {tag}:\n", attrs, "readonly property")
            attrs = spill_descriptors(f"Data descriptors {tag}:\n", attrs, "data descriptor")
            attrs = spill_data(f"Data and other attributes {tag}:\n", attrs)
            attrs = inherited
        contents = "\n".join(contents)
        if not contents:
            return title + "\n"
        return title + "\n" + self.indent(contents.rstrip(), " |  ") + "\n"

    def docroutine(self, object, name=None, mod=None, cl=None, homecls=None):
        """The page of a function or method."""
        real = object.__name__
        name = name or real
        if homecls is None:
            homecls = cl
        note = ""
        skip_docs = False
        function = None
        if _is_bound_method(object):
            owner = object.__self__
            if owner is cl:
                function = getattr(object, "__func__", None)
            elif inspect.isclass(owner):
                note = " class method of " + classname(owner, mod)
            else:
                note = f" method of {classname(owner.__class__, mod)} instance"
        elif inspect.ismethoddescriptor(object) or inspect.ismethodwrapper(object):
            try:
                objclass = object.__objclass__
            except AttributeError:
                pass
            else:
                if cl is None:
                    note = f" unbound {classname(objclass, mod)} method"
                elif objclass is not homecls:
                    note = " from " + classname(objclass, mod)
        else:
            function = object
        if inspect.isfunction(function) and homecls is not None and (
                function.__module__ != homecls.__module__
                or function.__qualname__ != homecls.__qualname__ + "." + real):
            parent = parentname(function, mod)
            if parent:
                note = " from " + parent
        prefix = "async " if inspect.iscoroutinefunction(object) or inspect.isasyncgenfunction(object) else ""
        if name == real:
            title = self.bold(real)
        else:
            if cl is not None and inspect.getattr_static(cl, real, []) is object:
                skip_docs = True
                if note.startswith(" from "):
                    note = ""
            title = f"{self.bold(name)} = {real}"
        spec = None
        if inspect.isroutine(object):
            spec = _argspec(object)
            if spec and real == "<lambda>":
                title = self.bold(name) + " lambda "
                if not object.__annotations__:
                    spec = spec[1:-1]
        if not spec:
            spec = "(...)"
        line = prefix + title + spec + note
        if skip_docs:
            return line + "\n"
        doc = getdoc(object) or ""
        return line + "\n" + (doc and self.indent(doc).rstrip() + "\n")

    def docdata(self, object, name=None, mod=None, cl=None, *ignored):
        """The page of a descriptor."""
        result = self.bold(name) + "\n" if name else ""
        doc = getdoc(object) or ""
        if doc:
            result += self.indent(doc) + "\n"
        return result

    docproperty = docdata

    def docother(self, object, name=None, mod=None, parent=None, *ignored, maxlen=None, doc=None):
        """The line for a value."""
        shown = self.repr(object)
        if maxlen:
            line = (name + " = " if name else "") + shown
            chop = maxlen - len(line)
            if chop < 0:
                shown = shown[:chop] + "..."
        line = (self.bold(name) + " = " if name else "") + shown
        if not doc:
            doc = getdoc(object)
        if doc:
            line += "\n" + self.indent(str(doc)) + "\n"
        return line


def _is_bound_method(fn):
    if inspect.ismethod(fn):
        return True
    if inspect.isbuiltin(fn):
        return not (inspect.ismodule(fn.__self__) or fn.__self__ is None)
    return inspect.ismethodwrapper(fn)


def _submodules(package):
    """Yields (name, whether it is a package) for the modules of a package."""
    import os

    for folder in package.__path__:
        if folder.startswith("<stdlib>"):
            continue
        try:
            entries = sorted(os.listdir(folder))
        except OSError:
            continue
        for entry in entries:
            if entry.endswith(".py") and entry != "__init__.py" and entry[:-3].isidentifier():
                yield entry[:-3], False
            elif os.path.exists(os.path.join(folder, entry, "__init__.py")):
                yield entry, True


text = plaintext = TextDoc()


def plain(text):
    """Text without the marks of bold type that terminals of old had."""
    while "\b" in text:
        i = text.index("\b")
        text = text[:max(i - 1, 0)] + text[i + 1:]
    return text


class ErrorDuringImport(Exception):
    """A module could not be imported."""

    def __init__(self, filename, exc_info):
        if not isinstance(exc_info, tuple):
            exc_info = type(exc_info), exc_info, exc_info.__traceback__
        self.filename = filename
        self.exc, self.value, self.tb = exc_info

    def __str__(self):
        return f"problem in {self.filename} - {self.exc.__name__}: {self.value}"


def safeimport(path, forceload=0, cache={}):
    """Import a module; None if there is no module of that name."""
    try:
        module = __import__(path)
    except ImportError as error:
        if getattr(error, "name", None) == path or path.startswith(f"{getattr(error, 'name', None)}."):
            return None
        raise ErrorDuringImport(path, error) from error
    except Exception as error:
        raise ErrorDuringImport(getattr(sys.modules.get(path), "__file__", path), error) from error
    for part in path.split(".")[1:]:
        try:
            module = getattr(module, part)
        except AttributeError:
            return None
    return module


def locate(path, forceload=0):
    """The object that a dotted name means; modules are imported."""
    parts = [part for part in path.split(".") if part]
    module, n = None, 0
    while n < len(parts):
        following = safeimport(".".join(parts[:n + 1]), forceload)
        if not following:
            break
        module, n = following, n + 1
    found = module if module else builtins
    for part in parts[n:]:
        try:
            found = getattr(found, part)
        except AttributeError:
            return None
    return found


def resolve(thing, forceload=0):
    """(object, name) for an object or a dotted name."""
    if isinstance(thing, str):
        found = locate(thing, forceload)
        if found is None:
            raise ImportError(
                f"No Python documentation found for {thing!r}.\n"
                "Use help() to get the interactive help utility.\n"
                "Use help(str) for help on the str class.")
        return found, thing
    name = getattr(thing, "__name__", None)
    return thing, name if isinstance(name, str) else None


def render_doc(thing, title="Python Library Documentation: %s", forceload=0, renderer=None):
    """The text for an object or a dotted name."""
    if renderer is None:
        renderer = text
    object, name = resolve(thing, forceload)
    description = describe(object)
    module = inspect.getmodule(object)
    if name and "." in name:
        description += " in " + name[:name.rfind(".")]
    elif module and module is not object:
        description += " in module " + module.__name__
    if not (inspect.ismodule(object) or inspect.isclass(object) or inspect.isroutine(object)
            or inspect.isdatadescriptor(object) or _doc_of(object)):
        # The value is not what is of interest, but its type.
        object = object.__origin__ if hasattr(object, "__origin__") else type(object)
        description += " object"
    return title % description + "\n\n" + renderer.document(object, name)


def pager(text, title=""):
    """Show a text."""
    sys.stdout.write(plain(text))


plainpager = pager


def doc(thing, title="Python Library Documentation: %s", forceload=0, output=None, is_cli=False):
    """Show the text for an object or a dotted name."""
    try:
        if output is None:
            pager(render_doc(thing, title, forceload))
        else:
            output.write(plain(render_doc(thing, title, forceload)))
    except ImportError as error:
        if is_cli:
            raise
        print(error)


class Helper:
    """The object behind `help`."""

    keywords = sorted(__import__("keyword").kwlist)

    def __init__(self, input=None, output=None):
        self._input = input
        self._output = output

    @property
    def input(self):
        return self._input or sys.stdin

    @property
    def output(self):
        return self._output or sys.stdout

    def __repr__(self):
        return "<pydoc.Helper instance>"

    _given = object()

    def __call__(self, request=_given):
        if request is not self._given:
            self.help(request)
        else:
            self.intro()
            self.interact()

    def intro(self):
        """The text before the prompt."""
        version = "%d.%d" % sys.version_info[:2]
        self.output.write(f"""Welcome to Python {version}'s help utility! If this is your first time using
Python, you should definitely check out the tutorial at
https://docs.python.org/{version}/tutorial/.

Enter the name of any module, keyword, or topic to get help on writing
Python programs and using Python modules.  To get a list of available
modules, keywords, symbols, or topics, enter "modules", "keywords",
"symbols", or "topics".

To quit this help utility and return to the interpreter,
enter "q", "quit" or "exit".

""")

    def interact(self):
        """Answer requests until there are no more."""
        self.output.write("\n")
        while True:
            try:
                request = input("help> ") if self._input is None else self._input.readline()
                if not request:
                    break
            except (KeyboardInterrupt, EOFError):
                break
            request = request.strip()
            if len(request) > 2 and request[0] == request[-1] in ("'", '"') and request[0] not in request[1:-1]:
                request = request[1:-1]
            if request.lower() in ("q", "quit", "exit"):
                break
            if request == "help":
                self.intro()
            else:
                self.help(request)

    def help(self, request, is_cli=False):
        """Show the help for an object or a text."""
        if isinstance(request, str):
            request = request.strip()
            if request == "keywords":
                self.listkeywords()
            elif request == "modules":
                self.listmodules()
            elif request in ("symbols", "topics") or request in self.keywords and request not in ("True", "False", "None"):
                self.output.write(
                    "\nDocumentation of keywords and topics is not part of this interpreter; see "
                    "https://docs.python.org/3.14/reference/\n")
            elif request in ("True", "False", "None"):
                doc(eval(request), "Help on %s:", output=self._output)
            elif request:
                doc(request, "Help on %s:", output=self._output, is_cli=is_cli)
            else:
                doc(str, "Help on %s:", output=self._output, is_cli=is_cli)
        elif isinstance(request, (Helper, type(builtins.help))):
            self()
        else:
            doc(request, "Help on %s:", output=self._output, is_cli=is_cli)
        self.output.write("\n")

    def list(self, items, columns=4, width=80):
        """Items in columns."""
        items = list(sorted(items))
        column = width // columns
        rows = (len(items) + columns - 1) // columns
        for row in range(rows):
            for at in range(columns):
                i = at * rows + row
                if i < len(items):
                    self.output.write(items[i])
                    if at < columns - 1:
                        self.output.write(" " + " " * (column - 1 - len(items[i])))
            self.output.write("\n")

    def listkeywords(self):
        """The keywords."""
        self.output.write("""
Here is a list of the Python keywords.  Enter any keyword to get more help.

""")
        self.list(self.keywords)

    def listmodules(self):
        """The modules of the library."""
        self.output.write("\nHere is a list of the modules of the library.\n\n")
        self.list(name for name in sys.stdlib_module_names if not name.startswith("_") and locate_only(name))


def locate_only(name):
    """Whether there is a module of this name."""
    from importlib.util import find_spec

    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):
        return False


help = Helper()


def cli():
    """`python -m pydoc name…`"""
    for name in sys.argv[1:]:
        try:
            help.help(name, is_cli=True)
        except (ImportError, ErrorDuringImport) as error:
            print(error)
            sys.exit(1)
    if not sys.argv[1:]:
        print("pydoc - the Python documentation tool\n\npydoc <name> ...\n    Show text documentation on something.")


if __name__ == "__main__":
    cli()
