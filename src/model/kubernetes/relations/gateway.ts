import type { Resource } from "../../resource.ts";
import type { Value } from "../../value.ts";
import { items, objectAt, text } from "../read.ts";
import type { Linking } from "./linking.ts";

const routes: ReadonlySet<string> = new Set(["HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute"]);

/**
 * Routes → the gateways they are attached to and the Services they lead to. Sources: Gateway API reference (parentRefs,
 * backendRefs: kind and namespace default to Gateway or Service and the route's own), Istio VirtualService, OpenShift
 * Route.
 */
export function linkRoute(route: Resource, linking: Linking): void {
  const namespace = linking.namespaceOf(route);
  if (routes.has(route.type)) {
    for (const parent of items(route.values, "spec", "parentRefs")) {
      if ((text(parent, "kind") ?? "Gateway") !== "Gateway") continue;
      const where = text(parent, "namespace") ?? namespace;
      linking.link(route, "gateways", linking.find("Gateway", where, text(parent, "name")), "routes");
    }
    for (const rule of items(route.values, "spec", "rules"))
      for (const backend of items(rule, "backendRefs")) {
        if ((text(backend, "kind") ?? "Service") !== "Service") continue;
        const where = text(backend, "namespace") ?? namespace;
        linking.link(route, "services", linking.find("Service", where, text(backend, "name")));
      }
  } else if (route.type === "Route") {
    for (const target of [
      objectAt(route.values, "spec", "to"),
      ...items(route.values, "spec", "alternateBackends"),
    ])
      linking.link(route, "services", linking.find("Service", namespace, text(target, "name")));
  } else if (route.type === "VirtualService") virtualService(route, namespace, linking);
}

function virtualService(route: Resource, namespace: string, linking: Linking): void {
  for (const gateway of items(route.values, "spec", "gateways")) {
    if (gateway.kind !== "string" || gateway.value === "mesh") continue;
    const [first = "", second] = gateway.value.split("/");
    const [where, name] = second === undefined ? [namespace, first] : [first, second];
    linking.link(route, "gateways", linking.find("Gateway.networking.istio.io", where, name), "routes");
  }
  for (const protocol of ["http", "tls", "tcp"])
    for (const rule of items(route.values, "spec", protocol))
      for (const target of items(rule, "route"))
        linking.link(route, "services", servicesOf(text(target, "destination", "host"), namespace, linking));
}

/** The Services that a host of the mesh names: `fhir`, `fhir.clinic`, `fhir.clinic.svc.cluster.local`. */
export function servicesOf(
  host: string | undefined,
  namespace: string,
  linking: Linking,
): readonly Resource[] {
  const [name, where, kind] = host?.split(".") ?? [];
  if (!name || (kind !== undefined && kind !== "svc")) return [];
  return linking.find("Service", where ?? namespace, name);
}

/** Names of Services in an Ingress's backends, of networking.k8s.io and of the older groups. */
export function ingressBackends(ingress: Resource): string[] {
  const spec = objectAt(ingress.values, "spec");
  const backends: Array<Value | undefined> = [objectAt(spec, "defaultBackend"), objectAt(spec, "backend")];
  for (const rule of items(spec, "rules"))
    for (const path of items(rule, "http", "paths")) backends.push(objectAt(path, "backend"));
  return backends.flatMap(
    (backend) => text(backend, "service", "name") ?? text(backend, "serviceName") ?? [],
  );
}
