package main

import (
	"fmt"
	"path"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"time"

	"helm.sh/helm/v3/pkg/chart"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"
	"helm.sh/helm/v3/pkg/releaseutil"
	"sigs.k8s.io/yaml"
)

// outputLimit bounds what one chart may become.
const outputLimit = 32 << 20

type renderedTemplate struct {
	Path      string      `json:"path"`
	Text      string      `json:"text"`
	Hooks     []lineRange `json:"hooks"`
	Unstable  []lineRange `json:"unstable"`
	Functions []string    `json:"functions"`
}

type crdFile struct {
	Path string `json:"path"`
	Text string `json:"text"`
}

type chartFacts struct {
	Name       string `json:"name"`
	Version    string `json:"version"`
	AppVersion string `json:"appVersion,omitempty"`
}

type renderedChart struct {
	Kind      string             `json:"kind"`
	Chart     chartFacts         `json:"chart"`
	Templates []renderedTemplate `json:"templates"`
	Crds      []crdFile          `json:"crds"`
}

// renderChart does what `helm template --include-crds` does without a cluster, template by template.
func renderChart(asked *request) (*renderedChart, error) {
	loaded, values, err := loadChart(asked)
	if err != nil {
		return nil, err
	}
	if err := checkInstallable(loaded); err != nil {
		return nil, err
	}
	if err := checkDependencies(loaded); err != nil {
		return nil, err
	}
	if err := chartutil.ProcessDependenciesWithMerge(loaded, values); err != nil {
		return nil, err
	}
	capabilities := chartutil.DefaultCapabilities.Copy()
	release := chartutil.ReleaseOptions{Name: asked.Name, Namespace: asked.Namespace, Revision: 1, IsInstall: true}
	all, err := chartutil.ToRenderValuesWithSchemaValidation(loaded, values, release, capabilities, false)
	if err != nil {
		return nil, err
	}
	if wanted := loaded.Metadata.KubeVersion; wanted != "" &&
		!chartutil.IsCompatibleRange(wanted, capabilities.KubeVersion.String()) {
		return nil, &failure{Kind: "invalid", Message: fmt.Sprintf(
			"chart requires kubeVersion: %s which is incompatible with Kubernetes %s", wanted, capabilities.KubeVersion.String())}
	}
	first, err := render(loaded, all)
	if err != nil {
		return nil, err
	}
	functions := unstableFunctions(loaded)
	second := first
	if functions.random || mentionsUnstable(asked) {
		// A year later, and with other random numbers: what differs is what no file decides.
		time.Sleep(400*24*time.Hour + 5*time.Hour + 7*time.Minute + 11*time.Second)
		if second, err = render(loaded, all); err != nil {
			return nil, err
		}
	}
	// Helm refuses what is no YAML; it says so before anything is printed.
	if _, _, err := releaseutil.SortManifests(first, nil, releaseutil.InstallOrder); err != nil {
		return nil, located(loaded, err)
	}
	result := &renderedChart{
		Kind: "chart",
		Chart: chartFacts{
			Name: loaded.Name(), Version: loaded.Metadata.Version, AppVersion: loaded.Metadata.AppVersion,
		},
		Templates: []renderedTemplate{},
		Crds:      []crdFile{},
	}
	prefix := loaded.ChartFullPath() + "/"
	for _, name := range sortedKeys(first) {
		text := first[name]
		if strings.TrimSpace(text) == "" {
			continue
		}
		result.Templates = append(result.Templates, renderedTemplate{
			Path:      strings.TrimPrefix(name, prefix),
			Text:      text,
			Hooks:     hookLines(text),
			Unstable:  differingLines(text, second[name]),
			Functions: functions.of(name),
		})
	}
	for _, one := range loaded.CRDObjects() {
		result.Crds = append(result.Crds, crdFile{
			Path: strings.TrimPrefix(one.Filename, prefix), Text: string(one.File.Data),
		})
	}
	return result, nil
}

// render gives the texts by template, those of NOTES.txt left out.
func render(loaded *chart.Chart, values chartutil.Values) (map[string]string, error) {
	files, err := engine.Engine{}.Render(loaded, values)
	if err != nil {
		return nil, located(loaded, err)
	}
	size := 0
	for name, text := range files {
		size += len(text)
		if strings.HasSuffix(name, "NOTES.txt") {
			delete(files, name)
		}
	}
	if size > outputLimit {
		return nil, &failure{Kind: "size-limit", Message: fmt.Sprintf("its templates give more than %d MiB", outputLimit>>20)}
	}
	return files, nil
}

// checkInstallable mirrors the command's check of the chart's type.
func checkInstallable(loaded *chart.Chart) error {
	switch loaded.Metadata.Type {
	case "", "application":
		return nil
	}
	return &failure{Kind: "invalid", Message: loaded.Metadata.Type + " charts are not installable"}
}

// checkDependencies mirrors the command: what Chart.yaml names must lie in charts/, also where a condition turns it off.
func checkDependencies(loaded *chart.Chart) error {
	var missing []string
	for _, wanted := range loaded.Metadata.Dependencies {
		found := false
		for _, there := range loaded.Dependencies() {
			found = found || there.Name() == wanted.Name
		}
		if !found {
			missing = append(missing, wanted.Name)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return &failure{
		Kind:    "missing-dependency",
		Message: "found in Chart.yaml, but missing in charts/ directory: " + strings.Join(missing, ", "),
		Names:   missing,
		At:      &place{Path: "Chart.yaml"},
	}
}

var placeInMessage = regexp.MustCompile(`(?:at \(|in \(|template: |error on )([^\s:()]+\.\w+)(?::(\d+))?`)

// located takes the place out of Helm's message; the message stays as it is.
func located(loaded *chart.Chart, err error) error {
	result := &failure{Kind: "invalid", Message: err.Error()}
	found := placeInMessage.FindStringSubmatch(result.Message)
	if found == nil {
		return result
	}
	line, _ := strconv.Atoi(found[2])
	name := strings.TrimPrefix(found[1], loaded.ChartFullPath()+"/")
	result.At = &place{Path: path.Clean(name), Line: line}
	return result
}

// mergedValues lays the values files over each other, as `-f` does.
func mergedValues(files []valuesFile) (map[string]any, error) {
	base := map[string]any{}
	for _, file := range files {
		current := map[string]any{}
		if err := yaml.Unmarshal([]byte(file.Text), &current); err != nil {
			return nil, &failure{
				Kind: "invalid", Message: fmt.Sprintf("failed to parse %s: %s", file.Path, err), At: &place{Path: file.Path},
			}
		}
		base = overlaid(base, current)
	}
	return base, nil
}

// overlaid is Helm's mergeMaps of pkg/cli/values: maps are merged, anything else is replaced.
func overlaid(base, over map[string]any) map[string]any {
	result := make(map[string]any, len(base))
	for key, value := range base {
		result[key] = value
	}
	for key, value := range over {
		if inner, ok := value.(map[string]any); ok {
			if below, ok := result[key].(map[string]any); ok {
				result[key] = overlaid(below, inner)
				continue
			}
		}
		result[key] = value
	}
	return result
}

func sortedKeys[T any](of map[string]T) []string {
	keys := make([]string, 0, len(of))
	for key := range of {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
