# METADATA
# title: Images are pinned to a digest or a version
# description: |
#   `latest` and branch names point at something else tomorrow: what was reviewed is not what runs, and a roll-back brings
#   nothing back. An absent tag means latest. An image that a kustomization or skaffold of the scan gives its tag to is
#   judged there, or unknown.
# scope: package
# custom:
#   id: k8s-image-mutable-tag
#   control: change-management
#   severity: medium
#   profile: strict
#   subjects: [Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController, Job, CronJob, Kustomization]
#   reads: [Config]
#   message: "{what} {image}, a tag that moves"
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

verdicts contains verdict.of(workload, [_site(container) | some container in kubernetes.containers(workload)]) if {
	some workload in model.of_types(kubernetes.judged_types)
}

verdicts contains verdict.of(kustomization, [_new_tag(entry) |
	some list in [["images"], ["spec", "images"]]
	some entry in tri.entries(kustomization, list)
]) if {
	some kustomization in model.of_type("Kustomization")
}

_site(container) := verdict.site(container.path, "unknown") if {
	tri.hidden(container.value)
} else := verdict.stating(
	_judged(array.concat(container.path, ["image"]), image, _moves(image)),
	{"what": concat(" ", ["container", container.name, "runs"]), "image": tri.text_of(image)},
) if {
	image := tri.get(container.value, ["image"])
}

_judged(path, image, "yes") := verdict.because(verdict.site(path, "unknown"), "not-rendered") if {
	_repository(image) in _set_elsewhere
} else := verdict.site(path, "no")

_judged(path, _, answer) := verdict.site(path, tri.flip(answer)) if answer != "yes"

_branches := ["latest", "stable", "main", "master", "dev", "edge", "nightly"]

# Of a template the text behind the last placeholder is looked at: `${REGISTRY}/fhir:7.4.0` is pinned.
_moves(image) := tri.one_of(_tag(image), _branches)

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

_repository(image) := regex.find_all_string_submatch_n(`^((?:[^/@]*/)*[^/:@]*)`, tri.text_of(image), 1)[0][1]

# Names that a kustomization or skaffold replaces before the manifest is applied.
_set_elsewhere := {tri.text_of(tri.get(entry.value, ["name"])) |
	some kustomization in model.of_type("Kustomization")
	some list in [["images"], ["spec", "images"]]
	some entry in tri.entries(kustomization, list)
	some key in ["newTag", "digest"]
	tri.present(tri.get(entry.value, [key])) != "no"
} | {tri.text_of(tri.get(entry.value, ["image"])) |
	some config in model.of_type("Config")
	some entry in tri.entries(config, ["build", "artifacts"])
}

_new_tag(entry) := verdict.stating(
	verdict.site(_tag_path(entry), tri.flip(tri.all_of([
		tri.one_of(tri.get(entry.value, ["newTag"]), _branches),
		tri.flip(tri.present(tri.get(entry.value, ["digest"]))),
	]))),
	{
		"what": "the kustomization sets",
		"image": concat(":", [tri.text_of(tri.get(entry.value, ["name"])), tri.text_of(tri.get(entry.value, ["newTag"]))]),
	},
)

_tag_path(entry) := entry.path if {
	tri.hidden(entry.value)
} else := array.concat(entry.path, ["newTag"])
