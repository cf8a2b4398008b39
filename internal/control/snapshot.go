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
	BaseMap *BaseMap
	Table   *SettlementTable
	Facts   *Facts
}

// Class says what a face is. Land of the government has the empty class.
type Class string

// The classes of the exported polygons.
const (
	ClassGovernment Class = ""
	ClassHeld       Class = "held"
	ClassContested  Class = "contested"
)

// Since 2014: land that was held on the eve of the full-scale invasion; all other held land is
// since that eve or later.
const (
	Since2014 = "2014"
	Since2022 = "2022-02-23"
)

// Face is what the map says about a face of a Day's subdivision.
type Face struct {
	Oblast int // index in Base.Oblasts, −1 outside Ukraine
	Class  Class
	// Since is SinceBefore or SinceEve for held land, else empty.
	Since string
	// Band is the number of the distance band, 0 for the one along the line of contact,
	// len(Distances) beyond the last; −1 on days without bands.
	Band int
	// Uncertain: the line may as well run behind the face.
	Uncertain bool
	Km2       float64 // on WGS84
}

// Snapshot is one date: a planar subdivision and what its faces are.
type Snapshot struct {
	Date        string
	BaseMap     *BaseMap
	Subdivision *geo.Subdivision
	Faces       []Face // one per face of Sub

	// stretches of the lower Dnipro whose banks are held by different sides
	dividedSections []orb.MultiPolygon
}

// Labels of the arrangement besides the oblasts', which are their indices.
const (
	labelHeld            = 1000 + iota // rings around held land
	labelHeldOrContested               // rings around held and contested land
	labelPreInvasion                   // rings around land held before 24 February 2022
	// rings around land of the government behind which the line may run
	labelUncertainGovernment
	labelUncertainHeld // and held land
	labelDistanceBand  // and following, one per distance

	labelRiverSection = 2000 // and following, one per stretch of the lower Dnipro
)

// A snapshotBuilder keeps what several dates share.
type snapshotBuilder struct {
	input            Input
	barriers         []*barrier
	banks            []*barrier // edges of the base map's stretches
	lattice          *lattice
	preInvasionRings [][]geo.GridPoint
}

func newSnapshotBuilder(in Input) (*snapshotBuilder, error) {
	barriers, err := in.Facts.buildBarriers(in.BaseMap)
	if err != nil {
		return nil, err
	}
	w := &snapshotBuilder{input: in, barriers: barriers, banks: in.Facts.buildBanks(in.BaseMap),
		lattice: newLattice(in.BaseMap.bounds, latticeStep)}
	if first := in.Table.Dates[0]; first <= Since2022 {
		samples, err := w.samples(first)
		if err != nil {
			return nil, err
		}
		w.preInvasionRings, _ = w.contourRings(newControlField(samples, barriers), nil)
	}
	return w, nil
}

// samples returns all places whose side on the date is known.
func (w *snapshotBuilder) samples(date string) ([]sample, error) {
	column, ok := w.input.Table.DateIndex(date)
	if !ok {
		return nil, fmt.Errorf("the table has no date %s", date)
	}
	var list []sample
	for _, s := range w.input.Table.Settlements {
		list = append(list, sample{s.ID, s.Position, geo.UkraineAlbers.Forward(s.Position.Point()),
			s.Sides[column]})
	}
	known := len(list)
	for i := range w.input.Facts.Places {
		p := &w.input.Facts.Places[i]
		side, ok := p.SideOn(date)
		if !ok {
			continue
		}
		g := roundToGrid(p.Lon, p.Lat)
		s := sample{p.ID, g, geo.UkraineAlbers.Forward(g.Point()), side}
		for _, o := range list[:known] {
			if math.Hypot(o.point.X-s.point.X, o.point.Y-s.point.Y) < minFactDistance &&
				o.side != side {
				return nil, &Fault{File: FactsFile, Feature: p.ID, Rule: RuleTooNear,
					Position: formatPosition(g),
					Detail: fmt.Sprintf(
						"on %s held by another side than %s of the table, which stands less than %.0f m away", date, o.id, minFactDistance)}
			}
		}
		list = append(list, s)
	}
	return list, nil
}

// The editor's files that the shapes are worked out from, relative to the assets.
const (
	SettlementsFile = "settlements.csv"
	FactsFile       = "control-facts.json"
)

