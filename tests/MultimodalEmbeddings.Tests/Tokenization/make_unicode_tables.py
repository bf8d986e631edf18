"""Write the Unicode tables of src/MultimodalEmbeddings/Tokenization.

    python3.8 make_unicode_tables.py CODEPOINTS_FOLDER SOURCE_FOLDER

CODEPOINTS_FOLDER holds bert.tsv.gz, bert-map.tsv.gz and bytelevel.tsv.gz: what Python's tokenizers make of every Unicode scalar
value. Combining classes and compositions come from the interpreter's own unicodedata. It has to be version 12.1 (Python 3.8):
the normaliser that those files were measured with knows U+1B06's decomposition but not U+11938's, which is new in 13.0.
The script checks all decompositions against bert-map.tsv.gz and stops where they differ.
"""

import gzip
import sys
import unicodedata
from pathlib import Path

HEADER = """namespace MultimodalEmbeddings.Tokenization;

/// <summary>{summary}</summary>
/// <remarks>Written by tests/MultimodalEmbeddings.Tests/Tokenization/make_unicode_tables.py.</remarks>
internal static class {name}
{{
"""


def rows(path):
    with gzip.open(str(path), "rt", encoding="ascii") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def scalars():
    yield from range(0, 0xD800)
    yield from range(0xE000, 0x110000)


def ranges(codes):
    """"41-5A 61" from sorted code points."""
    out = []
    for code in sorted(codes):
        if out and out[-1][1] == code - 1:
            out[-1][1] = code
        else:
            out.append([code, code])
    return ["%X" % a if a == b else "%X-%X" % (a, b) for a, b in out]


def expand(table, wanted):
    for first, last, kind in table:
        if kind == wanted:
            yield from range(int(first, 16), int(last, 16) + 1)


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


def lower_runs(lower):
    """"41-5A:20" and, for every second code point, "100-12E/2:1": first, last, step, what to add."""
    left, out = dict(lower), []
    for code in sorted(lower):
        if code not in left:
            continue
        delta = left[code] - code
        best = max(([c for c in run(left, code, delta, step)] for step in (1, 2)), key=len)
        step = best[1] - best[0] if len(best) > 1 else 1
        for c in best:
            del left[c]
        span = "%X" % code if len(best) == 1 else "%X-%X" % (code, best[-1]) + ("/2" if step == 2 else "")
        out.append("%s:%s%X" % (span, "-" if delta < 0 else "", abs(delta)))
    return out


def run(left, code, delta, step):
    while code in left and left[code] - code == delta:
        yield code
        code += step


def decompositions():
    """Canonical mappings of one step, Hangul left out."""
    found = {}
    for code in scalars():
        mapping = unicodedata.decomposition(chr(code))
        if mapping and not mapping.startswith("<"):
            found[code] = [int(part, 16) for part in mapping.split()]
    return found


def decomposition_words(found):
    words, expected = [], None
    for code in sorted(found):
        if code != expected:
            words.append("%X:" % code)
        words.append(".".join("%X" % part for part in found[code]))
        expected = code + 1
    return words


def check(marks, mapped):
    for code in scalars():
        ours = "".join(c for c in unicodedata.normalize("NFD", chr(code)) if ord(c) not in marks)
        theirs = mapped.get((code, "strip"), "%X" % code)
        if " ".join("%X" % ord(c) for c in ours) != theirs:
            raise SystemExit("U+%04X decomposes in another way: another version of Unicode" % code)


def main():
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    if unicodedata.unidata_version != "12.1.0":
        raise SystemExit("unicodedata is %s; run this with Python 3.8, which has 12.1.0" % unicodedata.unidata_version)
    bert, byte_level = list(rows(source / "bert.tsv.gz")), list(rows(source / "bytelevel.tsv.gz"))
    mapped = {(int(code, 16), option): result for code, option, result in rows(source / "bert-map.tsv.gz")}
    marks = {code for (code, option), result in mapped.items() if option == "strip" and result == ""}
    check(marks, mapped)
    lower = {code: result for (code, option), result in mapped.items() if option == "lower"}
    single = {code: int(result, 16) for code, result in lower.items() if " " not in result}
    several = ["%X:%s" % (code, result.replace(" ", ".")) for code, result in sorted(lower.items()) if " " in result]
    classes = {}
    for code in scalars():
        classes.setdefault(unicodedata.combining(chr(code)), []).append(code)
    combining = [word for value in sorted(classes) if value for word in ["%d:" % value] + ranges(classes[value])]
    found = decompositions()
    excluded = [c for c, parts in found.items() if unicodedata.normalize("NFC", "".join(map(chr, parts))) != chr(c)]

    summary = "What Python's tokenizers make of each code point; ranges in hexadecimal."
    text = HEADER.format(name="UnicodeClasses", summary=summary)
    text += "\n".join([
        literal("BertRemoved", "Cleaning removes these: Cc, Cf and Co of an old Unicode, and U+FFFD.", ranges(expand(bert, "R"))),
        literal("BertSpace", "Cleaning makes a space of these.", ranges(expand(bert, "S"))),
        literal("BertPunctuation", "Each is a word: punctuation of an old Unicode, ASCII symbols.", ranges(expand(bert, "P"))),
        literal("BertIdeograph", "Set off by spaces; U+2B820-2B91F is missing in the original too.", ranges(expand(bert, "C"))),
        literal("BertMark", "What stripping accents removes: Mn of an old Unicode.", ranges(marks)),
        literal("LowerCase", "first-last/step:difference.", lower_runs(single)),
        literal("LowerCaseSeveral", "Code points whose lower case is a sequence.", several),
        literal("Letter", r"\p{L} of the byte-level pattern.", ranges(expand(byte_level, "L"))),
        literal("Number", r"\p{N} of the byte-level pattern.", ranges(expand(byte_level, "N"))),
        literal("WhiteSpace", r"\s of the byte-level pattern: White_Space.", ranges(expand(byte_level, "S"))),
    ]) + "}\n"
    (target / "UnicodeClasses.cs").write_text(text, encoding="ascii")

    summary = "Canonical decompositions of Unicode 12.1 without Hangul, in hexadecimal."
    text = HEADER.format(name="UnicodeDecompositions", summary=summary)
    text += "\n".join([
        literal("Mappings", "\"C0:\" goes to U+00C0; each mapping is the next code point's.", decomposition_words(found)),
        literal("NotComposed", "Decompositions that composition does not undo.", ranges(excluded)),
        literal("CombiningClasses", "\"220:\" (decimal) is the class of the ranges that follow.", combining),
    ]) + "}\n"
    (target / "UnicodeDecompositions.cs").write_text(text, encoding="ascii")


if __name__ == "__main__":
    main()
