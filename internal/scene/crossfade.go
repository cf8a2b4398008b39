package scene

// Crossfade is how one picture gives way to another of the same part of the map. What the pictures
// write is no part of it: figures and names are never between two days, and Picture.Veil hides them
// meanwhile.
type Crossfade struct {
	// From is what was shown before: its Date, Layers and Zones count; camera and theme are those
	// of the new picture.
	From *Picture
	// Progress is how far the new picture has come, from 0 to 1.
	Progress float64
}

// active says whether anything is seen of what was shown before.
func (b *Crossfade) active() bool { return b.From != nil && b.Progress < 1 }

// drawBase draws all that is no text. While a picture gives way to another, the new one is drawn
// opaque in a group of its own and laid over the old one once, so that no shape is seen through
// another of the same picture.
func (d *painter) drawBase() {
	if !d.p.Crossfade.active() {
		d.drawBaseLayers()
		return
	}
	before := d.previousPainter()
	before.drawBaseLayers()
	d.stats.DrawCalls += before.stats.DrawCalls
	d.stats.Vertices += before.stats.Vertices
	d.canvas.Group(d.p.Crossfade.Progress, d.drawBaseLayers)
}

// previousPainter draws what was shown before where this picture stands.
func (d *painter) previousPainter() *painter {
	p := *d.p
	from := d.p.Crossfade.From
	p.Date, p.Zones, p.Layers = from.Date, from.Zones, from.Layers
	p.Crossfade = Crossfade{}
	old := *d
	old.p, old.control, old.zones, old.layers, old.stats = &p, d.world.controlByDate[p.Date],
		d.world.zonesByFile[p.Zones.File], nil, Stats{}
	return &old
}

// drawBaseLayers draws land, water and lines.
func (d *painter) drawBaseLayers() {
	d.drawLandAndSea()
	d.drawTerritory()
	d.drawWater()
	d.drawBridges()
	d.drawLines()
}
