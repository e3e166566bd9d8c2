# METADATA
# title: Data stores that operators run take TLS connections only
# description: |
#   Judged by kind. ECK's Elasticsearch and Kibana use TLS unless the self-signed certificate is disabled without another one
#   in its place. MongoDBCommunity needs `security.tls.enabled`. PerconaServerMongoDB takes plain connections in the modes
#   disabled and allowTLS, or with the unsafe flag for TLS. RabbitmqCluster has TLS only with `tls.secretName`. Keycloak opens
#   a plain port with `http.httpEnabled`.
# scope: package
# custom:
#   id: k8s-operator-datastore-tls
#   control: encryption-in-transit
#   severity: high
#   profile: recommended
#   subjects: [Elasticsearch, Kibana, MongoDBCommunity, PerconaServerMongoDB, RabbitmqCluster, Keycloak]
#   message: "{address} takes plain connections"
#   remediation: Turn TLS on in the object, with a certificate of the cluster's issuer.
#   example: |
#     apiVersion: rabbitmq.com/v1beta1
#     kind: RabbitmqCluster
#     metadata:
#       name: events
#     spec:
#       tls:
#         secretName: events-tls
#   documentation: [https://www.elastic.co/guide/en/cloud-on-k8s/2.13/k8s-tls-certificates.html, https://www.rabbitmq.com/kubernetes/operator/using-operator, https://docs.percona.com/percona-operator-for-mongodb/TLS.html, https://www.keycloak.org/operator/basic-deployment]
package crosswalk.policies.kubernetes.operator.datastore_tls

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(store, _sites(store)) if {
	some store in model.of_types(["Elasticsearch", "Kibana", "MongoDBCommunity", "PerconaServerMongoDB", "RabbitmqCluster", "Keycloak"])
}

_sites(store) := [verdict.site(["spec", "http", "tls", "selfSignedCertificate", "disabled"], tri.any_of([
	tri.flip(_on(store, ["spec", "http", "tls", "selfSignedCertificate", "disabled"])),
	tri.present(tri.at(store, ["spec", "http", "tls", "certificate", "secretName"])),
]))] if {
	store.type in {"Elasticsearch", "Kibana"}
} else := [verdict.site(["spec", "security", "tls", "enabled"], _on(store, ["spec", "security", "tls", "enabled"]))] if {
	store.type == "MongoDBCommunity"
} else := [
	verdict.site(["spec", "tls", "mode"], tri.flip(tri.one_of_folded(tri.at(store, ["spec", "tls", "mode"]), {"disabled", "allowtls"}))),
	verdict.site(["spec", "unsafeFlags", "tls"], tri.flip(_on(store, ["spec", "unsafeFlags", "tls"]))),
] if {
	store.type == "PerconaServerMongoDB"
} else := [verdict.site(["spec", "tls", "secretName"], tri.flip(tri.empty(tri.at(store, ["spec", "tls", "secretName"]))))] if {
	store.type == "RabbitmqCluster"
} else := [verdict.site(["spec", "http", "httpEnabled"], tri.flip(_on(store, ["spec", "http", "httpEnabled"])))]

_on(store, path) := tri.is_true(tri.at(store, path))
