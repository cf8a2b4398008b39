package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"truceline/internal/poster"
	"truceline/internal/poster/bitmap"
)

// save writes what is shown into a new file in the folder for downloads, and says where.
func (w *window) save(kind string) {
	write := map[string]func(io.Writer) error{"png": w.savePNG, "svg": w.saveSVG, "csv": w.saveCSV, "geojson": w.saveGeoJSON}[kind]
	file := unused(downloads(), w.app.ExportName(), kind)
	if err := writeWhole(file, write); err != nil {
		w.say("window.save-failed", "file", file, "why", err.Error())
		return
	}
	w.say("window.saved", "file", file)
}

// unused is a file's path that is not taken.
func unused(dir, name, kind string) string {
	file := filepath.Join(dir, name+"."+kind)
	for i := 2; ; i++ {
		if _, err := os.Lstat(file); err != nil {
			return file
		}
		file = filepath.Join(dir, fmt.Sprintf("%s-%d.%s", name, i, kind))
	}
}

// downloads is the reader's folder for downloads; where there is none, the home folder, or that of the program's start.
func downloads() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return "."
	}
	if runtime.GOOS != "windows" && runtime.GOOS != "darwin" {
		if dir := xdgDownloads(home); isFolder(dir) {
			return dir
		}
	}
	if dir := filepath.Join(home, "Downloads"); isFolder(dir) {
		return dir
	}
	return home
}

func isFolder(dir string) bool {
	info, err := os.Stat(dir)
	return err == nil && info.IsDir()
}

// xdgDownloads is the folder that the desktop's user-dirs.dirs names; empty: none.
func xdgDownloads(home string) string {
	config, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	data, err := os.ReadFile(filepath.Join(config, "user-dirs.dirs"))
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(data)) {
		if value, ok := strings.CutPrefix(strings.TrimSpace(line), "XDG_DOWNLOAD_DIR="); ok {
			return strings.ReplaceAll(strings.Trim(value, `"`), "$HOME", home)
		}
	}
	return ""
}

func (w *window) savePNG(out io.Writer) error {
	return bitmap.WritePNG(out, poster.Saved(w.app), w.ratio)
}

func (w *window) saveSVG(out io.Writer) error { return poster.Saved(w.app).WriteSVG(out) }

func (w *window) saveCSV(out io.Writer) error { return pour(out, w.app.FiguresCSV) }

func (w *window) saveGeoJSON(out io.Writer) error { return pour(out, w.app.ShapesGeoJSON) }

func pour(out io.Writer, make func() ([]byte, error)) error {
	data, err := make()
	if err == nil {
		_, err = out.Write(data)
	}
	return err
}
