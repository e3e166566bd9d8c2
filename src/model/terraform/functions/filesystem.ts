import { Source } from "../../../text/source.ts";
import { unknown, type Value } from "../../value.ts";
import { Fault } from "../fault.ts";
import { folderOf, joinPath, nameOf, relativePath } from "../paths.ts";
import { resolve } from "../resolve.ts";
import { limits } from "../run-state.ts";
import { bind, placeOf, type Scope } from "../scope.ts";
import { resolveTemplate } from "../template.ts";
import { STRING } from "../types.ts";
import { makeSet, ofElements, text, unknownFrom } from "../values.ts";
import {
  arg,
  type BuiltIn,
  boolResult,
  builtIn,
  type CallContext,
  objectArg,
  ofText,
  textArg,
  textResult,
} from "./built-in.ts";
import { compile, findAll, type Program } from "./regex.ts";

/** Terraform reads paths from the root module's folder. */
export function pathArg(args: readonly Value[], i: number, call: CallContext): string {
  return joinPath(call.scope.module.rootFolder, textArg(args, i, call));
}

/** The text of a file inside the scan root; undefined when it is not there. */
export function readText(path: string, call: CallContext): string | undefined {
  const { run } = call.scope.module;
  const content = run.outside.read(path);
  if (content !== undefined) run.sources.add(path);
  return content;
}

/** A file that cannot be read may still exist where Terraform runs: not an error, but not known. */
export function unreadable(path: string, call: CallContext): Value {
  return unknown("outside-scan", call.at, { detail: path });
}

function file(args: readonly Value[], call: CallContext): Value {
  const path = pathArg(args, 0, call);
  const content = readText(path, call);
  return content === undefined ? unreadable(path, call) : textResult(content, call);
}

/** https://developer.hashicorp.com/terraform/language/functions/templatefile */
function templateFile(args: readonly Value[], call: CallContext): Value {
  const path = pathArg(args, 0, call);
  if (arg(args, 1).kind === "unknown") return unknownFrom(args, call.at);
  const content = readText(path, call);
  return content === undefined
    ? unreadable(path, call)
    : renderTemplate(path, content, objectArg(args, 1, call), call);
}

function renderTemplate(
  path: string,
  content: string,
  names: Value & { kind: "object" },
  call: CallContext,
): Value {
  const { run } = call.scope.module;
  if (!run.outside.parse) return unknown("function", call.at, { detail: "templatefile" });
  if (content.length > limits.text)
    throw new Fault("A template is larger than the limit.", call.at, "tf-limit");
  const memo = `${path}\n${content}`;
  let parsed = run.templates.get(memo);
  if (!parsed) {
    // A heredoc's body follows the same grammar as a template file; its marker must not stand in the text.
    let marker = "TEMPLATE";
    while (content.includes(marker)) marker += "_";
    parsed = run.outside.parse(new Source(path, "terraform", `t = <<${marker}\n${content}\n${marker}\n`));
    run.templates.set(memo, parsed);
  }
  const template = parsed.body.attributes[0]?.value;
  if (parsed.diagnostics.length > 0 || template?.kind !== "template") {
    throw new Fault(`The template ${path} cannot be read.`, call.at);
  }
  let scope: Scope = { source: parsed.source, module: call.scope.module, template: call.at };
  for (const [name, entry] of names.entries) scope = bind(scope, name, entry.value);
  const rendered = resolveTemplate(template, scope, placeOf(call.scope, call.at), resolve);
  return withoutLastLineEnd(rendered, call);
}

/** The line end before the heredoc's marker is not part of the file; places in it are of no use to a reader. */
function withoutLastLineEnd(value: Value, call: CallContext): Value {
  if (value.kind === "string") {
    const { shape: _, ...rest } = value;
    return { ...rest, value: value.value.replace(/\n$/, ""), at: call.at };
  }
  if (value.kind !== "unknown" || !value.parts) return { ...value, at: call.at };
  const parts = [...value.parts];
  const last = parts.pop();
  if (last?.kind === "string") {
    const trimmed = last.value.replace(/\n$/, "");
    if (trimmed !== "") parts.push({ ...last, value: trimmed });
  } else if (last) parts.push(last);
  return { ...value, parts, at: call.at };
}

