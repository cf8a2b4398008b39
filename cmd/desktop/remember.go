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

// memory is what the window remembers from one time to the next, and where. Without a folder it forgets.
type memory struct {
	file  string
	kept  kept
	place kept      // where the window is, as it was seen last
	at    time.Time // when it was written last
}

// kept is the file.
type kept struct {
	// Link is what was shown, as a link to the map says it.
	Link string `json:"link"`
	// Width, Height, X and Y are the window's in device-independent pixels, when it did not fill the screen.
	Width  int `json:"width"`
	Height int `json:"height"`
	X      int `json:"x"`
	Y      int `json:"y"`
	// Maximized and Fullscreen say that it filled the screen.
	Maximized  bool `json:"maximized,omitempty"`
	Fullscreen bool `json:"fullscreen,omitempty"`
	// Folds are the headings that were opened or closed, by id.
	Folds map[string]bool `json:"folds,omitempty"`
}

// memoryFile is where the window remembers; empty where there is no such place.
func memoryFile() string {
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "truceline", "window.json")
}

// recall reads what was remembered. What is missing, broken or makes no sense is as if it had never been.
func recall(file string) *memory {
	m := &memory{file: file}
	data, err := os.ReadFile(file)
	if err != nil || len(data) > 1<<20 || json.Unmarshal(data, &m.kept) != nil {
		m.kept = kept{}
		return m
	}
	if size := m.kept.size(); size.X < least || size.Y < least || size.X > most || size.Y > most {
		m.kept.Width, m.kept.Height = 0, 0
	}
	m.place = m.kept
	return m
}

func (k kept) size() image.Point { return image.Pt(k.Width, k.Height) }

// state is what was shown.
func (k kept) state() app.State { return app.ParseLink(k.Link) }

// patience is how long a change waits before it is written.
const patience = 2 * time.Second

// remember writes what has changed: at the end, or else not too often. Where it cannot be written the window goes on
// without.
func (w *window) remember(end bool) {
	m := w.memory
	if m.file == "" {
		return
	}
	if !end {
		m.watch()
		if time.Since(m.at) < patience {
			return
		}
	}
	m.at = time.Now()
	now := w.present()
	if same, err := equalJSON(now, m.kept); err != nil || same {
		return
	}
	if m.write(now) == nil {
		m.kept = now
	}
}

// present is what there is to remember. Where the window is, is known only while it is open.
func (w *window) present() kept {
	now := w.memory.place
	now.Link, now.Folds = w.app.State().Link(), maps.Clone(w.panel.folds)
	return now
}

// watch notes where the window is.
func (m *memory) watch() {
	p := &m.place
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

func (m *memory) write(k kept) error {
	if err := os.MkdirAll(filepath.Dir(m.file), 0o755); err != nil {
		return err
	}
	return writeWhole(m.file, func(out io.Writer) error {
		e := json.NewEncoder(out)
		e.SetEscapeHTML(false) // a link is to be read
		e.SetIndent("", "  ")
		return e.Encode(k)
	})
}
