package main

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/paulmach/orb"
	"truceline/internal/assetname"
	"truceline/internal/gazetteer"
	"truceline/internal/geo"
	"truceline/internal/geo/geojson"
	"truceline/internal/geo/planar"
)

// crimeaBounds, in degrees, contains the polygon of Crimea that Natural Earth's countries assign to
// Russia. Ukraine's regions cover the same land.
var crimeaBounds = orb.Bound{Min: orb.Point{32.4, 44.3}, Max: orb.Point{36.7, 46.3}}

// tables are the rows of the hand-made tables.
type tables struct {
	oblasts, countries, seas, islands, lagoons []row
	rivers, reservoirs, dams, arms, dnipro     []row
	bridges, towns, settlements                []row
}

// readTables reads the tables of inputs, and those of assets about towns and settlements.
func readTables(inputs, assets fs.FS) (tables, error) {
	var t tables
	for _, input := range []struct {
		rows *[]row
		fsys fs.FS
		name string
	}{
		{&t.oblasts, inputs, "tables/oblasts.csv"}, {&t.countries, inputs, "tables/countries.csv"},
		{&t.seas, inputs, "tables/seas.csv"}, {&t.rivers, inputs, "tables/rivers.csv"},
		{&t.islands, inputs, "tables/islands.csv"}, {&t.lagoons, inputs, "tables/lagoons.csv"},
		{&t.reservoirs, inputs, "tables/reservoirs.csv"}, {&t.dams, inputs, "tables/dams.csv"},
		{&t.arms, inputs, "tables/arms.csv"}, {&t.dnipro, inputs, "tables/dnipro.csv"},
		{&t.bridges, inputs, "tables/bridges.csv"},
		{&t.towns, assets, gazetteer.File}, {&t.settlements, assets, assetname.Settlements},
	} {
		var err error
		if *input.rows, err = readTable(input.fsys, input.name); err != nil {
			return tables{}, err
		}
	}
	return t, nil
}

// buildFiles returns the encoded files by name. inputs has the folders sources and tables; assets
// has towns.csv and settlements.csv.
func buildFiles(inputs, assets fs.FS) (map[string][]byte, error) {
	t, err := readTables(inputs, assets)
	if err != nil {
		return nil, err
	}
	land, err := buildLand(inputs, t)
	if err != nil {
		return nil, err
	}
	files := map[string]*geojson.Collection{}
	if err := land.addFiles(t, files); err != nil {
		return nil, err
	}
	lines, err := readDniproLines(t.dnipro)
	if err != nil {
		return nil, err
	}
	rivers := riverBuilder{decimator{border: land.borderSample()}, lines["channel"],
		land.isWater(t.seas)}
	if files["rivers.geojson"], err = rivers.build(inputs, t.rivers); err != nil {
		return nil, err
	}
	if files["bridges.geojson"], err = buildBridges(t.bridges); err != nil {
		return nil, err
	}
	oblasts, err := readSource(inputs, "oblasts.geojson.gz")
	if err != nil {
		return nil, err
	}
	border, err := crimeaBorder(oblasts)
	if err != nil {
		return nil, err
	}
	if err := addInlandWaters(inputs, t, border, files); err != nil {
		return nil, err
	}
	out := map[string][]byte{}
	for name, c := range files {
		slices.SortFunc(c.Features,
			func(a, b geojson.Feature) int { return strings.Compare(a.ID, b.ID) })
		out[name] = geojson.Encode(c)
	}
	return out, nil
}

// buildLand returns the subdivision of the land with its levels of detail.
func buildLand(inputs fs.FS, t tables) (*land, error) {
	oblasts, err := readSource(inputs, "oblasts.geojson.gz")
	if err != nil {
		return nil, err
	}
	countries, err := readSource(inputs, "countries.geojson.gz")
	if err != nil {
		return nil, err
	}
	shore, err := readCoast(inputs, t.lagoons, t.islands)
	if err != nil {
		return nil, err
	}
	full, err := arrangeSources(oblasts, countries, shore, t)
	if err != nil {
		return nil, err
	}
	townPoints := townPositions(t.towns)
	full.Simplify(planar.SimplifyOptions{ConstraintPoints: townPoints})
	decimated, err := full.decimated()
	if err != nil {
		return nil, err
	}
	decimated.Simplify(planar.SimplifyOptions{ConstraintPoints: townPoints})
	return decimated, nil
}

