import type { Diagnostic } from "../../text/diagnostic.ts";
import type { Source } from "../../text/source.ts";
import type { Span } from "../../text/span.ts";
import { checkJson } from "./json-check.ts";
import { JsonNode } from "./json-node.ts";

/** What `terraform show -json` printed: a plan, or a state (which has `values` instead). */
export interface PlanFile {
  source: Source;
  /** Undefined when the text is broken, or no plan after all. */
  root: JsonNode | undefined;
  /** Plans hold no comments. */
  comments: Span[];
  diagnostics: Diagnostic[];
}

/** Far deeper than any plan: two levels a module, and what a provider nests. */
const maxDepth = 400;

/**
 * Reads the JSON of a plan or state
 * (https://developer.hashicorp.com/terraform/internals/json-format). Major versions 0 (Terraform 0.12 to 1.0) and 1 are known;
 * minor versions add fields. Never throws.
 */
export function parsePlan(source: Source): PlanFile {
  const file: PlanFile = { source, root: undefined, comments: [], diagnostics: [] };
  const fault = checkJson(source.text, maxDepth);
  if (fault) {
    const at = { source, start: fault.offset, end: Math.min(fault.offset + 1, source.text.length) };
    file.diagnostics.push({
      code: fault.tooDeep ? "plan-limit" : "json-syntax",
      severity: "error",
      message: fault.message,
      hint: "Write the file anew: terraform show -json plan.out > plan.json",
      at,
    });
    return file;
  }
  const start = /[^ \t\r\n]/.exec(source.text)?.index ?? 0;
  const root = new JsonNode(source, start);
  const version = root.get("format_version");
  if (!/^[01]\.\d+$/.test(version?.string ?? "")) {
    file.diagnostics.push({
      code: "plan-shape",
      severity: "error",
      message:
        version?.string === undefined
          ? "The plan has no format_version."
          : `The plan's format_version ${JSON.stringify(version.string.slice(0, 20))} is not known; 0.x and 1.x are.`,
      hint: "crosswalk reads what terraform show -json of Terraform 0.12 and later prints.",
      at: version?.at ?? { source, start, end: start + 1 },
    });
    return file;
  }
  file.root = root;
  return file;
}
