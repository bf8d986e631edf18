// Writes UnicodeCompatibility.cs and UnicodeProperties.cs of src/MultimodalEmbeddings/Tokenization.
//
//     npm install tokenizers@0.23.2
//     node make_normalizer_tables.js SOURCE_FOLDER
//
// Nothing is taken from a Unicode database: each value is what Hugging Face's own binding does with one Unicode scalar value.

const fs = require("fs");
const path = require("path");
const hub = require("tokenizers");

const hex = (code) => code.toString(16).toUpperCase();
const codes = (text) => [...text].map((character) => character.codePointAt(0));

function* scalars() {
  for (let code = 0; code < 0x110000; code++) {
    if (code < 0xd800 || code > 0xdfff) yield code;
  }
}

function ranges(found) {
  const out = [];
  for (const code of found) {
    const last = out[out.length - 1];
    if (last && last[1] === code - 1) last[1] = code;
    else out.push([code, code]);
  }
  return out.map(([first, last]) => (first === last ? hex(first) : `${hex(first)}-${hex(last)}`));
}

/** "A0:" goes to U+00A0; each word after it is the next code point's. */
function mappings(found) {
  const words = [];
  let expected = -1;
  for (const [code, parts] of found) {
    if (code !== expected) words.push(`${hex(code)}:`);
    words.push(parts.map(hex).join("."));
    expected = code + 1;
  }
  return words;
}

function literal(name, comment, words) {
  const lines = [""];
  for (const word of words) {
    if (lines[lines.length - 1].length + word.length + 1 > 110) lines.push("");
    lines[lines.length - 1] += word + " ";
  }
  lines[lines.length - 1] = lines[lines.length - 1].trimEnd();
  const body = lines.map((line) => `        "${line}"`).join(" +\n");
  return `    // ${comment}\n    public const string ${name} =\n${body};\n`;
}

function write(folder, name, summary, literals) {
  const text = `namespace MultimodalEmbeddings.Tokenization;

/// <summary>${summary}</summary>
/// <remarks>Written by tests/MultimodalEmbeddings.Tests/Tokenization/make_normalizer_tables.js.</remarks>
internal static class ${name}
{
${literals.join("\n")}}
`;
  fs.writeFileSync(path.join(folder, `${name}.cs`), text, "ascii");
}

function main(folder) {
  const [canonical, compatible] = [hub.nfdNormalizer(), hub.nfkdNormalizer()];
  const strip = hub.stripAccentsNormalizer();
  const words = hub.whitespacePreTokenizer();
  const decomposed = [];
  const marks = [];
  const inWords = [];
  for (const code of scalars()) {
    const character = String.fromCodePoint(code);
    const parts = compatible.normalizeString(character);
    if (parts !== canonical.normalizeString(character)) decomposed.push([code, codes(parts)]);
    if (strip.normalizeString(character) === "") marks.push(code);
    if (words.preTokenizeString(`a${character}a`).length === 1) inWords.push(code);
  }
  write(folder, "UnicodeCompatibility", "Full compatibility decompositions that differ from the canonical ones, in hexadecimal.", [
    literal("Mappings", '"A0:" goes to U+00A0; each mapping is the next code point\'s.', mappings(decomposed)),
  ]);
  write(folder, "UnicodeProperties", "What else Python's tokenizers make of each code point; ranges in hexadecimal.", [
    literal("Mark", "What the normaliser StripAccents removes.", ranges(marks)),
    literal("Word", "\\w of the pre-tokenizer Whitespace and of single_word tokens.", ranges(inWords)),
  ]);
}

main(process.argv[2]);
