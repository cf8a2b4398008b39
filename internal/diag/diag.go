// Package diag describes problems in files: which file, where in it, which rule is broken and what
// to do about it. Everything that reads a file of an editor reports its problems in this form, so
// that the tool and the window can show all of them alike.
package diag

import (
	"strconv"
	"strings"
)

// Rule is the name of a rule that files must keep. Names are stable, so that programs can compare
// them.
type Rule string

// A Diagnostic is one problem in a file. Every part may be empty, but Rule and Detail not both.
type Diagnostic struct {
	// File is the path of the file, relative to the assets.
	File string
	// Place is the place in the file as the file itself names it: a JSON pointer
	// ("/layers/1/sources/0"), the key of a text, the id of a row, "feature UA-14" or "line 3".
	Place string
	// Position is the geographic position of the problem in degrees, longitude first, if
	// HasPosition.
	Position    [2]float64
	HasPosition bool
	// Offset is the number of bytes before the problem, 0 if it is not known.
	Offset int
	// Rule is the rule that is broken, empty where only Detail tells it.
	Rule Rule
	// Detail describes the problem in plain words.
	Detail string
	// Advice is what the editor should do.
	Advice string
	// Note reports that the file can be used as it is, although an editor should know of this.
	Note bool

	cause error
}

// Error returns one line: file, place, rule, detail, position, offset and advice, without the parts
// that are empty.
func (d *Diagnostic) Error() string {
	var b strings.Builder
	for _, part := range [...]string{d.File, d.Place, string(d.Rule), d.Detail} {
		if part != "" && b.Len() > 0 {
			b.WriteString(": ")
		}
		b.WriteString(part)
	}
	if d.HasPosition {
		b.WriteString(" at " + formatDegrees(d.Position[0]) + ", " + formatDegrees(d.Position[1]))
	}
	if d.Offset > 0 {
		b.WriteString(" (byte " + strconv.Itoa(d.Offset) + ")")
	}
	if d.Advice != "" {
		b.WriteString(" (" + d.Advice + ")")
	}
	return b.String()
}

func formatDegrees(degrees float64) string { return strconv.FormatFloat(degrees, 'f', -1, 64) }

// Unwrap returns the error that InFile was given, or nil.
func (d *Diagnostic) Unwrap() error { return d.cause }

// InFile returns err as a *Diagnostic that names the file, and a List as a List of such. What names
// a file already is returned as it is. The result wraps err, and is nil for nil.
func InFile(file string, err error) error {
	switch e := err.(type) {
	case nil:
		return nil
	case *Diagnostic:
		return e.inFile(file)
	case List:
		named := make(List, len(e))
		for i, d := range e {
			named[i] = d.inFile(file)
		}
		return named
	}
	return &Diagnostic{File: file, Detail: err.Error(), cause: err}
}

func (d *Diagnostic) inFile(file string) *Diagnostic {
	if d.File != "" {
		return d
	}
	named := *d
	named.File = file
	return &named
}

// A List is all problems found in one or more files.
type List []*Diagnostic

// Error returns a line for each problem.
func (l List) Error() string {
	lines := make([]string, len(l))
	for i, d := range l {
		lines[i] = d.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap lets errors.As find a Diagnostic.
func (l List) Unwrap() []error {
	list := make([]error, len(l))
	for i, d := range l {
		list[i] = d
	}
	return list
}

// Err returns the list as an error, which is nil if the list is empty.
func (l List) Err() error {
	if len(l) == 0 {
		return nil
	}
	return l
}
