/**
 * The closed list of diagnostic codes, each with the sentence docs/errors.md prints for it.
 * A code never changes its meaning; a retired one is not used again.
 */
export const codes = {
  "hcl-syntax": "The file breaks HCL's grammar at this place; the rest of the file is still read.",
  "hcl-depth": "Blocks or expressions are nested deeper than the limit; what lies deeper is not read.",
  "yaml-syntax": "The YAML document is broken at this place.",
  "yaml-duplicate-key": "A mapping holds the same key twice; the last one counts.",
  "yaml-limit": "The document uses more aliases, or nests deeper, than the limit allows.",
  "kubernetes-object": "A document has only one of apiVersion and kind, so no object can be read from it.",
  "compose-extends":
    "A service extends one that is not in the scan, or in a circle; what it would inherit is not known.",
  "json-syntax": "The JSON document is broken at this place.",
  "config-syntax": "A line of this configuration file does not follow its format and was passed over.",
  "tf-duplicate-address": "Two blocks have the same address; both are judged.",
  "tf-cycle": "Values refer to each other in a circle; they are unknown.",
  "tf-module-not-found": "A module's source is not on disk, so its resources are unknown.",
  "tf-module-depth": "Modules call each other deeper than the limit, or in a circle.",
  "tf-undeclared":
    "An expression names a variable, local or block that the module does not declare; it is unknown.",
  "tf-evaluation": "An expression cannot be resolved as written; its value is unknown.",
  "tf-undeclared-variable": "A variable is given a value, and no root module that is judged declares it.",
  "tf-replaced-file":
    "OpenTofu reads a .tofu file in place of the .tf file of the same name, which is not judged.",
  "tf-limit": "A count, for_each or collection is larger than the limit; the rest is not expanded.",
  "plan-shape": "A part of a Terraform plan does not have the documented form; it was passed over.",
  "plan-limit": "A Terraform plan nests deeper, or holds more, than the limit; the rest is not read.",
  "plan-used": "A root module was judged by the plan beside its source.",
  "plan-stale":
    "A plan and the source beside it do not declare the same resources; each is judged by what declares it.",
  "plan-incomplete":
    "Terraform says that the plan is incomplete or failed, so it does not show all resources.",
  "file-too-large": "The file is larger than the limit and was not read.",
  "file-unreadable": "The file could not be read.",
  "file-binary": "The file holds binary data and was not read.",
  "path-not-found": "A path on the command line matches no file.",
  "config-invalid": "crosswalk.yaml breaks its schema.",
  "config-ignored": "A setting stands in a crosswalk.yaml below the scan's start, where it cannot count.",
  "config-enforced": "A setting or flag is weaker than the organization's, which holds.",
  "suppression-no-reason": "A crosswalk:ignore comment has no reason, so it does not count.",
  "suppression-unknown-policy": "A crosswalk:ignore comment names a policy that does not exist.",
  "suppression-unused": "A crosswalk:ignore comment quiets no finding.",
  "policy-aborted": "A policy stopped with an error; it gave no verdicts in this unit.",
  "policy-coverage": "A policy did not give exactly one verdict on each resource of its subjects.",
  "policy-invalid-verdict": "A policy gave a verdict that breaks the protocol.",
  "policy-compile": "The policies of --policy-dir could not be compiled.",
} as const;

export type Code = keyof typeof codes;
