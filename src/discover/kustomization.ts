/** The names Kustomize looks for (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/). */
export const kustomizations: ReadonlySet<string> = new Set([
  "kustomization.yaml",
  "kustomization.yml",
  "Kustomization",
]);
