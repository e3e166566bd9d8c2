package crosswalk.lib.security_group_test

import data.crosswalk.lib.security_group

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_group(ingress) := {"key": "g", "type": "aws_security_group", "values": {"ingress": ingress}, "links": {}, "meta": {}}

_rule(type, values) := {"key": "r", "type": type, "values": values, "links": {}, "meta": {}}

_open(protocol, from, to, cidr) := {one.answer |
	rule := {"protocol": protocol, "from_port": from, "to_port": to, "cidr_blocks": [cidr]}
	some one in security_group.open(_group([rule]), [22])
}

test_ports_count_for_their_protocols if {
	every protocol in ["-1", -1, "all", "tcp", "TCP", "udp", 6, "17"] {
		_open(protocol, 0, 65535, "0.0.0.0/0") == {"yes"}
	}
	_open("-1", 0, 0, "0.0.0.0/0") == {"yes"}
	every protocol in ["icmp", "1", "icmpv6", null, "50"] {
		_open(protocol, 0, 65535, "0.0.0.0/0") == set()
	}
	_open("tcp", 0, 0, "0.0.0.0/0") == set()
	_open("tcp", 443, 443, "0.0.0.0/0") == set()
	_open("tcp", _marker, 22, "0.0.0.0/0") == {"unknown"}
	_open(_marker, 22, 22, "0.0.0.0/0") == {"unknown"}
	_open(_marker, 443, 443, "0.0.0.0/0") == {"unknown"}
}

test_sources_of_the_internet if {
	every cidr in ["0.0.0.0/0", "::/0", "0.0.0.0/1", "128.0.0.0/1", "8.0.0.0/7", "2000::/3"] {
		_open("tcp", 22, 22, cidr) == {"yes"}
	}
	every cidr in ["10.0.0.0/8", "203.0.113.7/32", "fc00::/7", "2001:db8::/32", "", null, 0, {}, []] {
		_open("tcp", 22, 22, cidr) == set()
	}
	_open("tcp", 22, 22, _marker) == {"unknown"}
}

test_private_networks_whose_value_is_not_known if {
	_open("tcp", 22, 22, {"$unknown": {"cause": "computed", "refs": ["aws_vpc.clinic.cidr_block"]}}) == set()
	_open("tcp", 22, 22, {"$unknown": {"cause": "data", "refs": ["module.net.data.aws_subnet.a.cidr_block"]}}) == set()
	_open("tcp", 22, 22, {"$unknown": {"cause": "computed", "refs": ["aws_eip.nat.public_ip"], "parts": [_marker, "/32"]}}) == set()
	_open("tcp", 22, 22, {"$unknown": {"cause": "variable", "refs": [], "parts": [_marker, "/0"]}}) == {"unknown"}
}

test_the_other_syntaxes if {
	ingress := _rule("aws_vpc_security_group_ingress_rule", {"ip_protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_ipv6": "::/0"})
	[one.path | some one in security_group.open(ingress, [22])] == [["cidr_ipv6"]]
	listed := _rule("aws_vpc_security_group_ingress_rule", {"ip_protocol": "tcp", "from_port": 22, "to_port": 22, "prefix_list_id": "pl-1"})
	[one.cause | some one in security_group.open(listed, [22])] == ["outside-scan"]
	rule := {"type": "ingress", "protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_blocks": ["10.0.0.0/8", "0.0.0.0/0"]}
	[one.path | some one in security_group.open(_rule("aws_security_group_rule", rule), [22])] == [["cidr_blocks", 1]]
	egress := object.union(rule, {"type": "egress"})
	security_group.open(_rule("aws_security_group_rule", egress), [22]) == []
}

test_what_a_dynamic_block_may_hold_is_unknown if {
	shape := {"protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_blocks": ["0.0.0.0/0"]}
	[one.answer | some one in security_group.open(_group([{"$unknown": {"cause": "variable", "shape": shape}}]), [22])] == ["unknown"]
	closed := object.union(shape, {"from_port": 443, "to_port": 443})
	security_group.open(_group([{"$unknown": {"cause": "variable", "shape": closed}}]), [22]) == []
	[one.answer | some one in security_group.open(_group(_marker), [22])] == ["unknown"]
}

test_odd_shapes_are_defined if {
	every odd in [null, "", 0, [], {}, [null], ["odd"], {"a": 1}, true] {
		is_array(security_group.open(_group(odd), [22]))
		is_array(security_group.open(_rule("aws_security_group_rule", {"type": odd, "cidr_blocks": odd, "protocol": odd}), [22]))
		is_array(security_group.load_balancers(_group(odd)))
	}
}
