package control

import "fmt"

// Fault is one error in an editor's file. Feature is the id of a row or a polygon and Position is
// "lon,lat"; both may be empty.
type Fault struct {
	File     string
	Feature  string
	Rule     Rule
	Position string
	Detail   string
}

// Rule identifies the rule that a Fault breaks.
type Rule string

// The rules of the tables.
const (
	RuleColumns  Rule = "columns"  // the header has unknown columns
	RuleFields   Rule = "fields"   // a row has too many or too few fields
	RuleID       Rule = "id"       // an id is empty, malformed or repeated
	RulePosition Rule = "position" // not a position in degrees, or off the map
	RuleSide     Rule = "side"     // not one of G, R, C
	RuleDate     Rule = "date"     // not a date, or out of order
	// two places of different sides, closer than the grid can separate
	RuleTooNear Rule = "too near"
	// a statement without a source, or with one that is not listed
	RuleSource      Rule = "source"
	RuleSyntax      Rule = "syntax"         // not JSON, or with unknown fields
	RuleOblast      Rule = "oblast"         // no such oblast
	RuleOffLand     Rule = "off the land"   // a warning: it lies in no oblast's polygon
	RuleOtherOblast Rule = "another oblast" // a warning: it lies in another oblast's polygon
	RuleUnresolved  Rule = "not resolved"   // a warning: neither the table nor the facts locate it
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

// asError returns the faults as an error, nil if there are none.
func (f Faults) asError() error {
	if len(f) == 0 {
		return nil
	}
	return f
}
