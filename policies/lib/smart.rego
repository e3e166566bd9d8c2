# METADATA
# title: SMART scopes (SMART App Launch 2.2, "Scopes for requesting FHIR resources")
package crosswalk.lib.smart

# METADATA
# title: The parts of a clinical scope, which are context, resource type, access (v1 words or v2 letters), and whether a query narrows it
scope(text) := {"context": found[1], "resource": found[2], "access": found[3], "narrowed": count(found[4]) > 0} if {
	some found in regex.find_all_string_submatch_n(`^(patient|user|system)/(\*|[A-Z][A-Za-z]*)\.(\*|read|write|c?r?u?d?s?)(\?.*)?$`, text, 1)
	found[3] != ""
}

# METADATA
# title: Does the access of a scope let its holder read?
reads(access) if access in {"*", "read"}

reads(access) if {
	not access in {"write", "read"}
	contains(access, "r")
}
