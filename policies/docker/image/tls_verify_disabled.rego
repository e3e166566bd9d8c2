# METADATA
# title: Images check the certificates of what they connect to
# description: |
#   A variable that switches the check off in the last stage holds at run time too; what a RUN or an earlier stage switches off
#   opens the build to whoever sits on the network.
# scope: package
# custom:
#   id: docker-tls-verify-disabled
#   control: encryption-in-transit
#   severity: high
#   grades: {build: medium}
#   profile: recommended
#   subjects: [dockerfile]
#   message: "ENV {variable} switches the check of certificates off in the image"
#   messages:
#     build: "{what} switches the check of certificates off while the image is built"
#   remediation: Leave the check on, and add the certificate authority that is missing to the image.
#   example: |
#     COPY hospital-ca.crt /usr/local/share/ca-certificates/
#     RUN update-ca-certificates
#   peers: [CKV2_DOCKER_2, CKV2_DOCKER_3, CKV2_DOCKER_4, CKV2_DOCKER_5, CKV2_DOCKER_6, CKV2_DOCKER_12]
#   related: [CKV2_DOCKER_13, CKV2_DOCKER_14, CKV2_DOCKER_15, CKV2_DOCKER_16]
#   documentation: [https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue, https://curl.se/docs/manpage.html#-k, https://git-scm.com/docs/git-config#Documentation/git-config.txt-httpsslVerify]
package crosswalk.policies.docker.image.tls_verify_disabled

import data.crosswalk.lib.docker
import data.crosswalk.lib.model
import data.crosswalk.lib.tls_switches
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(file, array.concat(_variables(file), _commands(file))) if {
	some file in model.of_type("dockerfile")
}

_variables(file) := [_graded(verdict.stating(verdict.site(path, tri.flip(off)), facts), kind, entry.stage) |
	some kind, key in {"ENV": "env", "ARG": "args"}
	some entry in docker.each(file, key)
	name := tri.get(entry.value, ["name"])
	is_string(name)
	value := tri.get(entry.value, ["value"])
	value != null
	path := array.concat(entry.path, ["value"])
	off := tls_switches.off(name, value)
	facts := {"variable": name, "what": concat(" ", [kind, name])}
]

_graded(site, kind, stage) := site if {
	kind == "ENV"
	docker.final(stage)
} else := verdict.graded(site, "build")

_commands(file) := [verdict.stating(verdict.graded(verdict.site(command.path, "no"), "build"), {"what": concat(" ", ["RUN", command.program])}) |
	some command in docker.commands(file)
	_insecure(command.program, command.words)
]

_insecure("curl", words) if {
	some word in words
	regex.match(`^(--insecure|-[sSfLOvIgNiZ#]*k[sSfLOvIgNiZo#]*)$`, word)
}

_insecure("wget", words) if "--no-check-certificate" in words

_insecure(program, words) if {
	program in {"pip", "pip3", "python", "python3"}
	some word in words
	regex.match(`^--trusted-host(=|$)`, word)
}

# `npm config set strict-ssl false`, `git config --global http.sslVerify false`, `--setopt=sslverify=false`.
_insecure(program, words) if {
	program in {"npm", "yarn", "pnpm", "git", "yum", "dnf", "microdnf"}
	regex.match(`(?i)\b(strict-ssl|http\.sslverify|sslverify)[ =]+(false|0)\b`, concat(" ", words))
}

_insecure(_, words) if {
	some word in words
	contains(word, "=")
	parts := split(word, "=")
	tls_switches.off(parts[0], parts[1]) == "yes"
}
