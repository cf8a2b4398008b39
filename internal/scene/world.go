package scene

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"truceline/internal/geo/geojson"
)

// World holds everything that can be drawn. Load makes one and LoadDate adds dates. It caches
// layouts and labels, so it is not safe for concurrent use.
type World struct {
	// Fonts measures and outlines the picture's text.
	Fonts *Fonts
	// Themes are the themes of style.json by id.
	Themes map[string]*Theme

	features                           map[string][]*feature // of files, by the layer's id
	neighbours, oblasts, seas          []*feature
	rivers, reservoirs, countryOutline []*feature
	towns                              []*feature
	borderIndex                        *borderIndex
	borders                            borders
	seaSeams                           geometry // between adjacent seas
	controlByDate                      map[string]*control
	zonesByFile                        map[string]*zoneMap
	featuresByID                       map[string]*feature
	countryBounds                      Bounds // around Ukraine
	lonLatBounds                       LonLatBounds

	labelAnchors, narrowLabelAnchors map[*feature][]labelAnchor
	lastLabels                       []placedLabel
	labelSets                        []labelSet // the last few, for zooming in and out
	furniture                        *furniture // of the last picture

	coasts      *coastsByHolder              // of pictures without a date
	obstacles   []*geometryPart              // of pictures without a date
	townHolders map[*feature]townConstraints // of towns, in pictures without a date

	lineworkCache              map[lineworkKey]*linework
	tickCache                  tickCache
	painter                    painter // reused by each frame
	basePicture                Picture // of DrawBase, with its camera
	scaleBarKm                 float64
	scaleBarUnit, scaleBarText string // of the last picture
}

// control is the control of territory on a date.
type control struct {
	held, contested []*feature
	band            []*feature
	bandFS          fs.FS // of the band until it has been read
	contactLine     geometry
	preInvasionEdge geometry                     // between land held before and since February 2022
	listedHolders   map[string]string            // of towns: R, G or C by id
	mostlyHeld      map[*feature]bool            // oblasts
	townHolders     map[*feature]townConstraints // of towns
	obstacles       []*geometryPart
	coasts          *coastsByHolder
	withdrawals     []withdrawalFeature
	townsByRank     []rankedTown // in the order of placement
}

// Load reads the base map, towns, themes and fonts.
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

// NewWorld reads towns, themes and fonts. The World still lacks its base map.
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

// LoadBaseMap reads the base map: land, water and borders.
func (w *World) LoadBaseMap(fsys fs.FS) error {
	files, err := w.readLayers(fsys)
	if err != nil {
		return err
	}
	if err := w.readBorders(fsys, files); err != nil {
		return err
	}
	w.countryBounds = EmptyBounds()
	for _, f := range w.countryOutline {
		w.countryBounds = w.countryBounds.Union(f.bounds)
	}
	for i := range layers {
		if l := &layers[i]; l.kind != "" {
			w.indexFeatures(w.features[l.id])
		}
	}
	w.indexFeatures(w.towns)
	return nil
}

// readLayers reads the files of layers. It returns them by the layers' ids.
func (w *World) readLayers(fsys fs.FS) (map[string]*geojson.Collection, error) {
	files := map[string]*geojson.Collection{}
	w.features = map[string][]*feature{}
	for i := range layers {
		l := &layers[i]
		if l.file == "" {
			continue
		}
		var err error
		w.features[l.id], files[l.id], err = readFeatures(fsys, l.file, l.kind, l.idPrefix)
		if err != nil {
			return nil, err
		}
	}
	w.oblasts, w.neighbours, w.seas = w.features["oblasts"], w.features["neighbours"],
		w.features["sea"]
	w.countryOutline, w.rivers, w.reservoirs = w.features["land"], w.features["rivers"],
		w.features["reservoirs"]
	return files, nil
}

// readBorders reads the borders between oblasts, neighbours and seas. files has the files of
// layers.
func (w *World) readBorders(fsys fs.FS, files map[string]*geojson.Collection) error {
	land, seas := append(ringsOf(w.oblasts), ringsOf(w.neighbours)...), ringsOf(w.seas)
	var err error
	w.borderIndex, err = readBorderIndex(fsys, land, seas)
	if errors.Is(err, fs.ErrNotExist) {
		w.borderIndex, err = newBorderIndex(files["oblasts"], files["neighbours"],
			files["sea"]), nil
	}
	if err != nil {
		return err
	}
	w.borders = w.borderIndex.land.toBorders(land, maxChunkPoints)
	w.seaSeams = geometry{parts: linesAlong(seas, w.borderIndex.seams, maxChunkPoints)}
	w.lonLatBounds = lonLatBoundsOf(w.borderIndex.gridBounds)
	return nil
}

func (w *World) indexFeatures(list []*feature) {
	for _, f := range list {
		w.featuresByID[f.id] = f
	}
}

// LoadDate reads control and the line of contact on a date, "2026-01-06". A date that was loaded is
// not read again.
func (w *World) LoadDate(fsys fs.FS, date string) error {
	if w.controlByDate[date] != nil {
		return nil
	}
	features, file, err := readFeatures(fsys, "control-"+date+".geojson", KindHeld, "")
	if err != nil {
		return fmt.Errorf("control on %s: %w", date, err)
	}
	c := &control{}
	for i, f := range features {
		if file.Features[i].Properties["class"] == string(KindContested) {
			f.kind = KindContested
			c.contested = append(c.contested, f)
		} else {
			c.held = append(c.held, f)
		}
	}
	c.preInvasionEdge = findPreInvasionEdge(features, file)
	contact, _, err := readFeatures(fsys, "contact-"+date+".geojson", KindHeld, "contact-")
	if err != nil {
		return fmt.Errorf("line of contact on %s: %w", date, err)
	}
	for _, f := range contact {
		for _, p := range f.parts {
			p.lineSize = f.bounds.longerSide()
		}
		c.contactLine.parts = append(c.contactLine.parts, f.parts...)
	}
	if err := c.loadWithdrawals(fsys, date); err != nil {
		return err
	}
	c.bandFS = fsys
	w.controlByDate[date] = c
	return nil
}

// LoadBand reads the uncertainty band of a date that was loaded. A picture that shows the band
// reads it by itself. It is the largest file of a date and most readers never show it, so LoadDate
// does not read it. A date may have none.
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

// heldBeforeInvasion reports whether territory was held before 24 February 2022.
func (f *feature) heldBeforeInvasion() bool { return strings.HasPrefix(f.heldSince, "2014") }

// findPreInvasionEdge returns the edges that land held before and land held since the 2022 invasion
// share.
func findPreInvasionEdge(features []*feature, file *geojson.Collection) geometry {
	var before, since []*feature
	var beforeFile, sinceFile geojson.Collection
	for i, f := range features {
		if f.kind != KindHeld {
			continue
		}
		if f.heldBeforeInvasion() {
			before, beforeFile.Features = append(before, f),
				append(beforeFile.Features, file.Features[i])
		} else {
			since, sinceFile.Features = append(since, f),
				append(sinceFile.Features, file.Features[i])
		}
	}
	if len(before) == 0 || len(since) == 0 {
		return geometry{}
	}
	return findBorders(before, since, &beforeFile, &sinceFile, noChunking).state
}
