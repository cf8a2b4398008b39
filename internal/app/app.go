package app

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"truceline/internal/assetname"
	"truceline/internal/gazetteer"
	"truceline/internal/geo"
	"truceline/internal/locale"
	"truceline/internal/scene"
	"truceline/internal/story"
)

// The size of the map in CSS pixels until the first ActionResize.
const (
	defaultWidth  = 900
	defaultHeight = 600
)

// App is an interactive map and its state. It must not be used by several goroutines at once.
type App struct {
	*selection
	motion
	views   viewBuilder
	exports exporter

	// initialView is the view of the first state until the size of the picture is known.
	initialView     *Viewpoint
	reserveControls bool
	playing         bool
	dateShownAt     float64        // while playing, when the date was shown; negative: not yet
	pending         *pendingChange // nil: nothing waits for files
	announcement    string

	view      View
	viewCache viewCache
	clock     func() float64 // milliseconds, for gestures
}

// hoverState is a pointer that is over the map without being down.
type hoverState struct {
	active    bool
	needsPick bool // pointer or map have moved since the last Frame
	x, y      float64
	id        string // of the shape under the pointer; empty: none
	kind      scene.Kind
}

// New returns a map in state s, with files from fsys. Parts of s that are unknown or unavailable
// are ignored. The error is that of a missing or invalid file.
func New(fsys fs.FS, s State) (*App, error) {
	return newApp(fsys, s, story.Load, func(string) func() { return func() {} })
}

// NewPrechecked is New for files that New has accepted before, such as those of a published page:
// it skips the story's consistency checks. It calls trace around slow parts of the work.
func NewPrechecked(fsys fs.FS, s State, trace Trace) (*App, error) {
	return newApp(fsys, s, story.LoadPrechecked, trace)
}

// A Trace is called when a part of the work begins, such as MeasureShapes, and returns the function
// to call when that part ends.
type Trace func(part string) (end func())

// MeasureShapes is the Trace part for reading, projecting and classifying shapes.
const MeasureShapes = "truceline:shapes"

// newApp is New with the functions that read the story and trace the work.
func newApp(fsys fs.FS, s State, readStory func(fs.FS) (*story.Story, error),
	trace Trace) (*App, error) {
	chosen := &selection{catalog: &catalog{
		fsys:          fsys,
		locales:       map[string]*locale.Locale{},
		dataByDate:    map[string]*dateData{},
		figuresByDate: map[string]*story.Figures{},
		resultsByFile: map[string]*story.ScenarioResult{},
		trace:         trace,
	}}
	views := newViewBuilder(chosen)
	a := &App{
		selection: chosen,
		motion:    motion{selection: chosen, dirty: true, viewDirty: true},
		views:     views,
		exports:   exporter{views.texts},
	}
	start := time.Now()
	a.clock = func() float64 { return float64(time.Since(start).Microseconds()) / 1000 }
	var err error
	if a.story, err = readStory(fsys); err != nil {
		return nil, err
	}
	if a.world, err = scene.NewWorld(fsys); err != nil {
		return nil, err
	}
	if err := a.traceShapes(func() error { return a.world.LoadBaseMap(fsys) }); err != nil {
		return nil, err
	}
	if a.towns, err = gazetteer.Read(fsys); err != nil {
		return nil, err
	}
	if a.corrections, err = readCorrections(fsys); err != nil {
		return nil, err
	}
	a.picture.Camera = scene.Camera{MetresPerPixel: 1, W: defaultWidth, H: defaultHeight}
	if err := a.applyState(s); err != nil {
		return nil, err
	}
	if !a.autoFit {
		a.initialView = s.View
	}
	return a, nil
}

