package app

import (
	"truceline/internal/locale"
	"truceline/internal/story"
)

// How figures of the day and of scenarios are written for people. All of them are rounded by the rule of
// internal/locale, so that page, window and picture show one number for one thing.

// share writes the share of an area that was held.
func (a *App) share(x area) string { return a.words.Share(x.Share, x.Low, x.High) }

// shareRange writes the range of the share of an area that was held.
func (a *App) shareRange(x area) string { return a.words.ShareRange(x.Low, x.High) }

// halfRange is half the width in km² of the range of the land held in an area: the edges of any part of that land are
// no better known.
func (x area) halfRange() float64 { return (x.High - x.Low) / 2 * x.Km2 }

// landUnit is the unit in which a part of the land of an area is written, in km².
func (a *App) landUnit(id string, km2 float64) float64 {
	x, _ := a.day().area(id)
	return locale.AreaUnit(km2, x.halfRange())
}

// land writes the size of a part of the land of an area, such as what was held of it.
func (a *App) land(id string, km2 float64) string { return a.words.Area(km2, a.landUnit(id, km2)) }

// landNumber is land without km².
func (a *App) landNumber(id string, km2 float64) string {
	return a.words.AreaNumber(km2, a.landUnit(id, km2))
}

// outline writes the size of an area itself, which depends on no line.
func (a *App) outline(x area) string { return a.words.Area(x.Km2, locale.AreaUnit(x.Km2, 0)) }

// outlineNumber is outline without km².
func (a *App) outlineNumber(x area) string {
	return a.words.AreaNumber(x.Km2, locale.AreaUnit(x.Km2, 0))
}

// zoneUnit is the unit in which a zone is written. A whole area is written as its outline and land that stays as it is
// like that of the day, which they are; other zones by their own range, or where they have none by that of their area.
func (a *App) zoneUnit(x story.ZoneArea) float64 {
	half := (x.High - x.Low) / 2
	switch {
	case x.Share == 1:
		return locale.AreaUnit(x.Km2, 0)
	case x.Changed() == 0 || half == 0:
		return a.landUnit(x.Area, x.Km2)
	}
	return locale.AreaUnit(x.Km2, half)
}

// zoneSize writes the size of a zone.
func (a *App) zoneSize(x story.ZoneArea) string { return a.words.Area(x.Km2, a.zoneUnit(x)) }

// zoneWithRange is zoneSize with its range where it has one.
func (a *App) zoneWithRange(x story.ZoneArea) string {
	w, unit := a.words, a.zoneUnit(x)
	low, high := w.Area(x.Low, unit), w.Area(x.High, unit)
	if low == high {
		return a.zoneSize(x)
	}
	return w.Text("plan.with-range", "value", a.zoneSize(x), "low", low, "high", high)
}

// zoneShare writes the share of a zone in its area.
func (a *App) zoneShare(x story.ZoneArea) string {
	if x.Km2 == 0 {
		return a.words.Share(0, 0, 0)
	}
	all := x.Km2 / x.Share
	low, high := x.Low/all, x.High/all
	if day, ok := a.day().area(x.Area); ok && (low == high || x.Changed() == 0) {
		low, high = x.Share-(day.High-day.Low)/2, x.Share+(day.High-day.Low)/2
	}
	return a.words.Share(x.Share, low, high)
}

// zoneRange writes the range of a zone's size as a table has it, without km².
func (a *App) zoneRange(x story.ZoneArea) string {
	unit := a.zoneUnit(x)
	low, high := a.words.AreaNumber(x.Low, unit), a.words.AreaNumber(x.High, unit)
	if low == high {
		return low
	}
	return low + "–" + high
}
