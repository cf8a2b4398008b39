package app

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"truceline/internal/app/gesture"
	"truceline/internal/scene"
)

// How far keys and the wheel move the camera.
const (
	panStep             = 100.0 // CSS pixels for an arrow key
	zoomStep            = 1.0   // zoom levels for + and -, twice as many with shift
	wheelPixelsPerLevel = 220.0 // CSS pixels that the wheel turns for one zoom level
	maxWheelLevels      = 1.0   // zoom levels for one event
	minWheelNotch       = 40.0  // CSS pixels from which on an event is a notch and animated
)

// Dispatch performs an action. If it returns an error nothing has changed.
func (a *App) Dispatch(act Action) error {
	row := actionTypeNamed(act.Type)
	if row == nil {
		return unknownType(act.Type)
	}
	if err := act.validate(row); err != nil {
		return err
	}
	return row.handle(a, act)
}

func handlePointer(a *App, act Action) error {
	event := gesture.Event{Phase: act.Phase, ID: act.ID, Kind: act.Kind, X: *act.X, Y: *act.Y,
		Button: act.Button, Held: act.Held}
	for _, g := range a.gestures.HandlePointer(event, a.clock()) {
		a.applyGesture(g)
	}
	if act.Phase != "move" { // the link changes when a drag ends
		a.linkDirty = true
	}
	return nil
}

func handleWheel(a *App, act Action) {
	levels := min(max(-act.DY/wheelPixelsPerLevel, -maxWheelLevels), maxWheelLevels)
	ms := 0.0
	if math.Abs(act.DY) >= minWheelNotch {
		ms = wheelDuration
	}
	a.zoomAbout(*act.X, *act.Y, levels, ms, true)
}

func handleZoom(a *App, act Action) {
	x, y := a.pictureCenter()
	if act.X != nil && act.Y != nil {
		x, y = *act.X, *act.Y
	}
	a.zoomAbout(x, y, act.By, stepDuration, false)
}

// pictureCenter returns the middle of the picture in CSS pixels, where the crosshair is.
func (m *motion) pictureCenter() (x, y float64) {
	return m.picture.Camera.W / 2, m.picture.Camera.H / 2
}

// applyGesture performs what a gesture means.
func (a *App) applyGesture(g gesture.Gesture) {
	switch g.Kind {
	case gesture.Down:
		a.animation.stop()
		a.clearHover()
		a.setCrosshair(false)
	case gesture.Hover:
		a.hover.active, a.hover.needsPick = true, true
		a.hover.x, a.hover.y = g.X, g.Y
		a.setCrosshair(false)
	case gesture.Leave:
		a.clearHover()
	case gesture.Pan:
		a.skipFadeOut()
		a.autoFit = false
		a.jumpTo(a.picture.Camera.Pan(g.DX, g.DY))
	case gesture.Pinch:
		a.skipFadeOut()
		a.autoFit = false
		c := a.picture.Camera.Pan(g.DX, g.DY).ZoomAbout(g.X, g.Y, g.Levels)
		a.jumpTo(c.LimitAbout(g.X, g.Y, a.cameraFit().limits))
	case gesture.Fling:
		a.fling(g.DX, g.DY)
	case gesture.Tap:
		a.selectAt(g.X, g.Y)
	case gesture.DoubleTap:
		a.zoomAbout(g.X, g.Y, zoomStep, stepDuration, false)
	}
}

// selectAt opens the card of the topmost shape at a point, or closes the open card if there is
// none.
func (a *App) selectAt(x, y float64) {
	a.tapHits = slices.Clone(a.world.Pick(&a.picture, x, y))
	if len(a.tapHits) == 0 {
		a.closeCard()
		return
	}
	a.openCard(a.tapHits[0].ID)
}

// handleKey performs the command of a key. Keys are sent while the map has the focus, so the first
// one after a click shows the crosshair.
func handleKey(a *App, act Action) {
	a.focused = true
	a.setCrosshair(true)
	levels := zoomStep
	if act.Shift {
		levels *= 2
	}
	x, y := a.pictureCenter()
	switch act.Key {
	case "ArrowLeft":
		a.panBy(-panStep, 0)
	case "ArrowRight":
		a.panBy(panStep, 0)
	case "ArrowUp":
		a.panBy(0, -panStep)
	case "ArrowDown":
		a.panBy(0, panStep)
	case "+", "=":
		a.zoomAbout(x, y, levels, stepDuration, false)
	case "-", "_":
		a.zoomAbout(x, y, -levels, stepDuration, false)
	case "0":
		a.resetCamera()
	case "Enter":
		a.selectAt(x, y)
	case "]":
		a.selectAdjacentOblast(1)
	case "[":
		a.selectAdjacentOblast(-1)
	case "Escape":
		a.closeCard()
	}
}

