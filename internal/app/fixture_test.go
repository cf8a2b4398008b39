package app

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// assets are the repository's own files.
var assets = os.DirFS("../../assets")

// tinyAssets returns a country of two oblasts, one of them half held, on two dates, with three
// towns. Fonts, style and texts are the repository's own.
func tinyAssets(t testing.TB) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for _, name := range []string{"fonts/LibreFranklin-Regular.ttf",
		"fonts/LibreFranklin-SemiBold.ttf", "style.json", "locales/en.json"} {
		data, err := fs.ReadFile(assets, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	put := func(name, text string) { files[name] = &fstest.MapFile{Data: []byte(text)} }
	put("story.json", tinyStory)
	put("towns.csv", "id,name_en,name_uk,name_fr,lon,lat,rank,kind,oblast,population,source\n"+
		"alpha,Alpha,Альфа,Alpha,30.5,48.5,1,capital,UA-01,1000,geonames\n"+
		"beta,Beta,Бета,Bêta,32.5,48.5,2,town,UA-02,,geonames\n"+
		"gamma,Gamma,Гамма,Gamma,33.5,48.5,2,oblast-centre,UA-02,500,geonames\n")
	put("settlements.csv", "id,name,oblast,lon,lat,population,2022-02-23,2026-01-06\n"+
		"alpha-ua-01,Alpha,UA-01,30.5,48.5,,G,G\nbeta-ua-02,Beta,UA-02,32.5,48.5,,G,C\n"+
		"gamma-ua-02,Gamma,UA-02,33.5,48.5,,G,R\nother-ua-02,Other,UA-02,33.4,48.4,,G,G\n")
	west, east := polygonJSON(30, 48, 32, 49), polygonJSON(32, 48, 34, 49)
	put("geojson/oblasts.geojson", collectionJSON(
		featureJSON("UA-01",
			`"name_en":"West oblast","name_uk":"Захід","name_fr":"oblast Ouest","label_en":"West","label_lon":31,"label_lat":48.6`, west),
		featureJSON("UA-02",
			`"name_en":"East oblast","name_uk":"Схід","name_fr":"oblast Est","label_en":"East","label_lon":33,"label_lat":48.6`, east)))
	put("geojson/outline.geojson",
		collectionJSON(featureJSON("UA", `"name_en":"Ukraine"`, polygonJSON(30, 48, 34, 49))))
	put("geojson/neighbours.geojson",
		collectionJSON(featureJSON("XX", `"name_en":"Elsewhere","label_lon":29,"label_lat":48.5`,
			polygonJSON(28, 47, 30, 50))))
	put("geojson/sea.geojson",
		collectionJSON(featureJSON("the-sea", `"name_en":"The Sea","label_lon":32,"label_lat":47.5`,
			polygonJSON(30, 47, 34, 48))))
	put("geojson/rivers.geojson",
		collectionJSON(featureJSON("flow", `"name_en":"Flow","rank":1`,
			`{"type":"LineString","coordinates":[[31,48],[31,49]]}`)))
	put("geojson/reservoirs.geojson",
		collectionJSON(featureJSON("lake", `"name_en":"Lake"`,
			polygonJSON(31.2, 48.2, 31.4, 48.4))))
	put("geojson/bridges.geojson", collectionJSON())
	for date, share := range map[string]float64{"2022-02-23": 0, "2026-01-06": 0.5} {
		held := featureJSON("held-2022", `"class":"held","since":"2022-02-23"`,
			polygonJSON(33, 48, 34, 49))
		if share == 0 {
			held = featureJSON("held-2014-donbas", `"class":"held","since":"2014"`,
				polygonJSON(33.9, 48, 34, 49))
		}
		put("geojson/control-"+date+".geojson",
			collectionJSON(held, featureJSON("contested",
				`"class":"contested","since":"2022-02-23"`, polygonJSON(32.8, 48, 33, 49))))
		put("geojson/contact-"+date+".geojson",
			collectionJSON(featureJSON("contact", `"kind":"contact"`,
				`{"type":"LineString","coordinates":[[33,48],[33,49]]}`)))
		put("geojson/figures-"+date+".json",
			fmt.Sprintf(
				`{"date":%q,"line_km":111.2,"classes":[{"id":"held-2022","km2":8000}],"areas":[
			{"id":"UA","name":"Ukraine","km2":32000,"held_km2":%v,"contested_km2":1600,"held_share":%v,"held_share_low":%v,"held_share_high":%v},
			{"id":"UA-01","name":"West","km2":16000,"held_km2":0,"contested_km2":0,"held_share":0,"held_share_low":0,"held_share_high":0},
			{"id":"UA-02","name":"East","km2":16000,"held_km2":%v,"contested_km2":1600,"held_share":%v,"held_share_low":%v,"held_share_high":%v}]}`,
				date, share*16000, share/2, share/2*0.9, share/2*1.1, share*16000, share, share*0.9,
				share*1.1))
	}
	return files
}

const tinyStory = `{
	"default": {"theme": "auto", "layers": ["control", "contact"], "scenario_layers": ["control", "contact"]},
	"sources": [
		{"id": "deepstatemap", "publisher": "One", "what": "holders", "addresses": ["https://one.example"]},
		{"id": "nzz-liveuamap", "publisher": "Second; Third", "what": "holders", "addresses": ["https://two.example", "https://www.three.example/x"]},
		{"id": "geonames", "publisher": "Places", "what": "places"},
		{"id": "natural-earth", "publisher": "Earth", "what": "borders"},
		{"id": "openstreetmap", "publisher": "OSM", "what": "water"},
		{"id": "article", "publisher": "A paper", "what": "claims"}
	],
	"credit": ["geonames"],
	"dates": [
		{"id": "2022-02-23", "why": "eve", "maps": 1, "holders": ["deepstatemap"], "from": "settlements"},
		{"id": "2024-12-31", "maps": 1, "holders": ["deepstatemap"], "from": "settlements"},
		{"id": "2026-01-06", "why": "talks", "maps": 2, "holders": ["deepstatemap"], "checked": ["nzz-liveuamap"], "from": "settlements"}
	],
	"layers": [
		{"id": "control", "legend": true, "topic": "control", "shapes": [
			{"id": "held-2022", "kind": "estimate", "dated": true},
			{"id": "disagree", "swatch": "contested", "kind": "estimate", "dated": true}]},
		{"id": "contact", "switch": true, "legend": true, "shapes": [{"id": "contact", "kind": "estimate", "dated": true}]},
		{"id": "freeze", "switch": true, "legend": true, "topic": "line", "shapes": [{"id": "freeze", "kind": "reference", "dated": true}]},
		{"id": "hubs", "switch": true, "legend": true, "not_before": "2026-01-06", "topic": "hubs", "shapes": [{"id": "hub", "kind": "proposal", "sources": ["article"]}]}
	],
	"hubs": {"date": "2026-01-06", "places": [
		{"id": "alpha", "town": "alpha", "sources": ["article"]}, {"id": "beta", "town": "beta", "sources": ["article"]}]},
	"hedges": {"roughly": {"plus_minus": 0.025}},
	"statements": [
		{"id": "control-donetsk", "kind": "claim", "topic": "control", "date": "2026-01-06", "sources": ["article"], "area": "UA-02", "hedge": "roughly", "share": 0.75},
		{"id": "line-where", "kind": "undisclosed", "topic": "line", "date": "2026-01-06", "sources": ["article"]},
		{"id": "hubs", "kind": "proposal", "topic": "hubs", "date": "2026-01-06", "sources": ["article"]}
	]
}`

func polygonJSON(w, s, e, n float64) string {
	return fmt.Sprintf(
		`{"type":"Polygon","coordinates":[[[%v,%v],[%v,%v],[%v,%v],[%v,%v],[%v,%v]]]}`, w, s, e, s,
		e, n, w, n, w, s)
}

func featureJSON(id, properties, geometry string) string {
	return fmt.Sprintf(`{"type":"Feature","id":%q,"properties":{%s},"geometry":%s}`, id, properties,
		geometry)
}

func collectionJSON(features ...string) string {
	return `{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`
}

// newTestApp returns an App with a fake clock.
func newTestApp(t testing.TB, fsys fs.FS, s State) *testApp {
	t.Helper()
	a, err := New(fsys, s)
	if err != nil {
		t.Fatal(err)
	}
	test := &testApp{App: a, t: t}
	a.clock = func() float64 { return test.ms }
	a.views.today = func() time.Time { return time.Date(2026, 1, 7, 12, 0, 0, 0, time.UTC) }
	return test
}

// testApp is an App whose clock is set by the test.
type testApp struct {
	*App
	t  testing.TB
	ms float64
}

// mustDo performs actions that must succeed.
func (a *testApp) mustDo(actions ...Action) {
	a.t.Helper()
	for _, act := range actions {
		if err := a.Dispatch(act); err != nil {
			a.t.Fatalf("%+v: %v", act, err)
		}
	}
}

// runUntilIdle calls Frame until it returns false, and returns how many frames were drawn.
func (a *testApp) runUntilIdle() (drawn int) {
	a.t.Helper()
	for range 1000 {
		a.ms += 16
		if !a.Frame(a.ms) {
			return drawn
		}
		drawn++
	}
	a.t.Fatal("the map never rests")
	return 0
}

// atPoint returns an action at a point.
func atPoint(act Action, x, y float64) Action {
	act.X, act.Y = &x, &y
	return act
}

func pointerEvent(phase, id, kind string, x, y float64) Action {
	return atPoint(Action{Type: ActionPointer, Phase: phase, ID: id, Kind: kind}, x, y)
}

func mouseEvent(phase string, x, y float64) Action {
	return pointerEvent(phase, "1", "mouse", x, y)
}
