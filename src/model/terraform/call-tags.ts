import type { Value } from "../value.ts";
import type { ModuleInstance } from "./instance.ts";
import { resolve } from "./resolve.ts";

const known = new WeakMap<ModuleInstance, readonly Value[]>();

/**
 * The arguments of the module calls a module came through whose names say that they are tags or labels, innermost
 * last: what a call is marked with speaks for what lies in the module, also where the module forgets to pass it on.
 */
export function callTagsOf(module: ModuleInstance): readonly Value[] {
  const { call } = module;
  if (!call) return [];
  let tags = known.get(module);
  if (!tags) {
    const own = call.definition.block.body.attributes
      .filter(({ name }) => /(?:^|_)(?:tags|labels)$/.test(name))
      .map(({ value }) => {
        const at = { source: call.scope.source, start: value.start, end: value.end };
        return module.run.guard(at, () => resolve(value, call.scope));
      });
    tags = [...callTagsOf(call.parent), ...own];
    known.set(module, tags);
  }
  return tags;
}
