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

// help opens the text version in the reader's language, which lies beside the program.
func (w *window) help() {
	file, err := twin(w.view.Lang)
	if err == nil {
		err = w.outside(file)
	}
	if err != nil {
		w.say("window.help-none", "file", file)
		return
	}
	w.say("window.help-opened")
}

// twin is the text version in a language.
func twin(lang string) (string, error) {
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

// follow opens an address in the system's browser.
func (w *window) follow(address string) {
	if err := w.outside(address); err != nil {
		w.say("window.follow-failed", "address", address)
	}
}

// copyLink copies the link to what is shown.
func (w *window) copyLink() {
	if err := w.copy(w.panel.link()); err != nil {
		w.say("window.link-failed")
		return
	}
	w.say("page.copied")
}

func (w *window) search(words string, most int) []app.Found { return w.app.Search(words, most) }

func (w *window) fullscreen() { ebiten.SetFullscreen(!ebiten.IsFullscreen()) }

// say shows one of the window's texts.
func (w *window) say(key string, pairs ...string) {
	w.panel.say(locale.Fill(w.view.Texts[key], pairs...))
	gpu.RequestFrame()
}

// named puts a name before a text as the reader's language does.
func (p *panel) named(name, words string) string {
	return locale.Fill(p.view.Texts["page.pair"], "name", name, "text", words)
}

// begin makes the first letter of a heading a capital.
func begin(words string) string {
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:]
}

// copyText puts a text on the clipboard.
func copyText(words string) error { return clipboard.WriteAll(words) }
