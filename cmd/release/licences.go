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

// A linked package is one that a program is built from.
type linked struct {
	Dir      string
	Standard bool
	Module   *struct {
		Path, Version, Dir string
		Main               bool
	}
}

// licenceFile is how files are called that hold a licence or a notice that must be passed on.
var licenceFile = regexp.MustCompile(`(?i)^(un)?licen[cs]e|^copying|^notice|^patents|^copyright`)

// thirdParty is the text that goes into every archive: the licence of Go and of each module that a program in it was
// built from.
func thirdParty(lists ...[]linked) ([]byte, error) {
	found := map[string]map[string]string{} // texts by file, by module
	for _, p := range slices.Concat(lists...) {
		if p.Standard || p.Module == nil || p.Module.Main {
			continue
		}
		name := p.Module.Path + " " + p.Module.Version
		if found[name] == nil {
			found[name] = map[string]string{}
		}
		if err := gather(found[name], p.Module.Dir, p.Dir); err != nil {
			return nil, err
		}
	}
	root, err := output(nil, "go", "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	found["Go"] = map[string]string{}
	if err := gather(found["Go"], root, root); err != nil {
		return nil, err
	}
	return notice(found)
}

// gather reads the licences that stand in a package's folder and in those above it, up to its module's.
func gather(texts map[string]string, module, folder string) error {
	for {
		entries, err := os.ReadDir(folder)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if e.IsDir() || !licenceFile.MatchString(e.Name()) || filepath.Ext(e.Name()) == ".go" {
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

// notice writes the texts of all modules one after another.
func notice(found map[string]map[string]string) ([]byte, error) {
	var out strings.Builder
	out.WriteString("Truceline is built with the following works of others. Their licences stand below, each under its name.\n")
	for _, module := range slices.Sorted(maps.Keys(found)) {
		if len(found[module]) == 0 {
			return nil, fmt.Errorf("%s: no file with a licence", module)
		}
		for _, file := range slices.Sorted(maps.Keys(found[module])) {
			head := module + ", " + file
			fmt.Fprintf(&out, "\n%s\n%s\n%s\n\n", strings.Repeat("=", 78), head, strings.Repeat("=", 78))
			out.WriteString(strings.TrimSpace(strings.ReplaceAll(found[module][file], "\r\n", "\n")) + "\n")
		}
	}
	return []byte(out.String()), nil
}

// packages lists what a program is built from.
func packages(env []string, args ...string) ([]linked, error) {
	text, err := output(env, "go", append([]string{"list", "-deps", "-json=Dir,Standard,Module"}, args...)...)
	if err != nil {
		return nil, err
	}
	var list []linked
	for d := json.NewDecoder(strings.NewReader(text)); ; {
		var p linked
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return list, nil
		} else if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		list = append(list, p)
	}
}

// files reads what stands in a folder into entries below another name.
func files(fsys fs.FS, under string) ([]entry, error) {
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
