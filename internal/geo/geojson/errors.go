package geojson

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// Rule names a rule that a GeoJSON file must keep. The names are stable, so that programs can
// compare them.
type Rule string

// The rules of Decode. Section numbers are those of RFC 7946.
const (
	// RuleJSON: the text is JSON in UTF-8 (RFC 8259).
	RuleJSON Rule = "json"
	// RuleTrailingData: nothing but white space follows the document.
	RuleTrailingData Rule = "trailing-data"
	// RuleDuplicateMember: no object has two members of the same name, since readers disagree on
	// which of them counts.
	RuleDuplicateMember Rule = "duplicate-member"
	// RuleUnknownType: an object's type is one of the nine of section 1.4 and allowed for an
	// object in that position.
	RuleUnknownType Rule = "unknown-type"
	// RuleMember: required members are present, and each has the required form (sections 3 and
	// 7.1).
	RuleMember Rule = "member"
	// RuleDuplicateID: no two features have the same id.
	RuleDuplicateID Rule = "duplicate-id"
	// RulePosition: a position is an array of two or more numbers (section 3.1.1); NaN is not a
	// number.
	RulePosition Rule = "position"
	// RulePositionRange: longitude within -180 to 180 degrees, latitude within -90 to 90.
	RulePositionRange Rule = "position-range"
	// RuleTooFewPositions: a line has two or more positions, a ring four or more, of which three
	// differ (sections 3.1.4, 3.1.6).
	RuleTooFewPositions Rule = "too-few-positions"
	// RuleOpenRing: a ring's last position repeats its first (section 3.1.6).
	RuleOpenRing Rule = "ring-open"
	// RuleSelfCrossing: a ring neither crosses itself nor runs back along itself.
	RuleSelfCrossing Rule = "ring-crosses-itself"
	// RuleSelfTouching: a ring does not touch itself (OGC 06-103r4, section 6.1.11.1).
	RuleSelfTouching Rule = "ring-touches-itself"
	// RuleHoleOutside: a hole lies within its outer ring, touching it at single points at most.
	RuleHoleOutside Rule = "hole-outside"
	// RuleHolesOverlap: the holes of a polygon have at most single points in common.
	RuleHolesOverlap Rule = "holes-overlap"
	// RuleShellsOverlap: the polygons of a MultiPolygon have at most single points in common.
	RuleShellsOverlap Rule = "polygons-overlap"
	// RuleLevels: "levels" has a string for each ring or line, and a digit from 0 to 4 for each
	// position.
	RuleLevels Rule = "levels"
	// RuleTooManyBytes, RuleTooManyFeatures, RuleTooManyPositions and RuleTooDeep: the document
	// keeps to the Limits.
	RuleTooManyBytes     Rule = "too-many-bytes"
	RuleTooManyFeatures  Rule = "too-many-features"
	RuleTooManyPositions Rule = "too-many-positions"
	RuleTooDeep          Rule = "too-deep"
)

// Error reports which rule a GeoJSON document breaks, and where.
type Error struct {
	Rule Rule
	// File is the file's name. Decode does not know it and leaves it empty; see WithFile.
	File string
	// Feature is the feature's id or, where it has none, # and its number, counted from 1. Empty:
	// the error concerns no feature.
	Feature string
	// Position is the position at fault, or one near it, in degrees, if HasPosition.
	Position    orb.Point
	HasPosition bool
	// Offset is the number of bytes before the fault. For rules about the shape of rings it is the
	// start of the geometry.
	Offset int
	// Detail describes the fault in plain words. It is never empty.
	Detail string
}

func (e *Error) Error() string {
	var b strings.Builder
	if e.File != "" {
		b.WriteString(e.File + ": ")
	}
	if e.Feature != "" {
		b.WriteString("feature " + e.Feature + ": ")
	}
	fmt.Fprintf(&b, "%s: %s", e.Rule, e.Detail)
	if e.HasPosition {
		fmt.Fprintf(&b, " at %s, %s", formatDegrees(e.Position[0]), formatDegrees(e.Position[1]))
	}
	fmt.Fprintf(&b, " (byte %d)", e.Offset)
	return b.String()
}

// WithFile returns a copy of the error that names the file.
func (e *Error) WithFile(file string) *Error {
	copied := *e
	copied.File = file
	return &copied
}

func formatDegrees(degrees float64) string { return strconv.FormatFloat(degrees, 'f', -1, 64) }
