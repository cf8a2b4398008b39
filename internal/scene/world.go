package scene

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"truceline/internal/geo"
)

// World is everything that can be drawn. Load makes it, LoadDate adds dates; it is for one
// goroutine at a time (it keeps the labels of the last scale).
type World struct {
	// Fonts measures and outlines the picture's text.
	Fonts *Fonts
	// Themes are the themes of style.json by id.
	Themes map[string]*Theme

	neighbours, oblasts, seas                   []*feature
	rivers, reservoirs, bridges, countryOutline []*feature
	towns                                       []*feature
	borderIndex                                 *borderIndex
	borders                                     borders
	seaSeams                                    geometry // between seas
	controlByDate                               map[string]*control
	zonesByFile                                 map[string]*zoneMap
	featuresByID                                map[string]*feature
	countryBounds                               Bounds // around Ukraine
	lonLatBounds                                LonLatBounds

	labelAnchors, narrowLabelAnchors map[*feature][]labelAnchor
	lastLabels                       []placedLabel // of the last picture
	labelSets                        []labelSet    // the last few sets, for who zooms to and fro
	drawnGroups                      []bool        // by group, within one picture
	drawnBoxes                       []drawnBox    // labels and dots, within one picture
	queuedLabels                     []Label       // names, within one picture
	queuedLeaders                    []Matrix      // of unitDash, within one picture
	leaderBoxes                      []anchoredBox // used again by each frame
	furniture                        *furniture    // of the last picture

	coasts               *coastsByHolder              // in a picture without a date
	obstacles            []*geometryPart              // of a picture without a date
	townHolders          map[*feature]townConstraints // of towns, in a picture without a date
	otherSidePlacer      labelPlacer                  // for names that go aside
	otherSideConstraints townConstraints

	lineworkCache              map[lineworkKey]*linework
	tickCache                  tickCache
	painter                    painter // that draws
	basePicture                Picture // by a camera of its own
	scaleBarKm                 float64
	scaleBarUnit, scaleBarText string // of the last picture
}

// control is who held what on a date.
type control struct {
	held, contested []*feature
	band            []*feature
	bandFS          fs.FS // of the band while it has not been read
	contactLine     geometry
	preInvasionEdge geometry                     // between land held before and since February 2022
	listedHolders   map[string]string            // of towns: R, G or C by id
	mostlyHeld      map[*feature]bool            // oblasts
	townHolders     map[*feature]townConstraints // of towns
	obstacles       []*geometryPart
	coasts          *coastsByHolder
	withdrawals     []withdrawalFeature
	townsByRank     []rankedTown // the towns in the order in which they are named
}

// Load reads the base map, towns, style and fonts.
func Load(fsys fs.FS) (*World, error) {
	w, err := NewWorld(fsys)
	if err != nil {
		return nil, err
	}
	if err := w.LoadBaseMap(fsys); err != nil {
		return nil, err
	}
	return w, nil
}

// NewWorld reads towns, style and fonts: a World that still lacks its base map.
func NewWorld(fsys fs.FS) (*World, error) {
	w := &World{labelAnchors: map[*feature][]labelAnchor{},
		narrowLabelAnchors: map[*feature][]labelAnchor{}, controlByDate: map[string]*control{},
		featuresByID: map[string]*feature{}}
	var err error
	if w.Fonts, err = LoadFonts(fsys); err != nil {
		return nil, err
	}
	if w.Themes, err = LoadThemes(fsys); err != nil {
		return nil, err
	}
	if w.towns, err = readTowns(fsys); err != nil {
		return nil, err
	}
	return w, nil
}

