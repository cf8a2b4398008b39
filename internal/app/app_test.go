package app

import (
	"errors"
	"io/fs"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"truceline/internal/diag"
	"truceline/internal/scene"
)

func TestNew_MissingAssets(t *testing.T) {
	if _, err := New(fstest.MapFS{}, State{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no assets: %v", err)
	}
	files := tinyAssets(t)
	delete(files, "geojson/figures-2026-01-06.json")
	delete(files, "geojson/figures-2022-02-23.json")
	if _, err := New(files, State{}); !errors.Is(err, errNoDate) {
		t.Errorf("no figures: %v", err)
	}
	files = tinyAssets(t)
	files["geojson/figures-2026-01-06.json"] = &fstest.MapFile{Data: []byte("{")}
	var dataErr *diag.Diagnostic
	if _, err := New(files, State{}); !errors.As(err, &dataErr) ||
		dataErr.File != "geojson/figures-2026-01-06.json" {
		t.Errorf("broken figures: %v", err)
	}
}

// Frame returns false until something changes. A pointer that moves over the same shape changes
// nothing.
func TestFrame_IdlesWithoutChange(t *testing.T) {
	a := newTestApp(t, tinyAssets(t), State{})
	if !a.Frame(0) {
		t.Error("the first picture was not drawn")
	}
	if n := a.runUntilIdle(); n > 0 {
		t.Errorf("%d more frames without a reason", n)
	}
	a.mustDo(mouseEvent("move", 450, 300))
	a.runUntilIdle()
	a.mustDo(mouseEvent("move", 451, 300))
	if n := a.runUntilIdle(); n > 0 {
		t.Errorf("%d frames for a pointer over the same shape", n)
	}
	a.mustDo(Action{Type: ActionZoom, By: 1})
	if n := a.runUntilIdle(); n < 5 || n > 30 {
		t.Errorf("%d frames for a zoom of 200 ms", n)
	}
	a.mustDo(Action{Type: ActionVisible, On: false}, Action{Type: ActionReset})
	if n := a.runUntilIdle(); n > 0 {
		t.Errorf("%d frames while nobody sees the map", n)
	}
	a.mustDo(Action{Type: ActionVisible, On: true})
	if n := a.runUntilIdle(); n < 2 {
		t.Errorf("%d frames after coming back", n)
	}
	a.mustDo(Action{Type: ActionResize, W: 900, H: 600, Ratio: 1})
	a.runUntilIdle()
	a.mustDo(Action{Type: ActionResize, W: 900, H: 600, Ratio: 1})
	if n := a.runUntilIdle(); n > 0 {
		t.Errorf("%d frames for the same size", n)
	}
}

func TestReducedMotion_Cuts(t *testing.T) {
	a := newTestApp(t, tinyAssets(t), State{})
	a.runUntilIdle()
	a.mustDo(Action{Type: ActionZoom, By: 2})
	a.ms += 50
	a.Frame(a.ms)
	halfway := a.picture.Camera
	a.mustDo(Action{Type: ActionMotion, Reduce: true})
	if a.picture.Camera == halfway || a.animation.active {
		t.Error("a motion under way goes on")
	}
	for _, act := range []Action{{Type: ActionZoom, By: -1}, {Type: ActionPan, DX: 50},
		{Type: ActionReset}, {Type: ActionKey, Key: "]"}} {
		a.mustDo(act)
		if n := a.runUntilIdle(); n > 1 {
			t.Errorf("%s: %d frames", act.Type, n)
		}
	}
	a.mustDo(pointerEvent("down", "1", "touch", 0, 0))
	for i := range 5 {
		a.ms += 10
		a.mustDo(pointerEvent("move", "1", "touch", float64(20*i), 0))
	}
	a.mustDo(pointerEvent("up", "1", "touch", 80, 0))
	if n := a.runUntilIdle(); n > 1 {
		t.Errorf("a throw: %d frames", n)
	}
}

// A held key repeats before its animation has ended, perhaps with every frame. The map must move
// with each of them and end where single steps end.
func TestHeldKey_KeepsMoving(t *testing.T) {
	for _, every := range []int{1, 2, 12} {
		a := newTestApp(t, assets, State{})
		a.mustDo(Action{Type: ActionZoom, By: 3})
		a.runUntilIdle()
		from := a.picture.Camera
		const frames = 36
		for i := range frames {
			if i%every == 0 {
				a.mustDo(Action{Type: ActionPan, DX: -5})
			}
			at := a.picture.Camera
			a.ms += 16
			a.Frame(a.ms)
			if moved := a.picture.Camera != at; !moved && i > 0 && every <= 2 {
				t.Errorf("a step each %d frames: frame %d does not move the map", every, i)
			}
		}
		a.runUntilIdle()
		want := from
		for range frames / every {
			want = want.Pan(5, 0)
		}
		if got := a.picture.Camera.Center; math.Abs(got.X-want.Center.X) > 1 ||
			math.Abs(got.Y-want.Center.Y) > 1 {
			t.Errorf("a step each %d frames leads to %v instead of %v", every, got, want.Center)
		}
	}
}

func TestFling_Ends(t *testing.T) {
	a := newTestApp(t, assets, State{})
	a.mustDo(Action{Type: ActionZoom, By: 3})
	a.runUntilIdle()
	a.mustDo(pointerEvent("down", "1", "touch", 400, 300))
	for i := range 6 {
		a.ms += 10
		a.mustDo(pointerEvent("move", "1", "touch", 400-float64(20*i), 300))
	}
	at := a.picture.Camera.Center.X
	a.mustDo(pointerEvent("up", "1", "touch", 300, 300))
	if n := a.runUntilIdle(); n < 10 {
		t.Errorf("it ran for %d frames", n)
	}
	distance := (a.picture.Camera.Center.X - at) / a.picture.Camera.MetresPerPixel
	if distance < 100 || distance > 900 {
		t.Errorf("it ran %v pixels", distance)
	}
	a.mustDo(pointerEvent("down", "2", "touch", 400, 300))
	if a.animation.active {
		t.Error("a finger does not stop it")
	}
}

func TestKeys(t *testing.T) {
	a := newTestApp(t, assets, State{})
	a.mustDo(Action{Type: ActionMotion, Reduce: true}, Action{Type: ActionFocus, On: true},
		Action{Type: ActionZoom, By: 3})
	if !a.View().Crosshair {
		t.Error("no crosshair with the focus")
	}
	press := func(key string, shift bool) (before, after scene.Camera) {
		before = a.picture.Camera
		a.mustDo(Action{Type: ActionKey, Key: key, Shift: shift})
		return before, a.picture.Camera
	}
	for key, want := range map[string][2]float64{"ArrowLeft": {-100, 0}, "ArrowRight": {100, 0},
		"ArrowUp": {0, 100}, "ArrowDown": {0, -100}} {
		before, after := press(key, false)
		dx := (after.Center.X - before.Center.X) / before.MetresPerPixel
		dy := (after.Center.Y - before.Center.Y) / before.MetresPerPixel
		if math.Abs(dx-want[0]) > 1e-6 || math.Abs(dy-want[1]) > 1e-6 {
			t.Errorf("%s moves %v, %v pixels", key, dx, dy)
		}
	}
	for _, c := range []struct {
		key   string
		shift bool
		want  float64
	}{{"+", false, 1}, {"-", false, -1}, {"=", true, 2}, {"_", true, -2}} {
		before, after := press(c.key, c.shift)
		got := math.Log2(before.MetresPerPixel / after.MetresPerPixel)
		if math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%s: %v levels", c.key, got)
		}
	}
	press("0", false)
	if a.picture.Camera != a.cameraFit().camera || !a.autoFit {
		t.Error("0 does not show the whole country")
	}
	press("Enter", false)
	if a.View().Card == nil || a.View().Announce == "" {
		t.Error("Enter tells nothing")
	}
	press("Escape", false)
	if a.View().Card != nil {
		t.Error("Escape closes nothing")
	}
	a.mustDo(pointerEvent("down", "1", "mouse", 400, 300),
		pointerEvent("up", "1", "mouse", 400, 300))
	if a.View().Crosshair {
		t.Error("a crosshair after a click")
	}
	a.mustDo(Action{Type: ActionFocus, On: false})
	press("ArrowLeft", false)
	if !a.View().Crosshair {
		t.Error("no crosshair with the first key after a click")
	}
	press("q", false)
	a.mustDo(Action{Type: ActionFocus, On: false})
	if a.View().Crosshair {
		t.Error("a crosshair without the focus")
	}
}

