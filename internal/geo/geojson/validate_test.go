package geojson

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"truceline/internal/diag"
	"truceline/internal/geo"
	"truceline/internal/geo/geotest"
)

// The reference implementation below cuts every edge where another meets it and classifies the
// middle of each piece, all in fractions. It shares no code with validate.

type fraction [2]*big.Rat

func toFraction(p orb.Point) fraction {
	return fraction{new(big.Rat).SetFloat64(p[0]), new(big.Rat).SetFloat64(p[1])}
}

func interpolate(p, q fraction, t *big.Rat) fraction {
	var out fraction
	for k := range out {
		d := new(big.Rat).Sub(q[k], p[k])
		out[k] = d.Add(p[k], d.Mul(d, t))
	}
	return out
}

func crossExact(p, q, r fraction) *big.Rat {
	d := func(a, b fraction, k int) *big.Rat { return new(big.Rat).Sub(b[k], a[k]) }
	left, right := new(big.Rat).Mul(d(p, q, 0), d(p, r, 1)),
		new(big.Rat).Mul(d(p, q, 1), d(p, r, 0))
	return left.Sub(left, right)
}

// edgeCuts returns the fractions of the edge from a to b, in ascending order, at which the edge
// from c to d meets it.
func edgeCuts(a, b, c, d fraction) []*big.Rat {
	va, vb := crossExact(c, d, a), crossExact(c, d, b)
	if va.Sign() == 0 && vb.Sign() == 0 {
		k := 0
		if a[0].Cmp(b[0]) == 0 {
			k = 1
		}
		var out []*big.Rat
		for _, p := range []fraction{c, d} {
			t := new(big.Rat).Quo(new(big.Rat).Sub(p[k], a[k]), new(big.Rat).Sub(b[k], a[k]))
			if t.Sign() >= 0 && t.Cmp(big.NewRat(1, 1)) <= 0 {
				out = append(out, t)
			}
		}
		return out
	}
	if va.Sign()*vb.Sign() > 0 || crossExact(a, b, c).Sign()*crossExact(a, b, d).Sign() > 0 {
		return nil
	}
	return []*big.Rat{new(big.Rat).Quo(va, new(big.Rat).Sub(va, vb))}
}

// ringSide returns 1 for a position inside a ring, 0 on it and -1 outside.
func ringSide(at fraction, ring orb.Ring) int {
	inside := false
	for i := 1; i < len(ring); i++ {
		a, b := toFraction(ring[i-1]), toFraction(ring[i])
		side := crossExact(a, b, at)
		if side.Sign() == 0 && at[0].Cmp(a[0])*at[0].Cmp(b[0]) <= 0 &&
			at[1].Cmp(a[1])*at[1].Cmp(b[1]) <= 0 {
			return 0
		}
		if up := b[1].Cmp(at[1]) > 0; (a[1].Cmp(at[1]) > 0) != up && (side.Sign() > 0) == up {
			inside = !inside
		}
	}
	if inside {
		return 1
	}
	return -1
}

// polygonSide is ringSide for a polygon with holes.
func polygonSide(at fraction, p orb.Polygon) int {
	where := ringSide(at, p[0])
	for _, hole := range p[1:] {
		where = min(where, -ringSide(at, hole))
	}
	return where
}

// pieceMiddles returns the middles of the pieces into which the rings of q cut the rings of p.
func pieceMiddles(p, q orb.Polygon) []fraction {
	var out []fraction
	for _, ring := range p {
		for i := 1; i < len(ring); i++ {
			out = append(out, edgePieceMiddles(toFraction(ring[i-1]), toFraction(ring[i]), q)...)
		}
	}
	return out
}

// edgePieceMiddles returns the middles of the pieces into which the rings of q cut the edge from a
// to b.
func edgePieceMiddles(a, b fraction, q orb.Polygon) []fraction {
	cuts := []*big.Rat{new(big.Rat), big.NewRat(1, 1)}
	for _, other := range q {
		for j := 1; j < len(other); j++ {
			cuts = append(cuts, edgeCuts(a, b, toFraction(other[j-1]), toFraction(other[j]))...)
		}
	}
	var out []fraction
	for _, s := range cuts {
		next := big.NewRat(2, 1)
		for _, t := range cuts {
			if t.Cmp(s) > 0 && t.Cmp(next) < 0 {
				next = t
			}
		}
		if next.Cmp(big.NewRat(1, 1)) <= 0 {
			out = append(out, interpolate(a, b,
				new(big.Rat).Mul(big.NewRat(1, 2), new(big.Rat).Add(s, next))))
		}
	}
	return out
}

