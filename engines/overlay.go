package main

import (
	"fmt"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"

	"sigs.k8s.io/kustomize/api/konfig"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/kustomize/kyaml/filesys"
	"sigs.k8s.io/kustomize/kyaml/openapi"
	"sigs.k8s.io/yaml"
)

// top is where the tree lies in the file system in memory.
const top = "/tree"

type builtOverlay struct {
	Kind string `json:"kind"`
	Text string `json:"text"`
}

// buildOverlay does what `kustomize build` does, and lets the objects say where they come from.
func buildOverlay(asked *request) (*builtOverlay, error) {
	files := filesys.MakeFsInMemory()
	for name, data := range asked.content() {
		if err := files.WriteFile(path.Join(top, path.Clean("/"+name)), data); err != nil {
			return nil, err
		}
	}
	folder := path.Join(top, path.Clean("/"+asked.Overlay))
	if err := checkReferences(files, folder); err != nil {
		return nil, err
	}
	if err := askForOrigins(files, folder); err != nil {
		return nil, err
	}
	if schemaChanged {
		openapi.ResetOpenAPI()
	}
	schemaChanged = bringsSchema(files)
	objects, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(files, folder)
	if err != nil {
		return nil, overlayFailure(err)
	}
	text, err := objects.AsYaml()
	if err != nil {
		return nil, err
	}
	if len(text) > outputLimit {
		return nil, &failure{Kind: "size-limit", Message: fmt.Sprintf("it gives more than %d MiB", outputLimit>>20)}
	}
	return &builtOverlay{Kind: "overlay", Text: string(text)}, nil
}

// schemaChanged tells that an earlier overlay replaced the schema that Kustomize keeps for the whole process. Read anew
// only then: it takes longer than a build.
var schemaChanged bool

// bringsSchema looks whether any kustomization of the tree has an `openapi` field.
func bringsSchema(files filesys.FileSystem) bool {
	found := false
	_ = files.Walk(top, func(name string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() && slices.Contains(konfig.RecognizedKustomizationFileNames(), path.Base(name)) {
			text, _ := files.ReadFile(name)
			found = found || strings.Contains(strings.ToLower(string(text)), "openapi")
		}
		return nil
	})
	return found
}

var refusedMessage = regexp.MustCompile(`external plugins disabled|plugins? .*not enabled|must specify --enable-(?:helm|exec|alpha-plugins)|fn-runtime|unable to load external plugin`)

func overlayFailure(err error) *failure {
	message := strings.ReplaceAll(err.Error(), top+"/", "")
	message = strings.ReplaceAll(message, "'"+top+"'", "'.'")
	if refusedMessage.MatchString(message) {
		return &failure{Kind: "refused", Message: message}
	}
	return &failure{Kind: "invalid", Message: message}
}

// askForOrigins adds to the overlay's own file, in memory, that every object tells its file and what changed it.
func askForOrigins(files filesys.FileSystem, folder string) error {
	name, text := kustomizationIn(files, folder)
	if name == "" {
		return nil
	}
	var fields map[string]any
	if err := yaml.Unmarshal(text, &fields); err != nil || fields == nil {
		return nil // Kustomize says what is wrong with it.
	}
	// Written again only when it is right: else the message would speak of another text.
	var checked types.Kustomization
	if err := checked.Unmarshal(text); err != nil {
		return nil
	}
	wanted := []any{types.OriginAnnotations, types.TransformerAnnotations}
	if already, ok := fields["buildMetadata"].([]any); ok {
		for _, one := range already {
			if one != types.OriginAnnotations && one != types.TransformerAnnotations {
				wanted = append(wanted, one)
			}
		}
	}
	fields["buildMetadata"] = wanted
	changed, err := yaml.Marshal(fields)
	if err != nil {
		return err
	}
	return files.WriteFile(path.Join(folder, name), changed)
}

func kustomizationIn(files filesys.FileSystem, folder string) (string, []byte) {
	for _, name := range konfig.RecognizedKustomizationFileNames() {
		if text, err := files.ReadFile(path.Join(folder, name)); err == nil {
			return name, text
		}
	}
	return "", nil
}
