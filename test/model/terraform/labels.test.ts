import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Unit } from "../../../src/model/resource.ts";
import type { Diagnostic } from "../../../src/text/diagnostic.ts";
import { shared } from "../../support/paths.ts";
import { catalogue, scanFolder } from "../../support/pipeline.ts";
import { modelFolder } from "../../support/terraform-folder.ts";

const labels = join(shared, "labels");
const isThere = existsSync(labels);
if (!isThere) {
  if (process.env.CROSSWALK_REQUIRE_ALL === "1") throw new Error(`The labelled cases are not at ${labels}.`);
  console.log(`skipped: no labelled cases at ${labels}`);
}

interface Label {
  framework: string;
  dir: string;
}

/** Folders of Terraform cases; several labels share none. */
function caseFolders(): string[] {
  const lines = readFileSync(join(labels, "labels.jsonl"), "utf8").trim().split("\n");
  const all = lines.map((line) => JSON.parse(line) as Label);
  return [...new Set(all.filter((label) => label.framework === "terraform").map((label) => label.dir))];
}

/** What Terraform refuses as well; names that a case does not declare are looked for in its text instead. */
const trueFaults: Record<string, string> = {
  'CKV_AWS_230 This object has no attribute "protoc".':
    "the variable's type lists num and values, so the conversion drops protoc",
};

/** The text of every Terraform file of a case, its modules included. */
function textOf(folder: string): string {
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((path) => path.endsWith(".tf"))
    .map((path) => readFileSync(join(folder, path), "utf8"))
    .join("\n");
}

/** Does any file of the case declare what the diagnostic says is not there? By text alone, not by our parser. */
function isDeclared(message: string, text: string, file: string): boolean {
  const name = /"([^"]+)"/.exec(message)?.[1] ?? "";
  if (message.includes("no variable")) return new RegExp(`^variable\\s+"?${name}"?\\s*\\{`, "m").test(file);
  if (message.includes("no local")) {
    const locals = [...file.matchAll(/^locals\s*\{([\s\S]*?)^\}/gm)].map((match) => match[1]).join("\n");
    return new RegExp(`^\\s*${name}\\s*=`, "m").test(locals);
  }
  const parts = name.split(".");
  const [first = "", second = "", third = ""] = parts;
  if (first === "module") return new RegExp(`^module\\s+"${second}"`, "m").test(text);
  const [block, type, label] = first === "data" ? ["data", second, third] : ["resource", first, second];
  return new RegExp(`^${block}\\s+"?${type}"?\\s+"?${label}"?\\s*\\{`, "m").test(text);
}

test.skipIf(!isThere)(
  "every labelled Terraform case resolves; what is reported is a fault of the case, and duplicates are both there",
  () => {
    const folders = caseFolders();
    expect(folders.length).toBe(591);
    const wrong: string[] = [];
    const accepted = new Set<string>();
    const duplicates: string[] = [];
    let undeclared = 0;
    for (const folder of folders) {
      const text = textOf(join(labels, folder));
      for (const unit of modelFolder(join(labels, folder))) {
        for (const one of unit.diagnostics) {
          const check = folder.split("/")[2] ?? "";
          const key = `${check} ${one.message}`;
          if (one.code === "tf-duplicate-address") {
            duplicates.push(one.message.replace(/ is declared.*/, ""));
            expect(bothBlocks(unit, one)).toBe(true);
          } else if (one.code === "tf-undeclared") {
            undeclared++;
            if (isDeclared(one.message, text, one.at?.source.text ?? "")) wrong.push(`${folder}: ${key}`);
          } else if (trueFaults[key] !== undefined) accepted.add(key);
          else wrong.push(`${folder}: ${one.code} ${key}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect([...accepted].sort()).toEqual(Object.keys(trueFaults).sort());
    expect(duplicates.filter((address) => !address.startsWith("provider.")).length).toBe(34);
    expect(duplicates.filter((address) => address.startsWith("provider."))).toEqual(["provider.aws"]);
    expect(undeclared).toBeGreaterThan(2_000);
  },
  60_000,
);

test.skipIf(!isThere)("blocks with the same address are each judged, with a place of their own", async () => {
  const folder = join(labels, caseFolders().find((one) => one.includes("CKV_AWS_70/")) ?? "");
  const policies = catalogue.policies.filter((policy) => policy.id === "aws-s3-bucket-policy-not-public");
  const { findings } = await scanFolder(folder, { policies, include: ["**"] });
  const address = "aws_s3_bucket_policy.fail_w_condition";
  const lines = findings
    .filter((one) => one.addresses.includes(address))
    .map(({ at }) => at.source.lines.at(at.start).line);
  expect(new Set(lines).size).toBe(2);
});

/** The block that was said to repeat an address, and the one it repeats, are resources of the unit. */
function bothBlocks(unit: Unit, { message, at }: Diagnostic): boolean {
  const address = message.replace(/ is declared.*/, "");
  const same = unit.resources.filter(
    (one) => one.address.replace(/\[[^\]]*\]$/, "") === address || one.address === address,
  );
  const heads = new Set(same.map((one) => `${one.head.source.path}:${one.head.start}`));
  return heads.size > 1 && heads.has(`${at?.source.path}:${at?.start}`);
}
