package app

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"truceline/internal/diag"
	"truceline/internal/jsonlite"
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

// maxActionNumber is the maximum absolute value of a number in an action.
const maxActionNumber = 1e6

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
	if a.Type, err = jsonlite.UnquoteString(fields["type"]); err != nil {
		return Action{}, &ActionError{Field: "type", Rule: "must be there and be a text"}
	}
	row := actionTypeNamed(a.Type)
	if row == nil {
		return Action{}, unknownType(a.Type)
	}
	for name := range fields {
		if name != "type" && !slices.Contains(row.required, name) &&
			!slices.Contains(row.optional, name) {
			return Action{},
				&ActionError{Type: a.Type, Field: name, Rule: "this action has no such field"}
		}
	}
	for _, name := range row.required {
		if _, ok := fields[name]; !ok {
			return Action{}, &ActionError{Type: a.Type, Field: name, Rule: "missing"}
		}
	}
	for name, value := range fields {
		if err := a.setField(name, value); err != nil {
			return Action{}, err
		}
	}
	return a, a.validate(row)
}

// readObjectFields splits a JSON object into its members without decoding their values.
func readObjectFields(data []byte) (map[string][]byte, error) {
	fields := map[string][]byte{}
	err := jsonlite.EachMember(data, func(name string, value []byte) error {
		if _, duplicate := fields[name]; duplicate {
			return &ActionError{Field: name, Rule: "stands there twice"}
		}
		fields[name] = value
		return nil
	})
	var invalid *diag.Diagnostic
	if errors.As(err, &invalid) {
		return nil, &ActionError{Rule: "not one JSON object: " + err.Error()}
	}
	return fields, err
}

// setField decodes the value of a field.
func (a *Action) setField(name string, value []byte) error {
	if name == "type" {
		return nil // decodeStrict has set it
	}
	if name == "id" && a.Type == ActionPointer && strings.Trim(string(value), "-0123456789") == "" {
		value = append(append([]byte{'"'}, value...), '"')
	}
	if string(value) == "null" {
		return &ActionError{Type: a.Type, Field: name, Rule: "must not be null"}
	}
	err := jsonlite.UnmarshalStrict(value, actionFieldNamed(name).pointer(a))
	var invalid *diag.Diagnostic
	if errors.As(err, &invalid) { // whose offset is within the value
		rule := diag.Diagnostic{Place: invalid.Place, Detail: invalid.Detail}
		return &ActionError{Type: a.Type, Field: name, Rule: rule.Error()}
	}
	return err
}

// validate checks the values of an action, where row is that of its type. It does not check whether
// the action has fields of other types.
func (a *Action) validate(row *actionType) error {
	for i := range actionFields {
		f := &actionFields[i]
		if rule := f.check(a, slices.Contains(row.required, f.name)); rule != "" {
			return &ActionError{Type: a.Type, Field: f.name, Rule: rule}
		}
	}
	return nil
}

// check returns the rule that the value of the field breaks, or "".
func (f *actionField) check(a *Action, required bool) string {
	switch value := f.pointer(a).(type) {
	case *string:
		return f.checkText(*value, required)
	case *int:
		return checkNumber(float64(*value))
	case *float64:
		return checkNumber(*value)
	case **float64:
		if *value != nil {
			return checkNumber(**value)
		}
		return missingIf(required)
	case **Viewpoint:
		if *value != nil && (*value).validOrNil() == nil {
			return "must lie on the globe, with a zoom level from 0 to 24"
		}
		return missingIf(required && *value == nil)
	case **State:
		return missingIf(required && *value == nil)
	}
	return ""
}

// checkText returns the rule that a text breaks, or "".
func (f *actionField) checkText(value string, required bool) string {
	switch {
	case f.values == nil || value == "" && !required || slices.Contains(f.values, value):
		return ""
	case value == "":
		return "must be one of " + strings.Join(f.values, ", ")
	}
	return fmt.Sprintf("%q is none of %s", value, strings.Join(f.values, ", "))
}

// checkNumber returns the rule that a number breaks, or "".
func checkNumber(value float64) string {
	if math.IsNaN(value) || math.Abs(value) > maxActionNumber {
		return "must be a number between -1,000,000 and 1,000,000"
	}
	return ""
}

// missingIf returns the rule that a field must be there, or "".
func missingIf(missing bool) string {
	if missing {
		return "missing"
	}
	return ""
}
