package app

import (
	"truceline/internal/locale"
	"truceline/internal/story"
)

// The functions of this file format figures for readers. They all round by the rules of package
// locale, so that page, window and picture show the same number for the same quantity.

// formatShare formats the share of an area that was held.
func (f *formatter) formatShare(area story.AreaFigures) string {
	return f.locale.Share(area.Share, area.Low, area.High)
}

// formatShareRange formats the range of the share of an area that was held.
func (f *formatter) formatShareRange(area story.AreaFigures) string {
	return f.locale.ShareRange(area.Low, area.High)
}

// landAreaUnit returns the unit in km² to which a part of the land of an area is rounded.
func (f *formatter) landAreaUnit(id string, km2 float64) float64 {
	area, _ := f.dateData().Area(id)
	return locale.AreaUnit(km2, area.HalfRangeKm2())
}

// formatLandArea formats the size of a part of the land of an area, such as what was held of it.
func (f *formatter) formatLandArea(id string, km2 float64) string {
	return f.locale.Area(km2, f.landAreaUnit(id, km2))
}

// formatLandNumber is formatLandArea without the unit km².
func (f *formatter) formatLandNumber(id string, km2 float64) string {
	return f.locale.AreaNumber(km2, f.landAreaUnit(id, km2))
}

// formatTotalArea formats the size of a whole area, which is known exactly.
func (f *formatter) formatTotalArea(area story.AreaFigures) string {
	return f.locale.Area(area.Km2, locale.AreaUnit(area.Km2, 0))
}

// formatTotalNumber is formatTotalArea without the unit km².
func (f *formatter) formatTotalNumber(area story.AreaFigures) string {
	return f.locale.AreaNumber(area.Km2, locale.AreaUnit(area.Km2, 0))
}

// zoneAreaUnit returns the unit in km² to which the size of a zone is rounded. A zone that is a
// whole area rounds like that area, and land that does not change like land on the date. Other
// zones round by their own range, or if they have none by that of their area.
func (f *formatter) zoneAreaUnit(zone story.ZoneArea) float64 {
	halfRange := (zone.High - zone.Low) / 2
	switch {
	case zone.Share == 1:
		return locale.AreaUnit(zone.Km2, 0)
	case zone.ChangedKm2() == 0 || halfRange == 0:
		return f.landAreaUnit(zone.Area, zone.Km2)
	}
	return locale.AreaUnit(zone.Km2, halfRange)
}

// formatZoneArea formats the size of a zone.
func (f *formatter) formatZoneArea(zone story.ZoneArea) string {
	return f.locale.Area(zone.Km2, f.zoneAreaUnit(zone))
}

// formatZoneWithRange is formatZoneArea with the range, if there is one.
func (f *formatter) formatZoneWithRange(zone story.ZoneArea) string {
	loc, unit := f.locale, f.zoneAreaUnit(zone)
	low, high := loc.Area(zone.Low, unit), loc.Area(zone.High, unit)
	if low == high {
		return f.formatZoneArea(zone)
	}
	return loc.Text("plan.with-range", "value", f.formatZoneArea(zone), "low", low, "high", high)
}

// formatZoneShare formats the share of a zone in its area. Where the zone has no range of its own,
// that of the held land of the area is taken.
func (f *formatter) formatZoneShare(zone story.ZoneArea) string {
	if zone.Km2 == 0 {
		return f.locale.Share(0, 0, 0)
	}
	areaKm2 := zone.Km2 / zone.Share
	low, high := zone.Low/areaKm2, zone.High/areaKm2
	if area, ok := f.dateData().Area(zone.Area); ok && (low == high || zone.ChangedKm2() == 0) {
		low, high = zone.Share-(area.High-area.Low)/2, zone.Share+(area.High-area.Low)/2
	}
	return f.locale.Share(zone.Share, low, high)
}

// formatZoneRange formats the range of a zone's size for a table, without km².
func (f *formatter) formatZoneRange(zone story.ZoneArea) string {
	unit := f.zoneAreaUnit(zone)
	low, high := f.locale.AreaNumber(zone.Low, unit), f.locale.AreaNumber(zone.High, unit)
	if low == high {
		return low
	}
	return low + "–" + high
}
