package main

import (
	"encoding/csv"
	"errors"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"truceline/assets"
	"truceline/internal/app"
	"truceline/internal/diag"
	"truceline/internal/geo/geojson"
	"truceline/internal/render/gpu/gputest"
)

// setTestHome gives a test its own home directory with a downloads directory.
func setTestHome(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"HOME", "USERPROFILE"} {
		t.Setenv(name, dir)
	}
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(dir, ".config"))
	t.Setenv("AppData", filepath.Join(dir, "AppData"))
	if err := os.MkdirAll(filepath.Join(dir, "Downloads"), 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// Exports are written to the downloads directory under unused names, and the window shows the path.
func TestExportFile(t *testing.T) {
	dir := filepath.Join(setTestHome(t), "Downloads")
	d := newWindowDriver(t, "scenario=mutual-pullback&pullback=20", 700, 460, 2)
	d.clickOn("menu-save", nil)
	for _, kind := range []string{"png", "svg", "csv", "geojson", "png"} {
		d.clickOn("save-"+kind, nil)
		if !strings.Contains(d.panel.status, dir) {
			t.Errorf("%s: the window says %q", kind, d.panel.status)
		}
	}
	name := filepath.Join(dir, "truceline-2026-01-06-mutual-pullback-20km")
	f, err := os.Open(name + "-2.png")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	// The file has plates above and below the map.
	if size, mapped := img.Bounds().Size(), d.layout.mapRect.Size(); size.X < mapped.X ||
		size.Y <= mapped.Y {
		t.Errorf("a picture of %v, with a map of %v", size, mapped)
	}
	svg, err := os.ReadFile(name + ".svg")
	if err != nil || !strings.Contains(string(svg), "Situation on 6 January 2026") {
		t.Errorf("the drawing does not say its date: %v", err)
	}
	table, err := os.ReadFile(name + ".csv")
	if err != nil {
		t.Fatal(err)
	}
	if rows, err := csv.NewReader(strings.NewReader(string(table))).ReadAll(); err != nil ||
		len(rows) < 20 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	shapes, err := os.ReadFile(name + ".geojson")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := geojson.Decode(shapes, geojson.Limits{}); err != nil {
		t.Error(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 5 {
		t.Errorf("%d files, %v: nothing else should lie there", len(entries), err)
	}
}

// The window reports a failed export and keeps running.
func TestExportFileFails(t *testing.T) {
	dir := setTestHome(t)
	d := newWindowDriver(t, "", 700, 460, 1)
	t.Setenv("HOME", filepath.Join(dir, "gone"))
	t.Setenv("USERPROFILE", filepath.Join(dir, "gone"))
	d.exportFile("svg")
	d.runFrames(3)
	if !strings.Contains(d.panel.status, "could not be saved") || d.err != nil {
		t.Errorf("the window says %q, %v", d.panel.status, d.err)
	}
}

// The window reports whether the link was copied and what it has opened.
func TestLinkAndHelp(t *testing.T) {
	d := newWindowDriver(t, "", 700, 460, 1)
	var copied, opened string
	d.copyText = func(text string) error { copied = text; return nil }
	d.openInBrowser = func(address string) error { opened = address; return nil }
	d.dispatch(app.Action{Type: app.ActionSelect, ID: "UA-14"})
	d.runFrames(4)
	d.clickOn("menu-save", nil)
	d.clickOn("copy-link", nil)
	if copied != "?select=UA-14" || d.panel.status != d.view.Texts["page.copied"] {
		t.Errorf("copied %q, says %q", copied, d.panel.status)
	}
	d.copyText = func(string) error { return errors.New("none") }
	d.clickOn("copy-link", nil)
	if d.panel.status != d.view.Texts["window.link-failed"] {
		t.Errorf("says %q", d.panel.status)
	}
	d.input.dispatchKey(d.window, "F1", false)
	if opened != "" || !strings.Contains(d.panel.status, filepath.Join("twin", "en.html")) {
		t.Errorf("without a text version %q is opened, the window says %q", opened, d.panel.status)
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	textEditions := filepath.Join(filepath.Dir(program), "twin")
	if err := os.Mkdir(textEditions, 0o755); err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(textEditions)
	if err := os.WriteFile(filepath.Join(textEditions, "en.html"), []byte("<p>"),
		0o644); err != nil {
		t.Fatal(err)
	}
	d.clickOn("help", nil)
	if opened != filepath.Join(textEditions, "en.html") ||
		d.panel.status != d.view.Texts["window.help-opened"] {
		t.Errorf("opened %q, says %q", opened, d.panel.status)
	}
}

func TestBrowserCommand(t *testing.T) {
	for goos, want := range map[string]string{"linux": "xdg-open", "darwin": "open",
		"windows": "rundll32", "freebsd": "xdg-open"} {
		if name, args := browserCommand(goos, "x"); name != want || args[len(args)-1] != "x" {
			t.Errorf("%s: %s %v", goos, name, args)
		}
	}
}

// The window restores its state, and starts normally without valid preferences.
func TestPrefs(t *testing.T) {
	setTestHome(t)
	d := newWindowDriver(t, "", 700, 460, 1)
	d.prefs = loadPrefs(prefsFile())
	d.dispatch(app.Action{Type: app.ActionScenario, ID: "plan-20"})
	d.dispatch(app.Action{Type: app.ActionTheme, Theme: app.ThemeDark})
	d.runFrames(3)
	d.panel.openSections["figures"] = true
	// there is no window whose placement could be observed
	d.prefs.placement.Width, d.prefs.placement.Height = 777, 555
	d.savePrefs(true)
	store := loadPrefs(prefsFile())
	if store.saved.windowSize() != image.Pt(777, 555) ||
		store.saved.Link != "scenario=plan-20&theme=dark" || !store.saved.OpenSections["figures"] ||
		store.saved.appState().Scenario != "plan-20" {
		t.Errorf("remembers %+v", store.saved)
	}
	before := store.savedAt
	d.dispatch(app.Action{Type: app.ActionTheme, Theme: app.ThemeLight})
	d.savePrefs(false)
	if loadPrefs(prefsFile()).saved.Link != store.saved.Link || before != store.savedAt {
		t.Error("writes at every change")
	}
	for _, text := range []string{"", "{", `{"width": -5, "height": 1e9}`, `[1]`,
		`{"link": "date=nonsense&&&%zz", "width": 100000, "height": 500}`} {
		if err := os.WriteFile(prefsFile(), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if store := loadPrefs(prefsFile()); store.saved.Width != 0 || store.saved.Height != 0 {
			t.Errorf("%q: %+v", text, store.saved)
		} else if _, err := app.New(assets.FS, store.saved.appState()); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
	file := filepath.Join(t.TempDir(), "no-folder")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	d.prefs = loadPrefs(filepath.Join(file, "truceline", "window.json"))
	d.savePrefs(true)
	d.runFrames(2)
	if d.err != nil {
		t.Error(d.err)
	}
}

// The window lists the faults of the assets.
func TestErrorWindow(t *testing.T) {
	gputest.RequireDisplay(t)
	a, err := app.New(assets.FS, app.State{})
	if err != nil {
		t.Fatal(err)
	}
	var faults diag.List
	for range 60 {
		faults = append(faults, &diag.Diagnostic{File: "story.json",
			Place: "/scenarios/1/propser", Detail: "unknown field"})
	}
	w, err := newErrorWindow(a, assets.FS, "/some/folder", faults, "")
	if err != nil {
		t.Fatal(err)
	}
	w.input.source = nil
	w.resize(500, 400, 1)
	w.renderFrames(t, 4)
	if w.panel.maxScroll() < 500 {
		t.Errorf("it can be scrolled by %d", w.panel.maxScroll())
	}
	if w.layout.panel.Dx() != 500 || len(w.panel.focusOrder()) != 0 {
		t.Errorf("%+v, %d controls", w.layout, len(w.panel.focusOrder()))
	}
}

// Invalid assets are refused with exit status 1.
func TestBadAssets(t *testing.T) {
	gputest.RequireDisplay(t)
	dir := t.TempDir()
	shot := filepath.Join(dir, "shot.png")
	status, _, stderr := runProgram(t, nil, "--assets", dir, "--size", "500x400", "--screenshot",
		shot)
	if _, err := os.Stat(shot); status != 1 || err != nil || strings.Count(stderr, "\n") != 1 ||
		!strings.Contains(stderr, "faults") {
		t.Errorf("status %d, errors %q, %v", status, stderr, err)
	}
	status, _, stderr = runProgram(t, nil, "--assets", filepath.Join(dir, "none"))
	if status != 1 || strings.Count(stderr, "\n") != 1 {
		t.Errorf("no folder: status %d, errors %q", status, stderr)
	}
}
