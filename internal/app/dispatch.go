package app

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"truceline/internal/scene"
)

// Steps of the keys and the wheel.
const (
	panStep             = 100.0 // CSS pixels of an arrow key
	zoomStep            = 1.0   // zoom levels of + and -, twice with shift
	wheelPixelsPerLevel = 220.0 // CSS pixels of a wheel in one zoom level
	maxWheelLevels      = 1.0   // zoom levels of one event at most
	minWheelNotch       = 40.0  // CSS pixels from which on an event is a notch, to be eased
)

// Dispatch does one action. An error means that nothing has changed.
func (a *App) Dispatch(act Action) error {
	if err := act.validate(); err != nil {
		return err
	}
	switch act.Type {
	case ActionPointer, ActionWheel, ActionKey, ActionZoom, ActionPinch, ActionPan, ActionView,
		ActionReset:
		return a.handleNavigation(act)
	case ActionResize, ActionCover, ActionSystem, ActionMotion, ActionFocus, ActionVisible:
		return a.handleEnvironment(act)
	case ActionSelect, ActionClose, ActionLayer, ActionTheme, ActionLang, ActionState:
		return a.handleSelection(act)
	case ActionDate, ActionScenario, ActionPullback, ActionStep, ActionTab, ActionPlay:
		return a.handleStory(act)
	}
	return &ActionError{Type: act.Type,
		Rule: "unknown type; there are " + strings.Join(ActionTypes(), ", ")}
}

// handleNavigation does what moves the map or points at it.
func (a *App) handleNavigation(act Action) error {
	switch act.Type {
	case ActionPointer:
		if act.X == nil || act.Y == nil {
			return &ActionError{Type: act.Type, Field: "x", Rule: "missing"}
		}
		for _, g := range a.gestures.handlePointer(act, a.clock()) {
			a.applyGesture(g)
		}
	case ActionWheel:
		if act.X == nil || act.Y == nil {
			return &ActionError{Type: act.Type, Field: "x", Rule: "missing"}
		}
		levels := min(max(-act.DY/wheelPixelsPerLevel, -maxWheelLevels), maxWheelLevels)
		ms := 0.0
		if math.Abs(act.DY) >= minWheelNotch {
			ms = wheelDuration
		}
		a.zoomAbout(*act.X, *act.Y, levels, ms, true)
	case ActionKey:
		a.handleKey(act.Key, act.Shift)
	case ActionZoom:
		x, y := a.pictureCenter()
		if act.X != nil && act.Y != nil {
			x, y = *act.X, *act.Y
		}
		a.zoomAbout(x, y, act.By, stepDuration, false)
	case ActionPinch:
		if act.X == nil || act.Y == nil {
			return &ActionError{Type: act.Type, Field: "x", Rule: "missing"}
		}
		a.applyGesture(gesture{kind: gesturePinch, x: *act.X, y: *act.Y, levels: act.By})
	case ActionPan:
		a.panBy(act.DX, act.DY)
	case ActionView:
		if act.View == nil {
			return &ActionError{Type: act.Type, Field: "view", Rule: "missing"}
		}
		a.jumpToView(*act.View)
	case ActionReset:
		a.resetCamera()
	}
	if act.Type != ActionPointer || act.Phase != "move" { // the link is told when a drag has ended
		a.linkDirty = true
	}
	return nil
}

// pictureCenter is the middle of the picture, where the crosshair stands.
func (a *App) pictureCenter() (x, y float64) {
	return a.picture.Camera.W / 2, a.picture.Camera.H / 2
}

// applyGesture does what a pointer means.
func (a *App) applyGesture(g gesture) {
	switch g.kind {
	case gestureDown:
		a.animation.stop()
		a.clearHover()
		a.setCrosshair(false)
	case gestureHover:
		a.hover.active, a.hover.needsPick = true, true
		a.hover.x, a.hover.y = g.x, g.y
		a.setCrosshair(false)
	case gestureLeave:
		a.clearHover()
	case gesturePan:
		a.skipFadeOut()
		a.autoFit = false
		a.jumpTo(a.picture.Camera.Pan(g.dx, g.dy))
	case gesturePinch:
		a.skipFadeOut()
		a.autoFit = false
		c := a.picture.Camera.Pan(g.dx, g.dy).ZoomAbout(g.x, g.y, g.levels)
		a.jumpTo(c.LimitAbout(g.x, g.y, a.cameraFit().limits))
	case gestureFling:
		a.fling(g.dx, g.dy)
	case gestureTap:
		a.selectAt(g.x, g.y)
	case gestureDoubleTap:
		a.zoomAbout(g.x, g.y, zoomStep, stepDuration, false)
	}
}