// minFactDistance is how close in metres a place of the facts may stand to a settlement of another
// side.
const minFactDistance = 300.0

// contourRings returns the rings of a field, and the contour that they come from.
func (w *snapshotBuilder) contourRings(f *controlField,
	before *contour) ([][]geo.GridPoint, *contour) {
	c := newContour(f, w.lattice, before)
	return smoothRings(c.trace(), f), c
}

// build works one date out; bands adds the distance bands.
func (w *snapshotBuilder) build(date string, bands bool) (*Snapshot, error) {
	samples, err := w.samples(date)
	if err != nil {
		return nil, err
	}
	f := newControlField(samples, w.barriers)
	held, inner := w.contourRings(f, nil)
	outer := held
	if slices.ContainsFunc(samples, func(s sample) bool { return s.side == Contested }) {
		outer, _ = w.contourRings(f.liftedField(), inner)
	}
	lines := map[int][][]geo.GridPoint{labelHeld: held, labelHeldOrContested: outer,
		labelPreInvasion: w.preInvasionRings}
	d, err := w.assemble(date, lines, samples, w.riverSections(), false)
	if err != nil {
		return nil, err
	}
	contact := d.ContactLine()
	between, err := mergeSections(d.dividedSections)
	if err != nil {
		return nil, err
	}
	lines[labelUncertainGovernment], lines[labelUncertainHeld] = w.uncertainRings(contact, samples)
	if bands {
		for i, rings := range w.distanceBandRings(contact) {
			lines[labelDistanceBand+i] = rings
		}
	}
	if d, err = w.assemble(date, lines, samples, between, bands); err != nil {
		return nil, err
	}
	if err := d.verifySides(samples); err != nil {
		return nil, err
	}
	var places []geo.GridPoint
	for _, s := range samples {
		places = append(places, s.grid)
	}
	d.Subdivision.Simplify(geo.SimplifyOptions{FixedLevel: w.input.BaseMap.Level,
		ConstraintPoints: places})
	return d, nil
}

// riverSections are the base map's stretches, none where the facts do not use them.
func (w *snapshotBuilder) riverSections() []orb.MultiPolygon {
	if len(w.banks) == 0 {
		return nil
	}
	return w.input.BaseMap.RiverSections
}

// mergeSections returns stretches that lie side by side as one shape, so that no bend is left where
// two met.
func mergeSections(stretches []orb.MultiPolygon) ([]orb.MultiPolygon, error) {
	a := geo.NewArrangement()
	for _, land := range stretches {
		a.AddPolygons(land, 0)
	}
	sub, err := a.Build()
	if err != nil || len(stretches) == 0 {
		return nil, err
	}
	inside := sub.WindingNumbers(0)
	land, _ := sub.Dissolve(func(f int) bool { return inside[f] > 0 })
	return []orb.MultiPolygon{land}, nil
}

// assemble nodes the base map, the lines and some of its stretches into one subdivision and labels
// its faces.
func (w *snapshotBuilder) assemble(date string, lines map[int][][]geo.GridPoint, samples []sample,
	stretches []orb.MultiPolygon, bands bool) (*Snapshot, error) {
	a := geo.NewArrangement()
	a.PruneDangles = true
	for i, o := range w.input.BaseMap.Oblasts {
		a.AddPolygons(o.Land, i)
	}
	for label, rings := range lines {
		for _, ring := range rings {
			a.AddRing(ring, label)
		}
	}
	for i, land := range stretches {
		a.AddPolygons(land, labelRiverSection+i)
	}
	sub, err := a.Build()
	if err != nil {
		return nil, err
	}
	d := &Snapshot{Date: date, BaseMap: w.input.BaseMap, Subdivision: sub,
		Faces: make([]Face, len(sub.Faces))}
	for f := range d.Faces {
		d.Faces[f] = Face{Oblast: -1, Band: -1, Km2: faceArea(sub, f)}
	}
	for i := range w.input.BaseMap.Oblasts {
		for f, n := range sub.WindingNumbers(i) {
			if n > 0 {
				d.Faces[f].Oblast = i
			}
		}
	}
	d.classify()
	d.contestRiverSections(stretches)
	d.mergeSlivers(samples)
	d.markUncertain()
	if bands {
		d.assignDistanceBands()
	}
	return d, nil
}

