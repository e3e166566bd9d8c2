# METADATA
# title: MySQL asks who connects
# description: |
#   `skip_grant_tables` starts the server without its tables of accounts: whoever reaches it may read and change
#   everything. It is meant for the minutes in which a lost password is set anew, and is off by default.
# scope: package
# custom:
#   id: mysql-auth-bypass
#   control: authentication-mfa
#   severity: critical
#   profile: recommended
#   subjects: [mysql]
#   message: "the MySQL server lets everybody in without a password and with all rights"
#   remediation: Take skip_grant_tables out and restart the server.
#   example: |
#     [mysqld]
#     # no skip_grant_tables
#     require_secure_transport = ON
#   documentation:
#     - https://dev.mysql.com/doc/refman/8.4/en/server-options.html#option_mysqld_skip-grant-tables
#     - https://mariadb.com/docs/server/server-management/starting-and-stopping-mariadb/mariadbd-options#skip-grant-tables
package crosswalk.policies.mysql.server.auth_bypass

import data.crosswalk.lib.model
import data.crosswalk.lib.service
import data.crosswalk.lib.tri

verdicts contains _verdict(server) if {
	some server in model.of_type("mysql")
}

_verdict(server) := service.judged(
	server, "skip_grant_tables",
	tri.flip(service.on(service.setting(server, "skip_grant_tables"))),
)
