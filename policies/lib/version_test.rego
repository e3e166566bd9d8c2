package crosswalk.lib.version_test

import data.crosswalk.lib.version

test_a_constraint_settles_a_major if {
	every constraint in ["5.0.1", "= 5.0", "~> 5.1", ">= 5", "> 5.2.0", ">= 5.0, < 7.0", "~> 6.0"] {
		version.at_least_major(constraint, 5) == "yes"
	}
	every constraint in ["4.2.0", "=3.1", "~> 4.0", "~> 4.10.2", "<= 4.99", "< 5", "< 5.0.0", ">= 3.0, < 4.5", "v4.0.0-beta1"] {
		version.at_least_major(constraint, 5) == "no"
	}
}

test_a_constraint_that_admits_both_is_unknown if {
	every constraint in [null, "", "latest", 4, ">= 3.0", "~> 4", "< 5.1", "!= 4.0.0", "<= 5.0"] {
		version.at_least_major(constraint, 5) == "unknown"
	}
}

test_a_resource_has_its_providers_constraint if {
	version.provider_at_least({"meta": {"providerVersion": "~> 5.0"}}, 5) == "yes"
	version.provider_at_least({"meta": {}}, 5) == "unknown"
	version.provider_at_least({}, 5) == "unknown"
}
