# METADATA
# title: Every host of an Ingress is served over TLS
# description: |
#   An Ingress without `spec.tls`, or with a host that no entry covers, serves that host in plain text. A certificate that
#   is attached by an annotation of the cloud's controller counts, as does an HTTPS listener of AWS, which finds its
#   certificate by the host.
# scope: package
# custom:
#   id: k8s-ingress-tls
#   control: encryption-in-transit
#   severity: high
#   profile: recommended
#   subjects: [Ingress]
#   message: "{address} serves {host} without TLS"
#   remediation: Add the host to spec.tls with the Secret that holds its certificate.
#   example: |
#     spec:
#       tls:
#         - hosts: [portal.example.org]
#           secretName: portal-tls
#   peers: ["terrascan:AC_K8S_0002"]
#   documentation: [https://kubernetes.io/docs/concepts/services-networking/ingress/#tls]
package crosswalk.policies.kubernetes.network.ingress_tls

import data.crosswalk.lib.kubernetes
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_certificates := [
	"alb.ingress.kubernetes.io/certificate-arn",
	"networking.gke.io/managed-certificates",
	"ingress.gcp.kubernetes.io/pre-shared-cert",
	"appgw.ingress.kubernetes.io/appgw-ssl-certificate",
]

verdicts contains _verdict(ingress) if {
	some ingress in model.of_type("Ingress")
}

_verdict(ingress) := verdict.on(ingress, ["metadata", "annotations"], _attached(ingress)) if {
	_attached(ingress) != "no"
} else := verdict.of(ingress, [verdict.stating(verdict.site(["spec", "tls"], tri.flip(tri.empty(_tls(ingress)))), {"host": "every host"})]) if {
	tri.empty(_tls(ingress)) != "no"
} else := verdict.of(ingress, [_site(ingress, rule) | some rule in tri.entries(ingress, ["spec", "rules"])])

_attached(ingress) := tri.any_of(array.concat(
	[tri.flip(tri.empty(kubernetes.annotation(ingress, name))) | some name in _certificates],
	[
		tri.holds_text(kubernetes.annotation(ingress, "alb.ingress.kubernetes.io/listen-ports"), "HTTPS"),
		tri.is_true(kubernetes.annotation(ingress, "traefik.ingress.kubernetes.io/router.tls")),
	],
))

_tls(ingress) := tri.at(ingress, ["spec", "tls"])

_site(ingress, rule) := verdict.site(rule.path, "unknown") if {
	tri.hidden(rule.value)
} else := verdict.stating(
	verdict.site(array.concat(rule.path, ["host"]), _covered(ingress, tri.get(rule.value, ["host"]))),
	{"host": tri.text_of(tri.fallback(tri.get(rule.value, ["host"]), "every host"))},
)

# An entry without hosts covers what the controller's default certificate does, a rule without a host included.
_covered(ingress, host) := tri.any_of([answer |
	some entry in tri.each(_tls(ingress))
	answer := tri.any_of(array.concat([tri.empty(tri.get(entry, ["hosts"]))], [_matches(one, host) | some one in tri.listed(tri.get(entry, ["hosts"]))]))
])

_matches(pattern, host) := "yes" if {
	host in [null, ""]
} else := "unknown" if {
	tri.hidden(pattern)
} else := "unknown" if {
	tri.hidden(host)
} else := "yes" if {
	pattern == host
} else := tri.answer(_stripped(host) == trim_prefix(tri.text_of(pattern), "*.")) if {
	startswith(tri.text_of(pattern), "*.")
} else := "no"

# A wildcard stands for exactly one label.
_stripped(host) := concat(".", array.slice(labels, 1, count(labels))) if {
	labels := split(tri.text_of(host), ".")
}
