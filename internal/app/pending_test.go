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

// removeDate removes the territory of a date from files, and returns it.
func removeDate(files fstest.MapFS, date string) (removed fstest.MapFS) {
	removed = fstest.MapFS{}
	for name, f := range files {
		if strings.Contains(name, date) && !strings.Contains(name, "figures") {
			removed[name] = f
			delete(files, name)
		}
	}
	return removed
}

// If the files of a date are missing, choosing it changes nothing but View.Wants until they have
// been added.
func TestPending_FilesOnDemand(t *testing.T) {
	files := tinyAssets(t)
	removed := removeDate(files, otherDate)
	a := newTestApp(t, files, State{})
	a.runUntilIdle()
	if len(a.MissingFiles()) > 0 || len(a.View().Dates) != 2 {
		t.Fatalf("wants %v, dates %v", a.MissingFiles(), a.View().Dates)
	}
	a.mustDo(Action{Type: ActionDate, Date: otherDate})
	want := []string{"geojson/contact-" + otherDate + ".geojson",
		"geojson/control-" + otherDate + ".geojson"}
	v := a.View()
	if !reflect.DeepEqual(a.MissingFiles(), want) || !reflect.DeepEqual(v.MissingFiles, want) {
		t.Errorf("it wants %v", a.MissingFiles())
	}
	if v.Date != "2026-01-06" || a.State().Date != "" || v.Announce != "" {
		t.Errorf("while it waits: date %s, state %+v, announced %q", v.Date, a.State(), v.Announce)
	}
	for i, name := range want {
		files[name] = removed[name]
		if err := a.FilesAdded(); err != nil {
			t.Fatal(err)
		}
		if got := a.View().Date == otherDate; got != (i == 1) {
			t.Errorf("after %d files: date %s", i+1, a.View().Date)
		}
	}
	if v := a.View(); len(v.MissingFiles) > 0 || v.Announce != v.Situation {
		t.Errorf("in the end it wants %v, announced %q", v.MissingFiles, v.Announce)
	}
}

func TestFilesUnavailable(t *testing.T) {
	files := tinyAssets(t)
	removed := removeDate(files, otherDate)
	a := newTestApp(t, files, State{Date: otherDate, Theme: ThemeDark})
	if len(a.MissingFiles()) != 2 || a.View().Date != "2026-01-06" || a.View().Theme != ThemeDark {
		t.Errorf("a link: wants %v, shows %s", a.MissingFiles(), a.View().Date)
	}
	a.FilesUnavailable()
	if v := a.View(); len(v.MissingFiles) > 0 || v.Date != "2026-01-06" ||
		!strings.Contains(v.Announce, "2022") {
		t.Errorf("forgone: wants %v, shows %s, says %q", v.MissingFiles, v.Date, v.Announce)
	}
	if err := a.FilesAdded(); err != nil || a.View().Date != "2026-01-06" {
		t.Errorf("files that nobody wants: %v", err)
	}
	a.mustDo(Action{Type: ActionDate, Date: otherDate})
	for name, f := range removed {
		files[name] = f
	}
	files["geojson/control-"+otherDate+".geojson"] = &fstest.MapFile{Data: []byte("{")}
	if err := a.FilesAdded(); err == nil {
		t.Error("broken files were taken")
	}
	if v := a.View(); len(v.MissingFiles) > 0 || v.Date != "2026-01-06" {
		t.Errorf("broken files: wants %v, shows %s", v.MissingFiles, v.Date)
	}
}

// The last choice wins, even if the files of an earlier one arrive after it.
func TestPending_LastChoiceWins(t *testing.T) {
	files := tinyAssets(t)
	removed := removeDate(files, otherDate)
	a := newTestApp(t, files, State{})
	a.mustDo(Action{Type: ActionDate, Date: otherDate},
		Action{Type: ActionDate, Date: "2026-01-06"})
	if len(a.MissingFiles()) > 0 {
		t.Errorf("it wants %v", a.MissingFiles())
	}
	for name, f := range removed {
		files[name] = f
	}
	if err := a.FilesAdded(); err != nil || a.View().Date != "2026-01-06" {
		t.Errorf("it went to %s: %v", a.View().Date, err)
	}
}

