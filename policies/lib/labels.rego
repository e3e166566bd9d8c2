# METADATA
# title: Tags and labels of a resource, with what its provider adds
# description: |
#   Keys are folded: `DataClassification`, `data_classification` and `data-classification` are one.
package crosswalk.lib.labels

import data.crosswalk.lib.tri

# METADATA
# title: A key or value without case, spaces, `-` and `_`
fold(text) := replace(replace(replace(lower(text), "-", ""), "_", ""), " ", "")

# METADATA
# title: What is written on the resource itself (folded key, value, path); keys that are not known are left out
own(resource, ["tag"]) := [{"key": fold(key), "value": tri.get(block.value, ["value"]), "path": array.concat(block.path, ["value"])} |
	some block in tri.entries(resource, ["tag"])
	key := tri.get(block.value, ["key"])
	is_string(key)
	tri.is_true(tri.get(block.value, ["propagate_at_launch"])) != "no"
]

own(resource, path) := [{"key": fold(key), "value": value, "path": array.concat(path, [key])} |
	some key, value in _written(tri.at(resource, path))
	key != "$unknown"
	value != null
] if {
	path != ["tag"]
}

# What is known of tags that are merged with unknown ones.
_written(value) := shape if {
	shape := value["$unknown"].shape
	is_object(shape)
} else := value if {
	is_object(value)
} else := {}

# METADATA
# title: All labels by folded key; open, with a cause, where more may be there
of(resource, path) := {"values": object.union(_added(resource), here), "open": count(causes) > 0, "cause": array.concat(causes, ["variable"])[0]} if {
	here := {label.key: label.value | some label in own(resource, path)}
	causes := _causes(resource, path)
}

# An autoscaling group takes no tags from its provider.
_added(resource) := {} if {
	resource.type == "aws_autoscaling_group"
} else := {fold(key): value |
	some key, value in object.get(resource, ["meta", "defaultTags"], {})
	key != "$unknown"
}

_causes(resource, path) := array.concat(
	[marker["$unknown"].cause | some marker in array.concat([tri.at(resource, path)], _blocks(resource, path)); tri.hidden(marker)],
	[cause | cause := object.get(resource, ["meta", "defaultTags", "$unknown", "cause"], ""); cause != ""; resource.type != "aws_autoscaling_group"],
)

_blocks(resource, ["tag"]) := [one |
	some block in tri.entries(resource, ["tag"])
	some one in [block.value, tri.get(block.value, ["key"]), tri.get(block.value, ["propagate_at_launch"])]
]

_blocks(_, path) := [] if path != ["tag"]
