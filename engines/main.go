// Command engines renders one Helm chart or builds one Kustomize overlay. The request comes as JSON on standard
// input, the answer goes as JSON to standard output; nothing else is read or written. It is compiled to WebAssembly,
// started once, and asked one thing after the other.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
)

// request is what the runner asks; src/render/engine.ts documents the fields.
type request struct {
	Kind      string            `json:"kind"`
	Texts     map[string]string `json:"texts"`
	Bytes     map[string][]byte `json:"bytes"`
	Values    []valuesFile      `json:"values"`
	Name      string            `json:"name"`
	Namespace string            `json:"namespace"`
	Overlay   string            `json:"overlay"`
}

type valuesFile struct {
	Path string `json:"path"`
	Text string `json:"text"`
}

// failure is why nothing was rendered.
type failure struct {
	Kind    string   `json:"kind"`
	Message string   `json:"message"`
	Names   []string `json:"names,omitempty"`
	At      *place   `json:"at,omitempty"`
}

type place struct {
	Path string `json:"path"`
	Line int    `json:"line,omitempty"`
}

func (f *failure) Error() string { return f.Message }

// main is not run: the runner starts the module once and calls serve for every request.
func main() {}

func init() {
	// Both engines chat on the log; standard error is kept for what ends the process.
	log.SetOutput(io.Discard)
}

// serve answers the request that standard input holds.
//
//go:wasmexport serve
func serve() {
	var asked request
	var answer any
	text, err := io.ReadAll(os.Stdin)
	if err == nil {
		err = json.Unmarshal(text, &asked)
	}
	if err != nil {
		err = &failure{Kind: "engine", Message: "request: " + err.Error()}
	} else {
		answer, err = answerTo(&asked)
	}
	if err != nil {
		known, ok := err.(*failure)
		if !ok {
			known = &failure{Kind: "invalid", Message: err.Error()}
		}
		answer = map[string]any{"kind": "not-rendered", "error": known}
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(answer); err != nil {
		fmt.Fprintln(os.Stderr, "answer:", err)
		os.Exit(1)
	}
}

func answerTo(asked *request) (any, error) {
	switch asked.Kind {
	case "chart":
		return renderChart(asked)
	case "overlay":
		return buildOverlay(asked)
	}
	return nil, &failure{Kind: "engine", Message: "unknown kind of request " + asked.Kind}
}

// content lists the request's files as bytes.
func (r *request) content() map[string][]byte {
	all := make(map[string][]byte, len(r.Texts)+len(r.Bytes))
	for path, text := range r.Texts {
		all[path] = []byte(text)
	}
	for path, data := range r.Bytes {
		all[path] = data
	}
	return all
}
