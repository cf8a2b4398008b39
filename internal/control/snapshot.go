package control

import (
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"truceline/internal/assetname"
	"truceline/internal/diag"
	"truceline/internal/geo"
	"truceline/internal/geo/planar"
)

// Input is everything that snapshots are computed from.
type Input struct {
	BaseMap *BaseMap
	Table   *SettlementTable
	Facts   *Facts
}

// Class is the class of a face. Land of the government has the empty class.
type Class string

// The classes of the exported polygons.
const (
	ClassGovernment Class = ""
	ClassHeld       Class = "held"
	ClassContested  Class = "contested"
)

// Values of Face.Since: land held before the full-scale invasion, and land held since it began or
// later.
const (
	Since2014 = "2014"
	Since2022 = "2022-02-23"
)

// Face holds the attributes of a face of a Snapshot's subdivision.
type Face struct {
	Oblast int // index in BaseMap.Oblasts, −1 outside Ukraine
	Class  Class
	// Since is Since2014 or Since2022 for held land, else empty.
	Since string
	// Band is the index of the distance band, 0 for the one along the line of contact,
	// len(DistanceBandEdges) beyond the last; −1 in snapshots without bands.
	Band int
	// Uncertain: the true line may run beyond the face.
	Uncertain bool
	Km2       float64 // on WGS84
}

// Snapshot is the state on one date: a planar subdivision and the attributes of its faces.
type Snapshot struct {
	Date        string
	BaseMap     *BaseMap
	Subdivision *planar.Subdivision
	Faces       []Face // one for each face of Subdivision

	// dividedSections are the sections of the lower Dnipro whose banks are held by different sides.
	dividedSections []orb.MultiPolygon
}

// Labels of the arrangement. The oblasts have their indices as labels.
const (
	labelHeld            = 1000 + iota // rings around held land
	labelHeldOrContested               // rings around held and contested land
	labelPreInvasion                   // rings around land held before 24 February 2022
	// labelUncertainGovernment has rings around land of the government beyond which the line may
	// run, labelUncertainHeld around held land.
	labelUncertainGovernment
	labelUncertainHeld
	labelDistanceBand // and following, one for each distance

	labelRiverSection = 2000 // and following, one for each section of the lower Dnipro
)

// A snapshotBuilder holds what the snapshots of all dates share.
type snapshotBuilder struct {
	input            Input
	barriers         []*barrier
	banks            []*barrier // outlines of the base map's river sections
	lattice          *lattice
	preInvasionRings [][]geo.GridPoint
}

func newSnapshotBuilder(in Input) (*snapshotBuilder, error) {
	barriers, err := in.Facts.buildBarriers(in.BaseMap)
	if err != nil {
		return nil, err
	}
	b := &snapshotBuilder{input: in, barriers: barriers, banks: in.Facts.buildBanks(in.BaseMap),
		lattice: newLattice(in.BaseMap.bounds, latticeStep)}
	if first := in.Table.Dates[0]; first <= Since2022 {
		samples, err := b.samples(first)
		if err != nil {
			return nil, err
		}
		b.preInvasionRings, _ = b.contourRings(newControlField(samples, barriers), nil)
	}
	return b, nil
}

// samples returns all places whose side on the date is known.
func (b *snapshotBuilder) samples(date string) ([]sample, error) {
	dateIndex, ok := b.input.Table.DateIndex(date)
	if !ok {
		return nil, fmt.Errorf("the table has no date %s", date)
	}
	var list []sample
	for _, s := range b.input.Table.Settlements {
		list = append(list, sample{s.ID, s.Position, geo.UkraineAlbers.Forward(s.Position.Point()),
			s.Sides[dateIndex]})
	}
	settlementCount := len(list)
	for i := range b.input.Facts.Places {
		p := &b.input.Facts.Places[i]
		side, ok := p.SideOn(date)
		if !ok {
			continue
		}
		g := roundToGrid(p.Lon, p.Lat)
		s := sample{p.ID, g, geo.UkraineAlbers.Forward(g.Point()), side}
		for _, other := range list[:settlementCount] {
			if math.Hypot(other.point.X-s.point.X, other.point.Y-s.point.Y) < minFactDistance &&
				other.side != side {
				return nil, &diag.Diagnostic{File: FactsFile, Place: p.ID, Rule: RuleTooNear,
					Position: g.Point(), HasPosition: true,
					Detail: fmt.Sprintf("on %s held by another side than %s of the table, which "+
						"stands less than %.0f m away", date, other.id, minFactDistance)}
			}
		}
		list = append(list, s)
	}
	return list, nil
}

