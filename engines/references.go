package main

import (
	"path"
	"regexp"
	"sort"
	"strings"

	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

// remotePattern matches what Kustomize would fetch: a URL, or a git repository in one of its short forms.
var remotePattern = regexp.MustCompile(
	`^[a-z][a-z0-9+.-]*://|^git@|^git::|^(?:www\.)?(?:github|gitlab|bitbucket)\.[a-z]+[/:]|[?&](?:ref|version)=|^[\w.-]+\.[a-z]{2,}/.+//|^gh:`)

// checkReferences walks the overlay and what it is built on, and refuses what this engine can not and shall not do.
func checkReferences(files filesys.FileSystem, folder string) error {
	walk := references{files: files, seen: map[string]bool{}, remote: map[string]bool{}}
	walk.folder(folder)
	if len(walk.remote) > 0 {
		names := sortedKeys(walk.remote)
		return &failure{
			Kind: "remote", Message: "needs what is not on disk, and nothing is fetched: " + strings.Join(names, ", "), Names: names,
		}
	}
	if len(walk.charts) > 0 {
		sort.Strings(walk.charts)
		return &failure{
			Kind:    "refused",
			Message: "renders Helm charts from within Kustomize: " + strings.Join(walk.charts, ", "),
			Names:   walk.charts,
		}
	}
	return nil
}

type references struct {
	files  filesys.FileSystem
	seen   map[string]bool
	remote map[string]bool
	charts []string
}

func (r *references) folder(folder string) {
	if r.seen[folder] {
		return
	}
	r.seen[folder] = true
	name, text := kustomizationIn(r.files, folder)
	if name == "" {
		return
	}
	var k types.Kustomization
	if err := k.Unmarshal(text); err != nil {
		return
	}
	k.FixKustomization()
	for _, chart := range k.HelmCharts {
		r.charts = append(r.charts, chart.Name)
	}
	for _, chart := range k.HelmChartInflationGenerator {
		r.charts = append(r.charts, chart.ChartName)
	}
	for _, list := range [][]string{k.Resources, k.Components, k.Crds, k.Configurations, k.Generators, k.Transformers, k.Validators} {
		for _, one := range list {
			r.reference(folder, one)
		}
	}
	for _, patch := range k.Patches {
		r.reference(folder, patch.Path)
	}
	for _, replacement := range k.Replacements {
		r.reference(folder, replacement.Path)
	}
	r.reference(folder, k.OpenAPI["path"])
}

func (r *references) reference(folder, to string) {
	if to == "" || strings.ContainsRune(to, '\n') {
		return
	}
	full := path.Join(folder, to)
	switch {
	case r.files.IsDir(full):
		r.folder(full)
	case !r.files.Exists(full) && remotePattern.MatchString(to):
		r.remote[to] = true
	}
}
