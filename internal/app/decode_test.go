package app

import (
	"errors"
	"reflect"
	"strings"
	"testing"
)

// validActions has actions of every type, in the form in which a page sends them.
var validActions = []string{
	`{"type":"pointer","phase":"down","id":7,"kind":"touch","x":1.5,"y":2,"button":0}`,
	`{"type":"pointer","phase":"leave","id":"a","kind":"mouse","x":1,"y":2}`,
	`{"type":"wheel","x":1,"y":2,"dy":-120}`,
	`{"type":"key","key":"ArrowLeft","shift":false}`,
	`{"type":"key","key":"+"}`,
	`{"type":"resize","w":320,"h":400,"ratio":2}`,
	`{"type":"cover","top":0,"right":0,"bottom":120,"left":0}`,
	`{"type":"cover","top":0,"right":0,"bottom":0,"left":0,"x":468,"y":12,"w":108,"h":108}`,
	`{"type":"zoom","by":1}`,
	`{"type":"zoom","by":-1,"x":10,"y":20}`,
	`{"type":"pinch","by":0.25,"x":10,"y":20}`,
	`{"type":"pan","dx":0,"dy":100}`,
	`{"type":"view","view":{"lon":31,"lat":48,"zoom":6}}`,
	`{"type":"reset"}`,
	`{"type":"select","id":"UA-14"}`,
	`{"type":"close"}`,
	`{"type":"layer","id":"hubs","on":true}`,
	`{"type":"theme","theme":"dark"}`,
	`{"type":"system","dark":true}`,
	`{"type":"lang","lang":"en"}`,
	`{"type":"date","date":"2026-01-06"}`,
	`{"type":"date","date":"2026-01-06","quiet":true}`,
	`{"type":"scenario","id":"mutual-pullback"}`,
	`{"type":"pullback","km":20}`,
	`{"type":"scenario","id":""}`,
	`{"type":"step","id":"next"}`,
	`{"type":"step","id":""}`,
	`{"type":"tab","id":"hubs"}`,
	`{"type":"play","on":true}`,
	`{"type":"play","on":false}`,
	`{"type":"motion","reduce":true}`,
	`{"type":"focus","on":true}`,
	`{"type":"visible","on":false}`,
	`{"type":"state","state":{"select":"UA-14","layers":{"hubs":true},"view":{"lon":31,"lat":48,"zoom":6}}}`,
}

