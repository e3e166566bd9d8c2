# METADATA
# title: Containers run as a user other than root
# description: |
#   Root in a container is root on the node once a runtime flaw is found. The container's securityContext wins over the
#   pod's. With neither runAsUser nor runAsNonRoot set the image decides, and most images choose root.
# scope: package
# custom:
#   id: k8s-pod-run-as-root
#   control: workload-hardening
#   severity: high
#   grades: {image: high}
#   profile: strict
#   subjects: [Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController, Job, CronJob, Rollout, KnativeService, DeploymentConfig]
#   message: "container {container} runs as root"
#   messages:
#     image: "container {container} runs as the image's user, which may be root"
#   remediation: Set runAsNonRoot to true and runAsUser to a number above 0.
#   example: |
#     securityContext:
#       runAsNonRoot: true
#       runAsUser: 10001
#   peers: [CKV_K8S_23, CKV_K8S_6, AVD-KSV-0012, AVD-KSV-0105, "kube-linter:run-as-non-root", "kics:containers_running_as_root", "terrascan:AC_K8S_0087"]
#   related: ["prowler:core_minimize_root_containers_admission"]
#   documentation: [https://kubernetes.io/docs/tasks/configure-pod-container/security-context/]
package crosswalk.policies.kubernetes.pod.run_as_root

import data.crosswalk.lib.kubernetes
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(workload) if {
	some workload in model.of_types(kubernetes.judged_types)
}

_verdict(workload) := verdict.not_applicable(workload, "windows") if {
	_windows(workload) == "yes"
} else := verdict.of(workload, [_site(workload, container) | some container in kubernetes.containers(workload)])

# runAsUser and runAsNonRoot are settings of Linux.
_windows(workload) := tri.same(kubernetes.pod_at(workload, ["os", "name"]), "windows")

_site(workload, container) := verdict.site(container.path, "unknown") if {
	tri.hidden(container.value)
} else := verdict.stating(_judged(workload, container, kubernetes.effective(workload, container, "runAsUser")), {"container": container.name})

_judged(workload, container, user) := _at(workload, container, "runAsUser", tri.flip(tri.same(user, 0))) if {
	user != null
} else := _graded(_at(workload, container, "runAsNonRoot", tri.is_true(kubernetes.effective(workload, container, "runAsNonRoot"))))

_graded(site) := verdict.graded(site, "image")

# Where the setting that counts is written; when none is, in the container.
_at(workload, container, key, answer) := verdict.site(kubernetes.pod_path(workload, ["securityContext", key]), _on_linux(workload, answer)) if {
	tri.get(container.value, ["securityContext", key]) == null
	kubernetes.pod_at(workload, ["securityContext", key]) != null
} else := verdict.site(array.concat(container.path, ["securityContext", key]), _on_linux(workload, answer))

_on_linux(workload, answer) := tri.any_of([answer, _windows(workload)])
