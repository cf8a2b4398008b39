package story

import (
	"strings"
)

// Problem is one fault of the document, with what to do about it.
type Problem struct {
	// File is the file's path under the assets.
	File string
	// Path is the place in it: "/layers/1/shapes/0/sources/0", counted from 0.
	Path string
	// Rule is what is broken.
	Rule string
	// Advice says what to do.
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

// Problems are all faults that were found.
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
