package scene

import (
	"slices"
	"strings"

	"truceline/internal/geo"
	"truceline/internal/story"
)

// zoneLabeller places the labels of a scenario.
type zoneLabeller struct{ labeller }

// placeZones labels changes with their size, remarks, and land that the plan does not mention.
func (d zoneLabeller) placeZones(placer *labelPlacer) {
	z, texts := d.zones, &d.p.Zones
	avoid := z.labelledParts(texts)
	d.placeChanges(placer, texts.Changes, avoid)
	for i := range texts.Remarks {
		d.placeRemark(placer, &texts.Remarks[i])
	}
	for _, f := range z.land {
		if f.isUnspecified() && texts.UnspecifiedLabel != "" {
			d.placeCallout(placer, &callout{
				key: labelID{texts.UnspecifiedLabel,
					f.innerPoint(d.world.labelAnchorsOf(f))},
				paragraphs: []paragraph{{texts.UnspecifiedLabel, d.textStyle("silent")}},
				area:       f, maxLines: calloutMaxLines, avoidAreas: avoid,
				outsideRules: d.outsideRules(nil),
			})
		}
	}
}

// outsideRules returns rules that prefer points for which allowedAt is true, clear of coasts, then
// any points clear of coasts, then any points.
func (d zoneLabeller) outsideRules(allowedAt func(geo.XY) bool) []outsideRule {
	return []outsideRule{{allowedAt: allowedAt, avoidCoasts: true}, {avoidCoasts: true}, {}}
}

// offRussianZone reports whether a point is not on land that would be Russia's, where a label of
// adjacent land would seem to be about Russia's.
func (d zoneLabeller) offRussianZone(q geo.XY) bool {
	return d.zoneTextRoleAt(q) != zoneTextRole(story.ZoneRussia)
}

// labelledParts returns the areas of all changes with labels and of land that the plan does not
// mention.
func (z *zoneMap) labelledParts(texts *Zones) (parts []*geometryPart) {
	for _, change := range z.changes {
		for i := range texts.Changes {
			if slices.Contains(texts.Changes[i].AreaIDs, change.id) {
				parts = append(parts, change.parts...)
			}
		}
	}
	for _, f := range z.land {
		if f.isUnspecified() {
			parts = append(parts, f.parts...)
		}
	}
	return parts
}

// placeChanges places the labels of changes, the most important first. All of them have their full
// text if that leaves room for each. Otherwise fewer have it, so that as few as possible lack their
// size.
func (d zoneLabeller) placeChanges(placer *labelPlacer, list []ChangeLabel, avoid []*geometryPart) {
	saved := placer.snapshot()
	place := func(inWords int) (placed int) {
		for i := range list {
			if d.placeChange(placer, &list[i], avoid, i < inWords) {
				placed++
			}
		}
		return placed
	}
	bestCount, mostPlaced := len(list), -1
	for inWords := len(list); inWords >= 0; inWords = min(inWords-1, maxWorded) {
		n := place(inWords)
		if n == len(list) {
			return
		}
		if n > mostPlaced {
			bestCount, mostPlaced = inWords, n
		}
		placer.restore(saved)
	}
	place(bestCount)
}

// maxWorded is the maximum number of changes with their full text if not all have it.
const maxWorded = 2

// placeChange places the label of a change, with its full text or its size alone, and reports
// whether there was room.
func (d zoneLabeller) placeChange(placer *labelPlacer, change *ChangeLabel, avoid []*geometryPart,
	inWords bool) bool {
	area := d.zones.mergedArea(change.AreaIDs)
	if area == nil {
		return true
	}
	rules := d.outsideRules(d.offRussianZone)
	c := &callout{
		// two changes may have the same text
		key:  labelID{change.Text, area.innerPoint(d.world.labelAnchorsOf(area))},
		area: area, avoidAreas: avoid, outsideRules: rules[:2], // full texts avoid coasts
	}
	for _, paragraphs := range d.changeTexts(change, inWords) {
		if c.paragraphs = paragraphs; len(paragraphs) == 1 {
			c.outsideRules = rules
		}
		if c.maxLines = calloutMaxLines; len(paragraphs) > 2 {
			c.maxLines += 2
		}
		if d.placeCallout(placer, c) {
			return true
		}
	}
	return false
}

