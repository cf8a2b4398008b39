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
	panStep    = 100.0 // CSS pixels of an arrow key
	zoomStep   = 1.0   // zoom levels of + and -, twice with shift
	wheelLevel = 220.0 // CSS pixels of a wheel in one zoom level
	wheelMost  = 1.0   // zoom levels of one event at most
	wheelNotch = 40.0  // CSS pixels from which on an event is a notch, to be eased
)

// Do does one action. An error means that nothing has changed.
func (a *App) Do(act Action) error {
	if err := act.check(); err != nil {
		return err
	}
	switch act.Type {
	case ActionPointer, ActionWheel, ActionKey, ActionZoom, ActionPinch, ActionPan, ActionView, ActionReset:
		return a.navigate(act)
	case ActionResize, ActionCover, ActionSystem, ActionMotion, ActionFocus, ActionVisible:
		return a.surround(act)
	case ActionSelect, ActionClose, ActionLayer, ActionTheme, ActionLang, ActionState:
		return a.choose(act)
	case ActionDate, ActionScenario, ActionPullback, ActionStep, ActionTab, ActionPlay:
		return a.tell(act)
	}
	return &ActionError{Type: act.Type, Rule: "unknown type; there are " + strings.Join(ActionTypes(), ", ")}
}

// navigate does what moves the map or points at it.
func (a *App) navigate(act Action) error {
	switch act.Type {
	case ActionPointer:
		if act.X == nil || act.Y == nil {
			return &ActionError{Type: act.Type, Field: "x", Rule: "missing"}
		}
		for _, g := range a.gestures.handle(act, a.clock()) {
			a.gesture(g)
		}
	case ActionWheel:
		if act.X == nil || act.Y == nil {
			return &ActionError{Type: act.Type, Field: "x", Rule: "missing"}
		}
		levels := min(max(-act.DY/wheelLevel, -wheelMost), wheelMost)
		ms := 0.0
		if math.Abs(act.DY) >= wheelNotch {
			ms = wheelTime
		}
		a.zoomAbout(*act.X, *act.Y, levels, ms, true)
	case ActionKey:
		a.key(act.Key, act.Shift)
	case ActionZoom:
		x, y := a.middle()
		if act.X != nil && act.Y != nil {
			x, y = *act.X, *act.Y
		}
		a.zoomAbout(x, y, act.By, stepTime, false)
	case ActionPinch:
		if act.X == nil || act.Y == nil {
			return &ActionError{Type: act.Type, Field: "x", Rule: "missing"}
		}
		a.gesture(gesture{kind: gesturePinch, x: *act.X, y: *act.Y, levels: act.By})
	case ActionPan:
		a.panBy(act.DX, act.DY)
	case ActionView:
		if act.View == nil {
			return &ActionError{Type: act.Type, Field: "view", Rule: "missing"}
		}
		a.showView(*act.View)
	case ActionReset:
		a.goHome()
	}
	if act.Type != ActionPointer || act.Phase != "move" { // the link is told when a drag has ended
		a.moved = true
	}
	return nil
}

// middle is the middle of the picture, where the crosshair stands.
func (a *App) middle() (x, y float64) { return a.picture.Camera.W / 2, a.picture.Camera.H / 2 }

// gesture does what a pointer means.
func (a *App) gesture(g gesture) {
	switch g.kind {
	case gestureTouch:
		a.motion.stop()
		a.unpoint()
		a.crosshair(false)
	case gestureHover:
		a.pointing.on, a.pointing.moved = true, true
		a.pointing.x, a.pointing.y = g.x, g.y
		a.crosshair(false)
	case gestureLeave:
		a.unpoint()
	case gesturePan:
		a.hurry()
		a.atHome = false
		a.jump(a.picture.Camera.Pan(g.dx, g.dy))
	case gesturePinch:
		a.hurry()
		a.atHome = false
		c := a.picture.Camera.Pan(g.dx, g.dy).ZoomAbout(g.x, g.y, g.levels)
		a.jump(c.LimitAbout(g.x, g.y, a.frame().limits))
	case gestureThrow:
		a.throw(g.dx, g.dy)
	case gestureTap:
		a.tap(g.x, g.y)
	case gestureDouble:
		a.zoomAbout(g.x, g.y, zoomStep, stepTime, false)
	}
}

// tap opens the card of what is there, or closes the one that is open.
func (a *App) tap(x, y float64) {
	a.under = slices.Clone(a.world.Pick(&a.picture, x, y))
	if len(a.under) == 0 {
		a.close()
		return
	}
	a.open(a.under[0].ID)
}

