# METADATA
# title: Questions about AWS arguments
package crosswalk.lib.aws

import data.crosswalk.lib.tri

# METADATA
# title: Is an argument surely set? What another resource or a data source gives is, though its value is not known
is_set(value) := "yes" if {
	object.get(value, ["$unknown", "cause"], "") in {"computed", "data"}
} else := "yes" if {
	some part in object.get(value, ["$unknown", "parts"], [])
	is_string(part)
	part != ""
} else := tri.flip(tri.empty(value))

# METADATA
# title: Does the argument name a key of the account, and not one of the keys that AWS manages (alias/aws/…)?
customer_key(value) := "no" if {
	tri.holds_text(value, "alias/aws/") == "yes"
} else := "yes" if {
	count(_refs(value)) > 0
	every ref in _refs(value) {
		regex.match(`(^|\.)aws_kms_(key|alias|replica_key|external_key)\.`, ref)
		not regex.match(`(^|\.)data\.`, ref)
	}
	value["$unknown"].cause == "computed"
} else := "yes" if {
	tri.holds_text(value, ":key/") == "yes"
} else := tri.flip(tri.empty(value))

_refs(value) := object.get(value, ["$unknown", "refs"], [])