// selectAdjacentOblast opens the card of the next oblast by name (offset 1) or the previous one
// (-1). If none is open it begins with the first or the last.
func (a *App) selectAdjacentOblast(offset int) {
	ids := a.oblastIDs()
	if len(ids) == 0 {
		return
	}
	i := slices.Index(ids, a.state.Select)
	if i < 0 && offset < 0 {
		i = 0
	}
	a.tapHits = nil
	id := ids[((i+offset)%len(ids)+len(ids))%len(ids)]
	a.openCard(id)
	a.ensureVisible(id)
}

// oblastIDs returns the ids of all oblasts in the order of their names.
func (sel *selection) oblastIDs() []string {
	var ids []string
	for _, area := range sel.dateData().Areas {
		if area.ID != idCountry {
			ids = append(ids, area.ID)
		}
	}
	sel.locale.Sort(ids, func(id string) string {
		return sel.world.FeatureName(id,
			sel.locale.Lang)
	})
	return ids
}

// handleSystem adapts to the theme that the reader's system prefers.
func handleSystem(a *App, act Action) {
	if act.Dark != a.prefersDark {
		a.prefersDark = act.Dark
		a.rebuildPicture()
	}
}

func handleFocus(a *App, act Action) {
	a.focused = act.On
	a.setCrosshair(act.On)
}

// resize gives the picture another size or resolution.
func (a *App) resize(act Action) error {
	if act.W < 1 || act.H < 1 || act.Ratio <= 0 {
		return &ActionError{Type: act.Type, Field: "w",
			Rule: "a map needs a width and a height of at least 1 and a ratio above 0"}
	}
	if act.W == a.picture.Camera.W && act.H == a.picture.Camera.H &&
		act.Ratio == a.picture.PixelRatio {
		return nil
	}
	a.skipFadeOut()
	a.picture.Camera = a.picture.Camera.Resize(act.W, act.H)
	a.picture.PixelRatio = act.Ratio
	a.refitCamera()
	if v := a.initialView; v != nil { // until now limited to the view of a default size
		a.initialView = nil
		a.jumpToView(*v)
	}
	return nil
}

// cover keeps the camera and labels off the parts of the picture that the page covers.
func (a *App) cover(act Action) {
	insets := scene.Insets{Top: max(act.Top, 0), Right: max(act.Right, 0),
		Bottom: max(act.Bottom, 0), Left: max(act.Left, 0)}
	obscured := scene.Rect{W: max(act.W, 0), H: max(act.H, 0)}
	if act.X != nil && act.Y != nil {
		obscured.X, obscured.Y = *act.X, *act.Y
	}
	if insets != a.picture.Padding || obscured != a.picture.Obscured {
		a.skipFadeOut()
		a.picture.Padding, a.picture.Obscured = insets, obscured
		a.refitCamera()
	}
}

// setReducedMotion sets whether pictures are cut instead of animated, and ends what is moving.
func (a *App) setReducedMotion(on bool) {
	a.reducedMotion = on
	if !on {
		return
	}
	a.endCrossfade()
	if a.animation.active {
		a.jumpTo(a.animation.destination(a.picture.Camera))
	}
}

// setVisible stops everything that moves while the map cannot be seen.
func (a *App) setVisible(on bool) {
	a.hidden = !on
	if a.hidden {
		a.gestures.CancelAll()
		a.clearHover()
		a.endCrossfade()
	} else {
		a.dirty = true // the host may have discarded the last frame
	}
}

// setCrosshair shows or hides the crosshair, which needs the focus.
func (m *motion) setCrosshair(on bool) {
	on = on && m.focused
	if on != m.picture.Crosshair {
		m.picture.Crosshair = on
		m.dirty, m.viewDirty = true, true
	}
}

func handleSelect(a *App, act Action) error {
	if !a.shapeExists(act.ID) {
		return &ActionError{Type: act.Type, Field: "id",
			Rule: fmt.Sprintf("there is no %q on %s", act.ID, a.state.Date)}
	}
	a.selectShape(act)
	a.queueAction(act)
	return nil
}

func handleClose(a *App, act Action) {
	a.closeCard()
	a.queueAction(act)
}

func handleLayer(a *App, act Action) error {
	if err := a.switchLayer(act); err != nil {
		return err
	}
	a.queueAction(act)
	return nil
}

func handleTheme(a *App, act Action) {
	a.state.Theme = act.Theme
	a.rebuildPicture()
}

func handleLang(a *App, act Action) error {
	if !slices.Contains(a.availableLangs(), act.Lang) {
		return &ActionError{Type: act.Type, Field: "lang",
			Rule: fmt.Sprintf("%q is none of %s", act.Lang,
				strings.Join(a.availableLangs(), ", "))}
	}
	return a.chooseLang(act.Lang)
}

