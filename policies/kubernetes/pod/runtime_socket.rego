# METADATA
# title: Pods do not mount the container runtime's socket
# description: |
#   Whoever reaches the socket of Docker, containerd, CRI-O or Podman starts containers on the node as root. A folder that
#   holds the socket gives the same.
# scope: package
# custom:
#   id: k8s-pod-runtime-socket
#   control: workload-hardening
#   severity: critical
#   profile: recommended
#   subjects: [Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController, Job, CronJob, Rollout, KnativeService, DeploymentConfig]
#   message: "{address} mounts {path} of the node, which gives control of the container runtime"
#   remediation: Remove the hostPath volume; build images with a tool that needs no daemon.
#   example: |
#     volumes:
#       - name: work
#         emptyDir: {}
#   peers: [CKV_K8S_27, AVD-KSV-0006, "kube-linter:docker-sock", "kics:docker_daemon_socket_is_exposed_to_containers", "terrascan:AC_K8S_0088"]
#   documentation: [https://kubernetes.io/docs/concepts/storage/volumes/#hostpath]
package crosswalk.policies.kubernetes.pod.runtime_socket

import data.crosswalk.lib.kubernetes
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

# The socket wherever it lies, a folder that holds one by default, and Docker's and containerd's pipes on Windows.
_socket := `(^|/)(docker|containerd|crio|dockershim|podman)\.sock/*$|^/+((var/+)?run(/+(containerd|crio|podman|k3s/+containerd))?/*)?$|^\\\\\.\\pipe\\(docker_engine|containerd-containerd)$`

verdicts contains verdict.of(workload, [_site(volume) | some volume in kubernetes.volumes(workload)]) if {
	some workload in model.of_types(kubernetes.judged_types)
}

_site(volume) := verdict.site(volume.path, "unknown") if {
	tri.hidden(volume.value)
} else := verdict.site(volume.path, "yes") if {
	tri.get(volume.value, ["hostPath"]) == null
} else := verdict.stating(
	verdict.site(array.concat(volume.path, ["hostPath", "path"]), tri.flip(tri.matches(_path(volume), _socket))),
	{"path": tri.text_of(_path(volume))},
)

_path(volume) := tri.get(volume.value, ["hostPath", "path"])
