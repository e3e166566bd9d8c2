# METADATA
# title: Verdicts and sites as the engine reads them
package crosswalk.lib.verdict

# METADATA
# title: A verdict with one site; the answer says whether the safeguard holds
on(resource, path, answer) := of(resource, [site(path, answer)])

# METADATA
# title: A verdict from its sites; a resource without a site passes
of(resource, sites) := _hidden(resource) if {
	resource["$unknown"]
} else := {"resource": resource.key, "outcome": _roll_up(sites), "sites": sites}

# An instance that may not exist, or stands for several, is unknown whatever a policy would say of it.
_hidden(resource) := {"resource": resource.key, "outcome": "unknown", "sites": [site([], "unknown")]}

# METADATA
# title: Outside the policy's question; the reason is a short code in kebab case
not_applicable(resource, reason) := _hidden(resource) if {
	resource["$unknown"]
} else := {
	"resource": resource.key,
	"outcome": "not-applicable",
	"reason": reason,
	"sites": [],
}

# METADATA
# title: An unknown that no value on the site's path explains (version, outside-scan, module)
unknown(resource, path, cause) := of(resource, [because(site(path, "unknown"), cause)])

# METADATA
# title: One place; yes passes, no fails
site(path, answer) := {
	"path": path,
	"outcome": {"yes": "pass", "no": "fail", "unknown": "unknown"}[answer],
	"facts": {},
}

# METADATA
# title: The site with one of the policy's grades
graded(given, grade) := object.union(given, {"grade": grade})

# METADATA
# title: The site with facts for the message, scalars only, never a secret
stating(given, facts) := object.union(given, {"facts": facts})

# METADATA
# title: The site, its path lying in a companion
within(given, companion) := object.union(given, {"in": companion.key})

# METADATA
# title: The site's cause, where no unknown value lies on its path
because(given, cause) := object.union(given, {"cause": cause})

_roll_up(sites) := [outcome |
	some outcome in ["fail", "unknown", "pass", "not-applicable"]
	some one in sites
	one.outcome == outcome
][0] if {
	count(sites) > 0
} else := "pass"

# METADATA
# title: Absence of what customarily lives in another root; the baseline (account-baseline, cluster-baseline) is what would own it
outside(resource, path, baseline) := of(resource, [awaiting(site(path, "unknown"), baseline)])

# METADATA
# title: The site, unknown because it waits for that baseline
awaiting(given, baseline) := object.union(given, {
	"outcome": "unknown",
	"cause": "outside-scan",
	"reason": baseline,
})
