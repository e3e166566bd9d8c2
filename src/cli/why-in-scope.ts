import { discover } from "../discover/discover.ts";
import { modelSources } from "../run/model-sources.ts";
import { suggestion } from "../text/suggestion.ts";
import { loadConfig } from "./config.ts";
import { modelOptions } from "./model-options.ts";
import type { RunFlags } from "./run-scan.ts";
import { readInputs } from "./terraform-inputs.ts";
import { UsageError } from "./usage-error.ts";

/**
 * `scan --why-in-scope ADDRESS`: which rules decided whether a resource holds ePHI and lies inside the SOC 2 boundary.
 * Nothing is judged.
 * @throws UsageError when no resource has the address
 */
export async function whyInScope(paths: readonly string[], address: string, flags: RunFlags): Promise<void> {
  const cwd = process.cwd();
  const given = readInputs(cwd, flags, process.env);
  const sources = { explicit: flags.config, organization: flags.orgConfig };
  const first = await loadConfig(cwd, sources);
  const discovered = await discover({
    cwd,
    paths: paths.length > 0 ? [...paths] : ["."],
    include: first.config.include ?? [],
    exclude: first.config.exclude ?? [],
    varFiles: given.files,
  });
  const scanned = discovered.sources.map((source) => source.path);
  const { config } = await loadConfig(cwd, { ...sources, scanned });
  const addresses: string[] = [];
  const lines: string[] = [];
  for await (const unit of modelSources(discovered, {
    scope: {},
    ...modelOptions(config, given.inputs),
  }).units()) {
    for (const { address: own, head, scope } of unit.resources) {
      addresses.push(own);
      if (own !== address || !scope) continue;
      const { line } = head.source.lines.at(head.start);
      lines.push(`${own} (${head.source.path}:${line}, ${unit.id})`);
      lines.push(`  ePHI ${scope.phi}: ${scope.phiRule}`);
      lines.push(`  SOC 2 boundary ${scope.soc2}: ${scope.soc2Rule}`);
    }
  }
  if (lines.length === 0) {
    const hint = suggestion(address, addresses.slice(0, 5000));
    throw new UsageError(`--why-in-scope ${address}: no resource has this address`, hint);
  }
  if (!config.scope)
    lines.push("crosswalk.yaml has no scope: both frameworks' references are printed for every resource.");
  process.stdout.write(`${lines.join("\n")}\n`);
}
