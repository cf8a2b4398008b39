package control

import (
	"cmp"
	"math"
	"slices"

	"truceline/internal/geo"
)

// A sample is a place whose side is known on the date: a settlement or a place of the facts.
type sample struct {
	id    string
	grid  geo.GridPoint
	point geo.XY
	side  Side
}

// controlField is a scalar field over the map's plane, positive where land is held. Two of them
// make a date: in the first contested places count as the government's; in the second they are
// lifted, so that it is positive around them too.
//
// It is simple kriging with mean 0 and the covariance exp(−d/range) (Chilès and Delfiner,
// Geostatistics, 2nd ed. 2012, sections 2.5.1 and 3.3) from the nearest samples that see the point:
// those that no barrier hides.
type controlField struct {
	samples       []sample
	values        []float64  // +1 or −1 per sample
	lifts         []float64  // per sample what is added to −1 around it, 0 or 2; nil: nothing
	liftedIndex   *pointGrid // of the samples with a lift
	liftedSamples []int32    // which these are
	index         *pointGrid
	barriers      []*barrier

	neighbourBuffer []neighbour
	solver          krigingSolver
}

const (
	krigingNeighbours = 36
	longRange         = 100_000.0 // metres
	shortRange        = 5_000.0   // metres
	shortRangeShare   = 0.2
	// krigingNugget keeps the system well conditioned where samples stand close together.
	krigingNugget = 1e-3
	// maxSampleDistance is how far, in metres, a sample tells anything.
	maxSampleDistance = 250_000.0
)

func newControlField(samples []sample, barriers []*barrier) *controlField {
	f := &controlField{samples: samples, barriers: barriers}
	for _, s := range samples {
		v := -1.0
		if s.side == Held {
			v = 1
		}
		f.values = append(f.values, v)
	}
	f.index = newPointGrid(len(samples), 15_000, func(i int) geo.XY { return samples[i].point })
	return f
}

// liftedField returns the second field of the date.
func (f *controlField) liftedField() *controlField {
	o := newControlField(f.samples, f.barriers)
	o.lifts = make([]float64, len(f.samples))
	for i, s := range f.samples {
		if s.side == Contested {
			o.lifts[i] = 2
			o.liftedSamples = append(o.liftedSamples, int32(i))
		}
	}
	o.liftedIndex = newPointGrid(len(o.liftedSamples), 15_000,
		func(i int) geo.XY { return f.samples[o.liftedSamples[i]].point })
	return o
}

// sampleValue returns the value of the field at a sample.
func (f *controlField) sampleValue(i int) float64 {
	if f.lifts != nil {
		return f.values[i] + f.lifts[i]
	}
	return f.values[i]
}

// A contested place speaks for the land around it up to liftFull metres and not at all from
// liftNone on.
const fullLiftDistance, zeroLiftDistance = 10_000.0, 24_000.0

// liftFactor returns how much of the lifts counts at p, from 0 to 1.
func (f *controlField) liftFactor(p geo.XY) float64 {
	if len(f.liftedSamples) == 0 {
		return 0
	}
	d := zeroLiftDistance
	f.liftedIndex.forEachWithin(p, zeroLiftDistance, func(i int32) {
		q := f.samples[f.liftedSamples[i]].point
		d = math.Min(d, math.Hypot(q.X-p.X, q.Y-p.Y))
	})
	t := math.Min(1, math.Max(0, (zeroLiftDistance-d)/(zeroLiftDistance-fullLiftDistance)))
	return t * t * (3 - 2*t)
}

type neighbour struct {
	distance float64 // metres
	sample   int32
}

// valueAt returns the field's value at p, −1 far from all samples.
func (f *controlField) valueAt(p geo.XY) float64 {
	near := f.visibleNeighbours(p)
	if len(near) == 0 {
		return -1
	}
	lifting := f.liftFactor(p)
	first, mixed := f.values[near[0].sample], false
	for _, n := range near {
		mixed = mixed || f.values[n.sample] != first || lifting > 0 && f.lifts[n.sample] > 0
	}
	if !mixed {
		return first
	}
	return f.solver.estimate(f, near, lifting)
}

