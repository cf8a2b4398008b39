package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"truceline/internal/atomicfile"
	"truceline/internal/poster"
	"truceline/internal/poster/bitmap"
)

// exportFile writes the current map to a new file in the downloads directory and shows its path.
func (w *window) exportFile(format string) {
	write := map[string]func(io.Writer) error{"png": w.writePNG, "svg": w.writeSVG,
		"csv": w.writeCSV, "geojson": w.writeGeoJSON}[format]
	file := unusedPath(downloadsDir(), w.app.ExportName(), format)
	if err := atomicfile.Write(file, write); err != nil {
		w.showStatus("window.save-failed", "file", file, "why", err.Error())
		return
	}
	w.showStatus("window.saved", "file", file)
}

// unusedPath returns the path of a file that does not exist.
func unusedPath(dir, name, format string) string {
	file := filepath.Join(dir, name+"."+format)
	for i := 2; ; i++ {
		if _, err := os.Lstat(file); err != nil {
			return file
		}
		file = filepath.Join(dir, fmt.Sprintf("%s-%d.%s", name, i, format))
	}
}

// downloadsDir returns the user's downloads directory, else the home directory, else the current
// one.
func downloadsDir() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return "."
	}
	if runtime.GOOS != "windows" && runtime.GOOS != "darwin" {
		if dir := xdgDownloadsDir(home); isDir(dir) {
			return dir
		}
	}
	if dir := filepath.Join(home, "Downloads"); isDir(dir) {
		return dir
	}
	return home
}

func isDir(dir string) bool {
	info, err := os.Stat(dir)
	return err == nil && info.IsDir()
}

// xdgDownloadsDir returns the downloads directory in the desktop's user-dirs.dirs, or "".
func xdgDownloadsDir(home string) string {
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

func (w *window) writePNG(out io.Writer) error {
	return bitmap.WritePNG(out, poster.ForSaving(w.app), w.ratio)
}

func (w *window) writeSVG(out io.Writer) error { return poster.ForSaving(w.app).WriteSVG(out) }

func (w *window) writeCSV(out io.Writer) error { return writeResult(out, w.app.FiguresCSV) }

func (w *window) writeGeoJSON(out io.Writer) error { return writeResult(out, w.app.ShapesGeoJSON) }

func writeResult(out io.Writer, encode func() ([]byte, error)) error {
	data, err := encode()
	if err == nil {
		_, err = out.Write(data)
	}
	return err
}