// key does what a key means while the map has the focus. After a click, which shows no crosshair, the first key does.
func (a *App) key(key string, shift bool) {
	a.focused = true
	a.crosshair(true)
	levels := zoomStep
	if shift {
		levels *= 2
	}
	x, y := a.middle()
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
		a.zoomAbout(x, y, levels, stepTime, false)
	case "-", "_":
		a.zoomAbout(x, y, -levels, stepTime, false)
	case "0":
		a.goHome()
	case "Enter":
		a.tap(x, y)
	case "]":
		a.stepOblast(1)
	case "[":
		a.stepOblast(-1)
	case "Escape":
		a.close()
	}
}

// stepOblast opens the next or the last oblast by name; none is open: the first, or the last.
func (a *App) stepOblast(by int) {
	ids := a.oblasts()
	if len(ids) == 0 {
		return
	}
	at := slices.Index(ids, a.state.Select)
	if at < 0 && by < 0 {
		at = 0
	}
	a.under = nil
	id := ids[((at+by)%len(ids)+len(ids))%len(ids)]
	a.open(id)
	a.reveal(id)
}

// oblasts are the ids of all oblasts in the order of their names.
func (a *App) oblasts() []string {
	var ids []string
	for _, x := range a.day().Areas {
		if x.ID != idCountry {
			ids = append(ids, x.ID)
		}
	}
	a.words.Sort(ids, func(id string) string { return a.world.FeatureName(id, a.words.Lang) })
	return ids
}

// surround does what the shell tells of the place in which the map stands.
func (a *App) surround(act Action) error {
	switch act.Type {
	case ActionResize:
		if act.W < 1 || act.H < 1 || act.Ratio <= 0 {
			return &ActionError{Type: act.Type, Field: "w", Rule: "a map needs a width and a height of at least 1 and a ratio above 0"}
		}
		if act.W == a.picture.Camera.W && act.H == a.picture.Camera.H && act.Ratio == a.picture.PixelRatio {
			return nil
		}
		a.hurry()
		a.picture.Camera = a.picture.Camera.Resize(act.W, act.H)
		a.picture.PixelRatio = act.Ratio
		a.reframe()
		if v := a.linkedView; v != nil { // it was kept to the limits of a picture of another size
			a.linkedView = nil
			a.showView(*v)
		}
	case ActionCover:
		in := scene.Insets{Top: max(act.Top, 0), Right: max(act.Right, 0), Bottom: max(act.Bottom, 0), Left: max(act.Left, 0)}
		hidden := scene.Rect{W: max(act.W, 0), H: max(act.H, 0)}
		if act.X != nil && act.Y != nil {
			hidden.X, hidden.Y = *act.X, *act.Y
		}
		if in != a.picture.Padding || hidden != a.picture.Obscured {
			a.hurry()
			a.picture.Padding, a.picture.Obscured = in, hidden
			a.reframe()
		}
	case ActionSystem:
		if act.Dark != a.systemDark {
			a.systemDark = act.Dark
			a.compose()
		}
	case ActionMotion:
		a.reduced = act.Reduce
		if a.reduced {
			a.cut()
			if a.motion.active {
				a.jump(a.motion.target(a.picture.Camera))
			}
		}
	case ActionFocus:
		a.focused = act.On
		a.crosshair(act.On)
	case ActionVisible:
		a.hidden = !act.On
		if a.hidden {
			a.gestures.cancelAll()
			a.unpoint()
			a.cut()
		} else {
			a.dirty = true // what was drawn may be gone
		}
	}
	return nil
}

// crosshair shows where the keyboard points, while the map has the focus.
func (a *App) crosshair(on bool) {
	on = on && a.focused
	if on != a.picture.Crosshair {
		a.picture.Crosshair = on
		a.dirty, a.stale = true, true
	}
}

// choose does what changes what is told.
func (a *App) choose(act Action) error {
	switch act.Type {
	case ActionSelect:
		if !a.exists(act.ID) {
			return &ActionError{Type: act.Type, Field: "id", Rule: fmt.Sprintf("there is no %q on %s", act.ID, a.state.Date)}
		}
		a.selectShape(act)
	case ActionClose:
		a.close()
	case ActionLayer:
		if err := a.switchLayer(act); err != nil {
			return err
		}
	case ActionTheme:
		a.state.Theme = act.Theme
		a.compose()
	case ActionLang:
		if !slices.Contains(a.langs(), act.Lang) {
			return &ActionError{Type: act.Type, Field: "lang", Rule: fmt.Sprintf("%q is none of %s", act.Lang, strings.Join(a.langs(), ", "))}
		}
		return a.chooseLang(act.Lang)
	case ActionState:
		if act.State == nil {
			return &ActionError{Type: act.Type, Field: "state", Rule: "missing"}
		}
		return a.take(*act.State)
	}
	a.keepMeanwhile(act)
	return nil
}

