import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "./support/shared.ts";

const src = join(root, "src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => name.replaceAll("\\", "/"))
  .sort();

/** Which stages a stage may import from; `type` ones only by `import type`. */
const allowed: Record<string, { value: string[]; type: string[]; why: string }> = {
  text: { value: ["text"], type: [], why: "text is below every stage" },
  config: {
    value: ["text", "config"],
    type: ["evaluate"],
    why: "settings are read from text; who uses them is not their concern",
  },
  discover: { value: ["text", "discover"], type: [], why: "discovery knows files, not what they mean" },
  render: {
    value: ["text", "render"],
    type: [],
    why: "the engines are handed texts and give texts",
  },
  parse: { value: ["text", "parse"], type: [], why: "a parser gives a tree and knows nothing of models" },
  model: { value: ["text", "model"], type: ["parse"], why: "the model takes trees; run parses for it" },
  evaluate: {
    value: ["text", "evaluate"],
    type: ["model"],
    why: "policies see the model's data, not its code",
  },
  scope: {
    value: ["text", "scope"],
    type: ["model", "config"],
    why: "scope marks the model's resources before policies see them",
  },
  judge: {
    value: ["text", "judge"],
    type: ["evaluate", "model", "config"],
    why: "judging needs verdicts and where they land",
  },
  evidence: {
    value: ["text", "evidence"],
    type: ["judge", "evaluate", "model", "config"],
    why: "evidence is pure: a scan's result in, documents out",
  },
  report: {
    value: ["text", "report"],
    type: ["judge", "evaluate", "model", "config"],
    why: "a report is pure: findings in, text out",
  },
  "cross-check": {
    value: ["text", "parse", "cross-check"],
    type: [],
    why: "a second opinion on syntax knows no model",
  },
  cli: {
    value: ["text", "cli", "run", "cross-check", "report", "discover", "evaluate", "config", "evidence"],
    type: ["judge", "model"],
    why: "the command line wires the stages and never judges",
  },
};

function imports(file: string): Array<{ target: string; typeOnly: boolean }> {
  const text = readFileSync(join(src, file), "utf8");
  const found: Array<{ target: string; typeOnly: boolean }> = [];
  for (const [, keyword = "", names = "", target = ""] of text.matchAll(
    /^(import|export)\s+([^;]*?)\s*from\s+"([^"]+)"/gms,
  )) {
    if (!keyword) continue;
    const inner = names.replace(/^\{|\}$/g, "").trim();
    const typeOnly =
      names.startsWith("type ") ||
      (names.startsWith("{") &&
        inner.split(",").every((one) => one.trim() === "" || one.trim().startsWith("type ")));
    found.push({ target, typeOnly });
  }
  for (const [, target = ""] of text.matchAll(/import\("([^"]+)"\)/g))
    found.push({ target, typeOnly: false });
  return found;
}

function stageOf(file: string): string {
  return file.split("/")[0]?.replace(/\.ts$/, "") ?? "";
}

describe("imports point forwards only", () => {
  test.each(files.filter((file) => file !== "run.ts" && !file.startsWith("run/")))("%s", (file) => {
    const rule = allowed[stageOf(file)];
    expect(rule, `src/${file} lies in no stage's folder`).toBeDefined();
    for (const { target, typeOnly } of imports(file)) {
      if (!target.startsWith(".")) continue;
      const to = relative(src, join(src, dirname(file), target)).replaceAll("\\", "/");
      if (to.startsWith("..")) {
        expect.fail(
          `src/${file} imports ${target}: nothing in src imports from outside it, it reads policies/dist`,
        );
      }
      const stage = stageOf(to);
      const fine = rule?.value.includes(stage) || (typeOnly && rule?.type.includes(stage)) || helpers.has(to);
      expect(fine, `src/${file} imports ${to}${typeOnly ? " (type)" : ""}: ${rule?.why}`).toBe(true);
    }
  });
});

/** Pure functions that other stages may call: following a path into a value, making text safe to print. */
const helpers = new Set(["model/value.ts", "report/escape.ts"]);

const touchesDisk =
  /^(discover\/|cli\/|evaluate\/(shards|custom)\.ts$|render\/(find|open)-engines\.ts$|cross-check\/second-parser\.ts$)/;

test.each(files)("%s touches the disk only where it may", (file) => {
  const disk = imports(file).filter(({ target }) =>
    /^(node:)?(fs|child_process|net|http|https|dns|tls)(\/|$)/.test(target),
  );
  if (touchesDisk.test(file)) {
    expect(
      disk.filter(({ target }) => /net|http|dns|tls/.test(target)),
      "nothing leaves the machine",
    ).toEqual([]);
  } else
    expect(
      disk,
      "only discover, cli and what loads the shards and engines touch the disk; use the Files port",
    ).toEqual([]);
});

test.each(files)("%s is small enough to hold in mind", (file) => {
  const lines = readFileSync(join(src, file), "utf8").split("\n").length;
  const limit = /parse\/hcl\/|model\/terraform\/resolve/.test(file) ? 600 : 450;
  expect(lines, `split src/${file} by what it does`).toBeLessThanOrEqual(limit);
});

test("the top level holds only what design.md names and what tools require", () => {
  const fixed =
    "bin src policies fixtures test package.json tsconfig.json README.md .ci bench docs engines packages".split(
      " ",
    );
  const tools =
    "package-lock.json biome.json knip.json vitest.config.ts .gitignore .gitattributes .git .pre-commit-hooks.yaml LICENSE node_modules dist .cache coverage".split(
      " ",
    );
  const strays = readdirSync(root).filter((name) => ![...fixed, ...tools].includes(name));
  expect(strays).toEqual([]);
  expect(statSync(join(root, "bin/crosswalk.js")).mode & 0o111, "the command is executable").not.toBe(0);
});
