import { model } from "../model/terraform/harness.ts";
import { deliberate, deliberateInPlans, differenceOf, toleratedRefusals } from "./differences.ts";
import { type Difference, differing, ourValues } from "./evaluator.ts";
import { Expressions, files, SKIPPED } from "./expressions.ts";
import { rootModule } from "./modules.ts";
import { differingInstances, modelled, planned } from "./plan.ts";
import { Random } from "./random.ts";
import { consoleValues, functionSignatures, inFolder, type Outcome } from "./terraform.ts";
import { typedModule } from "./typed-modules.ts";

export interface ExpressionFigures {
  functions: { all: number; covered: string[] };
  compared: number;
  refused: number;
  listed: Map<string, number>;
  differences: Difference[];
}

/** More rounds for functions of which no call gave a value so far: most arguments are refused by some. */
const ROUNDS = 3;

/** Compares `calls` calls of every function, more of those that gave no value, and forty times as many others. */
export function compareExpressions(seed: number, calls: number): ExpressionFigures {
  const signatures = functionSignatures();
  const generator = new Expressions(new Random(seed), signatures);
  const covered = new Set<string>();
  const theirs: Outcome[] = [];
  const expressions: string[] = [];
  const compare = (names: readonly string[], others: number): void => {
    const called: string[] = [];
    const round: string[] = [];
    for (let i = 0; i < calls; i++)
      for (const name of names) {
        round.push(generator.call(name));
        called.push(name);
      }
    for (let i = 0; i < others; i++) round.push(generator.operators());
    const outcomes = inFolder(files, (folder) => consoleValues(folder, round));
    // A function counts where Terraform gave a value: an error alone proves little.
    for (const [i, name] of called.entries()) if (outcomes[i] && "value" in outcomes[i]) covered.add(name);
    theirs.push(...outcomes);
    expressions.push(...round);
  };
  compare(generator.names, calls * 40);
  for (let i = 0; i < ROUNDS; i++) {
    const open = generator.names.filter((name) => !covered.has(name));
    if (open.length > 0) compare(open, 0);
  }
  const found = differing(expressions, theirs, ourValues(expressions));
  const listed = new Map<string, number>();
  const differences = found.filter((difference) => {
    const id = differenceOf(difference);
    if (id !== undefined) listed.set(id, (listed.get(id) ?? 0) + 1);
    return id === undefined;
  });
  return {
    functions: { all: signatures.size, covered: [...covered] },
    compared: expressions.length,
    refused: theirs.filter((one) => "refused" in one).length,
    listed,
    differences,
  };
}

/** Functions that no expression covers though they should. */
export function uncovered(figures: ExpressionFigures): string[] {
  const covered = new Set([...figures.functions.covered, ...SKIPPED.keys()]);
  return [...functionSignatures().keys()].filter((name) => !covered.has(name));
}

export interface ModuleFigures {
  compared: number;
  instances: number;
  withUnknowns: number;
  /** Terraform refuses these; how many of them pass without a word here. */
  refused: number;
  silent: string[];
  /** Refusals that are listed in differences.ts, by id. */
  tolerated: Map<string, number>;
  differences: string[];
}

/** Compares `count` generated root modules of the one kind, and a third as many of the other. */
export function compareModules(seed: number, count: number): ModuleFigures {
  const figures: ModuleFigures = {
    compared: 0,
    instances: 0,
    withUnknowns: 0,
    refused: 0,
    silent: [],
    tolerated: new Map(),
    differences: [],
  };
  const typed = Math.ceil(count / 3);
  for (let i = 0; i < count + typed; i++) {
    const random = new Random(seed * 100_000 + i);
    const module = i < count ? rootModule(random) : typedModule(random);
    const theirs = planned(module);
    const ours = modelled(module);
    if ("refused" in theirs) {
      figures.refused++;
      if (ours.said.length > 0) continue;
      const { refused } = theirs;
      const listed = toleratedRefusals.find(({ message }) => message.test(refused));
      if (listed) figures.tolerated.set(listed.id, (figures.tolerated.get(listed.id) ?? 0) + 1);
      else figures.silent.push(`module ${i} of seed ${seed}: ${refused}`);
      continue;
    }
    figures.compared++;
    figures.instances += theirs.instances.size;
    for (const text of theirs.instances.values()) if (text.includes("<known after")) figures.withUnknowns++;
    const name = `module ${i} of seed ${seed}`;
    for (const { address, terraform, ours: our } of differingInstances(theirs.instances, ours.instances))
      figures.differences.push(`${name}, ${address}\n  Terraform ${terraform}\n  ours      ${our}`);
    for (const message of ours.said) figures.differences.push(`${name}: ours says ${message}`);
  }
  return figures;
}

/** Functions of time, chance and keys that are not an unknown of cause function here. */
export function notUnknown(): string[] {
  const wrong: string[] = [];
  for (const name of SKIPPED.keys()) {
    const [unit] = model({ "main.tf": `resource "terraform_data" "r" {\n  input = ${callOf(name)}\n}\n` });
    const value = unit?.resources[0]?.values.entries.get("input")?.value;
    const isClean = unit?.diagnostics.length === 0;
    if (value?.kind !== "unknown" || value.cause !== "function" || !isClean) wrong.push(name);
  }
  return wrong;
}

function callOf(name: string): string {
  const count = functionSignatures().get(name)?.parameters?.length ?? 0;
  return `${name}(${Array.from({ length: count }, () => '"x"').join(", ")})`;
}

/** Listed differences that no longer differ, or that their own rule does not know. */
export function outdated(): string[] {
  const examples = deliberate.map((one) => one.example);
  const theirs = inFolder(files, (folder) => consoleValues(folder, examples));
  const found = differing(examples, theirs, ourValues(examples));
  const stale = deliberate
    .filter(({ example, matches }) => !found.some((one) => one.expression === example && matches(one)))
    .map(({ id }) => id);
  for (const { id, message, files } of toleratedRefusals) {
    const module = { files, manifest: '{"Modules":[{"Key":"","Source":"","Dir":"."}]}' };
    const plan = planned(module);
    if (!("refused" in plan) || !message.test(plan.refused) || modelled(module).said.length > 0)
      stale.push(id);
  }
  for (const { expression } of deliberateInPlans) {
    const module = {
      files: {
        "main.tf": `resource "terraform_data" "seed" {\n  input = "s"\n}\nresource "terraform_data" "r" {\n  input = ${expression}\n}\n`,
      },
      manifest: '{"Modules":[{"Key":"","Source":"","Dir":"."}]}',
    };
    const plan = planned(module);
    if ("refused" in plan || differingInstances(plan.instances, modelled(module).instances).length === 0)
      stale.push(expression);
  }
  return stale;
}
