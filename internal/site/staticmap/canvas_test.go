package staticmap

import (
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"truceline/internal/app"
	"truceline/internal/geo"
	"truceline/internal/scene"
)

// pathEdges returns the number of occurrences of each edge in path data, as {x0, y0, x1, y1} in
// whole units, the lesser end first.
func pathEdges(t *testing.T, d string) map[[4]int]int {
	t.Helper()
	edges := map[[4]int]int{}
	var at, start [2]int
	lineTo := func(q [2]int) {
		a, b := at, q
		if b[0] < a[0] || b[0] == a[0] && b[1] < a[1] {
			a, b = b, a
		}
		edges[[4]int{a[0], a[1], b[0], b[1]}]++
		at = q
	}
	forEachCommand(t, d, func(command byte, n []int) {
		switch command {
		case 'M':
			at, start = [2]int{n[0], n[1]}, [2]int{n[0], n[1]}
		case 'l':
			lineTo([2]int{at[0] + n[0], at[1] + n[1]})
		case 'z':
			lineTo(start)
		default:
			t.Fatalf("%q is no move of a shape", command)
		}
	})
	return edges
}

func TestSplitIntoTilesKeepsLine(t *testing.T) {
	box := scene.Bounds{Min: geo.XY{X: -5e5, Y: -4e5}, Max: geo.XY{X: 5e5, Y: 4e5}}
	camera := scene.Camera{W: 900, H: 600}.Fit(box, scene.Insets{})
	c := newCanvas(&Style{}, camera, box, countryMarginX)
	var spiral, ring []geo.XY
	for i := range 600 {
		a := float64(i) / 20
		spiral = append(spiral,
			geo.XY{X: 700 * float64(i) * math.Cos(a), Y: 500 * float64(i) * math.Sin(a)})
	}
	for i := range 90 {
		a := float64(i) / 90 * 2 * math.Pi
		ring = append(ring, geo.XY{X: 3e5 * math.Cos(a), Y: 2e5 * math.Sin(a)})
	}
	ring = append(ring, ring[0])
	for name, line := range map[string][]geo.XY{"spiral": spiral, "ring": ring,
		"short": spiral[:5]} {
		p := scene.NewPath([][]geo.XY{line})
		parts := c.splitIntoTiles(p)
		if short := name == "short"; short != (len(parts) == 1) {
			t.Errorf("%s: %d pieces", name, len(parts))
		}
		got := map[[4]int]int{}
		for _, part := range parts {
			for edge, n := range pathEdges(t, part.d) {
				got[edge] += n
				if cell := tileOf([2]int{edge[0], edge[1]},
					[2]int{edge[2], edge[3]}); cell != part.tile {
					t.Errorf("%s: an edge of square %v is in %v", name, cell, part.tile)
				}
			}
		}
		if want := pathEdges(t, c.pathData(p, false)); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: %d edges in pieces, %d in one", name, len(got), len(want))
		}
	}
}

