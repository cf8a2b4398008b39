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

// loadSharedEntries returns the entries that all archives have in common: the editor's files, the
// documentation and the text edition in every language.
func loadSharedEntries() ([]entry, error) {
	entries, err := readEntries(assets.FS, "assets/")
	if err != nil {
		return nil, err
	}
	for _, name := range []string{"README.md", "CHANGELOG.md", "LICENSE", "LICENSE-DATA.md",
		"VERSION", "assets/SOURCES.md"} {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		entries = append(entries, entry{name: name, data: data})
	}
	docs, err := readEntries(os.DirFS("docs"), "docs/")
	if err != nil {
		return nil, err
	}
	editions, err := textEditions(assets.FS)
	if err != nil {
		return nil, err
	}
	return append(append(entries, docs...), editions...), nil
}

// textEditions returns one page for each language, which needs neither a server nor scripts.
func textEditions(fsys fs.FS) ([]entry, error) {
	a, err := app.New(fsys, app.State{})
	if err != nil {
		return nil, err
	}
	var entries []entry
	for _, lang := range a.View().Langs {
		html, err := site.TextEdition(fsys, lang.ID)
		if err != nil {
			return nil, err
		}
		entries = append(entries, entry{name: "twin/" + lang.ID + ".html", data: html})
	}
	return entries, nil
}

// archiveEntries builds a target's programs and returns all entries of its archive.
func (b *builder) archiveEntries(t target) ([]entry, error) {
	binaries, err := b.buildPrograms(t)
	if err != nil {
		return nil, err
	}
	notices, err := b.licenceNotices(t)
	if err != nil {
		return nil, err
	}
	startFile := startText
	if t.os == "windows" {
		// Notepad of older Windows versions needs CRLF.
		startFile = strings.ReplaceAll(startFile, "\n", "\r\n")
	}
	entries := append(b.sharedEntries[:len(b.sharedEntries):len(b.sharedEntries)],
		entry{name: "THIRD-PARTY.txt", data: notices},
		entry{name: "START.txt", data: []byte(startFile)})
	switch t.os {
	case "macos":
		return b.macOSEntries(entries, binaries)
	case "windows":
		return windowsEntries(entries, binaries)
	default:
		return linuxEntries(entries, binaries)
	}
}

// licenceNotices returns the licences of all modules that a target's programs are built from.
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

func linuxEntries(entries []entry, binaries map[string][]byte) ([]entry, error) {
	logo, err := appicon.PNG(256)
	return append(entries,
		entry{desktopName, binaries[desktopName], true},
		entry{toolName, binaries[toolName], true},
		entry{name: "truceline.desktop", data: []byte(desktopEntry)},
		entry{name: "truceline.png", data: logo}), err
}

func windowsEntries(entries []entry, binaries map[string][]byte) ([]entry, error) {
	logo, err := windowsIcon()
	if err != nil {
		return nil, err
	}
	var ico bytes.Buffer
	err = logo.SaveICO(&ico)
	return append(entries,
		entry{desktopName + ".exe", binaries[desktopName], true},
		entry{toolName + ".exe", binaries[toolName], true},
		entry{name: "truceline.ico", data: ico.Bytes()}), err
}

// macOSEntries puts the desktop program into an application bundle. The bundle has its own copy of
// the text editions, which F1 opens, because the user may move it out of the unpacked folder.
func (b *builder) macOSEntries(entries []entry, binaries map[string][]byte) ([]entry, error) {
	const bundle = "Truceline.app/Contents/"
	logo, err := appicon.ICNS()
	if err != nil {
		return nil, err
	}
	for _, e := range b.sharedEntries {
		if strings.HasPrefix(e.name, "twin/") {
			entries = append(entries, entry{name: bundle + "Resources/" + e.name, data: e.data})
		}
	}
	return append(entries,
		entry{bundle + "MacOS/" + desktopName, binaries[desktopName], true},
		entry{toolName, binaries[toolName], true},
		entry{name: bundle + "Info.plist",
			data: []byte(strings.ReplaceAll(infoPlist, "VERSION", b.version))},
		entry{name: bundle + "PkgInfo", data: []byte("APPL????")},
		entry{name: bundle + "Resources/truceline.icns", data: logo}), nil
}
