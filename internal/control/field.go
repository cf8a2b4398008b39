package control

import (
	"cmp"
	"math"
	"slices"

	"truceline/internal/geo"
)

// A sample is a place whose side is known on the date: a settlement or a place of the facts.
type sample struct {
	id   string
	grid geo.Grid
	at   geo.XY
	side Side
}

// field is a scalar field over the map's plane, positive where land is held. Two of them make a date: in the first
// contested places count as the government's; in the second they are lifted, so that it is positive around them too.
//
// It is simple kriging with mean 0 and the covariance exp(−d/range) (Chilès and Delfiner, Geostatistics, 2nd ed.
// 2012, sections 2.5.1 and 3.3) from the nearest samples that see the point: those that no barrier hides.
type field struct {
	samples  []sample
	value    []float64 // +1 or −1 per sample
	lift     []float64 // per sample what is added to −1 around it, 0 or 2; nil: nothing
	lifted   *buckets  // of the samples with a lift
	lifts    []int32   // which these are
	index    *buckets
	barriers []*barrier

	near  []neighbour
	solve kriging
}

const (
	krigingNeighbours = 36
	longRange         = 100_000.0 // metres
	shortRange        = 5_000.0   // metres
	shortPart         = 0.2
	// krigingNugget keeps the system well conditioned where samples stand close together.
	krigingNugget = 1e-3
	// reach is how far, in metres, a sample tells anything.
	reach = 250_000.0
)

func newField(samples []sample, barriers []*barrier) *field {
	f := &field{samples: samples, barriers: barriers}
	for _, s := range samples {
		v := -1.0
		if s.side == Held {
			v = 1
		}
		f.value = append(f.value, v)
	}
	f.index = newBuckets(len(samples), 15_000, func(i int) geo.XY { return samples[i].at })
	return f
}

// outer returns the second field of the date.
func (f *field) outer() *field {
	o := newField(f.samples, f.barriers)
	o.lift = make([]float64, len(f.samples))
	for i, s := range f.samples {
		if s.side == Contested {
			o.lift[i] = 2
			o.lifts = append(o.lifts, int32(i))
		}
	}
	o.lifted = newBuckets(len(o.lifts), 15_000, func(i int) geo.XY { return f.samples[o.lifts[i]].at })
	return o
}

// corner returns the value of the field at a sample.
func (f *field) corner(i int) float64 {
	if f.lift != nil {
		return f.value[i] + f.lift[i]
	}
	return f.value[i]
}

// A contested place speaks for the land around it up to liftFull metres and not at all from liftNone on.
const liftFull, liftNone = 10_000.0, 24_000.0

// lifting returns how much of the lifts counts at p, from 0 to 1.
func (f *field) lifting(p geo.XY) float64 {
	if len(f.lifts) == 0 {
		return 0
	}
	d := liftNone
	f.lifted.within(p, liftNone, func(i int32) {
		q := f.samples[f.lifts[i]].at
		d = math.Min(d, math.Hypot(q.X-p.X, q.Y-p.Y))
	})
	t := math.Min(1, math.Max(0, (liftNone-d)/(liftNone-liftFull)))
	return t * t * (3 - 2*t)
}

type neighbour struct {
	d float64 // metres
	i int32
}

// at returns the field's value at p, −1 far from all samples.
func (f *field) at(p geo.XY) float64 {
	near := f.neighbours(p)
	if len(near) == 0 {
		return -1
	}
	lifting := f.lifting(p)
	first, mixed := f.value[near[0].i], false
	for _, n := range near {
		mixed = mixed || f.value[n.i] != first || lifting > 0 && f.lift[n.i] > 0
	}
	if !mixed {
		return first
	}
	return f.solve.estimate(f, near, lifting)
}

// neighbours returns the nearest samples that see p, nearest first.
func (f *field) neighbours(p geo.XY) []neighbour {
	x, y := f.index.square(p)
	walls := f.walls(p)
	f.near = f.near[:0]
	for r := 0; float64(r-1)*f.index.size < reach; r++ {
		f.index.ring(x, y, r, func(i int32) {
			if q := f.samples[i].at; sees(walls, p, q) {
				f.near = append(f.near, neighbour{math.Hypot(q.X-p.X, q.Y-p.Y), i})
			}
		})
		if len(f.near) < krigingNeighbours {
			continue
		}
		if f.alike(float64(r) * f.index.size) {
			return f.near[:1]
		}
		sortNeighbours(f.near)
		// Whatever lies in the next ring of squares is at least r squares away.
		if f.near[krigingNeighbours-1].d <= float64(r)*f.index.size {
			break
		}
	}
	sortNeighbours(f.near)
	return f.near[:min(len(f.near), krigingNeighbours)]
}

