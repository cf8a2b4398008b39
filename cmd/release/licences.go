package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// A listedPackage package is one that a program is built from.
type listedPackage struct {
	Dir      string
	Standard bool
	Module   *struct {
		Path, Version, Dir string
		Main               bool
	}
}

// licencePattern is how files are called that hold a licence or a notice that must be passed on.
var licencePattern = regexp.MustCompile(`(?i)^(un)?licen[cs]e|^copying|^notice|^patents|^copyright`)

// thirdPartyNotices is the text that goes into every archive: the licence of Go and of each module
// that a program in it was built from.
func thirdPartyNotices(lists ...[]listedPackage) ([]byte, error) {
	found := map[string]map[string]string{} // texts by file, by module
	for _, p := range slices.Concat(lists...) {
		if p.Standard || p.Module == nil || p.Module.Main {
			continue
		}
		name := p.Module.Path + " " + p.Module.Version
		if found[name] == nil {
			found[name] = map[string]string{}
		}
		if err := collectLicences(found[name], p.Module.Dir, p.Dir); err != nil {
			return nil, err
		}
	}
	root, err := runCommand(nil, "go", "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	found["Go"] = map[string]string{}
	if err := collectLicences(found["Go"], root, root); err != nil {
		return nil, err
	}
	return formatNotices(found)
}

// collectLicences reads the licences that stand in a package's folder and in those above it, up to
// its module's.
func collectLicences(texts map[string]string, module, folder string) error {
	for {
		entries, err := os.ReadDir(folder)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if e.IsDir() || !licencePattern.MatchString(e.Name()) ||
				filepath.Ext(e.Name()) == ".go" {
				continue
			}
			data, err := os.ReadFile(filepath.Join(folder, e.Name()))
			if err != nil {
				return err
			}
			rel, err := filepath.Rel(module, filepath.Join(folder, e.Name()))
			if err != nil {
				return err
			}
			texts[filepath.ToSlash(rel)] = string(data)
		}
		if folder == module || len(folder) < len(module) {
			return nil
		}
		folder = filepath.Dir(folder)
	}
}

// formatNotices writes the texts of all modules one after another.
func formatNotices(found map[string]map[string]string) ([]byte, error) {
	var out strings.Builder
	out.WriteString(
		"Truceline is built with the following works of others. Their licences stand below, each under its name.\n")
	for _, module := range slices.Sorted(maps.Keys(found)) {
		if len(found[module]) == 0 {
			return nil, fmt.Errorf("%s: no file with a licence", module)
		}
		for _, file := range slices.Sorted(maps.Keys(found[module])) {
			head := module + ", " + file
			fmt.Fprintf(&out, "\n%s\n%s\n%s\n\n", strings.Repeat("=", 78), head,
				strings.Repeat("=", 78))
			out.WriteString(strings.TrimSpace(strings.ReplaceAll(found[module][file], "\r\n",
				"\n")) + "\n")
		}
	}
	return []byte(out.String()), nil
}

// listPackages lists what a program is built from.
func listPackages(env []string, args ...string) ([]listedPackage, error) {
	text, err := runCommand(env, "go",
		append([]string{"list", "-deps", "-json=Dir,Standard,Module"}, args...)...)
	if err != nil {
		return nil, err
	}
	var list []listedPackage
	for d := json.NewDecoder(strings.NewReader(text)); ; {
		var p listedPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return list, nil
		} else if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		list = append(list, p)
	}
}

// readEntries reads what stands in a folder into entries below another name.
func readEntries(fsys fs.FS, under string) ([]entry, error) {
	var list []entry
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		list = append(list, entry{name: under + name, data: data})
		return err
	})
	return list, err
}
