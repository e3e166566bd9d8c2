import type { Dockerfile } from "../../parse/dockerfile/ast.ts";
import { baseName, byPath, configUnit, firstLine, folderOf, wholeText } from "../app/config-unit.ts";
import type { Unit } from "../resource.ts";
import { type ObjectValue, object, type Value } from "../value.ts";
import { readStages, type Stage } from "./stages.ts";

/**
 * One unit and one `dockerfile` resource for each file; its address is the path. `args` are those in front of the first
 * FROM; `stages` in order, each with its `name` (a number where none is written), `image` or the earlier `stage` it
 * begins with, the `base` image its chain begins with, its own `env` and `args` (lists of `{name, value}`, so that
 * what a later line replaces stays visible), `expose`, `copies`, `runs`, `healthcheck`, `entrypoint`, `cmd`, the effective
 * `user`, and `final`: it is the last stage or the last one begins with it. A variable that nothing gives a value is
 * unknown: `variable` for an ARG without default, `outside-scan` where the base image may set it.
 */
export function modelDockerfile(files: readonly Dockerfile[]): Unit[] {
  return byPath(files)
    .filter(({ instructions }) => instructions.length > 0)
    .map((file) => {
      const { source } = file;
      const { path } = source;
      const unit = configUnit(path, [source]);
      const { args, stages, cut } = readStages(file);
      if (cut)
        unit.notScanned.push({
          path,
          cause: "limit",
          detail: `more than ${stages.length} stages; the rest begins at line ${source.lines.at(cut.start).line}`,
        });
      unit.resources.push({
        key: `dockerfile:${path}`,
        address: path,
        type: "dockerfile",
        name: baseName(path),
        folder: folderOf(path),
        values: valuesOf(file, args, stages),
        head: stages.at(-1)?.values.at ?? firstLine(source),
        body: wholeText(source),
        via: [],
        meta: { file: baseName(path), stage: stages.length - 1 },
        links: [],
      });
      return unit;
    });
}

function valuesOf({ source }: Dockerfile, args: Value, stages: readonly Stage[]): ObjectValue {
  const final = new Set<Stage>();
  for (let stage = stages.at(-1); stage; stage = stage.parent) final.add(stage);
  for (const stage of stages) {
    const { values, user } = stage;
    if (user) values.entries.set("user", { value: user });
    values.entries.set("final", { value: { kind: "bool", value: final.has(stage), at: values.at } });
  }
  return object(wholeText(source), [
    ["args", args],
    ["stages", { kind: "list", items: stages.map(({ values }) => values), at: wholeText(source) }],
  ]);
}
