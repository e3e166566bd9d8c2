# METADATA
# title: Pods mount no folder of the node that holds its secrets or its system
# description: |
#   A volume of the node's /, /etc, /root, /boot, /dev, /proc, /sys, /var/lib/kubelet, /var/lib/etcd, /var/log or /home gives
#   the pod the node, its keys or other pods' data. Any other folder of the node is graded medium unless every mount of it
#   is read-only.
# scope: package
# custom:
#   id: k8s-pod-hostpath-sensitive
#   control: workload-hardening
#   severity: high
#   grades: {other: medium}
#   profile: strict
#   subjects: [Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController, Job, CronJob, Rollout, KnativeService, DeploymentConfig, PersistentVolume]
#   message: "{address} mounts {path} of the node"
#   messages:
#     other: "{address} mounts {path} of the node, and may write there"
#   remediation: Use a PersistentVolumeClaim, a ConfigMap or emptyDir in place of the hostPath.
#   example: |
#     volumes:
#       - name: data
#         persistentVolumeClaim:
#           claimName: fhir-data
#   peers: [AVD-KSV-0023, AVD-KSV-0121, "kube-linter:sensitive-host-mounts", "kube-linter:writable-host-mount", "kics:workload_mounting_with_sensitive_os_directory", "kics:volume_mount_with_os_directory_write_permissions", "kics:non_kube_system_pod_with_host_mount", "terrascan:AC_K8S_0076"]
#   related: [CKV_K8S_27]
#   documentation: [https://kubernetes.io/docs/concepts/storage/volumes/#hostpath]
package crosswalk.policies.kubernetes.pod.hostpath_sensitive

import data.crosswalk.lib.kubernetes
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(workload, [site |
	some volume in kubernetes.volumes(workload)
	some site in _of_volume(workload, volume)
]) if {
	some workload in model.of_types(kubernetes.judged_types)
}

verdicts contains verdict.of(volume, _sites(["spec", "hostPath", "path"], tri.at(volume, ["spec", "hostPath", "path"]), "no")) if {
	some volume in model.of_type("PersistentVolume")
}

_of_volume(workload, volume) := [verdict.site(volume.path, "unknown")] if {
	tri.hidden(volume.value)
} else := _sites(
	array.concat(volume.path, ["hostPath", "path"]),
	tri.get(volume.value, ["hostPath", "path"]),
	_read_only(workload, tri.get(volume.value, ["name"])),
)

_sites(_, null, _) := []

_sites(path, value, _) := [verdict.stating(verdict.site(path, "unknown"), {"path": "a folder"})] if tri.hidden(value)

_sites(path, value, read_only) := [verdict.graded(verdict.stating(verdict.site(path, _answer(folder, read_only)), {"path": folder}), _grade(folder))] if {
	not tri.hidden(value)
	value != null
	folder := _cleaned(tri.text_of(value))
}

_answer(folder, read_only) := "no" if {
	_sensitive(folder)
} else := read_only

_grade(folder) := "default" if {
	_sensitive(folder)
} else := "other"

_cleaned(path) := concat("", ["/", concat("/", [part | some part in split(path, "/"); not part in {"", "."}])])

_roots := ["/etc", "/root", "/boot", "/dev", "/proc", "/sys", "/var/lib/kubelet", "/var/lib/etcd", "/var/log", "/home"]

_sensitive("/")

_sensitive(folder) if folder in _roots

_sensitive(folder) if {
	some root in _roots
	startswith(folder, concat("", [root, "/"]))
}

# Every mount of the volume, in all containers.
_read_only(workload, name) := tri.all_of([_mounted(mount, name) |
	some container in kubernetes.containers(workload)
	some mount in _mounts(container.value)
])

_mounts(container) := [container] if {
	tri.hidden(container)
} else := tri.each(tri.get(container, ["volumeMounts"]))

_mounted(mount, name) := tri.given(tri.same(tri.get(mount, ["name"]), name), tri.is_true(tri.get(mount, ["readOnly"])))
