// Package rest names what a cluster would be reached by.
package rest

// Config is never made.
type Config struct{}
