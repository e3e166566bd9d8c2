package main

import (
	"path"
	"regexp"
	"sort"
	"text/template/parse"

	"helm.sh/helm/v3/pkg/chart"
)

// unstableName matches functions whose result differs from run to run, or depends on a cluster.
var unstableName = regexp.MustCompile(
	`\b(?:rand[A-Z]\w*|shuffle|uuidv4|gen(?:PrivateKey|CA|SelfSignedCert|SignedCert)\w*|now|ago|bcrypt|htpasswd|encryptAES|getHostByName|lookup)\b`)

// mentionsUnstable looks at every text of the request: `tpl` may run what values hold.
func mentionsUnstable(asked *request) bool {
	for _, text := range asked.Texts {
		if unstableName.MatchString(text) {
			return true
		}
	}
	for _, file := range asked.Values {
		if unstableName.MatchString(file.Text) {
			return true
		}
	}
	return false
}

// callGraph knows which functions and named templates each template uses.
type callGraph struct {
	uses   map[string]map[string]bool
	calls  map[string]map[string]bool
	random bool
}

// unstableFunctions reads all templates of a chart and its sub-charts (also archived ones).
func unstableFunctions(loaded *chart.Chart) *callGraph {
	graph := &callGraph{uses: map[string]map[string]bool{}, calls: map[string]map[string]bool{}}
	graph.add(loaded)
	return graph
}

func (g *callGraph) add(loaded *chart.Chart) {
	for _, file := range loaded.Templates {
		name := path.Join(loaded.ChartFullPath(), file.Name)
		tree := parse.New(name)
		tree.Mode = parse.SkipFuncCheck
		trees := map[string]*parse.Tree{}
		if _, err := tree.Parse(string(file.Data), "", "", trees); err != nil {
			continue
		}
		for defined, one := range trees {
			if one.Root != nil {
				g.walk(defined, one.Root)
			}
		}
	}
	for _, child := range loaded.Dependencies() {
		g.add(child)
	}
}

func (g *callGraph) walk(name string, node parse.Node) {
	switch n := node.(type) {
	case *parse.ListNode:
		if n == nil {
			return
		}
		for _, one := range n.Nodes {
			g.walk(name, one)
		}
	case *parse.ActionNode:
		g.walk(name, n.Pipe)
	case *parse.IfNode:
		g.branch(name, &n.BranchNode)
	case *parse.RangeNode:
		g.branch(name, &n.BranchNode)
	case *parse.WithNode:
		g.branch(name, &n.BranchNode)
	case *parse.TemplateNode:
		note(g.calls, name, n.Name)
		g.walk(name, n.Pipe)
	case *parse.PipeNode:
		if n == nil {
			return
		}
		for _, one := range n.Cmds {
			g.walk(name, one)
		}
	case *parse.CommandNode:
		for i, one := range n.Args {
			g.walk(name, one)
			if text, ok := one.(*parse.StringNode); ok && i == 1 && isInclude(n.Args[0]) {
				note(g.calls, name, text.Text)
			}
		}
	case *parse.ChainNode:
		g.walk(name, n.Node)
	case *parse.IdentifierNode:
		if unstableName.FindString(n.Ident) == n.Ident {
			note(g.uses, name, n.Ident)
			g.random = true
		}
	}
}

func (g *callGraph) branch(name string, node *parse.BranchNode) {
	g.walk(name, node.Pipe)
	g.walk(name, node.List)
	g.walk(name, node.ElseList)
}

func isInclude(node parse.Node) bool {
	identifier, ok := node.(*parse.IdentifierNode)
	return ok && identifier.Ident == "include"
}

func note(in map[string]map[string]bool, name, what string) {
	if in[name] == nil {
		in[name] = map[string]bool{}
	}
	in[name][what] = true
}

// of lists the unstable functions that a template calls, itself or through named templates.
func (g *callGraph) of(name string) []string {
	seen, found := map[string]bool{name: true}, map[string]bool{}
	for queue := []string{name}; len(queue) > 0; queue = queue[1:] {
		for function := range g.uses[queue[0]] {
			found[function] = true
		}
		for called := range g.calls[queue[0]] {
			if !seen[called] {
				seen[called] = true
				queue = append(queue, called)
			}
		}
	}
	names := make([]string, 0, len(found))
	for one := range found {
		names = append(names, one)
	}
	sort.Strings(names)
	return names
}
