package control

import (
	"cmp"
	"math"
	"slices"

	"truceline/internal/geo"
)

// A sample is a place whose side on the date is known: a settlement or a place of the facts.
type sample struct {
	id    string
	grid  geo.GridPoint
	point geo.XY
	side  Side
}

// controlField is a scalar field over the map's plane, positive where land is held. Each date has
// two fields. In the first, contested places count as the government's; in the second their values
// are lifted, so that the field is positive around them too.
//
// It is simple kriging with mean 0 and the covariance exp(−d/range) (Chilès and Delfiner,
// Geostatistics, 2nd ed. 2012, sections 2.5.1 and 3.3) from the nearest visible samples: those not
// separated from the point by a barrier.
type controlField struct {
	samples       []sample
	values        []float64  // +1 or −1 per sample
	lifts         []float64  // per sample the value added to −1 around it, 0 or 2; nil: none
	liftedIndex   *pointGrid // of the samples with a lift
	liftedSamples []int32    // their indices
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
	// krigingNugget keeps the matrix well conditioned where samples lie close together.
	krigingNugget = 1e-3
	// maxSampleDistance is the greatest distance in metres at which a sample has influence.
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

// liftedField returns the second field of the date, with contested samples lifted.
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

// The lift of a contested place counts in full up to fullLiftDistance metres and not at all from
// zeroLiftDistance on.
const fullLiftDistance, zeroLiftDistance = 10_000.0, 24_000.0

// liftFactor returns the factor of the lifts at p, from 0 to 1.
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
	neighbours := f.visibleNeighbours(p)
	if len(neighbours) == 0 {
		return -1
	}
	factor := f.liftFactor(p)
	first, mixed := f.values[neighbours[0].sample], false
	for _, n := range neighbours {
		mixed = mixed || f.values[n.sample] != first || factor > 0 && f.lifts[n.sample] > 0
	}
	if !mixed {
		return first
	}
	return f.solver.estimate(f, neighbours, factor)
}

// visibleNeighbours returns the nearest visible samples in order of their distance. Where all of
// them have the same value it may return only one.
func (f *controlField) visibleNeighbours(p geo.XY) []neighbour {
	x, y := f.index.cellAt(p)
	barriers := f.barriersNear(p)
	f.neighbourBuffer = f.neighbourBuffer[:0]
	for r := 0; float64(r-1)*f.index.cellSize < maxSampleDistance; r++ {
		f.index.forEachInRing(x, y, r, func(i int32) {
			if q := f.samples[i].point; isVisible(barriers, p, q) {
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
		// All samples in the next ring of cells are at least r cells away.
		if f.neighbourBuffer[krigingNeighbours-1].distance <= float64(r)*f.index.cellSize {
			break
		}
	}
	sortNeighbours(f.neighbourBuffer)
	return f.neighbourBuffer[:min(len(f.neighbourBuffer), krigingNeighbours)]
}

// isUniform reports whether all gathered samples have the same value and no lift, and enough of
// them lie within gatheredRadius, the distance up to which all samples have been gathered. Then the
// choice of the nearest ones makes no difference.
func (f *controlField) isUniform(gatheredRadius float64) bool {
	count := 0
	for _, n := range f.neighbourBuffer {
		if f.values[n.sample] != f.values[f.neighbourBuffer[0].sample] ||
			f.lifts != nil && f.lifts[n.sample] > 0 {
			return false
		}
		if n.distance <= gatheredRadius {
			count++
		}
	}
	return count >= krigingNeighbours
}

func sortNeighbours(list []neighbour) {
	slices.SortFunc(list, func(a, b neighbour) int {
		if c := cmp.Compare(a.distance, b.distance); c != 0 {
			return c
		}
		return cmp.Compare(a.sample, b.sample)
	})
}

// barriersNear returns the barriers that may separate p from a sample.
func (f *controlField) barriersNear(p geo.XY) []*barrier {
	var list []*barrier
	for _, b := range f.barriers {
		if b.isNear(p, maxBarrierDistance) {
			list = append(list, b)
		}
	}
	return list
}

// maxBarrierDistance is the distance in metres from a barrier beyond which its effect is ignored.
const maxBarrierDistance = 100_000.0

// isVisible reports whether no barrier separates p and q.
func isVisible(barriers []*barrier, p, q geo.XY) bool {
	for _, b := range barriers {
		if b.separates(p, q) {
			return false
		}
	}
	return true
}

// krigingSolver solves the kriging systems. It only keeps memory between calls.
type krigingSolver struct {
	matrix [krigingNeighbours][krigingNeighbours]float64
	vector [krigingNeighbours]float64
}

// covariance returns the covariance of two values d metres apart, from a table. The short-range
// share gives an isolated place its own surroundings.
func covariance(d float64) float64 {
	x := d / covarianceStep
	k := int(x)
	if k >= len(covarianceTable)-1 {
		return covarianceTable[len(covarianceTable)-1]
	}
	return covarianceTable[k] + (x-float64(k))*(covarianceTable[k+1]-covarianceTable[k])
}

// covarianceStep is the step of the table. It keeps the error of interpolation below 1e-6.
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

// estimate returns the value at a point with the given neighbours: cᵀK⁻¹z, by the Cholesky factor
// of K. lifting is the factor of the lifts.
func (k *krigingSolver) estimate(f *controlField, neighbours []neighbour, lifting float64) float64 {
	n := len(neighbours)
	for i := range n {
		a := f.samples[neighbours[i].sample].point
		for j := range i {
			b := f.samples[neighbours[j].sample].point
			k.matrix[i][j] = covariance(math.Hypot(a.X-b.X, a.Y-b.Y))
		}
		k.matrix[i][i] = 1 + krigingNugget
		k.vector[i] = f.values[neighbours[i].sample]
		if lifting > 0 {
			k.vector[i] += lifting * f.lifts[neighbours[i].sample]
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
		sum += covariance(neighbours[i].distance) * k.vector[i]
	}
	return sum
}

// factorize replaces the lower triangle of the matrix by its Cholesky factor.
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
