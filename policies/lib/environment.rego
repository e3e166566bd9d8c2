# METADATA
# title: Environment variables, wherever they are written
# description: |
#   One list of `{name, value, path}` for dotenv files, Compose services, workflows, Dockerfiles and Kubernetes workloads. A value is
#   a marker when it is not known; what takes its value from elsewhere (`valueFrom`) is not in the list.
package crosswalk.lib.environment

import data.crosswalk.lib.docker
import data.crosswalk.lib.kubernetes
import data.crosswalk.lib.tri
import data.crosswalk.lib.workflows

# METADATA
# title: Every variable that a resource sets
entries(resource) := _pairs(resource.values, []) if {
	resource.type == "dotenv"
} else := _pairs(tri.at(resource, ["environment"]), ["environment"]) if {
	resource.type == "compose:service"
} else := _of_image(resource) if {
	resource.type == "dockerfile"
} else := _of_workflow(resource) if {
	resource.type == "github:workflow"
} else := _of_pods(resource)

_pairs(map, path) := [{"name": name, "value": value, "path": array.concat(path, [name])} |
	is_object(map)
	not tri.hidden(map)
	some name, value in map
]

_of_image(file) := [{"name": name, "value": tri.get(entry.value, ["value"]), "path": array.concat(entry.path, ["value"])} |
	some entry in docker.each(file, "env")
	name := tri.get(entry.value, ["name"])
	is_string(name)
]

_of_workflow(file) := [entry |
	some holder in array.concat(
		array.concat([{"path": [], "value": file.values}], workflows.jobs(file)),
		array.concat(workflows.steps(file), _services(file)),
	)
	some entry in _pairs(tri.get(holder.value, ["env"]), array.concat(holder.path, ["env"]))
]

_services(file) := [{"path": array.concat(job.path, ["services", name]), "value": service} |
	some job in workflows.jobs(file)
	list := tri.get(job.value, ["services"])
	is_object(list)
	not tri.hidden(list)
	some name, service in list
]

_of_pods(workload) := [{"name": name, "value": value, "path": array.concat(container.path, ["env", i, "value"])} |
	some container in kubernetes.containers(workload)
	some i, entry in tri.listed(tri.get(container.value, ["env"]))
	name := tri.get(entry, ["name"])
	is_string(name)
	value := tri.get(entry, ["value"])
	value != null
]
