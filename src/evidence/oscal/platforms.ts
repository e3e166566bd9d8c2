import { token } from "./datatypes.ts";
import { uuidOf } from "./uuid.ts";

/** A Terraform provider, or a platform whose own files are read. */
export interface Platform {
  key: string;
  title: string;
  /** The component that stands for it, in every document. */
  uuid: string;
}

const titles: Readonly<Record<string, string>> = {
  aws: "Amazon Web Services, as Terraform declares it",
  azure: "Microsoft Azure, as Terraform declares it",
  google: "Google Cloud, as Terraform declares it",
  github: "GitHub",
  kubernetes: "Kubernetes, as manifests and Terraform declare it",
  terraform: "Terraform's own settings",
  compose: "Docker Compose",
  docker: "Docker",
  dotenv: "Environment files",
  spring: "Spring Boot",
  nginx: "nginx",
  postgresql: "PostgreSQL",
  crosswalk: "crosswalk.yaml",
};

const keys: Readonly<Record<string, string>> = {
  azurerm: "azure",
  azuread: "azure",
  azapi: "azure",
  "google-beta": "google",
  "pg-hba": "postgresql",
  control: "crosswalk",
  exception: "crosswalk",
};

/** The platform of a resource's type: `data.aws_iam_policy_document`, `Deployment`, `nginx:server`, `provider.aws`. */
export function platformOf(type: string): Platform {
  const bare = type.replace(/^(?:data|provider|ephemeral)\./, "");
  const found = /^[A-Z]/.test(bare) ? "kubernetes" : (/^[a-z0-9-]+/.exec(bare)?.[0] ?? "other");
  const key = keys[found] ?? found;
  return { key: token(key), title: titles[key] ?? key, uuid: uuidOf("component", "platform", key) };
}

/** The platforms of some types, each once, by key. */
export function platformsOf(types: Iterable<string>): Platform[] {
  const found = new Map<string, Platform>();
  for (const type of types) {
    const platform = platformOf(type);
    found.set(platform.key, platform);
  }
  return [...found.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}
