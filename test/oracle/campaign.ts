import { deliberate, deliberateInPlans, differenceOf } from "./differences.ts";
import { type Difference, differing, ourValues } from "./evaluator.ts";
import { Expressions, files, SKIPPED } from "./expressions.ts";
import { rootModule } from "./modules.ts";
import { differingInstances, modelled, planned } from "./plan.ts";
import { Random } from "./random.ts";
import { consoleValues, functionSignatures, inFolder } from "./terraform.ts";

export interface ExpressionFigures {
  functions: { all: number; covered: string[] };
  compared: number;
  refused: number;
  listed: Map<string, number>;
  differences: Difference[];
}

/** Compares `calls` calls of every function, and forty times as many other expressions. */
export function compareExpressions(seed: number, calls: number): ExpressionFigures {
  const signatures = functionSignatures();
  const generator = new Expressions(new Random(seed), signatures);
  const covered = new Set<string>();
  const expressions: string[] = [];
  const names: string[] = [];
  for (let i = 0; i < calls; i++)
    for (const name of generator.names) {
      expressions.push(generator.call(name));
      names.push(name);
    }
  for (let i = 0; i < calls * 40; i++) expressions.push(generator.operators());
  const theirs = inFolder(files, (folder) => consoleValues(folder, expressions));
  const found = differing(expressions, theirs, ourValues(expressions));
  // A function counts where Terraform gave a value: an error alone proves little.
  for (const [i, name] of names.entries()) if (theirs[i] && "value" in theirs[i]) covered.add(name);
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
  differences: string[];
}

/** Compares generated root modules. */
export function compareModules(seed: number, count: number): ModuleFigures {
  const figures: ModuleFigures = {
    compared: 0,
    instances: 0,
    withUnknowns: 0,
    refused: 0,
    silent: [],
    differences: [],
  };
  for (let i = 0; i < count; i++) {
    const module = rootModule(new Random(seed * 100_000 + i));
    const theirs = planned(module);
    const ours = modelled(module);
    if ("refused" in theirs) {
      figures.refused++;
      if (ours.said.length === 0) figures.silent.push(`module ${i} of seed ${seed}: ${theirs.refused}`);
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

/** Listed differences that no longer differ, or that their own rule does not know. */
export function outdated(): string[] {
  const examples = deliberate.map((one) => one.example);
  const theirs = inFolder(files, (folder) => consoleValues(folder, examples));
  const found = differing(examples, theirs, ourValues(examples));
  const stale = deliberate
    .filter(({ example, matches }) => !found.some((one) => one.expression === example && matches(one)))
    .map(({ id }) => id);
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
