import type { Random } from "./random.ts";
import type { ParameterType, Signature } from "./terraform.ts";

/** Functions without a value that two runs agree on, each with the reason. */
export const SKIPPED: ReadonlyMap<string, string> = new Map([
  ["timestamp", "the time of the run"],
  ["plantimestamp", "the time of the run"],
  ["uuid", "chance"],
  ["bcrypt", "a salt by chance"],
  ["rsadecrypt", "needs a private key, which no file under test should hold"],
  ["abspath", "depends on where the folder lies on this machine"],
  ["pathexpand", "depends on the user's home"],
]);

/** What stands beside the expressions, for both sides: locals and the files that file functions read. */
export const files: Record<string, string> = {
  "main.tf": [
    "locals {",
    '  greeting = "Hello, $${name}!"',
    '  looping  = "%%{ for x in xs ~}[$${x}]%%{ endfor }"',
    '  people   = { ann = { age = 31, tags = ["a", "b"] }, bob = { age = 7, tags = [] } }',
    '  names    = ["ann", "bob", "cy"]',
    "  nothing  = null",
    "  matrix   = [[1, 2], [3], []]",
    "}",
    "",
  ].join("\n"),
  "data/plain.txt": "first line\nsecond line é\n",
  "data/empty.txt": "",
  "data/doc.json": '{"a": [1, 2.5, null], "b": {"c": "d"}}\n',
  "data/greet.tftpl":
    "Dear ${name},\n%{ for x in xs ~}\n- ${x}\n%{ endfor ~}\n%{ if length(xs) > 1 }many%{ else }few%{ endif }\n",
  "data/sub/deep.txt": "deep\n",
};

const STRINGS = [
  "",
  "a",
  "b",
  "hello world",
  "Hello World",
  "ÀÉ ñandú",
  "日本語",
  "😀 x",
  "  pad  ",
  "a,b,,c",
  "x=1;y=2",
  "line1\nline2\n",
  "a\r\nb\r\n",
  "\ttab",
  "true",
  "false",
  "1",
  "0",
  "-2.5",
  "1e3",
  "0x1f",
  "007",
  "null",
  "a/b/c.txt",
  "/etc/x/",
  "${x} %{y}",
  'quo"ted',
  "back\\slash",
  "Straße",
  "e\u0301",
  '<a href="x">&amp;</a>',
  "%d%%",
  "aaa",
  "abcabc",
  "CamelCaseWord",
  "under_score-dash",
  "10.0.0.0/8",
  "a\u2028b",
];
const NUMBERS = [
  "0",
  "1",
  "-1",
  "2",
  "3",
  "5",
  "10",
  "16",
  "0.5",
  "-1.5",
  "2.25",
  "3.75",
  "100",
  "255",
  "-7",
  "1e3",
  "12345678",
  "0.1",
  "1000000000000",
];
const KEYS = ["a", "b", "c", "name", "Key", "x-y", "é", "10", "9"];

