package site

import (
	"strconv"
	"strings"
)

// negotiateEncoding returns the content of a file in the encoding that the Accept-Encoding header
// prefers (RFC 9110, section 12.5.3), and the content coding, "" for identity. Among equally
// preferred codings it takes br before gzip before identity.
func negotiateEncoding(file *File, acceptEncoding string) (data []byte, coding string) {
	weights := parseAcceptEncoding(acceptEncoding)
	data, bestWeight := file.Data, weightOf(weights, "identity")
	for _, candidate := range []struct {
		coding string
		data   []byte
	}{{"gzip", file.Gzip}, {"br", file.Brotli}} {
		if q := weightOf(weights, candidate.coding); len(candidate.data) > 0 && q > 0 &&
			q >= bestWeight {
			data, coding, bestWeight = candidate.data, candidate.coding, q
		}
	}
	return data, coding
}

// parseAcceptEncoding parses an Accept-Encoding header into the weights of the codings that it
// names, from 0 to 1. Invalid weights are 0, because the identity coding is always acceptable.
func parseAcceptEncoding(acceptEncoding string) map[string]float64 {
	weights := map[string]float64{}
	for part := range strings.SplitSeq(acceptEncoding, ",") {
		name, rest, hasWeight := strings.Cut(part, ";")
		q := 1.0
		if hasWeight {
			q = parseQValue(rest)
		}
		weights[strings.ToLower(strings.TrimSpace(name))] = q
	}
	return weights
}

// parseQValue parses "q=0.5". It returns 0 for invalid parameters.
func parseQValue(parameter string) float64 {
	name, value, _ := strings.Cut(parameter, "=")
	q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || !(q >= 0 && q <= 1) || !strings.EqualFold(strings.TrimSpace(name), "q") {
		return 0
	}
	return q
}

// weightOf returns the weight of a coding. Codings that the header does not cover have weight 0;
// identity may be sent even so.
func weightOf(weights map[string]float64, coding string) float64 {
	if weight, ok := weights[coding]; ok {
		return weight
	}
	if weight, ok := weights["*"]; ok {
		return weight
	}
	return 0
}
