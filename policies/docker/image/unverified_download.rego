# METADATA
# title: What a build downloads is checked before it is used
# description: |
#   ADD of a URL wants a checksum, of a git repository a full commit. A script that is piped to a shell, a download over plain
#   HTTP and packages whose signatures are skipped run whatever the network hands out. A check by sha256sum, gpg and
#   the like in the same RUN passes.
# scope: package
# custom:
#   id: docker-unverified-download
#   control: malware-protection
#   severity: medium
#   profile: strict
#   subjects: [dockerfile]
#   message: "{what} that nothing checks"
#   remediation: Download to a file, compare its checksum or signature, then use it; leave signature checks of packages on.
#   example: |
#     ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.org/tool.tgz /opt/
#   peers: [CKV_DOCKER_4, CKV2_DOCKER_7, CKV2_DOCKER_8, CKV2_DOCKER_9, CKV2_DOCKER_10, CKV2_DOCKER_11]
#   related: [AVD-DS-0005, "kics:dockerfile/add_instead_of_copy", "kics:dockerfile/curl_or_wget_instead_of_add", "terrascan:AC_DOCKER_0035"]
#   documentation: [https://docs.docker.com/reference/dockerfile/#add---checksum, https://docs.docker.com/build/building/best-practices/]
package crosswalk.policies.docker.image.unverified_download

import data.crosswalk.lib.docker
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(file, array.concat(_added(file), _ran(file))) if {
	some file in model.of_type("dockerfile")
}

_added(file) := [verdict.stating(verdict.site(source.path, answer), {"what": "ADD downloads a file"}) |
	some copy in docker.each(file, "copies")
	tri.same(tri.get(copy.value, ["instruction"]), "ADD") == "yes"
	some source in docker.listed(copy, "sources")
	answer := _checked(source.value, tri.get(copy.value, ["checksum"]))
]

_checked(source, checksum) := tri.any_of([tri.flip(tri.matches(source, `(?i)^(https?://|git@|ssh://)`)), _pinned(source, checksum)])

# A git repository is named with its commit, anything else has a checksum.
_pinned(source, checksum) := tri.matches(source, `#[0-9a-f]{40}\b`) if {
	tri.matches(source, `^git@|^ssh://|\.git(#.*)?$`) == "yes"
	checksum == null
} else := tri.present(checksum)

_ran(file) := [verdict.stating(verdict.site(command.path, _verified(command.run)), {"what": what}) |
	some command in docker.commands(file)
	what := _downloads(command)
]

_fetchers := {"curl", "wget"}

_shells := {"sh", "bash", "dash", "ash", "zsh", "ksh", "python", "python3", "perl", "ruby", "node", "php"}

_downloads(command) := "RUN pipes a download to a shell" if {
	command.program in _fetchers
	command.next in _shells
} else := "RUN hands a download to a shell" if {
	command.program in (_shells | {"eval"})
	some word in command.words
	regex.match("(\\$\\(|`)\\s*(curl|wget)\\b", word)
} else := "RUN downloads over plain HTTP" if {
	command.program in _fetchers
	some word in command.words
	regex.match(`^http://`, word)
	not regex.match(`^http://(localhost|127\.|\[::1\]|\$)`, word)
} else := "RUN installs packages" if {
	some flag in _skipping[command.program]
	some word in command.words
	word == flag
}

_skipping := {
	"apk": ["--allow-untrusted"],
	"apt": ["--allow-unauthenticated", "--force-yes"],
	"apt-get": ["--allow-unauthenticated", "--force-yes"],
	"dnf": ["--nogpgcheck"],
	"microdnf": ["--nogpgcheck"],
	"rpm": ["--nosignature"],
	"yum": ["--nogpgcheck"],
}

_verified(run) := tri.any_of([answer |
	some command in run
	program := tri.get(command.value, ["program"])
	some answer in [
		tri.one_of(program, {"sha256sum", "sha512sum", "shasum", "cosign", "gpgv"}),
		tri.all_of([tri.one_of(program, {"gpg", "minisign", "openssl"}), _verifies(tri.get(command.value, ["words"]))]),
	]
])

_verifies(words) := tri.any_of([tri.contains_item(words, word) | some word in ["--verify", "-V", "-verify"]])
