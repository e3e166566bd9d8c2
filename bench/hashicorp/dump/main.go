// Command dump is HashiCorp's own parser as a judge of ours: each line of standard input is a JSON string with the text
// of a file; each line of standard output is a JSON object that tells whether it is accepted, where the first error
// begins (in bytes), and the tree in the short form of test/oracle/hcl/short-form.ts.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strconv"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

type list = []any

func literal(v cty.Value) any {
	switch {
	case v.IsNull():
		return list{"null"}
	case v.Type() == cty.String:
		return list{"s", v.AsString()}
	case v.Type() == cty.Bool:
		return list{"b", v.True()}
	default:
		f, _ := v.AsBigFloat().Float64()
		return list{"n", strconv.FormatFloat(f, 'e', -1, 64)}
	}
}

func traversal(root any, steps hcl.Traversal) any {
	for _, step := range steps {
		switch one := step.(type) {
		case hcl.TraverseRoot:
			root = list{"v", one.Name}
		case hcl.TraverseAttr:
			root = list{"get", root, one.Name}
		case hcl.TraverseIndex:
			root = list{"index", root, literal(one.Key)}
		default:
			root = list{fmt.Sprintf("%T", step)}
		}
	}
	return root
}

func all(nodes []hclsyntax.Expression) list {
	out := list{}
	for _, one := range nodes {
		out = append(out, expression(one))
	}
	return out
}

func parts(nodes []hclsyntax.Expression) list {
	out := list{"t"}
	for _, one := range nodes {
		if value, ok := one.(*hclsyntax.LiteralValueExpr); ok && value.Val.Type() == cty.String && value.Val.AsString() == "" {
			continue
		}
		out = append(out, expression(one))
	}
	return out
}

var operators = map[*hclsyntax.Operation]string{
	hclsyntax.OpLogicalOr: "||", hclsyntax.OpLogicalAnd: "&&", hclsyntax.OpLogicalNot: "!", hclsyntax.OpEqual: "==",
	hclsyntax.OpNotEqual: "!=", hclsyntax.OpGreaterThan: ">", hclsyntax.OpGreaterThanOrEqual: ">=",
	hclsyntax.OpLessThan: "<", hclsyntax.OpLessThanOrEqual: "<=", hclsyntax.OpAdd: "+", hclsyntax.OpSubtract: "-",
	hclsyntax.OpMultiply: "*", hclsyntax.OpDivide: "/", hclsyntax.OpModulo: "%", hclsyntax.OpNegate: "-",
}

func expression(node hclsyntax.Expression) any {
	switch one := node.(type) {
	case nil:
		return nil
	case *hclsyntax.LiteralValueExpr:
		return literal(one.Val)
	case *hclsyntax.ParenthesesExpr:
		return expression(one.Expression)
	case *hclsyntax.ScopeTraversalExpr:
		return traversal(nil, one.Traversal)
	case *hclsyntax.RelativeTraversalExpr:
		return traversal(expression(one.Source), one.Traversal)
	case *hclsyntax.IndexExpr:
		return list{"index", expression(one.Collection), expression(one.Key)}
	case *hclsyntax.SplatExpr:
		return list{"splat", expression(one.Source), expression(one.Each)}
	case *hclsyntax.AnonSymbolExpr:
		return "@"
	case *hclsyntax.FunctionCallExpr:
		return list{"call", one.Name, one.ExpandFinal, all(one.Args)}
	case *hclsyntax.ConditionalExpr:
		return list{"?", expression(one.Condition), expression(one.TrueResult), expression(one.FalseResult)}
	case *hclsyntax.BinaryOpExpr:
		return list{operators[one.Op], expression(one.LHS), expression(one.RHS)}
	case *hclsyntax.UnaryOpExpr:
		return list{operators[one.Op], expression(one.Val)}
	case *hclsyntax.TupleConsExpr:
		return list{"tuple", all(one.Exprs)}
	case *hclsyntax.ObjectConsExpr:
		items := list{}
		for _, item := range one.Items {
			items = append(items, expression(item.KeyExpr), expression(item.ValueExpr))
		}
		return list{"object", items}
	case *hclsyntax.ObjectConsKeyExpr:
		if word := hcl.ExprAsKeyword(one.Wrapped); word != "" && !one.ForceNonLiteral {
			return list{"t", literal(cty.StringVal(word))}
		}
		return expression(one.Wrapped)
	case *hclsyntax.ForExpr:
		return list{"for", one.KeyVar, one.ValVar, expression(one.CollExpr), expression(one.KeyExpr),
			expression(one.ValExpr), expression(one.CondExpr), one.Group}
	case *hclsyntax.TemplateExpr:
		return parts(one.Parts)
	case *hclsyntax.TemplateWrapExpr:
		return list{"wrap", expression(one.Wrapped)}
	case *hclsyntax.TemplateJoinExpr:
		return list{"join", expression(one.Tuple)}
	default:
		return list{fmt.Sprintf("%T", node)}
	}
}

func body(node *hclsyntax.Body) any {
	names := []string{}
	for name := range node.Attributes {
		names = append(names, name)
	}
	sort.Slice(names, func(a, b int) bool {
		return node.Attributes[names[a]].SrcRange.Start.Byte < node.Attributes[names[b]].SrcRange.Start.Byte
	})
	attributes, blocks := list{}, list{}
	for _, name := range names {
		one := node.Attributes[name]
		attributes = append(attributes, list{name, one.NameRange.Start.Byte, one.NameRange.End.Byte, expression(one.Expr)})
	}
	for _, one := range node.Blocks {
		labels := list{}
		for _, label := range one.Labels {
			// Ours are in NFC, so that they equal the references to them.
			labels = append(labels, cty.StringVal(label).AsString())
		}
		blocks = append(blocks, list{one.Type, one.TypeRange.Start.Byte, one.OpenBraceRange.Start.Byte,
			one.CloseBraceRange.End.Byte, labels, body(one.Body)})
	}
	return list{attributes, blocks}
}

func judge(text string) map[string]any {
	file, diagnostics := hclsyntax.ParseConfig([]byte(text), "main.tf", hcl.InitialPos)
	for _, one := range diagnostics {
		if one.Severity == hcl.DiagError {
			return map[string]any{"error": one.Summary + ": " + one.Detail, "at": one.Subject.Start.Byte}
		}
	}
	return map[string]any{"tree": body(file.Body.(*hclsyntax.Body))}
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(make([]byte, 1<<20), 64<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for in.Scan() {
		var text string
		if err := json.Unmarshal(in.Bytes(), &text); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		encoder.Encode(judge(text))
	}
}
