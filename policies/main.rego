# METADATA
# title: Runs the policies that the input names
package crosswalk.main

# METADATA
# title: Verdicts by policy
# entrypoint: true
verdicts[name] contains one if {
	some name in input.policies
	[provider, service, policy] := split(name, ".")
	some one in data.crosswalk.policies[provider][service][policy].verdicts
}
