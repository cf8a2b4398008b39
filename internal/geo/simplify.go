package geo

// SimplifyOptions says how levels of detail are made. The zero value makes the map's own levels.
type SimplifyOptions struct {
	// Tolerances are the greatest distances in metres, in the plane of Map, between a position and
	// the line that is drawn in its place, per level, ascending, at most ten. The first is taken as
	// 0: level 0 keeps all. Nil: LevelTolerances.
	Tolerances []float64
	// FixedLevel gives positions a level from elsewhere, such as the base map's, so that they have
	// the same in every file. Nil: none has.
	FixedLevel func(GridPoint) (level byte, ok bool)
	// ConstraintPoints keep the side of every line that they lie on: settlements on their side of
	// the line of contact.
	ConstraintPoints []GridPoint
}

// SimplifyReport says what came of it.
type SimplifyReport struct {
	// PositionCounts counts per level the positions that stay, those at nodes once per arc.
	PositionCounts []int
	// Raised are positions that had to stay at coarser levels than Fixed says: they are nodes here,
	// or something lies in the way. Sorted.
	Raised []GridPoint
}

// Simplify sets the levels of detail of all arcs, all made together: each level takes positions
// away from that before it. At every level arcs meet at their ends only and none meets itself; each
// face keeps its neighbours, its direction and at least three positions, so that no island ever
// disappears; nodes always stay. All of this holds both in longitude and latitude, exactly, and,
// where it does at level 0, in the plane of Map.
//
// Positions go in the order of the displacement that this causes, as in greedy decimation, if the
// triangle between the position and its two neighbours holds no other position that is still there
// (de Berg, van Kreveld and Schirra, Topologically correct subdivision simplification using the
// bandwidth criterion, 1998).
func (s *Subdivision) Simplify(o SimplifyOptions) SimplifyReport {
	if o.Tolerances == nil {
		o.Tolerances = LevelTolerances[:]
	}
	t := newSimplifier(s, o)
	var report SimplifyReport
	for level, tolerance := range o.Tolerances {
		if level > 0 {
			t.simplifyLevel(byte(level), tolerance)
		}
		report.PositionCounts = append(report.PositionCounts, t.remaining)
	}
	report.Raised = t.writeLevels(byte(max(len(o.Tolerances)-1, 0)))
	return report
}