// applyState replaces the current state by s, resolving step and defaults. If s needs files that
// are missing it applies the default date now, and s once the files have been added.
func (a *App) applyState(s State) error {
	if s.Lang == "" || !slices.Contains(a.availableLangs(), s.Lang) {
		s.Lang = a.defaultLang()
	}
	a.pending, a.playing, a.initialView = nil, false, nil
	requested := s
	s = a.resolveStep(s)
	t := a.resolveTarget(s)
	t.lang = s.Lang
	if a.deferUntilLoaded(t, func() error { return a.applyState(requested) }) ||
		a.ensureLoaded(t) != nil {
		t, s.Step = target{date: a.defaultDate()}, ""
		if !a.fileExists(locale.Path(s.Lang)) {
			s.Lang = a.defaultLang()
		}
	}
	a.setState(s, t)
	a.animation.stop()
	a.tapHits = nil
	a.autoFit = s.View == nil || s.View.validOrNil() == nil
	if !a.autoFit {
		a.picture.Camera = s.View.camera(a.picture.Camera)
	}
	if err := a.setLang(s.Lang); err != nil {
		return err
	}
	if err := a.setDate(t.date); err != nil {
		return err
	}
	a.state.Select = ""
	if a.shapeExists(s.Select) {
		a.state.Select = s.Select
	}
	if position, ok := a.townPosition(requested.Select); ok && a.autoFit {
		a.autoFit = false
		a.picture.Camera.Center = position
		a.picture.Camera = a.picture.Camera.WithZoom(townZoom)
	}
	a.rebuildPicture()
	a.endCrossfade()
	return nil
}

// resolveStep returns s with date, scenario, pull-back and layers of its guided step. An unknown
// step is dropped; if it is the id of a scenario, that scenario is chosen instead.
func (cat *catalog) resolveStep(s State) State {
	step, ok := cat.stepByID(s.Step)
	if !ok {
		if s.Scenario == "" && cat.scenarioByID(s.Step) != nil {
			s.Scenario = s.Step
		}
		s.Step = ""
		return s
	}
	shown := cat.stepState(step)
	s.Date, s.Scenario, s.Pullback, s.Layers = shown.Date, shown.Scenario, shown.Pullback,
		shown.Layers
	if s.Select == "" {
		s.Select = shown.Select
	}
	return s
}

// setState sets the settings and layers of s, and what t has resolved. Language, date and selection
// are left to the caller. Layers come last: their defaults depend on the scenario.
func (sel *selection) setState(s State, t target) {
	sel.state = s
	sel.state.Theme = allowedOrEmpty(s.Theme, ThemeAuto, ThemeLight, ThemeDark)
	sel.state.UI = allowedOrEmpty(s.UI, UIFull, UICompact, UINone)
	sel.state.Scenario, sel.state.Pullback = t.scenario, t.pullbackKm
	sel.state.Lang, sel.state.Date, sel.state.Select = "", "", ""
	sel.state.Layers, sel.state.View = nil, nil
	for id, on := range s.Layers {
		if _, ok := sel.comparisonByID(id); !ok || t.comparisonDate != "" || !on {
			sel.setLayer(id, on)
		}
	}
}

// State returns the state that a link to what is shown carries. Fields with default values are
// empty.
func (a *App) State() State {
	s := a.state
	s.Layers = maps.Clone(s.Layers)
	if s.Lang == locale.Default {
		s.Lang = ""
	}
	if s.Date == a.defaultDate() || s.Scenario != "" {
		s.Date = ""
	}
	if sc := a.activeScenario(); sc != nil && s.Pullback == sc.Pullback.Default {
		s.Pullback = 0
	}
	if step, ok := a.activeStep(); ok { // implied by the step
		s.Date, s.Scenario, s.Pullback, s.Layers = "", "", 0, nil
		if s.Select == step.Select {
			s.Select = ""
		}
	}
	if s.Theme == a.defaultTheme() {
		s.Theme = ""
	}
	if s.UI == UIFull {
		s.UI = ""
	}
	if !a.autoFit {
		s.View = viewpointOf(a.animation.destination(a.picture.Camera))
	}
	return s
}

func viewpointOf(c scene.Camera) *Viewpoint {
	p := geo.UkraineAlbers.Inverse(c.Center)
	return &Viewpoint{Lon: p[0], Lat: p[1], Zoom: c.Zoom()}
}

