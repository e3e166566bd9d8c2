import type { Diagnostic } from "../text/diagnostic.ts";
import type { Source } from "../text/source.ts";
import type { At, Span } from "../text/span.ts";

/** One `crosswalk:ignore` comment: the policies it names, its reason, the line of code it speaks of. */
interface Directive {
  policies: string[];
  reason: string;
  at: At;
  /** The line it stands on, or the first line of code below its run of comment lines; 0 when there is none. */
  line: number;
  used: Set<string>;
}

export interface Suppression {
  reason: string;
  at: At;
}

const marker = "crosswalk:ignore";

/**
 * Inline comments `crosswalk:ignore <policy>[, <policy>] -- <reason>`. One stands on the finding's line, on the
 * comment lines directly above it, or likewise at the head of the resource's block (then it covers the whole block)
 * or at the module call the finding came through.
 */
export class Suppressions {
  readonly #comments: ReadonlyMap<Source, readonly Span[]>;
  readonly #canonical: (policy: string) => string | undefined;
  readonly #bySource = new Map<Source, Directive[]>();

  /** @param canonical a policy's present id for an id or alias; undefined when there is no such policy */
  constructor(
    comments: ReadonlyMap<Source, readonly Span[]>,
    canonical: (policy: string) => string | undefined,
  ) {
    this.#comments = comments;
    this.#canonical = canonical;
  }

  /** The comment that quiets a policy's finding at one of these places, if any; places begin at their line. */
  find(policy: string, places: readonly At[]): Suppression | undefined {
    if (this.#comments.size === 0) return undefined;
    for (const place of places) {
      const directives = this.#read(place.source);
      if (directives.length === 0) continue;
      const line = place.source.lines.at(place.start).line;
      for (const directive of directives) {
        if (directive.line !== line || directive.reason === "") continue;
        if (!directive.policies.some((one) => this.#canonical(one) === policy)) continue;
        directive.used.add(policy);
        return { reason: directive.reason, at: directive.at };
      }
    }
    return undefined;
  }

  /**
   * What is wrong with the comments: no reason, an unknown policy, or nothing to quiet. Call when all was judged.
   * @param chosen is the policy run this time, so that a comment for another profile does not count as unused?
   */
  diagnostics(chosen: (policy: string) => boolean, concerns: (source: Source) => boolean): Diagnostic[] {
    const found: Diagnostic[] = [];
    for (const source of this.#comments.keys()) {
      if (!concerns(source)) continue;
      for (const directive of this.#read(source)) found.push(...this.#faults(directive, chosen));
    }
    return found;
  }

  #faults(directive: Directive, chosen: (policy: string) => boolean): Diagnostic[] {
    const { at, policies } = directive;
    const warn = (code: Diagnostic["code"], message: string, hint: string): Diagnostic => {
      return { code, severity: "warning", message, hint, at };
    };
    const found: Diagnostic[] = [];
    if (policies.length === 0) {
      found.push(
        warn("suppression-unknown-policy", `${marker} names no policy`, "Name the policies to ignore."),
      );
    }
    for (const policy of policies) {
      const known = this.#canonical(policy);
      if (known === undefined) {
        const message = `${marker} names ${policy}, which is no policy`;
        found.push(warn("suppression-unknown-policy", message, "Copy the id from the finding."));
      } else if (directive.reason !== "" && chosen(known) && !directive.used.has(known)) {
        const message = `${marker} ${policy} quiets no finding`;
        found.push(
          warn("suppression-unused", message, "Remove the comment, or move it next to the finding."),
        );
      }
    }
    if (directive.reason === "") {
      const hint = "Write why behind two hyphens: crosswalk:ignore <policy> -- <reason>.";
      found.push(warn("suppression-no-reason", `${marker} has no reason, so it does not count`, hint));
    }
    return found;
  }

  #read(source: Source): Directive[] {
    const known = this.#bySource.get(source);
    if (known) return known;
    const spans = this.#comments.get(source);
    const directives = spans ? readDirectives(source, spans) : [];
    this.#bySource.set(source, directives);
    return directives;
  }
}

function readDirectives(source: Source, spans: readonly Span[]): Directive[] {
  const { text, lines } = source;
  const directives: Directive[] = [];
  const commentLines = wholeLines(source, spans);
  for (const span of spans) {
    const end = Math.min(span.end, text.length);
    let from = text.indexOf(marker, span.start);
    while (from >= 0 && from < end) {
      const stop = Math.min(end, lineEnd(text, from));
      const { policies, reason } = parseDirective(text.slice(from + marker.length, stop));
      const own = lines.at(from).line;
      const line = commentLines.has(own) ? below(source, own, commentLines) : own;
      directives.push({ policies, reason, line, at: { source, start: from, end: stop }, used: new Set() });
      from = text.indexOf(marker, stop);
    }
  }
  return directives;
}

function parseDirective(text: string): { policies: string[]; reason: string } {
  const cut = text.indexOf("--");
  const names = cut < 0 ? text : text.slice(0, cut);
  const reason = cut < 0 ? "" : text.slice(cut + 2);
  return {
    policies: bare(names)
      .split(/[\s,]+/)
      .filter((name) => name !== ""),
    reason: bare(reason),
  };
}

/** Without the end of a block comment. */
function bare(text: string): string {
  const trimmed = text.trim();
  return trimmed.endsWith("*/") ? trimmed.slice(0, -2).trim() : trimmed;
}

/** Lines that hold nothing but comments. */
function wholeLines(source: Source, spans: readonly Span[]): Set<number> {
  const { text, lines } = source;
  const found = new Set<number>();
  for (const span of spans) {
    const first = lines.at(span.start).line;
    const last = lines.at(Math.max(span.start, span.end - 1)).line;
    const before = text.slice(lines.start(first), span.start).trim() === "";
    const after = text.slice(span.end, lineEnd(text, span.end - 1)).trim() === "";
    for (let line = first; line <= last; line++) {
      if ((line > first || before) && (line < last || after)) found.add(line);
    }
  }
  return found;
}

function below(source: Source, line: number, commentLines: ReadonlySet<number>): number {
  let next = line + 1;
  while (commentLines.has(next)) next++;
  return source.lines.line(next).trim() === "" ? 0 : next;
}

function lineEnd(text: string, from: number): number {
  for (let i = Math.max(0, from); i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 13) return i;
  }
  return text.length;
}