// alike tells whether all that has been gathered is of one value and unlifted, and enough of it lies within the
// distance up to which everything has been gathered: then it does not matter which are the nearest.
func (f *field) alike(complete float64) bool {
	within := 0
	for _, n := range f.near {
		if f.value[n.i] != f.value[f.near[0].i] || f.lift != nil && f.lift[n.i] > 0 {
			return false
		}
		if n.d <= complete {
			within++
		}
	}
	return within >= krigingNeighbours
}

func sortNeighbours(list []neighbour) {
	slices.SortFunc(list, func(a, b neighbour) int {
		if c := cmp.Compare(a.d, b.d); c != 0 {
			return c
		}
		return cmp.Compare(a.i, b.i)
	})
}

// walls returns the barriers close enough to p to hide anything from it.
func (f *field) walls(p geo.XY) []*barrier {
	var list []*barrier
	for _, b := range f.barriers {
		if b.near(p, barrierReach) {
			list = append(list, b)
		}
	}
	return list
}

// barrierReach is how far from a barrier, in metres, places are asked whether they see one another across it.
const barrierReach = 100_000.0

func sees(walls []*barrier, p, q geo.XY) bool {
	for _, b := range walls {
		if b.parts(p, q) {
			return false
		}
	}
	return true
}

// kriging solves the small systems; it only keeps memory between them.
type kriging struct {
	m [krigingNeighbours][krigingNeighbours]float64
	v [krigingNeighbours]float64
}

// covariance of two values d metres apart, from a table: most of it reaches far, the rest lets a lone place have its
// own surroundings.
func covariance(d float64) float64 {
	x := d / covarianceStep
	k := int(x)
	if k >= len(covarianceTable)-1 {
		return covarianceTable[len(covarianceTable)-1]
	}
	return covarianceTable[k] + (x-float64(k))*(covarianceTable[k+1]-covarianceTable[k])
}

// covarianceStep keeps the table's error below 1e-6.
const covarianceStep = 20.0 // metres

var covarianceTable = func() []float64 {
	table := make([]float64, int(2*reach/covarianceStep)+2)
	for k := range table {
		d := float64(k) * covarianceStep
		table[k] = (1-shortPart)*math.Exp(-d/longRange) + shortPart*math.Exp(-d/shortRange)
	}
	return table
}()

// estimate returns the value at a point with the given neighbours: cᵀK⁻¹z, by Cholesky's factor of K. Lifts count by
// the part lifting.
func (k *kriging) estimate(f *field, near []neighbour, lifting float64) float64 {
	n := len(near)
	for i := range n {
		a := f.samples[near[i].i].at
		for j := range i {
			b := f.samples[near[j].i].at
			k.m[i][j] = covariance(math.Hypot(a.X-b.X, a.Y-b.Y))
		}
		k.m[i][i] = 1 + krigingNugget
		k.v[i] = f.value[near[i].i]
		if lifting > 0 {
			k.v[i] += lifting * f.lift[near[i].i]
		}
	}
	k.factor(n)
	for i := range n { // forward: L u = z
		for j := range i {
			k.v[i] -= k.m[i][j] * k.v[j]
		}
		k.v[i] /= k.m[i][i]
	}
	for i := n - 1; i >= 0; i-- { // back: Lᵀ w = u
		for j := i + 1; j < n; j++ {
			k.v[i] -= k.m[j][i] * k.v[j]
		}
		k.v[i] /= k.m[i][i]
	}
	sum := 0.0
	for i := range n {
		sum += covariance(near[i].d) * k.v[i]
	}
	return sum
}

// factor replaces the lower triangle of m by its Cholesky factor.
func (k *kriging) factor(n int) {
	for i := range n {
		for j := range i + 1 {
			sum := k.m[i][j]
			for l := range j {
				sum -= k.m[i][l] * k.m[j][l]
			}
			if i == j {
				k.m[i][i] = math.Sqrt(math.Max(sum, krigingNugget/10))
			} else {
				k.m[i][j] = sum / k.m[j][j]
			}
		}
	}
}
