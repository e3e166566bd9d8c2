package main

import (
	"regexp"
	"strings"

	"helm.sh/helm/v3/pkg/release"
	"helm.sh/helm/v3/pkg/releaseutil"
	"sigs.k8s.io/yaml"
)

// lineRange holds the first and last line, from 1.
type lineRange struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// documentEnd is how Helm's SplitManifests tells documents apart.
var documentEnd = regexp.MustCompile("(?:^|\\s*\n)---\\s*")

// hookLines gives the lines of the documents that Helm does not install with the release.
func hookLines(text string) []lineRange {
	hooks := []lineRange{}
	begin := len(text) - len(strings.TrimLeft(text, " \t\r\n"))
	body := strings.TrimRight(text[begin:], " \t\r\n")
	ends := append(documentEnd.FindAllStringIndex(body, -1), []int{len(body), len(body)})
	start := 0
	for _, end := range ends {
		document := body[start:end[0]]
		if strings.Contains(document, release.HookAnnotation) && isHook(document) {
			from := begin + start
			hooks = append(hooks, lineRange{lineOf(text, from), lineOf(text, begin+end[0])})
		}
		start = end[1]
	}
	return hooks
}

func isHook(document string) bool {
	var head releaseutil.SimpleHead
	if err := yaml.Unmarshal([]byte(document), &head); err != nil || head.Metadata == nil {
		return false
	}
	_, is := head.Metadata.Annotations[release.HookAnnotation]
	return is
}

func lineOf(text string, offset int) int {
	return 1 + strings.Count(text[:offset], "\n")
}

// differingLines compares two renderings of one template; where they differ in length, all of it does.
func differingLines(first, second string) []lineRange {
	ranges := []lineRange{}
	if first == second {
		return ranges
	}
	ones, others := strings.Split(first, "\n"), strings.Split(second, "\n")
	if len(ones) != len(others) {
		return append(ranges, lineRange{1, len(ones)})
	}
	for i := range ones {
		if ones[i] == others[i] {
			continue
		}
		if last := len(ranges) - 1; last >= 0 && ranges[last].To == i {
			ranges[last].To = i + 1
		} else {
			ranges = append(ranges, lineRange{i + 1, i + 1})
		}
	}
	return ranges
}
