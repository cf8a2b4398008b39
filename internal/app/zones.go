package app

import (
	"cmp"
	"slices"

	"truceline/internal/scene"
	"truceline/internal/story"
)

// zones tell the picture of the chosen scenario.
func (a *App) zones() scene.Zones {
	r, sc := a.result(), a.chosen()
	if r == nil || sc == nil {
		return scene.Zones{}
	}
	z := scene.Zones{
		File:             story.ShapesFile(sc.ID, a.state.Pullback),
		Changes:          a.changeLabels(sc, r),
		Remarks:          a.remarks(sc),
		UnspecifiedLabel: a.words.Text("silent"),
	}
	if len(r.Lines) > 0 {
		z.LineLabel = a.words.Text(lineText(sc), "km", a.words.Length(r.LineKm))
	}
	return z
}

// piece is land of an oblast that would go over to a zone, from one side.
type piece struct {
	area string
	kind pieceKind
	km2  float64
}

// pieceKind is what pieces have in common that have one total.
type pieceKind struct{ zone, from story.Zone }

const (
	// minPiece is the size in km² below which land that would change sides has no label.
	minPiece = 1
	// mostPieces is how many pieces of a kind have labels of their own.
	mostPieces = 4
)

// pieces are those of the oblasts, by kind, the largest first.
func pieces(r *story.Result) (kinds []pieceKind, of map[pieceKind][]piece) {
	of = map[pieceKind][]piece{}
	for _, x := range r.Zones {
		for _, from := range [...]story.Zone{story.ZoneRussia, story.ZoneGovernment} {
			km2, _ := x.ChangedFrom(from)
			if x.Area == idCountry || km2 < minPiece {
				continue
			}
			kind := pieceKind{x.Zone, from}
			if of[kind] == nil {
				kinds = append(kinds, kind)
			}
			of[kind] = append(of[kind], piece{x.Area, kind, km2})
		}
	}
	for _, list := range of {
		slices.SortStableFunc(list, func(a, b piece) int { return cmp.Compare(b.km2, a.km2) })
	}
	return kinds, of
}

// changeLabels tell what would happen to each piece of land that would change sides, and how large it
// is: a strip along the line, which does not end at an oblast's border, and many pieces of one kind
// have one total. The largest comes first.
func (a *App) changeLabels(sc *story.Scenario, r *story.Result) (labels []scene.ChangeLabel) {
	var all []piece
	kinds, of := pieces(r)
	ids := map[piece][]string{}
	for _, kind := range kinds {
		list := of[kind]
		if !sc.HasPullback() && len(list) <= mostPieces {
			for _, p := range list {
				ids[p] = []string{p.id()}
			}
			all = append(all, list...)
			continue
		}
		total := piece{area: idCountry, kind: kind}
		total.km2, _ = r.Zone(kind.zone, idCountry).ChangedFrom(kind.from)
		for _, p := range list {
			ids[total] = append(ids[total], p.id())
		}
		all = append(all, total)
	}
	slices.SortStableFunc(all, func(a, b piece) int { return cmp.Compare(b.km2, a.km2) })
	for _, p := range all {
		size := a.words.Text("card.about", "value", a.pieceSize(r, p))
		labels = append(labels, scene.ChangeLabel{
			AreaIDs: ids[p], Size: size, Remark: a.pieceRemark(sc, p),
			Text: a.words.Text("page.pair", "name", a.words.Text(leaveText(p.kind.from)), "text", size),
		})
	}
	return labels
}

// pieceSize writes how large a piece is: where it is all of a zone, as the zone is written.
func (a *App) pieceSize(r *story.Result, p piece) string {
	if x := r.Zone(p.kind.zone, p.area); p.km2 == x.Km2 {
		return a.zoneSize(x)
	}
	return a.land(p.area, p.km2)
}

func (p piece) id() string { return story.ChangeID(p.area, p.kind.zone, p.kind.from) }

// leaveText is the key of whose forces would leave land that one side holds.
func leaveText(from story.Zone) string {
	if from == story.ZoneRussia {
		return "leave-ru"
	}
	return "leave-ua"
}

// pieceRemark is what has to stand with a piece on the map: what its rule's note says, or that a
// proposal does not say so itself.
func (a *App) pieceRemark(sc *story.Scenario, p piece) string {
	if p.area == idCountry || sc.Kind != story.Proposal {
		return ""
	}
	rule := sc.Rule(p.area)
	if text := a.words.Maybe("scenario.note." + rule.Note + ".map"); rule.Note != "" && text != "" {
		return text
	}
	if rule.Basis == story.Assumed {
		return a.words.Text(story.Assumed.TextKey())
	}
	return ""
}

// remarks are what notes have to say on the map, of land that would be Russia's.
func (a *App) remarks(sc *story.Scenario) (list []scene.Remark) {
	for _, n := range sc.Notes {
		for _, oblast := range n.Oblasts {
			list = append(list, scene.Remark{
				Oblast: oblast, Zone: story.ZoneRussia, Text: a.words.Text("scenario.note." + n.ID + ".map"),
			})
		}
	}
	return list
}

// changedRows say how much would change sides, and how much of that was contested on the day.
func (a *App) changedRows(r *story.Result, changed float64) []Row {
	w, contested := a.words, 0.0
	for _, x := range r.In(idCountry) {
		_, part := x.ChangedFrom(story.ZoneGovernment)
		contested += part
	}
	rows := []Row{{w.Text("plan.changed-row"), w.Text("card.about", "value", a.land(idCountry, changed))}}
	if changed > 0 {
		value := w.Text("card.about", "value", a.land(idCountry, contested))
		if contested < minPiece {
			value = w.Text("plan.changed-none")
		}
		rows = append(rows, Row{w.Text("plan.changed-contested", "date", w.Date(a.state.Date)), value})
	}
	return rows
}
