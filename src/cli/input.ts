import { discover } from "../discover/discover.ts";
import { buildInput } from "../evaluate/input.ts";
import { readCatalogue } from "../evaluate/shards.ts";
import { modelSources } from "../run/model-sources.ts";
import { withoutSecrets } from "../text/secrets.ts";
import { loadConfig } from "./config.ts";
import { modelOptions } from "./model-options.ts";
import { selectPolicies } from "./select.ts";
import { type InputFlags, readInputs } from "./terraform-inputs.ts";

/** `crosswalk input`: what policies see, one document a unit: `{units: [{unit, input}]}`. */
export async function input(paths: string[], flags: InputFlags & { policy?: string[] }): Promise<void> {
  const cwd = process.cwd();
  const given = readInputs(cwd, flags, process.env);
  const { config } = await loadConfig(cwd);
  const discovered = await discover({
    cwd,
    paths,
    include: config.include ?? [],
    exclude: config.exclude ?? [],
    varFiles: given.files,
  });
  const policies = flags.policy
    ? selectPolicies(readCatalogue().policies, { profile: "all", policy: flags.policy })
    : undefined;
  const units: unknown[] = [];
  for await (const unit of modelSources(discovered, modelOptions(config, given.inputs)).units())
    units.push({
      unit: unit.id,
      ...(unit.environment !== undefined && { environment: unit.environment }),
      input: withoutSecrets(
        buildInput(unit, policies, { declares: config.declares ?? [], concealed: true }),
        unit.secrets?.texts,
      ),
    });
  process.stdout.write(`${JSON.stringify({ units }, null, 2)}\n`);
}
