package crosswalk.lib.service_test

import data.crosswalk.lib.service

_one(values, meta) := {"key": "s", "values": values, "meta": meta}

test_silent_only_where_something_may_not_have_been_read if {
	service.silent(_one({}, {"complete": false}), "ssl")
	not service.silent(_one({}, {"complete": true}), "ssl")
	not service.silent(_one({}, {}), "ssl")
	not service.silent(_one({"ssl": "on"}, {"complete": false}), "ssl")
}

test_judged_where_set if {
	service.judged(_one({"ssl": "on"}, {"complete": false}), "ssl", "yes").outcome == "pass"
	service.judged(_one({}, {"complete": false}), "ssl", "no").reason == "not-set-here"
	service.judged(_one({}, {"complete": true}), "ssl", "no").outcome == "fail"
}

test_a_default_is_told if {
	service.defaulted(_one({"ssl": "off"}, {"defaulted": ["ssl"]}), "ssl")
	not service.defaulted(_one({"ssl": "off"}, {}), "ssl")
	service.setting(_one({"ssl": "off"}, {}), "ssl") == "off"
}

test_on_as_files_write_it if {
	{service.on(value) | some value in ["on", "TRUE", "yes", true, "1"]} == {"yes"}
	{service.on(value) | some value in ["off", "", null, false]} == {"no"}
}