// TestSelect_ClearOfSidebar steps through all oblasts in a wide and low picture.
func TestSelect_ClearOfSidebar(t *testing.T) {
	a := newTestApp(t, assets, State{})
	a.mustDo(Action{Type: ActionResize, W: 852, H: 348, Ratio: 1},
		Action{Type: ActionMotion, Reduce: true}, Action{Type: ActionZoom, By: 3})
	sidebar := a.cameraFit().limits.Padding.Right
	if sidebar < 200 {
		t.Fatalf("a column of %.0f px", sidebar)
	}
	for range 27 {
		a.mustDo(Action{Type: ActionKey, Key: "]"})
		card := a.View().Card
		bounds, _ := a.world.FeatureBounds(card.ID)
		if x, _ := a.picture.Camera.Project(bounds.Max); x > 852-sidebar {
			t.Errorf("%s reaches to %.0f px, under the column", card.Name, x)
		}
	}
}

// Square brackets step through all oblasts by name, wrap around, and show each whole.
func TestKeys_StepThroughOblasts(t *testing.T) {
	a := newTestApp(t, assets, State{})
	a.mustDo(Action{Type: ActionMotion, Reduce: true}, Action{Type: ActionZoom, By: 3})
	var names, ids []string
	for range 27 {
		a.mustDo(Action{Type: ActionKey, Key: "]"})
		card := a.View().Card
		names, ids = append(names, card.Name), append(ids, card.ID)
		bounds, _ := a.world.FeatureBounds(card.ID)
		view := a.picture.Camera.VisibleBounds(1)
		if !view.Contains(bounds.Min) || !view.Contains(bounds.Max) {
			t.Errorf("%s is not seen whole", card.Name)
		}
	}
	if !slices.IsSortedFunc(names, a.locale.Compare) {
		t.Errorf("order of names: %v", names)
	}
	if slices.Sort(ids); len(slices.Compact(ids)) != 27 {
		t.Errorf("%d oblasts: %v", len(ids), ids)
	}
	first := names[0]
	a.mustDo(Action{Type: ActionKey, Key: "]"})
	if got := a.View().Card.Name; got != first {
		t.Errorf("after the last comes %s", got)
	}
	a.mustDo(Action{Type: ActionKey, Key: "["})
	if got := a.View().Card.Name; got != names[26] {
		t.Errorf("before the first comes %s", got)
	}
	a.mustDo(Action{Type: ActionClose}, Action{Type: ActionKey, Key: "["})
	if got := a.View().Card.Name; got != names[26] {
		t.Errorf("[ begins with %s", got)
	}
}

