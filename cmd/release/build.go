package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/tc-hib/winres"
	"github.com/tc-hib/winres/version"

	"truceline/internal/appicon"
	"truceline/internal/site"
)

// programs are what is built for each system: their folders, and what they are called.
var programs = []struct{ dir, name, about string }{
	{"cmd/desktop", desktopName, "Truceline, the map in a window"},
	{"cmd/truceline", toolName, "Truceline, the editor's tool"},
}

const (
	desktopName = "truceline-desktop"
	toolName    = "truceline"
)

// A builder builds programs for any system out of the sources in the current folder.
type builder struct {
	version string
	root    string // absolute
	workDir string // for what is built on the way
	// overlay are files that the compiler sees among the sources although they are not there: by
	// their place, where they really are.
	overlay       map[string]string
	sharedEntries []entry // what every archive holds
	wasmPackages  []listedPackage
}

var versionPattern = regexp.MustCompile(`^[0-9]+\.[0-9]+\.[0-9]+$`)

func newBuilder(work, wasm string) (*builder, error) {
	root, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile("VERSION")
	if err != nil {
		return nil, err
	}
	b := &builder{version: strings.TrimSpace(string(text)), root: root, workDir: work,
		overlay: map[string]string{}}
	if !versionPattern.MatchString(b.version) {
		return nil, fmt.Errorf("VERSION: %q is not like 1.2.3", b.version)
	}
	if err := b.addWasmOverlay(wasm); err != nil {
		return nil, err
	}
	if b.sharedEntries, err = loadSharedEntries(); err != nil {
		return nil, err
	}
	b.wasmPackages, err = listPackages([]string{"GOOS=js", "GOARCH=wasm"}, "./cmd/wasm")
	return b, err
}

// addWasmOverlay puts the browser's program where the tool embeds it.
func (b *builder) addWasmOverlay(name string) error {
	file, err := site.ReadWasm(name)
	if err != nil {
		return err
	}
	if len(file.Brotli) == 0 || len(file.Gzip) == 0 {
		return fmt.Errorf("%s is not packed: run `truceline pack` first", name)
	}
	b.addOverlay("cmd/truceline/packed/truceline.wasm.br", name+".br")
	b.addOverlay("cmd/truceline/packed/truceline.wasm.gz", name+".gz")
	return nil
}

// addOverlay lets the compiler see a file at a place among the sources.
func (b *builder) addOverlay(place, file string) {
	if !filepath.IsAbs(file) {
		file = filepath.Join(b.root, file)
	}
	b.overlay[filepath.Join(b.root, filepath.FromSlash(place))] = file
}

func (b *builder) overlayFile() string { return filepath.Join(b.workDir, "overlay.json") }

// buildPrograms builds the programs for a system.
func (b *builder) buildPrograms(t target) (built map[string][]byte, err error) {
	list, err := json.Marshal(map[string]any{"Replace": b.overlay})
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(b.overlayFile(), list, 0o644); err != nil {
		return nil, err
	}
	built = map[string][]byte{}
	for _, p := range programs {
		out := filepath.Join(b.workDir, "program")
		if _, err := runCommand(t.env(), "go", "build", "-tags", "withwasm", "-overlay",
			b.overlayFile(), "-trimpath", "-buildvcs=false",
			"-ldflags=-s -w -buildid=", "-o", out, "./"+p.dir); err != nil {
			return nil, err
		}
		if built[p.name], err = os.ReadFile(out); err != nil {
			return nil, err
		}
		if t.os == "windows" {
			if built[p.name], err = addWindowsResources(built[p.name], b.version, p.name+".exe",
				p.about); err != nil {
				return nil, fmt.Errorf("%s.exe: %w", p.name, err)
			}
		}
	}
	return built, nil
}

// env makes Go build for the system, without a C compiler and for every processor of its kind.
func (t target) env() []string {
	return []string{"CGO_ENABLED=0", "GOOS=" + t.goos(), "GOARCH=" + t.arch, "GOAMD64=v1",
		"GOARM64=v8.0", "GOFLAGS="}
}

// iconSizes are those that Windows asks for.
var iconSizes = []int{16, 20, 24, 32, 40, 48, 64, 128, 256}

// addWindowsResources gives a program for Windows its icon, and its name and version in the file
// manager.
func addWindowsResources(program []byte, number, name, about string) ([]byte, error) {
	var set winres.ResourceSet
	sign, err := windowsIcon()
	if err != nil {
		return nil, err
	}
	if err := set.SetIcon(winres.ID(1), sign); err != nil {
		return nil, err
	}
	var info version.Info
	info.SetFileVersion(number)
	info.SetProductVersion(number)
	for key, value := range map[string]string{
		version.ProductName: "Truceline", version.ProductVersion: number,
		version.FileVersion:     number,
		version.FileDescription: about, version.OriginalFilename: name,
	} {
		if err := info.Set(version.LangDefault, key, value); err != nil {
			return nil, err
		}
	}
	set.SetVersionInfo(info)
	var out bytes.Buffer
	err = set.WriteToEXE(&out, bytes.NewReader(program))
	return out.Bytes(), err
}

func windowsIcon() (*winres.Icon, error) {
	images := make([]image.Image, len(iconSizes))
	for i, size := range iconSizes {
		images[i] = appicon.Draw(size)
	}
	return winres.NewIconFromImages(images)
}
