import type { HclFile } from "../parse/hcl/ast.ts";
import { parseHcl } from "../parse/hcl/parser.ts";
import type { SecondOpinion } from "../text/second-opinion.ts";
import type { Source } from "../text/source.ts";
import { at, type Span } from "../text/span.ts";
import { compare } from "./compare.ts";
import { readSecond, type SecondParserOptions } from "./second-parser.ts";

interface CrossCheckOptions extends SecondParserOptions {
  /** Told what is being done. */
  told?: (what: string) => void;
}

/** hcl2-parser reads some 50 kB a second: what is larger is hardly written by hand. */
const MAX_SIZE = 256 * 1024;

/**
 * Reads every Terraform file in native syntax a second time, with hcl2-parser, and tells where the two differ: what
 * is accepted, blocks and attributes, literal values, the text of expressions.
 * @param sources all sources of a scan; others than Terraform's are passed over
 */
export function crossCheck(sources: readonly Source[], options: CrossCheckOptions = {}): SecondOpinion {
  const native = sources.filter(
    ({ kind, path }) => (kind === "terraform" || kind === "tfvars") && !path.endsWith(".json"),
  );
  const given = native.filter(({ text }) => text.length <= MAX_SIZE);
  const result: SecondOpinion = {
    parser: "hcl2-parser 1.0.3",
    files: native.length,
    agreed: 0,
    differences: [],
    notRead: native
      .filter(({ text }) => text.length > MAX_SIZE)
      .map(({ path }) => ({ path, detail: "it is larger than 256 KiB" })),
  };
  const opinions = readSecond(
    given.map((source) => source.text),
    { ...options, progress: (done) => options.told?.(`second opinion on ${done} of ${given.length} files`) },
  );
  for (const [index, source] of given.entries()) {
    const opinion = opinions[index] ?? { kind: "rejected" };
    const file = parseHcl(source);
    const compared = compare(file, opinion);
    if (compared.kind === "agreed") result.agreed++;
    else if (compared.kind === "not-compared")
      result.notRead.push({ path: source.path, detail: compared.detail });
    else {
      for (const { start, end, path, what } of compared.divergences) {
        // Which part hcl2-parser rejects it does not say.
        const rejected = opinion.kind === "rejected" ? rejectedPart(file, options) : undefined;
        const { start: from, end: to } = rejected ?? { start, end };
        result.differences.push({ at: at(source, from, to), within: path, what });
      }
    }
  }
  return result;
}

/** The first attribute or block of the top level that hcl2-parser does not read alone. */
function rejectedPart({ source, body }: HclFile, options: SecondParserOptions): Span | undefined {
  const parts: Span[] = [...body.attributes, ...body.blocks].sort((a, b) => a.start - b.start);
  const texts = parts.map(({ start, end }) => `${source.text.slice(start, end)}\n`);
  const first = readSecond(texts, options).findIndex((one) => one.kind !== "read");
  return parts[first];
}
