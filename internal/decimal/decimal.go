// Package decimal formats numbers for links and files, as short as possible.
package decimal

import (
	"strconv"
	"strings"
)

// Format formats a number with at most digits decimals, without zeros at their end. It never
// returns "-0".
func Format(v float64, digits int) string {
	text := strconv.FormatFloat(v, 'f', digits, 64)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	if text == "-0" {
		return "0"
	}
	return text
}
