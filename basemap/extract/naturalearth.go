package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"
	"github.com/sams96/rgeo"
)

// naturalEarthFeature holds the fields used of a Natural Earth feature in rgeo's data.
type naturalEarthFeature struct {
	Properties struct {
		Subdivision string `json:"iso_3166_2"`
		Country     string `json:"ISO_A2_EH"`
		Name        string `json:"NAME"`
	} `json:"properties"`
	Geometry struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
	} `json:"geometry"`
}

// readOblasts returns the 27 regions of Ukraine. The source's country fields attribute two of them
// to Russia, so they are selected by ISO 3166-2 code.
func readOblasts() ([]feature, error) {
	all, err := readNaturalEarth(rgeo.Provinces10())
	if err != nil {
		return nil, err
	}
	var out []feature
	for _, f := range all {
		if !strings.HasPrefix(f.Properties.Subdivision, "UA-") {
			continue
		}
		g, err := f.polygons()
		if err != nil {
			return nil, err
		}
		out = append(out, feature{id: f.Properties.Subdivision, geometry: g})
	}
	return out, nil
}

// readCountries returns the countries with land in extractBounds, clipped to it.
func readCountries() ([]feature, error) {
	all, err := readNaturalEarth(rgeo.Countries10())
	if err != nil {
		return nil, err
	}
	var out []feature
	for _, f := range all {
		g, err := f.polygons()
		if err != nil {
			return nil, err
		}
		if g = clip.MultiPolygon(extractBounds, g); len(g) == 0 {
			continue
		}
		out = append(out, feature{id: f.Properties.Country, name: f.Properties.Name, geometry: g})
	}
	return out, nil
}

// readNaturalEarth decodes a compressed feature collection.
func readNaturalEarth(compressed []byte) ([]naturalEarthFeature, error) {
	reader, err := gzip.NewReader(bytes.NewReader(compressed))
	if err != nil {
		return nil, err
	}
	var collection struct {
		Features []naturalEarthFeature `json:"features"`
	}
	err = json.NewDecoder(reader).Decode(&collection)
	return collection.Features, err
}

func (f naturalEarthFeature) polygons() (orb.MultiPolygon, error) {
	switch f.Geometry.Type {
	case "Polygon":
		var p orb.Polygon
		err := json.Unmarshal(f.Geometry.Coordinates, &p)
		return orb.MultiPolygon{p}, err
	case "MultiPolygon":
		var m orb.MultiPolygon
		err := json.Unmarshal(f.Geometry.Coordinates, &m)
		return m, err
	}
	return nil, fmt.Errorf("%s: geometry of type %q", f.Properties.Name, f.Geometry.Type)
}
