package assetcheck

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"truceline/internal/control"
)

// ManifestFile says what the shapes and figures were worked out from.
const ManifestFile = "geojson/data-manifest.json"

// Manifest is ManifestFile. Both maps go from a file's name to the SHA-256 of its bytes.
type Manifest struct {
	Method  string            `json:"method"`
	Inputs  map[string]string `json:"inputs"`
	Outputs map[string]string `json:"outputs"`
}

// inputFiles lists the files that the data command reads.
func inputFiles(fsys fs.FS) ([]string, error) {
	names := []string{control.SettlementsFile, control.FactsFile, control.OblastsFile, "story.json",
		"towns.csv"}
	imports, err := fs.Glob(fsys, "imports/*.geojson")
	return append(names, imports...), err
}

// InputHashes returns the hash of each input. Of the story only dates, scenarios and what is
// compared with figures count, so that another layer or step makes nothing stale.
func InputHashes(fsys fs.FS) (map[string]string, error) {
	names, err := inputFiles(fsys)
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
			if data, err = hashedStoryFields(data); err != nil {
				return nil, err
			}
		}
		out[name] = SHA256Hex(data)
	}
	return out, nil
}

func hashedStoryFields(data []byte) ([]byte, error) {
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

// SHA256Hex is the SHA-256 of some bytes in hexadecimal digits.
func SHA256Hex(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// StaleReason says why the shapes and figures are out of date, "" if they are not. Commands that
// only read them say so to the reader; serve and dist run the data command first.
func StaleReason(fsys fs.FS) (string, error) {
	data, err := fs.ReadFile(fsys, ManifestFile)
	if errors.Is(err, fs.ErrNotExist) {
		return "they have never been worked out", nil
	}
	if err != nil {
		return "", err
	}
	var m Manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return "", fmt.Errorf("%s: %w", ManifestFile, err)
	}
	if m.Method != control.MethodVersion {
		return "the method has changed", nil
	}
	now, err := InputHashes(fsys)
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
		if err != nil || SHA256Hex(data) != m.Outputs[name] {
			return name + " is not as it was worked out", nil
		}
	}
	return "", nil
}

// Encode writes the manifest as ManifestFile has it.
func (m *Manifest) Encode() ([]byte, error) {
	data, err := json.MarshalIndent(m, "", "  ")
	return append(data, '\n'), err
}
