package earcut

import (
	"math"
	"math/rand/v2"

	"truceline/internal/geo"
)

// A fixture is a polygon that is difficult for an ear clipper.
type fixture struct {
	name  string
	rings [][]geo.XY
	// area is the area by the even-odd rule, computed by hand or by the shape's formula. 0: use
	// evenOddArea.
	area float64
	// deviation and forced are the recorded limits, 0 unless rings cross.
	deviation float64
	forced    int
}

func fixtures() []fixture {
	square := boxRing(0, 0, 10, 10)
	return []fixture{
		{name: "nothing"},
		{name: "no area", rings: rings([]float64{0, 0, 5, 5, 10, 10, 5, 5})},
		{name: "one position", rings: rings([]float64{3, 3, 3, 3, 3, 3})},
		{name: "square", rings: [][]geo.XY{square}, area: 100},
		{name: "closed square with repeated positions",
			rings: rings([]float64{0, 0, 0, 0, 10, 0, 10, 0, 10, 10, 0, 10, 0, 10, 0, 0}),
			area:  100},
		{name: "straight corners on all sides",
			rings: rings([]float64{0, 0, 5, 0, 10, 0, 10, 5, 10, 10, 5, 10, 0, 10, 0, 5}),
			area:  100},
		{name: "a spike outwards",
			rings: rings([]float64{0, 0, 10, 0, 10, 5, 15, 5, 10, 5, 10, 10, 0, 10}), area: 100},
		{name: "a spike inwards",
			rings: rings([]float64{0, 0, 10, 0, 10, 5, 3, 5, 10, 5, 10, 10, 0, 10}), area: 100},
		{name: "hole", rings: [][]geo.XY{square, boxRing(3, 3, 7, 7)}, area: 84},
		{name: "hole before its shell, both wound alike",
			rings: [][]geo.XY{boxRing(3, 3, 7, 7), square}, area: 84},
		{name: "hole touches a corner", rings: [][]geo.XY{square, ringOf(0, 0, 5, 2, 2, 5)},
			area: 89.5},
		{name: "hole touches an edge with a corner",
			rings: [][]geo.XY{square, ringOf(0, 5, 5, 3, 5, 7)}, area: 90},
		{name: "hole touches the right edge", rings: [][]geo.XY{square, ringOf(10, 5, 5, 7, 5, 3)},
			area: 90},
		{name: "hole touches two edges", rings: [][]geo.XY{square, ringOf(0, 5, 5, 0, 6, 6)},
			area: 82.5},
		{name: "hole touches all four edges",
			rings: [][]geo.XY{square, ringOf(0, 5, 5, 0, 10, 5, 5, 10)}, area: 50},
		{name: "two holes share a corner",
			rings: [][]geo.XY{square, ringOf(2, 2, 5, 5, 2, 8), ringOf(5, 5, 8, 2, 8, 8)},
			area:  82},
		{name: "four holes share a corner",
			rings: [][]geo.XY{square, ringOf(5, 5, 2, 4, 2, 6), ringOf(5, 5, 8, 4, 8, 6),
				ringOf(5, 5, 4, 8, 6, 8), ringOf(5, 5, 4, 2, 6, 2)}, area: 88},
		{name: "two holes share an edge's part",
			rings: [][]geo.XY{square, boxRing(2, 2, 4, 8), boxRing(4, 4, 6, 6)}, area: 84},
		{name: "holes above one another begin at one x",
			rings: [][]geo.XY{square, boxRing(2, 1, 4, 2), boxRing(2, 4, 4, 5),
				boxRing(2, 7, 4, 8)}, area: 94},
		{name: "a chain of holes corner to corner",
			rings: [][]geo.XY{square, boxRing(1, 1, 3, 3), boxRing(3, 3, 5, 5), boxRing(5, 5, 7, 7),
				boxRing(7, 7, 9, 9)}, area: 84},
		{name: "a hole without area", rings: [][]geo.XY{square, ringOf(2, 2, 8, 8)}, area: 100},
		{name: "island in a hole",
			rings: [][]geo.XY{square, boxRing(2, 2, 8, 8), boxRing(4, 4, 6, 6)}, area: 68},
		{name: "island touches its hole",
			rings: [][]geo.XY{square, boxRing(2, 2, 8, 8), ringOf(2, 2, 6, 4, 4, 6)},
			area:  100 - 36 + 6},
		{name: "five rings in one another",
			rings: [][]geo.XY{boxRing(-10, -10, 20, 20), square, boxRing(1, 1, 9, 9),
				boxRing(2, 2, 8, 8), boxRing(3, 3, 7, 7)}, area: 900 - 100 + 64 - 36 + 16},
		{name: "two shells side by side, one edge in common",
			rings: [][]geo.XY{square, boxRing(10, 0, 20, 10)}, area: 200},
		{name: "ring touches itself: an hourglass by its corner",
			rings: rings([]float64{0, 0, 5, 5, 10, 0, 10, 10, 5, 5, 0, 10}), area: 50},
		{name: "ring touches itself: a hole by its corner",
			rings: rings([]float64{0, 0, 10, 0, 10, 10, 0, 10, 0, 0, 3, 7, 7, 7, 7, 3}),
			area:  100 - 28},
		{name: "ring touches its own edge",
			rings: rings([]float64{0, 0, 10, 0, 10, 10, 0, 10, 0, 6, 10, 5, 0, 4}), area: 90},
		{name: "comb", rings: [][]geo.XY{combRing(200, 1, 50)}},
		{name: "comb with hair-thin teeth", rings: [][]geo.XY{combRing(100, 1.0/1024, 1000)}},
		{name: "comb of triangles", rings: [][]geo.XY{sawRing(300)}},
		{name: "spiral", rings: [][]geo.XY{spiralRing(8, 60)}},
		{name: "square spiral", rings: [][]geo.XY{squareSpiralRing(20)}, area: 0},
		{name: "spiral in the hole of a square",
			rings: [][]geo.XY{boxRing(-200, -200, 200, 200), spiralRing(8, 60)}},
		{name: "circle", rings: [][]geo.XY{starRing(1000, 100, 0, 1)}},
		{name: "star", rings: [][]geo.XY{starRing(1001, 1000, 0.9, 2)}},
		{name: "lake with islands", rings: lakeRings(2000, 60, 3)},
		{name: "far from the origin",
			rings: [][]geo.XY{translate(boxRing(0, 0, 10, 10), 1<<40, 1<<40),
				translate(boxRing(3, 3, 7, 7), 1<<40, 1<<40)}, area: 84},
		{name: "small as a symbol", rings: [][]geo.XY{boxRing(0, 0, 1.0/64, 1.0/64)},
			area: 1.0 / 4096},
		{name: "crossing: a bow tie", rings: rings([]float64{0, 0, 10, 10, 10, 0, 0, 10}), area: 50,
			deviation: 1},
		{name: "crossing: a small loop on an edge",
			rings: rings([]float64{0, 0, 6, 0, 5, 1, 5, -1, 4, 0, 10, 0, 10, 10, 0, 10}), area: 100,
			deviation: 0.03, forced: 1},
		{name: "crossing: a hole sticks out", rings: [][]geo.XY{square, boxRing(5, 5, 12, 7)},
			area: 94, deviation: 0.2, forced: 2},
	}
}

