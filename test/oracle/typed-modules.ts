import { quote } from "./expressions.ts";
import type { RootModule } from "./modules.ts";
import type { Random } from "./random.ts";

/** A type constraint, as text and in parts. */
type Shape =
  | { kind: "string" | "number" | "bool" | "any" }
  | { kind: "list" | "set" | "map"; of: Shape }
  | { kind: "tuple"; items: Shape[] }
  | { kind: "object"; attributes: Attribute[] };
interface Attribute {
  name: string;
  of: Shape;
  optional: boolean;
  fallback?: string;
}

const WORDS = ["a", "b", "web", "é", "10", "true"];
const NAMES = ["name", "port", "tags", "rules"];

/**
 * Generates a root module that hands values of all kinds to a module's typed variables: nested collections, tuples,
 * objects with optional attributes and defaults, `any`, null, `nullable`, validations, sensitive values.
 */
export function typedModule(random: Random): RootModule {
  const variables: string[] = [];
  const args: string[] = [];
  const uses: string[] = [];
  const hides = random.chance(0.4);
  for (const i of random.several(2, 5, (n) => n)) {
    const shape = shapeOf(random, 0);
    const value = () => given(random, shape, hides ? HIDING : GIVEN);
    const lines = [`  type = ${written(shape)}`];
    const fallback = random.chance(0.4);
    const isNull = fallback && random.chance(0.1);
    if (fallback) lines.push(`  default = ${isNull ? "null" : given(random, shape, DEFAULT)}`);
    if (!isNull && random.chance(0.25)) lines.push(`  nullable = ${random.chance(0.8) ? "false" : "true"}`);
    if (random.chance(0.15)) lines.push("  sensitive = true");
    if (random.chance(0.3)) {
      const condition = random.pick([
        `can(jsonencode(var.v${i}))`,
        `can(length(var.v${i})) || true`,
        `var.v${i} == null || var.v${i} != "never"`,
      ]);
      lines.push(
        `  validation {\n    condition = ${condition}\n    error_message = "No value like this."\n  }`,
      );
    }
    variables.push(`variable "v${i}" {\n${lines.join("\n")}\n}`);
    if (!fallback || random.chance(0.6)) args.push(`  v${i} = ${random.chance(0.07) ? "null" : value()}`);
    uses.push(...random.several(1, 3, () => use(random, `var.v${i}`, shape, hides)));
  }
  const resources = uses.map(
    (text, i) => `resource "terraform_data" "r${i}" {\n  input = ${i === 0 ? `[${text}]` : text}\n}`,
  );
  const repeated = random.pick([
    "",
    `resource "terraform_data" "each" {\n  for_each = { for i, x in ["p", "q"] : x => i }\n  input    = { (each.key) = [each.value, var.v0] }\n}`,
    `resource "terraform_data" "each" {\n  count = 2\n  input = [count.index, var.v0]\n}`,
  ]);
  const outputs = `output "first" {\n  value = var.v0\n  sensitive = true\n}\noutput "made" {\n  value = terraform_data.r0.input\n  sensitive = true\n}`;
  return {
    files: {
      "main.tf": [
        hides ? 'resource "terraform_data" "seed" {\n  input = "s"\n}' : "",
        `module "typed" {\n  source = "./typed"\n${args.join("\n")}\n}`,
        'resource "terraform_data" "back" {\n  input = { first = module.typed.first, made = module.typed.made }\n}',
      ].join("\n\n"),
      "typed/main.tf": [...variables, ...resources, repeated, outputs].join("\n\n"),
    },
    manifest: JSON.stringify({
      Modules: [
        { Key: "", Source: "", Dir: "." },
        { Key: "typed", Source: "./typed", Dir: "typed" },
      ],
    }),
  };
}

function shapeOf(random: Random, depth: number): Shape {
  const scalar = () => ({ kind: random.pick(["string", "number", "bool"] as const) });
  if (depth > 2 || random.chance(0.25)) return scalar();
  const next = () => shapeOf(random, depth + 1);
  return random.pick<() => Shape>([
    () => ({ kind: "any" }),
    () => ({ kind: random.pick(["list", "set", "map"] as const), of: next() }),
    () => ({ kind: random.pick(["list", "map"] as const), of: { kind: "any" } }),
    () => ({ kind: "tuple", items: random.several(0, 3, next) }),
    () => object(random, depth),
    () => object(random, depth),
  ])();
}

function object(random: Random, depth: number): Shape {
  const names = random.shuffle(NAMES).slice(0, 1 + random.below(3));
  return {
    kind: "object",
    attributes: names.map((name) => {
      const of = shapeOf(random, depth + 1);
      const optional = random.chance(0.6);
      const fallback = optional && random.chance(0.6) ? { fallback: given(random, of, DEFAULT) } : {};
      return { name, of, optional, ...fallback };
    }),
  };
}

