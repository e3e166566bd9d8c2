import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { loadConfig } from "../../src/cli/config.ts";
import { root } from "../support/shared.ts";

let top = "";
beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), "crosswalk-config-")));
});
afterEach(() => {
  rmSync(top, { recursive: true, force: true });
});

const put = (text: string, folder = ""): void => writeFileSync(join(top, folder, "crosswalk.yaml"), text);

async function problems(text: string): Promise<string[]> {
  put(text);
  const { diagnostics } = await loadConfig(top);
  return diagnostics.map((one) => {
    const place = one.at?.source.lines.at(one.at.start);
    return `${one.code} ${place?.line}:${place?.column} ${one.message}${one.hint ? ` (${one.hint})` : ""}`;
  });
}

const full = `profile: strict
failOn: medium
include: [examples/**]
exclude:
  - legacy
declares: [account-baseline]
assume:
  - name: cluster-baseline
    owner: platform
    date: 2026-01-31
    reason: lives in the platform repository
`;

describe("a valid file", () => {
  test("gives every key", async () => {
    put(full);
    expect(await loadConfig(top)).toMatchObject({
      config: {
        profile: "strict",
        failOn: "medium",
        include: ["examples/**"],
        exclude: ["legacy"],
        declares: ["account-baseline"],
        assume: [
          {
            name: "cluster-baseline",
            owner: "platform",
            date: "2026-01-31",
            reason: "lives in the platform repository",
          },
        ],
      },
      path: "crosswalk.yaml",
      diagnostics: [],
    });
  });

  test.each(["", "# nothing\n", "---\n", "{}\n"])("%j is an empty one", async (text) => {
    put(text);
    expect(await loadConfig(top)).toMatchObject({ config: {}, path: "crosswalk.yaml", diagnostics: [] });
  });

  test("no file is none", async () => {
    expect(await loadConfig(top)).toEqual({ config: {}, files: [], diagnostics: [] });
  });
});

describe("where it is looked for", () => {
  test("the nearest one up to the top of the work tree, and no further", async () => {
    mkdirSync(join(top, "repo/a/b"), { recursive: true });
    put("profile: all\n");
    expect((await loadConfig(join(top, "repo/a/b"))).path).toBeUndefined();
    mkdirSync(join(top, "repo/.git"));
    expect((await loadConfig(join(top, "repo/a/b"))).path).toBeUndefined();
    put("profile: strict\n", "repo");
    expect(await loadConfig(join(top, "repo/a/b"))).toMatchObject({
      config: { profile: "strict" },
      path: "../../crosswalk.yaml",
    });
    put("profile: all\n", "repo/a");
    expect(await loadConfig(join(top, "repo/a/b"))).toMatchObject({ path: "../crosswalk.yaml" });
  });

  test("its globs count from its folder", async () => {
    mkdirSync(join(top, ".git"));
    mkdirSync(join(top, "services/api"), { recursive: true });
    put(
      `exclude: [legacy, services/api/old, "services/*/tmp/", services, "**/*.bak.tf", "!/services/api/keep"]\n`,
    );
    const { config } = await loadConfig(join(top, "services/api"));
    expect(config.exclude).toEqual(["old", "tmp/", "**", "**/*.bak.tf", "!keep"]);
    expect((await loadConfig(top)).config.exclude).toHaveLength(6);
  });

  test("--config names it, and a missing one is an error", async () => {
    mkdirSync(join(top, "x"));
    writeFileSync(join(top, "x/other.yaml"), "failOn: none\nexclude: [a]\n");
    expect(await loadConfig(top, { explicit: "x/other.yaml" })).toMatchObject({
      config: { failOn: "none", exclude: ["a"] },
      path: "x/other.yaml",
    });
    const { diagnostics } = await loadConfig(top, { explicit: "gone.yaml" });
    expect(diagnostics.map((one) => [one.code, one.severity, one.message])).toEqual([
      ["config-invalid", "error", "gone.yaml does not exist"],
    ]);
    expect((await loadConfig(top, { explicit: "x" })).diagnostics[0]?.message).toBe("x is no regular file");
  });

  test("a link that leads out of the repository is not followed", async () => {
    mkdirSync(join(top, "repo"));
    writeFileSync(join(top, "secret"), "profile: all\n");
    symlinkSync("../secret", join(top, "repo/crosswalk.yaml"));
    const { config, diagnostics } = await loadConfig(join(top, "repo"));
    expect(config).toEqual({});
    expect(diagnostics[0]?.message).toContain("leads out of the repository");
  });
});

