package scene

import "testing"

func TestPairedFiguresStayTogether(t *testing.T) {
	p := &Picture{Figures: []Figure{
		{Value: "6,000", Paired: true}, {Value: "330", DropFirst: true},
		{Value: "2,000", Paired: true},
	}}
	for count, want := range []string{"", "6,000 2,000 ", "6,000 2,000 ", "6,000 330 2,000 "} {
		got := ""
		for _, f := range p.selectFigures(count) {
			got += f.Value + " "
		}
		if got != want {
			t.Errorf("%d figures: %q, want %q", count, got, want)
		}
	}
	p.Figures = []Figure{{Value: "19%"}, {Value: "99%", DropFirst: true}, {Value: "78%"}}
	if got := p.selectFigures(1); len(got) != 1 || got[0].Value != "19%" {
		t.Errorf("%v is left, want 19%%", got)
	}
}

// TestPlatesReachBeyondThePicture checks the bleed of plates. A drawing that is scaled may end
// within a pixel, which the plates have to cover.
func TestPlatesReachBeyondThePicture(t *testing.T) {
	c := Camera{W: 704, H: 640}
	for _, x := range []struct{ r, want rect }{
		{rect{0, 500, 704, 640}, rect{-2, 500, 706, 642}},
		{rect{0, 0, 704, 90}, rect{-2, -2, 706, 90}},
		{rect{20, 30, 100, 200}, rect{20, 30, 100, 200}},
	} {
		if got := x.r.withBleed(c); got != x.want {
			t.Errorf("%v: %v, want %v", x.r, got, x.want)
		}
	}
}
