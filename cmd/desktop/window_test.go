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
	"truceline/internal/assetcheck"
	"truceline/internal/geo"
	"truceline/internal/render/gpu/gputest"
)

// setTestHome gives a test a home folder of its own, with a folder for downloads.
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

// TestExportFile: what is shown goes into the folder for downloads, each file under a name of its
// own, and the window says which.
func TestExportFile(t *testing.T) {
	dir := filepath.Join(setTestHome(t), "Downloads")
	x := newWindowDriver(t, "scenario=mutual-pullback&pullback=20", 700, 460, 2)
	x.clickOn("menu-save", nil)
	for _, kind := range []string{"png", "svg", "csv", "geojson", "png"} {
		x.clickOn("save-"+kind, nil)
		if !strings.Contains(x.panel.status, dir) {
			t.Errorf("%s: the window says %q", kind, x.panel.status)
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
	// The map has plates above and below it in the file.
	if size, mapped := img.Bounds().Size(), x.layout.mapRect.Size(); size.X < mapped.X ||
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
	if _, err := geo.Decode(shapes, geo.Limits{}); err != nil {
		t.Error(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 5 {
		t.Errorf("%d files, %v: nothing else should lie there", len(entries), err)
	}
}

// TestExportFileFails: the window says so, and goes on.
func TestExportFileFails(t *testing.T) {
	dir := setTestHome(t)
	x := newWindowDriver(t, "", 700, 460, 1)
	t.Setenv("HOME", filepath.Join(dir, "gone"))
	t.Setenv("USERPROFILE", filepath.Join(dir, "gone"))
	x.exportFile("svg")
	x.runFrames(3)
	if !strings.Contains(x.panel.status, "could not be saved") || x.err != nil {
		t.Errorf("the window says %q, %v", x.panel.status, x.err)
	}
}

// TestLinkAndHelp: the link is copied or said to be below; what the window opens outside, it says.
func TestLinkAndHelp(t *testing.T) {
	x := newWindowDriver(t, "", 700, 460, 1)
	var copied, opened string
	x.copyText = func(words string) error { copied = words; return nil }
	x.openInBrowser = func(address string) error { opened = address; return nil }
	x.dispatch(app.Action{Type: app.ActionSelect, ID: "UA-14"})
	x.runFrames(4)
	x.clickOn("menu-save", nil)
	x.clickOn("copy-link", nil)
	if copied != "?select=UA-14" || x.panel.status != x.view.Texts["page.copied"] {
		t.Errorf("copied %q, says %q", copied, x.panel.status)
	}
	x.copyText = func(string) error { return errors.New("none") }
	x.clickOn("copy-link", nil)
	if x.panel.status != x.view.Texts["window.link-failed"] {
		t.Errorf("says %q", x.panel.status)
	}
	x.input.dispatchKey(x.window, "F1", false)
	if opened != "" || !strings.Contains(x.panel.status, filepath.Join("twin", "en.html")) {
		t.Errorf("without a text version %q is opened, the window says %q", opened, x.panel.status)
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	twin := filepath.Join(filepath.Dir(program), "twin")
	if err := os.Mkdir(twin, 0o755); err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(twin)
	if err := os.WriteFile(filepath.Join(twin, "en.html"), []byte("<p>"), 0o644); err != nil {
		t.Fatal(err)
	}
	x.clickOn("help", nil)
	if opened != filepath.Join(twin, "en.html") ||
		x.panel.status != x.view.Texts["window.help-opened"] {
		t.Errorf("opened %q, says %q", opened, x.panel.status)
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

// TestPrefs: the window comes back as it was left, and starts fine where it cannot remember.
func TestPrefs(t *testing.T) {
	setTestHome(t)
	x := newWindowDriver(t, "", 700, 460, 1)
	x.prefs = loadPrefs(prefsFile())
	x.dispatch(app.Action{Type: app.ActionScenario, ID: "plan-20"})
	x.dispatch(app.Action{Type: app.ActionTheme, Theme: app.ThemeDark})
	x.runFrames(3)
	x.panel.openSections["figures"] = true
	// at the end there is no window to ask
	x.prefs.placement.Width, x.prefs.placement.Height = 777, 555
	x.savePrefs(true)
	m := loadPrefs(prefsFile())
	if m.saved.windowSize() != image.Pt(777, 555) ||
		m.saved.Link != "scenario=plan-20&theme=dark" || !m.saved.OpenSections["figures"] ||
		m.saved.appState().Scenario != "plan-20" {
		t.Errorf("remembers %+v", m.saved)
	}
	before := m.savedAt
	x.dispatch(app.Action{Type: app.ActionTheme, Theme: app.ThemeLight})
	x.savePrefs(false)
	if loadPrefs(prefsFile()).saved.Link != m.saved.Link || before != m.savedAt {
		t.Error("writes at every change")
	}
	for _, text := range []string{"", "{", `{"width": -5, "height": 1e9}`, `[1]`,
		`{"link": "date=nonsense&&&%zz", "width": 100000, "height": 500}`} {
		if err := os.WriteFile(prefsFile(), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if m := loadPrefs(prefsFile()); m.saved.Width != 0 || m.saved.Height != 0 {
			t.Errorf("%q: %+v", text, m.saved)
		} else if _, err := app.New(assets.FS, m.saved.appState()); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
	file := filepath.Join(t.TempDir(), "no-folder")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	x.prefs = loadPrefs(filepath.Join(file, "truceline", "window.json"))
	x.savePrefs(true)
	x.runFrames(2)
	if x.err != nil {
		t.Error(x.err)
	}
}

// TestErrorWindow: the window lists what is wrong with a folder.
func TestErrorWindow(t *testing.T) {
	gputest.RequireDisplay(t)
	a, err := app.New(assets.FS, app.State{})
	if err != nil {
		t.Fatal(err)
	}
	var faults []assetcheck.Finding
	for range 60 {
		faults = append(faults, assetcheck.Finding{Fault: true,
			Text: "story.json at /scenarios/1/propser: unknown field"})
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

// TestBadAssets: a folder with faults is refused in the window, and the exit status is 1.
func TestBadAssets(t *testing.T) {
	gputest.RequireDisplay(t)
	dir := t.TempDir()
	shot := filepath.Join(dir, "shot.png")
	status, _, errs := runProgram(t, nil, "--assets", dir, "--size", "500x400", "--screenshot",
		shot)
	if _, err := os.Stat(shot); status != 1 || err != nil || strings.Count(errs, "\n") != 1 ||
		!strings.Contains(errs, "faults") {
		t.Errorf("status %d, errors %q, %v", status, errs, err)
	}
	status, _, errs = runProgram(t, nil, "--assets", filepath.Join(dir, "none"))
	if status != 1 || strings.Count(errs, "\n") != 1 {
		t.Errorf("no folder: status %d, errors %q", status, errs)
	}
}
