// Package scheme knows the API versions of client-go v0.37.0, without their types: they are what `helm template`
// answers when a chart asks `.Capabilities.APIVersions`. A test compares them with the real command's.
package scheme

import (
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// Scheme holds versions only.
var Scheme = runtime.NewScheme()

var known = []struct {
	group    string
	versions []string
}{
	{"", []string{"v1"}},
	{"admissionregistration.k8s.io", []string{"v1", "v1alpha1", "v1beta1"}},
	{"internal.apiserver.k8s.io", []string{"v1alpha1"}},
	{"apps", []string{"v1", "v1beta1", "v1beta2"}},
	{"authentication.k8s.io", []string{"v1", "v1alpha1", "v1beta1"}},
	{"authorization.k8s.io", []string{"v1", "v1beta1"}},
	{"autoscaling", []string{"v1", "v2"}},
	{"batch", []string{"v1", "v1beta1"}},
	{"certificates.k8s.io", []string{"v1", "v1beta1", "v1alpha1"}},
	{"coordination.k8s.io", []string{"v1alpha2", "v1beta1", "v1"}},
	{"discovery.k8s.io", []string{"v1", "v1beta1"}},
	{"events.k8s.io", []string{"v1", "v1beta1"}},
	{"extensions", []string{"v1beta1"}},
	{"flowcontrol.apiserver.k8s.io", []string{"v1", "v1beta1", "v1beta2", "v1beta3"}},
	{"lifecycle.k8s.io", []string{"v1alpha1"}},
	{"networking.k8s.io", []string{"v1", "v1beta1"}},
	{"node.k8s.io", []string{"v1", "v1alpha1", "v1beta1"}},
	{"policy", []string{"v1", "v1beta1"}},
	{"rbac.authorization.k8s.io", []string{"v1", "v1beta1", "v1alpha1"}},
	{"resource.k8s.io", []string{"v1", "v1beta2", "v1beta1", "v1alpha3"}},
	{"scheduling.k8s.io", []string{"v1alpha3", "v1beta1", "v1"}},
	{"storage.k8s.io", []string{"v1beta1", "v1", "v1alpha1"}},
	{"storagemigration.k8s.io", []string{"v1", "v1beta1"}},
}

func init() {
	for _, one := range known {
		versions := make([]schema.GroupVersion, len(one.versions))
		for i, version := range one.versions {
			versions[i] = schema.GroupVersion{Group: one.group, Version: version}
			// A version without a type is not known to the scheme.
			Scheme.AddKnownTypeWithName(versions[i].WithKind("List"), &runtime.Unknown{})
		}
		if err := Scheme.SetVersionPriority(versions...); err != nil {
			panic(err)
		}
	}
}
