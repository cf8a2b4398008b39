package scene

import (
	"slices"
	"testing"

	"github.com/paulmach/orb"
)

// Pictures have the same base if only layers above it differ.
func TestSameBaseFollowsTheLayers(t *testing.T) {
	for i := range layers {
		l := &layers[i]
		if l.toggle == "" {
			continue
		}
		a := &Picture{Layers: map[string]bool{l.toggle: true}}
		b := &Picture{Layers: map[string]bool{l.toggle: false}}
		inBase := slices.ContainsFunc(layers, func(other layer) bool {
			return other.toggle == l.toggle && other.stage == stageBase
		})
		if a.SameBase(b) == inBase {
			t.Errorf("%s: the same base: %v", l.id, a.SameBase(b))
		}
	}
}

// Each role has one mark and one edge, and each kind one rank, whatever row they are found in.
func TestRowsDoNotContradictEachOther(t *testing.T) {
	ids, marks, edges := map[string]bool{}, map[string]SwatchMark{}, map[string]string{}
	for i := range layers {
		l := &layers[i]
		if ids[l.id] {
			t.Errorf("two layers %q", l.id)
		}
		ids[l.id] = true
		for _, role := range l.lines {
			if mark, ok := marks[role]; ok && mark != l.mark {
				t.Errorf("line %q has two marks", role)
			}
			marks[role] = l.mark
		}
		for _, role := range l.fills {
			if edge, ok := edges[role]; ok && edge != l.edge {
				t.Errorf("fill %q has two edges", role)
			}
			edges[role] = l.edge
		}
		if l.kind != "" && (l.pick == nil) == (l.pickSelf == nil) {
			t.Errorf("%s: it is picked in two ways or in none", l.id)
		}
		if defaultLayers[l.toggle] == l.off && l.toggle != "" {
			t.Errorf("%s: switched on by default: %v", l.id, !l.off)
		}
	}
	if len(layers) > 64 {
		t.Error("a layerSet has no room for all layers")
	}
}

// A plain layer of symbols is drawn, labelled and picked by its row alone.
func TestSymbolsNeedNoCode(t *testing.T) {
	w := testWorld(t)
	saved := layers
	defer func() { layers = saved; delete(pickRanks, "mark") }()
	layers = append(slices.Clone(saved), layer{id: "marks", group: "marks", stage: stageSymbols,
		toggle: "marks", off: true, lines: []string{"hub"}, mark: MarkSquare,
		texts: []string{"hub"}, kind: "mark", pick: (*picker).pickSymbols})
	pickRanks["mark"] = 0
	at := orb.Point{31.3, 49.6}
	p := testPicture(w, 900, 600)
	p.Camera = cameraAt(at[0], at[1], 8, 900, 600)
	p.Symbols = []Symbol{{Layer: "marks", ID: "mark-here", Ref: "here", LonLat: at,
		Label: "A place", ShortLabel: "Place"}}
	for _, on := range []bool{false, true} {
		p.Layers = map[string]bool{"marks": on}
		r := newRecorder()
		w.Draw(r, p)
		for what, got := range map[string]bool{
			"drawn": r.draws["marks"] > 0, "labelled": hasLabel(r, "names", "A place"),
			"picked": hasHit(w.Pick(p, 450, 300), "mark-here"),
		} {
			if got != on {
				t.Errorf("on %v: %s %v", on, what, got)
			}
		}
	}
}
