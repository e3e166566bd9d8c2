import type { Attribute, Expression, HclFile } from "../../parse/hcl/ast.ts";
import { Source } from "../../text/source.ts";
import { attributeOf, type Definition, type ModuleDefinition, type NamedExpression } from "./definition.ts";
import type { Folders, ModuleLoader } from "./module-loader.ts";
import { joinPath } from "./paths.ts";
import type { Run } from "./run-state.ts";
import { readType } from "./type-constraint.ts";

/** One `--var` or `--var-file`, in the order given. */
export type InputArgument = { file: string } | { name: string; text: string };

/** Variable files that make an environment of a root module. */
export interface Environment {
  name: string;
  files: readonly string[];
  /** The only root module it belongs to; absent: where its files lie says it. */
  root?: string;
}

/** What a run gives to root modules beside their own files. */
export interface Inputs {
  arguments: readonly InputArgument[];
  /** `TF_VAR_…` by the variable's name. */
  variables: ReadonlyMap<string, string>;
  workspace: string;
  /** Workspaces of single root modules, by folder. */
  workspaces?: ReadonlyMap<string, string>;
  environments: readonly Environment[];
}

/** @param varFiles as with `--var-file` */
export function plainInputs(varFiles: readonly string[] = []): Inputs {
  return {
    arguments: varFiles.map((file) => ({ file })),
    variables: new Map(),
    workspace: "default",
    environments: [],
  };
}

/** Is the file one that Terraform reads by itself? */
export function isAutomatic(name: string): boolean {
  return /^terraform\.tfvars(?:\.json)?$/.test(name) || /\.auto\.tfvars(?:\.json)?$/.test(name);
}

/** The automatic variable files among the names of a folder, in the order in which they are read. */
function automatic(names: ReadonlySet<string>): string[] {
  const first = ["terraform.tfvars", "terraform.tfvars.json"].filter((name) => names.has(name));
  return [...first, ...[...names].filter((name) => /\.auto\.tfvars(?:\.json)?$/.test(name)).sort()];
}

/** The values that a root module is given, and which variables of the process's environment took part. */
export interface Given {
  values: Map<string, NamedExpression>;
  fromEnvironment: string[];
}

/**
 * Gathers the values of a root module's variables, later ones over earlier ones: `TF_VAR_…`, terraform.tfvars,
 * terraform.tfvars.json, *.auto.tfvars and *.auto.tfvars.json in order of names, the files of the environment, then
 * `--var` and `--var-file` as they stand on the command line
 * (https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence).
 */
export function givenVariables(
  definition: ModuleDefinition,
  folders: Folders,
  loader: ModuleLoader,
  run: Run,
  inputs: Inputs,
  environment?: Environment,
): Given {
  const values = new Map<string, NamedExpression>();
  const fromEnvironment: string[] = [];
  for (const [name, content] of inputs.variables) {
    const variable = definition.variables.get(name);
    if (!variable) continue;
    values.set(name, fromText(name, content, variable, `(TF_VAR_${name})`, run));
    fromEnvironment.push(name);
  }
  const readFile = (path: string, isOwn: boolean): void => {
    const file = loader.values(path);
    for (const attribute of file?.body.attributes ?? []) {
      if (!file) continue;
      if (isOwn && !definition.variables.has(attribute.name)) undeclared(attribute, file, run);
      values.set(attribute.name, constant({ value: attribute.value, attribute, source: file.source }, run));
    }
  };
  for (const name of automatic(folders.names(definition.folder)))
    readFile(joinPath(definition.folder, name), true);
  for (const path of environment?.files ?? []) readFile(path, false);
  for (const argument of inputs.arguments) {
    if ("file" in argument) readFile(argument.file, false);
    else {
      const variable = definition.variables.get(argument.name);
      if (!variable) continue;
      const source = `(--var ${argument.name})`;
      values.set(argument.name, fromText(argument.name, argument.text, variable, source, run));
    }
  }
  return { values, fromEnvironment: fromEnvironment.filter((name) => isFrom(values.get(name), "(TF_VAR_")) };
}

function isFrom(value: NamedExpression | undefined, start: string): boolean {
  return value?.source.path.startsWith(start) === true;
}

function undeclared({ name, nameSpan }: Attribute, { source }: HclFile, run: Run): void {
  run.say({
    code: "tf-undeclared-variable",
    severity: "warning",
    message: `The root module has no variable "${name}".`,
    hint: "Declare it, or take the value out of the file.",
    at: { source, start: nameSpan.start, end: nameSpan.end },
  });
}

/**
 * A value written on the command line or in the process's environment. For a variable of type string, number or
 * bool, or of none, it is the text itself; for others it is an expression, as Terraform has it
 * (https://developer.hashicorp.com/terraform/language/values/variables#complex-typed-values).
 */
function fromText(
  name: string,
  content: string,
  variable: Definition,
  origin: string,
  run: Run,
): NamedExpression {
  const typeExpression = attributeOf(variable.block, "type")?.value;
  const isText = !typeExpression || ["string", "number", "bool"].includes(readType(typeExpression).kind);
  const span = { start: 0, end: content.length };
  const named = (value: Expression, source: Source): NamedExpression => ({
    value,
    attribute: { name, nameSpan: { start: 0, end: 0 }, value, start: value.start, end: value.end },
    source,
  });
  const plain = new Source(origin, "tfvars", content);
  if (isText) {
    const part = { kind: "text" as const, text: content.normalize("NFC"), ...span };
    return named({ kind: "template", heredoc: false, parts: [part], ...span }, plain);
  }
  const source = new Source(origin, "tfvars", `v = ${content}\n`);
  const file = run.outside.parse?.(source);
  const [only, ...others] = file?.body.attributes ?? [];
  if (only && others.length === 0 && file?.body.blocks.length === 0 && file.diagnostics.length === 0)
    return constant(named(only.value, source), run);
  // The text may be a secret: it is not repeated.
  run.say({
    code: "tf-evaluation",
    severity: "error",
    message: `The value of the variable "${name}" in ${origin} is no expression.`,
    hint: 'Write a list as ["a", "b"], a map as { key = "value" }.',
    path: origin,
  });
  return named({ kind: "invalid", ...span }, plain);
}

/** A variable's value may neither refer to anything nor call a function. */
function constant(given: NamedExpression, run: Run): NamedExpression {
  const found = notConstant(given.value);
  if (!found) return given;
  run.say({
    code: "tf-evaluation",
    severity: "error",
    message: `The value of the variable "${given.attribute.name}" must not hold ${found.kind === "call" ? "a function" : "a reference"}.`,
    hint: "Write the value itself.",
    at: { source: given.source, start: found.start, end: found.end },
  });
  const { start, end } = given.value;
  return { ...given, value: { kind: "invalid", start, end } };
}

function notConstant(value: Expression): Expression | undefined {
  const open: unknown[] = [value];
  const bound = new Set<string>();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node !== "object" || node === null) continue;
    const one = node as Partial<Expression> & { keyName?: string; valueName?: string };
    if (one.kind === "call") return one as Expression;
    if (one.kind === "for") for (const name of [one.keyName, one.valueName]) if (name) bound.add(name);
    if (one.kind === "variable" && !bound.has(one.name ?? "")) return one as Expression;
    if (one.kind === "object") {
      // A bare name is a key, no reference.
      for (const item of one.items ?? [])
        open.push(item.value, item.key.kind === "variable" ? undefined : item.key);
    } else open.push(...Object.values(node));
  }
  return undefined;
}
