package scene

func (w *World) insets(p *Picture) Insets            { return Insets{Top: 60, Bottom: 40, Left: 20, Right: 20} }
func (d *drawer) overlays()                          {}
func (d *drawer) highlights()                        {}
func (d *drawer) names()                             {}
func (d *drawer) furniture()                         {}
func (w *World) Pick(p *Picture, x, y float64) []Hit { return nil }
