/** The parts of OSCAL documents that tests look into. */

export interface Prop {
  name: string;
  value: string;
  class?: string;
}

interface Props {
  uuid: string;
  props?: Prop[];
}

interface Observation extends Props {
  methods: string[];
  types: string[];
  collected: string;
  expires?: string;
  subjects: Array<{ "subject-uuid": string }>;
  "relevant-evidence": Array<{ href: string; props?: Prop[] }>;
}

export interface Risk extends Props {
  status: string;
  deadline?: string;
  "mitigating-factors"?: Array<{ description: string }>;
  "risk-log"?: { entries: Array<{ props: Prop[]; "status-change"?: string }> };
  "related-observations": Array<{ "observation-uuid": string }>;
}

export interface Finding extends Props {
  target: {
    type: string;
    "target-id": string;
    status: { state: string; reason: string };
    "implementation-status"?: { state: string };
  };
  "related-observations"?: Array<{ "observation-uuid": string }>;
  "related-risks"?: Array<{ "risk-uuid": string }>;
}

export interface Result {
  start: string;
  observations: Observation[];
  risks: Risk[];
  findings: Finding[];
  "reviewed-controls": {
    "control-selections": Array<{
      "include-controls"?: Array<{ "control-id": string }>;
      "exclude-controls"?: Array<{ "control-id": string }>;
      props?: Prop[];
    }>;
  };
}

interface Part {
  id?: string;
  name: string;
  parts?: Part[];
}

interface Control {
  id: string;
  title: string;
  props: Prop[];
  parts: Part[];
  controls?: Control[];
}

export interface Catalog {
  groups: Array<{ controls: Control[] }>;
}

/** Every control of a catalog, also those below others. */
export function controlsOf(catalog: Catalog): Control[] {
  const all = (controls: Control[]): Control[] =>
    controls.flatMap((one) => [one, ...all(one.controls ?? [])]);
  return all(catalog.groups.flatMap((group) => group.controls));
}

/** Ids of the assessment objectives of a catalog. */
export function objectivesOf(catalog: Catalog): string[] {
  const all = (parts: Part[]): string[] =>
    parts.flatMap((part) => [
      ...(part.name === "assessment-objective" && part.id !== undefined ? [part.id] : []),
      ...all(part.parts ?? []),
    ]);
  return controlsOf(catalog).flatMap((control) => all(control.parts));
}

/** Values of a property. */
export function values(props: readonly Prop[] | undefined, name: string): string[] {
  return (props ?? []).filter((one) => one.name === name).map((one) => one.value);
}

/** Every string under a key, anywhere. */
export function deep(value: unknown, key: string): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => deep(one, key));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === key && typeof inner === "string" ? [inner] : deep(inner, key),
  );
}
