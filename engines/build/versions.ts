/**
 * The commands whose engines are built: `engines/go.mod` pins the same sources, and the tests compare with these. The
 * version of Kubernetes is what a release of this Helm takes for a cluster's: that of its client library (its Makefile).
 */
export const helmVersion = "3.22.0";
export const kustomizeVersion = "5.8.2";
const kubernetesMinor = 37;

/** For Go's linker: no symbol tables, and what Helm's own build sets. */
export const linkerFlags: string = [
  "-s -w",
  "-X helm.sh/helm/v3/pkg/chartutil.k8sVersionMajor=1",
  `-X helm.sh/helm/v3/pkg/chartutil.k8sVersionMinor=${kubernetesMinor}`,
  `-X helm.sh/helm/v3/internal/version.version=v${helmVersion}`,
].join(" ");