// selectAt opens the card of what is there, or closes the one that is open.
func (a *App) selectAt(x, y float64) {
	a.tapHits = slices.Clone(a.world.Pick(&a.picture, x, y))
	if len(a.tapHits) == 0 {
		a.closeCard()
		return
	}
	a.openCard(a.tapHits[0].ID)
}

// handleKey does what a key means while the map has the focus. After a click, which shows no
// crosshair, the first key does.
func (a *App) handleKey(key string, shift bool) {
	a.focused = true
	a.setCrosshair(true)
	levels := zoomStep
	if shift {
		levels *= 2
	}
	x, y := a.pictureCenter()
	switch key {
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

// selectAdjacentOblast opens the next or the last oblast by name; none is open: the first, or the
// last.
func (a *App) selectAdjacentOblast(by int) {
	ids := a.oblastIDs()
	if len(ids) == 0 {
		return
	}
	at := slices.Index(ids, a.state.Select)
	if at < 0 && by < 0 {
		at = 0
	}
	a.tapHits = nil
	id := ids[((at+by)%len(ids)+len(ids))%len(ids)]
	a.openCard(id)
	a.ensureVisible(id)
}

// oblastIDs are the ids of all oblasts in the order of their names.
func (a *App) oblastIDs() []string {
	var ids []string
	for _, x := range a.dateData().Areas {
		if x.ID != idCountry {
			ids = append(ids, x.ID)
		}
	}
	a.locale.Sort(ids, func(id string) string { return a.world.FeatureName(id, a.locale.Lang) })
	return ids
}

// handleEnvironment does what the shell tells of the place in which the map stands.
func (a *App) handleEnvironment(act Action) error {
	switch act.Type {
	case ActionResize:
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
		if v := a.initialView; v != nil { // it was kept to the limits of a picture of another size
			a.initialView = nil
			a.jumpToView(*v)
		}
	case ActionCover:
		in := scene.Insets{Top: max(act.Top, 0), Right: max(act.Right, 0),
			Bottom: max(act.Bottom, 0), Left: max(act.Left, 0)}
		hidden := scene.Rect{W: max(act.W, 0), H: max(act.H, 0)}
		if act.X != nil && act.Y != nil {
			hidden.X, hidden.Y = *act.X, *act.Y
		}
		if in != a.picture.Padding || hidden != a.picture.Obscured {
			a.skipFadeOut()
			a.picture.Padding, a.picture.Obscured = in, hidden
			a.refitCamera()
		}
	case ActionSystem:
		if act.Dark != a.prefersDark {
			a.prefersDark = act.Dark
			a.rebuildPicture()
		}
	case ActionMotion:
		a.reducedMotion = act.Reduce
		if a.reducedMotion {
			a.endCrossfade()
			if a.animation.active {
				a.jumpTo(a.animation.destination(a.picture.Camera))
			}
		}
	case ActionFocus:
		a.focused = act.On
		a.setCrosshair(act.On)
	case ActionVisible:
		a.hidden = !act.On
		if a.hidden {
			a.gestures.cancelAll()
			a.clearHover()
			a.endCrossfade()
		} else {
			a.dirty = true // what was drawn may be gone
		}
	}
	return nil
}

// setCrosshair shows where the keyboard points, while the map has the focus.
func (a *App) setCrosshair(on bool) {
	on = on && a.focused
	if on != a.picture.Crosshair {
		a.picture.Crosshair = on
		a.dirty, a.viewDirty = true, true
	}
}

// handleSelection does what changes what is told.
func (a *App) handleSelection(act Action) error {
	switch act.Type {
	case ActionSelect:
		if !a.shapeExists(act.ID) {
			return &ActionError{Type: act.Type, Field: "id",
				Rule: fmt.Sprintf("there is no %q on %s", act.ID, a.state.Date)}
		}
		a.selectShape(act)
	case ActionClose:
		a.closeCard()
	case ActionLayer:
		if err := a.switchLayer(act); err != nil {
			return err
		}
	case ActionTheme:
		a.state.Theme = act.Theme
		a.rebuildPicture()
	case ActionLang:
		if !slices.Contains(a.availableLangs(), act.Lang) {
			return &ActionError{Type: act.Type, Field: "lang",
				Rule: fmt.Sprintf("%q is none of %s", act.Lang,
					strings.Join(a.availableLangs(), ", "))}
		}
		return a.chooseLang(act.Lang)
	case ActionState:
		if act.State == nil {
			return &ActionError{Type: act.Type, Field: "state", Rule: "missing"}
		}
		return a.applyState(*act.State)
	}
	a.queueAction(act)
	return nil
}

// selectShape opens a shape's card. Where it was tapped the camera stays; what was found by its
// name is shown.
func (a *App) selectShape(act Action) {
	tapped := act.X != nil && act.Y != nil
	if tapped {
		a.tapHits = slices.Clone(a.world.Pick(&a.picture, *act.X, *act.Y))
	}
	under := slices.ContainsFunc(a.tapHits, func(h scene.Hit) bool { return h.ID == act.ID })
	if !under {
		a.tapHits = nil
	}
	if _, town := a.townPosition(act.ID); !under || town && !tapped {
		a.ensureVisible(act.ID)
	}
	a.openCard(act.ID)
	if act.Quiet {
		a.announcement = ""
	}
}

// handleStory does what moves the story: dates, scenarios, steps.
func (a *App) handleStory(act Action) error {
	switch act.Type {
	case ActionDate:
		if !a.dateAvailable(act.Date) {
			return &ActionError{Type: act.Type, Field: "date",
				Rule: fmt.Sprintf("%q is none of %s", act.Date,
					strings.Join(a.availableDateIDs(), ", "))}
		}
		a.playing = false
		return a.transitionTo(a.resolveTarget(State{Date: act.Date, Layers: a.state.Layers}),
			a.announceUnlessQuiet(act, a.situation))
	case ActionScenario:
		return a.chooseScenario(act)
	case ActionPullback:
		return a.choosePullback(act)
	case ActionStep:
		return a.chooseStep(act)
	case ActionTab:
		return a.chooseTab(act)
	case ActionPlay:
		return a.setPlaying(act.On)
	}
	return nil
}

func (a *App) availableDateIDs() []string {
	var ids []string
	for _, d := range a.availableDates() {
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
		a.state.Select = "" // the layer went with what was told about it
	}
	a.rebuildPicture()
	a.announceLayer("layer."+l.ID, act.On)
	return nil
}

// announceUnlessQuiet returns what announces a choice once it is shown, unless the reader knows of
// it already.
func (a *App) announceUnlessQuiet(act Action, text func() string) func() {
	return func() {
		a.announcement = ""
		if !act.Quiet {
			a.announcement = text()
		}
	}
}

// announceLayer announces a layer by the key of its name.
func (a *App) announceLayer(name string, on bool) {
	key := "announce.layer-off"
	if on {
		key = "announce.layer-on"
	}
	a.announcement = a.locale.Text(key, "layer", a.locale.Text(name))
}

// switchComparisonLine switches an earlier line, whose date may have to be fetched; after what is
// waited for already.
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

// openCard opens a card.
func (a *App) openCard(id string) {
	a.state.Select = id
	a.picture.Selected = id
	a.dirty, a.viewDirty = true, true
	a.announcement = a.cardAnnouncement(id)
}

// closeCard closes the card.
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

// clearHover is when no pointer is over the map any more.
func (a *App) clearHover() {
	if a.hover.id != "" {
		a.dirty, a.viewDirty = true, true
	}
	a.hover = hoverState{}
	a.picture.Hovered = ""
}

// updateHover finds out what the pointer is over, once a frame at most and not while the map moves.
func (a *App) updateHover() {
	p := &a.hover
	if !p.active || !p.needsPick || a.animation.active || a.gestures.anyPointerDown() {
		return
	}
	p.needsPick = false
	var hit scene.Hit
	if hits := a.world.Pick(&a.picture, p.x, p.y); len(hits) > 0 {
		hit = hits[0]
	}
	if hit.ID != p.id || hit.ID != "" {
		a.viewDirty = true // the tip goes with the pointer
	}
	if hit.ID != p.id {
		p.id, p.kind = hit.ID, hit.Kind
		a.picture.Hovered = hit.ID
		a.dirty = true
	}
}