// The map fits the country at every size until the reader moves it, and stays within its limits.
func TestCamera(t *testing.T) {
	a := newTestApp(t, assets, State{})
	a.mustDo(Action{Type: ActionResize, W: 320, H: 600, Ratio: 2})
	if a.picture.Camera != a.cameraFit().camera {
		t.Error("not at home after a resize")
	}
	a.mustDo(Action{Type: ActionMotion, Reduce: true}, Action{Type: ActionPan, DX: 1e5, DY: 1e5})
	within := a.cameraFit().limits.CenterBounds
	if !within.Contains(a.picture.Camera.Center) {
		t.Errorf("lost at %v", a.picture.Camera.Center)
	}
	a.mustDo(Action{Type: ActionZoom, By: 100})
	if got := a.picture.Camera.MetresPerPixel; got < a.cameraFit().limits.MinMetresPerPixel {
		t.Errorf("too close: %v", got)
	}
	a.mustDo(Action{Type: ActionZoom, By: -100})
	if got := a.picture.Camera.MetresPerPixel; got > a.cameraFit().limits.MaxMetresPerPixel {
		t.Errorf("too far: %v", got)
	}
	a.mustDo(Action{Type: ActionReset}, Action{Type: ActionZoom, By: 4}) // away from the map's edge
	center := a.picture.Camera.Center
	a.mustDo(Action{Type: ActionResize, W: 640, H: 400, Ratio: 1})
	if a.picture.Camera.Center != center {
		t.Error("a resize moved a map that the reader had moved")
	}
	if a.State().View == nil {
		t.Error("the link does not carry where the map is")
	}
	a.mustDo(Action{Type: ActionReset}, Action{Type: ActionResize, W: 900, H: 600, Ratio: 1})
	if a.picture.Camera != a.cameraFit().camera || a.State().View != nil {
		t.Error("not at home after a reset")
	}
}

