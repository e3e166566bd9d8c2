# METADATA
# title: SQL parameters and results are not logged
# description: |
#   At DEBUG or TRACE these loggers write the values of each statement, patients' data among them, into logs with wider
#   access and longer life than the database. `show-sql` writes statements without values.
# scope: package
# custom:
#   id: spring-sql-bind-logging
#   control: data-minimization
#   severity: high
#   grades: {statements: low}
#   profile: recommended
#   subjects: [spring]
#   message: "{setting} writes SQL parameters, which may be ePHI, into the log"
#   messages:
#     statements: "{setting} writes SQL statements into the log"
#   remediation: Set the logger to INFO or higher, and turn it up only where no ePHI is.
#   example: |
#     logging:
#       level:
#         org.hibernate.orm.jdbc.bind: INFO
#   documentation: [https://docs.jboss.org/hibernate/orm/6.6/userguide/html_single/Hibernate_User_Guide.html#best-practices-logging]
package crosswalk.policies.spring.logging.sql_bind

import data.crosswalk.lib.model
import data.crosswalk.lib.spring
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

# Relaxed keys have neither dashes nor upper case.
_loggers := `^logging\.level\.(org\.hibernate\.(orm\.jdbc\.(bind|extract)|type(\.descriptor\.sql(\..*)?)?)|org\.springframework\.jdbc\.core\.statementcreatorutils|p6spy|org\.mongodb\.driver\.protocol(\..*)?)$`

_show := {"spring.jpa.showsql", "spring.jpa.properties.hibernate.showsql", "spring.jpa.properties.hibernate.show_sql"}

verdicts contains _verdict(file, array.concat(_binds(file), _statements(file))) if {
	some file in model.of_type("spring")
}

_verdict(file, sites) := verdict.not_applicable(file, "not-set-here") if {
	sites == []
	spring.partial(file)
} else := verdict.of(file, sites)

_binds(file) := [verdict.stating(verdict.site(setting.path, tri.flip(tri.one_of_folded(setting.value, {"debug", "trace"}))), {"setting": setting.name}) |
	some setting in spring.settings(file)
	regex.match(_loggers, setting.name)
]

_statements(file) := [verdict.graded(verdict.stating(verdict.site(setting.path, tri.flip(tri.is_true(setting.value))), {"setting": setting.name}), "statements") |
	some setting in spring.settings(file)
	setting.name in _show
]
