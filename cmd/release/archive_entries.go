package main

import (
	"bytes"
	_ "embed"
	"io/fs"
	"os"
	"strings"

	"truceline/assets"
	"truceline/internal/app"
	"truceline/internal/appicon"
	"truceline/internal/site"
)

//go:embed START.txt
var startText string

//go:embed Info.plist
var infoPlist string

//go:embed truceline.desktop
var desktopEntry string

// loadSharedEntries is what every archive holds: the editor's files, the page without a server in
// every language, and what there is to read.
func loadSharedEntries() ([]entry, error) {
	list, err := readEntries(assets.FS, "assets/")
	if err != nil {
		return nil, err
	}
	for _, name := range []string{"README.md", "CHANGELOG.md", "LICENSE", "LICENSE-DATA.md",
		"VERSION", "assets/SOURCES.md"} {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		list = append(list, entry{name: name, data: data})
	}
	docs, err := readEntries(os.DirFS("docs"), "docs/")
	if err != nil {
		return nil, err
	}
	twins, err := textEditions(assets.FS)
	if err != nil {
		return nil, err
	}
	return append(append(list, docs...), twins...), nil
}

// textEditions are the pages that need neither server nor script, one for each language.
func textEditions(fsys fs.FS) ([]entry, error) {
	a, err := app.New(fsys, app.State{})
	if err != nil {
		return nil, err
	}
	var list []entry
	for _, lang := range a.View().Langs {
		html, err := site.TextEdition(fsys, lang.ID)
		if err != nil {
			return nil, err
		}
		list = append(list, entry{name: "twin/" + lang.ID + ".html", data: html})
	}
	return list, nil
}

// archiveEntries builds what an archive holds.
func (b *builder) archiveEntries(t target) ([]entry, error) {
	built, err := b.buildPrograms(t)
	if err != nil {
		return nil, err
	}
	notices, err := b.licenceNotices(t)
	if err != nil {
		return nil, err
	}
	text := startText
	if t.os == "windows" {
		text = strings.ReplaceAll(text, "\n", "\r\n") // for the plainest of its editors
	}
	list := append(b.sharedEntries[:len(b.sharedEntries):len(b.sharedEntries)],
		entry{name: "THIRD-PARTY.txt", data: notices}, entry{name: "START.txt", data: []byte(text)})
	switch t.os {
	case "macos":
		return b.macOSEntries(list, built)
	case "windows":
		return windowsEntries(list, built)
	default:
		return linuxEntries(list, built)
	}
}

// licenceNotices are the licences of all that the programs of an archive are built from.
func (b *builder) licenceNotices(t target) ([]byte, error) {
	args := []string{"-tags", "withwasm", "-overlay", b.overlayFile()}
	for _, p := range programs {
		args = append(args, "./"+p.dir)
	}
	own, err := listPackages(t.env(), args...)
	if err != nil {
		return nil, err
	}
	return thirdPartyNotices(own, b.wasmPackages)
}

func linuxEntries(list []entry, built map[string][]byte) ([]entry, error) {
	sign, err := appicon.PNG(256)
	return append(list,
		entry{desktopName, built[desktopName], true},
		entry{toolName, built[toolName], true},
		entry{name: "truceline.desktop", data: []byte(desktopEntry)},
		entry{name: "truceline.png", data: sign}), err
}

func windowsEntries(list []entry, built map[string][]byte) ([]entry, error) {
	sign, err := windowsIcon()
	if err != nil {
		return nil, err
	}
	var ico bytes.Buffer
	err = sign.SaveICO(&ico)
	return append(list,
		entry{desktopName + ".exe", built[desktopName], true},
		entry{toolName + ".exe", built[toolName], true},
		entry{name: "truceline.ico", data: ico.Bytes()}), err
}

// macOSEntries puts the window into a bundle, with the pages that F1 opens, so that it can be moved
// by itself.
func (b *builder) macOSEntries(list []entry, built map[string][]byte) ([]entry, error) {
	const bundle = "Truceline.app/Contents/"
	sign, err := appicon.ICNS()
	if err != nil {
		return nil, err
	}
	for _, e := range b.sharedEntries {
		if strings.HasPrefix(e.name, "twin/") {
			list = append(list, entry{name: bundle + "Resources/" + e.name, data: e.data})
		}
	}
	return append(list,
		entry{bundle + "MacOS/" + desktopName, built[desktopName], true},
		entry{toolName, built[toolName], true},
		entry{name: bundle + "Info.plist",
			data: []byte(strings.ReplaceAll(infoPlist, "VERSION", b.version))},
		entry{name: bundle + "PkgInfo", data: []byte("APPL????")},
		entry{name: bundle + "Resources/truceline.icns", data: sign}), nil
}
