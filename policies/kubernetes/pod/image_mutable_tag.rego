# METADATA
# title: Images are pinned to a digest or a version
# description: |
#   `latest` and branch names point at something else tomorrow: what was reviewed is not what runs, and a roll-back brings
#   nothing back. An absent tag means latest.
# scope: package
# custom:
#   id: k8s-image-mutable-tag
#   control: change-management
#   severity: medium
#   profile: strict
#   subjects: [Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController, Job, CronJob]
#   message: "container {container} runs {image}, a tag that moves"
#   remediation: Pin the image to a version, better to its digest.
#   example: |
#     image: hapiproject/hapi:v7.4.0@sha256:0000000000000000000000000000000000000000000000000000000000000000
#   documentation: [https://kubernetes.io/docs/concepts/containers/images/#image-names]
package crosswalk.policies.kubernetes.pod.image_mutable_tag

import data.crosswalk.lib.kubernetes
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(workload, [_site(container) | some container in kubernetes.containers(workload)]) if {
	some workload in model.of_types(kubernetes.judged_types)
}

_site(container) := verdict.site(container.path, "unknown") if {
	tri.hidden(container.value)
} else := verdict.stating(
	verdict.site(array.concat(container.path, ["image"]), tri.flip(_moves(image))),
	{"container": container.name, "image": tri.text_of(image)},
) if {
	image := tri.get(container.value, ["image"])
}

_moves(image) := tri.any_of([
	tri.matches(image, `^[^@]*:(latest|stable|main|master|dev|edge|nightly)$`),
	tri.matches(image, `^([^/@]*/)*[^/:@]+$`),
])
