package main

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/paulmach/orb"
	"truceline/internal/geo"
)

// crimeaBounds holds the polygon that Natural Earth's countries give to Russia; Ukraine's regions
// cover the same land.
var crimeaBounds = orb.Bound{Min: orb.Point{32.4, 44.3}, Max: orb.Point{36.7, 46.3}}

// tables are the hand-made inputs.
type tables struct {
	oblasts, countries, seas, islands, lagoons, rivers, reservoirs, dams, arms, dnipro, bridges, towns, settlements []row
}

// buildFiles returns the committed files by name. here holds the folders sources and tables, assets
// holds towns.csv.
func buildFiles(here, assets fs.FS) (map[string][]byte, error) {
	var t tables
	for _, from := range []struct {
		into   *[]row
		folder fs.FS
		name   string
	}{
		{&t.oblasts, here, "tables/oblasts.csv"}, {&t.countries, here, "tables/countries.csv"},
		{&t.seas, here, "tables/seas.csv"}, {&t.rivers, here, "tables/rivers.csv"},
		{&t.islands, here, "tables/islands.csv"}, {&t.lagoons, here, "tables/lagoons.csv"},
		{&t.reservoirs, here, "tables/reservoirs.csv"}, {&t.dams, here, "tables/dams.csv"},
		{&t.arms, here, "tables/arms.csv"}, {&t.dnipro, here, "tables/dnipro.csv"},
		{&t.bridges, here, "tables/bridges.csv"},
		{&t.towns, assets, "towns.csv"}, {&t.settlements, assets, "settlements.csv"},
	} {
		var err error
		if *from.into, err = readTable(from.folder, from.name); err != nil {
			return nil, err
		}
	}
	land, err := buildLand(here, t)
	if err != nil {
		return nil, err
	}
	files := map[string]*geo.Collection{}
	if err := land.addFiles(t, files); err != nil {
		return nil, err
	}
	channel, err := readDniproLines(t.dnipro)
	if err != nil {
		return nil, err
	}
	r := riverBuilder{decimator{border: land.borderSample()}, channel["channel"],
		land.isWater(t.seas)}
	if files["rivers.geojson"], err = r.build(here, t.rivers); err != nil {
		return nil, err
	}
	if files["bridges.geojson"], err = buildBridges(t.bridges); err != nil {
		return nil, err
	}
	oblasts, err := readSource(here, "oblasts.geojson.gz")
	if err != nil {
		return nil, err
	}
	border, err := crimeaBorder(oblasts)
	if err != nil {
		return nil, err
	}
	if err := addInlandWaters(here, t, border, files); err != nil {
		return nil, err
	}
	out := map[string][]byte{}
	for name, c := range files {
		slices.SortFunc(c.Features,
			func(a, b geo.Feature) int { return strings.Compare(a.ID, b.ID) })
		out[name] = geo.Encode(c)
	}
	return out, nil
}

// buildLand makes the subdivision with its levels of detail.
func buildLand(here fs.FS, t tables) (*land, error) {
	oblasts, err := readSource(here, "oblasts.geojson.gz")
	if err != nil {
		return nil, err
	}
	countries, err := readSource(here, "countries.geojson.gz")
	if err != nil {
		return nil, err
	}
	shore, err := readCoast(here, t.lagoons, t.islands)
	if err != nil {
		return nil, err
	}
	full, err := arrangeSources(oblasts, countries, shore, t)
	if err != nil {
		return nil, err
	}
	places := townPositions(t.towns)
	full.Simplify(geo.SimplifyOptions{ConstraintPoints: places})
	thin, err := full.decimated()
	if err != nil {
		return nil, err
	}
	thin.Simplify(geo.SimplifyOptions{ConstraintPoints: places})
	return thin, nil
}

// arrangeSources nodes the sources at full detail and gives every face on the map an owner. It does
// so twice: towns that stand off the land are known after the first time.
func arrangeSources(oblasts, countries []source, shore *coast, t tables) (*land, error) {
	var regions []region
	for _, s := range oblasts {
		regions = append(regions, region{s.id, orientedRings(snapPolygons(s.polygons))})
	}
	known := idSet(t.countries)
	for _, s := range countries {
		if known[s.id] {
			regions = append(regions, region{s.id, orientedRings(withoutCrimea(s))})
		}
	}
	l, err := arrangeCoast(regions, shore, nil, t)
	if err != nil {
		return nil, err
	}
	shape := map[string]orb.MultiPolygon{}
	for _, r := range t.oblasts {
		shape[r["id"]], _ = l.Dissolve(l.ownedBy(r["id"]))
	}
	lobes, err := coastalPatches(t.towns, shape)
	if err != nil {
		return nil, err
	}
	if l, err = arrangeCoast(regions, shore, lobes, t); err != nil {
		return nil, err
	}
	return l, l.assignSeas(t.seas)
}

// arrangeCoast nodes the regions with the coast, the straits and the lobes of land, and gives every
// face on the map but the water an owner.
func arrangeCoast(regions []region, shore *coast, lobes []oblastPatch, t tables) (*land, error) {
	var window, water, firstLobe int
	l, err := arrangeRegions(regions, func(a *geo.Arrangement, label int) {
		for _, line := range straitLines(regions) {
			a.AddLine(line, label)
		}
		window, water, firstLobe = label+1, label+2, label+3
		a.AddRing(shore.boundsRing(), window)
		for _, ring := range shore.rings {
			a.AddRing(ring, water)
		}
		for i, b := range lobes {
			a.AddRing(b.ring, firstLobe+i)
		}
	})
	if err != nil {
		return nil, err
	}
	wet := l.WindingNumbers(water)
	for i, b := range lobes {
		for face, turns := range l.WindingNumbers(firstLobe + i) {
			if turns > 0 {
				wet[face] = 0
			}
		}
		l.assignOwner(l.WindingNumbers(firstLobe+i), b.oblast)
	}
	if err := l.applyCoast(l.WindingNumbers(window), wet, t.islands); err != nil {
		return nil, err
	}
	l.mergeSlivers(maxSliverKm2)
	return l, nil
}

// assignOwner gives the faces inside a ring that have no owner to a region.
func (l *land) assignOwner(winding []int, owner string) {
	for face, turns := range winding {
		if turns > 0 && l.owner[face] == "" {
			l.owner[face] = owner
		}
	}
}

// oblastPatch is a lobe and the region that it becomes a part of.
type oblastPatch struct {
	oblast string
	ring   []geo.GridPoint
}

func coastalPatches(towns []row, shape map[string]orb.MultiPolygon) ([]oblastPatch, error) {
	off, err := townsOffLand(towns, shape)
	if err != nil {
		return nil, err
	}
	var out []oblastPatch
	for _, t := range off {
		at, _, _ := t.point("lon", "lat") // offLand has read it
		home := shape[t["oblast"]]
		if len(home) == 0 {
			return nil, fmt.Errorf("towns.csv: %s: no oblast %q", t["id"], t["oblast"])
		}
		out = append(out, oblastPatch{t["oblast"], coastalPatch(at, home)})
	}
	return out, nil
}

func withoutCrimea(s source) orb.MultiPolygon {
	if s.id != "RU" {
		return s.polygons
	}
	return slices.DeleteFunc(s.polygons, func(p orb.Polygon) bool {
		b := p.Bound()
		return crimeaBounds.Contains(b.Min) && crimeaBounds.Contains(b.Max)
	})
}

func idSet(rows []row) map[string]bool {
	out := map[string]bool{}
	for _, r := range rows {
		out[r["id"]] = true
	}
	return out
}
