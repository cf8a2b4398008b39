package scene

// Blend is how one picture gives way to another of the same part of the map. What the pictures write is no part of it:
// figures and names are never between two days, and Picture.Veil hides them meanwhile.
type Blend struct {
	// From is what was shown before: its Date, Layers and Zones count; camera and theme are those of the new picture.
	From *Picture
	// Share is how far the new picture has come, from 0 to 1.
	Share float64
}

// under says whether anything is seen of what was shown before.
func (b *Blend) under() bool { return b.From != nil && b.Share < 1 }

// ground draws all that is no text. While a picture gives way to another, the new one is drawn opaque in a group of
// its own and laid over the old one once, so that no shape is seen through another of the same picture.
func (d *drawer) ground() {
	if !d.p.Blend.under() {
		d.areas()
		return
	}
	before := d.before()
	before.areas()
	d.stats.Draws += before.stats.Draws
	d.stats.Vertices += before.stats.Vertices
	d.canvas.Group(d.p.Blend.Share, d.areas)
}

// before draws what was shown before where this picture stands.
func (d *drawer) before() *drawer {
	p := *d.p
	from := d.p.Blend.From
	p.Date, p.Zones, p.Layers = from.Date, from.Zones, from.Layers
	p.Blend = Blend{}
	old := *d
	old.p, old.ctl, old.zones, old.groups, old.stats = &p, d.world.dates[p.Date], d.world.zones[p.Zones.File], nil, Stats{}
	return &old
}

// areas draws land, water and lines.
func (d *drawer) areas() {
	d.base()
	d.territory()
	d.water()
	d.bridges()
	d.lines()
}