// Fast notches of the wheel add up.
func TestWheel_KeepsPointUnderPointer(t *testing.T) {
	a := newTestApp(t, assets, State{})
	a.runUntilIdle()
	grasped := a.picture.Camera.Unproject(600, 200)
	scale := a.picture.Camera.MetresPerPixel
	for range 3 {
		a.mustDo(atPoint(Action{Type: ActionWheel, DY: -110}, 600, 200))
		a.ms += 10
		a.Frame(a.ms)
	}
	a.runUntilIdle()
	if x, y := a.picture.Camera.Project(grasped); math.Hypot(x-600, y-200) > 1e-6 {
		t.Errorf("it slipped to %v, %v", x, y)
	}
	if levels := math.Log2(scale / a.picture.Camera.MetresPerPixel); math.Abs(levels-1.5) > 1e-9 {
		t.Errorf("three half levels make %v", levels)
	}
}

// A pinch zooms at once, by all of its levels however many they are, and about its point.
func TestTrackpadPinch(t *testing.T) {
	a := newTestApp(t, assets, State{})
	a.runUntilIdle()
	grasped := a.picture.Camera.Unproject(600, 200)
	scale := a.picture.Camera.MetresPerPixel
	for _, by := range []float64{0.01, math.Log2(3), -0.5} {
		a.mustDo(atPoint(Action{Type: ActionPinch, By: by}, 600, 200))
	}
	if x, y := a.picture.Camera.Project(grasped); math.Hypot(x-600, y-200) > 1e-6 {
		t.Errorf("it slipped to %v, %v", x, y)
	}
	if levels := math.Log2(scale / a.picture.Camera.MetresPerPixel); math.Abs(levels-
		(math.Log2(3)-0.49)) > 1e-9 {
		t.Errorf("zoomed by %v levels", levels)
	}
}

// An ActionView shows what a link with the same view shows, wherever the camera was.
func TestActionView(t *testing.T) {
	view := Viewpoint{Lon: 37.1, Lat: 48.2, Zoom: 7.5}
	linked := newTestApp(t, assets, State{View: &view})
	a := newTestApp(t, assets, State{})
	a.runUntilIdle()
	a.mustDo(Action{Type: ActionZoom, By: 2}, Action{Type: ActionView, View: &view})
	a.runUntilIdle()
	if a.ViewParam() != linked.ViewParam() || a.State().Link() != linked.State().Link() {
		t.Errorf("it shows %s, a link %s", a.ViewParam(), linked.ViewParam())
	}
	for _, bad := range []Viewpoint{{Lat: 91}, {Lon: -181}, {Zoom: 25}, {Zoom: math.NaN()}} {
		if a.Dispatch(Action{Type: ActionView, View: &bad}) == nil {
			t.Errorf("%+v was taken", bad)
		}
	}
}

