import type { Resource, Unit } from "../model/resource.ts";
import { composeContainers } from "../model/service/compose-containers.ts";
import type { Container } from "../model/service/container.ts";
import { dockerfileContainers } from "../model/service/dockerfile-containers.ts";
import { kubernetesContainers } from "../model/service/kubernetes-containers.ts";
import { terraformCarriers, terraformContainers } from "../model/service/terraform-containers.ts";
import { workflowContainers } from "../model/service/workflow-containers.ts";
import type { Entry } from "../model/value.ts";

/** What carriers need of the run. */
interface CarrierContext {
  /** The variables of a dotenv file of the scan. */
  variables: (path: string) => ReadonlyMap<string, Entry> | undefined;
  decode: (base64: string) => string | undefined;
}

interface Carrier {
  /** Does the resource run something, or set variables of it? */
  holds: (resource: Resource) => boolean;
  containers: (unit: Unit, context: CarrierContext) => Container[];
}

/** Every place that sets variables, arguments or files of programs. */
export const carriers: readonly Carrier[] = [
  {
    holds: ({ type }) => type === "compose:service",
    containers: (unit, { variables }) => composeContainers(unit, variables),
  },
  {
    holds: ({ meta }) => meta.podSpec !== undefined,
    containers: (unit, { decode }) => kubernetesContainers(unit, decode),
  },
  { holds: ({ type }) => terraformCarriers.has(type), containers: terraformContainers },
  { holds: ({ type }) => type === "dockerfile", containers: dockerfileContainers },
  { holds: ({ type }) => type === "github:workflow", containers: workflowContainers },
  { holds: ({ type }) => type === "dotenv", containers: dotenvContainers },
];

/** A dotenv file is a program's environment, whoever that is. */
function dotenvContainers(unit: Unit): Container[] {
  return unit.resources
    .filter(({ type }) => type === "dotenv")
    .map((owner) => ({
      carrier: "dotenv",
      owner,
      name: owner.name,
      head: owner.head,
      body: owner.body,
      image: undefined,
      environment: owner.values.entries,
      openEnvironment: true,
      words: undefined,
      mounts: [],
    }));
}