// camera returns c moved to the viewpoint, in the middle of the picture and at its scale.
func (v Viewpoint) camera(c scene.Camera) scene.Camera {
	c.Center = geo.UkraineAlbers.Forward(orb.Point{v.Lon, v.Lat})
	return c.WithZoom(v.Zoom)
}

// ViewParam returns the link parameter for the part of the map that is shown at this moment.
func (a *App) ViewParam() string { return formatView(viewpointOf(a.picture.Camera)) }

// ReserveControls keeps labels off the corner of the picture where the page has its buttons.
func (a *App) ReserveControls() {
	a.reserveControls = true
	a.rebuildPicture()
}

// HideAge removes the warning about the age of the map, for prerendered pages: when they are
// written, the day on which they will be read is unknown.
func (a *App) HideAge() {
	a.views.today = func() time.Time { return time.Time{} }
	a.rebuildPicture()
}

// Frame advances all animations to a time in milliseconds and reports whether the picture must be
// drawn. After it has returned false nothing changes until the next Dispatch, so the shell may stop
// calling it.
func (a *App) Frame(nowMs float64) (dirty bool) {
	if a.hidden {
		return false
	}
	a.advanceCrossfade(nowMs)
	if a.crossfade.outgoing == nil {
		a.advanceAnimation(nowMs)
	}
	a.advancePlayback(nowMs)
	a.updateHover()
	dirty, a.dirty = a.dirty, false
	return dirty
}

// Moving reports whether the picture is being animated or dragged.
func (a *App) Moving() bool {
	return a.animation.active || a.gestures.Dragging() || a.crossfade.active
}

// Draw draws the current picture.
func (a *App) Draw(c scene.Canvas) scene.Stats { return a.world.Draw(c, a.drawnPicture()) }

// Scene returns the map and the picture that Draw draws. They must not be changed.
func (a *App) Scene() (*scene.World, *scene.Picture) { return a.world, a.drawnPicture() }

// Picture returns the picture that Draw draws when no crossfade is running.
func (a *App) Picture() scene.Picture { return a.picture }

// World returns the map, for shells that draw its labels themselves.
func (a *App) World() *scene.World { return a.world }

func (cat *catalog) fileExists(path string) bool {
	_, err := fs.Stat(cat.fsys, path)
	return err == nil
}

// availableDates returns the story's dates whose figures exist.
func (cat *catalog) availableDates() []story.Date {
	var dates []story.Date
	for _, d := range cat.story.Dates {
		if cat.dateAvailable(d.ID) {
			dates = append(dates, d)
		}
	}
	return dates
}

func (cat *catalog) dateAvailable(date string) bool {
	_, ok := cat.story.Date(date)
	return ok && cat.fileExists(assetname.Figures(date))
}

// defaultDate returns the story's default date if it is available, else the latest.
func (cat *catalog) defaultDate() string {
	if cat.dateAvailable(cat.story.Default.Date) {
		return cat.story.Default.Date
	}
	dates := cat.availableDates()
	if len(dates) == 0 {
		return ""
	}
	return dates[len(dates)-1].ID
}

// loadDate reads territory and figures of a date, once.
func (cat *catalog) loadDate(date string) error {
	if cat.dataByDate[date] != nil {
		return nil
	}
	if err := cat.traceShapes(func() error {
		return cat.world.LoadDate(cat.fsys,
			date)
	}); err != nil {
		return err
	}
	d, err := readDateData(cat.fsys, date, cat.towns)
	if err != nil {
		return err
	}
	cat.world.SetTownHolders(date, d.holders)
	cat.dataByDate[date] = d
	return nil
}

// traceShapes calls read and traces it as MeasureShapes.
func (cat *catalog) traceShapes(read func() error) error {
	defer cat.trace(MeasureShapes)()
	return read()
}

// errNoDate is returned for assets without any available date.
var errNoDate = errors.New("no date of " + story.File + " has its figures: run truceline data")

func (sel *selection) setDate(date string) error {
	if date == "" {
		return errNoDate
	}
	if err := sel.loadDate(date); err != nil {
		return fmt.Errorf("%s cannot be shown: %w", date, err)
	}
	sel.state.Date = date
	if !sel.shapeExists(sel.state.Select) {
		sel.state.Select = ""
	}
	return nil
}

