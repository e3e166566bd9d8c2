import type { SourceKind } from "../text/source.ts";
import type { Candidate } from "./kinds/recogniser.ts";
import { recognisers } from "./kinds/recognisers.ts";
import { kustomizations } from "./kustomization.ts";

/**
 * What a file is, by its exact name, then its name's pattern, each confirmed by its content where a name alone could
 * mislead; undefined for everything that crosswalk does not read. A chart's templates are told apart by the caller;
 * here a YAML text with template actions outside quotes and block scalars is nothing at all.
 * @param path with forward slashes
 * @param head the first 64 KiB of the text
 */
export function kindOf(path: string, head: string): SourceKind | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const lower = name.toLowerCase();
  // Flux keeps objects of a kind of the same name in files of this name.
  if (kustomizations.has(name) && !/^apiVersion:\s{0,4}kustomize\.toolkit\.fluxcd\.io\//m.test(head))
    return "kustomization";
  if (/\.(?:tf|tofu)(?:\.json)?$/.test(lower)) return "terraform";
  if (/\.tfvars(?:\.json)?$/.test(lower)) return "tfvars";
  if (isDotenvName(name)) return isDotenv(head) ? "dotenv" : undefined;
  const base = lower.replace(/\.(?:template|tmpl|tpl|j2|erb|sample|example)$/, "");
  if (base === "pg_hba.conf") return "pg-hba";
  if (base === "postgresql.conf" || base === "postgresql.auto.conf") return "postgresql";
  return (
    byEnding(path, name, lower, head) ?? byFormat({ path, name, base, head }) ?? configKind(path, base, head)
  );
}

function byEnding(path: string, name: string, lower: string, head: string): SourceKind | undefined {
  if (/\.ya?ml$/.test(lower)) return yamlKind(path, name, head);
  if (lower.endsWith(".json")) {
    if (isTerraformPlan(head)) return "terraform-plan";
    return isKubernetesJson(head) ? "kubernetes" : undefined;
  }
  return lower.endsWith(".properties") && isSpringProperties(name, head) ? "spring" : undefined;
}

function byFormat(file: Omit<Candidate, "topKeys" | "jsonKeys">): SourceKind | undefined {
  let keys: { found: Set<string>[] | undefined } | undefined;
  let json: Set<string> | undefined;
  const candidate: Candidate = {
    ...file,
    topKeys: () => {
      keys ??= { found: topKeys(file.head) };
      return keys.found;
    },
    jsonKeys: () => {
      json ??= new Set(
        /^\s{0,64}\{/.test(file.head) ? [...jsonKeys(file.head, 1)].map(({ key }) => key) : [],
      );
      return json;
    },
  };
  for (const recognise of recognisers) {
    const kind = recognise(candidate);
    if (kind) return kind;
  }
  return undefined;
}

/** `.env`, `.env.*`, `*.env`; not the code that loads them (`.env.ts`, `.env.d.ts`). */
function isDotenvName(name: string): boolean {
  if (!/^\.env(?:\.[\w.-]+)?$|^[\w.-]+\.env$/.test(name)) return false;
  return !/\.(?:[cm]?[jt]sx?|py|rb|php|go|sh|ya?ml|json|toml|enc|gpg|age|asc|vault|md)$/.test(name);
}

const binary = /\0/;

/** Most lines that are neither blank nor comments assign a name; an empty file is one too. */
function isDotenv(head: string): boolean {
  if (binary.test(head)) return false;
  let assigned = 0;
  let other = 0;
  let quoted = "";
  for (const line of head.split(/\r\n?|\n/)) {
    const text = line.trim();
    if (quoted) {
      if (text.endsWith(quoted)) quoted = "";
      continue;
    }
    if (text === "" || text.startsWith("#")) continue;
    const match = /^(?:export\s+)?[A-Za-z_][\w.-]*\s*(?:=|:\s)\s*(.*)$/.exec(text);
    if (!match) {
      other++;
      continue;
    }
    assigned++;
    const value = match[1] ?? "";
    const quote = value.charAt(0);
    if ((quote === '"' || quote === "'") && value.indexOf(quote, 1) < 0) quoted = quote;
  }
  return assigned >= other;
}

/** The keys at the left margin of a YAML text's documents, one set a document; undefined when it holds actions. */
function topKeys(head: string): Set<string>[] | undefined {
  const documents: Set<string>[] = [new Set()];
  // The indent of the key whose block scalar is being passed over; its text may hold anything.
  let scalar = -1;
  for (const line of head.split(/\r\n?|\n/)) {
    const indent = line.length - line.trimStart().length;
    if (scalar >= 0 && (indent > scalar || line.length === indent)) continue;
    scalar = /[:-]\s+[|>][-+\d]*\s*(?:#.*)?$/.test(line) && !line.trimStart().startsWith("#") ? indent : -1;
    if (/^---(?:\s|$)/.test(line)) documents.push(new Set());
    const action = line.indexOf("{{");
    if (action >= 0 && isTemplateLine(line, action)) return undefined;
    const match = /^(?:"([^"]*)"|'([^']*)'|([A-Za-z_][^\s:#]*))\s*:(?:\s|$)/.exec(line);
    const key = match?.[1] ?? match?.[2] ?? match?.[3];
    if (key !== undefined) documents.at(-1)?.add(key);
  }
  return documents;
}

/** A template action that is neither in a comment nor inside quotes nor a workflow expression (`${{`). */
function isTemplateLine(line: string, action: number): boolean {
  if (line[action - 1] === "$") return false;
  let quote = "";
  for (let i = 0; i < action; i++) {
    const char = line[i] ?? "";
    if (quote) quote = char === quote ? "" : quote;
    else if ((char === '"' || char === "'") && !/[\w)]/.test(line[i - 1] ?? "")) quote = char;
    else if (char === "#" && /^$|\s/.test(line[i - 1] ?? "")) return false;
  }
  return quote === "";
}

