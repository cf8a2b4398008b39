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
	"truceline/internal/command"
	"truceline/internal/site"
)

// programs lists the programs built for each target, with their directories, names and
// descriptions.
var programs = []struct{ dir, name, about string }{
	{"cmd/desktop", desktopName, "Truceline, the map in a window"},
	{"cmd/truceline", toolName, "Truceline, the editor's tool"},
}

const (
	desktopName = "truceline-desktop"
	toolName    = "truceline"
)

// A builder cross-compiles the programs from the sources in the current directory.
type builder struct {
	version string
	root    string // absolute path
	workDir string // for intermediate files
	// overlay is the replacement map of `go build -overlay`: it maps paths in the source tree,
	// where no such file needs to exist, to the files with the content.
	overlay       map[string]string
	sharedEntries []entry         // the entries that all archives have in common
	wasmPackages  []listedPackage // that the browser's program consists of
}

var versionPattern = regexp.MustCompile(`^[0-9]+\.[0-9]+\.[0-9]+$`)

func newBuilder(workDir, wasm string) (*builder, error) {
	root, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	versionText, err := os.ReadFile("VERSION")
	if err != nil {
		return nil, err
	}
	b := &builder{version: strings.TrimSpace(string(versionText)), root: root, workDir: workDir,
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

// addWasmOverlay maps the packed browser program to the paths from which the editor's tool embeds
// it.
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

// addOverlay makes the compiler read file where the sources have path.
func (b *builder) addOverlay(path, file string) {
	if !filepath.IsAbs(file) {
		file = filepath.Join(b.root, file)
	}
	b.overlay[filepath.Join(b.root, filepath.FromSlash(path))] = file
}

func (b *builder) overlayFile() string { return filepath.Join(b.workDir, "overlay.json") }

// buildPrograms builds the programs for a target and returns them by name.
func (b *builder) buildPrograms(t target) (binaries map[string][]byte, err error) {
	overlayJSON, err := json.Marshal(map[string]any{"Replace": b.overlay})
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(b.overlayFile(), overlayJSON, 0o644); err != nil {
		return nil, err
	}
	binaries = map[string][]byte{}
	for _, p := range programs {
		out := filepath.Join(b.workDir, "program")
		if _, err := command.Output(t.env(), "go", "build", "-tags", "withwasm", "-overlay",
			b.overlayFile(), "-trimpath", "-buildvcs=false",
			"-ldflags=-s -w -buildid=", "-o", out, "./"+p.dir); err != nil {
			return nil, err
		}
		if binaries[p.name], err = os.ReadFile(out); err != nil {
			return nil, err
		}
		if t.os == "windows" {
			if binaries[p.name], err = addWindowsResources(binaries[p.name], b.version,
				p.name+".exe",
				p.about); err != nil {
				return nil, fmt.Errorf("%s.exe: %w", p.name, err)
			}
		}
	}
	return binaries, nil
}

// env returns the environment of the go command for a target: no C compiler and the baseline
// instruction set of the architecture.
func (t target) env() []string {
	return []string{"CGO_ENABLED=0", "GOOS=" + t.goos(), "GOARCH=" + t.arch, "GOAMD64=v1",
		"GOARM64=v8.0", "GOFLAGS="}
}

// iconSizes are the sizes, in pixels, that Windows uses.
var iconSizes = []int{16, 20, 24, 32, 40, 48, 64, 128, 256}

// addWindowsResources returns a Windows program with an icon and with the version information that
// the file manager shows.
func addWindowsResources(program []byte, versionNumber, name, about string) ([]byte, error) {
	var resources winres.ResourceSet
	logo, err := windowsIcon()
	if err != nil {
		return nil, err
	}
	if err := resources.SetIcon(winres.ID(1), logo); err != nil {
		return nil, err
	}
	var info version.Info
	info.SetFileVersion(versionNumber)
	info.SetProductVersion(versionNumber)
	for key, value := range map[string]string{
		version.ProductName: "Truceline", version.ProductVersion: versionNumber,
		version.FileVersion:     versionNumber,
		version.FileDescription: about, version.OriginalFilename: name,
	} {
		if err := info.Set(version.LangDefault, key, value); err != nil {
			return nil, err
		}
	}
	resources.SetVersionInfo(info)
	var out bytes.Buffer
	err = resources.WriteToEXE(&out, bytes.NewReader(program))
	return out.Bytes(), err
}

func windowsIcon() (*winres.Icon, error) {
	images := make([]image.Image, len(iconSizes))
	for i, size := range iconSizes {
		images[i] = appicon.Draw(size)
	}
	return winres.NewIconFromImages(images)
}
