package main

import (
	"bytes"
	_ "embed"
	"io/fs"
	"os"
	"strings"

	"truceline/assets"
	"truceline/internal/app"
	"truceline/internal/icon"
	"truceline/internal/site"
)

//go:embed START.txt
var start string

//go:embed Info.plist
var infoPlist string

//go:embed truceline.desktop
var desktopEntry string

// sharedContents is what every archive holds: the editor's files, the page without a server in every language, and
// what there is to read.
func sharedContents() ([]entry, error) {
	list, err := files(assets.FS, "assets/")
	if err != nil {
		return nil, err
	}
	for _, name := range []string{"README.md", "CHANGELOG.md", "LICENSE", "LICENSE-DATA.md", "VERSION", "assets/SOURCES.md"} {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		list = append(list, entry{name: name, data: data})
	}
	docs, err := files(os.DirFS("docs"), "docs/")
	if err != nil {
		return nil, err
	}
	twins, err := twins(assets.FS)
	if err != nil {
		return nil, err
	}
	return append(append(list, docs...), twins...), nil
}

// twins are the pages that need neither server nor script, one for each language.
func twins(fsys fs.FS) ([]entry, error) {
	a, err := app.New(fsys, app.State{})
	if err != nil {
		return nil, err
	}
	var list []entry
	for _, lang := range a.View().Langs {
		html, err := site.Twin(fsys, lang.ID)
		if err != nil {
			return nil, err
		}
		list = append(list, entry{name: "twin/" + lang.ID + ".html", data: html})
	}
	return list, nil
}

// contents builds what an archive holds.
func (b *builder) contents(t target) ([]entry, error) {
	built, err := b.build(t)
	if err != nil {
		return nil, err
	}
	notices, err := b.notices(t)
	if err != nil {
		return nil, err
	}
	text := start
	if t.os == "windows" {
		text = strings.ReplaceAll(text, "\n", "\r\n") // for the plainest of its editors
	}
	list := append(b.shared[:len(b.shared):len(b.shared)],
		entry{name: "THIRD-PARTY.txt", data: notices}, entry{name: "START.txt", data: []byte(text)})
	switch t.os {
	case "macos":
		return b.forMacOS(list, built)
	case "windows":
		return forWindows(list, built)
	default:
		return forLinux(list, built)
	}
}

// notices are the licences of all that the programs of an archive are built from.
func (b *builder) notices(t target) ([]byte, error) {
	args := []string{"-tags", "withwasm", "-overlay", b.overlayFile()}
	for _, p := range programs {
		args = append(args, "./"+p.dir)
	}
	own, err := packages(t.env(), args...)
	if err != nil {
		return nil, err
	}
	return thirdParty(own, b.wasm)
}

func forLinux(list []entry, built map[string][]byte) ([]entry, error) {
	sign, err := icon.PNG(256)
	return append(list,
		entry{windowName, built[windowName], true},
		entry{toolName, built[toolName], true},
		entry{name: "truceline.desktop", data: []byte(desktopEntry)},
		entry{name: "truceline.png", data: sign}), err
}

func forWindows(list []entry, built map[string][]byte) ([]entry, error) {
	sign, err := windowsIcon()
	if err != nil {
		return nil, err
	}
	var ico bytes.Buffer
	err = sign.SaveICO(&ico)
	return append(list,
		entry{windowName + ".exe", built[windowName], true},
		entry{toolName + ".exe", built[toolName], true},
		entry{name: "truceline.ico", data: ico.Bytes()}), err
}

// forMacOS puts the window into a bundle, with the pages that F1 opens, so that it can be moved by itself.
func (b *builder) forMacOS(list []entry, built map[string][]byte) ([]entry, error) {
	const bundle = "Truceline.app/Contents/"
	sign, err := icon.ICNS()
	if err != nil {
		return nil, err
	}
	for _, e := range b.shared {
		if strings.HasPrefix(e.name, "twin/") {
			list = append(list, entry{name: bundle + "Resources/" + e.name, data: e.data})
		}
	}
	return append(list,
		entry{bundle + "MacOS/" + windowName, built[windowName], true},
		entry{toolName, built[toolName], true},
		entry{name: bundle + "Info.plist", data: []byte(strings.ReplaceAll(infoPlist, "VERSION", b.version))},
		entry{name: bundle + "PkgInfo", data: []byte("APPL????")},
		entry{name: bundle + "Resources/truceline.icns", data: sign}), nil
}