func TestCrossfade(t *testing.T) {
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
	a.runUntilIdle() // other texts may move the camera
	// A choice that is revoked early returns to the picture that is still visible.
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

// First the old labels fade out, then shapes and camera move without labels, then the new labels
// fade in.
func TestCrossfade_LabelsWaitForShapes(t *testing.T) {
	a := newTestApp(t, tinyAssets(t), State{})
	a.runUntilIdle()
	a.mustDo(Action{Type: ActionDate, Date: otherDate})
	if _, p := a.Scene(); !a.ShowsPreviousPicture() || p.Date != "2026-01-06" ||
		p.OverlayFade != 0 {
		t.Errorf("at first: turning %v, %s with %v hidden", a.ShowsPreviousPicture(), p.Date,
			p.OverlayFade)
	}
	fadingOut, fadingIn, last := 0, 0, 0.0
	for a.ms += 16; a.Frame(a.ms); a.ms += 16 {
		_, p := a.Scene()
		switch {
		case p.Date == "2026-01-06":
			if p.OverlayFade < last || !a.ShowsPreviousPicture() || a.animation.started {
				t.Fatalf("left with %v hidden after %v, turning %v, camera moves: %v",
					p.OverlayFade, last, a.ShowsPreviousPicture(), a.animation.started)
			}
			fadingOut, last = fadingOut+1, p.OverlayFade
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
			fadingIn, last = fadingIn+1, p.OverlayFade
		}
	}
	if _, p := a.Scene(); fadingOut < 4 || fadingIn < 4 || p.OverlayFade != 0 || a.Moving() {
		t.Errorf("%d frames of leaving, %d of coming, %v hidden at the end", fadingOut, fadingIn,
			p.OverlayFade)
	}
	// A drag skips the fade-out.
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

// A language that is being fetched is not lost if a scenario or a date is chosen.
func TestPending_KeepsLanguage(t *testing.T) {
	files := tinyAssets(t)
	ukrainian, err := fs.ReadFile(assets, "locales/uk.json")
	if err != nil {
		t.Fatal(err)
	}
	files[LangsFile] = &fstest.MapFile{Data: []byte(`["en","uk"]`)}
	a := newTestApp(t, files, State{})
	a.mustDo(Action{Type: ActionLang, Lang: "uk"}, Action{Type: ActionDate, Date: otherDate})
	if v := a.View(); v.Lang != "en" || len(v.MissingFiles) == 0 {
		t.Fatalf("language %s, it wants %v", v.Lang, v.MissingFiles)
	}
	files["locales/uk.json"] = &fstest.MapFile{Data: ukrainian}
	if err := a.FilesAdded(); err != nil {
		t.Fatal(err)
	}
	if v := a.View(); v.Lang != "uk" || v.Date != otherDate {
		t.Errorf("language %s, date %s", v.Lang, v.Date)
	}
}

// Choices made while files are being fetched lead to the same state as if they had existed.
func TestPending_ReplaysChoices(t *testing.T) {
	layer := func(id string, on bool) Action { return Action{Type: ActionLayer, ID: id, On: on} }
	date := Action{Type: ActionDate, Date: "2022-11-15"}
	tab := func(id string) Action { return Action{Type: ActionTab, ID: id} }
	step := func(id string) Action { return Action{Type: ActionStep, ID: id} }
	selection := Action{Type: ActionSelect, ID: "UA-14"}
	comparison := layer("line-2022-02-23", true)
	french := Action{Type: ActionLang, Lang: "fr"}
	allFiles := fstest.MapFS{LangsFile: {Data: []byte(`["en","fr"]`)}}
	for _, folder := range []string{".", "geojson", "locales", "fonts"} {
		names, err := fs.ReadDir(assets, folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			file := path.Join(folder, name.Name())
			if data, err := fs.ReadFile(assets, file); err == nil {
				allFiles[file] = &fstest.MapFile{Data: data}
			}
		}
	}
	complete := newTestApp(t, allFiles, State{})
	for name, acts := range map[string][]Action{
		"a date, then an earlier line": {date, comparison},
		"an earlier line, then a date": {comparison, date},
		"an earlier line on and off": {comparison, date,
			layer("line-2022-02-23", false)},
		"an earlier line, then a proposal": {comparison, scenarioAction("plan-20")},
		"a proposal, then an earlier line, in French": {scenarioAction("plan-20"), comparison,
			french},
		"a language, then layers, then a date": {french, layer("contact", false), comparison,
			date},
		"a tab, then a layer off":       {tab("lines"), layer("contact", false)},
		"a tab, then the one before":    {tab("lines"), tab("control")},
		"a layer off, then a tab":       {layer("contact", false), tab("lines")},
		"a step, then a card":           {step("freeze"), selection},
		"a card, then a step":           {selection, step("freeze")},
		"two steps":                     {step("freeze"), step("next"), step("next")},
		"a step, a card, another step":  {step("donbas"), selection, step("next")},
		"a step, and out again":         {step("freeze"), step("")},
		"a date, then all of them":      {date, {Type: ActionPlay, On: true}},
		"a date, a card, and its close": {selection, date, {Type: ActionClose}},
		"a step, a card, and its close": {step("freeze"), selection, {Type: ActionClose}},
	} {
		complete.mustDo(Action{Type: ActionState, State: &State{}})
		files := maps.Clone(allFiles)
		removed := fstest.MapFS{}
		for file, data := range allFiles {
			dated := strings.HasPrefix(file, "geojson/") && !strings.Contains(file, "2026-01-06") &&
				!strings.Contains(file, "figures")
			if dated && strings.Contains(file, "20") || strings.Contains(file, "/scenario-") ||
				file == "locales/fr.json" {
				removed[file] = data
				delete(files, file)
			}
		}
		partial := newTestApp(t, files, State{})
		complete.mustDo(acts...)
		partial.mustDo(acts...)
		if len(partial.MissingFiles()) == 0 && !strings.Contains(name, "out again") &&
			!strings.Contains(name, "the one before") {
			t.Errorf("%s: it waits for nothing", name)
		}
		for waits := 0; len(partial.MissingFiles()) > 0 && waits < 9; waits++ {
			for _, file := range partial.MissingFiles() {
				files[file] = removed[file]
			}
			if err := partial.FilesAdded(); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
		if got, want := partial.State().Link(), complete.State().Link(); got != want {
			t.Errorf("%s: shows %q, with all files from the start %q", name, got, want)
		}
	}
}
