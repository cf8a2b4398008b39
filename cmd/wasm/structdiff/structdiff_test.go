package structdiff

import (
	"encoding/json"
	"testing"

	"truceline/internal/app"
)

func TestChangedFieldsOnly(t *testing.T) {
	old := app.View{Revision: 1, Title: "A", Link: "view=1", Texts: map[string]string{"a": "b"},
		Legend: []app.LegendEntry{{ID: "x"}}}
	next := old
	next.Revision, next.Link = 2, "view=2"
	next.Legend = []app.LegendEntry{{ID: "x"}} // equal, though not the same
	next.Card = &app.Card{ID: "UA-14"}
	data, err := ChangedFields(old, next)
	if err != nil {
		t.Fatal(err)
	}
	var changed map[string]any
	if err := json.Unmarshal(data, &changed); err != nil {
		t.Fatalf("%s: %v", data, err)
	}
	if len(changed) != 3 || changed["revision"] != 2.0 || changed["link"] != "view=2" ||
		changed["card"] == nil {
		t.Errorf("told %s", data)
	}
	if data, _ := ChangedFields(next, next); string(data) != "{}" {
		t.Errorf("nothing has changed, and %s is told", data)
	}
}

func TestAllFieldsWithoutPrevious(t *testing.T) {
	view := app.View{Title: "A"}
	whole, err := json.Marshal(view)
	if err != nil {
		t.Fatal(err)
	}
	data, err := ChangedFields(nil, view)
	if err != nil || string(data) != string(whole) {
		t.Errorf("%v\n%s\nwant\n%s", err, data, whole)
	}
}

func TestRemovedFieldIsNull(t *testing.T) {
	data, err := ChangedFields(app.View{Card: &app.Card{}}, app.View{})
	if err != nil || string(data) != `{"card":null}` {
		t.Errorf("%s, %v", data, err)
	}
}

func TestErrors(t *testing.T) {
	if _, err := ChangedFields(nil, 1); err == nil {
		t.Error("a number was taken")
	}
	if _, err := ChangedFields(app.Card{}, app.View{}); err == nil {
		t.Error("two types were taken")
	}
}
