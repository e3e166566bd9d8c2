const literal = /\[\s*(?:"[^"]*"|\d+)(?:\s*,\s*(?:"[^"]*"|\d+))*\s*,?\s*\]/;
const fromTop = new RegExp(
  `(?:tri\\.(?:at|entries)|verdict\\.(?:on|unknown|outside))\\([a-z_]+,\\s*(${literal.source})`,
  "g",
);
const below = new RegExp(`tri\\.get\\((?:[^()]|\\([^()]*\\))*?,\\s*(${literal.source})`, "g");

/**
 * The attributes a policy names in its paths, as the provider schema's check takes them: dotted from the top of the
 * resource, or a bare name where the path starts further down. Keys of JSON documents (`Statement`) begin with a
 * capital letter and end a path.
 * @param rego the policy's source
 */
export function attributesRead(rego: string): string[] {
  const found = new Set<string>();
  for (const [, path = ""] of rego.matchAll(fromTop)) {
    const names = namesOf(path);
    if (names.length > 0) found.add(names.join("."));
  }
  for (const [, path = ""] of rego.matchAll(below)) for (const name of namesOf(path)) found.add(name);
  return [...found].sort();
}

function namesOf(path: string): string[] {
  const names = (JSON.parse(path.replace(/,\s*\]$/, "]")) as Array<string | number>).filter(
    (one) => typeof one === "string",
  );
  const end = names.findIndex((name) => !/^[a-z][a-z0-9_]*$/.test(name));
  return end < 0 ? names : names.slice(0, end);
}
