package app

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

// ActionError says what is wrong with an action.
type ActionError struct {
	// Type is the action's type, as far as it was read.
	Type string
	// Field is the field that is wrong. Empty: the action as a whole.
	Field string
	// Rule is what it breaks.
	Rule string
}

func (e *ActionError) Error() string {
	where := "action"
	if e.Type != "" {
		where = fmt.Sprintf("action %q", e.Type)
	}
	if e.Field != "" {
		where += ", field " + e.Field
	}
	return where + ": " + e.Rule
}

// actionFields lists for each type the fields that must be there, and after "|" those that may.
var actionFields = map[string]string{
	ActionPointer:  "phase id kind x y | button held",
	ActionWheel:    "x y dy",
	ActionKey:      "key | shift",
	ActionResize:   "w h ratio",
	ActionCover:    "top right bottom left | x y w h",
	ActionZoom:     "by | x y",
	ActionPinch:    "by x y",
	ActionPan:      "dx dy",
	ActionView:     "view",
	ActionReset:    "",
	ActionSelect:   "id | x y quiet",
	ActionClose:    "",
	ActionLayer:    "id on",
	ActionTheme:    "theme",
	ActionSystem:   "dark",
	ActionLang:     "lang",
	ActionDate:     "date | quiet",
	ActionScenario: "id",
	ActionPullback: "km | quiet",
	ActionStep:     "id",
	ActionTab:      "id",
	ActionPlay:     "on",
	ActionMotion:   "reduce",
	ActionFocus:    "on",
	ActionVisible:  "on",
	ActionState:    "state",
}

// actionEnumValues lists the values that a text field may have; a field that is not here takes any
// text.
var actionEnumValues = map[string][]string{
	"phase": {"down", "move", "up", "cancel", "leave"},
	"kind":  {"mouse", "touch", "pen"},
	"theme": {ThemeLight, ThemeDark, ThemeAuto},
}

// maxActionNumber is how far from zero a number of an action may be.
const maxActionNumber = 1e6

// actionTypes are the types of actions, sorted.
var actionTypes = slices.Sorted(maps.Keys(actionFields))

// ActionTypes returns every type of action, sorted.
func ActionTypes() []string { return slices.Clone(actionTypes) }

// ActionFields returns the fields that a type of action needs and those that it may have besides.
func ActionFields(actionType string) (must, may []string) {
	m, o, _ := strings.Cut(actionFields[actionType], "|")
	return strings.Fields(m), strings.Fields(o)
}

// ActionEnumValues returns the values that a text field of an action may have. Nil: any.
func ActionEnumValues(field string) []string { return slices.Clone(actionEnumValues[field]) }

// DecodeAction reads one action. Unknown types, unknown, doubled or missing fields, values of
// another type and numbers that are not finite are refused with an *ActionError. A pointer's id may
// be a number.
func DecodeAction(data []byte) (Action, error) {
	if a, ok := decodeFast(data); ok {
		return a, nil
	}
	return decodeStrict(data)
}

// decodeStrict reads any action, however it is written.
func decodeStrict(data []byte) (Action, error) {
	fields, err := readObjectFields(data)
	if err != nil {
		return Action{}, err
	}
	var a Action
	if err := json.Unmarshal(fields["type"], &a.Type); err != nil {
		return Action{}, &ActionError{Field: "type", Rule: "must be there and be a text"}
	}
	if _, ok := actionFields[a.Type]; !ok {
		return Action{}, &ActionError{Type: a.Type,
			Rule: "unknown type; there are " + strings.Join(ActionTypes(), ", ")}
	}
	must, may := ActionFields(a.Type)
	for name := range fields {
		if name != "type" && !slices.Contains(must, name) && !slices.Contains(may, name) {
			return Action{},
				&ActionError{Type: a.Type, Field: name, Rule: "this action has no such field"}
		}
	}
	for _, name := range must {
		if _, ok := fields[name]; !ok {
			return Action{}, &ActionError{Type: a.Type, Field: name, Rule: "missing"}
		}
	}
	for name, value := range fields {
		if err := a.setField(name, value); err != nil {
			return Action{}, err
		}
	}
	return a, a.validate()
}

// readObjectFields reads one JSON object without going into its values.
func readObjectFields(data []byte) (map[string]json.RawMessage, error) {
	bad := func(err error) error {
		return &ActionError{Rule: "not one JSON object: " + err.Error()}
	}
	d := json.NewDecoder(bytes.NewReader(data))
	if t, err := d.Token(); err != nil {
		return nil, bad(err)
	} else if t != json.Delim('{') {
		return nil, bad(fmt.Errorf("it begins with %v", t))
	}
	fields := map[string]json.RawMessage{}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, bad(err)
		}
		key, _ := name.(string)
		if _, again := fields[key]; again {
			return nil, &ActionError{Field: key, Rule: "stands there twice"}
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, bad(err)
		}
		fields[key] = value
	}
	if _, err := d.Token(); err != nil {
		return nil, bad(err)
	}
	if d.More() {
		return nil, &ActionError{Rule: "something stands after the object"}
	}
	return fields, nil
}

// setField gives one field its value.
func (a *Action) setField(name string, value json.RawMessage) error {
	if name == "id" && a.Type == ActionPointer && strings.Trim(string(value), "-0123456789") == "" {
		value = append(append([]byte{'"'}, value...), '"')
	}
	if string(value) == "null" {
		return &ActionError{Type: a.Type, Field: name, Rule: "must not be null"}
	}
	one := append(append(append([]byte(`{"`), name...), `":`...), value...)
	d := json.NewDecoder(bytes.NewReader(append(one, '}')))
	d.DisallowUnknownFields()
	if err := d.Decode(a); err != nil {
		return &ActionError{Type: a.Type, Field: name,
			Rule: strings.TrimPrefix(err.Error(), "json: ")}
	}
	return nil
}

// validate looks at the values of an action that has the right fields.
func (a Action) validate() error {
	texts := map[string]string{"phase": a.Phase, "kind": a.Kind, "theme": a.Theme}
	for name, value := range texts {
		if value != "" && !slices.Contains(actionEnumValues[name], value) {
			return &ActionError{Type: a.Type, Field: name,
				Rule: fmt.Sprintf("%q is none of %s", value,
					strings.Join(actionEnumValues[name], ", "))}
		}
	}
	must, _ := ActionFields(a.Type)
	for _, name := range must {
		if value, ok := texts[name]; ok && value == "" {
			return &ActionError{Type: a.Type, Field: name,
				Rule: "must be one of " + strings.Join(actionEnumValues[name], ", ")}
		}
	}
	if a.View != nil && a.View.validOrNil() == nil {
		return &ActionError{Type: a.Type, Field: "view",
			Rule: "must lie on the globe, with a zoom level from 0 to 24"}
	}
	for name, value := range a.numberFields() {
		if math.IsNaN(value) || math.Abs(value) > maxActionNumber {
			return &ActionError{Type: a.Type, Field: name,
				Rule: "must be a number between -1,000,000 and 1,000,000"}
		}
	}
	return nil
}

func (a Action) numberFields() map[string]float64 {
	n := map[string]float64{
		"dx": a.DX, "dy": a.DY, "w": a.W, "h": a.H, "ratio": a.Ratio, "by": a.By,
		"top": a.Top, "right": a.Right, "bottom": a.Bottom, "left": a.Left,
		"button": float64(a.Button), "held": a.Held, "km": float64(a.Km),
	}
	if a.X != nil {
		n["x"] = *a.X
	}
	if a.Y != nil {
		n["y"] = *a.Y
	}
	return n
}
