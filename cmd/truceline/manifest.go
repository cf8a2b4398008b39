package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"truceline/internal/control"
	"truceline/internal/story"
)

// manifestFile says what the shapes and figures were worked out from.
const manifestFile = "geojson/data-manifest.json"

// manifest is manifestFile. Both maps go from a file's name to the SHA-256 of its bytes.
type manifest struct {
	Method  string            `json:"method"`
	Inputs  map[string]string `json:"inputs"`
	Outputs map[string]string `json:"outputs"`
}

// dataInputs lists the files that the data command reads.
func dataInputs(fsys fs.FS) ([]string, error) {
	names := []string{control.TableFile, control.FactsFile, control.BaseFile, "story.json", "towns.csv"}
	imports, err := fs.Glob(fsys, "imports/*.geojson")
	return append(names, imports...), err
}

// inputHashes returns the hash of each input. Of the story only dates, scenarios and what is compared with figures count,
// so that another layer or step makes nothing stale.
func inputHashes(fsys fs.FS) (map[string]string, error) {
	names, err := dataInputs(fsys)
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		if name == "story.json" {
			if data, err = storyInputs(data); err != nil {
				return nil, err
			}
		}
		out[name] = hashOf(data)
	}
	return out, nil
}

func storyInputs(data []byte) ([]byte, error) {
	var s struct {
		Dates []struct {
			ID   string `json:"id"`
			From string `json:"from"`
		} `json:"dates"`
		Scenarios  json.RawMessage `json:"scenarios,omitempty"`
		Statements json.RawMessage `json:"statements,omitempty"`
		Hedges     json.RawMessage `json:"hedges,omitempty"`
		Published  json.RawMessage `json:"published,omitempty"`
	}
	if err := json.Unmarshal(data, &s); err != nil {
		return nil, fmt.Errorf("story.json: %w", err)
	}
	return json.Marshal(s)
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// stale says why the shapes and figures are out of date, "" if they are not. Commands that only read them say so to
// the reader; serve and dist run the data command first.
func stale(fsys fs.FS) (string, error) {
	data, err := fs.ReadFile(fsys, manifestFile)
	if errors.Is(err, fs.ErrNotExist) {
		return "they have never been worked out", nil
	}
	if err != nil {
		return "", err
	}
	var m manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return "", fmt.Errorf("%s: %w", manifestFile, err)
	}
	if m.Method != control.Method {
		return "the method has changed", nil
	}
	now, err := inputHashes(fsys)
	if err != nil {
		return "", err
	}
	for _, name := range slices.Sorted(maps.Keys(now)) {
		if m.Inputs[name] != now[name] {
			return name + " has changed", nil
		}
	}
	for _, name := range slices.Sorted(maps.Keys(m.Outputs)) {
		data, err := fs.ReadFile(fsys, name)
		if err != nil || hashOf(data) != m.Outputs[name] {
			return name + " is not as it was worked out", nil
		}
	}
	return "", nil
}

// sayIfStale tells the reader that what a command shows is out of date.
func (t *tool) sayIfStale(fsys fs.FS) error {
	why, err := stale(fsys)
	if err == nil && why != "" {
		fmt.Fprintf(t.note, "note: shapes and figures are out of date (%s); run truceline data\n", why)
	}
	return err
}

// freshen works shapes and figures out again if they are out of date; of the embedded copy, whose folder is "", it can
// only say so.
func (t *tool) freshen(fsys fs.FS, dir string) error {
	if dir == "" {
		return t.sayIfStale(fsys)
	}
	why, err := stale(fsys)
	if err != nil || why == "" {
		return err
	}
	fmt.Fprintf(t.note, "shapes and figures are out of date (%s)\n", why)
	return t.runData(dir)
}

func (m *manifest) encode() ([]byte, error) {
	data, err := json.MarshalIndent(m, "", "  ")
	return append(data, '\n'), err
}

// ownFiles lists the files of geojson/ that the data command made or would make, whatever their date or scenario.
func ownFiles(fsys fs.FS) ([]string, error) {
	entries, err := fs.ReadDir(fsys, "geojson")
	if err != nil {
		return nil, err
	}
	var list []string
	for _, e := range entries {
		kind, rest, _ := strings.Cut(e.Name(), "-")
		date, _, _ := strings.Cut(rest, ".")
		ofDate := slices.Contains([]string{"control", "contact", "band", "subdivision", "figures", "towns"}, kind) && control.IsDate(date)
		if ofDate || kind == "scenario" || path.Join("geojson", e.Name()) == story.ClaimsFile {
			list = append(list, path.Join("geojson", e.Name()))
		}
	}
	return list, nil
}

// dateOf returns the date in the name of one of ownFiles; for those without one, something that is no date.
func dateOf(name string) string {
	_, rest, _ := strings.Cut(path.Base(name), "-")
	date, _, _ := strings.Cut(rest, ".")
	return date
}