// changeTexts returns the possible texts of a change, the best first: with its remark, without it,
// and its size.
func (d zoneLabeller) changeTexts(c *ChangeLabel, inWords bool) (texts [][]paragraph) {
	style := d.textStyle("change")
	size := []paragraph{{c.Size, style}}
	text := strings.TrimRight(strings.TrimSuffix(c.Text, c.Size), " ")
	if !inWords || text == "" {
		return [][]paragraph{size}
	}
	style.Bold = false
	words := append([]paragraph{{text, style}}, size...)
	if c.Remark != "" {
		texts = append(texts,
			append(slices.Clone(words), paragraph{c.Remark, d.textStyle("silent")}))
	}
	return append(texts, words, size)
}

// mergedArea returns the land of several changes as one feature with the anchor of the largest, or
// nil if there is none.
func (z *zoneMap) mergedArea(ids []string) *feature {
	key := strings.Join(ids, " ")
	if f, ok := z.mergedChanges[key]; ok {
		return f
	}
	var merged *feature
	largest := 0.0
	for _, change := range z.changes {
		if !slices.Contains(ids, change.id) {
			continue
		}
		if merged == nil {
			merged = &feature{kind: KindHeld, id: key, bounds: EmptyBounds()}
		}
		merged.parts = append(merged.parts, change.parts...)
		merged.bounds = merged.bounds.Union(change.bounds)
		if size := change.bounds.longerSide(); size > largest {
			largest, merged.anchor, merged.hasAnchor = size, change.anchor, change.hasAnchor
		}
	}
	if z.mergedChanges == nil {
		z.mergedChanges = map[string]*feature{}
	}
	z.mergedChanges[key] = merged
	return merged
}

// placeRemark places a label on an oblast's land in a zone.
func (d zoneLabeller) placeRemark(placer *labelPlacer, r *Remark) {
	i := slices.IndexFunc(d.world.oblasts, func(f *feature) bool { return f.ref == r.Oblast })
	if i < 0 {
		return
	}
	f := d.world.oblasts[i]
	fits := func(box *anchoredBox) bool {
		q := box.boundsAt(placer.lo).Center()
		return d.zoneTextRoleAt(q) == zoneTextRole(r.Zone) || d.outsideUkraine(q)
	}
	placer.withFilter(fits, func() {
		d.placeCallout(placer, &callout{
			key:        labelID{r.Text, f.anchor},
			paragraphs: []paragraph{{r.Text, d.textStyle("silent")}},
			area:       f, maxLines: calloutMaxLines, outsideRules: []outsideRule{{}},
		})
	})
}

// zoneTextRoleAt returns the role of texts on the land at a point, as it is drawn. It is empty on
// land that would remain the government's, on contested land and outside Ukraine.
func (d labeller) zoneTextRoleAt(q geo.XY) string {
	for i := len(d.zones.land) - 1; i >= 0; i-- { // the last is drawn over the others
		f := d.zones.land[i]
		switch {
		case !f.containsAtLevel(d.level, q):
		case f.isUnspecified():
			return unspecifiedTextRole
		case f.zone() == story.ZoneContested:
			return ""
		default:
			return zoneTextRole(f.zone())
		}
	}
	for _, change := range d.zones.changes {
		if change.zone == story.ZoneGovernment && change.containsAtLevel(d.level, q) {
			return zoneTextRole(change.zone)
		}
	}
	return ""
}

// adaptZoneHalos adapts the labels from index from on that are wholly on a zone's land. They get
// its colour and halo, because another halo would look like a hole in the land, and hatches would
// show through it.
func (d labeller) adaptZoneHalos(placer *labelPlacer, from int) {
	for i := range placer.labels[from:] {
		l := &placer.labels[from+i]
		b := l.box.boundsAt(placer.lo)
		role := d.zoneTextRoleAt(b.Center())
		if role == "" {
			continue
		}
		sameRole := func(q geo.XY) bool { return d.zoneTextRoleAt(q) == role }
		if style := d.theme.Texts[role]; holdsAtCorners(b, sameRole) {
			l.restyle(func(t *TextStyle) {
				t.setColor(style)
				t.setHalo(style)
				t.HaloWidth = style.HaloWidth
			})
		}
	}
}
