package crosswalk.lib.kubernetes_test

import data.crosswalk.lib.kubernetes as k8s
import data.crosswalk.lib.tri

_marker := {"$unknown": {"cause": "not-rendered", "refs": []}}

_deployment(spec) := {
	"type": "Deployment",
	"meta": {"podSpec": ["spec", "template", "spec"], "namespace": "shop"},
	"values": {"spec": {"template": {"spec": spec}}},
}

_app := {"name": "app", "env": [{"name": "TOKEN", "value": "x"}], "securityContext": {"runAsUser": 0}}

test_containers_of_all_groups_with_their_paths if {
	found := k8s.containers(_deployment({"containers": [_app], "initContainers": [{"name": "init"}]}))
	found == [
		{
			"path": ["spec", "template", "spec", "containers", 0],
			"value": _app,
			"name": "app",
			"group": "containers",
		},
		{
			"path": ["spec", "template", "spec", "initContainers", 0],
			"value": {"name": "init"},
			"name": "init",
			"group": "initContainers",
		},
	]
}

test_an_unknown_pod_spec_is_one_unknown_container if {
	found := k8s.containers(_deployment(_marker))
	count(found) == 1
	found[0].value == _marker
	found[0].path == ["spec", "template", "spec"]
	found[0].name == ""
}

test_an_unknown_list_is_one_unknown_container if {
	found := k8s.containers(_deployment({"containers": _marker}))
	count(found) == 1
	found[0].value == _marker
	found[0].path == ["spec", "template", "spec", "containers"]
}

test_an_unknown_instance_is_one_unknown_container if {
	found := k8s.containers(object.union(_deployment({"containers": [_app]}), _marker))
	count(found) == 1
	tri.hidden(found[0].value)
}

test_no_containers_without_a_pod_spec if {
	k8s.containers({"type": "Service", "meta": {}, "values": {}}) == []
	k8s.containers(_deployment(null)) == []
	k8s.containers(_deployment({"containers": "text"})) == []
}

test_main_containers_leave_out_init if {
	res := _deployment({"containers": [_app], "initContainers": [{"name": "init"}]})
	[c.name | some c in k8s.main_containers(res)] == ["app"]
}

test_container_settings_win_over_the_pods if {
	res := _deployment({"securityContext": {"runAsUser": 5, "runAsNonRoot": true}, "containers": [_app, {"name": "b"}]})
	all := k8s.containers(res)
	k8s.effective(res, all[0], "runAsUser") == 0
	k8s.effective(res, all[0], "runAsNonRoot") == true
	k8s.effective(res, all[1], "runAsUser") == 5
	k8s.effective(res, all[1], "other") == null
}

test_false_in_a_container_wins_over_true_in_the_pod if {
	res := _deployment({"securityContext": {"x": true}, "containers": [{"securityContext": {"x": false}}]})
	k8s.effective(res, k8s.containers(res)[0], "x") == false
}

test_an_unknown_container_hides_its_settings if {
	res := _deployment({"securityContext": {"runAsUser": 5}, "containers": [_marker]})
	k8s.effective(res, k8s.containers(res)[0], "runAsUser") == _marker
}

test_environment_names_entry_and_container if {
	k8s.environment(_deployment({"containers": [_app]})) == [{
		"path": ["spec", "template", "spec", "containers", 0, "env", 0],
		"value": {"name": "TOKEN", "value": "x"},
		"name": "TOKEN",
		"container": "app",
	}]
}

test_an_unknown_environment_is_one_unknown_entry if {
	found := k8s.environment(_deployment({"containers": [{"name": "a", "env": _marker}]}))
	count(found) == 1
	found[0].value == _marker
	found[0].path == ["spec", "template", "spec", "containers", 0, "env"]
	count(k8s.environment(_deployment(_marker))) == 1
}

test_volumes_rules_and_subjects_have_paths if {
	k8s.volumes(_deployment({"volumes": [{"name": "v"}]}))[0].path == ["spec", "template", "spec", "volumes", 0]
	k8s.rules({"values": {"rules": [{"verbs": ["*"]}]}})[0].path == ["rules", 0]
	k8s.subjects({"values": {"subjects": null}}) == []
}

test_names_with_dots_are_one_step if {
	res := {"values": {"metadata": {"annotations": {"a.b/c": "1"}, "labels": {"x.y/z": "2"}}}}
	k8s.annotation(res, "a.b/c") == "1"
	k8s.label(res, "x.y/z") == "2"
	k8s.annotation(res, "other") == null
}

test_namespaces if {
	k8s.namespace(_deployment({})) == "shop"
	k8s.namespace({"meta": {}}) == "default"
	k8s.system_namespace({"meta": {"namespace": "kube-system"}})
	not k8s.system_namespace(_deployment({}))
}

test_jobs_are_not_long_running if {
	k8s.long_running(_deployment({}))
	not k8s.long_running({"type": "CronJob"})
	every type in ["Deployment", "StatefulSet", "DaemonSet"] {
		type in k8s.workload_types
	}
}