// FactsFile is the editor's file of Facts, relative to the assets.
const FactsFile = "control-facts.json"

// minFactDistance is the distance in metres from which a place of the facts may have another side
// than a settlement.
const minFactDistance = 300.0

// contourRings returns the smoothed rings of a field's zero line, and the contour itself.
func (b *snapshotBuilder) contourRings(field *controlField,
	base *contour) ([][]geo.GridPoint, *contour) {
	c := newContour(field, b.lattice, base)
	return smoothRings(c.trace(), field), c
}

// build computes the snapshot of a date, with distance bands if bands is set.
func (b *snapshotBuilder) build(date string, bands bool) (*Snapshot, error) {
	samples, err := b.samples(date)
	if err != nil {
		return nil, err
	}
	field := newControlField(samples, b.barriers)
	held, inner := b.contourRings(field, nil)
	outer := held
	if slices.ContainsFunc(samples, func(s sample) bool { return s.side == Contested }) {
		outer, _ = b.contourRings(field.liftedField(), inner)
	}
	lines := map[int][][]geo.GridPoint{labelHeld: held, labelHeldOrContested: outer,
		labelPreInvasion: b.preInvasionRings}
	snap, err := b.assemble(date, lines, samples, b.riverSections(), false)
	if err != nil {
		return nil, err
	}
	contact := snap.ContactLine()
	sections, err := mergeSections(snap.dividedSections)
	if err != nil {
		return nil, err
	}
	lines[labelUncertainGovernment], lines[labelUncertainHeld] = b.uncertainRings(contact, samples)
	if bands {
		for i, rings := range b.distanceBandRings(contact) {
			lines[labelDistanceBand+i] = rings
		}
	}
	if snap, err = b.assemble(date, lines, samples, sections, bands); err != nil {
		return nil, err
	}
	if err := snap.verifySides(samples); err != nil {
		return nil, err
	}
	var places []geo.GridPoint
	for _, s := range samples {
		places = append(places, s.grid)
	}
	snap.Subdivision.Simplify(planar.SimplifyOptions{FixedLevel: b.input.BaseMap.Level,
		ConstraintPoints: places})
	return snap, nil
}

// riverSections returns the base map's river sections, none where the facts do not use them.
func (b *snapshotBuilder) riverSections() []orb.MultiPolygon {
	if len(b.banks) == 0 {
		return nil
	}
	return b.input.BaseMap.RiverSections
}

// mergeSections merges adjacent sections into one shape, so that no vertex remains where two met.
func mergeSections(sections []orb.MultiPolygon) ([]orb.MultiPolygon, error) {
	a := planar.NewArrangement()
	for _, land := range sections {
		a.AddPolygons(land, 0)
	}
	sub, err := a.Build()
	if err != nil || len(sections) == 0 {
		return nil, err
	}
	inside := sub.WindingNumbers(0)
	land, _ := sub.Dissolve(func(f int) bool { return inside[f] > 0 })
	return []orb.MultiPolygon{land}, nil
}

// assemble nodes the base map, the lines and the given river sections into one subdivision and
// classifies its faces.
func (b *snapshotBuilder) assemble(date string, lines map[int][][]geo.GridPoint, samples []sample,
	sections []orb.MultiPolygon, bands bool) (*Snapshot, error) {
	a := planar.NewArrangement()
	a.PruneDangles = true
	for i, oblast := range b.input.BaseMap.Oblasts {
		a.AddPolygons(oblast.Land, i)
	}
	for label, rings := range lines {
		for _, ring := range rings {
			a.AddRing(ring, label)
		}
	}
	for i, land := range sections {
		a.AddPolygons(land, labelRiverSection+i)
	}
	sub, err := a.Build()
	if err != nil {
		return nil, err
	}
	snap := &Snapshot{Date: date, BaseMap: b.input.BaseMap, Subdivision: sub,
		Faces: make([]Face, len(sub.Faces))}
	for f := range snap.Faces {
		snap.Faces[f] = Face{Oblast: -1, Band: -1, Km2: faceArea(sub, f)}
	}
	for i := range b.input.BaseMap.Oblasts {
		for f, n := range sub.WindingNumbers(i) {
			if n > 0 {
				snap.Faces[f].Oblast = i
			}
		}
	}
	snap.classify()
	snap.contestRiverSections(sections)
	snap.mergeSlivers(samples)
	snap.markUncertain()
	if bands {
		snap.assignDistanceBands()
	}
	return snap, nil
}

