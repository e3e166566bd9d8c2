package crosswalk.lib.images_test

import data.crosswalk.lib.images

_unknown(parts) := {"$unknown": {"cause": "variable", "refs": [], "parts": parts}}

test_moving if {
	every image in ["node", "node:latest", "r.example:5000/node", "ghcr.io/a/b:main"] {
		images.moves(image) == "yes"
	}
}

test_pinned if {
	every image in ["node:22", "node@sha256:0", "node:latest@sha256:0", "r.example:5000/node:1", "", null] {
		images.moves(image) == "no"
	}
}

test_partly_known if {
	images.moves(_unknown([_unknown([]), "/fhir:7.4.0"])) == "no"
	images.moves(_unknown([_unknown([]), "/fhir:latest"])) == "yes"
	images.moves(_unknown(["fhir:", _unknown([])])) == "unknown"
}