// Each label of a layout is among the anchored labels with the layout's class. Those have the size
// that the style gives; the layout's text scale makes of it what the program would draw.
func TestAnchoredLabelsCoverEveryLayout(t *testing.T) {
	a, err := app.New(os.DirFS("../../../assets"), app.State{})
	if err != nil {
		t.Fatal(err)
	}
	themes, err := scene.LoadThemes(os.DirFS("../../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(a, NewStyle(themes, a.World().Fonts))
	if err != nil {
		t.Fatal(err)
	}
	labels := s.anchoredLabels()
	written := 0
	for i, layout := range s.layouts {
		var inLayout []anchoredLabel
		for _, n := range labels {
			if slices.Contains(n.classes, breakpointClass(i)) ||
				slices.Contains(n.classes, largerOnlyClass(i)) {
				inLayout = append(inLayout, n)
			}
		}
		if len(inLayout) != len(layout.Labels) {
			t.Errorf("set %d has %d names, want %d", i, len(inLayout), len(layout.Labels))
		}
		written += len(layout.Labels)
		for _, want := range layout.Labels {
			checkAnchoredLabel(t, s.style, i, inLayout, want)
		}
	}
	if len(labels) > written*9/10 {
		t.Errorf("%d names are written %d times", written, len(labels))
	}
}

// checkAnchoredLabel checks that the labels of layout i include one like want.
func checkAnchoredLabel(t *testing.T, style *Style, i int, inLayout []anchoredLabel,
	want scene.StaticLabel) {
	t.Helper()
	size := scene.Breakpoints()[i].TextScale
	found := false
	for _, n := range inLayout {
		if n.Text != want.Text || n.Style.Role != want.Style.Role {
			continue
		}
		found = true
		role := n.Style.Role
		// A label may be smaller and closer spaced where there is little room.
		if base := style.light.Texts[role]; role != "held" && role != "held-2014" &&
			(n.Style.Size > base.Size+1e-9 || n.Style.Spacing > base.Spacing+1e-9) {
			t.Errorf("set %d: %q is %v px, spaced %v, not at most %v and %v", i, want.Text,
				n.Style.Size, n.Style.Spacing, base.Size, base.Spacing)
		}
		for _, pair := range [][2]float64{{n.X * size, want.X}, {n.Y * size, want.Y},
			{n.DotRadius * size, want.DotRadius}, {n.Style.Size * size, want.Style.Size},
			{n.Style.Spacing * size, want.Style.Spacing},
			{n.Leader.X1 * size, want.Leader.X1}, {n.Leader.Y1 * size, want.Leader.Y1}} {
			if math.Abs(pair[0]-pair[1]) > mergeTolerance*1.1 {
				t.Errorf("set %d: %q has %.2f, want %.2f", i, want.Text, pair[0], pair[1])
			}
		}
	}
	if !found {
		t.Errorf("set %d lacks %q", i, want.Text)
	}
}

// All words of a text above or below the map are drawn in every layout.
func TestWriteTextLineKeepsAllWords(t *testing.T) {
	fonts, err := scene.LoadFonts(os.DirFS("../../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	staticStyle := &Style{fonts: fonts,
		texts: roleClasses{prefix: "t", names: []string{"source"}}}
	style := scene.TextStyle{Size: 10, Role: "source"}
	lines := func(texts ...string) (footer scene.Plate) {
		for i, text := range texts {
			footer.Labels = append(footer.Labels,
				scene.Label{Text: text, Y: float64(12 * i), Style: style})
		}
		return footer
	}
	footers := []scene.Plate{lines("one two", "three four", "five"),
		lines("one two three", "four five"), lines("one two three four five")}
	starts := lineStarts(footers)
	s := &Map{style: staticStyle}
	translation := regexp.MustCompile(`translate\(([\d.]+) [\d.]+\)`)
	var drawn []int
	for _, footer := range footers {
		var b strings.Builder
		wordIndex := 0
		for _, label := range footer.Labels {
			wordIndex = s.writeTextLine(&b, label, starts, wordIndex)
		}
		if wordIndex != 5 {
			t.Errorf("%v: %d words, want 5", footer.Labels, wordIndex)
		}
		found := translation.FindAllStringSubmatch(b.String(), -1)
		drawn = append(drawn, len(found))
		last, _ := strconv.ParseFloat(found[len(found)-1][1], 64)
		line := footer.Labels[len(footer.Labels)-1].Text
		want := fonts.Advance(line[:strings.LastIndex(line, "five")], style)
		if math.Abs(last-want) > 0.06 {
			t.Errorf("%q: its last word begins at %.2f, want %.2f", line, last, want)
		}
	}
	if fmt.Sprint(drawn) != "[4 4 4]" || len(s.outlines) != 4 { // one two · three · four · five
		t.Errorf("%v parts of %d texts", drawn, len(s.outlines))
	}
}

// If the hubs are on, the static map has their rings in every layout, of the program's size.
func TestStaticMapShowsHubs(t *testing.T) {
	themes, err := scene.LoadThemes(os.DirFS("../../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	ring := regexp.MustCompile(
		`<svg class="s(\d)" x="[\d.]+%" y="[\d.]+%"><path d="M(\d+) 0A[^"]*" fill="none" class="[^"]*" [^>]*/>`)
	for _, on := range []bool{true, false} {
		a, err := app.New(os.DirFS("../../../assets"),
			app.State{Layers: map[string]bool{scene.LayerHubs: on}})
		if err != nil {
			t.Fatal(err)
		}
		s, err := New(a, NewStyle(themes, a.World().Fonts))
		if err != nil {
			t.Fatal(err)
		}
		rings := map[string]int{}
		for _, m := range ring.FindAllStringSubmatch(string(s.Render()), -1) {
			if rings[m[1]]++; m[2] != formatNumber(s.layouts[0].Marks[0].RadiusPixels) {
				t.Errorf("a ring of %s px", m[2])
			}
		}
		places := len(a.Picture().Hubs)
		for i := range s.layouts {
			if want := map[bool]int{true: places}[on]; rings[strconv.Itoa(i)] != want {
				t.Errorf("hubs %v: %d rings in set %d, want %d", on, rings[strconv.Itoa(i)], i,
					want)
			}
		}
	}
}