func (snap *Snapshot) classify() {
	held, outer := snap.Subdivision.WindingNumbers(labelHeld),
		snap.Subdivision.WindingNumbers(labelHeldOrContested)
	preInvasion := snap.Subdivision.WindingNumbers(labelPreInvasion)
	for f := range snap.Faces {
		face := &snap.Faces[f]
		switch {
		case held[f] > 0 && preInvasion[f] > 0:
			face.Class, face.Since = ClassHeld, Since2014
		case held[f] > 0:
			face.Class, face.Since = ClassHeld, Since2022
		case outer[f] > 0:
			face.Class = ClassContested
		}
	}
}

// maxBankShare is the share of a river section's land that may lie on the other side of the line of
// contact while its banks still count as held by the same side.
const maxBankShare = 0.03

// contestRiverSections makes the land contested in the sections of the lower Dnipro through which
// the line of contact runs.
func (snap *Snapshot) contestRiverSections(sections []orb.MultiPolygon) {
	snap.dividedSections = nil
	for i, section := range sections {
		inside := snap.Subdivision.WindingNumbers(labelRiverSection + i)
		landKm2, heldKm2 := 0.0, 0.0
		for f := range snap.Faces {
			if inside[f] > 0 && snap.Faces[f].Oblast >= 0 {
				landKm2 += snap.Faces[f].Km2
				if snap.Faces[f].Class == ClassHeld {
					heldKm2 += snap.Faces[f].Km2
				}
			}
		}
		if heldKm2 <= maxBankShare*landKm2 || heldKm2 >= (1-maxBankShare)*landKm2 {
			continue
		}
		snap.dividedSections = append(snap.dividedSections, section)
		for f := range snap.Faces {
			if inside[f] > 0 && snap.Faces[f].Oblast >= 0 {
				snap.Faces[f].Class, snap.Faces[f].Since = ClassContested, ""
			}
		}
	}
}

// markUncertain marks the faces beyond which the line may run.
func (snap *Snapshot) markUncertain() {
	towardGovernment, towardHeld := snap.Subdivision.WindingNumbers(labelUncertainGovernment),
		snap.Subdivision.WindingNumbers(labelUncertainHeld)
	for f := range snap.Faces {
		if snap.Faces[f].Class == ClassHeld {
			snap.Faces[f].Uncertain = towardHeld[f] > 0
		} else {
			snap.Faces[f].Uncertain = towardGovernment[f] > 0
		}
	}
}

// faceArea returns the area of a face in km² on WGS84.
func faceArea(sub *planar.Subdivision, f int) float64 {
	sum := 0.0
	for _, refs := range sub.Faces[f].Rings {
		sum += geo.RingArea(ringFromArcs(sub, refs))
	}
	return math.Max(sum, 0)
}

// ringFromArcs returns the closed ring that arcs form, in degrees.
func ringFromArcs(sub *planar.Subdivision, refs []planar.ArcRef) orb.Ring {
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

// ContactLine returns the line of contact with held land on its left, in degrees.
func (snap *Snapshot) ContactLine() []orb.LineString {
	lines, _ := snap.contactLineWithLevels()
	return lines
}

func (snap *Snapshot) contactLineWithLevels() ([]orb.LineString, [][]byte) {
	held := func(f int) bool {
		return f >= 0 && snap.Faces[f].Oblast >= 0 && snap.Faces[f].Class == ClassHeld
	}
	other := func(f int) bool {
		return f >= 0 && snap.Faces[f].Oblast >= 0 && snap.Faces[f].Class != ClassHeld
	}
	return snap.Subdivision.EdgesBetween(held, other)
}

// verifySides returns a Diagnostic for the first place that does not lie on its own side, on land
// or off it.
func (snap *Snapshot) verifySides(samples []sample) error {
	held, outer := snap.Subdivision.WindingNumbers(labelHeld),
		snap.Subdivision.WindingNumbers(labelHeldOrContested)
	for _, s := range samples {
		f := snap.Subdivision.LocateGrid(s.grid)
		class := ClassGovernment
		switch {
		case f >= 0 && snap.Faces[f].Oblast >= 0:
			class = snap.Faces[f].Class
		case f >= 0 && held[f] > 0:
			class = ClassHeld
		case f >= 0 && outer[f] > 0:
			class = ClassContested
		}
		if class != classOfSide(s.side) {
			return &diag.Diagnostic{File: assetname.Settlements, Place: s.id, Rule: RuleSide,
				Position: s.grid.Point(), HasPosition: true,
				Detail: fmt.Sprintf("on %s it lies on the other side of the line than the table "+
					"says (%s): too close to a place of another side, or too far from the land",
					snap.Date, s.side)}
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
