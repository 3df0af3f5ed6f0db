"""Where the parts of an installation are. This interpreter carries its library in itself, so that there is little to tell."""

import os
import sys

__all__ = [
    "get_config_h_filename", "get_config_var", "get_config_vars", "get_makefile_filename", "get_path", "get_path_names",
    "get_paths", "get_platform", "get_python_version", "get_scheme_names", "get_default_scheme", "get_preferred_scheme",
    "parse_config_h",
]
for _name in ("get_config_h_filename", "get_makefile_filename", "parse_config_h"):
    __all__.remove(_name)
del _name

_SCHEME = {
    "stdlib": "{base}/lib/python{version}",
    "platstdlib": "{base}/lib/python{version}",
    "purelib": "{base}/lib/python{version}/site-packages",
    "platlib": "{base}/lib/python{version}/site-packages",
    "include": "{base}/include/python{version}",
    "platinclude": "{base}/include/python{version}",
    "scripts": "{base}/bin",
    "data": "{base}",
}


def get_python_version():
    """Major and minor version: 3.14."""
    return "%d.%d" % sys.version_info[:2]


def get_scheme_names():
    """The names of the ways to lay out an installation."""
    return ("posix_prefix",)


def get_default_scheme():
    """The way of this installation."""
    return "posix_prefix"


def get_preferred_scheme(key):
    """The way for a purpose."""
    return "posix_prefix"


def get_path_names():
    """The names of the paths."""
    return ("stdlib", "platstdlib", "purelib", "platlib", "include", "scripts", "data")


def get_paths(scheme="posix_prefix", vars=None, expand=True):
    """All paths."""
    values = {"base": sys.prefix, "version": get_python_version()}
    values.update(vars or {})
    return {name: text.format(**values) if expand else text for name, text in _SCHEME.items()}


def get_path(name, scheme="posix_prefix", vars=None, expand=True):
    """A path by name."""
    return get_paths(scheme, vars, expand)[name]


def get_platform():
    """The system and the machine: linux-x86_64."""
    found = os.uname()
    return f"{found.sysname.lower()}-{found.machine}"


def get_config_vars(*args):
    """What is known of the configuration: all of it as a dict, or the values of some names."""
    known = {
        "prefix": sys.prefix, "exec_prefix": sys.exec_prefix, "base": sys.prefix, "platbase": sys.exec_prefix,
        "installed_base": sys.base_prefix, "py_version": ".".join(map(str, sys.version_info[:3])),
        "py_version_short": get_python_version(), "py_version_nodot": "%d%d" % sys.version_info[:2],
        "projectbase": os.path.dirname(sys.executable or ""), "EXT_SUFFIX": None, "Py_GIL_DISABLED": 0, "Py_DEBUG": 0,
        "SIZEOF_VOID_P": 8}
    return [known.get(name) for name in args] if args else known


def get_config_var(name):
    """A value of the configuration, or None."""
    return get_config_vars().get(name)
