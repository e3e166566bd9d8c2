import type { JsonNode } from "../../../parse/plan/json-node.ts";
import type { Resource, Unit } from "../../resource.ts";
import type { NamedExpression } from "../definition.ts";
import { plainInputs } from "../inputs.ts";
import { modelRoot, type TerraformInput } from "../model.ts";
import type { Folders } from "../module-loader.ts";
import { withoutIndexes } from "./address.ts";
import type { PlannedModule } from "./configuration.ts";
import { literalExpression } from "./literal.ts";

/** The source beside a plan, resolved with the plan's variables. */
export class SourceUnit {
  readonly unit: Unit;
  readonly #byAddress = new Map<string, Resource>();
  readonly #byBlock = new Map<string, Resource>();

  constructor(unit: Unit) {
    this.unit = unit;
    for (const resource of unit.resources) {
      if (!this.#byAddress.has(resource.address)) this.#byAddress.set(resource.address, resource);
      const block = withoutIndexes(resource.address);
      if (!this.#byBlock.has(block)) this.#byBlock.set(block, resource);
    }
  }

  /** The instance itself, or another one of its block where the source alone could not tell the instances. */
  find(address: string): { resource: Resource; exact: boolean } | undefined {
    const own = this.#byAddress.get(address);
    if (own) return { resource: own, exact: true };
    const other = this.#byBlock.get(withoutIndexes(address));
    return other && { resource: other, exact: false };
  }

  /** Is there source for a block, in a module that is on disk? */
  holds(block: string): boolean {
    return this.#byBlock.has(block);
  }
}

/**
 * The root module in the plan's folder, when it is the one that was planned: at least half of what the plan's root
 * declares stands there. Undefined otherwise.
 */
export function sourceBeside(
  folder: string,
  folders: Folders,
  input: TerraformInput,
  configured: PlannedModule | undefined,
  declared: ReadonlySet<string>,
  root: JsonNode,
): SourceUnit | undefined {
  const definition = folders.definition(folder);
  if (!definition || declared.size === 0) return undefined;
  let here = 0;
  for (const name of declared)
    if (definition.resources.has(name) || (name.startsWith("module.") && definition.calls.has(name.slice(7))))
      here++;
  if (here * 2 < declared.size) return undefined;
  const inputs = input.inputs ?? plainInputs(input.varFiles);
  return new SourceUnit(modelRoot({ folder }, folders, input, inputs, variablesOf(root, configured)));
}

/** The plan's variables, without sensitive ones: their values must not spread where the plan does not mark them. */
function variablesOf(root: JsonNode, configured: PlannedModule | undefined): Map<string, NamedExpression> {
  const given = new Map<string, NamedExpression>();
  const variables = root.get("variables");
  for (const [name, member] of variables?.members() ?? []) {
    const value = member.value.get("value");
    if (!value || configured?.node.find("variables", name, "sensitive")?.bool === true) continue;
    const expression = literalExpression(value);
    const { start, end } = member.keyAt;
    given.set(name, {
      value: expression,
      source: value.source,
      attribute: { name, nameSpan: { start, end }, value: expression, start, end: value.end },
    });
  }
  return given;
}
