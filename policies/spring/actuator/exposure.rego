# METADATA
# title: Actuator exposes no endpoint over HTTP that shows configuration, memory or requests
# description: |
#   `env`, `configprops`, `heapdump` and their like show secrets and patients' data to whoever reaches the port. Spring
#   Boot exposes `health` alone when nothing is set.
# scope: package
# custom:
#   id: spring-actuator-exposure
#   control: network-exposure
#   severity: high
#   grades: {loopback: low}
#   profile: recommended
#   subjects: [spring]
#   message: "actuator exposes {endpoint} over HTTP"
#   remediation: List the endpoints you need in management.endpoints.web.exposure.include, health and info as a rule.
#   example: |
#     management:
#       endpoints:
#         web:
#           exposure:
#             include: health,info
#   documentation: [https://docs.spring.io/spring-boot/reference/actuator/endpoints.html#actuator.endpoints.exposing]
package crosswalk.policies.spring.actuator.exposure

import data.crosswalk.lib.model
import data.crosswalk.lib.spring
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_include := "management.endpoints.web.exposure.include"

_exclude := "management.endpoints.web.exposure.exclude"

_sensitive := [
	"*", "env", "configprops", "heapdump", "threaddump", "httpexchanges", "httptrace", "loggers", "logfile", "beans",
	"mappings", "sessions", "shutdown", "gateway",
]

verdicts contains _verdict(file, _sites(file)) if {
	some file in model.of_type("spring")
}

_verdict(file, sites) := verdict.not_applicable(file, "not-set-here") if {
	sites == []
	spring.partial(file)
} else := verdict.of(file, sites)

_sites(file) := [verdict.graded(site, _grade(file)) |
	some entry in spring.listed(file, _include)
	some site in [_judged(file, entry)]
]

_judged(file, entry) := verdict.site(entry.path, "unknown") if {
	tri.hidden(entry.value)
} else := verdict.stating(verdict.site(entry.path, tri.flip(answer)), {"endpoint": endpoint}) if {
	some endpoint in _sensitive
	endpoint in spring.words(entry.value)
	answer := _reachable(file, endpoint)
	answer != "no"
} else := verdict.site(entry.path, "yes")

_reachable(file, endpoint) := tri.flip(tri.any_of([answer |
	some entry in spring.listed(file, _exclude)
	answer := _holds(entry.value, endpoint)
]))

_holds(value, endpoint) := "unknown" if {
	tri.hidden(value)
} else := tri.answer(count({endpoint, "*"} & {word | some word in spring.words(value)}) > 0)

_grade(file) := "loopback" if {
	tri.matches(tri.at(file, ["management.server.address"]), `^(127\.|localhost$|::1$)`) == "yes"
} else := "default"