func TestState_FromLink(t *testing.T) {
	a := newTestApp(t, assets,
		ParseLink("view=7.5/48.2/37.1&layers=hubs,monitoring&select=UA-14&theme=dark"))
	v := a.View()
	if v.Link != "view=7.5/48.2/37.1&select=UA-14&layers=monitoring&theme=dark" ||
		v.Theme != ThemeDark {
		t.Errorf("%s %s", v.Link, v.Theme)
	}
	if z := a.picture.Camera.Zoom(); math.Abs(z-7.5) > 1e-9 {
		t.Errorf("zoom %v", z)
	}
	b := newTestApp(t, assets, State{})
	s := a.State()
	b.mustDo(Action{Type: ActionState, State: &s})
	p, q := a.Picture(), b.Picture()
	if math.Hypot(p.Camera.Center.X-q.Camera.Center.X, p.Camera.Center.Y-q.Camera.Center.Y) > 0.01 {
		t.Errorf("a state taken on later is at %v, not %v", q.Camera.Center, p.Camera.Center)
	}
	q.Camera = p.Camera
	if !reflect.DeepEqual(q, p) {
		t.Error("a state taken on later gives another picture")
	}
}

func TestThemes(t *testing.T) {
	a := newTestApp(t, tinyAssets(t), State{})
	want := func(theme string) {
		t.Helper()
		if got := a.View().Theme; got != theme || a.picture.Theme != theme {
			t.Errorf("%s, want %s", got, theme)
		}
	}
	want(ThemeLight)
	a.mustDo(Action{Type: ActionSystem, Dark: true})
	want(ThemeDark)
	a.mustDo(Action{Type: ActionTheme, Theme: ThemeLight})
	want(ThemeLight)
	a.mustDo(Action{Type: ActionTheme, Theme: ThemeAuto})
	want(ThemeDark)
	if a.State().Theme != "" {
		t.Error("auto stands in the link")
	}
}

func TestLayers(t *testing.T) {
	a := newTestApp(t, tinyAssets(t), State{})
	entry := func(id string) LegendEntry {
		t.Helper()
		for _, e := range a.View().Legend {
			if e.ID == id {
				return e
			}
		}
		t.Fatalf("no %s in the legend", id)
		return LegendEntry{}
	}
	if e := entry("hub"); e.On || !e.Toggle || a.picture.Shows("hubs") {
		t.Errorf("hubs at first: %+v", e)
	}
	a.mustDo(Action{Type: ActionLayer, ID: "hubs", On: true})
	if e := entry("hub"); !e.On || !a.picture.Shows("hubs") {
		t.Errorf("hubs switched on: %+v", e)
	}
	if v := a.View(); v.Announce != "Proposed “military hubs”: shown" {
		t.Errorf("announced: %q", v.Announce)
	}
	if n := strings.Join(a.View().Notes, "\n"); !strings.Contains(n,
		"Only after a ceasefire, in a peace deal") ||
		!strings.Contains(n, "By 6 January 2026 no hub site had been announced") {
		t.Errorf("the page says %q", n)
	}
	if a.State().Layers == nil {
		t.Error("the link does not carry the layer")
	}
	// The card closes with its layer.
	a.mustDo(Action{Type: ActionSelect, ID: "hub-alpha"},
		Action{Type: ActionLayer, ID: "hubs", On: false})
	if v := a.View(); v.Select != "" || v.Card != nil {
		t.Errorf("the card of a hub that is not shown: %+v", v.Card)
	}
	if err := a.Dispatch(Action{Type: ActionSelect, ID: "hub-alpha"}); err == nil {
		t.Error("a hub that is not shown could be chosen")
	}
	a.mustDo(Action{Type: ActionLayer, ID: "hubs", On: true})
	// A proposal is not shown before its date, and is shown again after it.
	a.mustDo(Action{Type: ActionDate, Date: "2022-02-23"})
	if a.picture.Shows("hubs") ||
		slices.ContainsFunc(a.View().Legend, func(e LegendEntry) bool { return e.ID == "hub" }) {
		t.Error("hubs on a date before the proposal")
	}
	if err := a.Dispatch(Action{Type: ActionLayer, ID: "hubs", On: true}); err == nil {
		t.Error("hubs could be switched on before the proposal")
	}
	a.mustDo(Action{Type: ActionDate, Date: "2026-01-06"})
	if !a.picture.Shows("hubs") {
		t.Error("hubs do not come back")
	}
	a.mustDo(Action{Type: ActionLayer, ID: "hubs", On: false})
	if a.State().Link() != "" {
		t.Errorf("the link keeps %q", a.State().Link())
	}
}

