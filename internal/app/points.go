package app

import (
	"strings"

	"github.com/paulmach/orb"

	"truceline/internal/scene"
	"truceline/internal/story"
)

// shapePoint is a point of the story with its shape.
type shapePoint struct {
	story.Point
	layer, shape string // their ids
}

// hit returns the point as if it had been picked. The kind of its feature is the shape's id.
func (p shapePoint) hit() scene.Hit {
	return scene.Hit{Kind: scene.Kind(p.shape), ID: p.shape + "-" + p.ID, Ref: p.ID}
}

// visiblePoints returns the points of the layers that are drawn.
func (a *App) visiblePoints() (list []shapePoint) {
	for _, l := range a.story.Layers {
		for _, s := range l.Shapes {
			for _, point := range s.Points {
				if a.layerVisible(l) {
					list = append(list, shapePoint{point, l.ID, s.ID})
				}
			}
		}
	}
	return list
}

// pictureSymbols returns the points that the picture marks.
func (a *App) pictureSymbols() (symbols []scene.Symbol) {
	for _, p := range a.visiblePoints() {
		symbols = append(symbols, scene.Symbol{
			Layer: p.layer, ID: p.hit().ID, Ref: p.ID, LonLat: orb.Point{p.Lon, p.Lat},
			Label:      a.locale.Text("point." + p.ID),
			ShortLabel: a.locale.Text("point." + p.ID + ".short"),
		})
	}
	return symbols
}

// findPoint returns the point of a hit's id, or false if it is not drawn.
func (a *App) findPoint(id string) (shapePoint, bool) {
	if !strings.Contains(id, "-") {
		return shapePoint{}, false
	}
	for _, p := range a.visiblePoints() {
		if p.hit().ID == id {
			return p, true
		}
	}
	return shapePoint{}, false
}

// fillPointCard fills the card of a point. Who held it comes from the date's shapes.
func (a *App) fillPointCard(c *Card, p shapePoint) {
	c.Summary = a.pointHolderText(p)
	c.Notes = append(c.Notes, a.locale.Text("point."+p.ID+".note"))
	if a.activeDate().HasOneSource() {
		c.Notes = append(c.Notes, a.locale.Text("one-source")+".")
	}
	c.Sources = a.sourceLinks(append(a.dateSources(), p.Sources...))
}

// pointHolderText returns the text on who held a point on the date that is shown.
func (a *App) pointHolderText(p shapePoint) string {
	return a.holderCodeText("lead.town-", a.world.HolderAt(a.state.Date, orb.Point{p.Lon, p.Lat}))
}
