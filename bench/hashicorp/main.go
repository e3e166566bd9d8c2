// Command hashicorp parses the HCL files named on standard input with HashiCorp's own parser, as the yardstick of
// `npm run bench`: files in memory, repeated to 20 MB, best of five passes after a warm-up; the first pass is cold.
// It prints one JSON object: bytes of one pass, and MB/s cold and warm.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

const wanted = 20 << 20

func pass(files [][]byte) (int, time.Duration) {
	start := time.Now()
	total := 0
	for _, text := range files {
		hclsyntax.ParseConfig(text, "main.tf", hcl.InitialPos)
		total += len(text)
	}
	return total, time.Since(start)
}

func rate(total int, took time.Duration) float64 {
	return float64(total) / 1e6 / took.Seconds()
}

func main() {
	var files [][]byte
	size := 0
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		text, err := os.ReadFile(lines.Text())
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		files = append(files, text)
		size += len(text)
	}
	cold := rate(pass(files))
	repeated := files
	for total := size; size > 0 && total < wanted; total += size {
		repeated = append(repeated, files...)
	}
	pass(repeated)
	best := 0.0
	for range 5 {
		if now := rate(pass(repeated)); now > best {
			best = now
		}
	}
	json.NewEncoder(os.Stdout).Encode(map[string]any{"bytes": size, "cold": cold, "warm": best})
}
