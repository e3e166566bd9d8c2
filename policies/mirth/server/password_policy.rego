# METADATA
# title: Mirth asks for long passwords and locks accounts out
# description: |
#   The shipped mirth.properties has 0 for the least length, the number of failed tries and the time an account stays
#   locked: any password will do, and may be guessed for ever. A retry limit without a lock-out period locks nobody out.
# scope: package
# custom:
#   id: mirth-password-policy
#   control: password-management
#   severity: high
#   profile: recommended
#   subjects: [mirth]
#   message: "Mirth's {setting} is below {least}"
#   parameters:
#     min_length: {default: 12, description: The least number of characters a password must have.}
#   remediation: Set password.minlength to at least 12, password.retrylimit to a few tries and password.lockoutperiod to some hours.
#   example: |
#     password.minlength = 12
#     password.retrylimit = 5
#     password.lockoutperiod = 1
#   documentation:
#     - https://github.com/nextgenhealthcare/connect/blob/development/server/conf/mirth.properties
#     - https://docs.nextgen.com/bundle/Mirth_User_Guide_42
package crosswalk.policies.mirth.server.password_policy

import data.crosswalk.lib.model
import data.crosswalk.lib.service
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(server) if {
	some server in model.of_type("mirth")
}

_least := {
	"password.minlength": model.parameter("mirth.server.password_policy", "min_length", 12),
	"password.retrylimit": 1,
	"password.lockoutperiod": 1,
}

_verdict(server) := verdict.not_applicable(server, "not-set-here") if {
	count(_sites(server)) == 0
} else := verdict.of(server, _sites(server))

_sites(server) := [verdict.stating(verdict.site([key], tri.at_least(service.setting(server, key), least)), {"setting": key, "least": least}) |
	some key, least in _least
	not service.silent(server, key)
]
