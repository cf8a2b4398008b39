package story

import (
	"strings"
)

// Problem is a fault in a document, with advice.
type Problem struct {
	// File is the document's path, relative to the assets.
	File string
	// Path is a JSON pointer into the document: "/layers/1/shapes/0/sources/0".
	Path string
	// Rule is the rule that is broken.
	Rule string
	// Advice is what the editor should do.
	Advice string
}

func (p Problem) Error() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Path != "" {
		b.WriteString(" at " + p.Path)
	}
	b.WriteString(": " + p.Rule)
	if p.Advice != "" {
		b.WriteString(" (" + p.Advice + ")")
	}
	return b.String()
}

// Problems are all faults found in a document.
type Problems []Problem

func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i := range p {
		lines[i] = p[i].Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap lets errors.As find a Problem.
func (p Problems) Unwrap() []error {
	out := make([]error, len(p))
	for i := range p {
		out[i] = p[i]
	}
	return out
}
