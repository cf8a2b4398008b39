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

	"truceline/internal/assetname"
	"truceline/internal/control"
	"truceline/internal/diag"
	"truceline/internal/gazetteer"
	"truceline/internal/story"
)

// ManifestFile records the inputs from which the shapes and figures were computed.
const ManifestFile = "geojson/data-manifest.json"

// Manifest is the content of ManifestFile. Inputs and Outputs map a file's path to the SHA-256 of
// its bytes, in hexadecimal.
type Manifest struct {
	Method  string            `json:"method"`
	Inputs  map[string]string `json:"inputs"`
	Outputs map[string]string `json:"outputs"`
}

// inputFiles returns the paths of the files that the data command reads.
func inputFiles(fsys fs.FS) ([]string, error) {
	names := []string{assetname.Settlements, control.FactsFile, control.OblastsFile, story.File,
		gazetteer.File}
	imports, err := fs.Glob(fsys, "imports/*.geojson")
	return append(names, imports...), err
}

// InputHashes returns the SHA-256 of each input by path. Of the story only the fields count that
// the computation reads, so that a new layer or step leaves the outputs fresh.
func InputHashes(fsys fs.FS) (map[string]string, error) {
	names, err := inputFiles(fsys)
	if err != nil {
		return nil, err
	}
	hashes := map[string]string{}
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		if name == story.File {
			if data, err = hashedStoryFields(data); err != nil {
				return nil, err
			}
		}
		hashes[name] = SHA256Hex(data)
	}
	return hashes, nil
}

// hashedStoryFields returns the fields of a story on which the shapes and figures depend, as JSON.
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

// SHA256Hex returns the SHA-256 of data in hexadecimal.
func SHA256Hex(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// StaleReason returns why the shapes and figures are out of date, or "" if they are not. Commands
// that only read them warn with it; serve and dist run the data command first.
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
		return "", diag.InFile(ManifestFile, err)
	}
	if m.Method != control.MethodVersion {
		return "the method has changed", nil
	}
	hashes, err := InputHashes(fsys)
	if err != nil {
		return "", err
	}
	for _, name := range slices.Sorted(maps.Keys(hashes)) {
		if m.Inputs[name] != hashes[name] {
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

// Encode returns the manifest as the bytes of ManifestFile.
func (m *Manifest) Encode() ([]byte, error) {
	data, err := json.MarshalIndent(m, "", "  ")
	return append(data, '\n'), err
}
