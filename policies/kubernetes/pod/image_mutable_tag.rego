# METADATA
# title: Images are pinned to a digest or a version
# description: |
#   `latest` and branch names point at something else tomorrow: what was reviewed is not what runs, and a roll-back brings
#   nothing back. An absent tag means latest. What a Kustomization of Flux or a Skaffold configuration of
#   the scan tags itself is unknown.
# scope: package
# custom:
#   id: k8s-image-mutable-tag
#   control: change-management
#   severity: medium
#   profile: strict
#   subjects: [Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController, Job, CronJob, Rollout, KnativeService, DeploymentConfig]
#   reads: [Kustomization, Config]
#   whole: [Kustomization, Config]
#   message: "container {container} runs {image}, a tag that moves"
#   remediation: Pin the image to a version, better to its digest.
#   example: |
#     image: hapiproject/hapi:v7.4.0@sha256:0000000000000000000000000000000000000000000000000000000000000000
#   peers: [CKV_K8S_14, AVD-KSV-0013, "kube-linter:latest-tag", "terrascan:AC_K8S_0068", "prowler:core_image_tag_fixed"]
#   related: ["kics:invalid_image"]
#   documentation: [https://kubernetes.io/docs/concepts/containers/images/#image-names]
package crosswalk.policies.kubernetes.pod.image_mutable_tag

import data.crosswalk.lib.kubernetes
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_branches := ["latest", "stable", "main", "master", "dev", "edge", "nightly"]

verdicts contains verdict.of(workload, [_site(container) | some container in kubernetes.containers(workload)]) if {
	some workload in model.of_types(kubernetes.judged_types)
}

_site(container) := verdict.site(container.path, "unknown") if {
	tri.hidden(container.value)
} else := verdict.stating(
	_judged(array.concat(container.path, ["image"]), image, tri.one_of(_tag(image), _branches)),
	{"container": container.name, "image": tri.text_of(image)},
) if {
	image := tri.get(container.value, ["image"])
}

_judged(path, image, "yes") := verdict.because(verdict.site(path, "unknown"), "not-rendered") if {
	tri.any_of([tri.same(name, _repository(image)) | some name in _tagged_elsewhere]) != "no"
} else := verdict.site(path, "no")

_judged(path, _, answer) := verdict.site(path, tri.flip(answer)) if answer != "yes"

# Of a template the text behind the last placeholder may tell: `${REGISTRY}/fhir:7.4.0` is pinned.
_tag(image) := _tag_in(last) if {
	parts := object.get(image, ["$unknown", "parts"], [])
	last := parts[count(parts) - 1]
	is_string(last)
	regex.match(`[/@:][^/]+$`, last)
} else := image if {
	tri.hidden(image)
} else := _tag_in(tri.text_of(image))

_tag_in(text) := "" if {
	regex.match(`@|^$`, text)
} else := regex.find_all_string_submatch_n(`:([^/:]*)$`, text, 1)[0][1] if {
	regex.match(`:[^/:]*$`, text)
} else := "latest"

_repository(image) := trim_suffix(tri.text_of(image), concat("", [":", _tag(image)])) if {
	not tri.hidden(image)
} else := image

# Names that Flux's Kustomization or Skaffold replaces before the manifest is applied; a marker where a list is unknown.
_tagged_elsewhere contains tri.get(entry.value, ["name"]) if {
	some kustomization in model.of_type("Kustomization")
	some list in [["images"], ["spec", "images"]]
	some entry in tri.entries(kustomization, list)
	some key in ["newTag", "digest"]
	tri.present(tri.get(entry.value, [key])) != "no"
}

_tagged_elsewhere contains tri.get(entry.value, ["image"]) if {
	some config in model.of_type("Config")
	some entry in tri.entries(config, ["build", "artifacts"])
}
