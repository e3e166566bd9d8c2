# METADATA
# title: Data stores and clinical interfaces are not exposed outside the cluster
# description: |
#   A NodePort or LoadBalancer Service publishes what stands behind it. MLLP (HL7 v2) and DICOM have no login of their
#   own. The AWS Load Balancer Controller makes its load balancers internal since 2.2 when no scheme is written, so
#   there the answer depends on its version. Source ranges count for load balancers only.
# scope: package
# custom:
#   id: k8s-service-datastore-exposed
#   control: network-exposure
#   severity: critical
#   grades: {restricted: medium}
#   profile: recommended
#   subjects: [Service]
#   reads: [Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController]
#   message: "{address} exposes {service} (port {port}) outside the cluster"
#   messages:
#     restricted: "{address} exposes {service} (port {port}) outside the cluster to the listed address ranges"
#   remediation: Use a ClusterIP Service, or an internal load balancer.
#   example: |
#     spec:
#       type: ClusterIP
#   documentation:
#     - https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types
#     - https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/
package crosswalk.policies.kubernetes.network.datastore_exposed

import data.crosswalk.lib.kubernetes
import data.crosswalk.lib.model
import data.crosswalk.lib.ports
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(service) if {
	some service in model.of_type("Service")
}

_verdict(service) := verdict.on(service, ["spec", "type"], "yes") if {
	_published(service) == "no"
} else := verdict.of(service, [_site(service, entry) | some entry in tri.entries(service, ["spec", "ports"])])

_published(service) := tri.all_of([
	tri.one_of(tri.at(service, ["spec", "type"]), ["NodePort", "LoadBalancer"]),
	tri.flip(_internal(service)),
])

# One site a port entry: the first port of the table that surely fits, else one that may.
_site(service, entry) := _carrying(service, entry, ports_of[0]) if {
	ports_of := [port | some port, _ in ports.names; _carries(service, entry.value, port) == "yes"]
	count(ports_of) > 0
} else := verdict.site(entry.path, tri.any_of([_harmless(service, entry.value), tri.flip(_published(service))]))

_carrying(service, entry, port) := verdict.graded(
	verdict.stating(_judged(service, entry), {"port": port, "service": ports.names[port]}),
	_grade(service),
)

_judged(service, entry) := verdict.because(verdict.site(entry.path, "unknown"), "version") if {
	_published(service) == "yes"
	_scheme_by_version(service)
} else := verdict.site(entry.path, tri.flip(_published(service)))

_harmless(service, value) := tri.all_of([tri.flip(_carries(service, value, port)) | some port, _ in ports.names])

# Where more workloads are selected than links are kept, any of them may give the name to this port.
_carries(service, value, port) := tri.any_of(array.concat(_told(service, value, port), ["unknown" |
	is_string(tri.get(value, ["targetPort"]))
	model.uncertain(service, "workloads")
]))

_told(service, value, port) := array.concat(
	[tri.same(tri.get(value, [side]), port) | some side in ["port", "targetPort"]],
	[tri.all_of([tri.same(tri.get(one, ["name"]), tri.get(value, ["targetPort"])), tri.same(tri.get(one, ["containerPort"]), port)]) |
		is_string(tri.get(value, ["targetPort"]))
		some workload in model.linked(service, "workloads")
		some container in kubernetes.containers(workload)
		some one in tri.each(tri.get(container.value, ["ports"]))
	],
)

# What the cloud controllers read: AWS, Azure, Google, Oracle, OpenStack.
_internal(service) := tri.all_of([tri.same(tri.at(service, ["spec", "type"]), "LoadBalancer"), tri.any_of(array.concat(
	[tri.same(kubernetes.annotation(service, name), value) | some name, value in _private],
	[tri.flip(tri.any_of([tri.empty(_legacy(service)), tri.is_false(_legacy(service))]))],
))])

# Any text but "false" counted before the value was defined as true.
_legacy(service) := kubernetes.annotation(service, "service.beta.kubernetes.io/aws-load-balancer-internal")

_private := {
	"service.beta.kubernetes.io/aws-load-balancer-scheme": "internal",
	"service.beta.kubernetes.io/azure-load-balancer-internal": "true",
	"service.beta.kubernetes.io/oci-load-balancer-internal": "true",
	"service.beta.kubernetes.io/openstack-internal-load-balancer": "true",
	"networking.gke.io/load-balancer-type": "Internal",
	"cloud.google.com/load-balancer-type": "Internal",
}

_scheme_by_version(service) if {
	_aws_controller(service) != "no"
	tri.present(kubernetes.annotation(service, "service.beta.kubernetes.io/aws-load-balancer-scheme")) == "no"
}

_aws_controller(service) := tri.any_of([
	tri.one_of(kubernetes.annotation(service, "service.beta.kubernetes.io/aws-load-balancer-type"), ["external", "nlb-ip"]),
	tri.one_of(tri.at(service, ["spec", "loadBalancerClass"]), ["service.k8s.aws/nlb", "eks.amazonaws.com/nlb"]),
])

_grade(service) := "restricted" if {
	tri.same(tri.at(service, ["spec", "type"]), "LoadBalancer") == "yes"
	ranges := tri.listed(tri.at(service, ["spec", "loadBalancerSourceRanges"]))
	count(ranges) > 0
	every range in ranges {
		tri.one_of(range, ["0.0.0.0/0", "::/0"]) == "no"
	}
} else := "default"
