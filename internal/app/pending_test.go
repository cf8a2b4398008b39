package app

import (
	"io/fs"
	"maps"
	"path"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

const otherDate = "2022-02-23"

// removeDate takes the territory of a date out of the files and returns it.
func removeDate(files fstest.MapFS, date string) (taken fstest.MapFS) {
	taken = fstest.MapFS{}
	for name, f := range files {
		if strings.Contains(name, date) && !strings.Contains(name, "figures") {
			taken[name] = f
			delete(files, name)
		}
	}
	return taken
}

// A host that has only the latest date fetches another when it is chosen; until then nothing
// changes but the View's wants.
func TestFilesOnDemand(t *testing.T) {
	files := tinyAssets(t)
	later := removeDate(files, otherDate)
	a := newTestApp(t, files, State{})
	a.runUntilIdle()
	if len(a.MissingFiles()) > 0 || len(a.View().Dates) != 2 {
		t.Fatalf("wants %v, dates %v", a.MissingFiles(), a.View().Dates)
	}
	a.mustDo(Action{Type: ActionDate, Date: otherDate})
	want := []string{"geojson/contact-" + otherDate + ".geojson",
		"geojson/control-" + otherDate + ".geojson"}
	v := a.View()
	if !reflect.DeepEqual(a.MissingFiles(), want) || !reflect.DeepEqual(v.Wants, want) {
		t.Errorf("it wants %v", a.MissingFiles())
	}
	if v.Date != "2026-01-06" || a.State().Date != "" || v.Announce != "" {
		t.Errorf("while it waits: date %s, state %+v, announced %q", v.Date, a.State(), v.Announce)
	}
	for i, name := range want {
		files[name] = later[name]
		if err := a.FilesAdded(); err != nil {
			t.Fatal(err)
		}
		if got := a.View().Date == otherDate; got != (i == 1) {
			t.Errorf("after %d files: date %s", i+1, a.View().Date)
		}
	}
	if v := a.View(); len(v.Wants) > 0 || v.Announce != v.Situation {
		t.Errorf("in the end it wants %v, announced %q", v.Wants, v.Announce)
	}
}

func TestFilesThatCannotBeHad(t *testing.T) {
	files := tinyAssets(t)
	later := removeDate(files, otherDate)
	a := newTestApp(t, files, State{Date: otherDate, Theme: ThemeDark})
	if len(a.MissingFiles()) != 2 || a.View().Date != "2026-01-06" || a.View().Theme != ThemeDark {
		t.Errorf("a link: wants %v, shows %s", a.MissingFiles(), a.View().Date)
	}
	a.FilesUnavailable()
	if v := a.View(); len(v.Wants) > 0 || v.Date != "2026-01-06" ||
		!strings.Contains(v.Announce, "2022") {
		t.Errorf("forgone: wants %v, shows %s, says %q", v.Wants, v.Date, v.Announce)
	}
	if err := a.FilesAdded(); err != nil || a.View().Date != "2026-01-06" {
		t.Errorf("files that nobody wants: %v", err)
	}
	a.mustDo(Action{Type: ActionDate, Date: otherDate})
	for name, f := range later {
		files[name] = f
	}
	files["geojson/control-"+otherDate+".geojson"] = &fstest.MapFile{Data: []byte("{")}
	if err := a.FilesAdded(); err == nil {
		t.Error("broken files were taken")
	}
	if v := a.View(); len(v.Wants) > 0 || v.Date != "2026-01-06" {
		t.Errorf("broken files: wants %v, shows %s", v.Wants, v.Date)
	}
}

// What the reader chooses last counts, whatever comes first.
func TestAnotherChoiceWhileFilesAreFetched(t *testing.T) {
	files := tinyAssets(t)
	later := removeDate(files, otherDate)
	a := newTestApp(t, files, State{})
	a.mustDo(Action{Type: ActionDate, Date: otherDate},
		Action{Type: ActionDate, Date: "2026-01-06"})
	if len(a.MissingFiles()) > 0 {
		t.Errorf("it wants %v", a.MissingFiles())
	}
	for name, f := range later {
		files[name] = f
	}
	if err := a.FilesAdded(); err != nil || a.View().Date != "2026-01-06" {
		t.Errorf("it went to %s: %v", a.View().Date, err)
	}
}

func TestDatesBlend(t *testing.T) {
	a := newTestApp(t, tinyAssets(t), State{})
	a.runUntilIdle()
	a.mustDo(Action{Type: ActionDate, Date: otherDate})
	if a.View().Date != otherDate || a.View().Situation != "Situation on 23 February 2022" {
		t.Error("texts wait for the blend")
	}
	last := -1.0
	for a.ms += 16; a.Frame(a.ms); a.ms += 16 {
		b := a.Picture().Crossfade
		if b.From == nil {
			break
		}
		if b.From.Date != "2026-01-06" || b.From.Crossfade.From != nil || b.Progress < last {
			t.Fatalf("%+v after %v", b, last)
		}
		last = b.Progress
	}
	if last < 0.5 {
		t.Errorf("the blend ended at %v", last)
	}
	a.runUntilIdle() // the country may take another place beside other texts
	// A change of mind early on goes back to what is still seen.
	a.mustDo(Action{Type: ActionDate, Date: "2026-01-06"})
	a.Frame(a.ms + 16)
	a.mustDo(Action{Type: ActionDate, Date: otherDate})
	if from := a.Picture().Crossfade.From; from == nil || from.Date != otherDate {
		t.Errorf("it goes on from %+v", from)
	}
	a.mustDo(Action{Type: ActionMotion, Reduce: true})
	if a.Picture().Crossfade.From != nil {
		t.Error("a blend goes on with reduced motion")
	}
	a.mustDo(Action{Type: ActionDate, Date: "2026-01-06"})
	if n := a.runUntilIdle(); n > 1 {
		t.Errorf("reduced motion: %d frames", n)
	}
}

// TestWritingWaitsForTheLand: first what is written fades on the picture that is left, then land
// and camera move without any, and then it fades in on the new one; what shells write turns with
// the land.
func TestWritingWaitsForTheLand(t *testing.T) {
	a := newTestApp(t, tinyAssets(t), State{})
	a.runUntilIdle()
	a.mustDo(Action{Type: ActionDate, Date: otherDate})
	if _, p := a.Scene(); !a.ShowsPreviousPicture() || p.Date != "2026-01-06" ||
		p.OverlayFade != 0 {
		t.Errorf("at first: turning %v, %s with %v hidden", a.ShowsPreviousPicture(), p.Date,
			p.OverlayFade)
	}
	left, came, last := 0, 0, 0.0
	for a.ms += 16; a.Frame(a.ms); a.ms += 16 {
		_, p := a.Scene()
		switch {
		case p.Date == "2026-01-06":
			if p.OverlayFade < last || !a.ShowsPreviousPicture() || a.animation.started {
				t.Fatalf("left with %v hidden after %v, turning %v, camera moves: %v",
					p.OverlayFade, last, a.ShowsPreviousPicture(), a.animation.started)
			}
			left, last = left+1, p.OverlayFade
		case p.Crossfade.From != nil || a.animation.active:
			if p.OverlayFade != 1 || a.ShowsPreviousPicture() != (p.Crossfade.From != nil &&
				p.Crossfade.Progress < 0.5) {
				t.Fatalf("at %v of the land %v is hidden, turning %v", p.Crossfade.Progress,
					p.OverlayFade, a.ShowsPreviousPicture())
			}
			last = 1
		default:
			if p.OverlayFade > last || a.ShowsPreviousPicture() {
				t.Fatalf("%v hidden after %v, turning %v", p.OverlayFade, last,
					a.ShowsPreviousPicture())
			}
			came, last = came+1, p.OverlayFade
		}
	}
	if _, p := a.Scene(); left < 4 || came < 4 || p.OverlayFade != 0 || a.Moving() {
		t.Errorf("%d frames of leaving, %d of coming, %v hidden at the end", left, came,
			p.OverlayFade)
	}
	// A hand on the map does not wait, and no letter is left in the air.
	a.mustDo(Action{Type: ActionDate, Date: "2026-01-06"}, Action{Type: ActionPan, DX: 50})
	if _, p := a.Scene(); p.Date != "2026-01-06" || p.OverlayFade != 1 {
		t.Errorf("a hand waits for %s with %v hidden", p.Date, p.OverlayFade)
	}
	a.runUntilIdle()
	if p := a.Picture(); p.OverlayFade != 0 || p.Crossfade.From != nil {
		t.Errorf("it ends with %v hidden", p.OverlayFade)
	}
	a.mustDo(Action{Type: ActionMotion, Reduce: true}, Action{Type: ActionDate, Date: otherDate})
	if _, p := a.Scene(); p.OverlayFade != 0 || p.Date != otherDate || a.ShowsPreviousPicture() {
		t.Errorf("reduced motion: %s with %v hidden", p.Date, p.OverlayFade)
	}
}

// A language that is still fetched is not forgotten when a scenario or a date is chosen meanwhile.
func TestAWantedLanguageOutlastsAnotherChoice(t *testing.T) {
	files := tinyAssets(t)
	words, err := fs.ReadFile(assets, "locales/uk.json")
	if err != nil {
		t.Fatal(err)
	}
	files[LangsFile] = &fstest.MapFile{Data: []byte(`["en","uk"]`)}
	a := newTestApp(t, files, State{})
	a.mustDo(Action{Type: ActionLang, Lang: "uk"}, Action{Type: ActionDate, Date: otherDate})
	if v := a.View(); v.Lang != "en" || len(v.Wants) == 0 {
		t.Fatalf("language %s, it wants %v", v.Lang, v.Wants)
	}
	files["locales/uk.json"] = &fstest.MapFile{Data: words}
	if err := a.FilesAdded(); err != nil {
		t.Fatal(err)
	}
	if v := a.View(); v.Lang != "uk" || v.Date != otherDate {
		t.Errorf("language %s, date %s", v.Lang, v.Date)
	}
}

// What is chosen while files are fetched is shown as if they had been there: the last choice of
// each kind, and no other.
func TestChoicesWhileFilesAreFetched(t *testing.T) {
	layer := func(id string, on bool) Action { return Action{Type: ActionLayer, ID: id, On: on} }
	date := Action{Type: ActionDate, Date: "2022-11-15"}
	tab := func(id string) Action { return Action{Type: ActionTab, ID: id} }
	step := func(id string) Action { return Action{Type: ActionStep, ID: id} }
	chosen := Action{Type: ActionSelect, ID: "UA-14"}
	earlier := layer("line-2022-02-23", true)
	french := Action{Type: ActionLang, Lang: "fr"}
	all := fstest.MapFS{LangsFile: {Data: []byte(`["en","fr"]`)}}
	for _, folder := range []string{".", "geojson", "locales", "fonts"} {
		names, err := fs.ReadDir(assets, folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			file := path.Join(folder, name.Name())
			if data, err := fs.ReadFile(assets, file); err == nil {
				all[file] = &fstest.MapFile{Data: data}
			}
		}
	}
	whole := newTestApp(t, all, State{})
	for name, acts := range map[string][]Action{
		"a date, then an earlier line": {date, earlier},
		"an earlier line, then a date": {earlier, date},
		"an earlier line on and off": {earlier, date,
			layer("line-2022-02-23", false)},
		"an earlier line, then a proposal":            {earlier, scenarioAction("plan-20")},
		"a proposal, then an earlier line, in French": {scenarioAction("plan-20"), earlier, french},
		"a language, then layers, then a date": {french, layer("contact", false), earlier,
			date},
		"a tab, then a layer off":       {tab("lines"), layer("contact", false)},
		"a tab, then the one before":    {tab("lines"), tab("control")},
		"a layer off, then a tab":       {layer("contact", false), tab("lines")},
		"a step, then a card":           {step("freeze"), chosen},
		"a card, then a step":           {chosen, step("freeze")},
		"two steps":                     {step("freeze"), step("next"), step("next")},
		"a step, a card, another step":  {step("donbas"), chosen, step("next")},
		"a step, and out again":         {step("freeze"), step("")},
		"a date, then all of them":      {date, {Type: ActionPlay, On: true}},
		"a date, a card, and its close": {chosen, date, {Type: ActionClose}},
		"a step, a card, and its close": {step("freeze"), chosen, {Type: ActionClose}},
	} {
		whole.mustDo(Action{Type: ActionState, State: &State{}})
		files := maps.Clone(all)
		later := fstest.MapFS{}
		for file, data := range all {
			dated := strings.HasPrefix(file, "geojson/") && !strings.Contains(file, "2026-01-06") &&
				!strings.Contains(file, "figures")
			if dated && strings.Contains(file, "20") || strings.Contains(file, "/scenario-") ||
				file == "locales/fr.json" {
				later[file] = data
				delete(files, file)
			}
		}
		part := newTestApp(t, files, State{})
		whole.mustDo(acts...)
		part.mustDo(acts...)
		if len(part.MissingFiles()) == 0 && !strings.Contains(name, "out again") &&
			!strings.Contains(name, "the one before") {
			t.Errorf("%s: it waits for nothing", name)
		}
		for waits := 0; len(part.MissingFiles()) > 0 && waits < 9; waits++ {
			for _, file := range part.MissingFiles() {
				files[file] = later[file]
			}
			if err := part.FilesAdded(); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
		if got, want := part.State().Link(), whole.State().Link(); got != want {
			t.Errorf("%s: shows %q, with all files from the start %q", name, got, want)
		}
	}
}
