# METADATA
# title: Values files that switch an ingress on give it TLS
# description: |
#   An ingress without a `tls` section serves plain HTTP. Judged are values files in which an `ingress` is enabled; the
#   section may also stand in the chart's defaults. TLS that an outer proxy or a certificate of the controller provides
#   cannot be seen here.
# scope: package
# custom:
#   id: helm-values-tls-disabled
#   control: encryption-in-transit
#   severity: high
#   grades: {example: low}
#   profile: recommended
#   subjects: [helm:values]
#   message: "{key} is enabled without TLS"
#   remediation: List the hosts and the Secret with the certificate under tls of the ingress.
#   example: |
#     ingress:
#       enabled: true
#       tls:
#         - secretName: fhir-tls
#           hosts: [fhir.example.org]
#   peers: []
#   documentation: [https://kubernetes.io/docs/concepts/services-networking/ingress/#tls, https://helm.sh/docs/chart_template_guide/values_files/]
package crosswalk.policies.helm.values.tls_disabled

import data.crosswalk.lib.helm
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(file, _sites(file)) if {
	some file in model.of_type("helm:values")
}

_verdict(file, sites) := verdict.of(file, sites) if {
	count(sites) > 0
} else := verdict.not_applicable(file, "no-ingress")

_sites(file) := [verdict.graded(verdict.stating(verdict.site(array.concat(entry.path, ["tls"]), answer), {"key": _key(entry.path)}), _grade(file)) |
	some entry in helm.objects(file)
	regex.match(`(?i)ingress$`, _key(entry.path))
	enabled := tri.is_true(tri.get(entry.value, ["enabled"]))
	enabled != "no"
	answer := _answer(enabled, _served(helm.effective(file, model.linked(file, "defaults"), array.concat(entry.path, ["tls"]))))
]

_key(path) := [step | some step in array.reverse(path); is_string(step)][0]

# Whether an ingress is on that may be off is not known either way.
_answer("yes", tls) := tls

_answer("unknown", tls) := tri.any_of([tls, "unknown"])

_served(tls) := tri.is_true(tri.get(tls, ["enabled"])) if {
	is_object(tls)
	not tri.hidden(tls)
	tri.get(tls, ["enabled"]) != null
} else := "no" if {
	tri.is_false(tls) == "yes"
} else := tri.flip(tri.empty(tls))

_grade(file) := "example" if {
	file.meta.example == true
} else := "default"