// arrangeSources nodes the sources at full detail and gives every face on the map an owner. It
// arranges them twice, because the towns that need a coastal patch are known only after the first
// pass.
func arrangeSources(oblasts, countries []source, shore *coast, t tables) (*land, error) {
	var regions []region
	for _, s := range oblasts {
		regions = append(regions, region{s.id, orientedRings(snapPolygons(s.polygons))})
	}
	mapCountries := idSet(t.countries)
	for _, s := range countries {
		if mapCountries[s.id] {
			regions = append(regions, region{s.id, orientedRings(withoutCrimea(s))})
		}
	}
	l, err := arrangeCoast(regions, shore, nil, t)
	if err != nil {
		return nil, err
	}
	landByOblast := map[string]orb.MultiPolygon{}
	for _, r := range t.oblasts {
		landByOblast[r["id"]], _ = l.Dissolve(l.ownedBy(r["id"]))
	}
	patches, err := coastalPatches(t.towns, landByOblast)
	if err != nil {
		return nil, err
	}
	if l, err = arrangeCoast(regions, shore, patches, t); err != nil {
		return nil, err
	}
	return l, l.assignSeas(t.seas)
}

// arrangeCoast nodes the regions with the coast, the straits and the coastal patches, and gives
// every face on the map except water an owner.
func arrangeCoast(regions []region, shore *coast, patches []oblastPatch, t tables) (*land, error) {
	var bounds, water, firstPatch int
	l, err := arrangeRegions(regions, func(a *planar.Arrangement, label int) {
		for _, line := range straitLines(regions) {
			a.AddLine(line, label)
		}
		bounds, water, firstPatch = label+1, label+2, label+3
		a.AddRing(shore.boundsRing(), bounds)
		for _, ring := range shore.rings {
			a.AddRing(ring, water)
		}
		for i, patch := range patches {
			a.AddRing(patch.ring, firstPatch+i)
		}
	})
	if err != nil {
		return nil, err
	}
	isWater := l.WindingNumbers(water)
	for i, patch := range patches {
		for face, winding := range l.WindingNumbers(firstPatch + i) {
			if winding > 0 {
				isWater[face] = 0
			}
		}
		l.assignOwner(l.WindingNumbers(firstPatch+i), patch.oblast)
	}
	if err := l.applyCoast(l.WindingNumbers(bounds), isWater, t.islands); err != nil {
		return nil, err
	}
	l.mergeSlivers(maxSliverKm2)
	return l, nil
}

// assignOwner gives the unowned faces with a positive winding number to owner.
func (l *land) assignOwner(winding []int, owner string) {
	for face, n := range winding {
		if n > 0 && l.owner[face] == "" {
			l.owner[face] = owner
		}
	}
}

// oblastPatch is a coastal patch and the oblast that it extends.
type oblastPatch struct {
	oblast string
	ring   []geo.GridPoint
}

// coastalPatches returns a patch for each town off the land.
func coastalPatches(towns []row, landByOblast map[string]orb.MultiPolygon) ([]oblastPatch, error) {
	offLand, err := townsOffLand(towns, landByOblast)
	if err != nil {
		return nil, err
	}
	var out []oblastPatch
	for _, t := range offLand {
		at, _, _ := t.point("lon", "lat") // townsOffLand has checked it
		oblast := landByOblast[t["oblast"]]
		if len(oblast) == 0 {
			return nil, fmt.Errorf("towns.csv: %s: no oblast %q", t["id"], t["oblast"])
		}
		out = append(out, oblastPatch{t["oblast"], coastalPatch(at, oblast)})
	}
	return out, nil
}

// withoutCrimea returns the polygons of a country; Russia's without Crimea.
func withoutCrimea(s source) orb.MultiPolygon {
	if s.id != "RU" {
		return s.polygons
	}
	return slices.DeleteFunc(s.polygons, func(p orb.Polygon) bool {
		b := p.Bound()
		return crimeaBounds.Contains(b.Min) && crimeaBounds.Contains(b.Max)
	})
}

// idSet returns the set of the rows' ids.
func idSet(rows []row) map[string]bool {
	ids := map[string]bool{}
	for _, r := range rows {
		ids[r["id"]] = true
	}
	return ids
}
