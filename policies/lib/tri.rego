# METADATA
# title: Three-valued answers
# description: |
#   Every question about a value answers "yes", "no" or "unknown": strings, so that `not` cannot turn an unknown
#   into a false alarm. A value is what `at` gives: JSON, null when absent, or a marker {"$unknown": …}.
package crosswalk.lib.tri

# METADATA
# title: The value at a path of a resource's values; null when absent, the marker when anything on the way is unknown
at(resource, path) := resource if {
	hidden(resource)
} else := get(resource.values, path)

# METADATA
# title: The value at a path below any value
get(value, path) := marker if {
	some n, _ in array.concat(path, [null])
	marker := object.get({"v": value}, array.concat(["v"], array.slice(path, 0, n)), null)
	hidden(marker)
} else := object.get({"v": value}, array.concat(["v"], path), null)

# METADATA
# title: True of an unknown, and of an instance that stands for an unknown collection
hidden(value) if value["$unknown"]

# METADATA
# title: Elements of a list with their paths; the list itself when it is unknown, nothing when it is absent
entries(resource, path) := [{"path": path, "value": value}] if {
	value := at(resource, path)
	hidden(value)
} else := [{"path": array.concat(path, [i]), "value": element} |
	some i, element in _items(at(resource, path))
]

# METADATA
# title: Elements of a list value, or the marker alone
each(value) := [value] if {
	hidden(value)
} else := _items(value)

_items(value) := value if {
	is_array(value)
} else := [value[key] | some key in sort(object.keys(value))] if {
	is_object(value)
} else := []

# METADATA
# title: What stands in for an absent value
fallback(value, otherwise) := otherwise if {
	value == null
} else := value

# METADATA
# title: The answer a plain boolean gives
answer(condition) := {true: "yes", false: "no"}[condition]

# METADATA
# title: Is it set to anything but null? An empty text, list or object counts as set
present(value) := "unknown" if {
	hidden(value)
} else := "no" if {
	value == null
} else := "yes"

# METADATA
# title: Is it null, or an empty text, list or object?
empty(value) := "unknown" if {
	hidden(value)
} else := "yes" if {
	value in [null, "", [], {}]
} else := "no"

# METADATA
# title: Is it true? The text "true" counts, as Terraform and YAML 1.1 convert it
is_true(value) := "unknown" if {
	hidden(value)
} else := "yes" if {
	lower(text_of(value)) == "true"
} else := "no"

# METADATA
# title: Is it false? Absent is not false
is_false(value) := "unknown" if {
	hidden(value)
} else := "yes" if {
	lower(text_of(value)) == "false"
} else := "no"

# METADATA
# title: Text of a scalar without a host builtin; "" for null and containers
text_of(value) := value if {
	is_string(value)
} else := json.marshal(value) if {
	is_boolean(value)
} else := json.marshal(value) if {
	is_number(value)
} else := ""

# METADATA
# title: Is a scalar equal to another? For texts and numbers written either way
same(value, wanted) := "unknown" if {
	hidden(value)
} else := "yes" if {
	value == wanted
} else := "yes" if {
	value != null
	text_of(value) == text_of(wanted)
	text_of(wanted) != ""
} else := "no"

# METADATA
# title: Is a scalar one of a set or list of values?
one_of(value, wanted) := any_of([same(value, one) | some one in wanted])

# METADATA
# title: Is a text one of a set of lower-case texts, whatever its case?
one_of_folded(value, wanted) := "unknown" if {
	hidden(value)
} else := "yes" if {
	lower(text_of(value)) in wanted
} else := "no"

# METADATA
# title: Does a list hold the scalar? A single scalar counts as a list of one
contains_item(list, wanted) := "unknown" if {
	hidden(list)
} else := any_of([same(item, wanted) | some item in _list(list)])

_list(value) := value if {
	is_array(value)
} else := [] if {
	value == null
} else := [value]

# METADATA
# title: A list whatever was written (nothing, one scalar, a list); the marker alone when unknown
listed(value) := [value] if {
	hidden(value)
} else := _list(value)

# METADATA
# title: Is a number (or text of one) at least so much? No for what holds no number
at_least(value, minimum) := "unknown" if {
	hidden(value)
} else := "yes" if {
	number_of(value) >= minimum
} else := "no"

# METADATA
# title: Is a number (or text of one) at most so much? No for what holds no number
at_most(value, maximum) := "unknown" if {
	hidden(value)
} else := "yes" if {
	number_of(value) <= maximum
} else := "no"

# METADATA
# title: The number a scalar holds; undefined when it holds none
number_of(value) := value if {
	is_number(value)
} else := to_number(value) if {
	is_string(value)
	regex.match(`^-?[0-9]+(\.[0-9]+)?$`, value)
}

# METADATA
# title: Does the text match the regular expression (RE2)? No for what is no text
matches(value, pattern) := "unknown" if {
	hidden(value)
} else := "yes" if {
	is_string(value)
	regex.match(pattern, value)
} else := "no"

# METADATA
# title: Does a text, known or in part, surely hold the literal? For templates the literal parts are looked at
holds_text(value, literal) := "yes" if {
	is_string(value)
	contains(value, literal)
} else := "yes" if {
	some part in object.get(value, ["$unknown", "parts"], [])
	is_string(part)
	contains(part, literal)
} else := "unknown" if {
	hidden(value)
} else := "no"

# METADATA
# title: Does the value come from that resource (by reference)? Unknown where only one of several branches names it
refers(value, key) := "yes" if {
	some ref in references(value)
	_of(ref, key)
} else := "unknown" if {
	some ref in object.get(value, ["$unknown", "maybe"], [])
	_of(ref, key)
} else := "unknown" if {
	hidden(value)
	count(object.get(value, ["$unknown", "refs"], [])) == 0
} else := "no"

# METADATA
# title: What an unknown surely refers to; where one of several branches decides, what only some of them name is left out
references(value) := [ref |
	some ref in object.get(value, ["$unknown", "refs"], [])
	not ref in object.get(value, ["$unknown", "maybe"], [])
]

_of(ref, key) if ref == key

_of(ref, key) if startswith(ref, concat("", [key, "."]))

# METADATA
# title: A JSON document given as text, as an object, or as an unknown whose structure is known; null when absent
document(value) := shape if {
	shape := value["$unknown"].shape
} else := value if {
	hidden(value)
} else := parsed if {
	is_string(value)
	json.is_valid(value)
	parsed := json.unmarshal(value)
} else := value

# METADATA
# title: The other answer; unknown stays
flip(given) := {"yes": "no", "no": "yes", "unknown": "unknown"}[given]

# METADATA
# title: Yes when any is, else unknown when any is
any_of(answers) := "yes" if {
	"yes" in answers
} else := "unknown" if {
	"unknown" in answers
} else := "no"

# METADATA
# title: No when any is, else unknown when any is; yes of nothing
all_of(answers) := "no" if {
	"no" in answers
} else := "unknown" if {
	"unknown" in answers
} else := "yes"

# METADATA
# title: The second where the first is yes, yes where it is no; unknown where only the first decides
given(condition, then) := any_of([flip(condition), then])

# METADATA
# title: One of two values by an answer; unknown picks the third
choose(condition, yes, no, unknown) := {"yes": yes, "no": no, "unknown": unknown}[condition]
