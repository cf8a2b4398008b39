package app

import (
	"cmp"
	"slices"

	"truceline/internal/scene"
	"truceline/internal/story"
)

// pictureZones tell the picture of the chosen scenario.
func (a *App) pictureZones() scene.Zones {
	r, sc := a.activeResult(), a.activeScenario()
	if r == nil || sc == nil {
		return scene.Zones{}
	}
	z := scene.Zones{
		File:             story.ScenarioShapesFile(sc.ID, a.state.Pullback),
		Changes:          a.changeLabels(sc, r),
		Remarks:          a.zoneRemarks(sc),
		UnspecifiedLabel: a.locale.Text("silent"),
	}
	if len(r.Lines) > 0 {
		z.LineLabel = a.locale.Text(lineLabelKey(sc), "km", a.locale.Length(r.LineKm))
	}
	return z
}

// landChange is land of an oblast that would go over to a zone, from one side.
type landChange struct {
	area string
	kind landChangeKind
	km2  float64
}

// landChangeKind is what pieces have in common that have one total.
type landChangeKind struct{ zone, from story.Zone }

const (
	// minChangeKm2 is the size in km² below which land that would change sides has no label.
	minChangeKm2 = 1
	// maxChangeLabels is how many pieces of a kind have labels of their own.
	maxChangeLabels = 4
)

// landChangesByKind are those of the oblasts, by kind, the largest first.
func landChangesByKind(r *story.ScenarioResult) (kinds []landChangeKind,
	of map[landChangeKind][]landChange) {
	of = map[landChangeKind][]landChange{}
	for _, x := range r.Zones {
		for _, from := range [...]story.Zone{story.ZoneRussia, story.ZoneGovernment} {
			km2, _ := x.ChangedKm2From(from)
			if x.Area == idCountry || km2 < minChangeKm2 {
				continue
			}
			kind := landChangeKind{x.Zone, from}
			if of[kind] == nil {
				kinds = append(kinds, kind)
			}
			of[kind] = append(of[kind], landChange{x.Area, kind, km2})
		}
	}
	for _, list := range of {
		slices.SortStableFunc(list, func(a, b landChange) int { return cmp.Compare(b.km2, a.km2) })
	}
	return kinds, of
}

// changeLabels tell what would happen to each piece of land that would change sides, and how large
// it is: a strip along the line, which does not end at an oblast's border, and many pieces of one
// kind have one total. The largest comes first.
func (a *App) changeLabels(sc *story.Scenario,
	r *story.ScenarioResult) (labels []scene.ChangeLabel) {
	var all []landChange
	kinds, of := landChangesByKind(r)
	ids := map[landChange][]string{}
	for _, kind := range kinds {
		list := of[kind]
		if !sc.HasPullback() && len(list) <= maxChangeLabels {
			for _, p := range list {
				ids[p] = []string{p.id()}
			}
			all = append(all, list...)
			continue
		}
		total := landChange{area: idCountry, kind: kind}
		total.km2, _ = r.ZoneIn(kind.zone, idCountry).ChangedKm2From(kind.from)
		for _, p := range list {
			ids[total] = append(ids[total], p.id())
		}
		all = append(all, total)
	}
	slices.SortStableFunc(all, func(a, b landChange) int { return cmp.Compare(b.km2, a.km2) })
	for _, p := range all {
		size := a.locale.Text("card.about", "value", a.formatChangeArea(r, p))
		labels = append(labels, scene.ChangeLabel{
			AreaIDs: ids[p], Size: size, Remark: a.changeRemark(sc, p),
			Text: a.locale.Text("page.pair", "name", a.locale.Text(leavingTextKey(p.kind.from)),
				"text", size),
		})
	}
	return labels
}

// formatChangeArea writes how large a piece is: where it is all of a zone, as the zone is written.
func (a *App) formatChangeArea(r *story.ScenarioResult, p landChange) string {
	if x := r.ZoneIn(p.kind.zone, p.area); p.km2 == x.Km2 {
		return a.formatZoneArea(x)
	}
	return a.formatLandArea(p.area, p.km2)
}

func (p landChange) id() string { return story.ChangeID(p.area, p.kind.zone, p.kind.from) }

// leavingTextKey is the key of whose forces would leave land that one side holds.
func leavingTextKey(from story.Zone) string {
	if from == story.ZoneRussia {
		return "leave-ru"
	}
	return "leave-ua"
}

// changeRemark is what has to stand with a piece on the map: what its rule's note says, or that a
// proposal does not say so itself.
func (a *App) changeRemark(sc *story.Scenario, p landChange) string {
	if p.area == idCountry || sc.Kind != story.Proposal {
		return ""
	}
	rule := sc.RuleFor(p.area)
	if text := a.locale.TextOrEmpty("scenario.note." + rule.Note + ".map"); rule.Note != "" &&
		text != "" {
		return text
	}
	if rule.Basis == story.Assumed {
		return a.locale.Text(story.Assumed.TextKey())
	}
	return ""
}

// zoneRemarks are what notes have to say on the map, of land that would be Russia's.
func (a *App) zoneRemarks(sc *story.Scenario) (list []scene.Remark) {
	for _, n := range sc.Notes {
		for _, oblast := range n.Oblasts {
			list = append(list, scene.Remark{
				Oblast: oblast, Zone: story.ZoneRussia,
				Text: a.locale.Text("scenario.note." + n.ID + ".map"),
			})
		}
	}
	return list
}

// changedRows say how much would change sides, and how much of that was contested on the day.
func (a *App) changedRows(r *story.ScenarioResult, changed float64) []Row {
	w, contested := a.locale, 0.0
	for _, x := range r.ZonesIn(idCountry) {
		_, part := x.ChangedKm2From(story.ZoneGovernment)
		contested += part
	}
	rows := []Row{{w.Text("plan.changed-row"),
		w.Text("card.about", "value", a.formatLandArea(idCountry, changed))}}
	if changed > 0 {
		value := w.Text("card.about", "value", a.formatLandArea(idCountry, contested))
		if contested < minChangeKm2 {
			value = w.Text("plan.changed-none")
		}
		rows = append(rows,
			Row{w.Text("plan.changed-contested", "date", w.Date(a.state.Date)), value})
	}
	return rows
}
