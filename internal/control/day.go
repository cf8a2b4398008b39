package control

import (
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// Input is all that dates are worked out from.
type Input struct {
	Base  *Base
	Table *Table
	Facts *Facts
}

// Class says what a face is. Land of the government has the empty class.
type Class string

// The classes of the exported polygons.
const (
	ClassGovernment Class = ""
	ClassHeld       Class = "held"
	ClassContested  Class = "contested"
)

// Since 2014: land that was held on the eve of the full-scale invasion; all other held land is since that eve or
// later.
const (
	SinceBefore = "2014"
	SinceEve    = "2022-02-23"
)

// Face is what the map says about a face of a Day's subdivision.
type Face struct {
	Oblast int // index in Base.Oblasts, −1 outside Ukraine
	Class  Class
	// Since is SinceBefore or SinceEve for held land, else empty.
	Since string
	// Near is the number of the distance band, 0 for the one along the line of contact, len(Distances) beyond the
	// last; −1 on days without bands.
	Near int
	// Uncertain: the line may as well run behind the face.
	Uncertain bool
	Km2       float64 // on WGS84
}

// Day is one date: a planar subdivision and what its faces are.
type Day struct {
	Date  string
	Base  *Base
	Sub   *geo.Subdivision
	Faces []Face // one per face of Sub

	parted []orb.MultiPolygon // stretches of the lower Dnipro whose banks are held by different sides
}

// Labels of the arrangement besides the oblasts', which are their indices.
const (
	labelHeld   = 1000 + iota // rings around held land
	labelOuter                // rings around held and contested land
	labelBefore               // rings around land held before 24 February 2022
	labelFree                 // rings around land of the government behind which the line may run
	labelTaken                // and held land
	labelNear                 // and following, one per distance

	labelStretch = 2000 // and following, one per stretch of the lower Dnipro
)

// A worker keeps what several dates share.
type worker struct {
	in       Input
	barriers []*barrier
	banks    []*barrier // edges of the base map's stretches
	lattice  *lattice
	before   [][]geo.Grid
}

func newWorker(in Input) (*worker, error) {
	barriers, err := in.Facts.barriers(in.Base)
	if err != nil {
		return nil, err
	}
	w := &worker{in: in, barriers: barriers, banks: in.Facts.banks(in.Base), lattice: newLattice(in.Base.bounds, latticeStep)}
	if first := in.Table.Dates[0]; first <= SinceEve {
		samples, err := w.samples(first)
		if err != nil {
			return nil, err
		}
		w.before, _ = w.rings(newField(samples, barriers), nil)
	}
	return w, nil
}

// samples returns all places whose side on the date is known.
func (w *worker) samples(date string) ([]sample, error) {
	column, ok := w.in.Table.Date(date)
	if !ok {
		return nil, fmt.Errorf("the table has no date %s", date)
	}
	var list []sample
	for _, s := range w.in.Table.Settlements {
		list = append(list, sample{s.ID, s.At, geo.Map.Forward(s.At.Point()), s.Sides[column]})
	}
	known := len(list)
	for i := range w.in.Facts.Places {
		p := &w.in.Facts.Places[i]
		side, ok := p.On(date)
		if !ok {
			continue
		}
		g := gridOf(p.Lon, p.Lat)
		s := sample{p.ID, g, geo.Map.Forward(g.Point()), side}
		for _, o := range list[:known] {
			if math.Hypot(o.at.X-s.at.X, o.at.Y-s.at.Y) < factRoom && o.side != side {
				return nil, &Fault{File: FactsFile, Feature: p.ID, Rule: RuleNear, Place: placeOf(g),
					Detail: fmt.Sprintf("on %s held by another side than %s of the table, which stands less than %.0f m away", date, o.id, factRoom)}
			}
		}
		list = append(list, s)
	}
	return list, nil
}

// The editor's files that the shapes are worked out from, relative to the assets.
const (
	TableFile = "settlements.csv"
	FactsFile = "control-facts.json"
)

// factRoom is how close in metres a place of the facts may stand to a settlement of another side.
const factRoom = 300.0

// rings returns the rings of a field, and the contour that they come from.
func (w *worker) rings(f *field, before *contour) ([][]geo.Grid, *contour) {
	c := contourOf(f, w.lattice, before)
	return smoothRings(c.trace(), f), c
}

// work works one date out; bands adds the distance bands.
func (w *worker) work(date string, bands bool) (*Day, error) {
	samples, err := w.samples(date)
	if err != nil {
		return nil, err
	}
	f := newField(samples, w.barriers)
	held, inner := w.rings(f, nil)
	outer := held
	if slices.ContainsFunc(samples, func(s sample) bool { return s.side == Contested }) {
		outer, _ = w.rings(f.outer(), inner)
	}
	lines := map[int][][]geo.Grid{labelHeld: held, labelOuter: outer, labelBefore: w.before}
	d, err := w.assemble(date, lines, samples, w.stretches(), false)
	if err != nil {
		return nil, err
	}
	contact := d.Contact()
	between, err := joined(d.parted)
	if err != nil {
		return nil, err
	}
	lines[labelFree], lines[labelTaken] = w.uncertain(contact, samples)
	if bands {
		for i, rings := range w.near(contact) {
			lines[labelNear+i] = rings
		}
	}
	if d, err = w.assemble(date, lines, samples, between, bands); err != nil {
		return nil, err
	}
	if err := d.verify(samples); err != nil {
		return nil, err
	}
	var places []geo.Grid
	for _, s := range samples {
		places = append(places, s.grid)
	}
	d.Sub.Simplify(geo.SimplifyOptions{Fixed: w.in.Base.Level, Points: places})
	return d, nil
}

// stretches are the base map's stretches, none where the facts do not use them.
func (w *worker) stretches() []orb.MultiPolygon {
	if len(w.banks) == 0 {
		return nil
	}
	return w.in.Base.Stretches
}

// joined returns stretches that lie side by side as one shape, so that no bend is left where two met.
func joined(stretches []orb.MultiPolygon) ([]orb.MultiPolygon, error) {
	a := geo.NewArrangement()
	for _, land := range stretches {
		a.AddPolygons(land, 0)
	}
	sub, err := a.Build()
	if err != nil || len(stretches) == 0 {
		return nil, err
	}
	inside := sub.Winding(0)
	land, _ := sub.Dissolve(func(f int) bool { return inside[f] > 0 })
	return []orb.MultiPolygon{land}, nil
}

// assemble nodes the base map, the lines and some of its stretches into one subdivision and labels
// its faces.
func (w *worker) assemble(date string, lines map[int][][]geo.Grid, samples []sample,
	stretches []orb.MultiPolygon, bands bool) (*Day, error) {
	a := geo.NewArrangement()
	a.PruneDangles = true
	for i, o := range w.in.Base.Oblasts {
		a.AddPolygons(o.Land, i)
	}
	for label, rings := range lines {
		for _, ring := range rings {
			a.AddRing(ring, label)
		}
	}
	for i, land := range stretches {
		a.AddPolygons(land, labelStretch+i)
	}
	sub, err := a.Build()
	if err != nil {
		return nil, err
	}
	d := &Day{Date: date, Base: w.in.Base, Sub: sub, Faces: make([]Face, len(sub.Faces))}
	for f := range d.Faces {
		d.Faces[f] = Face{Oblast: -1, Near: -1, Km2: faceArea(sub, f)}
	}
	for i := range w.in.Base.Oblasts {
		for f, n := range sub.Winding(i) {
			if n > 0 {
				d.Faces[f].Oblast = i
			}
		}
	}
	d.classify()
	d.contestStretches(stretches)
	d.tidy(samples)
	d.doubt()
	if bands {
		d.bands()
	}
	return d, nil
}

func (d *Day) classify() {
	held, outer := d.Sub.Winding(labelHeld), d.Sub.Winding(labelOuter)
	before := d.Sub.Winding(labelBefore)
	for f := range d.Faces {
		face := &d.Faces[f]
		switch {
		case held[f] > 0 && before[f] > 0:
			face.Class, face.Since = ClassHeld, SinceBefore
		case held[f] > 0:
			face.Class, face.Since = ClassHeld, SinceEve
		case outer[f] > 0:
			face.Class = ClassContested
		}
	}
}

// bankShare is the part of a stretch's land that may lie on the other side of the line of contact
// without its banks being held by different sides.
const bankShare = 0.03

// contestStretches makes land contested in the stretches of the lower Dnipro through which the line
// of contact runs.
func (d *Day) contestStretches(stretches []orb.MultiPolygon) {
	d.parted = nil
	for i, stretch := range stretches {
		inside := d.Sub.Winding(labelStretch + i)
		land, held := 0.0, 0.0
		for f := range d.Faces {
			if inside[f] > 0 && d.Faces[f].Oblast >= 0 {
				land += d.Faces[f].Km2
				if d.Faces[f].Class == ClassHeld {
					held += d.Faces[f].Km2
				}
			}
		}
		if held <= bankShare*land || held >= (1-bankShare)*land {
			continue
		}
		d.parted = append(d.parted, stretch)
		for f := range d.Faces {
			if inside[f] > 0 && d.Faces[f].Oblast >= 0 {
				d.Faces[f].Class, d.Faces[f].Since = ClassContested, ""
			}
		}
	}
}

// doubt marks the faces behind which the line may as well run.
func (d *Day) doubt() {
	free, taken := d.Sub.Winding(labelFree), d.Sub.Winding(labelTaken)
	for f := range d.Faces {
		if d.Faces[f].Class == ClassHeld {
			d.Faces[f].Uncertain = taken[f] > 0
		} else {
			d.Faces[f].Uncertain = free[f] > 0
		}
	}
}

// faceArea returns the area of a face in km².
func faceArea(sub *geo.Subdivision, f int) float64 {
	sum := 0.0
	for _, refs := range sub.Faces[f].Rings {
		sum += geo.RingArea(ringOf(sub, refs))
	}
	return math.Max(sum, 0)
}

// ringOf returns the closed ring that arcs form.
func ringOf(sub *geo.Subdivision, refs []geo.ArcRef) orb.Ring {
	var ring orb.Ring
	for _, r := range refs {
		i, reversed := r.Arc()
		points := sub.Arcs[i].Points
		for k := range len(points) - 1 {
			if reversed {
				k = len(points) - 1 - k
			}
			ring = append(ring, points[k].Point())
		}
	}
	return append(ring, ring[0])
}

// Contact returns the line of contact, held land on its left.
func (d *Day) Contact() []orb.LineString {
	lines, _ := d.contact()
	return lines
}

func (d *Day) contact() ([]orb.LineString, [][]byte) {
	held := func(f int) bool { return f >= 0 && d.Faces[f].Oblast >= 0 && d.Faces[f].Class == ClassHeld }
	other := func(f int) bool { return f >= 0 && d.Faces[f].Oblast >= 0 && d.Faces[f].Class != ClassHeld }
	return d.Sub.EdgesBetween(held, other)
}

// verify tells of the first place that does not lie on its own side, be it on the land or off it.
func (d *Day) verify(samples []sample) error {
	held, outer := d.Sub.Winding(labelHeld), d.Sub.Winding(labelOuter)
	for _, s := range samples {
		f := d.Sub.LocateGrid(s.grid)
		class := ClassGovernment
		switch {
		case f >= 0 && d.Faces[f].Oblast >= 0:
			class = d.Faces[f].Class
		case f >= 0 && held[f] > 0:
			class = ClassHeld
		case f >= 0 && outer[f] > 0:
			class = ClassContested
		}
		if class != classOf(s.side) {
			return &Fault{File: TableFile, Feature: s.id, Rule: RuleSide, Place: placeOf(s.grid),
				Detail: fmt.Sprintf("on %s it lies on the other side of the line than the table says (%s): too close to a place of another side, or too far from the land", d.Date, s.side)}
		}
	}
	return nil
}

func classOf(s Side) Class {
	switch s {
	case Held:
		return ClassHeld
	case Contested:
		return ClassContested
	}
	return ClassGovernment
}
