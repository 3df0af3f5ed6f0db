"""Other names of the codecs in this package; the native ones know theirs."""

aliases = {
    "base64": "base64_codec",
    "base_64": "base64_codec",
    "bz2": "bz2_codec",
    "hex": "hex_codec",
    "quopri": "quopri_codec",
    "quoted_printable": "quopri_codec",
    "quotedprintable": "quopri_codec",
    "rot13": "rot_13",
    "uu": "uu_codec",
    "zip": "zlib_codec",
    "zlib": "zlib_codec",
}