function written(shape: Shape): string {
  switch (shape.kind) {
    case "list":
    case "set":
    case "map":
      return `${shape.kind}(${written(shape.of)})`;
    case "tuple":
      return `tuple([${shape.items.map(written).join(", ")}])`;
    case "object":
      return `object({ ${shape.attributes
        .map(({ name, of, optional, fallback }) =>
          optional
            ? `${name} = optional(${written(of)}${fallback === undefined ? "" : `, ${fallback}`})`
            : `${name} = ${written(of)}`,
        )
        .join(", ")} })`;
    default:
      return shape.kind;
  }
}

/** A value that mostly fits the type, often only after a conversion. */
function given(random: Random, shape: Shape, how: How): string {
  if (!how.single && random.chance(0.03)) return "null";
  if (how.calls && random.chance(0.01)) return random.pick(['"odd"', "[1]", "{ odd = 1 }"]);
  const of = (inner: Shape) => given(random, inner, how);
  const element = (inner: Shape) => given(random, inner, { ...how, single: true });
  switch (shape.kind) {
    case "string":
      if (how.hides && random.chance(0.3))
        return random.pick(["terraform_data.seed.id", '"x-${terraform_data.seed.id}"']);
      return random.chance(0.2) ? random.pick(["5", "true", "1.5"]) : quote(random.pick(WORDS));
    case "number":
      return random.chance(0.2) ? '"7"' : String(random.below(9));
    case "bool":
      return random.chance(0.2) ? '"false"' : random.pick(["true", "false"]);
    case "any":
      if (how.single) return quote(random.pick(WORDS));
      return random.pick([
        () => quote(random.pick(WORDS)),
        () => String(random.below(9)),
        () => `[${random.several(0, 2, () => quote(random.pick(WORDS))).join(", ")}]`,
        () => `{ k = ${random.below(5)}, l = "x" }`,
      ])();
    case "list":
    case "set": {
      const items = `[${random.several(0, 3, () => element(shape.of)).join(", ")}]`;
      if (!how.calls) return items;
      if (random.chance(0.15)) return `tolist(${items})`;
      return random.chance(0.15) ? `toset(${items})` : items;
    }
    case "map": {
      const keys = random.shuffle(["k", "l", "x y"]).slice(0, random.below(4));
      const pairs = `{ ${keys.map((key) => `${quote(key)} = ${element(shape.of)}`).join(", ")} }`;
      return how.calls && random.chance(0.2) ? `merge(${pairs}, {})` : pairs;
    }
    case "tuple":
      return `[${shape.items.map(of).join(", ")}]`;
    case "object": {
      const chosen = shape.attributes.filter(({ optional }) => !optional || random.chance(0.5));
      const pairs = chosen.map(
        ({ name, of: inner }) => `${name} = ${random.chance(0.08) ? "null" : of(inner)}`,
      );
      if (random.chance(0.1)) pairs.push("more = 1");
      return `{ ${pairs.join(", ")} }`;
    }
  }
}

/** How values are written: with calls or as literals only, some unknown, of one type beside others in a collection. */
interface How {
  calls: boolean;
  hides: boolean;
  single: boolean;
}
const GIVEN: How = { calls: true, hides: false, single: false };
const HIDING: How = { ...GIVEN, hides: true };
const DEFAULT: How = { ...GIVEN, calls: false };

/** What a module does with such a variable. */
function use(random: Random, name: string, shape: Shape, hides: boolean): string {
  const same = given(random, shape, GIVEN);
  const options = [
    () => name,
    () => name,
    () => `[${name}, 1]`,
    () => `jsonencode(${name})`,
    () => `${name} == null ? null : ${name}[*]`,
    () => `{ null = ${name} == null }`,
    () => `[for x in [${name}] : { it = x }]`,
  ];
  // Of unknowns, try gives what is known here and nothing in Terraform: see differences.ts.
  if (hides) return random.pick(options)();
  options.push(
    () => `try(length(${name}), -1)`,
    () => `${name} == null ? "none" : jsonencode(${name})`,
    () => `try(${name} == null ? null : ${name}[*], "single")`,
    () => `try(tostring(${name}), "not a text")`,
    () => `try([for k, v in ${name} : [k, v]], "not a collection")`,
    () => `{ same = ${name} == ${same}, null = ${name} == null }`,
  );
  if (shape.kind === "list" || shape.kind === "tuple")
    options.push(
      () => `try(${name}[0], "empty")`,
      () => `try(concat(${name}, ${same}), "no")`,
      () => `try(toset(${name}), "no set")`,
      () => `${name} == [] ? "never" : "differs"`,
    );
  if (shape.kind === "map" || shape.kind === "object")
    options.push(
      () => `try(${name}.name, ${name}["k"], "none")`,
      () => `try(merge(${name}, { extra = 1 }), "no")`,
      () => `try(lookup(${name}, "k", "standing"), "no")`,
      () => `try(values(${name})[0], keys(${name}), "no")`,
    );
  if (shape.kind === "set")
    options.push(
      () => `try(setunion(${name}, ${same}), "no")`,
      () => `try(one(${name}), "many")`,
    );
  if (shape.kind === "object")
    for (const { name: attribute } of shape.attributes)
      options.push(
        () => `try(${name}.${attribute}, "none")`,
        () => `[${name}][*]`,
      );
  return random.pick(options)();
}
