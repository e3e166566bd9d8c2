import type { Value } from "../../src/model/value.ts";
import { model } from "../model/terraform/harness.ts";
import { canonical } from "./evaluator.ts";
import type { RootModule } from "./modules.ts";
import { inFolder, terraform } from "./terraform.ts";

/** Stands for a value that is known after apply, on both sides. */
const HIDDEN = "<known after apply>";
const ATTRIBUTES = ["input", "triggers_replace"];

/** Instances by address: the attributes that a configuration sets, in canonical JSON. */
type Instances = Map<string, string>;
export type Planned = { instances: Instances } | { refused: string };

/** What `terraform plan` gives. */
export function planned({ files, manifest }: RootModule): Planned {
  return inFolder({ ...files, ".terraform/modules/modules.json": manifest }, (folder) => {
    const made = terraform(folder, [
      "plan",
      "-input=false",
      "-refresh=false",
      "-lock=false",
      "-no-color",
      "-out=plan.bin",
    ]);
    if (made.status !== 0) return { refused: made.stderr };
    const shown = terraform(folder, ["show", "-json", "plan.bin"]);
    const plan = JSON.parse(shown.stdout) as {
      resource_changes?: Array<{
        address: string;
        change: { after: Record<string, unknown>; after_unknown: Record<string, unknown> };
      }>;
    };
    const instances: Instances = new Map();
    for (const { address, change } of plan.resource_changes ?? []) {
      const values = ATTRIBUTES.map((name) => [name, mask(change.after[name], change.after_unknown[name])]);
      instances.set(address, canonical(Object.fromEntries(values)));
    }
    return { instances };
  });
}

/** A planned value with what is known after apply filled in. */
function mask(after: unknown, hidden: unknown): unknown {
  if (hidden === true) return HIDDEN;
  if (Array.isArray(after)) {
    const flags = Array.isArray(hidden) ? hidden : [];
    return after.map((item, i) => mask(item, flags[i]));
  }
  if (after !== null && typeof after === "object") {
    const flags = (hidden ?? {}) as Record<string, unknown>;
    const keys = new Set([...Object.keys(after), ...Object.keys(flags)]);
    return Object.fromEntries(
      [...keys].map((key) => [key, mask((after as Record<string, unknown>)[key], flags[key])]),
    );
  }
  return after ?? null;
}

/** What our model gives; `refused` holds the diagnostics when there are any. */
export function modelled({ files, manifest }: RootModule): {
  instances: Instances;
  said: string[];
} {
  const units = model({ ...files, ".terraform/modules/modules.json": manifest });
  const instances: Instances = new Map();
  const said: string[] = [];
  for (const unit of units) {
    if (unit.folder !== ".") continue;
    for (const { code, message } of unit.diagnostics) said.push(`${code}: ${message}`);
    for (const resource of unit.resources) {
      if (resource.type !== "terraform_data") continue;
      const values = ATTRIBUTES.map((name) => [
        name,
        collapse(resource.values.entries.get(name)?.value ?? { kind: "null", at: resource.head }),
      ]);
      const marker = resource.unknownInstance === undefined ? "" : " (unknown instance)";
      instances.set(resource.address + marker, canonical(Object.fromEntries(values)));
    }
  }
  return { instances, said };
}

/** Ours keeps what is known of an unknown; Terraform does not. */
function collapse(value: Value): unknown {
  switch (value.kind) {
    case "unknown":
      return HIDDEN;
    case "list":
      return value.items.map(collapse);
    case "object":
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, collapse(entry.value)]));
    case "null":
      return null;
    default:
      return value.value;
  }
}

export interface ModuleDifference {
  address: string;
  terraform: string;
  ours: string;
}

/** Instances that only one side has, or whose values differ. */
export function differingInstances(theirs: Instances, ours: Instances): ModuleDifference[] {
  const result: ModuleDifference[] = [];
  for (const address of new Set([...theirs.keys(), ...ours.keys()])) {
    const [terraform, our] = [theirs.get(address) ?? "none", ours.get(address) ?? "none"];
    if (terraform !== our) result.push({ address, terraform, ours: our });
  }
  return result;
}
