package control

// Parts of a class that hold no place and are smaller than this go to the class around them:
// splinters where two lines almost coincide.
const (
	maxSliverKm2      = 1.5  // km²
	maxSinceSliverKm2 = 12.0 // km², between land held before and since 24 February 2022
)

// mergeSlivers gives splinters to their surroundings.
func (d *Snapshot) mergeSlivers(samples []sample) {
	holds := make(map[int]bool)
	for _, s := range samples {
		holds[d.Subdivision.LocateGrid(s.grid)] = true
	}
	class := func(f int) string { return string(d.Faces[f].Class) }
	d.mergeSmallParts(maxSliverKm2, class, holds, func(f, from int) {
		d.Faces[f].Class, d.Faces[f].Since = d.Faces[from].Class, d.Faces[from].Since
	})
	held := func(f int) string { return class(f) + d.Faces[f].Since }
	d.mergeSmallParts(maxSinceSliverKm2, held, nil, func(f, from int) {
		if d.Faces[f].Class == ClassHeld && d.Faces[from].Class == ClassHeld {
			d.Faces[f].Since = d.Faces[from].Since
		}
	})
}

// mergeSmallParts finds connected parts of Ukraine whose faces have the same key, and lets each
// that is smaller than a limit and holds none of the faces in keep take over from the neighbouring
// face along which its border is longest.
func (d *Snapshot) mergeSmallParts(limit float64, key func(f int) string, keep map[int]bool,
	take func(f, from int)) {
	parts := d.connectedParts(key)
	area := map[int]float64{}
	kept := map[int]bool{}
	faces := map[int][]int{}
	for f, p := range parts {
		if p >= 0 {
			area[p] += d.Faces[f].Km2
			kept[p] = kept[p] || keep[f]
			faces[p] = append(faces[p], f)
		}
	}
	small := func(p int) bool { return p >= 0 && area[p] < limit && !kept[p] }
	// per small part the length of border with each face of a larger one
	beside := map[int]map[int]float64{}
	for i := range d.Subdivision.Arcs {
		a := &d.Subdivision.Arcs[i]
		l, r := int(a.Left), int(a.Right)
		if l < 0 || r < 0 || parts[l] < 0 || parts[r] < 0 || parts[l] == parts[r] {
			continue
		}
		for _, side := range [2][2]int{{l, r}, {r, l}} {
			p := parts[side[0]]
			if !small(p) || small(parts[side[1]]) {
				continue
			}
			if beside[p] == nil {
				beside[p] = map[int]float64{}
			}
			beside[p][side[1]] += float64(len(a.Points))
		}
	}
	for p, with := range beside {
		best := -1
		for f, length := range with {
			if best < 0 || length > with[best] || length == with[best] && f < best {
				best = f
			}
		}
		for _, f := range faces[p] {
			take(f, best)
		}
	}
}

// connectedParts numbers the connected parts of Ukraine with the same key; −1 for faces outside
// Ukraine.
func (d *Snapshot) connectedParts(key func(f int) string) []int {
	parent := make([]int, len(d.Faces))
	for f := range parent {
		parent[f] = f
	}
	find := func(f int) int {
		for parent[f] != f {
			parent[f] = parent[parent[f]]
			f = parent[f]
		}
		return f
	}
	inside := func(f int32) bool { return f >= 0 && d.Faces[f].Oblast >= 0 }
	for i := range d.Subdivision.Arcs {
		a := &d.Subdivision.Arcs[i]
		if inside(a.Left) && inside(a.Right) && key(int(a.Left)) == key(int(a.Right)) {
			l, r := find(int(a.Left)), find(int(a.Right))
			parent[max(l, r)] = min(l, r)
		}
	}
	out := make([]int, len(d.Faces))
	for f := range out {
		out[f] = -1
		if d.Faces[f].Oblast >= 0 {
			out[f] = find(f)
		}
	}
	return out
}
