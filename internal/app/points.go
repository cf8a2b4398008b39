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
func (sel *selection) visiblePoints() (list []shapePoint) {
	for _, l := range sel.story.Layers {
		for _, s := range l.Shapes {
			for _, point := range s.Points {
				if sel.layerVisible(l) {
					list = append(list, shapePoint{point, l.ID, s.ID})
				}
			}
		}
	}
	return list
}

// pictureSymbols returns the points that the picture marks.
func (b *pictureBuilder) pictureSymbols() (symbols []scene.Symbol) {
	for _, p := range b.visiblePoints() {
		symbols = append(symbols, scene.Symbol{
			Layer: p.layer, ID: p.hit().ID, Ref: p.ID, LonLat: orb.Point{p.Lon, p.Lat},
			Label:      b.locale.Text("point." + p.ID),
			ShortLabel: b.locale.Text("point." + p.ID + ".short"),
		})
	}
	return symbols
}

// findPoint returns the point of a hit's id, or false if it is not drawn.
func (sel *selection) findPoint(id string) (shapePoint, bool) {
	if !strings.Contains(id, "-") {
		return shapePoint{}, false
	}
	for _, p := range sel.visiblePoints() {
		if p.hit().ID == id {
			return p, true
		}
	}
	return shapePoint{}, false
}

// fillPointCard fills the card of a point. Who held it comes from the date's shapes.
func (b *cardBuilder) fillPointCard(c *Card, p shapePoint) {
	c.Summary = b.pointHolderText(p)
	c.Notes = append(c.Notes, b.locale.Text("point."+p.ID+".note"))
	if b.activeDate().HasOneSource() {
		c.Notes = append(c.Notes, b.locale.Text("one-source")+".")
	}
	c.Sources = b.sourceLinks(append(b.dateSources(), p.Sources...))
}

// pointHolderText returns the text on who held a point on the date that is shown.
func (txt *texts) pointHolderText(p shapePoint) string {
	return txt.holderCodeText("lead.town-", txt.world.HolderAt(txt.state.Date, orb.Point{p.Lon,
		p.Lat}))
}
