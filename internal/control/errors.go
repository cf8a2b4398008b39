package control

import "fmt"

// Side says who held a place on a date.
type Side byte

// The letters of settlements.csv.
const (
	Government Side = 'G' // the government of Ukraine
	Held       Side = 'R' // Russian or, before 24 February 2022, Russia-backed forces
	Contested  Side = 'C' // the sources consulted disagree, or one of them calls it contested
)

// ParseSide reads one letter of settlements.csv.
func ParseSide(s string) (Side, bool) {
	switch s {
	case "G", "R", "C":
		return Side(s[0]), true
	}
	return 0, false
}

func (s Side) String() string { return string(rune(s)) }

// Fault is one thing wrong with an editor's file: which file, which feature (a row's id, a
// polygon), which rule it breaks and where. Feature and Place may be empty.
type Fault struct {
	File     string
	Feature  string
	Rule     Rule
	Position string
	Detail   string
}

// Rule names what a Fault breaks.
type Rule string

// The rules of the tables.
const (
	RuleColumns  Rule = "columns"  // the header names other columns than are known
	RuleFields   Rule = "fields"   // a row has too many or too few fields
	RuleID       Rule = "id"       // an id is empty, malformed or stands twice
	RulePosition Rule = "position" // not a position in degrees, or off the map
	RuleSide     Rule = "side"     // not one of G, R, C
	RuleDate     Rule = "date"     // not a date, or out of order
	// two places of different sides closer than the grid can part
	RuleTooNear Rule = "too near"
	// a statement without a source, or one that is not listed
	RuleSource      Rule = "source"
	RuleSyntax      Rule = "syntax"         // not JSON, or with unknown fields
	RuleOblast      Rule = "oblast"         // no such oblast
	RuleOffLand     Rule = "off the land"   // a note: the point lies in no oblast's polygon
	RuleOtherOblast Rule = "another oblast" // a note: the point lies in another oblast's polygon
	RuleUnresolved  Rule = "not resolved"   // a note: what the table and the facts cannot place
)

func (f *Fault) Error() string {
	s := f.File
	if f.Feature != "" {
		s += ": " + f.Feature
	}
	s += ": " + string(f.Rule)
	if f.Position != "" {
		s += " at " + f.Position
	}
	if f.Detail != "" {
		s += ": " + f.Detail
	}
	return s
}

// Faults are all the faults found in a file.
type Faults []*Fault

func (f Faults) Error() string {
	if len(f) == 1 {
		return f[0].Error()
	}
	return fmt.Sprintf("%v (and %d more)", f[0], len(f)-1)
}

// Unwrap lets errors.As find each fault.
func (f Faults) Unwrap() []error {
	list := make([]error, len(f))
	for i := range f {
		list[i] = f[i]
	}
	return list
}

// asError returns the faults as an error, nil where there is none.
func (f Faults) asError() error {
	if len(f) == 0 {
		return nil
	}
	return f
}
