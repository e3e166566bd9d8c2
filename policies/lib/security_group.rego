# METADATA
# title: Ingress rules of security groups, whichever way they are written
# description: |
#   The four syntaxes: ingress blocks of aws_security_group and aws_default_security_group, aws_security_group_rule
#   of type ingress, and aws_vpc_security_group_ingress_rule. Protocol -1 means all protocols and ports; the port
#   fields of any protocol but TCP and UDP are no ports (for ICMP they are type and code).
#   https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
package crosswalk.lib.security_group

import data.crosswalk.lib.model
import data.crosswalk.lib.tri

# METADATA
# title: The types that hold ingress rules
types := [
	"aws_security_group",
	"aws_default_security_group",
	"aws_security_group_rule",
	"aws_vpc_security_group_ingress_rule",
]

# METADATA
# title: Ingress rules as path, exists, protocol, from, to and sources {path, value, kind}; an unknown list is one rule
rules(res) := [_rule(one.path, one.value, _exists(one.value), "protocol", _list_sources) |
	some one in tri.entries(res, ["ingress"])
] if {
	res.type in {"aws_security_group", "aws_default_security_group"}
} else := [_rule([], res.values, tri.same(tri.at(res, ["type"]), "ingress"), "protocol", _list_sources)] if {
	res.type == "aws_security_group_rule"
} else := [_rule([], res.values, "yes", "ip_protocol", _single_sources)]

# A dynamic block over an unknown collection may give no rule at all.
_exists(value) := "unknown" if {
	tri.hidden(value)
} else := "yes"

_list_sources := {"cidr_blocks": "cidr", "ipv6_cidr_blocks": "cidr", "prefix_list_ids": "prefix-list"}

_single_sources := {"cidr_ipv4": "cidr", "cidr_ipv6": "cidr", "prefix_list_id": "prefix-list"}

_rule(path, value, exists, protocol, fields) := {
	"path": path,
	"exists": exists,
	"protocol": tri.get(shape, [protocol]),
	"from": tri.get(shape, ["from_port"]),
	"to": tri.get(shape, ["to_port"]),
	"sources": _all_sources(path, shape, fields),
} if {
	shape := tri.document(value)
}

_all_sources(path, shape, fields) := [{"path": path, "value": shape, "kind": "cidr"}] if {
	tri.hidden(shape)
} else := [object.union(source, {"path": array.concat(path, source.path)}) |
	some field in sort(object.keys(fields))
	some source in _sources(shape, field, fields[field])
]

_sources(shape, field, kind) := [{"path": [field], "value": found, "kind": kind}] if {
	found := tri.get(shape, [field])
	_single(found)
} else := [{"path": [field, i], "value": one, "kind": kind} | some i, one in tri.get(shape, [field])]

_single(found) if tri.hidden(found)

_single(found) if is_string(found)

# METADATA
# title: Does the rule cover the port? TCP and UDP by their range, all protocols always, others never
covers(rule, port) := tri.any_of([
	tri.one_of_folded(rule.protocol, {"-1", "all"}),
	tri.all_of([
		tri.one_of_folded(rule.protocol, {"tcp", "udp", "6", "17"}),
		tri.at_most(rule.from, port),
		tri.at_least(rule.to, port),
	]),
])

# METADATA
# title: Is the source the internet, that is everything, an IPv4 prefix wider than /8, or an IPv6 prefix that no private network has?
public(source) := "unknown" if {
	source.kind == "prefix-list"
} else := "no" if {
	_private(source.value)
} else := tri.matches(source.value, `^[0-9.]+/[0-7]$|^[0-9a-fA-F:]*:[0-9a-fA-F:]*/[0-6]$`)

# The address range of a VPC or subnet, and a template that ends in a prefix of /8 or longer.
_private(value) if {
	count(value["$unknown"].refs) > 0
	every ref in value["$unknown"].refs {
		regex.match(`(^|\.)aws_(default_)?(vpc|subnet)s?\..*cidr`, ref)
	}
}

_private(value) if {
	parts := value["$unknown"].parts
	regex.match(`/([89]|[1-9][0-9]+)$`, tri.text_of(parts[count(parts) - 1]))
}

# METADATA
# title: Sites {path, port, answer, cause} of the sources that open one of the ports to the internet, or may
# description: |
#   `ports` is a list, the gravest first; a site names the first that its rule covers. What is surely closed gives no
#   site. The cause is set where a prefix list decides, as no value on the path says why it is unknown.
open(res, ports) := [site |
	some rule in rules(res)
	port := _covered(rule, ports)
	some source in rule.sources
	answer := tri.all_of([rule.exists, covers(rule, port), public(source)])
	answer != "no"
	site := {"path": source.path, "port": port, "answer": answer, "cause": _cause(answer, source)}
]

_covered(rule, ports) := [port | some port in ports; covers(rule, port) == "yes"][0] if {
	some port in ports
	covers(rule, port) == "yes"
} else := [port | some port in ports; covers(rule, port) == "unknown"][0]

_cause(answer, source) := "outside-scan" if {
	answer == "unknown"
	source.kind == "prefix-list"
	not tri.hidden(source.value)
} else := ""

# METADATA
# title: Load balancers of the group that the rules belong to
load_balancers(res) := array.concat(
	model.linked(res, "load_balancers"),
	[balancer |
		some group in model.linked(res, "security_group")
		some balancer in model.linked(group, "load_balancers")
	],
)