/** A text as HCL writes it. */
export function quote(content: string): string {
  return JSON.stringify(content).replace(/\$\{/g, "$$${").replace(/%\{/g, "%%{");
}

/** What is special about a function's parameters: texts that mean something to it. */
const TEXTS: Record<string, readonly (readonly string[] | undefined)[]> = {
  base64decode: [["aGVsbG8=", "", "w6k=", "aGVsbG8", "!!!", "/+8=", "YQ=="]],
  cidrhost: [
    ["10.0.0.0/8", "192.168.1.7/24", "fd00:fd12:3456::/48", "10.0.0.0/32", "10.0.0.0/33", "nope", "::/0"],
  ],
  cidrnetmask: [["10.0.0.0/8", "192.168.1.0/25", "0.0.0.0/0", "1.2.3.4/32", "fd00::/8", "300.0.0.0/8"]],
  cidrsubnet: [["10.0.0.0/8", "192.168.1.7/24", "fd00:fd12:3456::/48", "172.16.0.0/12", "010.0.0.0/8"]],
  cidrsubnets: [["10.0.0.0/8", "10.1.0.0/16", "fd00:fd12:3456::/56", "192.168.1.0/30"]],
  csvdecode: [
    [
      "a,b\n1,2\n3,4\n",
      'a\n"x,""y"""\n',
      "a,b\n1\n",
      "",
      "a,a\n1,2\n",
      "é,b\r\n1,\r\n",
      "a,b\n",
      'a,b\n"1\n2",3',
    ],
  ],
  endswith: [undefined, ["", "lo", "d", "c.txt", "é"]],
  startswith: [undefined, ["", "he", "H", "a", "日"]],
  strcontains: [undefined, ["", "l", "a", "本", "zz"]],
  file: [["data/plain.txt", "./data/doc.json", "data/empty.txt", "data/missing.txt", "data", ""]],
  filebase64: [["data/plain.txt", "data/empty.txt", "data/missing.txt"]],
  filebase64sha256: [["data/plain.txt", "data/empty.txt", "data/missing.txt"]],
  filebase64sha512: [["data/plain.txt", "data/missing.txt"]],
  filemd5: [["data/plain.txt", "data/empty.txt", "data/missing.txt"]],
  filesha1: [["data/plain.txt", "data/missing.txt"]],
  filesha256: [["data/plain.txt", "data/sub/deep.txt", "data/missing.txt"]],
  filesha512: [["data/plain.txt", "data/missing.txt"]],
  fileexists: [["data/plain.txt", "data/missing.txt", "data/sub/../doc.json", "data"]],
  fileset: [
    ["data", "data/", "./data", "data/sub", "missing"],
    ["*.txt", "**", "**/*.txt", "*", "{doc,plain}.*", "[a-e]*", "sub/*", "d?c.json", "none*"],
  ],
  templatefile: [["data/greet.tftpl", "data/plain.txt", "data/missing.tftpl"]],
  formatdate: [
    [
      "YYYY-MM-DD",
      "DD MMM YYYY hh:mm ZZZ",
      "EEEE, DD-MMM-YY hh:mm:ss ZZZ",
      "EEE, DD MMM YYYY hh:mm:ss ZZZ",
      "HH:mmAA h H",
      "H'o''clock' aa",
      "YY M D h m s Z ZZZZ ZZZZZ",
      "MMMM",
      "Q",
      "'open",
      "hh'h'mm",
      "x",
    ],
    [
      "2018-01-02T23:12:01Z",
      "2024-02-29T00:05:09+05:30",
      "2006-12-31T12:00:00-08:00",
      "2018-13-01T00:00:00Z",
      "2018-01-02",
      "1999-07-04T13:00:00.5Z",
    ],
  ],
  timeadd: [
    ["2017-11-22T00:00:00Z", "2024-02-28T23:59:59+02:00", "nope", "2016-12-31T23:59:59.25Z"],
    ["10m", "-1h", "1h30m", "48h", "1.5h", "100ms", "1d", "0", "-0.5s", "2562047h"],
  ],
  timecmp: [
    ["2017-11-22T00:00:00Z", "2017-11-22T01:00:00+01:00", "nope"],
    ["2017-11-22T00:00:00Z", "2017-11-21T00:00:00Z", "2018-01-01T00:00:00-03:00"],
  ],
  indent: [undefined, ["a\nb\n", "", "x", "\n\n", "a\r\nb"]],
  jsondecode: [
    [
      '{"a":[1,2.50,null,true],"é":{"b":"\\u00e9"}}',
      "[]",
      "{}",
      '"x"',
      "1e3",
      "null",
      " [1, ]",
      '{"a":1,"a":2}',
      "tru",
      "",
      "[1] x",
      "-0",
      '[{"a":1},{"a":"x"}]',
    ],
  ],
  yamldecode: [
    [
      "a: 1\nb: [x, 2.5, ~]\n",
      "- 1\n- two\n- true\n",
      "x",
      "",
      "~",
      "a: |\n  text\n  more\n",
      "a: &x 1\nb: *x\n",
      "a: 0x1f\nb: 0o17\nc: 1e3\nd: .5\n",
      "yes: no\non: off\n",
      "2020-01-02",
      "a: b: c",
      "{a: 1, b: {c: []}}",
      '"q\\n"',
      "a: '1'\nb: !!str 2",
      "---\na: 1\n",
      "a: 1\na: 2\n",
      "<<: {a: 1}\nb: 2",
      "- - 1\n  - 2\n-\n",
    ],
  ],
  regex: [
    [
      "[a-z]+",
      "(\\d+)-(\\d+)",
      "(?P<y>\\d{4})-(?P<m>\\d\\d)",
      "^$",
      "l+",
      "(a)|(b)",
      "(?i)HELLO",
      "\\bw",
      "[",
      "(?=x)",
      "\\pL+",
      "[^a-z]",
      "a{2,3}",
      "(?s).+",
      "x*",
    ],
    ["hello world", "2024-05 10-20", "", "a,b,,c", "ÀÉ ñ", "aaaa", "line1\nline2"],
  ],
  regexall: [
    [
      "[a-z]+",
      "(\\d)(\\d)?",
      "(?P<k>\\w)=(?P<v>\\w)",
      "",
      "l",
      "x*",
      "a|ab",
      "(?m)^l",
      "\\s+",
      ".",
      "[[:upper:]]",
    ],
    ["hello world", "2024-05", "", "x=1;y=2", "ÀÉ ñ", "abab", "line1\nline2"],
  ],
  replace: [
    undefined,
    ["l", "", "/l+/", "/(\\w)(\\w)/", "/x*/", "a", "/^/", "//", "/(?P<q>o)/", "."],
    ["", "X", "$1", "${2}$1", "$$", "[$0]", "$q", "$1x"],
  ],
  split: [[",", "", "a", " ", "\n", "zz", ", "]],
  join: [[",", "", ", ", "é"]],
  substr: [undefined],
  textdecodebase64: [
    ["aABpAA==", "aGk=", "6Q==", "gqA=", "!!"],
    ["UTF-16LE", "UTF-8", "ISO-8859-1", "windows-1252", "Shift_JIS", "nope", "US-ASCII"],
  ],
  textencodebase64: [
    ["hi", "é", "", "日本"],
    ["UTF-16LE", "UTF-8", "ISO-8859-1", "UTF-16BE", "windows-1252", "Shift_JIS", "nope"],
  ],
  trim: [undefined, [" ", "a", "", "abc", "x/", "é", " \n"]],
  trimprefix: [undefined, ["he", "", "a", "日"]],
  trimsuffix: [undefined, ["d", "", "c.txt", "\n"]],
  uuidv5: [
    ["dns", "url", "oid", "x500", "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "nope"],
    ["www.example.com", "", "é"],
  ],
  basename: [["a/b/c.txt", "/", "", "a/", ".", "a//b//", "/x"]],
  dirname: [["a/b/c.txt", "/", "", "a/", ".", "a//b//c", "/x", "../y"]],
  urlencode: [["a b&c=d", "é/日", "~-_.!*'()", "a+b", "", "%", "😀"]],
  format: [
    [
      "%s",
      "%d",
      "%v",
      "%q",
      "%5s|%-5s|",
      "%05d",
      "%.2f",
      "%x %X",
      "%t",
      "%%",
      "%[2]s %[1]s",
      "%e",
      "%g",
      "%b %o",
      "%+d",
      "% d",
      "%s %s",
      "%#v",
      "%y",
      "%",
      "%*d",
      "%6.2f",
      "%.3s",
      "plain",
      "%c",
      "%08b",
      "%s é %s",
      "%5q",
      "%[1]s%[1]v",
    ],
  ],
  formatlist: [["%s", "%s-%s", "%d:%s", "%v", "%%", "plain", "%q", "%03d"]],
  title: [["hello world", "it's a-b c_d", "ÀÉ ñ", "1st", "ǆ", "O'neil's"]],
  chomp: [["a\n\n", "a\r\n", "\n", "a\n b", "", "a\r", "\r\n\r\n"]],
  trimspace: [["  a b ", "\t\n x\u00a0", "\u2003x\u200b", "\ufeffx", ""]],
};

const TYPES: Record<string, readonly (ParameterType | "map?" | "list?" | "set?" | "nested")[]> = {
  coalescelist: ["list?", "list?"],
  concat: ["list?", "list?", "list?"],
  contains: ["list?"],
  element: ["list?"],
  flatten: ["nested"],
  index: ["words", "word"],
  keys: ["map?"],
  values: ["map?"],
  lookup: ["map?"],
  merge: ["map?", "map?", "map?"],
  one: ["list?"],
  reverse: ["list?"],
  slice: ["words", "low", "high"],
  sum: [["list", "number"]],
  setproduct: ["list?", "list?", "list?"],
  zipmap: [["list", "string"], "list?"],
  tomap: ["map?"],
  tolist: ["list?"],
  toset: ["list?"],
  tostring: ["scalar"],
  tonumber: ["scalar"],
  tobool: ["scalar"],
  parseint: ["digits", "base"],
  coalesce: ["scalar", "scalar", "scalar"],
  formatlist: ["", "either", "either"],
  templatestring: ["template", "vars"],
  templatefile: ["", "vars"],
};

/** Generates expressions for a set of functions. */
export class Expressions {
  readonly #random: Random;
  readonly #functions: ReadonlyMap<string, Signature>;
  readonly #names: readonly string[];
  readonly #byReturn = new Map<string, string[]>();
  #names_ = 0;

  constructor(random: Random, functions: ReadonlyMap<string, Signature>) {
    this.#random = random;
    this.#functions = functions;
    this.#names = [...functions.keys()].filter((name) => !SKIPPED.has(name)).sort();
    for (const name of this.#names) {
      const key = JSON.stringify(functions.get(name)?.return_type);
      this.#byReturn.set(key, [...(this.#byReturn.get(key) ?? []), name]);
    }
  }

  /** The functions that get calls. */
  get names(): readonly string[] {
    return this.#names;
  }

  /** A call of that function; now and then with an argument of a wrong type, or one too many. */
  call(name: string, depth = 1): string {
    const random = this.#random;
    const signature = this.#functions.get(name);
    if (!signature) throw new Error(`no function ${name}`);
    const prefix = random.chance(0.02) ? "core::" : "";
    if (name === "try" || name === "can") {
      const args = random.several(1, name === "can" ? 1 : 3, () => this.any(depth + 1));
      return `${prefix}${name}(${args.join(", ")})`;
    }
    const types: ParameterType[] = (signature.parameters ?? []).map((parameter) => parameter.type);
    const { variadic_parameter: more } = signature;
    if (more) types.push(...random.several(0, 3, () => more.type));
    const args = types.map((type, i) => this.#argument(name, i, type, depth));
    if (random.chance(0.02)) args.push(this.literal("any"));
    if (random.chance(0.02)) args.pop();
    if (more && args.length > 1 && random.chance(0.08)) {
      const tail = args.splice(signature.parameters?.length ?? 0);
      args.push(`[${tail.join(", ")}]...`);
    }
    return `${prefix}${name}(${args.join(", ")})`;
  }

  #argument(name: string, i: number, type: ParameterType, depth: number): string {
    const random = this.#random;
    if (random.chance(0.04)) return this.literal("any");
    if (random.chance(0.015)) return "null";
    const texts = TEXTS[name]?.[i];
    if (texts && random.chance(0.85)) return quote(random.pick(texts));
    const special = TYPES[name]?.[i];
    return this.of(special === undefined || special === "" ? type : special, depth);
  }

  /** An expression that most likely gives the type. */
  of(type: ParameterType, depth: number): string {
    const random = this.#random;
    if (depth > 3 || random.chance(0.55)) return this.literal(type);
    switch (type) {
      case "map?":
        return random.pick([
          () => this.literal("map?"),
          () => `{for k, v in ${this.of("map?", depth + 1)} : k => v}`,
          () => `tomap(${this.literal(["map", "string"])})`,
          () => "local.people",
        ])();
      case "list?":
      case "base":
        return random.pick(["2", "8", "10", "16", "36", "62", "1"]);
      case "either":
        return random.pick([
          () => this.literal("list?"),
          () => this.for(depth),
          () => `tolist(${this.literal(["list", "string"])})`,
          () => `toset(${this.literal(["list", "string"])})`,
          () => `${this.literal("map?")}[*]`,
          () => "local.names",
          () => "local.people[*]",
          () => "values(local.people)[*].age",
        ])();
      case "number":
        return random.pick([
          () => this.arithmetic(depth),
          () => this.conditional("number", depth),
          () => `length(${this.of("list?", depth + 1)})`,
        ])();
      case "bool":
        return random.pick([() => this.logic(depth), () => this.conditional("bool", depth)])();
      case "string":
        return random.pick([
          () => this.template(depth),
          () => this.conditional("string", depth),
          () =>
            this.call(
              random.pick(["upper", "lower", "trimspace", "join", "strrev", "replace", "substr"]),
              depth + 1,
            ),
        ])();
    }
    const candidates = this.#byReturn.get(JSON.stringify(type));
    if (candidates && random.chance(0.5)) return this.call(random.pick(candidates), depth + 1);
    return this.literal(type);
  }

  literal(type: ParameterType): string {
    const random = this.#random;
    if (Array.isArray(type)) {
      const [kind, element] = type;
      const of: ParameterType =
        element === "dynamic" ? random.pick(["string", "number", "bool", ["list", "string"]]) : element;
      if (kind === "map")
        return `{${this.#keys()
          .map((key) => `${key} = ${this.literal(of)}`)
          .join(", ")}}`;
      const items = `[${random.several(0, 4, () => (random.chance(0.02) ? "null" : this.literal(of))).join(", ")}]`;
      return kind === "set" && random.chance(0.6) ? `toset(${items})` : items;
    }
    switch (type) {
      case "string":
        return quote(random.pick(STRINGS));
      case "number":
        return random.pick(NUMBERS);
      case "bool":
        return random.pick(["true", "false"]);
      case "scalar":
        return random.chance(0.1) ? "null" : this.literal(random.pick(["string", "number", "bool"]));
      case "digits":
        return quote(random.pick(["0", "1010", "ff", "FF", "-7", "zZ", "077", "", "12.5", "99999", "+3"]));
      case "either":
        return random.chance(0.5) ? this.literal(["list", "string"]) : this.literal("scalar");
      case "template":
        return random.pick(["local.greeting", "local.looping"]);
      case "vars":
        return random.pick([
          '{ name = "Zoë", xs = [1, "b"] }',
          "{ name = 5, xs = [] }",
          '{ name = "x" }',
          '{ name = "x", xs = toset(["q"]), more = 1 }',
        ]);
      case "word":
        return quote(random.pick(["a", "b", "c"]));
      case "words":
        return random.chance(0.15) ? this.literal("list?") : `["a", "b", "c", ${this.literal("scalar")}]`;
      case "low":
        return random.pick(["0", "1", "2", "-1"]);
      case "high":
        return random.pick(["2", "3", "4", "5"]);
      case "nested":
        return `[${random.several(0, 3, () => this.literal(random.pick(["list?", "scalar", "nested"]))).join(", ")}]`;
      case "map?":
        return random.pick([
          () => this.literal(["map", random.pick(["string", "number"])]),
          () =>
            `{${this.#keys()
              .map((key) => `${key} = ${this.literal(random.pick(["scalar", "list?"]))}`)
              .join(", ")}}`,
        ])();
      case "list?":
        return random.pick([
          () => this.literal(["list", random.pick(["string", "number", "bool"])]),
          () => `[${random.several(0, 3, () => this.literal("scalar")).join(", ")}]`,
          () => this.literal(["set", random.pick(["string", "number"])]),
          () => `[${random.several(1, 2, () => this.literal("map?")).join(", ")}]`,
        ])();
      default:
        return this.literal(random.pick(["string", "number", "bool", "scalar", "list?", "map?"]));
    }
  }

  #keys(): string[] {
    const keys = this.#random.shuffle(KEYS).slice(0, this.#random.below(4));
    return keys.map((key) => (/^[a-z]\w*$/i.test(key) ? key : quote(key)));
  }

  any(depth: number): string {
    return this.#random.pick([
      () => this.literal("any"),
      () => this.operators(depth),
      () => this.call(this.#random.pick(this.#names), depth + 1),
    ])();
  }

  arithmetic(depth: number): string {
    const { pick, chance } = bound(this.#random);
    const left = this.of("number", depth + 1);
    if (chance(0.15)) return `(-(${left}))`;
    return `(${left} ${pick(["+", "-", "*", "/", "%"])} ${this.of("number", depth + 1)})`;
  }

  logic(depth: number): string {
    const random = this.#random;
    return random.pick([
      () => `(${this.of("bool", depth + 1)} ${random.pick(["&&", "||"])} ${this.of("bool", depth + 1)})`,
      () => `(!${this.of("bool", depth + 1)})`,
      () =>
        `(${this.of("number", depth + 1)} ${random.pick(["<", "<=", ">", ">="])} ${this.of("number", depth + 1)})`,
      () => `(${this.any(depth + 2)} ${random.pick(["==", "!="])} ${this.any(depth + 2)})`,
      () => {
        const type = random.pick(["string", "number", "bool", "list?", "map?"]);
        return `(${this.literal(type)} ${random.pick(["==", "!="])} ${this.literal(type)})`;
      },
    ])();
  }

  conditional(type: ParameterType, depth: number): string {
    const other = this.#random.chance(0.2)
      ? this.#random.pick(["null", this.literal("scalar")])
      : this.of(type, depth + 1);
    return `(${this.of("bool", depth + 1)} ? ${this.of(type, depth + 1)} : ${other})`;
  }

  template(depth: number): string {
    const random = this.#random;
    const inner = () => this.of(random.pick(["string", "number", "bool"]), depth + 1);
    const strip = () => (random.chance(0.2) ? "~" : "");
    const parts = random.several(1, 3, () =>
      random.pick([
        () => quote(random.pick(STRINGS)).slice(1, -1),
        () => `\${${strip()} ${inner()} ${strip()}}`,
        () => `%{ if ${this.of("bool", depth + 1)} ${strip()}} yes %{ else }no%{ endif }`,
        () =>
          `%{ for i, x in ${this.literal("list?")} ${strip()}} \${i}=\${try(tostring(x), "?")}, %{ endfor ${strip()}}`,
      ])(),
    );
    return `"${parts.join(" ")}"`;
  }

  for(depth: number): string {
    const random = this.#random;
    const name = `v${this.#names_++ % 5}`;
    const source = this.of(random.pick(["list?", "map?"]), depth + 1);
    const body = random.pick([
      name,
      `"<\${jsonencode(${name})}>"`,
      `[${name}, "x"]`,
      `{ it = ${name} }`,
      `try(${name} + 1, "no")`,
    ]);
    const condition = random.pick([
      "",
      "",
      ` if ${name} != null`,
      ` if can(tostring(${name}))`,
      ` if ${this.of("bool", depth + 1)}`,
    ]);
    return random.pick([
      `[for ${name} in ${source} : ${body}${condition}]`,
      `[for k, ${name} in ${source} : "\${try(tostring(k), "?")}"${condition}]`,
      `{for k, ${name} in ${source} : try(tostring(k), "k") => ${body}${condition}}`,
      `{for k, ${name} in ${source} : "\${length(try(tostring(k), ""))}" => ${body}...${condition}}`,
    ]);
  }

  /** Operators, conditionals, for expressions, splats, templates, indexes. */
  operators(depth = 1): string {
    const random = this.#random;
    return random.pick([
      () => this.arithmetic(depth),
      () => this.logic(depth),
      () => this.logic(depth),
      () => this.conditional(random.pick(["string", "number", "bool", "list?", "map?"]), depth),
      () => this.template(depth),
      () => this.for(depth),
      () => this.for(depth),
      () => `${this.of("list?", depth + 1)}[*]`,
      () => `${this.of("list?", depth + 1)}[${this.of("number", depth + 2)}]`,
      () => `${this.of("map?", depth + 1)}[${quote(random.pick(KEYS))}]`,
      () => `${this.literal("map?")}.${random.pick(["a", "name", "Key"])}`,
      () => `[${this.literal("map?")}, ${this.literal("map?")}][*].${random.pick(["a", "b"])}`,
      () => `local.people[*].${random.pick(["ann", "bob"])}.${random.pick(["age", "tags", "tags[0]"])}`,
      () => `local.matrix[*]${random.pick(["[0]", ""])}`,
      () => `local.matrix.*.${random.pick(["0", "1"])}`,
      () =>
        random.pick([
          "local.nothing[*]",
          "local.nothing.*",
          "local.names.1",
          "local.people.ann.tags[1]",
          "path.module",
          "path.root",
          "terraform.workspace",
          '"local"[*]',
        ]),
      () => `try(${this.any(depth + 1)}, ${this.literal("scalar")})`,
      () => `can(${this.any(depth + 1)})`,
    ])();
  }
}

function bound(random: Random): Pick<Random, "pick" | "chance"> {
  return { pick: (options) => random.pick(options), chance: (likelihood) => random.chance(likelihood) };
}
