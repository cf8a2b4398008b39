package geo

import (
	"math"
	"slices"
)

// A subThinner takes positions away from arcs, level by level. A slot is a position of an arc; arcs stand one after
// the other, so what lay between two slots of an arc are the slots between.
type subThinner struct {
	s        *Subdivision
	grid     []Grid  // per slot
	back, on []int32 // per slot the neighbours that are still there, -1 at the ends of an arc
	gone     []bool
	fixed    []int8 // per slot the level that was given, -1: none
	level    []byte // per slot that is gone
	end      []bool
	around   map[Grid][]int32 // the end slots at a node
	metres   subPlane
	steps    subPlane
	obstacle int // slots from here on are points that keep their side
	alive    int
	queue    subQueue
	stamp    []int32 // per slot, to tell stale entries of the queue
	stuck    []int32
}

func newSubThinner(s *Subdivision, o SimplifyOptions) *subThinner {
	t := &subThinner{s: s, around: map[Grid][]int32{}}
	for i := range s.Arcs {
		points := s.Arcs[i].Points
		first, last := int32(len(t.grid)), int32(len(t.grid)+len(points)-1)
		for j, p := range points {
			slot := first + int32(j)
			t.grid = append(t.grid, p)
			t.back, t.on = append(t.back, slot-1), append(t.on, slot+1)
			t.end = append(t.end, j == 0 || slot == last)
			t.fixed = append(t.fixed, -1)
			if o.Fixed != nil {
				if level, ok := o.Fixed(p); ok {
					t.fixed[slot] = int8(min(level, byte(max(len(o.Tolerances)-1, 0))))
				}
			}
		}
		t.back[first], t.on[last] = -1, -1
		t.around[points[0]] = append(t.around[points[0]], first)
		t.around[points[len(points)-1]] = append(t.around[points[len(points)-1]], last)
	}
	t.obstacle, t.alive = len(t.grid), len(t.grid)
	t.gone, t.stamp, t.level = make([]bool, t.obstacle), make([]int32, t.obstacle), make([]byte, t.obstacle)
	t.grid = append(t.grid, o.Points...)
	for _, p := range t.grid {
		t.steps.at = append(t.steps.at, XY{float64(p.Lon), float64(p.Lat)})
		t.metres.at = append(t.metres.at, Map.Forward(p.Point()))
	}
	return t
}

// thin makes the level: first it takes away what has been given a finer level, then what moves the line by no more
// than the tolerance, until nothing more can go.
func (t *subThinner) thin(level byte, tolerance float64) {
	ids := make([]int32, 0, len(t.grid))
	for i := range t.grid {
		if i >= t.obstacle || !t.gone[i] {
			ids = append(ids, int32(i))
		}
	}
	t.metres.index(ids)
	t.steps.index(ids)
	for _, freely := range [2]bool{false, true} {
		limit := func(slot int32) float64 {
			switch f := t.fixed[slot]; {
			case f >= int8(level), f < 0 && !freely:
				return -1
			case f >= 0:
				return math.Inf(1)
			}
			return tolerance
		}
		for _, slot := range ids {
			if int(slot) < t.obstacle {
				t.offer(slot, limit)
			}
		}
		for t.run(level, limit) {
		}
	}
}

// run empties the queue; it tells whether some removal may have unblocked what was stuck, which is queued again.
func (t *subThinner) run(level byte, limit func(int32) float64) bool {
	removed := false
	t.stuck = t.stuck[:0]
	for len(t.queue) > 0 {
		c := t.queue.pop()
		v := c.slot
		if t.gone[v] || c.stamp != t.stamp[v] {
			continue
		}
		if !t.removable(v) {
			t.stuck = append(t.stuck, v)
			continue
		}
		u, w := t.back[v], t.on[v]
		t.gone[v], t.level[v] = true, level-1
		t.on[u], t.back[w] = w, u
		t.alive--
		removed = true
		t.offer(u, limit)
		t.offer(w, limit)
	}
	if removed {
		for _, v := range t.stuck {
			t.offer(v, limit)
		}
	}
	return len(t.queue) > 0
}

// offer queues a slot if it may go as far as the displacement is concerned.
func (t *subThinner) offer(slot int32, limit func(int32) float64) {
	if t.end[slot] || t.gone[slot] {
		return
	}
	t.stamp[slot]++
	most := limit(slot)
	if most < 0 {
		return
	}
	at := t.metres.at
	u, w := t.back[slot], t.on[slot]
	d := 0.0
	for i := u + 1; i < w && d <= most; i++ {
		d = max(d, subDistance(at[i], at[u], at[w]))
	}
	if d <= most {
		t.queue.push(subCandidate{d, slot, t.stamp[slot]})
	}
}

// removable tells whether the line may run from the slot's one neighbour straight to the other.
func (t *subThinner) removable(v int32) bool {
	u, w := t.back[v], t.on[v]
	if t.grid[u] == t.grid[w] || t.joined(u, w, v) || t.joined(w, u, v) {
		return false
	}
	obstructs := func(id int32) bool {
		if int(id) < t.obstacle && t.gone[id] {
			return false
		}
		p := t.grid[id]
		return p != t.grid[u] && p != t.grid[v] && p != t.grid[w]
	}
	return t.steps.empty(u, v, w, obstructs) && t.metres.empty(u, v, w, obstructs)
}

// joined tells whether a line other than that through v runs straight from the node u to w.
func (t *subThinner) joined(u, w, v int32) bool {
	if !t.end[u] {
		return false
	}
	for _, e := range t.around[t.grid[u]] {
		n := t.on[e]
		if n < 0 {
			n = t.back[e]
		}
		if n != v && t.grid[n] == t.grid[w] {
			return true
		}
	}
	return false
}

// finish writes the levels to the arcs and returns the positions that could not keep the level given.
func (t *subThinner) finish(top byte) (raised []Grid) {
	slot := 0
	for i := range t.s.Arcs {
		a := &t.s.Arcs[i]
		a.Levels = make([]byte, len(a.Points))
		for j := range a.Points {
			a.Levels[j] = top
			if t.gone[slot] {
				a.Levels[j] = t.level[slot]
			}
			if f := t.fixed[slot]; f >= 0 && byte(f) < a.Levels[j] {
				raised = append(raised, a.Points[j])
			}
			slot++
		}
	}
	slices.SortFunc(raised, subCompare)
	return slices.Compact(raised)
}
