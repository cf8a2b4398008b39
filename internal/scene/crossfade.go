package scene

// Crossfade is the transition from one picture to another of the same part of the map. It leaves
// out texts, because no figure or name is between two dates. Picture.OverlayFade hides them during
// a transition.
type Crossfade struct {
	// From is the previous picture. Its Date, Layers and Zones count. Camera and theme are those of
	// the new picture.
	From *Picture
	// Progress is the opacity of the new picture, from 0 to 1.
	Progress float64
}

// active reports whether anything of the previous picture is visible.
func (c *Crossfade) active() bool { return c.From != nil && c.Progress < 1 }

// drawBase draws everything below the overlay. In a crossfade the new picture is drawn opaque in a
// group, and the group is composited once over the previous picture. So no feature shows through
// another of the same picture.
func (d *painter) drawBase() {
	if !d.p.Crossfade.active() {
		d.drawBaseLayers()
		return
	}
	previous := d.previousPainter()
	previous.drawBaseLayers()
	d.stats.DrawCalls += previous.stats.DrawCalls
	d.stats.Vertices += previous.stats.Vertices
	d.canvas.Group(d.p.Crossfade.Progress, d.drawBaseLayers)
}

// previousPainter returns a painter of the previous picture with this picture's camera.
func (d *painter) previousPainter() *painter {
	p := *d.p
	from := d.p.Crossfade.From
	p.Date, p.Zones, p.Layers = from.Date, from.Zones, from.Layers
	p.Crossfade = Crossfade{}
	previous := *d
	previous.p, previous.groups, previous.stats = &p, nil, Stats{}
	previous.control = d.world.controlByDate[p.Date]
	previous.zones = d.world.zonesByFile[p.Zones.File]
	return &previous
}

// drawBaseLayers draws land, water and lines.
func (d *painter) drawBaseLayers() {
	d.linework = d.world.lineworkFor(d.lineworkKey())
	d.drawLayers(stageBase)
}
