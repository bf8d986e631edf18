// Writes pipeline-cases.json beside this file: what Hugging Face's own binding makes of short texts.
//
//     npm install tokenizers@0.23.2
//     node make_pipeline_cases.js

const fs = require("fs");
const path = require("path");
const { Tokenizer } = require("tokenizers");

const texts = [
  "",
  " ",
  "Plain words, and 3.14!",
  "  two  spaces   three ",
  "tab\tline\nno-break\u00a0wide\u3000end\u0085",
  "\u00c9cole \u0130stanbul \u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2",
  "e\u0301 a\u0323\u0302 \u1e69 s\u0307\u0323",
  "\ufb01ne \u2460 \u00bd \u2122 \uff21 \u3392 \u33ff \u32ff",
  "\ud55c\uad6d\uc5b4 \u1112\u1161\u11ab \uff8a\uff9f \u30cf\u309a",
  "\u0958 \u0915\u093c \u0e33 \u0b94 \u09dc",
  "can't snake_case x\u20dd \u0903 \u200d \u200c \u200b \ufeff",
  "\u4e2d\u6587\uff0c\u3002 \u00bfqu\u00e9? \u2014 \u00ab\u00bb $ + < \u20ac",
  "\ud83d\ude00\ud83c\udffb \ud835\udd38 \u{1f1e9}\u{1f1ea} \u{10400}",
  "a\u0000b\u0001c\u007fd\u009fe\u2028f\ufffdg\u2581h",
  "\u0660\u06f1\u2167 \u216f\u0345 \u00aa\u00ba \u1acf \u0897",
  "it's don''t we'll 's't're '\u017f x'RE 10\u00bd\u0663\u{1d7d8}",
  "<|endoftext|>!<|startoftext|>'s !<|endoftext|><|endoftext|a\u0085b\u001cc\u001fd\u180ee",
];

const sequence = (...normalizers) => ({ type: "Sequence", normalizers });
const replace = (pattern, content) => ({ type: "Replace", pattern, content });
const pair = (...pretokenizers) => ({ type: "Sequence", pretokenizers });
const metaspace = { type: "Metaspace", replacement: "\u2581" };
const clipWords = "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+";
const clipSpecials = "<\\|startoftext\\|>|<\\|endoftext\\|>|";
const split = (Regex) => ({ type: "Split", pattern: { Regex }, behavior: "Removed", invert: true });
const byteLevel = { type: "ByteLevel", add_prefix_space: true, trim_offsets: true, use_regex: true };

const normalizers = [
  { type: "NFC" },
  { type: "NFD" },
  { type: "NFKC" },
  { type: "NFKD" },
  { type: "Nmt" },
  { type: "Lowercase" },
  { type: "StripAccents" },
  { type: "Strip", strip_left: true, strip_right: true },
  { type: "Strip", strip_left: false, strip_right: true },
  replace({ String: " " }, "\u2581"),
  replace({ String: "two" }, ""),
  replace({ Regex: " {2,}" }, "\u2581"),
  replace({ Regex: "\\s+" }, " "),
  replace({ Regex: "e+" }, "E"),
  sequence({ type: "NFD" }, { type: "Lowercase" }, { type: "StripAccents" }),
  sequence({ type: "Nmt" }, { type: "NFKC" }, replace({ Regex: " {2,}" }, " ")),
  sequence({ type: "NFC" }, replace({ Regex: "\\s+" }, " "), { type: "Lowercase" }),
  { type: "BertNormalizer", clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
];

const preTokenizers = [
  { type: "BertPreTokenizer" },
  { type: "Whitespace" },
  { type: "WhitespaceSplit" },
  { type: "Punctuation", behavior: "Isolated" },
  { ...metaspace, str_rep: "\u2581", add_prefix_space: true },
  { ...metaspace, prepend_scheme: "always", split: true },
  { ...metaspace, prepend_scheme: "always", split: false },
  { ...metaspace, prepend_scheme: "never", split: true },
  pair({ type: "WhitespaceSplit" }, { ...metaspace, prepend_scheme: "always", split: true }),
  pair({ type: "WhitespaceSplit" }, { type: "Punctuation", behavior: "Isolated" }),
  pair({ type: "Whitespace" }, byteLevel),
  byteLevel,
  { ...byteLevel, add_prefix_space: false },
  { ...byteLevel, use_regex: false },
  split(clipWords),
  split(clipSpecials + clipWords),
  pair(split(clipSpecials + clipWords), { ...byteLevel, add_prefix_space: false }),
];

/** An object as the files have it, with only the part that is asked for. */
function load(parts) {
  const model = { type: "WordLevel", vocab: { "?": 0 }, unk_token: "?" };
  return Tokenizer.fromString(JSON.stringify({ version: "1.0", added_tokens: [], model, ...parts }));
}

const ascii = (value) =>
  JSON.stringify(value, null, 1).replace(/[\u007f-\uffff]/g, (unit) => "\\u" + unit.charCodeAt(0).toString(16).padStart(4, "0"));

const cases = {
  normalizers: normalizers.map((normalizer) => ({
    normalizer,
    results: texts.map((text) => load({ normalizer }).getNormalizer().normalizeString(text)),
  })),
  pre_tokenizers: preTokenizers.map((pre_tokenizer) => ({
    pre_tokenizer,
    results: texts.map((text) => load({ pre_tokenizer }).getPreTokenizer().preTokenizeString(text).map(([word]) => word)),
  })),
};
fs.writeFileSync(path.join(__dirname, "pipeline-cases.json"), ascii({ texts, ...cases }) + "\n", "ascii");
