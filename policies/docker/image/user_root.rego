# METADATA
# title: Images run as a user other than root
# description: |
#   Without USER the process is root inside the container, and so is whoever takes it over. A stage takes over the user of
#   an earlier stage that it begins with; base images outside the file count as root unless their name says nonroot or
#   chiseled (distroless and .NET images of these names set a user). Only the last stage is judged: `--target` may build another.
# scope: package
# custom:
#   id: docker-user-root
#   control: workload-hardening
#   severity: high
#   grades: {named: high}
#   profile: strict
#   subjects: [dockerfile]
#   message: "the last stage of {address} sets no user, so the image runs as root"
#   messages:
#     named: "the last stage of {address} ends as user {user}"
#   remediation: Add a user without privileges and name it, better by number, behind the last step that needs root.
#   example: |
#     FROM eclipse-temurin:21-jre
#     USER 65532:65532
#   peers: [CKV_DOCKER_3, CKV_DOCKER_8, AVD-DS-0002, "terrascan:AC_DOCKER_0005"]
#   related: ["kics:dockerfile/missing_user_instruction", "kics:dockerfile/last_user_is_root"]
#   documentation: [https://docs.docker.com/reference/dockerfile/#user, https://github.com/GoogleContainerTools/distroless]
package crosswalk.policies.docker.image.user_root

import data.crosswalk.lib.docker
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _judged(file, docker.stages(file)) if {
	some file in model.of_type("dockerfile")
}

_judged(file, stages) := verdict.not_applicable(file, "no-stage") if {
	count(stages) == 0
} else := verdict.of(file, [_site(last, tri.get(last.value, ["user"]))]) if {
	last := stages[count(stages) - 1]
}

_site(stage, user) := verdict.site(stage.path, "unknown") if {
	tri.hidden(stage.value)
} else := verdict.site(array.concat(stage.path, ["user"]), _without_root(tri.get(stage.value, ["base"]))) if {
	user == null
} else := verdict.stating(verdict.graded(site, "named"), {"user": _shown(user)}) if {
	site := verdict.site(array.concat(stage.path, ["user"]), tri.flip(tri.matches(user, `^(root|0+)?(:|$)`)))
}

# An empty text is what a variable gives that nothing sets.
_shown(user) := "root, by an empty name" if {
	tri.empty(user) == "yes"
} else := tri.text_of(user)

_without_root(base) := tri.matches(base, `(?i)nonroot|chiseled`)
