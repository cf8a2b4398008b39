package app

import (
	"cmp"
	"slices"

	"truceline/internal/assetname"
	"truceline/internal/scene"
	"truceline/internal/story"
)

// pictureZones returns the chosen scenario's zones for the picture.
func (b *pictureBuilder) pictureZones() scene.Zones {
	result, sc := b.activeResult(), b.activeScenario()
	if result == nil || sc == nil {
		return scene.Zones{}
	}
	zones := scene.Zones{
		File:             assetname.ScenarioShapes(sc.ID, b.state.Pullback),
		Changes:          b.changeLabels(sc, result),
		Remarks:          b.zoneRemarks(sc),
		UnspecifiedLabel: b.locale.Text("silent"),
	}
	if len(result.Lines) > 0 {
		zones.LineLabel = b.locale.Text(lineLabelKey(sc), "km", b.locale.Length(result.LineKm))
	}
	return zones
}

// landChange is land of an area that would pass from one side to a zone.
type landChange struct {
	area string
	kind landChangeKind
	km2  float64
}

// landChangeKind is what land changes have in common that are counted together.
type landChangeKind struct{ zone, from story.Zone }

const (
	minChangeKm2    = 1 // land changes below this size are not labelled
	maxChangeLabels = 4 // of a kind; more land changes have one label with their total
)

// landChangesByKind returns the land changes of the oblasts by kind, the largest first, and the
// kinds in the order of the result.
func landChangesByKind(result *story.ScenarioResult) (kinds []landChangeKind,
	byKind map[landChangeKind][]landChange) {
	byKind = map[landChangeKind][]landChange{}
	for _, zone := range result.Zones {
		for _, from := range [...]story.Zone{story.ZoneRussia, story.ZoneGovernment} {
			km2, _ := zone.ChangedKm2From(from)
			if zone.Area == idCountry || km2 < minChangeKm2 {
				continue
			}
			kind := landChangeKind{zone.Zone, from}
			if byKind[kind] == nil {
				kinds = append(kinds, kind)
			}
			byKind[kind] = append(byKind[kind], landChange{zone.Area, kind, km2})
		}
	}
	for _, list := range byKind {
		slices.SortStableFunc(list, func(a, b landChange) int { return cmp.Compare(b.km2, a.km2) })
	}
	return kinds, byKind
}

// changeLabels returns labels for the land that would change sides: whose forces would leave it,
// and its size. The land along a pull-back's line, which does not end at borders of oblasts, and
// more than maxChangeLabels of one kind have one label with their total. The largest comes first.
func (b *pictureBuilder) changeLabels(sc *story.Scenario,
	result *story.ScenarioResult) (labels []scene.ChangeLabel) {
	var labelled []landChange
	kinds, byKind := landChangesByKind(result)
	changeIDs := map[landChange][]string{}
	for _, kind := range kinds {
		list := byKind[kind]
		if !sc.HasPullback() && len(list) <= maxChangeLabels {
			for _, change := range list {
				changeIDs[change] = []string{change.id()}
			}
			labelled = append(labelled, list...)
			continue
		}
		total := landChange{area: idCountry, kind: kind}
		total.km2, _ = result.ZoneIn(kind.zone, idCountry).ChangedKm2From(kind.from)
		for _, change := range list {
			changeIDs[total] = append(changeIDs[total], change.id())
		}
		labelled = append(labelled, total)
	}
	slices.SortStableFunc(labelled, func(a, b landChange) int { return cmp.Compare(b.km2, a.km2) })
	for _, change := range labelled {
		size := b.locale.Text("card.about", "value", b.formatChangeArea(result, change))
		labels = append(labels, scene.ChangeLabel{
			AreaIDs: changeIDs[change], Size: size, Remark: b.changeRemark(sc, change),
			Text: b.locale.Text("page.pair",
				"name", b.locale.Text(leavingTextKey(change.kind.from)), "text", size),
		})
	}
	return labels
}

// formatChangeArea formats the size of a land change, like that of its zone if it is all of it.
func (b *pictureBuilder) formatChangeArea(result *story.ScenarioResult, change landChange) string {
	if zone := result.ZoneIn(change.kind.zone, change.area); change.km2 == zone.Km2 {
		return b.formatZoneArea(zone)
	}
	return b.formatLandArea(change.area, change.km2)
}

func (c landChange) id() string { return story.ChangeID(c.area, c.kind.zone, c.kind.from) }

// leavingTextKey returns the key of the text on whose forces would leave land held by a side.
func leavingTextKey(from story.Zone) string {
	if from == story.ZoneRussia {
		return "leave-ru"
	}
	return "leave-ua"
}

// changeRemark returns the caveat on a land change that must be shown on the map: the note of its
// rule, or that this map assumes what the proposal does not say.
func (b *pictureBuilder) changeRemark(sc *story.Scenario, change landChange) string {
	if change.area == idCountry || sc.Kind != story.Proposal {
		return ""
	}
	rule := sc.RuleFor(change.area)
	if text := b.locale.TextOrEmpty("scenario.note." + rule.Note + ".map"); rule.Note != "" &&
		text != "" {
		return text
	}
	if rule.Basis == story.Assumed {
		return b.locale.Text(story.Assumed.TextKey())
	}
	return ""
}

// zoneRemarks returns the notes that must be shown on the map, on land that would be Russia's.
func (b *pictureBuilder) zoneRemarks(sc *story.Scenario) (list []scene.Remark) {
	for _, n := range sc.Notes {
		for _, oblast := range n.Oblasts {
			list = append(list, scene.Remark{
				Oblast: oblast, Zone: story.ZoneRussia,
				Text: b.locale.Text("scenario.note." + n.ID + ".map"),
			})
		}
	}
	return list
}

// changedRows returns how much would change sides, and how much of that was contested on the date.
func (b *scenarioBuilder) changedRows(result *story.ScenarioResult, totalKm2 float64) []Row {
	loc, contested := b.locale, 0.0
	for _, zone := range result.ZonesIn(idCountry) {
		_, contestedPart := zone.ChangedKm2From(story.ZoneGovernment)
		contested += contestedPart
	}
	rows := []Row{{loc.Text("plan.changed-row"),
		loc.Text("card.about", "value", b.formatLandArea(idCountry, totalKm2))}}
	if totalKm2 > 0 {
		value := loc.Text("card.about", "value", b.formatLandArea(idCountry, contested))
		if contested < minChangeKm2 {
			value = loc.Text("plan.changed-none")
		}
		rows = append(rows,
			Row{loc.Text("plan.changed-contested", "date", loc.Date(b.state.Date)), value})
	}
	return rows
}
