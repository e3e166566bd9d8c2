import type { PolicyMetadata } from "./catalogue.ts";

const call = /\bmodel\.parameter\(\s*"([^"]*)",\s*"([^"]*)",\s*(\[[^\]]*\]|"[^"]*"|[-\w.]+)\s*\)/g;

/**
 * A parameter's default stands in METADATA, for the reports, and in the Rego, for its unit tests: where do they differ?
 * @param rego text of the policy
 * @returns the differences as sentences; also parameters that one of the two does not know
 */
export function parameterProblems(
  rego: string,
  policy: Pick<PolicyMetadata, "package" | "parameters">,
): string[] {
  const text = rego.replace(/^\s*#.*$/gm, "");
  const problems: string[] = [];
  const read = new Set<string>();
  const calls = [...text.matchAll(call)];
  for (const [, name = "", parameter = "", fallback = ""] of calls) {
    read.add(parameter);
    const declared = policy.parameters?.[parameter];
    if (name !== policy.package)
      problems.push(`model.parameter reads ${parameter} of ${name}, not of ${policy.package}`);
    else if (!declared) problems.push(`custom.parameters does not declare ${parameter}`);
    else if (JSON.stringify(declared.default) !== JSON.stringify(parsed(fallback)))
      problems.push(`the default of ${parameter} in custom.parameters is not the one in model.parameter`);
  }
  if (calls.length < [...text.matchAll(/\bmodel\.parameter\(/g)].length)
    problems.push("model.parameter takes the package, the parameter's name and its default, written out");
  for (const name of Object.keys(policy.parameters ?? {}))
    if (!read.has(name)) problems.push(`custom.parameters.${name} is never read`);
  return problems;
}

function parsed(literal: string): unknown {
  try {
    return JSON.parse(literal.replace(/,\s*\]$/, "]"));
  } catch {
    return undefined;
  }
}
