package earcut

import (
	"cmp"
	"slices"
)

// nestLoops groups loops into shells: each is an outer loop and its holes, as indices into loops.
func nestLoops(loops []loop) [][]int {
	order := make([]int, len(loops))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(abs(loops[b].doubleArea), abs(loops[a].doubleArea))
	})
	depth := make([]int, len(loops))
	shellOf := make([]int, len(loops))
	var shells [][]int
	for rank, i := range order {
		parent := -1
		for _, j := range order[:rank] {
			if loops[j].contains(&loops[i]) {
				depth[i]++
				if parent < 0 || depth[j] >= depth[parent] {
					parent = j
				}
			}
		}
		if depth[i]%2 == 0 || depth[parent]%2 == 1 {
			shellOf[i] = len(shells)
			shells = append(shells, []int{i})
			continue
		}
		s := shellOf[parent]
		shellOf[i] = s
		shells[s] = append(shells[s], i)
	}
	return shells
}

// contains reports whether q, which must not be larger, lies inside l. Positions of q on l's border
// are skipped; if all are, the midpoints of q's edges decide.
func (l *loop) contains(q *loop) bool {
	if q.min.x < l.min.x || q.min.y < l.min.y || q.max.x > l.max.x || q.max.y > l.max.y {
		return false
	}
	for _, p := range q.points {
		if side := l.locate(2*int64(p.x), 2*int64(p.y)); side != 0 {
			return side > 0
		}
	}
	for i, p := range q.points {
		o := q.points[(i+1)%len(q.points)]
		if side := l.locate(int64(p.x)+int64(o.x), int64(p.y)+int64(o.y)); side != 0 {
			return side > 0
		}
	}
	return true
}

// locate returns 1 for a position inside the loop, -1 outside and 0 on its border. Coordinates are
// in half steps.
func (l *loop) locate(x2, y2 int64) int {
	inside := false
	a := l.points[len(l.points)-1]
	for _, b := range l.points {
		ay, by := 2*int64(a.y), 2*int64(b.y)
		if ay > y2 != (by > y2) || ay == y2 || by == y2 {
			ax, bx := 2*int64(a.x), 2*int64(b.x)
			// The side of the edge. Differences need 32 bits here, so the products just fit.
			turn := (bx-ax)/2*(y2-ay) - (by-ay)/2*(x2-ax)
			if turn == 0 && min(ax, bx) <= x2 && x2 <= max(ax, bx) && min(ay, by) <= y2 &&
				y2 <= max(ay, by) {
				return 0
			}
			if ay > y2 != (by > y2) && (turn > 0) == (by > ay) {
				inside = !inside
			}
		}
		a = b
	}
	if inside {
		return 1
	}
	return -1
}

func abs(a int64) int64 {
	if a < 0 {
		return -a
	}
	return a
}