const composeName = /^(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/;
const springName = /^(?:application|bootstrap)(?:-[\w.-]+)?\.(?:ya?ml|properties)$/;
const springKeys = new Set([
  "spring",
  "server",
  "management",
  "logging",
  "hapi",
  "eureka",
  "springdoc",
  "feign",
  "resilience4j",
]);
const otherFrameworks = ["apiVersion", "kind", "micronaut", "quarkus", "services", "jobs", "resources"];

function yamlKind(path: string, name: string, head: string): SourceKind | undefined {
  if (/^\s*\{/.test(head) && isKubernetesJson(head)) return "kubernetes";
  const documents = topKeys(head);
  if (!documents) return undefined;
  if (documents.some((keys) => keys.has("apiVersion") && keys.has("kind"))) return "kubernetes";
  const keys = new Set(documents.flatMap((document) => [...document]));
  if (keys.has("apiVersion") || keys.has("kind")) return undefined;
  if (composeName.test(name)) return keys.has("services") || keys.has("include") ? "compose" : undefined;
  if (!springName.test(name) || otherFrameworks.some((key) => keys.has(key))) return undefined;
  for (const key of keys) if (springKeys.has(key.split(".", 1)[0] ?? "")) return "spring";
  return keys.size > 0 && inResources(path) ? "spring" : undefined;
}

/** Where Maven and Gradle keep a Spring application's configuration. */
function inResources(path: string): boolean {
  return /(?:^|\/)src\/(?:main|test)\/resources\/(?:config\/)?[^/]+$/.test(path);
}

/** Both keys on the outermost level of an object. */
function isKubernetesJson(head: string): boolean {
  const found = new Set<string>();
  for (const { key } of jsonKeys(head, 1)) {
    if (key === "apiVersion" || key === "kind") found.add(key);
    if (found.size === 2) return true;
  }
  return false;
}

/** Enough of a plan to know it by, however long the text that is at hand. */
const planHead = 64 * 1024;

/**
 * What `terraform show -json` prints: a format_version with the version of Terraform, a plan's values or a state's.
 * Sorted by key, a large plan shows no more than its configuration in the first 64 KiB.
 */
function isTerraformPlan(text: string): boolean {
  if (!/^\s{0,64}\{/.test(text)) return false;
  const head = text.length > planHead ? text.slice(0, planHead) : text;
  if (!head.includes('"format_version"') && !head.includes('"configuration"')) return false;
  let versioned = false;
  let plan = false;
  let top = "";
  for (const { key, depth } of jsonKeys(head, 2)) {
    if (depth === 1) top = key;
    if (depth === 1 && key === "format_version") versioned = true;
    else if (depth === 1 && /^(?:terraform_version|planned_values|resource_changes|prior_state)$/.test(key))
      plan = true;
    else if (depth === 2 && top === "values" && key === "root_module") plan = true;
    else if (depth === 2 && top === "configuration" && (key === "root_module" || key === "provider_config")) {
      plan = true;
      if (head !== text) versioned = true;
    }
    if (versioned && plan) return true;
  }
  return false;
}

/** Keys of the outermost levels of a JSON text, which may be cut off. Text and deeper levels are looked through. */
function* jsonKeys(head: string, levels: number): Generator<{ key: string; depth: number }> {
  let depth = 0;
  for (let i = 0; i < head.length; i++) {
    const char = head[i];
    if (char === "{" || char === "[") depth++;
    else if (char === "}" || char === "]") depth--;
    else if (char === '"') {
      const start = i + 1;
      for (i++; i < head.length && head[i] !== '"'; i++) if (head[i] === "\\") i++;
      if (depth < 1 || depth > levels) continue;
      const key = head.slice(start, i);
      let next = i + 1;
      while (next < head.length && head.charCodeAt(next) <= 32) next++;
      if (head[next] === ":") yield { key, depth };
    }
  }
}

const springPrefix = /^(?:spring|server|management|logging|hapi|eureka|springdoc)[.[]/;

function isSpringProperties(name: string, head: string): boolean {
  if (!springName.test(name)) return false;
  const lines = head.split(/\r\n?|\n/).map((line) => line.trim());
  return lines.some((line) => springPrefix.test(line)) && !lines.some((line) => /^quarkus\./.test(line));
}

function configKind(path: string, base: string, head: string): SourceKind | undefined {
  if (binary.test(head) || /\.(?:ya?ml|json|properties)$/.test(base)) return undefined;
  if (isNginxName(path, base) && isNginx(head)) return "nginx";
  if (!base.endsWith(".conf")) return undefined;
  if (/hba/.test(base) && isPgHba(head)) return "pg-hba";
  return isPostgresql(head) ? "postgresql" : undefined;
}

function isNginxName(path: string, base: string): boolean {
  if (/\.(?:conf|nginx|nginxconf|vhost)$/.test(base) || base === "nginx") return true;
  // Sites are files without an extension.
  return /(?:^|\/)sites-(?:available|enabled)\/[^/]+$/.test(path);
}

const nginxBlock = /^(?:server|http|events|stream)\s*\{|^upstream\s+\S+\s*\{|^(?:server|http|events)$/;
const nginxDirective =
  /^(?:listen|server_name|ssl_[a-z_]+|proxy_[a-z_]+|fastcgi_[a-z_]+|add_header|root|location|return|include|worker_processes|worker_connections|access_log|error_log|gzip|keepalive_timeout|client_max_body_size|resolver|allow|deny|server)\s[^;]*(?:;|\{)/;

/** A block of nginx and a directive ended by a semicolon; or, for snippets, nothing but such directives. */
function isNginx(head: string): boolean {
  let block = false;
  let directive = false;
  let other = 0;
  let matched = 0;
  for (const line of head.split(/\r\n?|\n/)) {
    const text = line.trim();
    if (text === "" || text.startsWith("#")) continue;
    // Apache's sections look alike by name only.
    if (/^<\/?[A-Z]\w*/.test(text)) return false;
    if (nginxBlock.test(text)) block = true;
    if (nginxDirective.test(text) || /^(?:server|http|events)\s*\{.*;/.test(text)) {
      directive = true;
      matched++;
    } else if (!/^[}{]|[;{}]$/.test(text)) other++;
  }
  if (block) return directive || other === 0;
  return matched > 0 && other === 0;
}

const postgresqlSettings = new Set([
  "listen_addresses",
  "shared_buffers",
  "max_connections",
  "ssl_cert_file",
  "ssl_key_file",
  "ssl_ciphers",
  "ssl_min_protocol_version",
  "password_encryption",
  "wal_level",
  "max_wal_size",
  "log_connections",
  "log_disconnections",
  "log_statement",
  "log_line_prefix",
  "log_min_duration_statement",
  "shared_preload_libraries",
  "unix_socket_directories",
  "hba_file",
  "archive_mode",
  "archive_command",
  "effective_cache_size",
  "work_mem",
  "maintenance_work_mem",
  "max_worker_processes",
]);

/** Every line is a setting, and at least two (or the only one) are settings that PostgreSQL alone has. */
function isPostgresql(head: string): boolean {
  let known = 0;
  let settings = 0;
  for (const line of head.split(/\r\n?|\n/)) {
    const text = line.trim();
    if (text === "" || text.startsWith("#")) continue;
    const name = /^([A-Za-z_][\w.$]*)(?:\s*=|\s+)\s*\S/.exec(text)?.[1];
    if (name === undefined || /[;{]$/.test(text)) return false;
    settings++;
    if (postgresqlSettings.has(name.toLowerCase())) known++;
  }
  return known >= 2 || (known === 1 && settings === 1);
}

/** Lines of four or more columns that begin with a connection type. */
function isPgHba(head: string): boolean {
  const lines = head.split(/\r\n?|\n/).map((line) => line.trim());
  const records = lines.filter((line) => line !== "" && !line.startsWith("#"));
  return (
    records.length > 0 &&
    records.every((line) => {
      const [type = "", ...rest] = line.split(/\s+/);
      return (
        (/^(?:local|host(?:ssl|nossl|gssenc|nogssenc)?)$/.test(type) && rest.length >= 3) ||
        /^include/.test(type)
      );
    })
  );
}
