package scene

// Pick will follow.
func (w *World) Pick(p *Picture, x, y float64) []Hit { return nil }
