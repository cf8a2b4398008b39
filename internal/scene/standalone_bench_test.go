package scene

import "testing"

// BenchmarkLayoutStandalone measures the layout of a standalone picture.
func BenchmarkLayoutStandalone(b *testing.B) {
	w := testWorld(b)
	p := testPicture(w, 900, 600)
	p.Figures = []Figure{
		{Value: "19%", Text: "of Ukraine, range 18–20%"},
		{Value: "78%", Text: "of Donetsk oblast, range 69–85%"},
	}
	p.Notes = []string{
		"A freeze would stop both sides where they stood. The line is a reference, nobody’s proposal."}
	p.Legend = []LegendEntry{
		{Swatch: "held-2022", Label: "Controlled by Russian forces since February 2022"},
		{Swatch: "contested", Label: "Sources differ"},
		{Swatch: "contact", Label: "Line of contact"},
	}
	for b.Loop() {
		w.furniture = nil
		newFrame(w, p)
	}
}
