# METADATA
# title: MySQL does not write every statement to a log
# description: |
#   The general query log holds every statement as it came in, with the names, diagnoses and identifiers in it, in a file
#   or table that the database's own access rules do not cover. It is off by default.
# scope: package
# custom:
#   id: mysql-general-log-phi
#   control: data-minimization
#   severity: high
#   profile: recommended
#   subjects: [mysql]
#   message: "the MySQL server writes every statement with its values to the general log"
#   remediation: Set general_log to OFF; an audit plugin records who did what without the values.
#   example: |
#     [mysqld]
#     general_log = OFF
#   documentation:
#     - https://dev.mysql.com/doc/refman/8.4/en/query-log.html
#     - https://mariadb.com/docs/server/server-management/server-monitoring-logs/general-query-log
package crosswalk.policies.mysql.server.general_log_phi

import data.crosswalk.lib.model
import data.crosswalk.lib.service
import data.crosswalk.lib.tri

verdicts contains _verdict(server) if {
	some server in model.of_type("mysql")
}

_verdict(server) := service.judged(
	server, "general_log",
	tri.flip(service.on(service.setting(server, "general_log"))),
)
