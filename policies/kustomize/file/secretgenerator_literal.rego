# METADATA
# title: No secret is written into a kustomization
# description: |
#   `secretGenerator` makes a Secret out of literals that stand in the kustomization, where everyone who can read the
#   repository finds them, for good. An empty value and one that is filled in before the build pass.
# scope: package
# custom:
#   id: kustomize-secretgenerator-literal
#   control: secrets-management
#   severity: critical
#   profile: recommended
#   subjects: [kustomize]
#   message: "{key} is written into secretGenerator in plain text"
#   remediation: Take the literal out, change the secret wherever it was used, and make the Secret from an encrypted file or an external store.
#   example: |
#     resources:
#       - external-secret.yaml
#   peers: [CKV_SECRET_6]
#   documentation: [https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/secretgenerator/]
#   secret: true
package crosswalk.policies.kustomize.file.secretgenerator_literal

import data.crosswalk.lib.model
import data.crosswalk.lib.secrets
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(file, _sites(file)) if {
	some file in model.of_type("kustomize")
}

_sites(file) := [site |
	some generator in tri.entries(file, ["secretGenerator"])
	some site in _of_generator(generator)
]

_of_generator(generator) := [verdict.site(generator.path, "unknown")] if {
	tri.hidden(generator.value)
} else := [verdict.site(array.concat(generator.path, ["literals"]), "unknown")] if {
	tri.hidden(tri.get(generator.value, ["literals"]))
} else := [verdict.stating(verdict.site(array.concat(generator.path, ["literals", i]), _kept(literal)), {"key": _key(literal)}) |
	some i, literal in tri.get(generator.value, ["literals"])
]

# Is the literal no secret in plain text?
_kept(literal) := "yes" if {
	tri.hidden(literal)
	every part in _behind_the_sign(literal) {
		trim_space(part) == ""
	}
} else := "unknown" if {
	tri.hidden(literal)
} else := "yes" if {
	_value(literal) == ""
} else := "yes" if {
	secrets.placeholder(_value(literal))
} else := "no"

# Literal parts of a text with placeholders, those of the value alone; without any the whole is unknown.
_behind_the_sign(literal) := [_of_value(i, part) |
	some i, part in literal["$unknown"].parts
	is_string(part)
] if {
	contains(literal["$unknown"].parts[0], "=")
}

_of_value(0, part) := substring(part, indexof(part, "=") + 1, -1)

_of_value(i, part) := part if i > 0

_key(literal) := split(tri.text_of(literal), "=")[0] if {
	not tri.hidden(literal)
} else := "a literal"

_value(literal) := trim(substring(text, indexof(text, "=") + 1, -1), `"' `) if {
	text := tri.text_of(literal)
	contains(text, "=")
} else := ""