// isSimple reports whether a ring without repeated positions in a row neither crosses nor touches
// itself.
func isSimple(ring orb.Ring) bool {
	n := len(ring) - 1
	for i := range n {
		for j := range n {
			at := edgeCuts(toFraction(ring[i]), toFraction(ring[i+1]), toFraction(ring[j]),
				toFraction(ring[j+1]))
			for _, t := range at {
				switch {
				case i == j:
				case (i+1)%n == j && t.Cmp(big.NewRat(1, 1)) == 0:
				case (j+1)%n == i && t.Sign() == 0:
				default:
					return false
				}
			}
		}
	}
	return true
}

// allAt reports whether the function where returns want for all positions.
func allAt(list []fraction, where func(fraction) int, want int) bool {
	for _, at := range list {
		if where(at) != want {
			return false
		}
	}
	return true
}

// referenceRules returns the rules that the rings break.
func referenceRules(polygons orb.MultiPolygon) map[diag.Rule]bool {
	broken := map[diag.Rule]bool{}
	for k, p := range polygons {
		for i, ring := range p {
			if !isSimple(ring) {
				broken["not simple"] = true
				return broken
			}
			for j, hole := range p {
				side := func(at fraction) int { return ringSide(at, ring) }
				mids := pieceMiddles(orb.Polygon{hole}, orb.Polygon{ring})
				if i == 0 && j > 0 && !allAt(mids, side, 1) {
					broken[RuleHoleOutside] = true
				}
				if i > 0 && j > 0 && i != j && !allAt(mids, side, -1) {
					broken[RuleHolesOverlap] = true
				}
			}
		}
		for l, q := range polygons {
			if l != k && !allAt(pieceMiddles(q, p),
				func(at fraction) int { return polygonSide(at, p) }, -1) {
				broken[RuleShellsOverlap] = true
			}
		}
	}
	return broken
}

// smallRing returns a random ring on whole numbers from 0 to size. Some rings are not simple.
func smallRing(rng *rand.Rand, size int) orb.Ring {
	for {
		n := 3 + rng.IntN(4)
		ring := make(orb.Ring, 0, n+1)
		for range n {
			ring = append(ring, orb.Point{float64(rng.IntN(size + 1)), float64(rng.IntN(size + 1))})
		}
		ring = append(ring, ring[0])
		repeats := !hasThreeDistinct(ring)
		for i := 1; i < len(ring); i++ {
			repeats = repeats || ring[i] == ring[i-1]
		}
		if !repeats && (isSimple(ring) || rng.IntN(20) == 0) {
			return ring
		}
	}
}

// scaleAndShift multiplies all positions by a factor and shifts them.
func scaleAndShift(m orb.MultiPolygon, factor float64, by orb.Point) orb.MultiPolygon {
	m = m.Clone()
	for _, p := range m {
		for _, r := range p {
			for i := range r {
				r[i] = orb.Point{r[i][0]*factor + by[0], r[i][1]*factor + by[1]}
			}
		}
	}
	return m
}

// smallPolygons returns one or two random polygons of small rings.
func smallPolygons(rng *rand.Rand) orb.MultiPolygon {
	var m orb.MultiPolygon
	for range 1 + rng.IntN(2) {
		p := orb.Polygon{smallRing(rng, 6)}
		for range rng.IntN(3) {
			p = append(p, smallRing(rng, 5))
		}
		if len(p) > 1 && rng.IntN(2) == 0 { // an outer ring that can contain the holes
			p[0] = orb.Ring{{0, 0}, {6, 0}, {6, 6}, {0, 6}, {0, 0}}
		}
		m = append(m, p)
	}
	return m
}

// variants returns polygons as they are, on the decimal grid, and on binary fractions off it.
func variants(m orb.MultiPolygon) []orb.MultiPolygon {
	out := []orb.MultiPolygon{m.Clone(), scaleAndShift(m, 1./geo.GridStepsPerDegree, orb.Point{}),
		scaleAndShift(m, 0x1p-20, orb.Point{33, 47})}
	for _, variant := range out {
		if variant[0][0][0][0] < 1 {
			roundPositions(variant)
		}
	}
	return out
}

// roundPositions replaces positions by the nearest decimals, as Decode reads them.
func roundPositions(m orb.MultiPolygon) {
	for _, p := range m {
		for _, r := range p {
			for i := range r {
				r[i] = geo.GridPoint{int32(r[i][0]*geo.GridStepsPerDegree + 0.5),
					int32(r[i][1]*geo.GridStepsPerDegree + 0.5)}.Point()
			}
		}
	}
}

