package crosswalk.lib.tri_test

import data.crosswalk.lib.tri

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_values := [null, true, false, 0, 7, "", "text", "true", [], [1, "a"], {}, {"a": 1}, _marker, [_marker]]

# Each question must be defined for every kind of value: an undefined answer would drop out of a comprehension and
# turn into a false alarm.
test_every_question_answers_every_value if {
	every value in _values {
		every answer in [
			tri.present(value),
			tri.empty(value),
			tri.is_true(value),
			tri.is_false(value),
			tri.same(value, "text"),
			tri.one_of(value, ["text", 7]),
			tri.one_of_folded(value, {"text"}),
			tri.contains_item(value, "a"),
			tri.at_least(value, 5),
			tri.at_most(value, 5),
			tri.matches(value, "t"),
			tri.holds_text(value, "t"),
			tri.refers(value, "aws_s3_bucket.a"),
		] {
			answer in {"yes", "no", "unknown"}
		}
	}
}

test_every_question_is_unknown_of_the_marker if {
	every answer in [
		tri.present(_marker),
		tri.empty(_marker),
		tri.is_true(_marker),
		tri.is_false(_marker),
		tri.same(_marker, "text"),
		tri.one_of(_marker, ["text"]),
		tri.one_of_folded(_marker, {"text"}),
		tri.contains_item(_marker, "a"),
		tri.contains_item([_marker], "a"),
		tri.at_least(_marker, 5),
		tri.at_most(_marker, 5),
		tri.matches(_marker, "t"),
		tri.holds_text(_marker, "t"),
		tri.refers(_marker, "x"),
	] {
		answer == "unknown"
	}
}

test_access_is_defined_on_every_value if {
	every value in _values {
		is_array(tri.each(value))
		is_array(tri.listed(value))
		is_array(tri.entries({"values": {"x": value}}, ["x"]))
		some got in [tri.get(value, ["a", 0, "b"])]
		some document in [tri.document(value)]
		[got, document]
	}
}

test_an_unknown_parent_hides_all_below_it if {
	tri.at({"values": {"a": _marker}}, ["a", 0, "b"]) == _marker
	tri.at({"values": {"a": [{"b": _marker}]}}, ["a", 0, "b"]) == _marker
	tri.at({"$unknown": {"cause": "variable"}, "values": {"a": 1}}, ["a"])["$unknown"]
	tri.at({"values": {"a": null}}, ["a", "b"]) == null
	tri.at({"values": {"a": [1]}}, ["a", 3]) == null
}

test_numbers_and_texts_compare_either_way if {
	tri.same("5", 5) == "yes"
	tri.same(5, "5") == "yes"
	tri.same(true, "true") == "yes"
	tri.same("", "") == "yes"
	tri.same(null, "") == "no"
	tri.at_least("30", 7) == "yes"
	tri.at_least("soon", 7) == "no"
	tri.at_most(3, 7) == "yes"
}

test_documents_open if {
	tri.document(`{"Version": "1"}`) == {"Version": "1"}
	tri.document("no json") == "no json"
	tri.document({"$unknown": {"shape": {"a": 1}}}) == {"a": 1}
	tri.document(_marker) == _marker
	tri.document(null) == null
}

test_templates_tell_what_they_surely_hold if {
	tri.holds_text({"$unknown": {"cause": "computed", "parts": ["arn:", _marker]}}, "arn:") == "yes"
	tri.holds_text({"$unknown": {"cause": "computed", "parts": ["arn:", _marker]}}, "s3") == "unknown"
}

test_references_match_whole_keys if {
	value := {"$unknown": {"cause": "computed", "refs": ["aws_s3_bucket.log.id"]}}
	tri.refers(value, "aws_s3_bucket.log") == "yes"
	tri.refers(value, "aws_s3_bucket.lo") == "no"
}

test_a_reference_of_one_branch_is_not_sure if {
	value := {"$unknown": {"cause": "variable", "refs": ["aws_kms_key.a.arn", "aws_kms_key.b.arn"], "maybe": ["aws_kms_key.b.arn"]}}
	tri.refers(value, "aws_kms_key.a") == "yes"
	tri.refers(value, "aws_kms_key.b") == "unknown"
	tri.refers(value, "aws_kms_key.c") == "no"
	tri.references(value) == ["aws_kms_key.a.arn"]
}

test_roll_ups if {
	tri.any_of([]) == "no"
	tri.any_of(["no", "unknown"]) == "unknown"
	tri.any_of(["no", "unknown", "yes"]) == "yes"
	tri.all_of([]) == "yes"
	tri.all_of(["yes", "unknown"]) == "unknown"
	tri.all_of(["yes", "unknown", "no"]) == "no"
	tri.given("unknown", "yes") == "yes"
	tri.given("unknown", "no") == "unknown"
	tri.given("no", "no") == "yes"
	tri.flip("unknown") == "unknown"
	tri.choose("unknown", 1, 2, 3) == 3
}
