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

	"truceline/internal/geo"
	"truceline/internal/locale"
	"truceline/internal/scene"
	"truceline/internal/story"
)

// The size of the map until the shell tells it, in CSS pixels.
const (
	defaultWidth  = 900
	defaultHeight = 600
)

// App is one map with its reader. It is for one goroutine at a time.
type App struct {
	fsys        fs.FS
	story       *story.Story
	world       *scene.World
	towns       []town
	corrections []correction
	locale      *locale.Locale
	pageAddress string // of the page; empty: not known

	locales       map[string]*locale.Locale
	dataByDate    map[string]*dateData
	figuresByDate map[string]*figures              // by date
	resultsByFile map[string]*story.ScenarioResult // by file

	state State // as asked for, without what is at its default
	// initialView is the part of the map that the first state asks for, until the picture's size is
	// known.
	initialView *Viewpoint
	autoFit, reducedMotion, hidden, prefersDark,
	focused, reserveControls bool
	playing     bool
	dateShownAt float64 // when the date that is shown while playing came; negative: not yet

	picture      scene.Picture
	crossfade    crossfade
	pending      *pendingChange // nil: nothing has to wait for files
	cachedFit    *cameraFit
	animation    cameraAnimation
	gestures     gestureRecognizer
	hover        hoverState
	tapHits      []scene.Hit // what lay under the last tap
	announcement string

	dirty     bool // the picture has changed since the last Frame
	viewDirty bool // the View has changed since it was last made
	linkDirty bool // of it, the link has
	view      View
	viewCache viewCache

	trace Trace
	clock func() float64   // milliseconds, for gestures
	today func() time.Time // for the age of the map
}

// hoverState is where a pointer that is not down is.
type hoverState struct {
	active    bool
	needsPick bool // since the last Frame
	x, y      float64
	id        string // what is under it; empty: nothing
	kind      scene.Kind
}

// New reads the story, the map and what the state needs. What the state asks for and is not there
// is left out; an error is a missing or broken asset.
func New(fsys fs.FS, s State) (*App, error) {
	return newApp(fsys, s, story.Load, func(string) func() { return func() {} })
}

// NewPrechecked is New for files that New has taken before, such as those of a page, which New
// wrote: that the story holds together is not checked again.
func NewPrechecked(fsys fs.FS, s State, watch Trace) (*App, error) {
	return newApp(fsys, s, story.LoadPrechecked, watch)
}

// Trace is told when a part of the work begins and, by what it returns, when that ends:
// MeasureShapes.
type Trace func(part string) (end func())

// MeasureShapes is reading and projecting shapes, and telling their borders.
const MeasureShapes = "truceline:shapes"

