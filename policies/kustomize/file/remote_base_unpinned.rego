# METADATA
# title: What a kustomization fetches is pinned to a commit
# description: |
#   A remote base or component is fetched at every build. Without `ref`, or with the name of a branch, somebody else
#   decides what is deployed tomorrow; a tag can be moved, too, and is graded low. Judged are `resources`, `bases`,
#   `components` and `crds`; what lies in the repository passes.
# scope: package
# custom:
#   id: kustomize-remote-base-unpinned
#   control: change-management
#   severity: medium
#   grades: {tag: low}
#   profile: strict
#   subjects: [kustomize]
#   message: "{entry} is fetched from elsewhere and is not pinned to a commit"
#   remediation: Add ref with the whole hash of a commit, or keep a copy in the repository.
#   example: |
#     resources:
#       - https://github.com/example/base//deploy?ref=6c2b3f0e5a0d4f7c8b9a1d2e3f405162738495a6
#   peers: []
#   documentation: [https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/resource/, https://github.com/kubernetes-sigs/kustomize/blob/master/examples/remoteBuild.md]
package crosswalk.policies.kustomize.file.remote_base_unpinned

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(file, _sites(file)) if {
	some file in model.of_type("kustomize")
}

_sites(file) := [_site(entry) |
	some list in ["resources", "bases", "components", "crds"]
	some entry in tri.entries(file, [list])
]

_site(entry) := verdict.site(entry.path, "unknown") if {
	tri.hidden(entry.value)
} else := verdict.graded(_stated(entry, "no"), "tag") if {
	_remote(tri.text_of(entry.value))
	not _pinned(tri.text_of(entry.value))
	_tagged(tri.text_of(entry.value))
} else := _stated(entry, tri.answer(_safe(tri.text_of(entry.value))))

_stated(entry, answer) := verdict.stating(verdict.site(entry.path, answer), {"entry": _without_login(tri.text_of(entry.value))})

# A login in an address is nobody's business.
_without_login(text) := replace(text, login, "//") if {
	login := regex.find_all_string_submatch_n(`//[^/@]*@`, text, 1)[0][0]
} else := text

_safe(text) if {
	not _remote(text)
} else if {
	_pinned(text)
} else := false

_remote(text) if regex.match(`(?i)^([a-z][a-z0-9+.-]*://|git::|[\w.-]+@[\w.-]+:|(www\.)?(github|gitlab|bitbucket)\.(com|org)[/:])`, text)

_remote(text) if regex.match(`[?&]ref=`, text)

_pinned(text) if regex.match(`(^|[^0-9a-f])[0-9a-f]{40}([^0-9a-f]|$)`, text)

_tagged(text) if regex.match(`([?&]ref=|/)v?[0-9]+\.[0-9]+(\.[0-9]+)?([-+][\w.-]*)?(&|/|$)`, text)
