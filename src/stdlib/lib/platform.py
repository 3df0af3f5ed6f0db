"""The machine, the system and the interpreter."""

import os
import sys
from collections import namedtuple

uname_result = namedtuple("uname_result", "system node release version machine processor")
uname_result.__module__ = "platform"


def uname():
    """System, node, release, version, machine, processor."""
    found = os.uname()
    return uname_result(found.sysname, found.nodename, found.release, found.version, found.machine, "")


def system():
    """The name of the system: Linux."""
    return uname().system


def node():
    """The name of the machine on the network."""
    return uname().node


def release():
    """The release of the system."""
    return uname().release


def version():
    """The version of the system."""
    return uname().version


def machine():
    """The kind of machine: x86_64."""
    return uname().machine


def processor():
    """The name of the processor; "" if it is not known."""
    return uname().processor


def architecture(executable=sys.executable, bits="", linkage=""):
    """(bits, linkage) of the interpreter."""
    return "64bit" if sys.maxsize > 2 ** 32 else "32bit", "ELF"


def libc_ver(executable=None, lib="", version="", chunksize=16384):
    """The C library: not known."""
    return lib, version


def platform(aliased=False, terse=False):
    """One text for the system."""
    found = uname()
    if terse:
        return f"{found.system}-{found.release}"
    return f"{found.system}-{found.release}-{found.machine}"


def python_implementation():
    """The name of this interpreter, in the spelling of `sys.implementation`."""
    name = sys.implementation.name
    return "CPython" if name == "cpython" else name.capitalize()


def python_version():
    """The version of the language, as text."""
    return ".".join(map(str, sys.version_info[:3]))


def python_version_tuple():
    """The version of the language, as a tuple of texts."""
    return tuple(map(str, sys.version_info[:3]))


def python_branch():
    """The branch of the sources: not known."""
    return ""


def python_revision():
    """The revision of the sources: not known."""
    return ""


def python_build():
    """(number, date) of the build: not known."""
    return "", ""


def python_compiler():
    """What compiled the interpreter."""
    return "rustc"


def freedesktop_os_release():
    """The system's own description of itself, as a dict."""
    for path in ("/etc/os-release", "/usr/lib/os-release"):
        try:
            with open(path, encoding="utf-8") as file:
                found = {"NAME": "Linux", "ID": "linux", "PRETTY_NAME": "Linux"}
                for line in file:
                    name, equals, value = line.strip().partition("=")
                    if equals and name.isidentifier():
                        if value[:1] in "'\"" and value[-1:] == value[:1]:
                            value = value[1:-1]
                        found[name] = value
                return found
        except OSError:
            continue
    raise OSError("Unable to read files /etc/os-release, /usr/lib/os-release")


def win32_ver(release="", version="", csd="", ptype=""):
    """What there is on Windows only."""
    return release, version, csd, ptype


def mac_ver(release="", versioninfo=("", "", ""), machine=""):
    """What there is on macOS only."""
    return release, versioninfo, machine


if __name__ == "__main__":
    print(platform())
