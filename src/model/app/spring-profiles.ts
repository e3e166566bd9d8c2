/** Expressions may nest this deep. */
const maxDepth = 20;

/**
 * Does a profile expression hold when exactly the given profiles are active? `!`, `&`, `|` and parentheses as in
 * org.springframework.core.env.Profiles; a broken expression never holds.
 */
export function holds(expression: string, active: ReadonlySet<string>): boolean {
  const tokens = tokensOf(expression);
  let next = 0;
  let broken = false;
  const either = (depth: number): boolean => {
    let result = both(depth);
    while (tokens[next] === "|") {
      next++;
      result = both(depth) || result;
    }
    return result;
  };
  const both = (depth: number): boolean => {
    let result = one(depth);
    while (tokens[next] === "&") {
      next++;
      result = one(depth) && result;
    }
    return result;
  };
  const one = (depth: number): boolean => {
    let negated = false;
    while (tokens[next] === "!") {
      negated = !negated;
      next++;
    }
    const token = tokens[next++];
    if (token === undefined || depth > maxDepth || ")&|".includes(token)) {
      broken = true;
      return false;
    }
    if (token !== "(") return active.has(token) !== negated;
    const inner = either(depth + 1);
    if (tokens[next++] !== ")") broken = true;
    return inner !== negated;
  };
  const result = either(0);
  return result && !broken && next === tokens.length;
}

/** The profiles that an expression names. */
export function profilesIn(expression: string): string[] {
  return tokensOf(expression).filter((token) => !"()!&|".includes(token));
}

function tokensOf(expression: string): string[] {
  return expression.match(/[()!&|]|[^()!&|\s]+/g) ?? [];
}
