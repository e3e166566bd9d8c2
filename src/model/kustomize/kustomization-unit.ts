import { baseName } from "../app/config-unit.ts";
import { openPlaceholders } from "../kubernetes/placeholders.ts";
import type { Resource, Unit } from "../resource.ts";
import type { Kustomization } from "./kustomization.ts";

/** All kustomization files as resources of their own: what each fetches, generates and takes away. */
export function kustomizationUnit(kustomizations: readonly Kustomization[]): Unit {
  return {
    id: "config:kustomize",
    kind: "config",
    folder: ".",
    resources: kustomizations.map(resourceOf),
    dangling: new Map(),
    missing: [],
    diagnostics: [],
    notScanned: [],
    sources: kustomizations.map(({ path }) => path),
  };
}

function resourceOf({ path, folder, values, head, component }: Kustomization): Resource {
  // Flux and others put values into kustomizations before they are built.
  const opened = openPlaceholders(values);
  const address = `kustomize:${path}`;
  return {
    key: address,
    address,
    type: "kustomize",
    name: baseName(path),
    folder,
    values: opened.kind === "object" ? opened : values,
    head,
    body: values.at,
    via: [],
    meta: { component },
    links: [],
  };
}
