// Stands in for Kubernetes' own client: Helm's engine needs of it the list of API versions, and types for a function
// that looks into a cluster. Nothing here can reach one; the whole client would be most of the module.
module k8s.io/client-go

go 1.26.0

require k8s.io/apimachinery v0.37.0
