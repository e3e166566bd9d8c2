# METADATA
# title: Base images are pinned to a version or a digest
# description: |
#   `latest` and branch names point at something else tomorrow, so that the same Dockerfile builds another image than the
#   one that was reviewed. An absent tag means latest. Variables are taken from the ARGs before the first FROM.
# scope: package
# custom:
#   id: docker-base-mutable-tag
#   control: change-management
#   severity: medium
#   profile: strict
#   subjects: [dockerfile]
#   message: "stage {stage} begins with {image}, a tag that moves"
#   remediation: Name a version, better the digest, of the base image.
#   example: |
#     FROM eclipse-temurin:21.0.5_11-jre@sha256:0000000000000000000000000000000000000000000000000000000000000000
#   peers: [CKV_DOCKER_7, AVD-DS-0001, "terrascan:AC_DOCKER_0041"]
#   related: ["kics:dockerfile/image_version_using_latest", "kics:dockerfile/image_version_not_explicit"]
#   documentation: [https://docs.docker.com/reference/dockerfile/#from]
package crosswalk.policies.docker.image.base_mutable_tag

import data.crosswalk.lib.docker
import data.crosswalk.lib.images
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(file, [site | some stage in docker.stages(file); site := _site(stage)]) if {
	some file in model.of_type("dockerfile")
}

# A stage without an image begins with an earlier one.
_site(stage) := verdict.site(stage.path, "unknown") if {
	tri.hidden(stage.value)
} else := verdict.stating(
	verdict.site(array.concat(stage.path, ["image"]), tri.any_of([tri.same(image, "scratch"), tri.flip(images.moves(image))])),
	{"stage": docker.name(stage.value), "image": tri.text_of(image)},
) if {
	image := tri.get(stage.value, ["image"])
	image != null
}
