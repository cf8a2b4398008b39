package geo

import (
	"math"
	"slices"
)

// A simplifier takes positions away from arcs, level by level. A slot is a position of an arc; arcs
// stand one after the other, so what lay between two slots of an arc are the slots between.
type simplifier struct {
	subdivision *Subdivision
	points      []GridPoint // per slot
	// per slot the neighbours that are still there, -1 at the ends of an arc
	prev, next      []int32
	removed         []bool
	fixedLevel      []int8 // per slot the level that was given, -1: none
	level           []byte // per slot that is gone
	isEnd           []bool
	endSlots        map[GridPoint][]int32 // the end slots at a node
	metres          pointIndex
	steps           pointIndex
	firstConstraint int // slots from here on are points that keep their side
	remaining       int
	queue           removalQueue
	stamp           []int32 // per slot, to tell stale entries of the queue
	blocked         []int32
}

func newSimplifier(s *Subdivision, o SimplifyOptions) *simplifier {
	t := &simplifier{subdivision: s, endSlots: map[GridPoint][]int32{}}
	for i := range s.Arcs {
		points := s.Arcs[i].Points
		first, last := int32(len(t.points)), int32(len(t.points)+len(points)-1)
		for j, p := range points {
			slot := first + int32(j)
			t.points = append(t.points, p)
			t.prev, t.next = append(t.prev, slot-1), append(t.next, slot+1)
			t.isEnd = append(t.isEnd, j == 0 || slot == last)
			t.fixedLevel = append(t.fixedLevel, -1)
			if o.FixedLevel != nil {
				if level, ok := o.FixedLevel(p); ok {
					t.fixedLevel[slot] = int8(min(level, byte(max(len(o.Tolerances)-1, 0))))
				}
			}
		}
		t.prev[first], t.next[last] = -1, -1
		t.endSlots[points[0]] = append(t.endSlots[points[0]], first)
		t.endSlots[points[len(points)-1]] = append(t.endSlots[points[len(points)-1]], last)
	}
	t.firstConstraint, t.remaining = len(t.points), len(t.points)
	t.removed, t.stamp, t.level = make([]bool, t.firstConstraint), make([]int32, t.firstConstraint),
		make([]byte, t.firstConstraint)
	t.points = append(t.points, o.ConstraintPoints...)
	for _, p := range t.points {
		t.steps.points = append(t.steps.points, XY{float64(p.Lon), float64(p.Lat)})
		t.metres.points = append(t.metres.points, UkraineAlbers.Forward(p.Point()))
	}
	return t
}

// simplifyLevel makes the level: first it takes away what has been given a finer level, then what
// moves the line by no more than the tolerance, until nothing more can go.
func (t *simplifier) simplifyLevel(level byte, tolerance float64) {
	ids := make([]int32, 0, len(t.points))
	for i := range t.points {
		if i >= t.firstConstraint || !t.removed[i] {
			ids = append(ids, int32(i))
		}
	}
	t.metres.rebuild(ids)
	t.steps.rebuild(ids)
	for _, freely := range [2]bool{false, true} {
		limit := func(slot int32) float64 {
			switch f := t.fixedLevel[slot]; {
			case f >= int8(level), f < 0 && !freely:
				return -1
			case f >= 0:
				return math.Inf(1)
			}
			return tolerance
		}
		for _, slot := range ids {
			if int(slot) < t.firstConstraint {
				t.enqueue(slot, limit)
			}
		}
		for t.drainQueue(level, limit) {
		}
	}
}

// drainQueue empties the queue; it tells whether some removal may have unblocked what was stuck,
// which is queued again.
func (t *simplifier) drainQueue(level byte, limit func(int32) float64) bool {
	removed := false
	t.blocked = t.blocked[:0]
	for len(t.queue) > 0 {
		c := t.queue.pop()
		v := c.slot
		if t.removed[v] || c.stamp != t.stamp[v] {
			continue
		}
		if !t.canRemove(v) {
			t.blocked = append(t.blocked, v)
			continue
		}
		u, w := t.prev[v], t.next[v]
		t.removed[v], t.level[v] = true, level-1
		t.next[u], t.prev[w] = w, u
		t.remaining--
		removed = true
		t.enqueue(u, limit)
		t.enqueue(w, limit)
	}
	if removed {
		for _, v := range t.blocked {
			t.enqueue(v, limit)
		}
	}
	return len(t.queue) > 0
}

// enqueue queues a slot if it may go as far as the displacement is concerned.
func (t *simplifier) enqueue(slot int32, limit func(int32) float64) {
	if t.isEnd[slot] || t.removed[slot] {
		return
	}
	t.stamp[slot]++
	most := limit(slot)
	if most < 0 {
		return
	}
	at := t.metres.points
	u, w := t.prev[slot], t.next[slot]
	d := 0.0
	for i := u + 1; i < w && d <= most; i++ {
		d = max(d, distanceToSegment(at[i], at[u], at[w]))
	}
	if d <= most {
		t.queue.push(removalCandidate{d, slot, t.stamp[slot]})
	}
}

// canRemove tells whether the line may run from the slot's one neighbour straight to the other.
func (t *simplifier) canRemove(v int32) bool {
	u, w := t.prev[v], t.next[v]
	if t.points[u] == t.points[w] || t.joinedDirectly(u, w, v) || t.joinedDirectly(w, u, v) {
		return false
	}
	obstructs := func(id int32) bool {
		if int(id) < t.firstConstraint && t.removed[id] {
			return false
		}
		p := t.points[id]
		return p != t.points[u] && p != t.points[v] && p != t.points[w]
	}
	return t.steps.isTriangleEmpty(u, v, w, obstructs) &&
		t.metres.isTriangleEmpty(u, v, w, obstructs)
}

// joinedDirectly tells whether a line other than that through v runs straight from the node u to w.
func (t *simplifier) joinedDirectly(u, w, v int32) bool {
	if !t.isEnd[u] {
		return false
	}
	for _, e := range t.endSlots[t.points[u]] {
		n := t.next[e]
		if n < 0 {
			n = t.prev[e]
		}
		if n != v && t.points[n] == t.points[w] {
			return true
		}
	}
	return false
}

// writeLevels writes the levels to the arcs and returns the positions that could not keep the level
// given.
func (t *simplifier) writeLevels(top byte) (raised []GridPoint) {
	slot := 0
	for i := range t.subdivision.Arcs {
		a := &t.subdivision.Arcs[i]
		a.Levels = make([]byte, len(a.Points))
		for j := range a.Points {
			a.Levels[j] = top
			if t.removed[slot] {
				a.Levels[j] = t.level[slot]
			}
			if f := t.fixedLevel[slot]; f >= 0 && byte(f) < a.Levels[j] {
				raised = append(raised, a.Points[j])
			}
			slot++
		}
	}
	slices.SortFunc(raised, compareGrid)
	return slices.Compact(raised)
}
