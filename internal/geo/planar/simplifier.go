package planar

import (
	"math"
	"slices"

	"truceline/internal/geo"
)

// A simplifier removes positions from arcs, level by level. A slot is a position of an arc. Arcs
// follow one another, so the original positions between two slots of an arc are the slots between
// them.
type simplifier struct {
	subdivision *Subdivision
	points      []geo.GridPoint // per slot
	// Per slot the neighbours that remain, -1 at the ends of an arc.
	prev, next      []int32
	removed         []bool
	fixedLevel      []int8 // per slot the given level; -1: none
	level           []byte // per removed slot
	isEnd           []bool
	endSlots        map[geo.GridPoint][]int32 // the end slots at a node
	metres          pointIndex
	steps           pointIndex
	firstConstraint int // slots from here on are ConstraintPoints
	remaining       int
	queue           removalQueue
	stamp           []int32 // per slot; entries of the queue with another stamp are stale
	blocked         []int32
}

func newSimplifier(s *Subdivision, o SimplifyOptions) *simplifier {
	sm := &simplifier{subdivision: s, endSlots: map[geo.GridPoint][]int32{}}
	for i := range s.Arcs {
		points := s.Arcs[i].Points
		first, last := int32(len(sm.points)), int32(len(sm.points)+len(points)-1)
		for j, p := range points {
			slot := first + int32(j)
			sm.points = append(sm.points, p)
			sm.prev, sm.next = append(sm.prev, slot-1), append(sm.next, slot+1)
			sm.isEnd = append(sm.isEnd, j == 0 || slot == last)
			sm.fixedLevel = append(sm.fixedLevel, -1)
			if o.FixedLevel != nil {
				if level, ok := o.FixedLevel(p); ok {
					sm.fixedLevel[slot] = int8(min(level, byte(max(len(o.Tolerances)-1, 0))))
				}
			}
		}
		sm.prev[first], sm.next[last] = -1, -1
		sm.endSlots[points[0]] = append(sm.endSlots[points[0]], first)
		sm.endSlots[points[len(points)-1]] = append(sm.endSlots[points[len(points)-1]], last)
	}
	sm.firstConstraint, sm.remaining = len(sm.points), len(sm.points)
	sm.removed = make([]bool, sm.firstConstraint)
	sm.stamp = make([]int32, sm.firstConstraint)
	sm.level = make([]byte, sm.firstConstraint)
	sm.points = append(sm.points, o.ConstraintPoints...)
	for _, p := range sm.points {
		sm.steps.points = append(sm.steps.points, geo.XY{X: float64(p.Lon), Y: float64(p.Lat)})
		sm.metres.points = append(sm.metres.points, geo.UkraineAlbers.Forward(p.Point()))
	}
	return sm
}

// simplifyLevel makes a level. It first removes the positions whose given level is finer, then
// those that move the line by no more than the tolerance, until no more can be removed.
func (sm *simplifier) simplifyLevel(level byte, tolerance float64) {
	ids := make([]int32, 0, len(sm.points))
	for i := range sm.points {
		if i >= sm.firstConstraint || !sm.removed[i] {
			ids = append(ids, int32(i))
		}
	}
	sm.metres.rebuild(ids)
	sm.steps.rebuild(ids)
	for _, includeUnfixed := range [2]bool{false, true} {
		maxDisplacementOf := func(slot int32) float64 {
			switch f := sm.fixedLevel[slot]; {
			case f >= int8(level), f < 0 && !includeUnfixed:
				return -1
			case f >= 0:
				return math.Inf(1)
			}
			return tolerance
		}
		for _, slot := range ids {
			if int(slot) < sm.firstConstraint {
				sm.enqueue(slot, maxDisplacementOf)
			}
		}
		for sm.drainQueue(level, maxDisplacementOf) {
		}
	}
}

// drainQueue empties the queue. If it removed a position, it enqueues the blocked ones again and
// reports whether there are any.
func (sm *simplifier) drainQueue(level byte, maxDisplacementOf func(int32) float64) bool {
	removed := false
	sm.blocked = sm.blocked[:0]
	for len(sm.queue) > 0 {
		c := sm.queue.pop()
		v := c.slot
		if sm.removed[v] || c.stamp != sm.stamp[v] {
			continue
		}
		if !sm.canRemove(v) {
			sm.blocked = append(sm.blocked, v)
			continue
		}
		u, w := sm.prev[v], sm.next[v]
		sm.removed[v], sm.level[v] = true, level-1
		sm.next[u], sm.prev[w] = w, u
		sm.remaining--
		removed = true
		sm.enqueue(u, maxDisplacementOf)
		sm.enqueue(w, maxDisplacementOf)
	}
	if removed {
		for _, v := range sm.blocked {
			sm.enqueue(v, maxDisplacementOf)
		}
	}
	return len(sm.queue) > 0
}

// enqueue adds a slot to the queue if its removal does not exceed the greatest displacement.
func (sm *simplifier) enqueue(slot int32, maxDisplacementOf func(int32) float64) {
	if sm.isEnd[slot] || sm.removed[slot] {
		return
	}
	sm.stamp[slot]++
	maxDisplacement := maxDisplacementOf(slot)
	if maxDisplacement < 0 {
		return
	}
	at := sm.metres.points
	u, w := sm.prev[slot], sm.next[slot]
	d := 0.0
	for i := u + 1; i < w && d <= maxDisplacement; i++ {
		d = max(d, distanceToSegment(at[i], at[u], at[w]))
	}
	if d <= maxDisplacement {
		sm.queue.push(removalCandidate{d, slot, sm.stamp[slot]})
	}
}

// canRemove reports whether the line may run straight from one neighbour of the slot to the other.
func (sm *simplifier) canRemove(v int32) bool {
	u, w := sm.prev[v], sm.next[v]
	if sm.points[u] == sm.points[w] || sm.joinedDirectly(u, w, v) || sm.joinedDirectly(w, u, v) {
		return false
	}
	obstructs := func(id int32) bool {
		if int(id) < sm.firstConstraint && sm.removed[id] {
			return false
		}
		p := sm.points[id]
		return p != sm.points[u] && p != sm.points[v] && p != sm.points[w]
	}
	return sm.steps.isTriangleEmpty(u, v, w, obstructs) &&
		sm.metres.isTriangleEmpty(u, v, w, obstructs)
}

// joinedDirectly reports whether a line other than the one through v runs straight from the node u
// to w.
func (sm *simplifier) joinedDirectly(u, w, v int32) bool {
	if !sm.isEnd[u] {
		return false
	}
	for _, e := range sm.endSlots[sm.points[u]] {
		n := sm.next[e]
		if n < 0 {
			n = sm.prev[e]
		}
		if n != v && sm.points[n] == sm.points[w] {
			return true
		}
	}
	return false
}

// writeLevels sets the levels of the arcs and returns the positions whose level is coarser than the
// given one.
func (sm *simplifier) writeLevels(coarsest byte) (raised []geo.GridPoint) {
	slot := 0
	for i := range sm.subdivision.Arcs {
		a := &sm.subdivision.Arcs[i]
		a.Levels = make([]byte, len(a.Points))
		for j := range a.Points {
			a.Levels[j] = coarsest
			if sm.removed[slot] {
				a.Levels[j] = sm.level[slot]
			}
			if f := sm.fixedLevel[slot]; f >= 0 && byte(f) < a.Levels[j] {
				raised = append(raised, a.Points[j])
			}
			slot++
		}
	}
	slices.SortFunc(raised, compareGrid)
	return slices.Compact(raised)
}
