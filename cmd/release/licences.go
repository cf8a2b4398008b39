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

	"truceline/internal/command"
)

// A listedPackage is a package as printed by `go list -json`.
type listedPackage struct {
	Dir      string
	Standard bool
	Module   *struct {
		Path, Version, Dir string
		Main               bool
	}
}

// licencePattern matches the names of files with a licence or with a notice that must be passed on.
var licencePattern = regexp.MustCompile(`(?i)^(un)?licen[cs]e|^copying|^notice|^patents|^copyright`)

// thirdPartyNotices returns the text of THIRD-PARTY.txt: the licences of Go and of each module in
// the package lists.
func thirdPartyNotices(lists ...[]listedPackage) ([]byte, error) {
	licences := map[string]map[string]string{} // module → file name → text
	for _, p := range slices.Concat(lists...) {
		if p.Standard || p.Module == nil || p.Module.Main {
			continue
		}
		name := p.Module.Path + " " + p.Module.Version
		if licences[name] == nil {
			licences[name] = map[string]string{}
		}
		if err := collectLicences(licences[name], p.Module.Dir, p.Dir); err != nil {
			return nil, err
		}
	}
	root, err := command.Output(nil, "go", "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	licences["Go"] = map[string]string{}
	if err := collectLicences(licences["Go"], root, root); err != nil {
		return nil, err
	}
	return formatNotices(licences)
}

// collectLicences reads the licences in a package's directory and in its parents up to the module's
// root. Keys of texts are slash-separated paths relative to module.
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
			name, err := filepath.Rel(module, filepath.Join(folder, e.Name()))
			if err != nil {
				return err
			}
			texts[filepath.ToSlash(name)] = string(data)
		}
		if folder == module || len(folder) < len(module) {
			return nil
		}
		folder = filepath.Dir(folder)
	}
}

// formatNotices returns the licences of all modules as one text, sorted by module and file name.
func formatNotices(licences map[string]map[string]string) ([]byte, error) {
	var out strings.Builder
	out.WriteString(
		"Truceline is built with the following works of others. Their licences stand below, each under its name.\n")
	for _, module := range slices.Sorted(maps.Keys(licences)) {
		if len(licences[module]) == 0 {
			return nil, fmt.Errorf("%s: no file with a licence", module)
		}
		for _, file := range slices.Sorted(maps.Keys(licences[module])) {
			title := module + ", " + file
			fmt.Fprintf(&out, "\n%s\n%s\n%s\n\n", strings.Repeat("=", 78), title,
				strings.Repeat("=", 78))
			out.WriteString(strings.TrimSpace(strings.ReplaceAll(licences[module][file], "\r\n",
				"\n")) + "\n")
		}
	}
	return []byte(out.String()), nil
}

// listPackages returns the packages, with all dependencies, that the arguments of `go list` name.
func listPackages(env []string, args ...string) ([]listedPackage, error) {
	output, err := command.Output(env, "go",
		append([]string{"list", "-deps", "-json=Dir,Standard,Module"}, args...)...)
	if err != nil {
		return nil, err
	}
	var packages []listedPackage
	for d := json.NewDecoder(strings.NewReader(output)); ; {
		var p listedPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return packages, nil
		} else if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		packages = append(packages, p)
	}
}

// readEntries returns all files of a file system as entries below prefix.
func readEntries(fsys fs.FS, prefix string) ([]entry, error) {
	var entries []entry
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		entries = append(entries, entry{name: prefix + name, data: data})
		return err
	})
	return entries, err
}
