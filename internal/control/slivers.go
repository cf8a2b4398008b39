package control

// Parts of a class that contain no sample and are smaller than these areas are merged into their
// surroundings. Such slivers appear where two lines almost coincide.
const (
	maxSliverKm2      = 1.5  // in km²
	maxSinceSliverKm2 = 12.0 // in km², between land held before and since 24 February 2022
)

// mergeSlivers merges slivers into their surroundings.
func (snap *Snapshot) mergeSlivers(samples []sample) {
	sampleFaces := make(map[int]bool)
	for _, s := range samples {
		sampleFaces[snap.Subdivision.LocateGrid(s.grid)] = true
	}
	class := func(f int) string { return string(snap.Faces[f].Class) }
	snap.mergeSmallParts(maxSliverKm2, class, sampleFaces, func(f, from int) {
		snap.Faces[f].Class, snap.Faces[f].Since = snap.Faces[from].Class, snap.Faces[from].Since
	})
	held := func(f int) string { return class(f) + snap.Faces[f].Since }
	snap.mergeSmallParts(maxSinceSliverKm2, held, nil, func(f, from int) {
		if snap.Faces[f].Class == ClassHeld && snap.Faces[from].Class == ClassHeld {
			snap.Faces[f].Since = snap.Faces[from].Since
		}
	})
}

// mergeSmallParts finds connected parts of Ukraine whose faces have the same key. For each part
// that is smaller than the limit in km² and contains no protected face, it calls adopt with all
// faces of the part and the face of a larger part along which its border is longest.
func (snap *Snapshot) mergeSmallParts(limit float64, key func(f int) string,
	protected map[int]bool, adopt func(f, from int)) {
	parts := snap.connectedParts(key)
	faces := map[int][]int{}
	for f, p := range parts {
		if p >= 0 {
			faces[p] = append(faces[p], f)
		}
	}
	for p, lengths := range snap.borderLengths(parts, snap.smallParts(parts, limit, protected)) {
		from := longestBorder(lengths)
		for _, f := range faces[p] {
			adopt(f, from)
		}
	}
}

// smallParts returns the parts that are smaller than the limit and contain no protected face.
func (snap *Snapshot) smallParts(parts []int, limit float64, protected map[int]bool) map[int]bool {
	area := map[int]float64{}
	isProtected := map[int]bool{}
	for f, p := range parts {
		if p >= 0 {
			area[p] += snap.Faces[f].Km2
			isProtected[p] = isProtected[p] || protected[f]
		}
	}
	small := map[int]bool{}
	for p := range area {
		small[p] = area[p] < limit && !isProtected[p]
	}
	return small
}

// borderLengths returns for each small part the length of its border, in positions, with each face
// of a larger part.
func (snap *Snapshot) borderLengths(parts []int, small map[int]bool) map[int]map[int]float64 {
	lengths := map[int]map[int]float64{}
	for i := range snap.Subdivision.Arcs {
		a := &snap.Subdivision.Arcs[i]
		l, r := int(a.Left), int(a.Right)
		if l < 0 || r < 0 || parts[l] < 0 || parts[r] < 0 || parts[l] == parts[r] {
			continue
		}
		for _, side := range [2][2]int{{l, r}, {r, l}} {
			p := parts[side[0]]
			if !small[p] || small[parts[side[1]]] {
				continue
			}
			if lengths[p] == nil {
				lengths[p] = map[int]float64{}
			}
			lengths[p][side[1]] += float64(len(a.Points))
		}
	}
	return lengths
}

// longestBorder returns the face with the greatest length, the first one of several.
func longestBorder(lengths map[int]float64) int {
	best := -1
	for f, length := range lengths {
		if best < 0 || length > lengths[best] || length == lengths[best] && f < best {
			best = f
		}
	}
	return best
}

// connectedParts numbers the connected parts of Ukraine with the same key and returns the number of
// each face, −1 outside Ukraine.
func (snap *Snapshot) connectedParts(key func(f int) string) []int {
	parent := make([]int, len(snap.Faces))
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
	inside := func(f int32) bool { return f >= 0 && snap.Faces[f].Oblast >= 0 }
	for i := range snap.Subdivision.Arcs {
		a := &snap.Subdivision.Arcs[i]
		if inside(a.Left) && inside(a.Right) && key(int(a.Left)) == key(int(a.Right)) {
			l, r := find(int(a.Left)), find(int(a.Right))
			parent[max(l, r)] = min(l, r)
		}
	}
	out := make([]int, len(snap.Faces))
	for f := range out {
		out[f] = -1
		if snap.Faces[f].Oblast >= 0 {
			out[f] = find(f)
		}
	}
	return out
}
