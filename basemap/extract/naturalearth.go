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

// neFeature is what is read of one feature of Natural Earth as rgeo carries it.
type neFeature struct {
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

// oblasts returns the 27 regions of Ukraine. The source's other fields attribute two of them to
// Russia, so the ISO code decides.
func oblasts() ([]feature, error) {
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

// countries returns every country that has land in the window, cut at it.
func countries() ([]feature, error) {
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
		if g = clip.MultiPolygon(window, g); len(g) == 0 {
			continue
		}
		out = append(out, feature{id: f.Properties.Country, name: f.Properties.Name, geometry: g})
	}
	return out, nil
}

func readNaturalEarth(packed []byte) ([]neFeature, error) {
	unpacked, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	var collection struct {
		Features []neFeature `json:"features"`
	}
	err = json.NewDecoder(unpacked).Decode(&collection)
	return collection.Features, err
}

func (f neFeature) polygons() (orb.MultiPolygon, error) {
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
