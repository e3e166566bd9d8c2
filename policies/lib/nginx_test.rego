package crosswalk.lib.nginx_test

import data.crosswalk.lib.nginx

_marker := {"$unknown": {"cause": "variable", "refs": []}}

test_arguments_leave_unknown_ones_out if {
	nginx.arguments({"args": ["a", _marker]}) == ["a"]
	nginx.known({"args": ["a", _marker]}) == "unknown"
	nginx.known(_marker) == "unknown"
	nginx.known({"args": ["a"]}) == "yes"
}

test_listen_lines_tell_where_a_server_is_reached if {
	nginx.local_only({"values": {"listen": [{"args": ["[::1]:80"]}, {"args": ["unix:/run/x"]}]}}) == "yes"
	nginx.local_only({"values": {"listen": [{"args": ["127.0.0.1"]}, {"args": ["80"]}]}}) == "no"
	nginx.local_only({"values": {"listen": [{"args": [_marker]}]}}) == "unknown"
	nginx.local_only({"values": {"listen": [{"args": []}]}}) == "no"
	nginx.local_only({"values": {}}) == "no"
}

test_tls_by_listen_or_by_the_old_switch if {
	nginx.tls({"values": {"listen": [{"args": ["443", "quic"]}]}}) == "yes"
	nginx.tls({"values": {"ssl": [{"args": ["on"]}]}}) == "yes"
	nginx.tls({"values": {"listen": [_marker]}}) == "unknown"
	nginx.tls({"values": {}}) == "no"
}