// dateData returns the data of the date that is shown.
func (sel *selection) dateData() *dateData { return sel.dataByDate[sel.state.Date] }

func (cat *catalog) defaultTheme() string {
	if cat.story.Default.Theme != "" {
		return cat.story.Default.Theme
	}
	return ThemeAuto
}

// theme returns the theme that is shown, light or dark.
func (sel *selection) theme() string {
	theme := sel.state.Theme
	if theme == "" {
		theme = sel.defaultTheme()
	}
	if theme == ThemeAuto {
		if sel.prefersDark {
			return ThemeDark
		}
		return ThemeLight
	}
	return theme
}

// setLayer switches a layer, storing only what differs from the default. It reports whether there
// is such a layer and readers may switch it.
func (sel *selection) setLayer(id string, on bool) bool {
	l, ok := sel.story.Layer(id)
	_, isComparison := sel.comparisonByID(id)
	if !isComparison && (!ok || !l.Switch) {
		return false
	}
	// States returned earlier share the old map.
	layers := maps.Clone(sel.state.Layers)
	delete(layers, id)
	if on != sel.layerOnByDefault(l) {
		if layers == nil {
			layers = map[string]bool{}
		}
		layers[id] = on
	}
	if len(layers) == 0 {
		layers = nil
	}
	sel.state.Layers = layers
	return true
}

// layerOnByDefault reports whether a layer is drawn unless the reader has switched it.
func (sel *selection) layerOnByDefault(l story.Layer) bool {
	return sel.story.LayerOnByDefault(l.ID, sel.state.Scenario != "")
}

// dropDefaultLayers removes switches that equal the default, which depends on whether a scenario is
// chosen.
func (sel *selection) dropDefaultLayers() {
	for id, on := range sel.state.Layers {
		sel.setLayer(id, on)
	}
}

// layerAllowed reports whether a layer may be shown on the date: proposals are not shown before
// they were made.
func (sel *selection) layerAllowed(l story.Layer) bool { return l.NotBefore <= sel.state.Date }

// layerVisible reports whether a layer is drawn.
func (sel *selection) layerVisible(l story.Layer) bool {
	on, explicit := sel.state.Layers[l.ID]
	if !explicit {
		on = sel.layerOnByDefault(l)
	}
	return on && sel.layerAllowed(l)
}

// shapeExists reports whether an id has a card on the date that is shown.
func (sel *selection) shapeExists(id string) bool {
	_, ok := sel.findShape(id)
	return ok
}

// Ids of cards for shapes that the base map does not have.
const (
	idCountry = "UA"
	idContact = "contact"
)

// findShape returns the hit for an id, as if the shape had been picked.
func (sel *selection) findShape(id string) (scene.Hit, bool) {
	if hub, ok := strings.CutPrefix(id, "hub-"); ok {
		if _, ok := sel.hubSources(hub); ok && sel.layerVisibleByID(scene.LayerHubs) {
			return scene.Hit{Kind: scene.KindHub, ID: id, Ref: hub}, true
		}
		return scene.Hit{}, false
	}
	if ref, ok := strings.CutPrefix(id, withdrawalPrefix); ok {
		_, shown := sel.visibleWithdrawalShape(ref)
		return scene.Hit{Kind: scene.KindWithdrawal, ID: id, Ref: ref}, shown
	}
	switch {
	case id == "":
		return scene.Hit{}, false
	case id == idCountry:
		return scene.Hit{Kind: kindCountry, ID: id, Ref: id}, true
	case id == idContact:
		return scene.Hit{Kind: kindContact, ID: id, Ref: id}, true
	case sel.isTerritory(id):
		return scene.Hit{Kind: territoryKind(id), ID: id, Ref: id}, true
	}
	if p, ok := sel.findPoint(id); ok {
		return p.hit(), true
	}
	return sel.world.HitByID(id)
}

// Kinds of cards besides the kinds of scene's shapes.
const (
	kindCountry scene.Kind = "country"
	kindContact scene.Kind = "contact"
)