func (d *Snapshot) classify() {
	held, outer := d.Subdivision.WindingNumbers(labelHeld),
		d.Subdivision.WindingNumbers(labelHeldOrContested)
	before := d.Subdivision.WindingNumbers(labelPreInvasion)
	for f := range d.Faces {
		face := &d.Faces[f]
		switch {
		case held[f] > 0 && before[f] > 0:
			face.Class, face.Since = ClassHeld, Since2014
		case held[f] > 0:
			face.Class, face.Since = ClassHeld, Since2022
		case outer[f] > 0:
			face.Class = ClassContested
		}
	}
}

// maxBankShare is the part of a stretch's land that may lie on the other side of the line of
// contact without its banks being held by different sides.
const maxBankShare = 0.03

// contestRiverSections makes land contested in the stretches of the lower Dnipro through which the
// line of contact runs.
func (d *Snapshot) contestRiverSections(stretches []orb.MultiPolygon) {
	d.dividedSections = nil
	for i, stretch := range stretches {
		inside := d.Subdivision.WindingNumbers(labelRiverSection + i)
		land, held := 0.0, 0.0
		for f := range d.Faces {
			if inside[f] > 0 && d.Faces[f].Oblast >= 0 {
				land += d.Faces[f].Km2
				if d.Faces[f].Class == ClassHeld {
					held += d.Faces[f].Km2
				}
			}
		}
		if held <= maxBankShare*land || held >= (1-maxBankShare)*land {
			continue
		}
		d.dividedSections = append(d.dividedSections, stretch)
		for f := range d.Faces {
			if inside[f] > 0 && d.Faces[f].Oblast >= 0 {
				d.Faces[f].Class, d.Faces[f].Since = ClassContested, ""
			}
		}
	}
}

// markUncertain marks the faces behind which the line may as well run.
func (d *Snapshot) markUncertain() {
	free, taken := d.Subdivision.WindingNumbers(labelUncertainGovernment),
		d.Subdivision.WindingNumbers(labelUncertainHeld)
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
		sum += geo.RingArea(ringFromArcs(sub, refs))
	}
	return math.Max(sum, 0)
}

// ringFromArcs returns the closed ring that arcs form.
func ringFromArcs(sub *geo.Subdivision, refs []geo.ArcRef) orb.Ring {
	var ring orb.Ring
	for _, r := range refs {
		i, reversed := r.Index()
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

// ContactLine returns the line of contact, held land on its left.
func (d *Snapshot) ContactLine() []orb.LineString {
	lines, _ := d.contactLineWithLevels()
	return lines
}

func (d *Snapshot) contactLineWithLevels() ([]orb.LineString, [][]byte) {
	held := func(f int) bool {
		return f >= 0 && d.Faces[f].Oblast >= 0 && d.Faces[f].Class == ClassHeld
	}
	other := func(f int) bool {
		return f >= 0 && d.Faces[f].Oblast >= 0 && d.Faces[f].Class != ClassHeld
	}
	return d.Subdivision.EdgesBetween(held, other)
}

// verifySides tells of the first place that does not lie on its own side, be it on the land or off
// it.
func (d *Snapshot) verifySides(samples []sample) error {
	held, outer := d.Subdivision.WindingNumbers(labelHeld),
		d.Subdivision.WindingNumbers(labelHeldOrContested)
	for _, s := range samples {
		f := d.Subdivision.LocateGrid(s.grid)
		class := ClassGovernment
		switch {
		case f >= 0 && d.Faces[f].Oblast >= 0:
			class = d.Faces[f].Class
		case f >= 0 && held[f] > 0:
			class = ClassHeld
		case f >= 0 && outer[f] > 0:
			class = ClassContested
		}
		if class != classOfSide(s.side) {
			return &Fault{File: SettlementsFile, Feature: s.id, Rule: RuleSide,
				Position: formatPosition(s.grid),
				Detail: fmt.Sprintf(
					"on %s it lies on the other side of the line than the table says (%s): too close to a place of another side, or too far from the land", d.Date, s.side)}
		}
	}
	return nil
}

func classOfSide(s Side) Class {
	switch s {
	case Held:
		return ClassHeld
	case Contested:
		return ClassContested
	}
	return ClassGovernment
}
