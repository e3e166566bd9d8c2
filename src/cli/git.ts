import { execFileSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { delimiter, isAbsolute, join, relative, resolve } from "node:path";
import { isWithin, shownFrom } from "../discover/paths.ts";
import { gitTop } from "../discover/walk.ts";
import type { History, LastChange } from "../text/history.ts";

/** A look-up that takes longer is given up. */
const limit = 10_000;

/**
 * Read-only look-ups in the git work tree around a folder. Repository hooks, fsmonitor, filters, text conversion,
 * external diffs, the pager, lazy fetching and every transport are off: only plumbing that reads objects and the index
 * runs, so that nothing the repository configures is started and nothing leaves the machine.
 */
export class Git implements History {
  readonly #cwd: string;
  readonly #top: string;
  readonly #program: string;
  readonly #blamed = new Map<string, BlamedLine[] | string>();

  private constructor(cwd: string, top: string, program: string) {
    this.#cwd = cwd;
    this.#top = top;
    this.#program = program;
  }

  /** Undefined where there is no work tree, or no git outside of it. */
  static around(cwd: string): Git | undefined {
    const top = gitTop(cwd);
    const program = top === undefined ? undefined : findGit(realpathSync(top));
    return top === undefined || program === undefined ? undefined : new Git(cwd, top, program);
  }

  /** The commit that is checked out; undefined before the first one. */
  head(): string | undefined {
    const text = this.#run(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"])?.toString("utf8").trim();
    return text !== undefined && /^[0-9a-f]{40,64}$/.test(text) ? text : undefined;
  }

  /** The branch that is checked out; undefined on a detached HEAD. */
  branch(): string | undefined {
    const text = this.#run(["symbolic-ref", "--quiet", "--short", "HEAD"])?.toString("utf8").trim();
    return text === "" ? undefined : text;
  }

  /** Every file of the commit that is checked out: path from the top of the work tree → name of its content. */
  blobs(): ReadonlyMap<string, string> {
    const text = this.#run(["ls-tree", "-r", "-z", "--full-tree", "HEAD"])?.toString("utf8") ?? "";
    const found = new Map<string, string>();
    for (const entry of text.split("\0")) {
      const parts = /^\d+ blob ([0-9a-f]+)\t(.+)$/s.exec(entry);
      if (parts) found.set(parts[2] ?? "", parts[1] ?? "");
    }
    return found;
  }

  lastChange(path: string, text: string, first: number, last: number): LastChange | string {
    const file = relative(this.#top, resolve(this.#cwd, path)).replaceAll("\\", "/");
    if (file.startsWith("../") || isAbsolute(file)) return "the file lies outside of the git work tree";
    const committed = this.#run(["cat-file", "blob", `HEAD:${file}`])
      ?.toString("utf8")
      .replace(/^\ufeff/, "");
    if (committed === undefined) return "the file is not committed";
    // Lines count as they were committed: reading the work tree through git would start what attributes name.
    const lines = (whole: string): string[] => whole.split(/\r\n|\r|\n/);
    const given = lines(text).slice(first - 1, last);
    const known = lines(committed);
    const at = findRun(known, given, first - 1);
    if (at < 0) return "its lines are not committed as they stand";
    const blamed = this.#blame(file);
    if (typeof blamed === "string") return blamed;
    const of = blamed.slice(at, at + given.length);
    const newest = of.reduce<BlamedLine | undefined>(
      (best, one) => (best && best.time >= one.time ? best : one),
      undefined,
    );
    return newest ? { name: newest.name, mail: newest.mail } : "git does not tell who changed it";
  }

  /**
   * Files that have another path by now (in the index, so that `git mv` counts before it is committed), present path →
   * path then, from the folder.
   */
  renames(since: string): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    const options = [
      "--cached",
      "-M",
      "--diff-filter=R",
      "--name-status",
      "-z",
      "--no-ext-diff",
      "--no-textconv",
    ];
    const text = this.#run(["diff-index", ...options, since, "--"])?.toString("utf8") ?? "";
    const fields = text.split("\0");
    for (let i = 0; i + 2 < fields.length; i += 3) {
      const [then = "", now = ""] = [fields[i + 1], fields[i + 2]];
      found.set(shownFrom(this.#cwd, join(this.#top, now)), shownFrom(this.#cwd, join(this.#top, then)));
    }
    return found;
  }

  #blame(file: string): BlamedLine[] | string {
    const known = this.#blamed.get(file);
    if (known !== undefined) return known;
    const text = this.#run(["blame", "--porcelain", "--no-textconv", "HEAD", "--", file])?.toString("utf8");
    const made = text === undefined ? "git does not tell who changed it" : readBlame(text);
    this.#blamed.set(file, made);
    return made;
  }

  #run(args: readonly string[]): Buffer | undefined {
    const off = [
      "core.hooksPath=/dev/null",
      "core.fsmonitor=false",
      "core.pager=cat",
      "core.attributesFile=/dev/null",
      "diff.external=",
      "diff.renameLimit=5000",
      "blame.ignoreRevsFile=",
      "log.showSignature=false",
      "protocol.allow=never",
    ];
    const settings = off.flatMap((one) => ["-c", one]);
    try {
      return execFileSync(this.#program, ["--no-pager", "--no-replace-objects", ...settings, ...args], {
        cwd: this.#top,
        timeout: limit,
        maxBuffer: 64 * 1024 * 1024,
        stdio: ["ignore", "pipe", "ignore"],
        env: {
          PATH: process.env["PATH"] ?? "",
          HOME: process.env["HOME"] ?? "",
          LC_ALL: "C",
          GIT_OPTIONAL_LOCKS: "0",
          GIT_TERMINAL_PROMPT: "0",
          GIT_NO_LAZY_FETCH: "1",
          GIT_ALLOW_PROTOCOL: "none",
          GIT_CEILING_DIRECTORIES: resolve(this.#top, ".."),
        },
      });
    } catch {
      return undefined;
    }
  }
}

interface BlamedLine extends LastChange {
  /** Seconds of the author's clock. */
  time: number;
}

/** The porcelain format (git-blame(1)): a header a line, the commit's fields with its first line only. */
function readBlame(text: string): BlamedLine[] {
  const commits = new Map<string, BlamedLine>();
  const lines: BlamedLine[] = [];
  let commit: BlamedLine | undefined;
  for (const line of text.split("\n")) {
    const header = /^([0-9a-f]{40,64}) \d+ \d+/.exec(line);
    if (line.startsWith("\t")) {
      if (commit) lines.push(commit);
    } else if (header) {
      const id = header[1] ?? "";
      commit = commits.get(id) ?? { name: "", mail: "", time: 0 };
      commits.set(id, commit);
    } else if (commit && line.startsWith("author ")) commit.name = line.slice("author ".length);
    else if (commit && line.startsWith("author-mail "))
      commit.mail = line.slice("author-mail ".length).replace(/^<|>$/g, "");
    else if (commit && line.startsWith("author-time "))
      commit.time = Number(line.slice("author-time ".length));
  }
  return lines;
}

/** Where `run` stands in `lines`, nearest to where it is expected; -1 when it does not. */
function findRun(lines: readonly string[], run: readonly string[], near: number): number {
  const stands = (at: number): boolean => run.every((line, i) => lines[at + i] === line);
  let best = -1;
  for (let at = 0; at + run.length <= lines.length; at++)
    if (stands(at) && (best < 0 || Math.abs(at - near) < Math.abs(best - near))) best = at;
  return best;
}

/** `git` from PATH, by an absolute folder, and never one that lies inside the work tree. */
function findGit(top: string): string | undefined {
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    const candidate = join(folder, process.platform === "win32" ? "git.exe" : "git");
    if (!existsSync(candidate)) continue;
    const real = realpathSync(candidate);
    if (!isWithin(top, real)) return candidate;
  }
  return undefined;
}
