package geojson

import "truceline/internal/diag"

// The rules of Decode. Section numbers are those of RFC 7946.
const (
	// RuleJSON: the text is JSON in UTF-8 (RFC 8259).
	RuleJSON diag.Rule = "json"
	// RuleTrailingData: nothing but white space follows the document.
	RuleTrailingData diag.Rule = "trailing-data"
	// RuleDuplicateMember: no object has two members of the same name, since readers disagree on
	// which of them counts.
	RuleDuplicateMember diag.Rule = "duplicate-member"
	// RuleUnknownType: an object's type is one of the nine of section 1.4 and allowed for an
	// object in that position.
	RuleUnknownType diag.Rule = "unknown-type"
	// RuleMember: required members are present, and each has the required form (sections 3 and
	// 7.1).
	RuleMember diag.Rule = "member"
	// RuleDuplicateID: no two features have the same id.
	RuleDuplicateID diag.Rule = "duplicate-id"
	// RulePosition: a position is an array of two or more numbers (section 3.1.1); NaN is not a
	// number.
	RulePosition diag.Rule = "position"
	// RulePositionRange: longitude within -180 to 180 degrees, latitude within -90 to 90.
	RulePositionRange diag.Rule = "position-range"
	// RuleTooFewPositions: a line has two or more positions, a ring four or more, of which three
	// differ (sections 3.1.4, 3.1.6).
	RuleTooFewPositions diag.Rule = "too-few-positions"
	// RuleOpenRing: a ring's last position repeats its first (section 3.1.6).
	RuleOpenRing diag.Rule = "ring-open"
	// RuleSelfCrossing: a ring neither crosses itself nor runs back along itself.
	RuleSelfCrossing diag.Rule = "ring-crosses-itself"
	// RuleSelfTouching: a ring does not touch itself (OGC 06-103r4, section 6.1.11.1).
	RuleSelfTouching diag.Rule = "ring-touches-itself"
	// RuleHoleOutside: a hole lies within its outer ring, touching it at single points at most.
	RuleHoleOutside diag.Rule = "hole-outside"
	// RuleHolesOverlap: the holes of a polygon have at most single points in common.
	RuleHolesOverlap diag.Rule = "holes-overlap"
	// RuleShellsOverlap: the polygons of a MultiPolygon have at most single points in common.
	RuleShellsOverlap diag.Rule = "polygons-overlap"
	// RuleLevels: "levels" has a string for each ring or line, and a digit from 0 to 4 for each
	// position.
	RuleLevels diag.Rule = "levels"
	// RuleTooManyBytes, RuleTooManyFeatures, RuleTooManyPositions and RuleTooDeep: the document
	// keeps to the Limits.
	RuleTooManyBytes     diag.Rule = "too-many-bytes"
	RuleTooManyFeatures  diag.Rule = "too-many-features"
	RuleTooManyPositions diag.Rule = "too-many-positions"
	RuleTooDeep          diag.Rule = "too-deep"
)
