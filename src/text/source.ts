import { LineMap } from "./line-map.ts";
import type { Span } from "./span.ts";

/** What a file was recognised as; it decides which parser reads it. */
export type SourceKind =
  | "terraform"
  | "tfvars"
  | "terraform-plan"
  | "kubernetes"
  | "kustomization"
  | "helm-chart"
  | "helm-values"
  | "compose"
  | "dotenv"
  | "spring"
  | "nginx"
  | "mysql"
  | "sshd"
  | "haproxy"
  | "fhir"
  | "keycloak-realm"
  | "key-file"
  | "mirth"
  | "mirth-channel"
  | "orthanc"
  | "clinical-data"
  | "smart"
  | "postgresql"
  | "pg-hba"
  | "dockerfile"
  | "workflow"
  | "action"
  | "openapi"
  | "dotnet"
  | "elasticsearch"
  | "kafka"
  | "kafka-jaas"
  | "keycloak"
  | "mongodb"
  | "opensearch"
  | "rabbitmq"
  | "rabbitmq-definitions"
  | "rabbitmq-plugins"
  | "rabbitmq-terms"
  | "redis"
  /** crosswalk.yaml itself: no stage reads it, diagnostics point into it. */
  | "crosswalk";

/** The text that an embedded one is written in: where its offsets lie there. */
export interface Host {
  readonly source: Source;
  /** The place in the host of `[start, end)` of the embedded text. */
  place(start: number, end: number): Span;
}

/**
 * A file that was read, or a text embedded in one (then `host` says in which, and `path` is the host's path with
 * `#` and the way to it).
 * `path` is relative to where the scan started, with forward slashes; `root` is the scan root the file belongs
 * to, in the same terms ("." when the scan started there). `text` has no byte order mark; line ends are kept.
 */
export class Source {
  readonly path: string;
  readonly root: string;
  readonly kind: SourceKind;
  readonly text: string;
  readonly host: Host | undefined;
  #lines: LineMap | undefined;

  constructor(path: string, kind: SourceKind, text: string, root = ".", host?: Host) {
    this.path = path;
    this.kind = kind;
    this.text = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    this.root = root;
    this.host = host;
  }

  /** Built on first use: most sources never print a position. */
  get lines(): LineMap {
    this.#lines ??= new LineMap(this.text);
    return this.#lines;
  }
}
