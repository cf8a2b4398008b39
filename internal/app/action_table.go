package app

import (
	"slices"
	"strings"

	"truceline/internal/app/gesture"
)

// actionType is a row of the table of actions.
type actionType struct {
	name string // one of the Action constants
	fieldNames
	handle func(*App, Action) error
}

// fieldNames are the fields of a type of action by their names in JSON.
type fieldNames struct{ required, optional []string }

// fields parses the names of required fields and, after "|", of optional ones.
func fields(names string) fieldNames {
	required, optional, _ := strings.Cut(names, "|")
	return fieldNames{strings.Fields(required), strings.Fields(optional)}
}

// actionTypes is the table of actions. From it follow the decoders, Dispatch and the type Action of
// web/types.d.ts.
var actionTypes = []actionType{
	{ActionPointer, fields("phase id kind x y | button held"), handlePointer},
	{ActionWheel, fields("x y dy"), movesMap(handleWheel)},
	{ActionKey, fields("key | shift"), movesMap(handleKey)},
	{ActionZoom, fields("by | x y"), movesMap(handleZoom)},
	{ActionPinch, fields("by x y"), movesMap(func(a *App, act Action) {
		a.applyGesture(gesture.Gesture{Kind: gesture.Pinch, X: *act.X, Y: *act.Y,
			Levels: act.By})
	})},
	{ActionPan, fields("dx dy"), movesMap(func(a *App, act Action) { a.panBy(act.DX, act.DY) })},
	{ActionView, fields("view"), movesMap(func(a *App, act Action) { a.jumpToView(*act.View) })},
	{ActionReset, fields(""), movesMap(func(a *App, act Action) { a.resetCamera() })},

	{ActionResize, fields("w h ratio"), (*App).resize},
	{ActionCover, fields("top right bottom left | x y w h"), infallible((*App).cover)},
	{ActionSystem, fields("dark"), infallible(handleSystem)},
	{ActionMotion, fields("reduce"), infallible(func(a *App, act Action) {
		a.setReducedMotion(act.Reduce)
	})},
	{ActionFocus, fields("on"), infallible(handleFocus)},
	{ActionVisible, fields("on"), infallible(func(a *App, act Action) { a.setVisible(act.On) })},

	{ActionSelect, fields("id | x y quiet"), handleSelect},
	{ActionClose, fields(""), infallible(handleClose)},
	{ActionLayer, fields("id on"), handleLayer},
	{ActionTheme, fields("theme"), infallible(handleTheme)},
	{ActionLang, fields("lang"), handleLang},
	{ActionState, fields("state"), func(a *App, act Action) error {
		return a.applyState(*act.State)
	}},

	{ActionDate, fields("date | quiet"), handleDate},
	{ActionScenario, fields("id"), (*App).chooseScenario},
	{ActionPullback, fields("km | quiet"), (*App).choosePullback},
	{ActionStep, fields("id"), (*App).chooseStep},
	{ActionTab, fields("id"), (*App).chooseTab},
	{ActionPlay, fields("on"), func(a *App, act Action) error { return a.setPlaying(act.On) }},
}

// infallible returns the handler of an action that is always performed.
func infallible(handle func(*App, Action)) func(*App, Action) error {
	return func(a *App, act Action) error {
		handle(a, act)
		return nil
	}
}

// movesMap returns the handler of an action that moves the camera, which changes the link.
func movesMap(handle func(*App, Action)) func(*App, Action) error {
	return func(a *App, act Action) error {
		handle(a, act)
		a.linkDirty = true
		return nil
	}
}

// actionField is a field of Action.
type actionField struct {
	name string // in JSON
	// pointer returns the address of the field.
	pointer func(*Action) any
	// values are those of an enumeration. Nil: any text.
	values []string
}

// actionFields is the table of the fields of Action, except Type.
var actionFields = []actionField{
	{"phase", func(a *Action) any { return &a.Phase },
		[]string{"down", "move", "up", "cancel", "leave"}},
	{"id", func(a *Action) any { return &a.ID }, nil},
	{"kind", func(a *Action) any { return &a.Kind }, []string{"mouse", "touch", "pen"}},
	{"x", func(a *Action) any { return &a.X }, nil},
	{"y", func(a *Action) any { return &a.Y }, nil},
	{"button", func(a *Action) any { return &a.Button }, nil},
	{"held", func(a *Action) any { return &a.Held }, nil},
	{"dx", func(a *Action) any { return &a.DX }, nil},
	{"dy", func(a *Action) any { return &a.DY }, nil},
	{"key", func(a *Action) any { return &a.Key }, nil},
	{"shift", func(a *Action) any { return &a.Shift }, nil},
	{"w", func(a *Action) any { return &a.W }, nil},
	{"h", func(a *Action) any { return &a.H }, nil},
	{"ratio", func(a *Action) any { return &a.Ratio }, nil},
	{"by", func(a *Action) any { return &a.By }, nil},
	{"on", func(a *Action) any { return &a.On }, nil},
	{"theme", func(a *Action) any { return &a.Theme },
		[]string{ThemeLight, ThemeDark, ThemeAuto}},
	{"lang", func(a *Action) any { return &a.Lang }, nil},
	{"date", func(a *Action) any { return &a.Date }, nil},
	{"km", func(a *Action) any { return &a.Km }, nil},
	{"dark", func(a *Action) any { return &a.Dark }, nil},
	{"reduce", func(a *Action) any { return &a.Reduce }, nil},
	{"top", func(a *Action) any { return &a.Top }, nil},
	{"right", func(a *Action) any { return &a.Right }, nil},
	{"bottom", func(a *Action) any { return &a.Bottom }, nil},
	{"left", func(a *Action) any { return &a.Left }, nil},
	{"quiet", func(a *Action) any { return &a.Quiet }, nil},
	{"view", func(a *Action) any { return &a.View }, nil},
	{"state", func(a *Action) any { return &a.State }, nil},
}

// actionTypeNamed returns the row of a type, or nil.
func actionTypeNamed[T string | []byte](name T) *actionType {
	for i := range actionTypes {
		if actionTypes[i].name == string(name) {
			return &actionTypes[i]
		}
	}
	return nil
}

// actionFieldNamed returns the row of a field, or nil.
func actionFieldNamed(name string) *actionField {
	for i := range actionFields {
		if actionFields[i].name == name {
			return &actionFields[i]
		}
	}
	return nil
}

// ActionTypes returns every type of action, sorted.
func ActionTypes() []string {
	names := make([]string, 0, len(actionTypes))
	for i := range actionTypes {
		names = append(names, actionTypes[i].name)
	}
	slices.Sort(names)
	return names
}

// unknownType returns the error for a type that the table lacks.
func unknownType(name string) error {
	return &ActionError{Type: name,
		Rule: "unknown type; there are " + strings.Join(ActionTypes(), ", ")}
}

// ActionFields returns the JSON names of the required and optional fields of a type of action. An
// unknown type has none.
func ActionFields(name string) (required, optional []string) {
	if t := actionTypeNamed(name); t != nil {
		return t.required, t.optional
	}
	return nil, nil
}

// ActionEnumValues returns the values that a text field of an action may have. Nil: any.
func ActionEnumValues(field string) []string {
	if f := actionFieldNamed(field); f != nil {
		return slices.Clone(f.values)
	}
	return nil
}
