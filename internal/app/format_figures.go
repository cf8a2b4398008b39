package app

import (
	"truceline/internal/locale"
	"truceline/internal/story"
)

// How figures of the day and of scenarios are written for people. All of them are rounded by the
// rule of internal/locale, so that page, window and picture show one number for one thing.

// formatShare writes the share of an area that was held.
func (a *App) formatShare(x areaFigures) string { return a.locale.Share(x.Share, x.Low, x.High) }

// formatShareRange writes the range of the share of an area that was held.
func (a *App) formatShareRange(x areaFigures) string { return a.locale.ShareRange(x.Low, x.High) }

// halfRange is half the width in km² of the range of the land held in an area: the edges of any
// part of that land are no better known.
func (x areaFigures) halfRange() float64 { return (x.High - x.Low) / 2 * x.Km2 }

// landAreaUnit is the unit in which a part of the land of an area is written, in km².
func (a *App) landAreaUnit(id string, km2 float64) float64 {
	x, _ := a.dateData().area(id)
	return locale.AreaUnit(km2, x.halfRange())
}

// formatLandArea writes the size of a part of the land of an area, such as what was held of it.
func (a *App) formatLandArea(id string, km2 float64) string {
	return a.locale.Area(km2, a.landAreaUnit(id, km2))
}

// formatLandNumber is land without km².
func (a *App) formatLandNumber(id string, km2 float64) string {
	return a.locale.AreaNumber(km2, a.landAreaUnit(id, km2))
}

// formatTotalArea writes the size of an area itself, which depends on no line.
func (a *App) formatTotalArea(x areaFigures) string {
	return a.locale.Area(x.Km2, locale.AreaUnit(x.Km2, 0))
}

// formatTotalNumber is outline without km².
func (a *App) formatTotalNumber(x areaFigures) string {
	return a.locale.AreaNumber(x.Km2, locale.AreaUnit(x.Km2, 0))
}

// zoneAreaUnit is the unit in which a zone is written. A whole area is written as its outline and
// land that stays as it is like that of the day, which they are; other zones by their own range, or
// where they have none by that of their area.
func (a *App) zoneAreaUnit(x story.ZoneArea) float64 {
	half := (x.High - x.Low) / 2
	switch {
	case x.Share == 1:
		return locale.AreaUnit(x.Km2, 0)
	case x.ChangedKm2() == 0 || half == 0:
		return a.landAreaUnit(x.Area, x.Km2)
	}
	return locale.AreaUnit(x.Km2, half)
}

// formatZoneArea writes the size of a zone.
func (a *App) formatZoneArea(x story.ZoneArea) string {
	return a.locale.Area(x.Km2, a.zoneAreaUnit(x))
}

// formatZoneWithRange is zoneSize with its range where it has one.
func (a *App) formatZoneWithRange(x story.ZoneArea) string {
	w, unit := a.locale, a.zoneAreaUnit(x)
	low, high := w.Area(x.Low, unit), w.Area(x.High, unit)
	if low == high {
		return a.formatZoneArea(x)
	}
	return w.Text("plan.with-range", "value", a.formatZoneArea(x), "low", low, "high", high)
}

// formatZoneShare writes the share of a zone in its area.
func (a *App) formatZoneShare(x story.ZoneArea) string {
	if x.Km2 == 0 {
		return a.locale.Share(0, 0, 0)
	}
	all := x.Km2 / x.Share
	low, high := x.Low/all, x.High/all
	if day, ok := a.dateData().area(x.Area); ok && (low == high || x.ChangedKm2() == 0) {
		low, high = x.Share-(day.High-day.Low)/2, x.Share+(day.High-day.Low)/2
	}
	return a.locale.Share(x.Share, low, high)
}

// formatZoneRange writes the range of a zone's size as a table has it, without km².
func (a *App) formatZoneRange(x story.ZoneArea) string {
	unit := a.zoneAreaUnit(x)
	low, high := a.locale.AreaNumber(x.Low, unit), a.locale.AreaNumber(x.High, unit)
	if low == high {
		return low
	}
	return low + "–" + high
}