/** https://developer.hashicorp.com/terraform/language/functions/fileset */
function fileSet(args: readonly Value[], call: CallContext): Value {
  const base = pathArg(args, 0, call);
  const program = compile(globPattern(textArg(args, 1, call)), call.at);
  const found: Value[] = [];
  let budget: number = limits.items;
  const walk = (folder: string, prefix: string, depth: number) => {
    if (depth > 32) return;
    for (const name of call.scope.module.run.outside.list(folder)) {
      if (--budget < 0) throw new Fault("fileset looks at more files than the limit.", call.at, "tf-limit");
      if (name.endsWith("/")) walk(joinPath(folder, name), `${prefix}${name}`, depth + 1);
      else if (isMatch(program, prefix + name, call)) found.push(text(prefix + name, call.at));
    }
  };
  // What lies where the scan may not look is not known to be empty.
  if (isOutside(base, call) && call.scope.module.run.outside.list(base).length === 0)
    return unreadable(base, call);
  walk(base, "", 0);
  return ofElements(makeSet(found, call.at), STRING);
}

function isMatch(program: Program, path: string, call: CallContext): boolean {
  return findAll(program, path, call.at, 1).length > 0;
}

/** A doublestar glob as a regular expression. */
function globPattern(glob: string): string {
  let pattern = "^";
  for (let i = 0; i < glob.length; i++) {
    const char = glob[i] ?? "";
    if (glob.startsWith("**/", i)) {
      pattern += "(?:[^/]+/)*";
      i += 2;
    } else if (glob.startsWith("**", i)) {
      pattern += ".*";
      i++;
    } else if (char === "*") pattern += "[^/]*";
    else if (char === "?") pattern += "[^/]";
    else if (char === "{") pattern += "(?:";
    else if (char === "}") pattern += ")";
    else if (char === "," && pattern.includes("(?:")) pattern += "|";
    else if (char === "[" || char === "]" || char === "-") pattern += char;
    else pattern += /[\w/]/.test(char) ? char : `\\${char}`;
  }
  return `${pattern}$`;
}

function exists(args: readonly Value[], call: CallContext): Value {
  const path = pathArg(args, 0, call);
  const { outside } = call.scope.module.run;
  const beside = outside.list(folderOf(path));
  if (outside.read(path) !== undefined || beside.includes(nameOf(path))) return boolResult(true, call);
  if (path === "." || beside.includes(`${nameOf(path)}/`))
    throw new Fault("fileexists asks for files, not for folders.", call.at);
  // Above the folder where the module lies the scan may not look.
  return isOutside(path, call) ? unreadable(path, call) : boolResult(false, call);
}

function isOutside(path: string, call: CallContext): boolean {
  return path.startsWith("/") || relativePath(call.scope.module.rootFolder, path).startsWith("..");
}

export const filesystem: ReadonlyMap<string, BuiltIn> = new Map([
  ["basename", ofText((path) => nameOf(path.replace(/\/+$/, "")) || (path.startsWith("/") ? "/" : "."))],
  ["dirname", ofText((path) => (path.endsWith("/") ? joinPath(path) : folderOf(joinPath(path))))],
  ["file", builtIn(1, file)],
  ["fileexists", builtIn(1, exists)],
  ["fileset", builtIn(2, fileSet)],
  [
    "filebase64",
    builtIn(1, (args, call) => {
      const path = pathArg(args, 0, call);
      const content = readText(path, call);
      return content === undefined
        ? unreadable(path, call)
        : textResult(Buffer.from(content, "utf8").toString("base64"), call);
    }),
  ],
  ["templatefile", builtIn(2, templateFile, { unknown: "own" })],
  [
    "templatestring",
    builtIn(
      2,
      (args, call) => {
        if (args.some((value) => value.kind === "unknown")) return unknownFrom(args, call.at);
        return renderTemplate(call.at.source.path, textArg(args, 0, call), objectArg(args, 1, call), call);
      },
      { unknown: "own" },
    ),
  ],
]);