func TestDecodeAction_EveryType(t *testing.T) {
	a := newTestApp(t, assets, State{})
	seen := map[string]bool{}
	for _, text := range validActions {
		act, err := DecodeAction([]byte(text))
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		seen[act.Type] = true
		if err := a.Dispatch(act); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
	for _, name := range ActionTypes() {
		if !seen[name] {
			t.Errorf("no action of type %q was tried", name)
		}
	}
	act, _ := DecodeAction([]byte(validActions[0]))
	if act.ID != "7" || act.Phase != "down" || *act.X != 1.5 || *act.Y != 2 {
		t.Errorf("read as %+v", act)
	}
}

func TestDecodeAction_Errors(t *testing.T) {
	for _, c := range []struct{ text, field, rule string }{
		{``, "", "not one JSON object"},
		{`[]`, "", "not one JSON object"},
		{`"reset"`, "", "not one JSON object"},
		{`{"type":"reset"`, "", "not one JSON object"},
		{`{"type":"reset"} {}`, "", "after the end"},
		{`{}`, "type", "must be there"},
		{`{"type":1}`, "type", "be a text"},
		{`{"type":"explode"}`, "", "unknown type"},
		{`{"Type":"reset"}`, "type", "must be there"},
		{`{"type":"reset","x":1}`, "x", "no such field"},
		{`{"type":"reset","Type":"close"}`, "Type", "no such field"},
		{`{"type":"reset","type":"close"}`, "type", "twice"},
		{`{"type":"select"}`, "id", "missing"},
		{`{"type":"select","id":7}`, "id", "want a text"},
		{`{"type":"select","id":null}`, "id", "null"},
		{`{"type":"pan","dx":1}`, "dy", "missing"},
		{`{"type":"pan","dx":"1","dy":1}`, "dx", "want a number"},
		{`{"type":"pan","dx":1e999,"dy":1}`, "dx", "too large"},
		{`{"type":"pan","dx":1e7,"dy":1}`, "dx", "between"},
		{`{"type":"zoom","by":NaN}`, "", "not one JSON object"},
		{`{"type":"theme","theme":"red"}`, "theme", "none of light, dark, auto"},
		{`{"type":"theme","theme":""}`, "theme", "one of"},
		{`{"type":"pointer","phase":"hover","id":1,"kind":"mouse","x":1,"y":1}`, "phase",
			"none of down"},
		{`{"type":"pointer","phase":"","id":1,"kind":"mouse","x":1,"y":1}`, "phase", "one of"},
		{`{"type":"pointer","phase":"up","id":1,"kind":"foot","x":1,"y":1}`, "kind",
			"none of mouse"},
		{`{"type":"pointer","phase":"up","id":1,"kind":"mouse","x":1}`, "y", "missing"},
		{`{"type":"pointer","phase":"up","id":true,"kind":"mouse","x":1,"y":1}`, "id",
			"want a text"},
		{`{"type":"pointer","phase":"up","id":1,"kind":"mouse","x":1,"y":{}}`, "y",
			"want a number"},
		{`{"type":"state","state":{"colour":"red"}}`, "state",
			"/colour: unknown field"},
		{`{"type":"layer","id":"hubs","on":"yes"}`, "on", "want true or false"},
	} {
		_, err := DecodeAction([]byte(c.text))
		var actionErr *ActionError
		if !errors.As(err, &actionErr) || actionErr.Field != c.field ||
			!strings.Contains(actionErr.Error(), c.rule) {
			t.Errorf("%s: got %v, want field %q and %q", c.text, err, c.field, c.rule)
		}
	}
}

// An action that is refused changes nothing.
func TestDispatch_Errors(t *testing.T) {
	a := newTestApp(t, tinyAssets(t), State{})
	before := a.View()
	for _, act := range []Action{
		{},
		{Type: "explode"},
		{Type: ActionPointer, Phase: "down", Kind: "mouse", ID: "1"},
		{Type: ActionWheel, DY: 1},
		{Type: ActionResize, W: 0, H: 100, Ratio: 1},
		{Type: ActionResize, W: 100, H: 100, Ratio: -1},
		{Type: ActionSelect, ID: "UA-99"},
		{Type: ActionSelect, ID: ""},
		{Type: ActionSelect, ID: "hub-gamma"},
		{Type: ActionLayer, ID: "weather", On: true},
		{Type: ActionLayer, ID: "control", On: false},
		{Type: ActionLang, Lang: "uk"},
		{Type: ActionLang, Lang: "../../x"},
		{Type: ActionDate, Date: "2024-12-31"},
		{Type: ActionDate, Date: "2025-01-01"},
		{Type: ActionTheme, Theme: "red"},
		{Type: ActionState},
	} {
		var actionErr *ActionError
		if err := a.Dispatch(act); !errors.As(err, &actionErr) {
			t.Errorf("%+v: %v", act, err)
		}
	}
	if after := a.View(); after.Revision != before.Revision {
		t.Errorf("the view changed: %+v", after)
	}
}

// Actions in the form in which the page writes them are decoded by decodeFast.
func TestDecodeFast_PageActions(t *testing.T) {
	for _, text := range []string{
		`{"type":"pan","dx":5,"dy":-2.5}`, `{"type":"zoom","by":0.035623909730721195}`,
		`{"type":"zoom","by":-1,"x":10.5,"y":20}`,
		`{"type":"wheel","x":1,"y":2.5,"dy":-120}`,
		`{"type":"pointer","phase":"move","id":1,"kind":"mouse","x":126.5,"y":432,"button":0}`,
		`{"type":"pointer","phase":"up","id":-7,"kind":"touch","x":1e2,"y":4,"button":0,"held":120.30000001192093}`,
		`{"type":"resize","w":900,"h":600,"ratio":1.5}`, `{"type":"visible","on":false}`,
		`{"type":"system","dark":true}`, `{"type":"motion","reduce":false}`,
		`{"type":"cover","top":0,"right":320.5,"bottom":0,"left":0,"x":1,"y":2,"w":3,"h":4}`,
		`{"type":"key","key":"ArrowLeft","shift":true}`, `{"type":"reset"}`,
		`{"type":"select","id":"UA-14"}`, `{"type":"scenario","id":""}`,
		`{"type":"theme","theme":"auto"}`, `{"type":"lang","lang":"uk"}`,
		`{"type":"date","date":"2024-12-31"}`, `{"type":"pullback","km":15}`,
	} {
		got, ok := decodeFast([]byte(text))
		want, err := decodeStrict([]byte(text))
		if !ok || err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, %v; want %+v, %v", text, got, ok, want, err)
		}
		if allocs := testing.AllocsPerRun(20, func() { decodeFast([]byte(text)) }); allocs > 10 {
			t.Errorf("%s takes %v allocations", text, allocs)
		}
	}
	// All others are left to decodeStrict.
	for _, text := range []string{`{"type":"pan","dx":5}`, `{"type":"pan","dx":5,"dy":1e7}`,
		`{"type":"pan","dx":5,"dy":1,"x":1}`, `{"type":"pan","dx":5,"dy":1} `,
		`{"type":"pan","dx":5,"dy":1}}`, `{"type":"pan","dx":5,"dy":1,}`,
		`{"type":"pointer","phase":"fly","id":1,"kind":"mouse","x":1,"y":1}`, `{"type":"reset"} `,
		`{"type":"visible","on":1}`, `{"type":"visible","on":truer}`,
		`{"type":"theme","theme":"red"}`, `{"type":"theme","theme":""}`,
		`{"type":"pullback","km":1.5}`, `{"type":"select","id":7}`,
		`{"type":"select","id":"\\u0041"}`, `{"type":"state","state":{}}`,
		`{"type":"state","state":5}`,
		`{"type":"pointer","phase":"up","id":"1","kind":"pen","x":1,"y":1}`, `{"type":"pan`, ``} {
		if _, ok := decodeFast([]byte(text)); ok {
			t.Errorf("%s is read quickly", text)
		}
	}
}

// Every field of Action has one row, with its own address and JSON name, and the fields of every
// type exist.
func TestActionTable(t *testing.T) {
	var a Action
	v := reflect.ValueOf(&a).Elem()
	used := map[string]bool{"type": true}
	for _, name := range ActionTypes() {
		required, optional := ActionFields(name)
		for _, field := range append(required, optional...) {
			if actionFieldNamed(field) == nil {
				t.Errorf("%s has the field %q, which is in no row", name, field)
			}
			used[field] = true
		}
	}
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		if !used[name] {
			t.Errorf("no action has the field %q", name)
		}
		row := actionFieldNamed(name)
		if name == "type" {
			continue
		}
		if row == nil || row.pointer(&a) != v.Field(i).Addr().Interface() {
			t.Errorf("the field %q has no row, or that of another field", name)
		}
	}
	if len(actionFields) != v.NumField()-1 {
		t.Errorf("%d rows for %d fields besides the type", len(actionFields), v.NumField()-1)
	}
}