// selectShape opens a shape's card. The camera stays if the shape was tapped, and moves to it if it
// was chosen by name.
func (a *App) selectShape(act Action) {
	tapped := act.X != nil && act.Y != nil
	if tapped {
		a.tapHits = slices.Clone(a.world.Pick(&a.picture, *act.X, *act.Y))
	}
	amongHits := slices.ContainsFunc(a.tapHits, func(h scene.Hit) bool { return h.ID == act.ID })
	if !amongHits {
		a.tapHits = nil
	}
	if _, isTown := a.townPosition(act.ID); !amongHits || isTown && !tapped {
		a.ensureVisible(act.ID)
	}
	a.openCard(act.ID)
	if act.Quiet {
		a.announcement = ""
	}
}

func handleDate(a *App, act Action) error {
	if !a.dateAvailable(act.Date) {
		return &ActionError{Type: act.Type, Field: "date",
			Rule: fmt.Sprintf("%q is none of %s", act.Date,
				strings.Join(a.availableDateIDs(), ", "))}
	}
	a.playing = false
	return a.transitionTo(a.resolveTarget(State{Date: act.Date, Layers: a.state.Layers}),
		a.announceUnlessQuiet(act, a.views.situation))
}

func (cat *catalog) availableDateIDs() []string {
	var ids []string
	for _, d := range cat.availableDates() {
		ids = append(ids, d.ID)
	}
	return ids
}

func (a *App) switchLayer(act Action) error {
	if _, ok := a.comparisonByID(act.ID); ok {
		return a.switchComparisonLine(act)
	}
	l, ok := a.story.Layer(act.ID)
	if ok && !a.layerAllowed(l) {
		return &ActionError{Type: act.Type, Field: "id",
			Rule: fmt.Sprintf("%q is not shown before %s", act.ID, l.NotBefore)}
	}
	if !ok || !a.setLayer(act.ID, act.On) {
		return &ActionError{Type: act.Type, Field: "id",
			Rule: fmt.Sprintf("%q is no layer that can be switched", act.ID)}
	}
	a.state.Step = ""
	if !a.shapeExists(a.state.Select) {
		a.state.Select = "" // its layer has been switched off
	}
	a.rebuildPicture()
	a.announceLayer("layer."+l.ID, act.On)
	return nil
}

// announceUnlessQuiet returns a function that announces a choice once it is shown, unless the
// action is quiet.
func (a *App) announceUnlessQuiet(act Action, message func() string) func() {
	return func() {
		a.announcement = ""
		if !act.Quiet {
			a.announcement = message()
		}
	}
}

// announceLayer announces that a layer was switched, by the key of its name.
func (a *App) announceLayer(nameKey string, on bool) {
	key := "announce.layer-off"
	if on {
		key = "announce.layer-on"
	}
	a.announcement = a.locale.Text(key, "layer", a.locale.Text(nameKey))
}

// switchComparisonLine switches the line of an earlier date, whose files may have to be fetched.
// While another choice waits for files it does nothing: handleLayer queues the action, to be
// replayed after that choice.
func (a *App) switchComparisonLine(act Action) error {
	if a.pending != nil {
		return nil
	}
	s := a.state
	s.Layers = maps.Clone(s.Layers)
	if s.Layers == nil {
		s.Layers = map[string]bool{}
	}
	s.Layers[act.ID] = act.On
	return a.transitionTo(a.resolveTarget(s), func() {
		a.setLayer(act.ID, act.On)
		a.announceLayer("scenario."+act.ID, act.On)
	})
}

func (a *App) openCard(id string) {
	a.state.Select = id
	a.picture.Selected = id
	a.dirty, a.viewDirty = true, true
	a.announcement = a.views.cards.cardAnnouncement(id)
}

func (a *App) closeCard() {
	a.tapHits = nil
	if a.state.Select == "" {
		return
	}
	a.state.Select = ""
	a.picture.Selected = ""
	a.announcement = ""
	a.dirty, a.viewDirty = true, true
}

// clearHover forgets the pointer, because none is over the map any more.
func (m *motion) clearHover() {
	if m.hover.id != "" {
		m.dirty, m.viewDirty = true, true
	}
	m.hover = hoverState{}
	m.picture.Hovered = ""
}

// updateHover finds the shape under the pointer. It is called once a frame, and does nothing while
// the map moves or a pointer is down.
func (m *motion) updateHover() {
	hover := &m.hover
	if !hover.active || !hover.needsPick || m.animation.active || m.gestures.AnyPointerDown() {
		return
	}
	hover.needsPick = false
	var hit scene.Hit
	if hits := m.world.Pick(&m.picture, hover.x, hover.y); len(hits) > 0 {
		hit = hits[0]
	}
	if hit.ID != hover.id || hit.ID != "" {
		m.viewDirty = true // the tip follows the pointer
	}
	if hit.ID != hover.id {
		hover.id, hover.kind = hit.ID, hit.Kind
		m.picture.Hovered = hit.ID
		m.dirty = true
	}
}