// LoadBaseMap reads the base map: land, water, borders.
func (w *World) LoadBaseMap(fsys fs.FS) error {
	var homeFile, abroadFile *geo.Collection
	var err error
	if w.oblasts, homeFile, err = readFeatures(fsys, "oblasts.geojson", KindOblast,
		""); err != nil {
		return err
	}
	if w.neighbours, abroadFile, err = readFeatures(fsys, "neighbours.geojson", KindNeighbour,
		""); err != nil {
		return err
	}
	var seaFile *geo.Collection
	if w.seas, seaFile, err = readFeatures(fsys, "sea.geojson", KindSea, ""); err != nil {
		return err
	}
	land, seas := append(ringsOf(w.oblasts), ringsOf(w.neighbours)...), ringsOf(w.seas)
	w.borderIndex, err = readBorderIndex(fsys, land, seas)
	if errors.Is(err, fs.ErrNotExist) {
		w.borderIndex, err = newBorderIndex(homeFile, abroadFile, seaFile), nil
	}
	if err != nil {
		return err
	}
	w.borders = w.borderIndex.land.toBorders(land, maxChunkPoints)
	w.seaSeams = geometry{parts: linesAlong(seas, w.borderIndex.seams, maxChunkPoints)}
	w.lonLatBounds = lonLatBoundsOf(w.borderIndex.gridBounds)
	for _, file := range []struct {
		name, prefix string
		kind         Kind
		to           *[]*feature
	}{
		{"outline.geojson", "outline-", KindOblast, &w.countryOutline},
		{"rivers.geojson", "river-", KindRiver, &w.rivers},
		{"reservoirs.geojson", "reservoir-", KindReservoir, &w.reservoirs},
		{"bridges.geojson", "", KindBridge, &w.bridges},
	} {
		if *file.to, _, err = readFeatures(fsys, file.name, file.kind, file.prefix); err != nil {
			return err
		}
	}
	w.countryBounds = EmptyBounds()
	for _, s := range w.countryOutline {
		w.countryBounds = w.countryBounds.Union(s.bounds)
	}
	for _, list := range [][]*feature{w.neighbours, w.seas, w.rivers, w.reservoirs, w.bridges,
		w.oblasts, w.towns} {
		w.indexFeatures(list)
	}
	return nil
}

func (w *World) indexFeatures(list []*feature) {
	for _, s := range list {
		w.featuresByID[s.id] = s
	}
}

// LoadDate reads control and the line of contact on a date, "2026-01-06". Loading a date twice is
// free.
func (w *World) LoadDate(fsys fs.FS, date string) error {
	if w.controlByDate[date] != nil {
		return nil
	}
	shapes, file, err := readFeatures(fsys, "control-"+date+".geojson", KindHeld, "")
	if err != nil {
		return fmt.Errorf("control on %s: %w", date, err)
	}
	c := &control{}
	for i, s := range shapes {
		if file.Features[i].Properties["class"] == string(KindContested) {
			s.kind = KindContested
			c.contested = append(c.contested, s)
		} else {
			c.held = append(c.held, s)
		}
	}
	c.preInvasionEdge = findPreInvasionEdge(shapes, file)
	contact, _, err := readFeatures(fsys, "contact-"+date+".geojson", KindHeld, "contact-")
	if err != nil {
		return fmt.Errorf("line of contact on %s: %w", date, err)
	}
	for _, s := range contact {
		for _, p := range s.parts {
			p.lineSize = s.bounds.longerSide()
		}
		c.contactLine.parts = append(c.contactLine.parts, s.parts...)
	}
	if err := c.loadWithdrawals(fsys, date); err != nil {
		return err
	}
	c.bandFS = fsys
	w.controlByDate[date] = c
	return nil
}

// LoadBand reads how well the line is known on a date that was loaded; a picture that shows it
// reads it otherwise. It is by far the longest file of a date, and most readers never look at it. A
// date may have none.
func (w *World) LoadBand(date string) error {
	c := w.controlByDate[date]
	if c == nil || c.bandFS == nil {
		return nil
	}
	band, _, err := readFeatures(c.bandFS, "band-"+date+".geojson", KindHeld, "band-")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("band on %s: %w", date, err)
	}
	c.band, c.bandFS = band, nil
	return nil
}

// heldBeforeInvasion says whether territory was held before 24 February 2022.
func (s *feature) heldBeforeInvasion() bool { return strings.HasPrefix(s.heldSince, "2014") }

// findPreInvasionEdge finds the edges that land held before and land held since February 2022
// share.
func findPreInvasionEdge(shapes []*feature, file *geo.Collection) geometry {
	var before, since []*feature
	var beforeFile, sinceFile geo.Collection
	for i, s := range shapes {
		if s.kind != KindHeld {
			continue
		}
		if s.heldBeforeInvasion() {
			before, beforeFile.Features = append(before, s),
				append(beforeFile.Features, file.Features[i])
		} else {
			since, sinceFile.Features = append(since, s),
				append(sinceFile.Features, file.Features[i])
		}
	}
	if len(before) == 0 || len(since) == 0 {
		return geometry{}
	}
	return findBorders(before, since, &beforeFile, &sinceFile, noChunking).state
}
