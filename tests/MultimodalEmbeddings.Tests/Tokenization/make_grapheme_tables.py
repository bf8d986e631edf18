"""Write UnicodeGraphemes.cs of src/MultimodalEmbeddings/Tokenization.

    python3 make_grapheme_tables.py TABLES_RS SOURCE_FOLDER

TABLES_RS is src/tables.rs of the crate unicode-segmentation, version 1.13 (Unicode 17), with which Hugging Face's tokenizers find
grapheme clusters. Only the ranges are taken from it. Hangul syllables are left out: arithmetic finds them.
"""

import re
import sys
from pathlib import Path

SUMMARY = "Grapheme_Cluster_Break and Indic_Conjunct_Break of Unicode 17; ranges in hexadecimal."
KINDS = [
    ("Control", "Breaks before and behind; CR and LF are among them.", ["Control", "CR", "LF"]),
    ("Extend", "Joins what stands before it; linkers and the zero width joiner are left out.", ["Extend"]),
    ("SpacingMark", "Joins what stands before it, but ends a conjunct.", ["SpacingMark"]),
    ("Prepend", "Joins what stands behind it.", ["Prepend"]),
    ("Consonant", "Joined by linkers: a conjunct.", ["InCB_Consonant"]),
    ("Pictograph", "Joined by the zero width joiner.", ["Extended_Pictographic"]),
    ("Lead", "Hangul letters that begin a syllable.", ["L"]),
    ("Vowel", "Hangul letters in the middle of a syllable.", ["V"]),
    ("Trail", "Hangul letters at the end of a syllable.", ["T"]),
]


def table(text, name):
    start = text.index("const %s:" % name)
    start = text.index("&[", text.index("=", start))
    return text[start:text.index("];", start)]


def ranges(codes):
    out = []
    for code in sorted(codes):
        if out and out[-1][1] == code - 1:
            out[-1][1] = code
        else:
            out.append([code, code])
    return ["%X" % a if a == b else "%X-%X" % (a, b) for a, b in out]


def literal(name, comment, words):
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) + 1 > 110:
            lines.append(line)
            line = ""
        line += word + " "
    lines.append(line.rstrip())
    body = " +\n".join('        "%s"' % text for text in lines)
    return "    // %s\n    public const string %s =\n%s;\n" % (comment, name, body)


def main():
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    if "UNICODE_VERSION: (u64, u64, u64) = (17, 0, 0)" not in text:
        raise SystemExit("The table is of another version of Unicode than 17.")
    entry = re.compile(r"\('\\u\{([0-9a-f]+)\}',\s*'\\u\{([0-9a-f]+)\}',\s*GC_(\w+)\)")
    kinds = {}
    for first, last, kind in entry.findall(table(text, "grapheme_cat_table")):
        kinds.setdefault(kind, set()).update(range(int(first, 16), int(last, 16) + 1))
    function = text[text.index("fn is_incb_linker"):text.index("pub mod grapheme")]
    linkers = {int(code, 16) for code in re.findall(r"'\\u\{([0-9A-Fa-f]+)\}'", function)}
    kinds["Extend"] -= linkers
    parts = [literal(name, comment, ranges(set().union(*(kinds[kind] for kind in names)))) for name, comment, names in KINDS]
    parts.append(literal("Linker", "Joins consonants: virama.", ranges(linkers)))
    source = """namespace MultimodalEmbeddings.Tokenization;

/// <summary>%s</summary>
/// <remarks>Written by tests/MultimodalEmbeddings.Tests/Tokenization/make_grapheme_tables.py.</remarks>
internal static class UnicodeGraphemes
{
%s}
""" % (SUMMARY, "\n".join(parts))
    (Path(sys.argv[2]) / "UnicodeGraphemes.cs").write_text(source, encoding="ascii")


if __name__ == "__main__":
    main()
