package app

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"truceline/internal/render/svg"
)

// FuzzDecodeAction requires an action to be refused with a rule, or to have a known type and
// numbers in range. The fast decoder must agree.
func FuzzDecodeAction(f *testing.F) {
	for _, action := range slices.Concat(validActions, actionSeeds) {
		f.Add([]byte(action))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := decodeStrict(data)
		if fast, ok := decodeFast(data); ok && (err != nil || !reflect.DeepEqual(fast, a)) {
			t.Fatalf("read quickly it is %+v; else %+v, %v", fast, a, err)
		}
		if err != nil {
			var actionErr *ActionError
			if !errors.As(err, &actionErr) || actionErr.Rule == "" {
				t.Fatalf("%q is no way to refuse", err)
			}
			return
		}
		if !slices.Contains(ActionTypes(), a.Type) {
			t.Fatalf("type %q", a.Type)
		}
		v := reflect.ValueOf(a)
		for i := range v.NumField() {
			f := reflect.Indirect(v.Field(i))
			if f.IsValid() && f.CanFloat() && !(math.Abs(f.Float()) <= 1e6) ||
				f.IsValid() && f.CanInt() && !(math.Abs(float64(f.Int())) <= 1e6) {
				t.Fatalf("%s is %v", v.Type().Field(i).Name, f)
			}
		}
	})
}

// actionSeeds has valid actions of each kind, and invalid ones.
var actionSeeds = []string{
	``, `{}`, `null`, `[]`, `{"type":"reset"}`, `{"type":"reset","x":1}`,
	`{"type":"zoom","by":1e9}`, `{"type":"zoom","by":1,"x":10,"y":20}`,
	`{"type":"pointer","phase":"down","id":1,"kind":"touch","x":100,"y":100}`,
	`{"type":"pointer","phase":"move","id":"1","kind":"touch","x":180,"y":120}`,
	`{"type":"pointer","phase":"up","id":-1,"kind":"mouse","x":1e5,"y":-1e5,"button":2}`,
	`{"type":"wheel","x":0,"y":0,"dy":-120}`,
	`{"type":"key","key":"]"}`, `{"type":"key","key":"Enter","shift":true}`,
	`{"type":"resize","w":0,"h":0,"ratio":0}`, `{"type":"resize","w":360,"h":640,"ratio":3}`,
	`{"type":"cover","top":1,"right":2,"bottom":3,"left":1e6}`, `{"type":"pan","dx":1,"dy":2}`,
	`{"type":"select","id":"<b>"}`, `{"type":"select","id":"UA-02"}`, `{"type":"close"}`,
	`{"type":"layer","id":"hubs","on":true}`, `{"type":"theme","theme":"dark"}`,
	`{"type":"system","dark":true}`, `{"type":"lang","lang":"fr"}`,
	`{"type":"date","date":"2022-02-23"}`, `{"type":"scenario","id":"plan-20"}`,
	`{"type":"pullback","km":-5}`, `{"type":"step","id":"next"}`, `{"type":"play","on":true}`,
	`{"type":"motion","reduce":true}`, `{"type":"focus","on":true}`,
	`{"type":"visible","on":false}`,
	`{"type":"state","state":{"date":"2026-01-06","view":{"lon":31,"lat":48,"zoom":25},"layers":{"hubs":true},"select":"x"}}`,
	`{"type":"pan","dx":-0.5e+1,"dy":01}`, `{"type":"pan","dx":1.,"dy":2}`,
	`{"type":"pan","dx":1,"dx":2}`, `{"type":"zoom","by":-1E-2,"x":0,"y":-0}`,
	`{"type":"pointer","phase":"up","id":3,"kind":"pen","x":1.25,"y":2,"button":0,"held":12.5}`,
	`{"type":"pointer","phase":"fly","id":3,"kind":"pen","x":1,"y":2}`,
	`{"type":"reset","type":"close"}`, `{"type":"select","id":null}`,
	`{"type":"select","ID":"UA-02"}`,
}

// FuzzDo requires any sequence of actions to leave a map that can be shown, with a link that can be
// parsed.
func FuzzDo(f *testing.F) {
	f.Add(strings.Join(actionSeeds, "\n"))
	slices.Reverse(actionSeeds)
	f.Add(strings.Join(actionSeeds, "\n"))
	files := tinyAssets(f)
	f.Fuzz(func(t *testing.T, script string) {
		a := newTestApp(t, files, State{})
		for i, line := range strings.Split(script, "\n") {
			if i == 60 {
				break
			}
			if action, err := DecodeAction([]byte(line)); err == nil {
				_ = a.Dispatch(action) // may be refused, but must not panic
			}
			a.ms += 16
			a.Frame(a.ms)
		}
		checkView(t, a.App)
	})
}

// checkView draws the picture, and checks what every View must have.
func checkView(t *testing.T, a *App) {
	t.Helper()
	v := a.View()
	if v.Situation == "" || v.Title == "" || v.Source == "" || len(v.Legend) == 0 {
		t.Fatalf("the view lacks what must be there: %q, %q, %q, %d entries", v.Title, v.Situation,
			v.Source, len(v.Legend))
	}
	if again := ParseLink(v.Link).Link(); again != v.Link {
		t.Fatalf("link %q is read as %q", v.Link, again)
	}
	var out bytes.Buffer
	c := svg.New(400, 300, a.World().Fonts, svg.Options{Title: v.Title})
	a.Draw(c)
	if _, err := c.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	if _, err := json.Marshal(v); err != nil {
		t.Fatal(err) // as for NaN and infinities
	}
}

// FuzzFiles requires the map to open, or New to return an error, whatever one of the editor's files
// contains.
func FuzzFiles(f *testing.F) {
	files := tinyAssets(f)
	var names []string
	for name, file := range files {
		if !strings.HasPrefix(name, "fonts/") {
			names = append(names, name)
			f.Add(name, file.Data)
		}
	}
	for _, text := range []string{"", "{", "[]", "null",
		`{"type":"FeatureCollection","features":[]}`, "id\n", "a,b\n\"", `{"date":"2026-01-06"}`,
		"{\"themes\":{}}"} {
		for _, name := range names {
			f.Add(name, []byte(text))
		}
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		if files[name] == nil {
			return
		}
		changed := fstest.MapFS{}
		for n, file := range files {
			changed[n] = file
		}
		changed[name] = &fstest.MapFile{Data: data}
		a, err := New(changed, State{Layers: map[string]bool{"hubs": true}})
		if err != nil {
			if err.Error() == "" {
				t.Fatal("an error without a word")
			}
			return
		}
		checkView(t, a)
		for _, row := range a.View().Table.Rows {
			_ = a.Dispatch(Action{Type: ActionSelect, ID: row.ID})
		}
		for _, d := range a.View().Dates {
			_ = a.Dispatch(Action{Type: ActionDate, Date: d.ID})
		}
		a.View()
	})
}
