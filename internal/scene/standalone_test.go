package scene

import "testing"

func TestPairedFiguresStayTogether(t *testing.T) {
	p := &Picture{Figures: []Figure{
		{Value: "6,000", Paired: true}, {Value: "330", Wide: true}, {Value: "2,000", Paired: true},
	}}
	for count, want := range []string{"", "6,000 2,000 ", "6,000 2,000 ", "6,000 330 2,000 "} {
		got := ""
		for _, f := range p.chosen(count) {
			got += f.Value + " "
		}
		if got != want {
			t.Errorf("%d figures: %q, want %q", count, got, want)
		}
	}
	p.Figures = []Figure{{Value: "19%"}, {Value: "99%", Wide: true}, {Value: "78%"}}
	if got := p.chosen(1); len(got) != 1 || got[0].Value != "19%" {
		t.Errorf("%v is left, want 19%%", got)
	}
}
