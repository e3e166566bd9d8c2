/**
 * Policies whose unknown fixture cannot be resolved by putting a value of the other fixtures in its place, with
 * the reason. The test fails when one of them no longer needs to stand here.
 */
export const noConcreteOutcome: Record<string, string> = {};
