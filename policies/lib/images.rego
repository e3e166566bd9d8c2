# METADATA
# title: References of container images
# description: |
#   `registry/name:tag@digest`, https://pkg.go.dev/github.com/distribution/reference. An absent tag means latest.
package crosswalk.lib.images

import data.crosswalk.lib.tri

_branches := {"latest", "stable", "main", "master", "dev", "edge", "nightly"}

# METADATA
# title: Does the tag point at something else tomorrow? No for a digest, a version, and for what is no image
moves(image) := tri.one_of(_tag(image), _branches)

# Of a text filled in later the end may tell: `${REGISTRY}/fhir:7.4.0` is pinned.
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
