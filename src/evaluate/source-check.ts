import { covers } from "./input.ts";

/** What a policy's source tells of the resources it can reach, and where it does not tell enough. */
export interface SourceFacts {
  /** Names of the links that the source follows, sorted. */
  follows: string[];
  /** Libraries it imports. */
  imports: string[];
  problems: string[];
}

const call = /\bmodel\.(?:linked|inferred|any_linked|uncertain)\(/g;
const named =
  /\bmodel\.(?:linked|inferred|any_linked|uncertain)\(\s*[a-z_]+\s*,\s*(?:"([^"]+)"|([a-z_]+)\b)/g;
const ofType = /\bmodel\.of_types?\(\s*(?:"([^"]+)"|\[((?:\s*"[^"]*"\s*,?)*)\s*\]|([a-z_]+)\s*\))/g;

/**
 * Reads from a policy's text which links it follows. A large unit is judged in batches (batch.ts), which hold what
 * these links lead to, so each call must name its link: as a text, or by a constant of the file.
 * @param rego text of a policy, or of a file of the library
 * @param types what it may read without a link (`subjects`, and of `reads` those in `whole`); absent for the library
 */
export function checkSource(rego: string, types?: { subjects: string[]; whole?: string[] }): SourceFacts {
  const text = rego.replace(/^\s*#.*$/gm, "");
  const constants = new Map(
    [...text.matchAll(/^([a-z_]+) := "([^"]*)"$/gm)].map(([, name = "", value = ""]) => [name, value]),
  );
  const follows = new Set<string>();
  const problems: string[] = [];
  let known = 0;
  for (const [whole, literal, constant] of text.matchAll(named)) {
    const name = literal ?? constants.get(constant ?? "");
    known++;
    if (name === undefined) problems.push(`${whole}…) must name its link by a text or a constant`);
    else follows.add(name);
  }
  if (known < [...text.matchAll(call)].length)
    problems.push("model.linked and its like take a variable and the link's name");
  for (const [, one, list, constant] of types ? text.matchAll(ofType) : []) {
    const read = one ?? constants.get(constant ?? "");
    const all = list ? [...list.matchAll(/"([^"]*)"/g)].map(([, type = ""]) => type) : read ? [read] : [];
    for (const type of all)
      if (![...(types?.subjects ?? []), ...(types?.whole ?? [])].some((given) => covers(given, type)))
        problems.push(`${type} is read without a link: it belongs into custom.whole`);
  }
  // A rule that gives verdicts runs through the subjects; any other looks at all there are.
  for (const rule of types && !types.whole ? text.split(/^(?=[a-z_])/m) : [])
    if (!rule.startsWith("verdicts contains") && /\bmodel\.of_types?\(/.test(rule))
      problems.push(
        `${rule.slice(0, rule.search(/\W/))} reads types without a link: they belong into custom.whole`,
      );
  if (/\.links\b|\["links"/.test(text)) problems.push("links are followed by model.linked and its like only");
  const imports = [...text.matchAll(/^import data\.crosswalk\.lib\.([a-z_]+)/gm)].map(
    ([, name = ""]) => name,
  );
  return { follows: [...follows].sort(), imports, problems };
}