func TestDates(t *testing.T) {
	a := newTestApp(t, tinyAssets(t), State{})
	v := a.View()
	if len(v.Dates) != 2 || v.Dates[0].ID != "2022-02-23" || v.Date != "2026-01-06" {
		t.Fatalf("dates %+v, shown %s", v.Dates, v.Date)
	}
	if strings.Contains(strings.Join(v.Notes, "\n"), "One source only") {
		t.Error("two sources are told as one")
	}
	a.mustDo(Action{Type: ActionSelect, ID: "held-2022"},
		Action{Type: ActionDate, Date: "2022-02-23"})
	v = a.View()
	if v.Situation != "Situation on 23 February 2022" || v.Announce != v.Situation {
		t.Errorf("situation %q, announced %q", v.Situation, v.Announce)
	}
	if !strings.Contains(strings.Join(v.Notes, "\n"), "One source only") {
		t.Errorf("one source is not told: %q", v.Notes)
	}
	if strings.Contains(v.Source, "checked against") {
		t.Errorf("source line %q", v.Source)
	}
	for _, e := range v.Legend {
		if e.ID == "held-2022" && (e.On || e.Note != "None on this date") {
			t.Errorf("held since 2022 on the eve: %+v", e)
		}
	}
}

func TestStale(t *testing.T) {
	a := newTestApp(t, tinyAssets(t), State{})
	if v := a.View(); v.StaleWarning != "" {
		t.Errorf("a day old: %q", v.StaleWarning)
	}
	a.views.today = func() time.Time { return time.Date(2026, 1, 21, 0, 0, 0, 0, time.UTC) }
	a.rebuildPicture()
	if v := a.View(); v.StaleWarning != "Situation on 6 January 2026\u00a0· no update since" {
		t.Errorf("15 days old: %q", v.StaleWarning)
	}
	a.mustDo(Action{Type: ActionDate, Date: "2022-02-23"})
	if v := a.View(); v.StaleWarning != "" {
		t.Errorf("on an earlier date: %q", v.StaleWarning)
	}
}

func TestRev_GrowsOnlyOnChange(t *testing.T) {
	a := newTestApp(t, tinyAssets(t), State{})
	rev := a.View().Revision
	if rev != 1 || a.View().Revision != rev {
		t.Errorf("revision %d", rev)
	}
	a.mustDo(Action{Type: ActionClose}, Action{Type: ActionTheme, Theme: ThemeLight})
	a.mustDo(Action{Type: ActionTheme, Theme: ThemeAuto})
	a.runUntilIdle()
	if got := a.View().Revision; got != rev {
		t.Errorf("nothing changed and the revision is %d", got)
	}
	a.mustDo(Action{Type: ActionSelect, ID: "UA-01"})
	if got := a.View().Revision; got != rev+1 {
		t.Errorf("a card opened and the revision is %d", got)
	}
}
