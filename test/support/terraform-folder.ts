import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Unit } from "../../src/model/resource.ts";
import { modelTerraform } from "../../src/model/terraform/model.ts";
import type { HclFile } from "../../src/parse/hcl/ast.ts";
import { parseHcl } from "../../src/parse/hcl/parser.ts";
import { Source } from "../../src/text/source.ts";

/** Models every Terraform root below a folder on disk, which is the scan root: nothing outside of it is read. */
export function modelFolder(root: string): Unit[] {
  const parsed = new Map<string, HclFile>();
  const inside = (path: string) => {
    const full = join(root, path);
    return !relative(root, full).startsWith("..") && existsSync(full) ? full : undefined;
  };
  const read = (path: string) => {
    const full = inside(path);
    return full === undefined ? undefined : readFileSync(full, "utf8");
  };
  const load = (path: string) => {
    const known = parsed.get(path);
    const text = known ? undefined : read(path);
    if (text === undefined) return known;
    const file = parseHcl(new Source(path, path.endsWith(".tf") ? "terraform" : "tfvars", text));
    parsed.set(path, file);
    return file;
  };
  const list = (folder: string) => {
    const full = inside(folder);
    if (full === undefined) return [];
    return readdirSync(full, { withFileTypes: true }).map(
      (entry) => entry.name + (entry.isDirectory() ? "/" : ""),
    );
  };
  for (const path of readdirSync(root, { recursive: true }) as string[]) if (path.endsWith(".tf")) load(path);
  return [...modelTerraform({ files: new Map(parsed), load, list, read, parse: parseHcl, varFiles: [] })];
}
