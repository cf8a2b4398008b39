package planar

import (
	"truceline/internal/geo"
)

// SimplifyOptions configures the levels of detail. The zero value gives the map's own levels.
type SimplifyOptions struct {
	// Tolerances are, per level in ascending order and at most ten, the greatest distances in
	// metres, on UkraineAlbers, between a position and the line that replaces it. The first counts
	// as 0: level 0 keeps all positions. Nil: LevelTolerances.
	Tolerances []float64
	// FixedLevel returns a level that is given for a position, such as the base map's, so that the
	// position has the same level in every file. Nil: no level is given.
	FixedLevel func(geo.GridPoint) (level byte, ok bool)
	// ConstraintPoints are points that stay on the same side of every line: settlements on their
	// side of the line of contact.
	ConstraintPoints []geo.GridPoint
}

// SimplifyReport describes the result of Simplify.
type SimplifyReport struct {
	// PositionCounts has the number of positions at each level. Positions at nodes count once for
	// each arc.
	PositionCounts []int
	// Raised are the positions that had to stay at coarser levels than FixedLevel gives, because
	// they are nodes here or because removing them would break the topology. Sorted.
	Raised []geo.GridPoint
}

// Simplify sets the levels of detail of all arcs together: each level removes positions from the
// one before it.
//
// At every level arcs meet only at their ends and none meets itself. Each face keeps its
// neighbours, its orientation and at least three positions, so that no island disappears; nodes
// always stay. All of this holds exactly in longitude and latitude and, if it does at level 0, on
// UkraineAlbers too.
//
// Positions are removed in the order of the displacement that the removal causes (greedy
// decimation). A position may go if the triangle of it and its two neighbours contains no other
// position that remains (de Berg, van Kreveld and Schirra, Topologically correct subdivision
// simplification using the bandwidth criterion, 1998).
func (s *Subdivision) Simplify(o SimplifyOptions) SimplifyReport {
	if o.Tolerances == nil {
		o.Tolerances = geo.LevelTolerances[:]
	}
	sm := newSimplifier(s, o)
	var report SimplifyReport
	for level, tolerance := range o.Tolerances {
		if level > 0 {
			sm.simplifyLevel(byte(level), tolerance)
		}
		report.PositionCounts = append(report.PositionCounts, sm.remaining)
	}
	report.Raised = sm.writeLevels(byte(max(len(o.Tolerances)-1, 0)))
	return report
}
