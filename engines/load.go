package main

import (
	"bytes"
	"io/fs"
	"path"
	"strings"
	"time"

	"helm.sh/helm/v3/pkg/chart"
	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/ignore"
)

// loadChart is Helm's LoadDir over files in memory: .helmignore is honoured, a byte order mark dropped.
func loadChart(asked *request) (*chart.Chart, map[string]any, error) {
	values, err := mergedValues(asked.Values)
	if err != nil {
		return nil, nil, err
	}
	files := asked.content()
	rules := ignore.Empty()
	if text, ok := files[ignore.HelmIgnore]; ok {
		if rules, err = ignore.Parse(bytes.NewReader(text)); err != nil {
			return nil, nil, err
		}
	}
	rules.AddDefaults()
	ignored := ignoredFolders{rules: rules, known: map[string]bool{}}
	buffered := make([]*loader.BufferedFile, 0, len(files))
	for _, name := range sortedKeys(files) {
		if ignored.holds(path.Dir(name)) || rules.Ignore(name, entry{name: path.Base(name)}) {
			continue
		}
		data := bytes.TrimPrefix(files[name], []byte{0xEF, 0xBB, 0xBF})
		buffered = append(buffered, &loader.BufferedFile{Name: name, Data: data})
	}
	loaded, err := loader.LoadFiles(buffered)
	if err != nil {
		return nil, nil, err
	}
	return loaded, values, nil
}

// ignoredFolders answers for a folder and all above it.
type ignoredFolders struct {
	rules *ignore.Rules
	known map[string]bool
}

func (f ignoredFolders) holds(folder string) bool {
	if folder == "." || folder == "/" {
		return false
	}
	answer, ok := f.known[folder]
	if !ok {
		answer = f.holds(path.Dir(folder)) || f.rules.Ignore(strings.TrimSuffix(folder, "/"), entry{path.Base(folder), true})
		f.known[folder] = answer
	}
	return answer
}

// entry is what the rules ask of a file.
type entry struct {
	name   string
	folder bool
}

func (e entry) Name() string       { return e.name }
func (e entry) Size() int64        { return 0 }
func (e entry) ModTime() time.Time { return time.Time{} }
func (e entry) IsDir() bool        { return e.folder }
func (e entry) Sys() any           { return nil }
func (e entry) Mode() fs.FileMode {
	if e.folder {
		return fs.ModeDir
	}
	return 0
}
