package main

import (
	"os"
	"path/filepath"
	"runtime"
	"unicode"
	"unicode/utf8"

	"github.com/atotto/clipboard"
	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/app"
	"truceline/internal/locale"
	"truceline/internal/render/gpu"
)

// openHelp opens the text edition in the current language, which is beside the program.
func (w *window) openHelp() {
	file, err := textEditionPath(w.view.Lang)
	if err == nil {
		err = w.openInBrowser(file)
	}
	if err != nil {
		w.showStatus("window.help-none", "file", file)
		return
	}
	w.showStatus("window.help-opened")
}

// textEditionPath returns the path of the text edition in a language.
func textEditionPath(lang string) (string, error) {
	program, err := os.Executable()
	if err != nil {
		return "", err
	}
	folder := filepath.Dir(program)
	if runtime.GOOS == "darwin" {
		folder = filepath.Join(folder, "..", "Resources") // of the application bundle
	}
	file := filepath.Join(folder, "twin", lang+".html")
	_, err = os.Stat(file)
	return file, err
}

// openURL opens an address in the default browser.
func (w *window) openURL(address string) {
	if err := w.openInBrowser(address); err != nil {
		w.showStatus("window.follow-failed", "address", address)
	}
}

// copyLink copies the link to the current map.
func (w *window) copyLink() {
	if err := w.copyText(w.panel.shareLink()); err != nil {
		w.showStatus("window.link-failed")
		return
	}
	w.showStatus("page.copied")
}

func (w *window) search(query string, limit int) []app.SearchResult {
	return w.app.Search(query, limit)
}

func (w *window) toggleFullscreen() { ebiten.SetFullscreen(!ebiten.IsFullscreen()) }

// showStatus shows the message with a key.
func (w *window) showStatus(key string, pairs ...string) {
	w.panel.showStatus(locale.Fill(w.view.Texts[key], pairs...))
	gpu.RequestFrame()
}

// nameAndText joins a name and a text in the way of the current language.
func (p *panel) nameAndText(name, text string) string {
	return locale.Fill(p.view.Texts["page.pair"], "name", name, "text", text)
}

// capitalize returns s with its first letter in upper case.
func capitalize(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// copyText copies a text to the clipboard.
func copyText(text string) error { return clipboard.WriteAll(text) }
