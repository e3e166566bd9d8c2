import type { HaproxyFile, HaproxyLine, HaproxySection, HaproxyWord } from "../../parse/haproxy/haproxy.ts";
import type { Source } from "../../text/source.ts";
import type { Unit } from "../resource.ts";
import type { Entry, Value } from "../value.ts";
import { byPath, configUnit, folderOf, place } from "./config-unit.ts";
import { templateActions, textValue } from "./text-value.ts";

const proxies = new Set(["frontend", "backend", "listen"]);

/** Keywords of which a proxy's own lines join those of its defaults; of all others its own take their place. */
const joining = new Set(["errorfile", "errorloc", "log", "option", "stats", "timeout"]);

/** Keywords that a proxy does not take over: they belong to the section they stand in. */
const own = new Set(["bind", "server", "default-server", "acl", "use_backend", "default_backend"]);

/**
 * One unit a file and one resource for each proxy: `haproxy:frontend`, `haproxy:backend` or `haproxy:listen`, keyword →
 * list of `{args}`. What its defaults set is copied in with its place: the section that `from` names, else the last one
 * above (HAProxy manual, section 4, "Proxies"). `global` holds the global section's lines in the same form.
 */
export function modelHaproxy(files: readonly HaproxyFile[]): Unit[] {
  return byPath(files).map((file) => {
    const { source } = file;
    const unit = configUnit(source.path, [source]);
    const global = new Map<string, Entry>();
    const defaults = new Map<string, Map<string, Entry>>();
    let last = new Map<string, Entry>();
    const seen = new Map<string, number>();
    for (const section of file.sections) {
      const { keyword } = section;
      if (keyword === "global") add(global, section.lines, source);
      else if (keyword === "defaults") {
        last = inherited(section, new Map(), defaults, source);
        const name = section.args[0]?.text;
        if (name !== undefined && name !== "from") defaults.set(name, last);
      } else if (proxies.has(keyword)) {
        const name = section.args[0]?.text ?? "";
        const first = `${keyword}.${name}`;
        const count = (seen.get(first) ?? 0) + 1;
        seen.set(first, count);
        const address = `haproxy:${source.path}#${first}${count > 1 ? `[${count - 1}]` : ""}`;
        const entries = inherited(section, last, defaults, source);
        const at = place(source, section);
        if (global.size > 0)
          entries.set("global", {
            value: { kind: "object", entries: global, at: place(source, section.head) },
          });
        unit.resources.push({
          key: address,
          address,
          type: `haproxy:${keyword}`,
          name,
          folder: folderOf(source.path),
          values: { kind: "object", entries, at },
          head: place(source, section.head),
          body: at,
          via: [],
          meta: { file: source.path },
          links: [],
        });
      }
    }
    return unit;
  });
}

function inherited(
  section: HaproxySection,
  last: ReadonlyMap<string, Entry>,
  defaults: ReadonlyMap<string, ReadonlyMap<string, Entry>>,
  source: Source,
): Map<string, Entry> {
  const from = section.args.findIndex(({ text }) => text === "from");
  const named = from < 0 ? undefined : section.args[from + 1]?.text;
  const above = named === undefined ? last : (defaults.get(named) ?? new Map<string, Entry>());
  const entries = new Map<string, Entry>();
  add(entries, section.lines, source);
  for (const [keyword, entry] of above) {
    const mine = entries.get(keyword);
    if (own.has(keyword) && section.keyword !== "defaults") continue;
    if (!mine) entries.set(keyword, entry);
    else if (joining.has(keyword) && mine.value.kind === "list" && entry.value.kind === "list")
      entries.set(keyword, {
        ...mine,
        value: { ...mine.value, items: [...entry.value.items, ...mine.value.items] },
      });
  }
  return entries;
}

/** Lines by their first word; `no option x` stays under `no`. */
function add(entries: Map<string, Entry>, lines: readonly HaproxyLine[], source: Source): void {
  for (const line of lines) {
    const [first, ...rest] = line.words;
    if (!first) continue;
    const at = place(source, line);
    const args: Value = { kind: "list", items: rest.map((word) => wordValue(word, source)), at };
    const value: Value = { kind: "object", entries: new Map([["args", { value: args }]]), at };
    const known = entries.get(first.text)?.value;
    if (known?.kind === "list") known.items.push(value);
    else
      entries.set(first.text, {
        value: { kind: "list", items: [value], at },
        keyAt: place(source, first.span),
      });
  }
}

function wordValue(word: HaproxyWord, source: Source): Value {
  const actions = templateActions(source.text, word.span);
  const variables = word.variables.map(({ name, start, end, fallback }) => ({
    start,
    end,
    cause: "variable" as const,
    detail: name,
    ...(fallback !== undefined && { fallback }),
  }));
  return textValue(place(source, word.span), actions.length > 0 ? actions : variables, word.text);
}
