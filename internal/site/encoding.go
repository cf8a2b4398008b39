package site

import (
	"strconv"
	"strings"
)

// negotiateEncoding returns the form of a file that the reader's browser would rather have (RFC
// 9110, section 12.5.3), and its content coding; an empty one is the file as it is. Of forms that
// are equally welcome it is the smallest.
func negotiateEncoding(file *File, accept string) (data []byte, coding string) {
	weights := parseAcceptEncoding(accept)
	data, best := file.Data, weightOf(weights, "identity")
	for _, packed := range []struct {
		coding string
		data   []byte
	}{{"gzip", file.Gzip}, {"br", file.Brotli}} {
		if q := weightOf(weights, packed.coding); len(packed.data) > 0 && q > 0 && q >= best {
			data, coding, best = packed.data, packed.coding, q
		}
	}
	return data, coding
}

// parseAcceptEncoding reads an Accept-Encoding header: the weight of each coding that is named,
// from 0 to 1. What is broken counts as refused, because a file in the form it has is never wrong.
func parseAcceptEncoding(accept string) map[string]float64 {
	weights := map[string]float64{}
	for part := range strings.SplitSeq(accept, ",") {
		name, rest, hasWeight := strings.Cut(part, ";")
		q := 1.0
		if hasWeight {
			q = parseQValue(rest)
		}
		weights[strings.ToLower(strings.TrimSpace(name))] = q
	}
	return weights
}

// parseQValue reads "q=0.5". What is broken is 0.
func parseQValue(parameter string) float64 {
	name, value, _ := strings.Cut(parameter, "=")
	q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || !(q >= 0 && q <= 1) || !strings.EqualFold(strings.TrimSpace(name), "q") {
		return 0
	}
	return q
}

// weightOf is how welcome a coding is. The file as it is may always be sent, but what is named
// comes before it.
func weightOf(weights map[string]float64, coding string) float64 {
	if q, named := weights[coding]; named {
		return q
	}
	if q, any := weights["*"]; any {
		return q
	}
	return 0
}
