// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HCL's own template syntax
import type { Random } from "../random.ts";

/** Pieces of the language and of what resembles it, to be set into real files. */
const BITS = [
  ..."\"{}[]()\n,=:?~#\\'$.*1a!-+/%<>|&@^;`",
  ..."\0\r\t\u00a0\u2028\ufeff",
  ...[
    "${",
    "%{",
    "~}",
    "${~",
    "$${",
    "%%{",
    "$$",
    "%%",
    "}",
    '""',
    '\\"',
    "\\n",
    "\\u00e9",
    "\\U0001F600",
    "\\x",
    "\\u12",
  ],
  ...[
    "%{ if t }",
    "%{ else }",
    "%{ endif }",
    "%{ for a in b }",
    "%{for k, v in b ~}",
    "%{ endfor }",
    "${f(a)}",
    "${1}",
  ],
  ...["<<EOT\n", "<<-EOT\n", "EOT\n", "\nEOT", "<<E", "  EOT \n", "<<-Ж\n", "Ж\n"],
  ...["/*", "*/", "//", "/* c */", "# c\n", "\r\n", "\n\n", "\n  ", "é", "ж", "e\u0301", "😀", "“", "²", "ª"],
  ...[
    "for",
    "in",
    "if",
    "null",
    "true",
    "false",
    "for a in b : a",
    "for k, v in b : k => v...",
    "if a",
    "=>",
    "...",
    "..",
  ],
  ...[
    "a.b",
    "a[0]",
    'a["k"]',
    "a.0",
    "a.0.1",
    "a.*",
    "a[*]",
    "a.*.b[0]",
    "a[*].b[*].c",
    ".0",
    ".a",
    "[*]",
    "[0]",
    "[-1]",
  ],
  ...[
    "1.5",
    "1e3",
    "1E-3",
    "1.5.2",
    ".5",
    "5.",
    "0x1f",
    "007",
    "1e",
    "9007199254740993",
    "1e400",
    "-1",
    "- 1",
    "!a",
  ],
  ...[
    "a ? b : c",
    "a && b || c",
    "a == b",
    "a != -b",
    "a >= b",
    "a * (b + c)",
    "a % b",
    "==",
    "!=",
    ">=",
    "<=",
    "&&",
    "||",
  ],
  ...[
    "f()",
    "f(a...)",
    "f(a, b,)",
    "provider::a::b(c)",
    "a::b",
    "::",
    "core::f(1)",
    "a-b",
    "a_b",
    "-a",
    "a -b",
  ],
  ...[
    "b {}",
    "b { c = 1 }",
    'b "c" d {\n}\n',
    "b {\n",
    "}\n",
    "a = 1\n",
    "a = {\n}\n",
    "(a) = 1",
    "{ a = 1, b : 2 }",
    "[1, 2,]",
  ],
];

/** A text of the corpus with one to four changes; the same random source gives the same text. */
export function mutated(texts: readonly string[], random: Random): string {
  let text = random.pick(texts);
  if (random.chance(0.15)) text = "";
  else if (text.length > 400 && random.chance(0.7)) text = excerpt(text, random);
  if (random.chance(0.03)) text = text.replaceAll("\n", "\r\n");
  if (random.chance(0.02)) text = `\ufeff${text}`;
  if (text === "") return generated(random);
  const most = random.chance(0.5) ? 1 : 4;
  for (let changes = 1 + random.below(most); changes > 0; changes--) text = changed(text, texts, random);
  return text;
}

/** Some whole lines: short texts let many more changes be tried. */
function excerpt(text: string, random: Random): string {
  const lines = text.split("\n");
  const from = random.below(lines.length);
  return `${lines.slice(from, from + 3 + random.below(20)).join("\n")}\n`;
}

/** An attribute whose value is a row of pieces. */
function generated(random: Random): string {
  const value = random.several(1, 7, () => random.pick(BITS)).join(random.chance(0.5) ? " " : "");
  const quoted = random.below(5);
  if (quoted === 0) return `a = "${value}"\nz = 1\n`;
  if (quoted === 1) return `a = <<-EOT\n  ${value}\n    ${random.pick(BITS)}\n  EOT\nz = 1\n`;
  if (quoted === 2) return `b {\n  a = [${value}]\n}\nz = 1\n`;
  return `a = ${value}\nz = 1\n`;
}

/** A text with one change. */
export function changed(text: string, texts: readonly string[], random: Random): string {
  // Half a surrogate pair is no character that a file can hold.
  return anyChange(text, texts, random).replace(/\p{Surrogate}/gu, "\ufffd");
}

function anyChange(text: string, texts: readonly string[], random: Random): string {
  const at = random.below(text.length + 1);
  const size = random.chance(0.3) ? random.below(20) : random.below(3);
  switch (random.below(6)) {
    case 0:
      return text.slice(0, at) + text.slice(at + size);
    case 1:
      return text.slice(0, at) + text.slice(at, at + 30) + text.slice(at);
    case 2: {
      const other = random.pick(texts);
      const from = random.below(other.length + 1);
      return text.slice(0, at) + other.slice(from, from + random.below(60)) + text.slice(at + size);
    }
    default:
      return text.slice(0, at) + random.pick(BITS) + text.slice(at + size);
  }
}
