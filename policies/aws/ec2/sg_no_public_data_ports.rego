# METADATA
# title: Data stores and clear-text services are not open to the internet
# description: |
#   Databases, caches, queues and the clinical protocols HL7 (2575) and DICOM (104, 11112) belong behind an application.
#   Clear-text and management services follow one grade lower, alternate web ports and plain HTTP below them; port 80 of
#   a load balancer's group is left to the policy on listeners. The internet is 0.0.0.0/0, ::/0 and any IPv4 prefix
#   wider than /8.
# scope: package
# custom:
#   id: aws-sg-no-public-data-ports
#   control: network-exposure
#   severity: critical
#   grades: {service: high, alternate: medium, web: low}
#   profile: recommended
#   subjects: [aws_security_group, aws_default_security_group, aws_security_group_rule, aws_vpc_security_group_ingress_rule]
#   reads: [aws_lb, aws_alb, aws_elb]
#   message: "{address} opens port {port} to the internet ({site})"
#   remediation: Allow the port from the security group of the application that needs it, not from address ranges.
#   example: |
#     resource "aws_vpc_security_group_ingress_rule" "database" {
#       security_group_id            = aws_security_group.database.id
#       ip_protocol                  = "tcp"
#       from_port                    = 5432
#       to_port                      = 5432
#       referenced_security_group_id = aws_security_group.application.id
#     }
#   peers: ["guard:restricted_common_ports", "kics:sensitive_port_is_exposed_to_entire_network", "prowler:ec2_securitygroup_allow_ingress_from_internet_to_high_risk_tcp_ports", "prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_cassandra_7199_9160_8888", "prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_elasticsearch_kibana_9200_9300_5601", "prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_ftp_20_21", "prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_kafka_9092", "prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_memcached_11211", "prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_mongodb_27017_27018", "prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_mysql_3306", "prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_oracle_1521_2483", "prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_postgres_5432", "prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_redis_6379", "prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_sql_server_1433_1434", FG_R00041, FG_R00212, FG_R00242, FG_R00248, FG_R00261, FG_R00264]
#   related: [CKV_AWS_260, "kics:http_port_open", "prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_telnet_23", "prowler:ec2_instance_port_cassandra_exposed_to_internet", "prowler:ec2_instance_port_cifs_exposed_to_internet", "prowler:ec2_instance_port_elasticsearch_kibana_exposed_to_internet", "prowler:ec2_instance_port_ftp_exposed_to_internet", "prowler:ec2_instance_port_kafka_exposed_to_internet", "prowler:ec2_instance_port_kerberos_exposed_to_internet", "prowler:ec2_instance_port_ldap_exposed_to_internet", "prowler:ec2_instance_port_memcached_exposed_to_internet", "prowler:ec2_instance_port_mongodb_exposed_to_internet", "prowler:ec2_instance_port_mysql_exposed_to_internet", "prowler:ec2_instance_port_oracle_exposed_to_internet", "prowler:ec2_instance_port_postgresql_exposed_to_internet", "prowler:ec2_instance_port_redis_exposed_to_internet", "prowler:ec2_instance_port_sqlserver_exposed_to_internet", "prowler:ec2_instance_port_telnet_exposed_to_internet"]
#   documentation:
#     - https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
#     - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_security_group_ingress_rule
package crosswalk.policies.aws.ec2.sg_no_public_data_ports

import data.crosswalk.lib.model
import data.crosswalk.lib.security_group
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_data := [
	5432, 3306, 1433, 1434, 1521, 2483, 2484, 27017, 27018, 27019, 6379, 11211, 9200, 9300, 9042, 9160, 7199, 9092,
	2575, 104, 11112, 4242, 8042, 2379, 2380, 2375, 2376, 445, 2049, 4333,
]

_services := [20, 21, 25, 88, 110, 135, 137, 138, 139, 143, 389, 636, 3020, 5500, 5601, 5800, 5900, 7001]

_ports := array.concat(array.concat(_data, _services), [8080, 80])

verdicts contains _verdict(group) if {
	some group in model.of_types(security_group.types)
}

_verdict(rule) := verdict.not_applicable(rule, "egress") if {
	rule.type == "aws_security_group_rule"
	tri.same(tri.at(rule, ["type"]), "ingress") == "no"
} else := verdict.of(rule, [_site(one) |
	some one in security_group.open(rule, _ports)
	not _redirecting(rule, one)
])

# What a load balancer does on port 80 is judged at its listeners.
_redirecting(rule, one) if {
	one.port == 80
	count(security_group.load_balancers(rule)) > 0
}

_site(one) := verdict.because(_graded(one), one.cause) if {
	one.cause != ""
} else := _graded(one)

_graded(one) := verdict.graded(_plain(one), _grade(one.port)) if {
	not one.port in _data
} else := _plain(one)

_grade(port) := "service" if {
	port in _services
} else := "web" if {
	port == 80
} else := "alternate"

_plain(one) := verdict.stating(verdict.site(one.path, tri.flip(one.answer)), {"port": one.port})