// visibleNeighbours returns the nearest samples that see p, nearest first.
func (f *controlField) visibleNeighbours(p geo.XY) []neighbour {
	x, y := f.index.cellAt(p)
	walls := f.barriersNear(p)
	f.neighbourBuffer = f.neighbourBuffer[:0]
	for r := 0; float64(r-1)*f.index.cellSize < maxSampleDistance; r++ {
		f.index.forEachInRing(x, y, r, func(i int32) {
			if q := f.samples[i].point; isVisible(walls, p, q) {
				f.neighbourBuffer = append(f.neighbourBuffer,
					neighbour{math.Hypot(q.X-p.X, q.Y-p.Y), i})
			}
		})
		if len(f.neighbourBuffer) < krigingNeighbours {
			continue
		}
		if f.isUniform(float64(r) * f.index.cellSize) {
			return f.neighbourBuffer[:1]
		}
		sortNeighbours(f.neighbourBuffer)
		// Whatever lies in the next ring of squares is at least r squares away.
		if f.neighbourBuffer[krigingNeighbours-1].distance <= float64(r)*f.index.cellSize {
			break
		}
	}
	sortNeighbours(f.neighbourBuffer)
	return f.neighbourBuffer[:min(len(f.neighbourBuffer), krigingNeighbours)]
}

// isUniform tells whether all that has been gathered is of one value and unlifted, and enough of it
// lies within the distance up to which everything has been gathered: then it does not matter which
// are the nearest.
func (f *controlField) isUniform(complete float64) bool {
	within := 0
	for _, n := range f.neighbourBuffer {
		if f.values[n.sample] != f.values[f.neighbourBuffer[0].sample] ||
			f.lifts != nil && f.lifts[n.sample] > 0 {
			return false
		}
		if n.distance <= complete {
			within++
		}
	}
	return within >= krigingNeighbours
}

func sortNeighbours(list []neighbour) {
	slices.SortFunc(list, func(a, b neighbour) int {
		if c := cmp.Compare(a.distance, b.distance); c != 0 {
			return c
		}
		return cmp.Compare(a.sample, b.sample)
	})
}

// barriersNear returns the barriers close enough to p to hide anything from it.
func (f *controlField) barriersNear(p geo.XY) []*barrier {
	var list []*barrier
	for _, b := range f.barriers {
		if b.isNear(p, maxBarrierDistance) {
			list = append(list, b)
		}
	}
	return list
}

// maxBarrierDistance is how far from a barrier, in metres, places are asked whether they see one
// another across it.
const maxBarrierDistance = 100_000.0

func isVisible(walls []*barrier, p, q geo.XY) bool {
	for _, b := range walls {
		if b.separates(p, q) {
			return false
		}
	}
	return true
}

// krigingSolver solves the small systems; it only keeps memory between them.
type krigingSolver struct {
	matrix [krigingNeighbours][krigingNeighbours]float64
	vector [krigingNeighbours]float64
}

// covariance of two values d metres apart, from a table: most of it reaches far, the rest lets a
// lone place have its own surroundings.
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
	table := make([]float64, int(2*maxSampleDistance/covarianceStep)+2)
	for k := range table {
		d := float64(k) * covarianceStep
		table[k] = (1-shortRangeShare)*math.Exp(-d/longRange) +
			shortRangeShare*math.Exp(-d/shortRange)
	}
	return table
}()

// estimate returns the value at a point with the given neighbours: cᵀK⁻¹z, by Cholesky's factor of
// K. Lifts count by the part lifting.
func (k *krigingSolver) estimate(f *controlField, near []neighbour, lifting float64) float64 {
	n := len(near)
	for i := range n {
		a := f.samples[near[i].sample].point
		for j := range i {
			b := f.samples[near[j].sample].point
			k.matrix[i][j] = covariance(math.Hypot(a.X-b.X, a.Y-b.Y))
		}
		k.matrix[i][i] = 1 + krigingNugget
		k.vector[i] = f.values[near[i].sample]
		if lifting > 0 {
			k.vector[i] += lifting * f.lifts[near[i].sample]
		}
	}
	k.factorize(n)
	for i := range n { // forward: L u = z
		for j := range i {
			k.vector[i] -= k.matrix[i][j] * k.vector[j]
		}
		k.vector[i] /= k.matrix[i][i]
	}
	for i := n - 1; i >= 0; i-- { // back: Lᵀ w = u
		for j := i + 1; j < n; j++ {
			k.vector[i] -= k.matrix[j][i] * k.vector[j]
		}
		k.vector[i] /= k.matrix[i][i]
	}
	sum := 0.0
	for i := range n {
		sum += covariance(near[i].distance) * k.vector[i]
	}
	return sum
}

// factorize replaces the lower triangle of m by its Cholesky factor.
func (k *krigingSolver) factorize(n int) {
	for i := range n {
		for j := range i + 1 {
			sum := k.matrix[i][j]
			for l := range j {
				sum -= k.matrix[i][l] * k.matrix[j][l]
			}
			if i == j {
				k.matrix[i][i] = math.Sqrt(math.Max(sum, krigingNugget/10))
			} else {
				k.matrix[i][j] = sum / k.matrix[j][j]
			}
		}
	}
}
