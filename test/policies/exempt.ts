/**
 * Policies whose unknown fixture cannot be resolved by putting a value of the other fixtures in its place, with
 * the reason. The test fails when one of them no longer needs to stand here.
 */
export const noConcreteOutcome: Record<string, string> = {
  "private-key-committed":
    "a header of a private key passes with no content: what passes is a file without one",
  "k8s-networkpolicy-coverage":
    "unknown is what lies outside the scan: no policy for the namespace in the files",
};

/** Policies that judge every setting of a resource, whatever its name. */
export const readsEverything: ReadonlySet<string> = new Set(["env-plaintext-secret"]);
