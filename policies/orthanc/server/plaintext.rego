# METADATA
# title: Orthanc's images cross the network encrypted
# description: |
#   Orthanc speaks HTTP and DICOM, both without TLS unless SslEnabled and DicomTlsEnabled (since 1.9.0) are on. For HTTP a
#   proxy with TLS beside it does as well: a proxy among the services of the same Compose file, or an Ingress with tls
#   among the same manifests. A file by itself does not tell what stands before it. Nothing of that kind helps DICOM.
# scope: package
# custom:
#   id: orthanc-plaintext
#   control: encryption-in-transit
#   severity: high
#   grades: {dicom: high}
#   profile: recommended
#   subjects: [orthanc]
#   reads: ["compose:service", Ingress]
#   whole: ["compose:service", Ingress]
#   message: "Orthanc answers HTTP from the network without TLS"
#   messages: {dicom: "Orthanc answers DICOM without TLS"}
#   remediation: Set DicomTlsEnabled with its certificates, and SslEnabled with SslCertificate or a proxy with TLS before Orthanc; switch servers off that nobody uses.
#   example: |
#     {"SslEnabled": true, "SslCertificate": "/etc/orthanc/tls.pem", "DicomTlsEnabled": true}
#   documentation:
#     - https://orthanc.uclouvain.be/book/faq/https.html
#     - https://orthanc.uclouvain.be/book/faq/dicom-tls.html
package crosswalk.policies.orthanc.server.plaintext

import data.crosswalk.lib.model
import data.crosswalk.lib.service
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(server) if {
	some server in model.of_type("orthanc")
}

_verdict(server) := verdict.not_applicable(server, "not-set-here") if {
	count(_sites(server)) == 0
} else := verdict.of(server, _sites(server))

_sites(server) := array.concat(_http(server), _dicom(server))

_http(server) := [] if {
	service.silent(server, "SslEnabled")
} else := [] if {
	service.silent(server, "RemoteAccessAllowed")
} else := [_alone(server, verdict.site(["SslEnabled"], tri.any_of([
	tri.is_true(service.setting(server, "SslEnabled")),
	tri.flip(tri.is_true(service.setting(server, "RemoteAccessAllowed"))),
	tri.is_false(service.setting(server, "HttpServerEnabled")),
	_proxied,
])))]

# Whether a proxy stands before a file that nothing in the scan starts, the file does not tell.
_alone(server, site) := verdict.because(object.union(site, {"outcome": "unknown"}), "outside-scan") if {
	site.outcome == "fail"
	object.get(server.meta, "carrier", null) == null
} else := site

_dicom(server) := [] if {
	service.silent(server, "DicomTlsEnabled")
} else := [verdict.graded(
	verdict.site(["DicomTlsEnabled"], tri.any_of([
		tri.is_true(service.setting(server, "DicomTlsEnabled")),
		tri.is_false(service.setting(server, "DicomServerEnabled")),
	])),
	"dicom",
)]

_proxy := `(^|/)(nginx|nginx-proxy|nginx-unprivileged|traefik|caddy|haproxy|envoy|httpd|swag|nginx-proxy-manager)(:|@|$)`

_proxied := tri.any_of(array.concat(
	[tri.matches(tri.at(other, ["image"]), _proxy) | some other in model.of_type("compose:service")],
	[tri.flip(tri.empty(tri.at(ingress, ["spec", "tls"]))) | some ingress in model.of_type("Ingress")],
))
