# METADATA
# title: Storage classes make encrypted volumes
# description: |
#   Judged by provisioner. EBS, Ceph RBD and Longhorn encrypt only when told (an account-wide EBS default cannot be seen);
#   Google and Azure disks are always encrypted by the provider. What another provisioner does is not known here.
# scope: package
# custom:
#   id: k8s-storageclass-encryption
#   control: encryption-at-rest
#   severity: high
#   grades: {provisioner: low}
#   profile: recommended
#   subjects: [StorageClass]
#   message: "{address} makes volumes that are not encrypted ({provisioner})"
#   messages:
#     provisioner: "whether {address} makes encrypted volumes depends on its provisioner"
#   remediation: Set parameters.encrypted to "true".
#   example: |
#     provisioner: ebs.csi.aws.com
#     parameters:
#       encrypted: "true"
#   documentation:
#     - https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md
#     - https://longhorn.io/docs/latest/advanced-resources/security/volume-encryption/
package crosswalk.policies.kubernetes.storage.class_encryption

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_asked := {"ebs.csi.aws.com", "kubernetes.io/aws-ebs", "rbd.csi.ceph.com", "driver.longhorn.io"}

_always := {"pd.csi.storage.gke.io", "filestore.csi.storage.gke.io", "kubernetes.io/gce-pd", "disk.csi.azure.com", "kubernetes.io/azure-disk"}

_path := ["parameters", "encrypted"]

verdicts contains _verdict(class, tri.at(class, ["provisioner"])) if {
	some class in model.of_type("StorageClass")
}

_verdict(class, provisioner) := verdict.of(class, [verdict.graded(verdict.site(["provisioner"], "unknown"), "provisioner")]) if {
	tri.hidden(provisioner)
} else := verdict.of(class, [verdict.stating(verdict.site(_path, tri.is_true(tri.at(class, _path))), {"provisioner": tri.text_of(provisioner)})]) if {
	_suffix(provisioner) in _asked
} else := verdict.on(class, ["provisioner"], "yes") if {
	provisioner in _always
} else := verdict.of(class, [verdict.graded(verdict.because(verdict.site(["provisioner"], "unknown"), "not-supported"), "provisioner")])

# Rook names its Ceph provisioner after the operator's namespace: rook-ceph.rbd.csi.ceph.com.
_suffix(provisioner) := "rbd.csi.ceph.com" if {
	endswith(tri.text_of(provisioner), ".rbd.csi.ceph.com")
} else := provisioner
