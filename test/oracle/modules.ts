import { quote } from "./expressions.ts";
import type { Random } from "./random.ts";

type Kind = "string" | "number" | "bool" | "list" | "set" | "map" | "services";
/** What an expression may name: the text, and what it gives; `hidden` where a plan does not know it. */
interface Name {
  text: string;
  kind: Kind;
  hidden: boolean;
}

const WORDS = ["app", "db", "web", "cache", "queue", "é", "a b", "x-1"];
const SERVICES =
  'map(object({ port = number, tags = optional(list(string), ["std"]), public = optional(bool), note = optional(string) }))';
const TYPES: Record<Kind, string> = {
  string: "string",
  number: "number",
  bool: "bool",
  list: "list(string)",
  set: "set(string)",
  map: "map(string)",
  services: SERVICES,
};
const KINDS = Object.keys(TYPES) as Kind[];

/** A generated root module: files by path, and the manifest that `terraform init` would write. */
export interface RootModule {
  files: Record<string, string>;
  manifest: string;
}

/** Generates one root module of `terraform_data` resources, with the modules it calls. */
export function rootModule(random: Random): RootModule {
  return new Generator(random).root();
}

class Generator {
  readonly #random: Random;
  readonly #files: Record<string, string> = {};
  readonly #manifest: Array<{ Key: string; Source: string; Dir: string }> = [
    { Key: "", Source: "", Dir: "." },
  ];
  #names: Name[] = [];
  #hides = false;

  constructor(random: Random) {
    this.#random = random;
  }

  root(): RootModule {
    this.#hides = this.#random.chance(0.6);
    const calls = this.#random.chance(0.6)
      ? this.#random.several(1, 2, (i) => this.#child(`m${i}`, ".", "", 1))
      : [];
    this.#module(".", true, calls);
    return {
      files: this.#files,
      manifest: JSON.stringify({ Modules: this.#manifest }),
    };
  }

  /** A module's folder with its interface: variables and outputs. */
  #child(name: string, parent: string, parentKey: string, depth: number): Call {
    const random = this.#random;
    const folder = parent === "." ? `mods/${name}` : `${parent}/mods/${name}`;
    const key = parentKey === "" ? name : `${parentKey}.${name}`;
    this.#manifest.push({ Key: key, Source: `./mods/${name}`, Dir: folder });
    const nested = depth < 3 && random.chance(0.35) ? [this.#child("inner", folder, key, depth + 1)] : [];
    const { variables, outputs } = this.#module(folder, false, nested);
    return { name, variables, outputs };
  }

  #module(
    folder: string,
    isRoot: boolean,
    calls: readonly Call[],
  ): { variables: Variable[]; outputs: Name[] } {
    const random = this.#random;
    const outer = this.#names;
    this.#names = [];
    const text: string[] = [];
    const variables = this.#variables(text, isRoot, folder);
    if (this.#hides || random.chance(0.2)) {
      text.push(`resource "terraform_data" "seed" {\n  input = ${this.#of("string", 2)}\n}`);
      for (const name of ["id", "output"])
        this.#names.push({ text: `terraform_data.seed.${name}`, kind: "string", hidden: true });
      this.#names.push({ text: "terraform_data.seed.input", kind: "string", hidden: false });
    }
    const locals: string[] = [];
    const local = (i: number) => {
      const kind = random.pick(KINDS);
      const hidden = this.#hides && random.chance(0.4);
      locals.push(`  l${i} = ${this.#of(kind, 0, hidden)}`);
      this.#names.push({ text: `local.l${i}`, kind, hidden });
    };
    random.several(1, 4, local);
    for (const call of calls) this.#call(call, text);
    random.several(0, 3, (i) => local(10 + i));
    const resources = random.several(1, 3, (i) => this.#resource(`r${i}`, text));
    const outputs: Name[] = [];
    for (const [i, kind] of random.several(1, 3, () => random.pick(KINDS)).entries()) {
      const hidden = this.#hides && random.chance(0.4);
      text.push(`output "o${i}" {\n  value = ${this.#of(kind, 0, hidden)}\n}`);
      outputs.push({ text: `o${i}`, kind, hidden });
    }
    if (!isRoot && random.chance(0.5)) {
      text.push(`output "made" {\n  value = ${random.pick(resources)}\n}`);
    }
    text.push(`locals {\n${random.shuffle(locals).join("\n")}\n}`);
    const prefix = isRoot ? "" : `${folder}/`;
    const split = random.below(text.length);
    const blocks = random.shuffle(text);
    this.#files[`${prefix}main.tf`] = `${blocks.slice(0, split).join("\n\n")}\n`;
    this.#files[`${prefix}more.tf`] = `${blocks.slice(split).join("\n\n")}\n`;
    this.#files[`${prefix}note.tftpl`] = "Hi ${name}%{ for x in list ~}, ${x}%{ endfor }!\n";
    this.#names = outer;
    return { variables, outputs };
  }

  #variables(text: string[], isRoot: boolean, folder: string): Variable[] {
    const random = this.#random;
    const given: string[] = [];
    const late: string[] = [];
    const variables: Variable[] = random.several(1, 4, (i) => {
      const kind = random.pick(KINDS);
      const name = `v${i}`;
      const hasDefault = random.chance(0.5);
      const lines = [
        `  type = ${random.chance(0.1) && kind !== "services" && kind !== "set" ? "any" : TYPES[kind]}`,
      ];
      if (hasDefault) lines.push(`  default = ${this.#constant(kind)}`);
      if (random.chance(0.2)) lines.push("  nullable = false");
      if (random.chance(0.1)) lines.push('  description = "some"');
      text.push(`variable "${name}" {\n${random.shuffle(lines).join("\n")}\n}`);
      if (isRoot) {
        if (!hasDefault || random.chance(0.3)) given.push(`${name} = ${this.#constant(kind)}`);
        if (random.chance(0.15)) late.push(`${name} = ${this.#constant(kind)}`);
      }
      this.#names.push({ text: `var.${name}`, kind, hidden: false });
      return { name, kind, hasDefault };
    });
    if (isRoot && folder === ".") {
      this.#files["terraform.tfvars"] = `${given.join("\n")}\n`;
      if (late.length > 0) this.#files["z.auto.tfvars"] = `${late.join("\n")}\n`;
    }
    return variables;
  }

  /** A value without references, sometimes of a type that is converted. */
  #constant(kind: Kind): string {
    const random = this.#random;
    const word = () => quote(random.pick(WORDS));
    switch (kind) {
      case "string":
        return random.chance(0.15) ? String(random.below(100)) : word();
      case "number":
        return random.chance(0.15) ? `"${random.below(9)}"` : String(random.below(4));
      case "bool":
        return random.chance(0.15) ? '"true"' : random.pick(["true", "false"]);
      case "list":
      case "set":
        return `[${random.several(0, 3, () => (random.chance(0.1) ? String(random.below(9)) : word())).join(", ")}]`;
      case "map":
        return `{ ${this.#keys()
          .map((key) => `${quote(key)} = ${random.chance(0.15) ? "5" : word()}`)
          .join(", ")} }`;
      case "services":
        return `{ ${this.#keys()
          .map((key) => {
            const rest = [
              `port = ${random.chance(0.15) ? '"80"' : random.below(9000)}`,
              ...(random.chance(0.4)
                ? [`tags = ${random.chance(0.2) ? "null" : this.#constant("list")}`]
                : []),
              ...(random.chance(0.4) ? [`public = ${this.#constant("bool")}`] : []),
              ...(random.chance(0.2) ? [`note = ${word()}`] : []),
            ];
            return `${quote(key)} = { ${rest.join(", ")} }`;
          })
          .join(", ")} }`;
    }
  }

  #keys(): string[] {
    return this.#random.shuffle(WORDS).slice(0, this.#random.below(4));
  }

  #named(kind: Kind, hidden: boolean): string | undefined {
    const found = this.#names.filter((name) => name.kind === kind && (hidden || !name.hidden));
    const better = hidden ? found.filter((name) => name.hidden) : found;
    const options = better.length > 0 && this.#random.chance(0.7) ? better : found;
    return options.length > 0 ? this.#random.pick(options).text : undefined;
  }

  /** An expression of that kind; with `hidden`, it may hold what a plan does not know. */
  #of(kind: Kind, depth: number, hidden = false): string {
    const random = this.#random;
    const named = random.chance(depth > 1 ? 0.8 : 0.45) ? this.#named(kind, hidden) : undefined;
    if (named) return named;
    if (depth > 3) return this.#exact(kind);
    const next = (of: Kind) => this.#of(of, depth + 1, hidden);
    const known = (of: Kind) => this.#of(of, depth + 1);
    const options: Array<() => string> = [() => this.#exact(kind)];
    // The condition is known: ours tells two equal branches apart from two different ones, see differences.ts.
    if (random.chance(0.3)) options.push(() => `(${known("bool")} ? ${next(kind)} : ${next(kind)})`);
    switch (kind) {
      case "string":
        options.push(
          () => `"\${${next("string")}}-\${${next("number")}}"`,
          () => `upper(${next("string")})`,
          () => `join(",", ${next("list")})`,
          () => `jsonencode(${this.input(depth + 2, hidden)})`,
          () => `format("%s/%s", ${next("string")}, ${next("number")})`,
          () =>
            `<<-EOT\n    top ${"$"}{${this.#named("string", hidden) ?? '"x"'}}\n      deep %{ if ${this.#named("bool", hidden) ?? "true"} }yes%{ else }no%{ endif }\n    EOT\n`,
          () =>
            `templatefile("\${path.module}/note.tftpl", { name = ${next("string")}, list = ${next("list")} })`,
          () => `lookup(${next("map")}, "app", ${next("string")})`,
          () => `try(${known("map")}["db"], ${next("string")})`,
          () => `coalesce(${next("string")}, "none")`,
          () => `(${next("bool")} ? "yes \${${next("number")}}" : "no")`,
          () => `replace(${next("string")}, "-", "_")`,
          () => `element(concat(${next("list")}, ["end"]), ${random.below(3)})`,
        );
        break;
      case "number":
        options.push(
          () => `length(${next(random.pick(["list", "map", "set", "services"]))})`,
          () => `(${next("number")} + ${next("number")})`,
          () => `max(${next("number")}, 1)`,
          () => `sum(concat([for s in ${next("services")} : s.port], [1]))`,
        );
        break;
      case "bool":
        options.push(
          () => `(${next("number")} > 1)`,
          () => `contains(${next("list")}, "app")`,
          () => `(${next("string")} == ${next("string")})`,
          () => `("\${${next("string")}}!" != null)`,
          () => `(${known("bool")} && !${known("bool")})`,
          () => `(${known("bool")} || ${known("bool")})`,
          () => `can(${known("map")}["db"])`,
          () => `startswith(${next("string")}, "app")`,
          () => `alltrue([for s in ${next("services")} : s.public == true])`,
        );
        break;
      case "list":
        options.push(
          () => `[${next("string")}, ${next("string")}]`,
          () => `[for x in ${next(random.pick(["list", "set"]))} : "\${x}!" if x != "db"]`,
          () => `[for k, v in ${next("map")} : "\${k}=\${v}"]`,
          () => `flatten([for k, s in ${next("services")} : [for t in s.tags : "\${k}:\${t}"]])`,
          () => `concat(${next("list")}, ${next("list")})`,
          () => `distinct(${next("list")})`,
          () => `sort(${next("list")})`,
          () => `keys(${next(random.pick(["map", "services"]))})`,
          () => `values(${next("map")})`,
          () => `tolist(${next("set")})`,
          () => `compact(${known("list")})`,
          () => `[for s in values(${next("services")}) : coalesce(s.note, "no note")]`,
          () => `split(",", ${next("string")})`,
          () => `slice(concat(${known("list")}, ["1", "2"]), 0, 2)`,
        );
        break;
      case "set":
        options.push(
          () => `toset(${next("list")})`,
          () => `setunion(${next("set")}, toset(["u"]))`,
          () => `setsubtract(${next("set")}, ${next("set")})`,
          () => `toset([for k, s in ${next("services")} : k if s.port > 1000])`,
        );
        break;
      case "map":
        options.push(
          () => `{ for x in toset(${next("list")}) : x => "\${x}-v" }`,
          () => `{ for k, v in ${next("map")} : "k-\${k}" => upper(v) }`,
          () => `{ for k, s in ${next("services")} : k => join("+", s.tags) }`,
          () => `merge(${next("map")}, { extra = ${next("string")} })`,
          () => `merge(${next("map")}, ${next("map")})`,
          () => `tomap({ one = ${next("string")} })`,
          () => `zipmap(["k1", "k2"], [${next("string")}, ${next("string")}])`,
          () => `{ for k, g in { for x in ${next("list")} : length(x) => x... } : "n\${k}" => join(",", g) }`,
        );
        break;
      case "services":
        options.push(() => `{ for k, s in ${next("services")} : "s-\${k}" => s }`);
        break;
    }
    return random.pick(options)();
  }

  /** A constant that needs no conversion outside of a variable. */
  #exact(kind: Kind): string {
    const random = this.#random;
    const named = this.#named(kind, false);
    if (named && random.chance(0.5)) return named;
    switch (kind) {
      case "string":
        return quote(random.pick(WORDS));
      case "number":
        return String(random.below(4));
      case "bool":
        return random.pick(["true", "false"]);
      case "list":
        return `tolist([${random.several(0, 3, () => quote(random.pick(WORDS))).join(", ")}])`;
      case "set":
        return `toset([${random.several(0, 3, () => quote(random.pick(WORDS))).join(", ")}])`;
      case "map":
        return `tomap({ ${this.#keys()
          .map((key) => `${quote(key)} = ${quote(random.pick(WORDS))}`)
          .join(", ")} })`;
      case "services":
        return `{ ${this.#keys()
          .map(
            (key) =>
              `${quote(key)} = { port = ${random.below(9000)}, tags = tolist(["t"]), public = true, note = "n" }`,
          )
          .join(", ")} }`;
    }
  }

  /** Any structure, for a resource's input. */
  input(depth: number, hidden: boolean): string {
    const random = this.#random;
    if (depth > 2 || random.chance(0.3)) return this.#of(random.pick(KINDS), depth, hidden);
    if (random.chance(0.3))
      return `[${random.several(0, 3, () => this.input(depth + 1, hidden)).join(", ")}]`;
    if (random.chance(0.2)) {
      return `[for k, s in ${this.#of("services", depth + 1, hidden)} : { name = k, rules = [for i, t in s.tags : { index = i, tag = t }], open = s.public }]`;
    }
    const keys = ["alpha", "beta", "gamma"].slice(0, 1 + random.below(3));
    return `{\n${keys.map((key) => `    ${key} = ${this.input(depth + 1, hidden)}`).join("\n")}\n  }`;
  }

  /** `count`, `for_each` or neither, and the names that go with it inside the block. */
  #repeat(): { line: string; inside: Name[]; shape: "one" | "list" | "map" } {
    const random = this.#random;
    const choice = random.below(4);
    if (choice === 0) {
      const line = random.pick([
        () => `  count = ${this.#of("number", 2)} % 4`,
        () => `  count = ${this.#of("bool", 1)} ? 1 : 0`,
        () => `  count = length(${this.#of("list", 1)})`,
      ])();
      return { line, inside: [{ text: "count.index", kind: "number", hidden: false }], shape: "list" };
    }
    if (choice < 3) {
      const kind = random.pick(["set", "map", "services"] as const);
      const value: Name =
        kind === "services"
          ? { text: "each.value.port", kind: "number", hidden: false }
          : { text: "each.value", kind: "string", hidden: false };
      const inside: Name[] = [{ text: "each.key", kind: "string", hidden: false }, value];
      if (kind === "services") inside.push({ text: "each.value.tags", kind: "list", hidden: false });
      return { line: `  for_each = ${this.#of(kind, 0)}`, inside, shape: "map" };
    }
    return { line: "", inside: [], shape: "one" };
  }

  #resource(name: string, text: string[]): string {
    const random = this.#random;
    const { line, inside, shape } = this.#repeat();
    const before = this.#names;
    this.#names = [...before, ...inside, ...inside];
    const body = [`  input = ${this.input(0, this.#hides)}`];
    if (random.chance(0.3)) body.push(`  triggers_replace = ${this.input(1, this.#hides)}`);
    this.#names = before;
    if (line !== "") body.unshift(line);
    text.push(`resource "terraform_data" "${name}" {\n${body.join("\n")}\n}`);
    const address = `terraform_data.${name}`;
    if (shape === "list") {
      this.#names.push({ text: `length(${address}[*].id)`, kind: "number", hidden: false });
      this.#names.push({ text: `${address}[*].id`, kind: "list", hidden: true });
    } else if (shape === "map") {
      this.#names.push({ text: `keys(${address})`, kind: "list", hidden: false });
      this.#names.push({ text: `values(${address})[*].id`, kind: "list", hidden: true });
    } else this.#names.push({ text: `${address}.id`, kind: "string", hidden: true });
    return shape === "list"
      ? `${address}[*].input`
      : shape === "map"
        ? `{ for k, r in ${address} : k => r.input }`
        : `${address}.input`;
  }

  #call(call: Call, text: string[]): void {
    const random = this.#random;
    const { line, inside, shape } = this.#repeat();
    const before = this.#names;
    this.#names = [...before, ...inside];
    const body = [`  source = "./mods/${call.name}"`];
    if (line !== "") body.push(line);
    for (const { name, kind, hasDefault } of call.variables) {
      if (hasDefault && random.chance(0.5)) continue;
      body.push(`  ${name} = ${this.#of(kind, 0, this.#hides && random.chance(0.3) && kind === "string")}`);
    }
    this.#names = before;
    text.push(`module "${call.name}" {\n${random.shuffle(body).join("\n")}\n}`);
    const module = `module.${call.name}`;
    for (const output of call.outputs) {
      // Whether an output is known depends on what the caller gave: it is used where that does not matter.
      if (shape === "one")
        this.#names.push({ text: `${module}.${output.text}`, kind: output.kind, hidden: true });
      else if (shape === "list" && output.kind === "string")
        this.#names.push({ text: `${module}[*].${output.text}`, kind: "list", hidden: true });
      else if (shape === "map" && output.kind === "string")
        this.#names.push({ text: `[for m in ${module} : m.${output.text}]`, kind: "list", hidden: true });
    }
    if (shape === "map") this.#names.push({ text: `keys(${module})`, kind: "list", hidden: false });
  }
}

interface Variable {
  name: string;
  kind: Kind;
  hasDefault: boolean;
}
interface Call {
  name: string;
  variables: Variable[];
  outputs: Name[];
}