// TestValidateAgainstReference compares validate with the reference on small cases full of
// touching, shared and collinear edges.
func TestValidateAgainstReference(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 14))
	count := map[string]int{}
	for range 1200 {
		m := smallPolygons(rng)
		broken := referenceRules(m)
		for _, variant := range variants(m) {
			err := validate(variant)
			switch {
			case err == nil && len(broken) == 0:
				count["valid"]++
			case err == nil:
				t.Fatalf("%v: no error, want one of %v", m, broken)
			case broken["not simple"] &&
				(err.Rule == RuleSelfCrossing || err.Rule == RuleSelfTouching):
				count["not simple"]++
			case broken["not simple"] || broken[err.Rule] ||
				broken[RuleHoleOutside] && err.Rule == RuleShellsOverlap:
				// another fault may be found first; a hole outside its polygon may cross others
				count[string(err.Rule)]++
			default:
				t.Fatalf("%v: %v, want %v", m, err, broken)
			}
		}
	}
	for _, kind := range []string{"valid", "not simple", string(RuleHoleOutside),
		string(RuleHolesOverlap), string(RuleShellsOverlap)} {
		if count[kind] < 50 {
			t.Errorf("only %d cases of %q: the test shows little", count[kind], kind)
		}
	}
	t.Log(count)
}

// TestOrient compares orient with fractions near and on lines.
func TestOrient(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 16))
	zero := 0
	for range 20000 {
		a := orb.Point{rng.Float64() * 40, rng.Float64() * 50}
		b := orb.Point{rng.Float64() * 40, rng.Float64() * 50}
		s := rng.Float64()*3 - 1
		c := orb.Point{a[0] + s*(b[0]-a[0]), a[1] + s*(b[1]-a[1])} // off the line only by rounding
		if rng.IntN(3) == 0 {
			b = orb.Point{a[0] + 0x1p-10, a[1] + 0x1p-11}
			c = orb.Point{a[0] + 0x1p-9, a[1] + 0x1p-10}
		}
		got, want := orient(a, b, c), crossExact(toFraction(a), toFraction(b), toFraction(c)).Sign()
		if got != want {
			t.Fatalf("%v %v %v: %d, want %d", a, b, c, got, want)
		}
		if want == 0 {
			zero++
		}
	}
	if zero < 1000 {
		t.Errorf("only %d on the line", zero)
	}
}

// TestClockwise checks isClockwise on rings whose direction is known.
func TestClockwise(t *testing.T) {
	rng := rand.New(rand.NewPCG(17, 18))
	for range 500 {
		ring := geotest.Star(rng, orb.Point{30, 50}, 1, 3+rng.IntN(20))
		ring = append(ring[:2], ring[1:]...) // a position twice in a row
		if isClockwise(ring) {
			t.Fatalf("%v runs clockwise", ring)
		}
		ring.Reverse()
		if !isClockwise(ring) {
			t.Fatalf("%v runs anticlockwise", ring)
		}
	}
}

// toothedRing returns a ring of n positions that zigzags in long teeth. The teeth are upright for
// direction 0, flat for 1 and oblique for 2.
func toothedRing(n, direction int) orb.Ring {
	ring := make(orb.Ring, 0, n+3)
	for i := range n {
		x, y := float64(i)/float64(n)*10, float64(i%2)*10
		switch direction {
		case 1:
			x, y = y, -x
		case 2:
			x += y
		}
		ring = append(ring, orb.Point{x, y})
	}
	first, last := ring[0], ring[n-1]
	switch direction {
	case 1:
		return append(ring, orb.Point{-1, last[1] - 1}, orb.Point{-1, 1}, first)
	case 2:
		return append(ring, orb.Point{last[0] + 30, -1}, orb.Point{-1, -1}, first)
	}
	return append(ring, orb.Point{last[0] + 1, -1}, orb.Point{-1, -1}, first)
}

// TestBigRings checks that rings of 20,000 positions are validated fast whatever their shape, and
// that a single tooth across others is found.
func TestBigRings(t *testing.T) {
	for direction := range 3 {
		ring := toothedRing(20_000, direction)
		if err := validate(orb.Polygon{ring}); err != nil {
			t.Errorf("direction %d: %v", direction, err)
		}
		ring[9_001][direction%2] -= 3.00013 // across other teeth
		if err := validate(orb.Polygon{ring}); err == nil || err.Rule != RuleSelfCrossing {
			t.Errorf("direction %d: %v, want %s", direction, err, RuleSelfCrossing)
		}
	}
}

func BenchmarkValidate(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	rings := map[string]orb.Ring{"star": geotest.Star(rng, orb.Point{31, 49}, 3, 20_000)}
	for direction, name := range []string{"upright", "flat", "oblique"} {
		rings[name] = toothedRing(20_000, direction)
	}
	for _, name := range []string{"star", "upright", "flat", "oblique"} {
		b.Run(fmt.Sprintf("%s-20000", name), func(b *testing.B) {
			for b.Loop() {
				validate(orb.Polygon{rings[name]})
			}
		})
	}
}
