/** What is printed where a secret stood. */
const hidden = "(sensitive)";

const longestFirst = new WeakMap<ReadonlySet<string>, string[]>();

/** A text without the secrets that are known to be in it. */
export function withoutSecretTexts(text: string, secrets: ReadonlySet<string> | undefined): string {
  if (!secrets || secrets.size === 0) return text;
  let shown = text;
  let sorted = longestFirst.get(secrets);
  if (!sorted) {
    // One secret may be part of another.
    sorted = [...secrets].sort((a, b) => b.length - a.length);
    longestFirst.set(secrets, sorted);
  }
  for (const secret of sorted) if (shown.includes(secret)) shown = shown.replaceAll(secret, hidden);
  return shown;
}

/** Plain data with every text, keys included, without the secrets in it. */
export function withoutSecrets(data: unknown, secrets: ReadonlySet<string> | undefined): unknown {
  if (!secrets || secrets.size === 0) return data;
  const known = new Map<string, string>();
  const text = (one: string): string => {
    const done = known.get(one);
    if (done !== undefined) return done;
    const shown = withoutSecretTexts(one, secrets);
    known.set(one, shown);
    return shown;
  };
  const clean = (one: unknown): unknown => {
    if (typeof one === "string") return text(one);
    if (Array.isArray(one)) return one.map(clean);
    if (typeof one !== "object" || one === null) return one;
    const result: Record<string, unknown> = Object.create(null);
    for (const [key, inner] of Object.entries(one)) result[text(key)] = clean(inner);
    return result;
  };
  return clean(data);
}
