"""hashlib module - A common interface to many hash functions.

new(name, data=b'') returns a new hash object; so do functions named for the hash: md5(), sha1(), sha224(), sha256(),
sha384(), sha512(), sha3_224() and so on, shake_128(), shake_256(), blake2b(), blake2s().

    update(data)  hash more bytes      digest(), hexdigest()  the result      copy()  another one in the same state

    >>> hashlib.sha256(b"Nobody inspects the spammish repetition").hexdigest()[:16]
    '031edd7d41651593'
"""

import _hashes

__all__ = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b", "blake2s", "sha3_224", "sha3_256", "sha3_384",
           "sha3_512", "shake_128", "shake_256", "new", "algorithms_guaranteed", "algorithms_available", "file_digest",
           "pbkdf2_hmac")

algorithms_guaranteed = set(__all__[:14])
algorithms_available = set(algorithms_guaranteed)
_MISSING = object()


def _data(name, data, string):
    if string is None:
        return b"" if data is _MISSING else data
    if data is not _MISSING:
        raise TypeError("'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for "
                        "removal in a future version.")
    return string


def new(name, data=b"", *, usedforsecurity=True, string=None):
    """new(name, data=b'') - Return a new hashing object using the named algorithm; optionally initialized with data."""
    if not isinstance(name, str):
        raise TypeError(f"new() argument 'name' must be str, not {type(name).__name__}")
    key = name.lower().replace("-", "_").replace("sha_", "sha")
    if key in ("blake2b", "blake2s"):
        return globals()[key](data if string is None else string)
    made = _hashes.new(key, data if string is None else string)
    if made is None:
        raise ValueError("unsupported hash type " + name)
    return made


def _constructor(name):
    def construct(data=_MISSING, *, usedforsecurity=True, string=None):
        return _hashes.new(name, _data(name, data, string))

    construct.__name__ = construct.__qualname__ = "openssl_" + name
    construct.__doc__ = f"Returns a {name.replace('_', '-')} hash object; optionally initialized with a string"
    return construct


md5 = _constructor("md5")
sha1 = _constructor("sha1")
sha224 = _constructor("sha224")
sha256 = _constructor("sha256")
sha384 = _constructor("sha384")
sha512 = _constructor("sha512")
sha3_224 = _constructor("sha3_224")
sha3_256 = _constructor("sha3_256")
sha3_384 = _constructor("sha3_384")
sha3_512 = _constructor("sha3_512")
shake_128 = _constructor("shake_128")
shake_256 = _constructor("shake_256")


def blake2b(data=b"", /, *, digest_size=64, key=b"", salt=b"", person=b"", usedforsecurity=True):
    """Return a new BLAKE2b hash object."""
    return _hashes.blake2("blake2b", data, digest_size, key, salt, person)


def blake2s(data=b"", /, *, digest_size=32, key=b"", salt=b"", person=b"", usedforsecurity=True):
    """Return a new BLAKE2s hash object."""
    return _hashes.blake2("blake2s", data, digest_size, key, salt, person)


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    """Password based key derivation function 2 (PKCS #5 v2.0) with HMAC as pseudorandom function."""
    key = _hashes.pbkdf2(hash_name.lower(), password, salt, iterations, dklen)
    if key is None:
        raise ValueError("unsupported hash type " + hash_name)
    return key


def file_digest(fileobj, digest, /, *, _bufsize=2**18):
    """Hash the contents of a file-like object. Returns a digest object.

    The file is open for reading in binary mode. digest is the name of a hash, or a function that makes one.
    """
    made = new(digest) if isinstance(digest, str) else digest()
    if hasattr(fileobj, "getbuffer"):
        made.update(fileobj.getbuffer())
        return made
    if not (hasattr(fileobj, "readinto") and hasattr(fileobj, "readable") and fileobj.readable()):
        raise ValueError(f"'{fileobj!r}' is not a file-like object in binary reading mode.")
    buffer = bytearray(_bufsize)
    view = memoryview(buffer)
    while size := fileobj.readinto(buffer):
        made.update(view[:size])
    return made
