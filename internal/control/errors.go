package control

import "truceline/internal/diag"

// The rules of the tables.
const (
	RuleColumns  diag.Rule = "columns"  // the header has unknown columns
	RuleFields   diag.Rule = "fields"   // a row has too many or too few fields
	RuleID       diag.Rule = "id"       // an id is empty, malformed or repeated
	RulePosition diag.Rule = "position" // not a position in degrees, or off the map
	RuleSide     diag.Rule = "side"     // not one of G, R, C
	RuleDate     diag.Rule = "date"     // not a date, or out of order
	// two places of different sides, closer than the grid can separate
	RuleTooNear diag.Rule = "too near"
	// a statement without a source, or with one that is not listed
	RuleSource      diag.Rule = "source"
	RuleSyntax      diag.Rule = "syntax"         // not JSON, or with unknown fields
	RuleOblast      diag.Rule = "oblast"         // no such oblast
	RuleOffLand     diag.Rule = "off the land"   // a warning: it lies in no oblast's polygon
	RuleOtherOblast diag.Rule = "another oblast" // a warning: it lies in another oblast's polygon
	RuleUnresolved  diag.Rule = "not resolved"   // a warning: nothing locates it
)
