import type { Provenance } from "../../src/evidence/evidence.ts";

export function provenance(more: Partial<Provenance> = {}): Provenance {
  return {
    tool: { name: "crosswalk", version: "1.2.3" },
    policies: { version: "1.2.3", digest: "d".repeat(64), profile: "recommended" },
    node: "20.0.0",
    generatedAt: "2026-11-25T09:00:00Z",
    asOf: "2026-11-25",
    command: ["evidence"],
    exitCode: 1,
    runner: "",
    repository: { commit: "c".repeat(40), branch: "main", dirty: false, changed: 0 },
    settings: { profile: "recommended" },
    settingsFiles: [],
    inputs: [{ path: "main.tf", kind: "terraform", sha256: "a".repeat(64) }],
    ...more,
  };
}
