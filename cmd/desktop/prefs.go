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
)

// prefsStore is what the window remembers from one time to the next, and where. Without a folder it
// forgets.
type prefsStore struct {
	file      string
	saved     prefs
	placement prefs     // where the window is, as it was seen last
	savedAt   time.Time // when it was written last
}

// prefs is the file.
type prefs struct {
	// Link is what was shown, as a link to the map says it.
	Link string `json:"link"`
	// Width, Height, X and Y are the window's in device-independent pixels, when it did not fill
	// the screen.
	Width  int `json:"width"`
	Height int `json:"height"`
	X      int `json:"x"`
	Y      int `json:"y"`
	// Maximized and Fullscreen say that it filled the screen.
	Maximized  bool `json:"maximized,omitempty"`
	Fullscreen bool `json:"fullscreen,omitempty"`
	// OpenSections are the headings that were opened or closed, by id.
	OpenSections map[string]bool `json:"folds,omitempty"`
}

// prefsFile is where the window remembers; empty where there is no such place.
func prefsFile() string {
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "truceline", "window.json")
}

// loadPrefs reads what was remembered. What is missing, broken or makes no sense is as if it had
// never been.
func loadPrefs(file string) *prefsStore {
	m := &prefsStore{file: file}
	data, err := os.ReadFile(file)
	if err != nil || len(data) > 1<<20 || json.Unmarshal(data, &m.saved) != nil {
		m.saved = prefs{}
		return m
	}
	if size := m.saved.windowSize(); size.X < minWindowSide || size.Y < minWindowSide ||
		size.X > maxWindowSide || size.Y > maxWindowSide {
		m.saved.Width, m.saved.Height = 0, 0
	}
	m.placement = m.saved
	return m
}

func (k prefs) windowSize() image.Point { return image.Pt(k.Width, k.Height) }

// appState is what was shown.
func (k prefs) appState() app.State { return app.ParseLink(k.Link) }

// saveInterval is how long a change waits before it is written.
const saveInterval = 2 * time.Second

// savePrefs writes what has changed: at the end, or else not too often. Where it cannot be written
// the window goes on without.
func (w *window) savePrefs(end bool) {
	m := w.prefs
	if m.file == "" {
		return
	}
	if !end {
		m.recordPlacement()
		if time.Since(m.savedAt) < saveInterval {
			return
		}
	}
	m.savedAt = time.Now()
	now := w.currentPrefs()
	if same, err := equalJSON(now, m.saved); err != nil || same {
		return
	}
	if m.save(now) == nil {
		m.saved = now
	}
}

// currentPrefs is what there is to remember. Where the window is, is known only while it is open.
func (w *window) currentPrefs() prefs {
	now := w.prefs.placement
	now.Link, now.OpenSections = w.app.State().Link(), maps.Clone(w.panel.openSections)
	return now
}

// recordPlacement notes where the window is.
func (m *prefsStore) recordPlacement() {
	p := &m.placement
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

func (m *prefsStore) save(k prefs) error {
	if err := os.MkdirAll(filepath.Dir(m.file), 0o755); err != nil {
		return err
	}
	return writeFileAtomic(m.file, func(out io.Writer) error {
		e := json.NewEncoder(out)
		e.SetEscapeHTML(false) // a link is to be read
		e.SetIndent("", "  ")
		return e.Encode(k)
	})
}