// selectShape opens a shape's card. Where it was tapped the camera stays; what was found by its name is shown.
func (a *App) selectShape(act Action) {
	tapped := act.X != nil && act.Y != nil
	if tapped {
		a.under = slices.Clone(a.world.Pick(&a.picture, *act.X, *act.Y))
	}
	under := slices.ContainsFunc(a.under, func(h scene.Hit) bool { return h.ID == act.ID })
	if !under {
		a.under = nil
	}
	if _, town := a.townPosition(act.ID); !under || town && !tapped {
		a.reveal(act.ID)
	}
	a.open(act.ID)
	if act.Quiet {
		a.announce = ""
	}
}

// tell does what moves the story: dates, scenarios, steps.
func (a *App) tell(act Action) error {
	switch act.Type {
	case ActionDate:
		if !a.offered(act.Date) {
			return &ActionError{Type: act.Type, Field: "date", Rule: fmt.Sprintf("%q is none of %s", act.Date, strings.Join(a.dateIDs(), ", "))}
		}
		a.playing = false
		return a.goTo(a.aim(State{Date: act.Date, Layers: a.state.Layers}), a.announcing(act, a.situation))
	case ActionScenario:
		return a.chooseScenario(act)
	case ActionPullback:
		return a.choosePullback(act)
	case ActionStep:
		return a.chooseStep(act)
	case ActionTab:
		return a.chooseTab(act)
	case ActionPlay:
		return a.play(act.On)
	}
	return nil
}

func (a *App) dateIDs() []string {
	var ids []string
	for _, d := range a.dates() {
		ids = append(ids, d.ID)
	}
	return ids
}

func (a *App) switchLayer(act Action) error {
	if _, ok := a.overlay(act.ID); ok {
		return a.switchEarlier(act)
	}
	l, ok := a.story.Layer(act.ID)
	if ok && !a.allowed(l) {
		return &ActionError{Type: act.Type, Field: "id", Rule: fmt.Sprintf("%q is not shown before %s", act.ID, l.NotBefore)}
	}
	if !ok || !a.setLayer(act.ID, act.On) {
		return &ActionError{Type: act.Type, Field: "id", Rule: fmt.Sprintf("%q is no layer that can be switched", act.ID)}
	}
	a.state.Step = ""
	if !a.exists(a.state.Select) {
		a.state.Select = "" // the layer went with what was told about it
	}
	a.compose()
	a.switched("layer."+l.ID, act.On)
	return nil
}

// announcing returns what announces a choice once it is shown, unless the reader knows of it already.
func (a *App) announcing(act Action, text func() string) func() {
	return func() {
		a.announce = ""
		if !act.Quiet {
			a.announce = text()
		}
	}
}

// switched announces a layer by the key of its name.
func (a *App) switched(name string, on bool) {
	key := "announce.layer-off"
	if on {
		key = "announce.layer-on"
	}
	a.announce = a.words.Text(key, "layer", a.words.Text(name))
}

// switchEarlier switches an earlier line, whose date may have to be fetched; after what is waited for already.
func (a *App) switchEarlier(act Action) error {
	if a.wish != nil {
		return nil
	}
	s := a.state
	s.Layers = maps.Clone(s.Layers)
	if s.Layers == nil {
		s.Layers = map[string]bool{}
	}
	s.Layers[act.ID] = act.On
	return a.goTo(a.aim(s), func() {
		a.setLayer(act.ID, act.On)
		a.switched("scenario."+act.ID, act.On)
	})
}

// open opens a card.
func (a *App) open(id string) {
	a.state.Select = id
	a.picture.Selected = id
	a.dirty, a.stale = true, true
	a.announce = a.spokenCard(id)
}

// close closes the card.
func (a *App) close() {
	a.under = nil
	if a.state.Select == "" {
		return
	}
	a.state.Select = ""
	a.picture.Selected = ""
	a.announce = ""
	a.dirty, a.stale = true, true
}

// unpoint is when no pointer is over the map any more.
func (a *App) unpoint() {
	if a.pointing.id != "" {
		a.dirty, a.stale = true, true
	}
	a.pointing = pointing{}
	a.picture.Hovered = ""
}

// point finds out what the pointer is over, once a frame at most and not while the map moves.
func (a *App) point() {
	p := &a.pointing
	if !p.on || !p.moved || a.motion.active || a.gestures.dragging() {
		return
	}
	p.moved = false
	var hit scene.Hit
	if hits := a.world.Pick(&a.picture, p.x, p.y); len(hits) > 0 {
		hit = hits[0]
	}
	if hit.ID != p.id || hit.ID != "" {
		a.stale = true // the tip goes with the pointer
	}
	if hit.ID != p.id {
		p.id, p.kind = hit.ID, hit.Kind
		a.picture.Hovered = hit.ID
		a.dirty = true
	}
}
