# METADATA
# title: Texts of which a part is not known
package crosswalk.lib.parts

# METADATA
# title: What stands in a text for a part that is not known; no configuration holds it
gap := "\ufffd"

# METADATA
# title: A text, the parts that are not known replaced by the gap; undefined for what is no text
text(value) := value if {
	is_string(value)
} else := concat("", [_part(part) | some part in list]) if {
	list := value["$unknown"].parts
}

_part(part) := part if {
	is_string(part)
} else := gap
