import type { Resource } from "../model/resource.ts";
import { dockerfileVariables } from "../model/service/dockerfile-containers.ts";
import { workflowVariables } from "../model/service/workflow-containers.ts";
import { follow, type Step, step, type Value } from "../model/value.ts";
import { type ProductEntry, products } from "./products.ts";

const holders = new Set(["aws_ecs_task_definition", "aws_lambda_function", "KeycloakRealmImport"]);
const productTypes = new Set(products.map(({ type }) => type));

/**
 * May a unit with this resource run a program whose settings are looked at, hold files of one, or want defaults? The
 * answer decides what is loaded, so it is cheap: in doubt it is yes.
 */
export function needsServices(resource: Resource): boolean {
  const { type, meta, values } = resource;
  if (holders.has(type) || productTypes.has(type)) return true;
  if (type === "ConfigMap" || type === "Secret") return holdsFile(values);
  if (type === "compose:service") return runsProduct(values, "environment");
  if (type === "dockerfile")
    return [...dockerfileVariables(resource)].some((name) => anyOf("variables", name));
  if (type === "github:workflow")
    return [...workflowVariables(resource)].some((name) => anyOf("variables", name));
  if (type === "dotenv") return [...values.entries.keys()].some((name) => anyOf("variables", name));
  if (!Array.isArray(meta.podSpec)) return false;
  const { value, rest } = follow(values, [...(meta.podSpec as Step[]), "containers"]);
  if (rest.length > 0 || value.kind !== "list") return value.kind === "unknown";
  return value.items.some((container) => runsProduct(container, "env"));
}

/** A key that looks like a file's name. */
function holdsFile(values: Value): boolean {
  return ["data", "stringData"].some((part) => {
    const data = step(values, part);
    return data?.kind === "object" && [...data.entries.keys()].some((key) => key.includes("."));
  });
}

function runsProduct(container: Value, environment: string): boolean {
  if (step(container, "envFrom") || step(container, "env_file") || step(container, "configs")) return true;
  const image = step(container, "image");
  if (image?.kind === "unknown") return true;
  // A reference's last part decides: registries and folders in front of a vendor's name are looked at later.
  if (image?.kind === "string" && products.some((entry) => mayRun(entry, image.value))) return true;
  const variables = step(container, environment);
  const names =
    variables?.kind === "object"
      ? [...variables.entries.keys()]
      : variables?.kind === "list"
        ? variables.items.flatMap((one) => textsOf(step(one, "name")))
        : [];
  if (names.some((name) => anyOf("variables", name))) return true;
  const words = ["command", "args", "entrypoint"].flatMap((key) => textsOf(step(container, key)));
  return words.some((text) =>
    text
      .split(/\s+/)
      .some((word) => anyOf("words", word) || anyOf("programs", word.slice(word.lastIndexOf("/") + 1))),
  );
}

function mayRun({ plain, images }: ProductEntry, reference: string): boolean {
  const path = reference.split("@", 1)[0] ?? "";
  const colon = path.indexOf(":", path.lastIndexOf("/") + 1);
  const segments = (colon < 0 ? path : path.slice(0, colon)).split("/");
  for (let from = 0; from < segments.length; from++) {
    const name = segments.slice(from).join("/");
    if (plain?.test(name) || images?.test(name)) return true;
  }
  return false;
}

function anyOf(part: "variables" | "words" | "programs", text: string): boolean {
  return products.some((entry) => entry[part]?.test(text) === true);
}

function textsOf(value: Value | undefined): string[] {
  if (value?.kind === "string") return [value.value];
  return value?.kind === "list" ? value.items.flatMap(textsOf) : [];
}
