# METADATA
# title: Databases refuse connections without TLS
# description: |
#   A database that offers TLS and does not require it also serves clients that send data and passwords in clear text.
#   The parameter group decides, and where it is silent the family's default: RDS requires TLS from PostgreSQL 15,
#   MariaDB 11.8 and MySQL 9.7 on, Aurora from PostgreSQL 17 and MySQL 8.4 on, DocumentDB always, Redshift with
#   redshift-2.0, SQL Server never. A Redshift cluster without a group may have either default, by the day it was made. A
#   group is judged on its database, and by itself where it has none here.
# scope: package
# custom:
#   id: aws-db-parameter-require-tls
#   control: encryption-in-transit
#   severity: high
#   profile: recommended
#   subjects: [aws_db_instance, aws_rds_cluster, aws_docdb_cluster, aws_redshift_cluster, aws_db_parameter_group, aws_rds_cluster_parameter_group, aws_docdb_cluster_parameter_group, aws_redshift_parameter_group]
#   message: "{address} accepts connections without TLS"
#   remediation: Attach a parameter group that requires TLS (rds.force_ssl, require_secure_transport, tls or require_ssl).
#   example: |
#     resource "aws_db_parameter_group" "ehr" {
#       family = "postgres14"
#       parameter {
#         name  = "rds.force_ssl"
#         value = "1"
#       }
#     }
#   peers: [CKV2_AWS_69, CKV_AWS_90, CKV_AWS_105, "prowler:redshift_cluster_in_transit_encryption_enabled"]
#   documentation:
#     - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html
#     - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.require-ssl.html
#     - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mariadb-ssl-connections.require-ssl.html
#     - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Compare-v3-v84.html
#     - https://docs.aws.amazon.com/redshift/latest/mgmt/connecting-ssl-support.html
package crosswalk.policies.aws.rds.require_tls

import data.crosswalk.lib.database_tls
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_attached := {
	"aws_db_instance": ["parameter_group_name"],
	"aws_rds_cluster": ["db_cluster_parameter_group_name"],
	"aws_docdb_cluster": ["db_cluster_parameter_group_name"],
	"aws_redshift_cluster": ["cluster_parameter_group_name"],
}

_groups := [
	"aws_db_parameter_group", "aws_rds_cluster_parameter_group",
	"aws_docdb_cluster_parameter_group", "aws_redshift_parameter_group",
]

_own_engine := {"aws_docdb_cluster": "docdb", "aws_redshift_cluster": "redshift"}

verdicts contains _verdict(database) if {
	some database in model.of_types([type | some type, _ in _attached])
}

verdicts contains _group(group) if {
	some group in model.of_types(_groups)
}

_group(group) := verdict.not_applicable(group, "judged-on-database") if {
	count(model.linked(group, "databases")) > 0
} else := verdict.not_applicable(group, "engine-without-such-parameter") if {
	family := database_tls.family(tri.at(group, ["family"]))
	not database_tls.rule(family.engine)
} else := verdict.not_applicable(group, "cluster-parameter") if {
	group.type == "aws_db_parameter_group"
	startswith(tri.at(group, ["family"]), "aurora")
} else := verdict.of(group, [_of_family(group, database_tls.family(tri.at(group, ["family"])))]) if {
	database_tls.family(tri.at(group, ["family"]))
} else := verdict.unknown(group, ["family"], "version")

_verdict(database) := verdict.not_applicable(database, "engine-without-such-parameter") if {
	is_string(_engine(database))
	not database_tls.rule(_engine(database))
} else := verdict.of(database, [_in_group(database, model.linked(database, "parameter_group")[0])]) if {
	count(model.linked(database, "parameter_group")) > 0
} else := verdict.of(database, [_by_default(_attached[database.type], family.engine, family.version)]) if {
	family := database_tls.family(trim_prefix(_name(database), "default."))
	startswith(_name(database), "default.")
} else := verdict.unknown(database, _attached[database.type], "outside-scan") if {
	tri.empty(_name(database)) != "yes"
} else := verdict.of(database, [_by_default(["engine_version"], _engine(database), _version(database))]) if {
	is_string(_engine(database))
} else := verdict.unknown(database, ["engine"], "version")

_name(database) := tri.at(database, _attached[database.type])

# A replica that names no engine has that of its source.
_engine(database) := _own_engine[database.type] if {
	_own_engine[database.type]
} else := tri.at(database, ["engine"]) if {
	tri.empty(tri.at(database, ["engine"])) != "yes"
} else := tri.at(model.linked(database, "source")[0], ["engine"])

# Redshift's own version says nothing about the group: what is not attached depends on when the cluster was made.
_version(database) := null if {
	database.type == "aws_redshift_cluster"
} else := tri.at(database, ["engine_version"])

_in_group(database, group) := verdict.within(_of_family(group, family), group) if {
	family := database_tls.family(tri.at(group, ["family"]))
	database_tls.rule(family.engine)
} else := verdict.within(site, group) if {
	site := _parameter(group, database_tls.rule(_engine(database)).parameter)
} else := verdict.within(verdict.because(verdict.site(["family"], "unknown"), "version"), group)

_of_family(group, family) := _parameter(group, database_tls.rule(family.engine).parameter) if {
	_parameter(group, database_tls.rule(family.engine).parameter)
} else := _by_default(["parameter"], family.engine, family.version)

_parameter(group, parameter) := verdict.site(array.concat(found[0].path, ["value"]), answer) if {
	found := [one | some one in tri.entries(group, ["parameter"]); tri.same(tri.get(one.value, ["name"]), parameter) == "yes"]
	answer := database_tls.required(parameter, tri.get(found[0].value, ["value"]))
} else := verdict.site(open[0].path, "unknown") if {
	open := [one | some one in tri.entries(group, ["parameter"]); tri.hidden(tri.get(one.value, ["name"]))]
	count(open) > 0
}

_by_default(path, engine, version) := verdict.because(verdict.site(path, "unknown"), "version") if {
	database_tls.default_of(engine, version) == "unknown"
} else := verdict.site(path, database_tls.default_of(engine, version))
