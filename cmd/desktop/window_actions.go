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

// openHelp opens the text version in the reader's language, which lies beside the program.
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

// textEditionPath is the text version in a language.
func textEditionPath(lang string) (string, error) {
	program, err := os.Executable()
	if err != nil {
		return "", err
	}
	folder := filepath.Dir(program)
	if runtime.GOOS == "darwin" {
		folder = filepath.Join(folder, "..", "Resources") // of the bundle that the program is in
	}
	file := filepath.Join(folder, "twin", lang+".html")
	_, err = os.Stat(file)
	return file, err
}

// openURL opens an address in the system's browser.
func (w *window) openURL(address string) {
	if err := w.openInBrowser(address); err != nil {
		w.showStatus("window.follow-failed", "address", address)
	}
}

// copyLink copies the link to what is shown.
func (w *window) copyLink() {
	if err := w.copyText(w.panel.shareLink()); err != nil {
		w.showStatus("window.link-failed")
		return
	}
	w.showStatus("page.copied")
}

func (w *window) search(words string, most int) []app.SearchResult {
	return w.app.Search(words, most)
}

func (w *window) toggleFullscreen() { ebiten.SetFullscreen(!ebiten.IsFullscreen()) }

// showStatus shows one of the window's texts.
func (w *window) showStatus(key string, pairs ...string) {
	w.panel.showStatus(locale.Fill(w.view.Texts[key], pairs...))
	gpu.RequestFrame()
}

// nameAndText puts a name before a text as the reader's language does.
func (p *panel) nameAndText(name, words string) string {
	return locale.Fill(p.view.Texts["page.pair"], "name", name, "text", words)
}

// capitalize makes the first letter of a heading a capital.
func capitalize(words string) string {
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:]
}

// copyText puts a text on the clipboard.
func copyText(words string) error { return clipboard.WriteAll(words) }
