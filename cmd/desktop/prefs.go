package main

import (
	"encoding/json"
	"image"
	"io"
	"maps"
	"os"
	"path/filepath"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/app"
	"truceline/internal/atomicfile"
)

// prefsStore holds the window's state between two runs, and its file. Without a file nothing is
// saved.
type prefsStore struct {
	file      string
	saved     prefs
	placement prefs // of the window when it was last observed
	savedAt   time.Time
}

// prefs is the content of the file.
type prefs struct {
	// Link is the app's state as the query of a permalink.
	Link string `json:"link"`
	// Width, Height, X and Y are the window's bounds in device-independent pixels when it last was
	// neither maximized nor fullscreen.
	Width  int `json:"width"`
	Height int `json:"height"`
	X      int `json:"x"`
	Y      int `json:"y"`
	// Maximized and Fullscreen report whether the window was maximized or fullscreen.
	Maximized  bool `json:"maximized,omitempty"`
	Fullscreen bool `json:"fullscreen,omitempty"`
	// OpenSections holds, by id, whether a section that the user toggled is open.
	OpenSections map[string]bool `json:"folds,omitempty"`
}

// prefsFile returns the path of the file, or "" if there is no directory for it.
func prefsFile() string {
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "truceline", "window.json")
}

// loadPrefs reads the file. It treats a missing or invalid file as empty.
func loadPrefs(file string) *prefsStore {
	store := &prefsStore{file: file}
	data, err := os.ReadFile(file)
	if err != nil || len(data) > 1<<20 || json.Unmarshal(data, &store.saved) != nil {
		store.saved = prefs{}
		return store
	}
	if size := store.saved.windowSize(); size.X < minWindowSide || size.Y < minWindowSide ||
		size.X > maxWindowSide || size.Y > maxWindowSide {
		store.saved.Width, store.saved.Height = 0, 0
	}
	store.placement = store.saved
	return store
}

func (p prefs) windowSize() image.Point { return image.Pt(p.Width, p.Height) }

// appState returns the app's state.
func (p prefs) appState() app.State { return app.ParseLink(p.Link) }

// saveInterval is the minimum time between two writes.
const saveInterval = 2 * time.Second

// savePrefs writes the preferences if they have changed: always at the end, otherwise at most once
// in saveInterval. Errors are ignored, because the window works without preferences.
func (w *window) savePrefs(end bool) {
	store := w.prefs
	if store.file == "" {
		return
	}
	if !end {
		store.recordPlacement()
		if time.Since(store.savedAt) < saveInterval {
			return
		}
	}
	store.savedAt = time.Now()
	current := w.currentPrefs()
	if unchanged, err := equalJSON(current, store.saved); err != nil || unchanged {
		return
	}
	if store.save(current) == nil {
		store.saved = current
	}
}

// currentPrefs returns the preferences to save. The placement is as last observed, because it
// cannot be read after the window has closed.
func (w *window) currentPrefs() prefs {
	current := w.prefs.placement
	current.Link, current.OpenSections = w.app.State().Link(), maps.Clone(w.panel.openSections)
	return current
}

// recordPlacement records the window's placement.
func (s *prefsStore) recordPlacement() {
	p := &s.placement
	p.Maximized, p.Fullscreen = ebiten.IsWindowMaximized(), ebiten.IsFullscreen()
	if !p.Maximized && !p.Fullscreen && !ebiten.IsWindowMinimized() {
		p.Width, p.Height = ebiten.WindowSize()
		p.X, p.Y = ebiten.WindowPosition()
	}
}

func equalJSON(a, b any) (bool, error) {
	x, err := json.Marshal(a)
	if err != nil {
		return false, err
	}
	y, err := json.Marshal(b)
	return string(x) == string(y), err
}

func (s *prefsStore) save(current prefs) error {
	if err := os.MkdirAll(filepath.Dir(s.file), 0o755); err != nil {
		return err
	}
	return atomicfile.Write(s.file, func(out io.Writer) error {
		encoder := json.NewEncoder(out)
		encoder.SetEscapeHTML(false) // keeps the link readable
		encoder.SetIndent("", "  ")
		return encoder.Encode(current)
	})
}
