import { existsSync, writeFileSync } from "node:fs";
import { posix, resolve } from "node:path";
import { type Found, starterText } from "../config/starter.ts";
import { discover } from "../discover/discover.ts";
import type { Resource } from "../model/resource.ts";
import { modelSources } from "../run/model-sources.ts";
import { UsageError } from "./usage-error.ts";

/** Keys under which classes of data are commonly named; compared without case, `-` and `_`. */
const classKeys =
  /^(?:data)?(?:classification|sensitivity|class)$|^(?:contains)?e?phi$|^hipaa$|^compliance(?:scope)?$/;

/** Types that commonly hold records. */
const stores =
  /^(?:aws_(?:db_instance|rds_cluster|dynamodb_table|s3_bucket|efs_file_system|docdb_cluster|redshift_cluster|opensearch_domain|ebs_volume|healthlake\w*)|azurerm_(?:storage_account|\w*sql\w*server|cosmosdb_account|healthcare\w*)|google_(?:sql_database_instance|storage_bucket|bigquery_dataset|healthcare_\w+)|PersistentVolumeClaim|StatefulSet)$/;

/**
 * `crosswalk init`: writes a commented crosswalk.yaml from what lies in the working directory.
 * @throws UsageError when there is one already
 */
export async function init(flags: { force?: boolean; print?: boolean }): Promise<void> {
  const cwd = process.cwd();
  const path = resolve(cwd, "crosswalk.yaml");
  if (!flags.print && !flags.force && existsSync(path))
    throw new UsageError(
      "crosswalk.yaml is already there",
      "--force overwrites it; --print shows a new one.",
    );
  const text = starterText(await look(cwd));
  if (flags.print) {
    process.stdout.write(text);
    return;
  }
  writeFileSync(path, text);
  process.stdout.write("wrote crosswalk.yaml: read it, and uncomment what is true\n");
}

async function look(cwd: string): Promise<Found> {
  const discovered = await discover({ cwd, paths: ["."], include: [], exclude: [] });
  const files = discovered.sources
    .filter(
      (source) => source.kind === "tfvars" && !/(?:^|\/)(?:terraform|.*\.auto)\.tfvars/.test(source.path),
    )
    .map((source) => source.path);
  const found: Found = { roots: [], namespaces: [], classes: [], stores: [] };
  const namespaces = new Set<string>();
  const classes = new Map<string, { values: Set<string>; resources: number }>();
  const types = new Map<string, number>();
  for await (const unit of modelSources(discovered).units()) {
    if (unit.kind === "terraform")
      found.roots.push({ folder: unit.folder, variableFiles: filesOf(unit.folder, files) });
    for (const resource of unit.resources) {
      if (stores.test(resource.type)) types.set(resource.type, (types.get(resource.type) ?? 0) + 1);
      const { namespace } = resource.meta;
      if (unit.kind === "kubernetes" && typeof namespace === "string" && namespace !== "default")
        namespaces.add(namespace);
      for (const [key, value] of labels(resource)) {
        const known = classes.get(key) ?? { values: new Set(), resources: 0 };
        classes.set(key, known);
        known.values.add(value);
        known.resources++;
      }
    }
  }
  const byText = (a: string, b: string): number => (a < b ? -1 : 1);
  found.namespaces = [...namespaces].sort(byText);
  found.classes = [...classes]
    .map(([key, { values, resources }]) => ({ key, values: [...values].sort(byText), resources }))
    .sort((a, b) => byText(a.key, b.key));
  found.stores = [...types]
    .map(([type, resources]) => ({ type, resources }))
    .sort((a, b) => byText(a.type, b.type));
  return found;
}

/** Variable files in the root's folder or below, from there. */
function filesOf(folder: string, files: readonly string[]): string[] {
  return files
    .filter((file) => folder === "." || file.startsWith(`${folder}/`))
    .map((file) => posix.relative(folder, file));
}

function labels(resource: Resource): Array<[string, string]> {
  const found: Array<[string, string]> = [];
  for (const name of ["tags", "labels"]) {
    const held = resource.values.entries.get(name)?.value;
    if (held?.kind !== "object") continue;
    for (const [key, { value }] of held.entries)
      if (value.kind === "string" && classKeys.test(key.toLowerCase().replace(/[-_]/g, "")))
        found.push([key, value.value]);
  }
  return found;
}