func rings(flat ...[]float64) (out [][]geo.XY) {
	for _, f := range flat {
		out = append(out, ringOf(f...))
	}
	return out
}

func ringOf(flat ...float64) (ring []geo.XY) {
	for i := 0; i < len(flat); i += 2 {
		ring = append(ring, geo.XY{X: flat[i], Y: flat[i+1]})
	}
	return ring
}

func boxRing(x0, y0, x1, y1 float64) []geo.XY {
	return ringOf(x0, y0, x1, y0, x1, y1, x0, y1, x0, y0)
}

func translate(ring []geo.XY, dx, dy float64) []geo.XY {
	for i := range ring {
		ring[i].X += dx
		ring[i].Y += dy
	}
	return ring
}

// combRing returns a comb of n teeth of the given width, the same width apart, on a back of height
// 10.
func combRing(n int, width, height float64) []geo.XY {
	ring := ringOf(0, -10, width*float64(2*n-1), -10)
	for i := n - 1; i >= 0; i-- {
		x := 2 * width * float64(i)
		ring = append(ring, ringOf(x+width, 0, x+width, height, x, height, x, 0)...)
	}
	return ring
}

// sawRing returns a saw. All its tips are visible from one distant position.
func sawRing(n int) []geo.XY {
	ring := ringOf(0, -1000, float64(2*n), -1000)
	for i := n; i > 0; i-- {
		ring = append(ring, ringOf(float64(2*i), 0, float64(2*i-1), -900)...)
	}
	return append(ring, ringOf(0, 0)...)
}

// spiralRing returns a spiral arm of constant width.
func spiralRing(turns, perTurn int) (ring []geo.XY) {
	n := turns * perTurn
	armPoint := func(i int, off float64) geo.XY {
		a := 2 * math.Pi * float64(i) / float64(perTurn)
		r := 5 + 20*float64(i)/float64(perTurn) + off
		return geo.XY{X: r * math.Cos(a), Y: r * math.Sin(a)}
	}
	for i := range n {
		ring = append(ring, armPoint(i, 0))
	}
	for i := n - 1; i >= 0; i-- {
		ring = append(ring, armPoint(i, 8))
	}
	return ring
}

// squareSpiralRing returns a spiral with straight arms.
func squareSpiralRing(turns int) (ring []geo.XY) {
	var outer, inner []geo.XY
	for i := range turns {
		a := float64(4*i + 4)
		outer = append(outer, ringOf(-a, -a+4, -a, a, a, a, a, -a)...)
		a -= 2
		inner = append(inner, ringOf(-a, -a+4, -a, a, a, a, a, -a)...)
	}
	ring = outer
	for i := len(inner) - 1; i >= 0; i-- {
		ring = append(ring, inner[i])
	}
	return ring
}

// starRing returns a ring around the origin whose radius varies by rough. It does not cross itself.
func starRing(n int, r, rough float64, seed uint64) (ring []geo.XY) {
	random := rand.New(rand.NewPCG(seed, 1))
	for i := range n {
		a := 2 * math.Pi * float64(i) / float64(n)
		d := r * (1 - rough*random.Float64())
		ring = append(ring, geo.XY{X: d * math.Cos(a), Y: d * math.Sin(a)})
	}
	return append(ring, ring[0])
}

// lakeRings returns a rough shore with rows of islands, some with a pond.
func lakeRings(n, islands int, seed uint64) [][]geo.XY {
	out := [][]geo.XY{starRing(n, 1000, 0.2, seed)}
	side := int(math.Ceil(math.Sqrt(float64(islands))))
	for i := range islands {
		x := (float64(i%side)+0.5)/float64(side)*1000 - 500
		y := (float64(i/side)+0.5)/float64(side)*1000 - 500
		r := 450 / float64(side)
		out = append(out, translate(starRing(n/(2*islands)+3, r, 0.5, seed+uint64(i)), x, y))
		if i%3 == 0 {
			out = append(out, translate(starRing(7, r*0.1, 0.3, seed), x, y))
		}
	}
	return out
}
