# METADATA
# title: The mesh takes no plain connections
# description: |
#   Istio's proxies take clear text beside mutual TLS unless a PeerAuthentication says STRICT: that is the mode PERMISSIVE,
#   the default. Judged is each PeerAuthentication that states another mode, for all ports or for one, and each
#   namespace with injected proxies for which neither its own nor the mesh's policy (in istio-system) says STRICT. Where the
#   files hold no policy for the whole mesh, another repository may: that is unknown unless crosswalk.yaml declares the
#   cluster baseline.
# scope: package
# custom:
#   id: k8s-istio-mtls-strict
#   control: encryption-in-transit
#   severity: high
#   profile: recommended
#   subjects: [PeerAuthentication, Namespace]
#   message: "{address} lets plain connections into the mesh"
#   remediation: "Set mtls.mode: STRICT in a PeerAuthentication of the namespace, and remove modes of single ports."
#   example: |
#     apiVersion: security.istio.io/v1
#     kind: PeerAuthentication
#     metadata:
#       name: default
#       namespace: ehr
#     spec:
#       mtls:
#         mode: STRICT
#   documentation: [https://istio.io/latest/docs/reference/config/security/peer_authentication/]
package crosswalk.policies.kubernetes.mesh.istio_mtls_strict

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(policy, array.concat([_mode(policy)], _ports(policy))) if {
	some policy in model.of_type("PeerAuthentication")
}

verdicts contains _verdict(namespace) if {
	some namespace in model.of_type("Namespace")
}

# A policy that states no mode takes over the one above it, which is judged there.
_mode(policy) := verdict.site(["spec", "mtls", "mode"], tri.flip(_plain(tri.at(policy, ["spec", "mtls", "mode"]))))

_plain(mode) := tri.one_of(mode, ["PERMISSIVE", "DISABLE"])

_ports(policy) := [verdict.site(["spec", "portLevelMtls"], "unknown")] if {
	tri.hidden(tri.at(policy, ["spec", "portLevelMtls"]))
} else := [verdict.site(["spec", "portLevelMtls", port, "mode"], tri.flip(_plain(tri.get(one, ["mode"])))) |
	some port, one in tri.at(policy, ["spec", "portLevelMtls"])
]

_verdict(namespace) := verdict.not_applicable(namespace, "outside-the-mesh") if {
	_injected(namespace) == "no"
} else := verdict.not_applicable(namespace, "judged-at-its-policy") if {
	_stated(namespace) == "yes"
} else := verdict.outside(namespace, [], "cluster-baseline") if {
	_strict(namespace) == "no"
	count(_mesh(namespace)) == 0
	not model.declares("cluster-baseline")
} else := verdict.on(namespace, [], tri.any_of([tri.flip(_injected(namespace)), _strict(namespace)]))

_injected(namespace) := tri.any_of([
	tri.same(_label(namespace, "istio-injection"), "enabled"),
	tri.present(_label(namespace, "istio.io/rev")),
	tri.same(_label(namespace, "istio.io/dataplane-mode"), "ambient"),
])

_label(namespace, name) := tri.at(namespace, ["metadata", "labels", name])

_own(namespace) := [tri.at(policy, ["spec", "mtls", "mode"]) |
	some policy in model.linked(namespace, "meshPolicies")
	policy.type == "PeerAuthentication"
]

_mesh(namespace) := [tri.at(policy, ["spec", "mtls", "mode"]) |
	some policy in model.linked(namespace, "meshDefaults")
	policy.type == "PeerAuthentication"
]

_stated(namespace) := tri.any_of([_plain(mode) | some mode in _own(namespace)])

_strict(namespace) := tri.any_of([tri.same(mode, "STRICT") | some mode in array.concat(_own(namespace), _mesh(namespace))])
