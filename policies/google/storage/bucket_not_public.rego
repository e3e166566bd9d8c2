# METADATA
# title: Nothing grants everybody access to a bucket
# description: |
#   allUsers is everybody on the internet, allAuthenticatedUsers everybody with a Google account. Both may stand in
#   IAM members, in ACLs and in predefined ACLs. A bucket in the same configuration with public_access_prevention
#   enforced refuses such grants.
# scope: package
# custom:
#   id: google-storage-bucket-not-public
#   control: network-exposure
#   severity: critical
#   profile: recommended
#   subjects: [google_storage_bucket_iam_member, google_storage_bucket_iam_binding, google_storage_bucket_iam_policy, google_storage_bucket_acl, google_storage_default_object_acl, google_storage_bucket_access_control]
#   reads: [google_storage_bucket, data.google_iam_policy]
#   message: "{address} grants everybody access to the bucket"
#   remediation: Grant the role to the accounts or groups that need it instead of allUsers or allAuthenticatedUsers.
#   example: |
#     resource "google_storage_bucket_iam_member" "readers" {
#       bucket = google_storage_bucket.records.name
#       role   = "roles/storage.objectViewer"
#       member = "group:clinicians@example.org"
#     }
#   peers: [CKV_GCP_28, AVD-GCP-0001, "prowler:cloudstorage_bucket_public_access", "kics:cloud_storage_bucket_is_publicly_accessible", "kics:cloud_storage_anonymous_or_publicly_accessible", FG_R00420]
#   related: [CKV_GCP_114]
#   documentation:
#     - https://cloud.google.com/storage/docs/access-control/iam#conditions
#     - https://cloud.google.com/storage/docs/access-control/lists#predefined-acl
#     - https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/storage_bucket_iam
package crosswalk.policies.google.storage.bucket_not_public

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(grant, [_site(grant, one) | some one in _named(grant)]) if {
	some grant in model.of_types(["google_storage_bucket_iam_member", "google_storage_bucket_access_control"])
}

verdicts contains verdict.of(grant, [_site(grant, one) | some one in tri.entries(grant, ["members"])]) if {
	some grant in model.of_type("google_storage_bucket_iam_binding")
}

verdicts contains verdict.of(acl, array.concat(_predefined(acl), _entities(acl))) if {
	some acl in model.of_types(["google_storage_bucket_acl", "google_storage_default_object_acl"])
}

verdicts contains verdict.of(policy, _document(policy)) if {
	some policy in model.of_type("google_storage_bucket_iam_policy")
}

_named(grant) := [{"path": [field], "value": tri.at(grant, [field])} |
	field := {"google_storage_bucket_iam_member": "member", "google_storage_bucket_access_control": "entity"}[grant.type]
]

_site(grant, one) := verdict.site(one.path, _closed(grant, tri.flip(_everybody(one.value))))

_predefined(acl) := [verdict.site([field], _closed(acl, tri.flip(answer))) |
	some field in ["predefined_acl", "default_acl"]
	tri.present(tri.at(acl, [field])) != "no"
	answer := tri.one_of_folded(tri.at(acl, [field]), {"publicread", "publicreadwrite", "authenticatedread"})
]

_entities(acl) := [verdict.site(one.path, _closed(acl, tri.flip(tri.matches(one.value, `(?i):(allUsers|allAuthenticatedUsers)$`)))) |
	some one in tri.entries(acl, ["role_entity"])
]

# The bindings of a linked data source, else of the text itself.
_document(policy) := [verdict.within(_site(policy, member), document) |
	some document in model.linked(policy, "document")
	some member in _members(tri.entries(document, ["binding"]))
] if {
	count(model.linked(policy, "document")) > 0
} else := [verdict.site(["policy_data"], _closed(policy, "unknown"))] if {
	tri.hidden(tri.document(tri.at(policy, ["policy_data"])))
} else := [_site(policy, member) |
	bindings := tri.get(tri.document(tri.at(policy, ["policy_data"])), _bindings)
	list := [{"path": array.concat(["policy_data", "bindings"], [i]), "value": one} | some i, one in tri.each(bindings)]
	some member in _members(list)
]

_bindings := ["bindings"]

_members(bindings) := [{"path": array.concat(one.path, ["members"]), "value": member} |
	some one in bindings
	some member in tri.listed(tri.get(one.value, ["members"]))
]

_closed(grant, answer) := tri.any_of(array.concat([answer], [enforced |
	some bucket in model.linked(grant, "bucket")
	enforced := tri.same(tri.at(bucket, ["public_access_prevention"]), "enforced")
]))

# A member of another kind has a colon (user:, group:, serviceAccount:), also when the rest is not known.
_everybody(value) := "no" if {
	some part in object.get(value, ["$unknown", "parts"], [])
	is_string(part)
	contains(part, ":")
} else := "no" if {
	value["$unknown"].cause == "computed"
	some ref in tri.references(value)
	endswith(ref, ".member")
} else := tri.one_of_folded(value, {"allusers", "allauthenticatedusers"})
