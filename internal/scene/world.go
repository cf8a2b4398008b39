package scene

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"truceline/internal/geo"
)

// World is everything that can be drawn. Load makes it, LoadDate adds dates; it is for one goroutine at a time (it
// keeps the labels of the last scale).
type World struct {
	// Fonts measures and outlines the picture's text.
	Fonts *Fonts
	// Styles are the themes of style.json by id.
	Styles map[string]*Theme

	neighbours, oblasts, seas            []*shape
	rivers, reservoirs, bridges, outline []*shape
	towns                                []*shape
	told                                 *told
	borders                              borders
	seams                                lines // between seas
	dates                                map[string]*control
	zones                                map[string]*zoneMap
	byID                                 map[string]*shape
	home                                 Box // around Ukraine
	extent                               Extent

	seats, narrowSeats map[*shape][]seat
	labels             []spot     // of the last picture
	sets               []labelSet // the last few sets, for who zooms to and fro
	drawn              []bool     // by group, within one picture
	shown              []shown    // labels and dots, within one picture
	written            []Label    // names, within one picture
	leaders            []Matrix   // of unitDash, within one picture
	leaderBoxes        []hung     // used again by each frame
	fur                *furniture // of the last picture

	coasts     *coastsBy             // in a picture without a date
	barriers   []*part               // of a picture without a date
	grounds    map[*shape]townGround // of towns, in a picture without a date
	sidePlacer placer                // for names that go aside
	sideGround townGround

	linework             map[lineworkKey]*linework
	ticked               ticked
	pen                  drawer  // that draws
	seen                 Picture // by a camera of its own
	scaleKm              float64
	scaleUnit, scaleText string // of the last picture
}

// control is who held what on a date.
type control struct {
	held, contested []*shape
	band            []*shape
	from            fs.FS // of the band while it has not been read
	contact         lines
	before          lines                 // between land held before and since February 2022
	holders         map[string]string     // of towns: R, G or C by id
	mostlyHeld      map[*shape]bool       // oblasts
	grounds         map[*shape]townGround // of towns
	barriers        []*part
	coasts          *coastsBy
	withdrawals     []withdrawal
	byTurn          []townTurn // the towns in the order in which they are named
}

// Load reads the base map, towns, style and fonts.
func Load(fsys fs.FS) (*World, error) {
	w, err := Open(fsys)
	if err != nil {
		return nil, err
	}
	if err := w.LoadBase(fsys); err != nil {
		return nil, err
	}
	return w, nil
}

// Open reads towns, style and fonts: a World that still lacks its base map.
func Open(fsys fs.FS) (*World, error) {
	w := &World{seats: map[*shape][]seat{}, narrowSeats: map[*shape][]seat{}, dates: map[string]*control{}, byID: map[string]*shape{}}
	var err error
	if w.Fonts, err = LoadFonts(fsys); err != nil {
		return nil, err
	}
	if w.Styles, err = LoadStyles(fsys); err != nil {
		return nil, err
	}
	if w.towns, err = readTowns(fsys); err != nil {
		return nil, err
	}
	return w, nil
}

// LoadBase reads the base map: land, water, borders.
func (w *World) LoadBase(fsys fs.FS) error {
	var homeFile, abroadFile *geo.Collection
	var err error
	if w.oblasts, homeFile, err = readShapes(fsys, "oblasts.geojson", KindOblast, ""); err != nil {
		return err
	}
	if w.neighbours, abroadFile, err = readShapes(fsys, "neighbours.geojson", KindNeighbour, ""); err != nil {
		return err
	}
	var seaFile *geo.Collection
	if w.seas, seaFile, err = readShapes(fsys, "sea.geojson", KindSea, ""); err != nil {
		return err
	}
	land, seas := append(ringsOf(w.oblasts), ringsOf(w.neighbours)...), ringsOf(w.seas)
	w.told, err = readBorders(fsys, land, seas)
	if errors.Is(err, fs.ErrNotExist) {
		w.told, err = newTold(homeFile, abroadFile, seaFile), nil
	}
	if err != nil {
		return err
	}
	w.borders = w.told.base.borders(land, stretchLength)
	w.seams = lines{parts: along(seas, w.told.seams, stretchLength)}
	w.extent = extentOf(w.told.extent)
	for _, file := range []struct {
		name, prefix string
		kind         Kind
		to           *[]*shape
	}{
		{"outline.geojson", "outline-", KindOblast, &w.outline},
		{"rivers.geojson", "river-", KindRiver, &w.rivers},
		{"reservoirs.geojson", "reservoir-", KindReservoir, &w.reservoirs},
		{"bridges.geojson", "", KindBridge, &w.bridges},
	} {
		if *file.to, _, err = readShapes(fsys, file.name, file.kind, file.prefix); err != nil {
			return err
		}
	}
	w.home = EmptyBox()
	for _, s := range w.outline {
		w.home = w.home.Union(s.bounds)
	}
	for _, list := range [][]*shape{w.neighbours, w.seas, w.rivers, w.reservoirs, w.bridges, w.oblasts, w.towns} {
		w.index(list)
	}
	return nil
}

func (w *World) index(list []*shape) {
	for _, s := range list {
		w.byID[s.id] = s
	}
}

// LoadDate reads control and the line of contact on a date, "2026-01-06". Loading a date twice is free.
func (w *World) LoadDate(fsys fs.FS, date string) error {
	if w.dates[date] != nil {
		return nil
	}
	shapes, file, err := readShapes(fsys, "control-"+date+".geojson", KindHeld, "")
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
	c.before = findBefore(shapes, file)
	contact, _, err := readShapes(fsys, "contact-"+date+".geojson", KindHeld, "contact-")
	if err != nil {
		return fmt.Errorf("line of contact on %s: %w", date, err)
	}
	for _, s := range contact {
		for _, p := range s.parts {
			p.extent = s.bounds.size()
		}
		c.contact.parts = append(c.contact.parts, s.parts...)
	}
	if err := c.loadWithdrawals(fsys, date); err != nil {
		return err
	}
	c.from = fsys
	w.dates[date] = c
	return nil
}

// LoadBand reads how well the line is known on a date that was loaded; a picture that shows it reads it otherwise. It
// is by far the longest file of a date, and most readers never look at it. A date may have none.
func (w *World) LoadBand(date string) error {
	c := w.dates[date]
	if c == nil || c.from == nil {
		return nil
	}
	band, _, err := readShapes(c.from, "band-"+date+".geojson", KindHeld, "band-")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("band on %s: %w", date, err)
	}
	c.band, c.from = band, nil
	return nil
}

// heldBefore says whether territory was held before 24 February 2022.
func (s *shape) heldBefore() bool { return strings.HasPrefix(s.since, "2014") }

// findBefore finds the edges that land held before and land held since February 2022 share.
func findBefore(shapes []*shape, file *geo.Collection) lines {
	var before, since []*shape
	var beforeFile, sinceFile geo.Collection
	for i, s := range shapes {
		if s.kind != KindHeld {
			continue
		}
		if s.heldBefore() {
			before, beforeFile.Features = append(before, s), append(beforeFile.Features, file.Features[i])
		} else {
			since, sinceFile.Features = append(since, s), append(sinceFile.Features, file.Features[i])
		}
	}
	if len(before) == 0 || len(since) == 0 {
		return lines{}
	}
	return findBorders(before, since, &beforeFile, &sinceFile, unbroken).state
}
