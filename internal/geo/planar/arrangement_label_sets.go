package planar

import "slices"

// An edgeLabel is one label on an edge. winding counts how often rings with that label pass along
// the edge in its direction, less how often against it. Lines do not count.
type edgeLabel struct{ label, winding int }

// labelSets stores each distinct set of labels once, sorted by label. Set 0 is the empty one.
type labelSets struct {
	sets          [][]edgeLabel
	unions        map[[2]int32]int32
	byHash        map[uint64][]int32
	reversed      []int32 // per set the one with all windings negated; -1: not computed yet
	lastSingleton struct {
		edgeLabel
		set int32
	}
}

func (s *labelSets) singleton(label, winding int) int32 {
	single := edgeLabel{label, winding}
	if s.lastSingleton.set == 0 || s.lastSingleton.edgeLabel != single {
		s.lastSingleton.edgeLabel, s.lastSingleton.set = single, s.intern([]edgeLabel{single})
	}
	return s.lastSingleton.set
}

// intern returns the number of a set and adds it if it is new.
func (s *labelSets) intern(set []edgeLabel) int32 {
	if s.sets == nil {
		s.sets = [][]edgeLabel{nil}
		s.reversed = []int32{0}
		s.byHash = map[uint64][]int32{}
		s.unions = map[[2]int32]int32{}
	}
	h := uint64(14695981039346656037) // FNV-1a
	for _, l := range set {
		h = (h ^ uint64(l.label)) * 1099511628211
		h = (h ^ uint64(l.winding)) * 1099511628211
	}
	for _, id := range s.byHash[h] {
		if slices.Equal(s.sets[id], set) {
			return id
		}
	}
	id := int32(len(s.sets))
	s.sets = append(s.sets, set)
	s.reversed = append(s.reversed, -1)
	s.byHash[h] = append(s.byHash[h], id)
	return id
}

// reverse returns the set as seen along the opposite direction.
func (s *labelSets) reverse(id int32) int32 {
	if s.reversed[id] < 0 {
		negated := slices.Clone(s.sets[id])
		for i := range negated {
			negated[i].winding = -negated[i].winding
		}
		f := s.intern(negated)
		s.reversed[id], s.reversed[f] = f, id
	}
	return s.reversed[id]
}

// union returns the set of all labels of both sets, with the sums of their windings.
func (s *labelSets) union(a, b int32) int32 {
	if id, ok := s.unions[[2]int32{a, b}]; ok {
		return id
	}
	var out []edgeLabel
	x, y := s.sets[a], s.sets[b]
	for len(x) > 0 || len(y) > 0 {
		switch {
		case len(y) == 0 || len(x) > 0 && x[0].label < y[0].label:
			out, x = append(out, x[0]), x[1:]
		case len(x) == 0 || y[0].label < x[0].label:
			out, y = append(out, y[0]), y[1:]
		default:
			out = append(out, edgeLabel{x[0].label, x[0].winding + y[0].winding})
			x, y = x[1:], y[1:]
		}
	}
	id := s.intern(out)
	s.unions[[2]int32{a, b}] = id
	return id
}