describe("problems have a place and keep the rest", () => {
  test("an unknown key", async () => {
    expect(await problems("profile: all\nfailon: high\n")).toEqual([
      'config-invalid 2:1 the file has an unknown key "failon" (Did you mean failOn?)',
    ]);
    expect((await loadConfig(top)).config).toEqual({ profile: "all" });
  });

  test("a wrong word", async () => {
    expect(await problems("profile: stric\n")).toEqual([
      "config-invalid 1:10 profile must be one of recommended, strict, all (Did you mean strict?)",
    ]);
  });

  test("a wrong shape", async () => {
    expect(await problems("exclude: legacy\ninclude:\n  - 5\n")).toEqual([
      "config-invalid 1:10 exclude must be a list (Write each element on a line with `- ` before it.)",
      "config-invalid 3:5 an element of include must be a text that is not empty",
    ]);
    expect(await problems("- a\n")).toEqual([
      "config-invalid 1:1 the file must be a mapping of keys to values",
    ]);
  });

  test("an assumption without its owner does not count", async () => {
    const text = "assume:\n  - name: account-baseline\n    date: 2026-02-30\n";
    expect(await problems(text)).toEqual([
      "config-invalid 3:11 date must be a date such as 2026-01-31",
      'config-invalid 2:5 an element of assume has no "owner"',
    ]);
    expect((await loadConfig(top)).config.assume).toEqual([]);
  });

  test("broken YAML, a key given twice, an alias, a bomb", async () => {
    expect((await problems("profile: [all\n"))[0]).toMatch(/^config-invalid 2:1 /);
    expect((await problems("profile: all\nprofile: strict\n"))[0]).toMatch(/^config-invalid 2:1 .*unique/);
    expect((await problems("include: &a [x]\nexclude: *a\n"))[0]).toMatch(/^config-invalid 2:10 /);
    expect((await problems("[".repeat(20_000)))[0]).toMatch(/^config-invalid 1:/);
    expect((await problems("__proto__: {profile: all}\nconstructor: 1\n")).length).toBe(2);
  });
});

test("the reader and the published schema agree", async () => {
  const schema: object = JSON.parse(readFileSync(join(root, "src/config/config-schema.json"), "utf8"));
  const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  const texts = [
    full,
    "{}",
    "profile: none\n",
    "failOn: none\n",
    "failOn: info\n",
    "include: []\n",
    "include: ['']\n",
    "declares: [account]\n",
    "declares: [cluster-baseline, account-baseline]\n",
    "assume: [{name: account-baseline, owner: x, date: 2026-01-01}]\n",
    "assume: [{name: account-baseline, owner: '', date: 2026-01-01}]\n",
    "assume: [{name: account-baseline, owner: x, date: 2025-02-29}]\n",
    "assume: [{name: account-baseline, owner: x, date: 2024-02-29}]\n",
    "assume: [{name: account-baseline, owner: x, date: 2026-1-1}]\n",
    "assume: [{name: account-baseline, owner: x, date: 2026-01-01, until: 2027-01-01}]\n",
    "assume: {name: account-baseline}\n",
    "scope: {}\n",
    "- profile\n",
    "text\n",
  ];
  for (const text of texts) {
    put(text);
    const { diagnostics } = await loadConfig(top);
    expect(diagnostics.length === 0, text).toBe(validate(parse(text)));
  }
});
