# METADATA
# title: No private key lies in the repository
# description: |
#   Whoever has the repository has the key, also after it was deleted, and every copy of the repository must count as
#   leaked. A key under a passphrase only waits for the passphrase. A key store with nothing but certificates passes.
# scope: package
# custom:
#   id: private-key-committed
#   control: key-management
#   severity: critical
#   grades: {encrypted: medium, store: high}
#   profile: recommended
#   subjects: [key-file]
#   message: "a private key lies in the repository ({format})"
#   messages: {encrypted: "a private key under a passphrase lies in the repository ({format})", store: "a key store lies in the repository ({format})"}
#   remediation: Take the key out of use, remove it from the repository and its history, and hand the new one to the program from a secret store.
#   example: |
#     # .gitignore
#     *.key
#     *.p12
#   peers: [CKV_SECRET_13, "kics:common/passwords_and_secrets"]
#   documentation:
#     - https://www.rfc-editor.org/rfc/rfc7468
#     - https://csrc.nist.gov/pubs/sp/800/57/pt1/r5/final
#   secret: true
package crosswalk.policies.generic.file.private_key

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(file) if {
	some file in model.of_type("key-file")
}

_verdict(file) := verdict.on(file, [], "yes") if {
	tri.empty(tri.at(file, ["keys"])) == "yes"
} else := verdict.of(file, [_judged(entry) | some entry in tri.entries(file, ["keys"])])

_judged(entry) := verdict.site(entry.path, "unknown") if {
	tri.hidden(entry.value)
} else := verdict.stating(verdict.graded(verdict.site(entry.path, "no"), _grade(entry.value)), {"format": tri.get(entry.value, ["format"])})

_grade(key) := "encrypted" if {
	tri.is_true(tri.get(key, ["encrypted"])) == "yes"
} else := "store" if {
	tri.get(key, ["format"]) in {"pkcs12", "jks"}
} else := "default"