func newApp(fsys fs.FS, s State, read func(fs.FS) (*story.Story, error),
	watch Trace) (*App, error) {
	a := &App{
		fsys:          fsys,
		locales:       map[string]*locale.Locale{},
		dataByDate:    map[string]*dateData{},
		figuresByDate: map[string]*figures{},
		resultsByFile: map[string]*story.ScenarioResult{},
		dirty:         true, viewDirty: true,
		trace: watch,
		today: time.Now,
	}
	start := time.Now()
	a.clock = func() float64 { return float64(time.Since(start).Microseconds()) / 1000 }
	var err error
	if a.story, err = read(fsys); err != nil {
		return nil, err
	}
	if a.world, err = scene.NewWorld(fsys); err != nil {
		return nil, err
	}
	if err := a.traceShapes(func() error { return a.world.LoadBaseMap(fsys) }); err != nil {
		return nil, err
	}
	if a.towns, err = readTowns(fsys); err != nil {
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

// applyState takes on a whole state.
func (a *App) applyState(s State) error {
	if s.Lang == "" || !slices.Contains(a.availableLangs(), s.Lang) {
		s.Lang = a.defaultLang()
	}
	a.pending, a.playing, a.initialView = nil, false, nil
	whole := s
	asked := s.Select
	if x, ok := a.stepByID(s.Step); ok {
		step := a.stepState(x)
		s.Date, s.Scenario, s.Pullback, s.Layers = step.Date, step.Scenario, step.Pullback,
			step.Layers
		if s.Select == "" {
			s.Select = step.Select
		}
	} else {
		if s.Scenario == "" && a.scenarioByID(s.Step) != nil {
			s.Scenario = s.Step
		}
		s.Step = ""
	}
	t := a.resolveTarget(s)
	t.lang = s.Lang
	if a.deferUntilLoaded(t, func() error { return a.applyState(whole) }) ||
		a.ensureLoaded(t) != nil {
		t, s.Step = target{date: a.defaultDate()}, ""
		if !a.fileExists(locale.Path(s.Lang)) {
			s.Lang = a.defaultLang()
		}
	}
	a.state = State{Theme: allowedOrEmpty(s.Theme, ThemeAuto, ThemeLight, ThemeDark),
		UI: allowedOrEmpty(s.UI, UIFull, UICompact, UINone), Transparent: s.Transparent}
	a.state.Scenario, a.state.Pullback, a.state.Step = t.scenario, t.pullbackKm, s.Step
	for id, on := range s.Layers {
		if _, earlier := a.comparisonByID(id); !earlier || t.comparisonDate != "" || !on {
			a.setLayer(id, on)
		}
	}
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
	if at, ok := a.townPosition(asked); ok && a.autoFit {
		a.autoFit = false
		a.picture.Camera.Center = at
		a.picture.Camera = a.picture.Camera.WithZoom(townZoom)
	}
	a.rebuildPicture()
	a.endCrossfade()
	return nil
}

// State is what a link to what is shown carries: nothing that is at its default.
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
	if x, ok := a.activeStep(); ok { // the step says it all
		s.Date, s.Scenario, s.Pullback, s.Layers = "", "", 0, nil
		if s.Select == x.Select {
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

// camera is a camera with the viewpoint in its middle, at the viewpoint's scale.
func (v Viewpoint) camera(c scene.Camera) scene.Camera {
	c.Center = geo.UkraineAlbers.Forward(orb.Point{v.Lon, v.Lat})
	return c.WithZoom(v.Zoom)
}

// ViewParam is the part of the map that is seen now, as a link has it.
func (a *App) ViewParam() string { return formatView(viewpointOf(a.picture.Camera)) }

// ReserveControls says that the page's buttons stand in the picture, which keeps names off them.
func (a *App) ReserveControls() {
	a.reserveControls = true
	a.rebuildPicture()
}

// HideAge leaves out how old the map is: in a page that is written ahead only the reader's clock
// can tell.
func (a *App) HideAge() {
	a.today = func() time.Time { return time.Time{} }
	a.rebuildPicture()
}

// Frame moves on to a time in milliseconds, of a clock that never goes back, and says whether the
// picture has to be drawn. After false nothing changes until the next Do, so the shell may stop
// asking.
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

// Moving says that the picture is changing on its own or under a hand.
func (a *App) Moving() bool {
	return a.animation.active || a.gestures.dragged || a.crossfade.active
}

// Draw draws the picture as it is.
func (a *App) Draw(c scene.Canvas) scene.Stats { return a.world.Draw(c, a.drawnPicture()) }

// Scene is the map and what of it Draw draws, to be drawn and not to be changed.
func (a *App) Scene() (*scene.World, *scene.Picture) { return a.world, a.drawnPicture() }

// Picture is what Draw draws when nothing of an earlier picture is left to fade.
func (a *App) Picture() scene.Picture { return a.picture }

// World is the map, for shells that draw its letters themselves.
func (a *App) World() *scene.World { return a.world }

func (a *App) fileExists(path string) bool {
	_, err := fs.Stat(a.fsys, path)
	return err == nil
}

// availableDates are the days that can be shown: those of the story whose figures are there.
func (a *App) availableDates() []story.Date {
	var out []story.Date
	for _, d := range a.story.Dates {
		if a.dateAvailable(d.ID) {
			out = append(out, d)
		}
	}
	return out
}

func (a *App) dateAvailable(date string) bool {
	_, ok := a.story.Date(date)
	return ok && a.fileExists(figuresFile(date))
}

// defaultDate is the story's own, or the latest.
func (a *App) defaultDate() string {
	if a.dateAvailable(a.story.Default.Date) {
		return a.story.Default.Date
	}
	dates := a.availableDates()
	if len(dates) == 0 {
		return ""
	}
	return dates[len(dates)-1].ID
}

// loadDate reads territory and figures of a date.
func (a *App) loadDate(date string) error {
	if a.dataByDate[date] != nil {
		return nil
	}
	if err := a.traceShapes(func() error { return a.world.LoadDate(a.fsys, date) }); err != nil {
		return err
	}
	d, err := readDateData(a.fsys, date, a.towns)
	if err != nil {
		return err
	}
	a.world.SetTownHolders(date, d.holders)
	a.dataByDate[date] = d
	return nil
}

// traceShapes reads shapes.
func (a *App) traceShapes(read func() error) error {
	defer a.trace(MeasureShapes)()
	return read()
}

// errNoDate is the error of assets without any date to show.
var errNoDate = errors.New("no date of " + story.File + " has its figures: run truceline data")

func (a *App) setDate(date string) error {
	if date == "" {
		return errNoDate
	}
	if err := a.loadDate(date); err != nil {
		return fmt.Errorf("%s cannot be shown: %w", date, err)
	}
	a.state.Date = date
	if !a.shapeExists(a.state.Select) {
		a.state.Select = ""
	}
	return nil
}

// dateData is what is known of the date that is shown.
func (a *App) dateData() *dateData { return a.dataByDate[a.state.Date] }

func (a *App) defaultTheme() string {
	if a.story.Default.Theme != "" {
		return a.story.Default.Theme
	}
	return ThemeAuto
}

// theme is what is shown: light or dark.
func (a *App) theme() string {
	theme := a.state.Theme
	if theme == "" {
		theme = a.defaultTheme()
	}
	if theme == ThemeAuto {
		if a.prefersDark {
			return ThemeDark
		}
		return ThemeLight
	}
	return theme
}

// setLayer notes what differs from the story; it says whether there is such a layer and readers may
// switch it.
func (a *App) setLayer(id string, on bool) bool {
	l, ok := a.story.Layer(id)
	_, earlier := a.comparisonByID(id)
	if !earlier && (!ok || !l.Switch) {
		return false
	}
	// A new map: States that were handed out share the old one.
	layers := maps.Clone(a.state.Layers)
	delete(layers, id)
	if on != a.layerOnByDefault(l) {
		if layers == nil {
			layers = map[string]bool{}
		}
		layers[id] = on
	}
	if len(layers) == 0 {
		layers = nil
	}
	a.state.Layers = layers
	return true
}

// layerOnByDefault reports whether a layer is drawn unless the reader wants otherwise.
func (a *App) layerOnByDefault(l story.Layer) bool {
	return a.story.LayerOnByDefault(l.ID, a.state.Scenario != "")
}

// dropDefaultLayers forgets what the reader wanted of layers that are so anyway, after a scenario
// has come or gone.
func (a *App) dropDefaultLayers() {
	for id, on := range a.state.Layers {
		a.setLayer(id, on)
	}
}

// layerAllowed says whether a layer may be shown on the date: what was proposed later may not.
func (a *App) layerAllowed(l story.Layer) bool { return l.NotBefore <= a.state.Date }

// layerVisible says whether a layer is drawn.
func (a *App) layerVisible(l story.Layer) bool {
	on, set := a.state.Layers[l.ID]
	if !set {
		on = a.layerOnByDefault(l)
	}
	return on && a.layerAllowed(l)
}

// shapeExists says whether a card can be opened for an id on the date that is shown.
func (a *App) shapeExists(id string) bool {
	_, ok := a.findShape(id)
	return ok
}

// Ids that are no shape of the map's own.
const (
	idCountry = "UA"
	idContact = "contact"
)

// findShape is the hit for an id, as if it had been picked.
func (a *App) findShape(id string) (scene.Hit, bool) {
	if hub, ok := strings.CutPrefix(id, "hub-"); ok {
		if _, ok := a.hubSources(hub); ok && a.layerVisibleByID(scene.LayerHubs) {
			return scene.Hit{Kind: scene.KindHub, ID: id, Ref: hub}, true
		}
		return scene.Hit{}, false
	}
	if ref, ok := strings.CutPrefix(id, withdrawalPrefix); ok {
		_, shown := a.visibleWithdrawalShape(ref)
		return scene.Hit{Kind: scene.KindWithdrawal, ID: id, Ref: ref}, shown
	}
	switch {
	case id == "":
		return scene.Hit{}, false
	case id == idCountry:
		return scene.Hit{Kind: kindCountry, ID: id, Ref: id}, true
	case id == idContact:
		return scene.Hit{Kind: kindContact, ID: id, Ref: id}, true
	case a.isTerritory(id):
		return scene.Hit{Kind: territoryKind(id), ID: id, Ref: id}, true
	}
	return a.world.HitByID(id)
}

// Kinds of cards besides those of the picture's shapes.
const (
	kindCountry scene.Kind = "country"
	kindContact scene.Kind = "contact"
)
