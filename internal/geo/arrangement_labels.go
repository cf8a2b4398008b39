package geo

import "slices"

// A subLabel is one label on an edge. turn counts how often rings of that label pass along the edge in its own
// direction, less how often against it; lines do not count.
type subLabel struct{ label, turn int }

// subSets holds each distinct set of labels once, sorted by label. Set 0 is the empty one.
type subSets struct {
	sets   [][]subLabel
	merged map[[2]int32]int32
	byHash map[uint64][]int32
	flips  []int32 // the set with all turns negated; -1: not made yet
	last   struct {
		subLabel
		set int32
	}
}

func (s *subSets) single(label, turn int) int32 {
	one := subLabel{label, turn}
	if s.last.set == 0 || s.last.subLabel != one {
		s.last.subLabel, s.last.set = one, s.intern([]subLabel{one})
	}
	return s.last.set
}

func (s *subSets) intern(set []subLabel) int32 {
	if s.sets == nil {
		s.sets = [][]subLabel{nil}
		s.flips = []int32{0}
		s.byHash = map[uint64][]int32{}
		s.merged = map[[2]int32]int32{}
	}
	h := uint64(14695981039346656037) // FNV-1a
	for _, l := range set {
		h = (h ^ uint64(l.label)) * 1099511628211
		h = (h ^ uint64(l.turn)) * 1099511628211
	}
	for _, id := range s.byHash[h] {
		if slices.Equal(s.sets[id], set) {
			return id
		}
	}
	id := int32(len(s.sets))
	s.sets = append(s.sets, set)
	s.flips = append(s.flips, -1)
	s.byHash[h] = append(s.byHash[h], id)
	return id
}

// flip is the same set seen along the opposite direction.
func (s *subSets) flip(id int32) int32 {
	if s.flips[id] < 0 {
		back := slices.Clone(s.sets[id])
		for i := range back {
			back[i].turn = -back[i].turn
		}
		f := s.intern(back)
		s.flips[id], s.flips[f] = f, id
	}
	return s.flips[id]
}

func (s *subSets) merge(a, b int32) int32 {
	if id, ok := s.merged[[2]int32{a, b}]; ok {
		return id
	}
	var out []subLabel
	x, y := s.sets[a], s.sets[b]
	for len(x) > 0 || len(y) > 0 {
		switch {
		case len(y) == 0 || len(x) > 0 && x[0].label < y[0].label:
			out, x = append(out, x[0]), x[1:]
		case len(x) == 0 || y[0].label < x[0].label:
			out, y = append(out, y[0]), y[1:]
		default:
			out = append(out, subLabel{x[0].label, x[0].turn + y[0].turn})
			x, y = x[1:], y[1:]
		}
	}
	id := s.intern(out)
	s.merged[[2]int32{a, b}] = id
	return id
}
