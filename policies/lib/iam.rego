# METADATA
# title: Reader of IAM documents
# description: |
#   A document is what `tri.document` opens: the JSON of a policy attribute, or the composed JSON of an
#   aws_iam_policy_document, with markers where something is unknown. A statement is the `value` of an entry of
#   `statements`. Source of the grammar:
#   https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
package crosswalk.lib.iam

import data.crosswalk.lib.tri

# METADATA
# title: Statements {path, value} of a document; the path begins at the document; an unknown is one marker
statements(document) := _listed(document, [], ["Statement"])

# METADATA
# title: Statements {path, value} of the document that an attribute holds; the path begins at the resource
statements_at(resource, path) := [{"path": array.concat(path, one.path), "value": one.value} |
	some one in statements(tri.document(tri.at(resource, path)))
]

# METADATA
# title: Elements {path, value} of a statement's field, be it one text, a list, absent or unknown
entries(statement, field) := _listed(statement, [], [field])

_listed(value, base, path) := [{"path": _visible(value, base, path), "value": found}] if {
	found := tri.get(value, path)
	tri.hidden(found)
} else := [{"path": array.concat(base, array.concat(path, [i])), "value": one} |
	some i, one in tri.get(value, path)
] if {
	is_array(tri.get(value, path))
} else := [{"path": array.concat(base, path), "value": found}] if {
	found := tri.get(value, path)
	found != null
} else := []

# The path stops at the unknown that hides the rest.
_visible(value, base, _) := base if {
	tri.hidden(value)
} else := array.concat(base, path) if {
	path := _2(_)
}

_2(path) := path

# METADATA
# title: Does the statement allow?
allows(statement) := tri.same(tri.get(statement, ["Effect"]), "Allow")

# METADATA
# title: Does the statement deny?
denies(statement) := tri.same(tri.get(statement, ["Effect"]), "Deny")
