# METADATA
# title: Settings of a service, wherever they are written
# description: |
#   A service's values are flat: setting → value. Where all that sets it was read (`meta.complete`), settings that are
#   written nowhere hold the product's default; `meta.defaulted` names them.
package crosswalk.lib.service

import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

# METADATA
# title: The setting's value as written, or its default
setting(service, key) := tri.at(service, [key])

# METADATA
# title: Nothing that was read speaks of the setting, and something else may
silent(service, key) if {
	tri.present(tri.at(service, [key])) == "no"
	object.get(service.meta, "complete", true) != true
}

# METADATA
# title: Is the value the product's default, not written by anybody?
defaulted(service, key) if key in object.get(service.meta, "defaulted", [])

# METADATA
# title: The verdict on one setting; not applicable where a fragment does not mention it
judged(service, key, answer) := verdict.on(service, [], "unknown") if {
	tri.hidden(service)
} else := verdict.not_applicable(service, "not-set-here") if {
	silent(service, key)
} else := verdict.on(service, [key], answer)

# METADATA
# title: Is it switched on? As configuration files write it; PostgreSQL takes any beginning of true and yes
on(value) := tri.one_of_folded(value, {"on", "true", "yes", "1", "t", "tr", "tru", "y", "ye", "enabled"})
