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

// ActionError describes what is wrong with an action.
type ActionError struct {
	// Type is the action's type, as far as it could be read.
	Type string
	// Field is the invalid field. Empty: the action as a whole.
	Field string
	// Rule is the rule that is broken.
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

// actionFields lists the required fields of each type and, after "|", the optional ones.
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

// actionEnumValues lists the values of text fields that are enumerations. Other text fields take
// any text.
var actionEnumValues = map[string][]string{
	"phase": {"down", "move", "up", "cancel", "leave"},
	"kind":  {"mouse", "touch", "pen"},
	"theme": {ThemeLight, ThemeDark, ThemeAuto},
}

// maxActionNumber is the maximum absolute value of a number in an action.
const maxActionNumber = 1e6

// actionTypes are the types of actions, sorted.
var actionTypes = slices.Sorted(maps.Keys(actionFields))

// ActionTypes returns every type of action, sorted.
func ActionTypes() []string { return slices.Clone(actionTypes) }

// ActionFields returns the JSON names of the required and optional fields of a type of action.
func ActionFields(actionType string) (required, optional []string) {
	before, after, _ := strings.Cut(actionFields[actionType], "|")
	return strings.Fields(before), strings.Fields(after)
}

// ActionEnumValues returns the values that a text field of an action may have. Nil: any.
func ActionEnumValues(field string) []string { return slices.Clone(actionEnumValues[field]) }

// DecodeAction decodes an action from JSON. It returns an *ActionError for unknown types, for
// unknown, duplicate or missing fields, for values of another type, and for numbers out of range. A
// pointer's id may be a number.
func DecodeAction(data []byte) (Action, error) {
	if a, ok := decodeFast(data); ok {
		return a, nil
	}
	return decodeStrict(data)
}

// decodeStrict decodes any valid action.
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
	required, optional := ActionFields(a.Type)
	for name := range fields {
		if name != "type" && !slices.Contains(required, name) && !slices.Contains(optional, name) {
			return Action{},
				&ActionError{Type: a.Type, Field: name, Rule: "this action has no such field"}
		}
	}
	for _, name := range required {
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

// readObjectFields splits a JSON object into its members without decoding their values.
func readObjectFields(data []byte) (map[string]json.RawMessage, error) {
	syntaxError := func(err error) error {
		return &ActionError{Rule: "not one JSON object: " + err.Error()}
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	if token, err := dec.Token(); err != nil {
		return nil, syntaxError(err)
	} else if token != json.Delim('{') {
		return nil, syntaxError(fmt.Errorf("it begins with %v", token))
	}
	fields := map[string]json.RawMessage{}
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return nil, syntaxError(err)
		}
		key, _ := name.(string)
		if _, duplicate := fields[key]; duplicate {
			return nil, &ActionError{Field: key, Rule: "stands there twice"}
		}
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return nil, syntaxError(err)
		}
		fields[key] = value
	}
	if _, err := dec.Token(); err != nil {
		return nil, syntaxError(err)
	}
	if dec.More() {
		return nil, &ActionError{Rule: "something stands after the object"}
	}
	return fields, nil
}

// setField decodes the value of a field.
func (a *Action) setField(name string, value json.RawMessage) error {
	if name == "id" && a.Type == ActionPointer && strings.Trim(string(value), "-0123456789") == "" {
		value = append(append([]byte{'"'}, value...), '"')
	}
	if string(value) == "null" {
		return &ActionError{Type: a.Type, Field: name, Rule: "must not be null"}
	}
	object := append(append(append([]byte(`{"`), name...), `":`...), value...)
	dec := json.NewDecoder(bytes.NewReader(append(object, '}')))
	dec.DisallowUnknownFields()
	if err := dec.Decode(a); err != nil {
		return &ActionError{Type: a.Type, Field: name,
			Rule: strings.TrimPrefix(err.Error(), "json: ")}
	}
	return nil
}

// validate checks the values of an action; which fields it has is not checked.
func (a Action) validate() error {
	enums := map[string]string{"phase": a.Phase, "kind": a.Kind, "theme": a.Theme}
	for name, value := range enums {
		if value != "" && !slices.Contains(actionEnumValues[name], value) {
			return &ActionError{Type: a.Type, Field: name,
				Rule: fmt.Sprintf("%q is none of %s", value,
					strings.Join(actionEnumValues[name], ", "))}
		}
	}
	required, _ := ActionFields(a.Type)
	for _, name := range required {
		if value, ok := enums[name]; ok && value == "" {
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

// numberFields returns the values of all numeric fields by JSON name.
func (a Action) numberFields() map[string]float64 {
	numbers := map[string]float64{
		"dx": a.DX, "dy": a.DY, "w": a.W, "h": a.H, "ratio": a.Ratio, "by": a.By,
		"top": a.Top, "right": a.Right, "bottom": a.Bottom, "left": a.Left,
		"button": float64(a.Button), "held": a.Held, "km": float64(a.Km),
	}
	if a.X != nil {
		numbers["x"] = *a.X
	}
	if a.Y != nil {
		numbers["y"] = *a.Y
	}
	return numbers
}
