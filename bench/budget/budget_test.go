package budget

import (
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"io/fs"
	"maps"
	"os"
	"runtime"
	"slices"
	"testing"

	"truceline/internal/render/gpu/gputest"
)

var renewBaseline = flag.Bool("renew", false, "write what is counted as the new baseline")

const (
	baselineFile = "../baseline.json"
	// tolerance is how far a figure may exceed its baseline, as a share of the baseline.
	tolerance = 0.10
)

func TestMain(m *testing.M) {
	runtime.MemProfileRate = 1 // sample every allocation
	gputest.RunTests(m)
}

// baseline maps the names of the committed figures to their values. Smaller is better for all of
// them.
type baseline map[string]float64

// TestBaseline fails if a figure exceeds its baseline by more than tolerance, if a figure has no
// baseline, or if a baseline has no figure.
func TestBaseline(t *testing.T) {
	gputest.RequireDisplay(t)
	got := baseline{}
	countBytes(t, got)
	countFrames(t, got)
	if *renewBaseline {
		got.write(t)
		return
	}
	want := readBaseline(t)
	for _, name := range slices.Sorted(maps.Keys(got)) {
		compareFigure(t, name, got[name], want)
	}
	for name := range want {
		if _, ok := got[name]; !ok {
			t.Errorf("%s is in %s and is not counted any more: make bench-baseline", name,
				baselineFile)
		}
	}
}

func compareFigure(t *testing.T, name string, got float64, want baseline) {
	t.Helper()
	base, ok := want[name]
	switch {
	case !ok:
		t.Errorf("%s: %g, and not in %s: make bench-baseline", name, got, baselineFile)
	case got > base*(1+tolerance):
		t.Errorf(
			"%s: %g, %+.0f %% against %g: mend it or, where it is worth that much, make bench-baseline", name, got, percentChange(got, base), base)
	case got < base*(1-tolerance):
		t.Logf("%s: %g, %+.0f %% against %g: make bench-baseline keeps the gain", name, got,
			percentChange(got, base), base)
	default:
		t.Logf("%s: %g (%g)", name, got, base)
	}
}

func percentChange(got, base float64) float64 { return (got/cmp.Or(base, 1) - 1) * 100 }

func readBaseline(t *testing.T) baseline {
	t.Helper()
	data, err := os.ReadFile(baselineFile)
	if errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("%s is not there: make bench-baseline", baselineFile)
	} else if err != nil {
		t.Fatal(err)
	}
	var b baseline
	if err := json.Unmarshal(data, &b); err != nil {
		t.Fatalf("%s: %v", baselineFile, err)
	}
	return b
}

func (b baseline) write(t *testing.T) {
	t.Helper()
	data, err := json.MarshalIndent(b, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	tempFile := baselineFile + ".part"
	if err := os.WriteFile(tempFile, append(data, '\n'), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(tempFile, baselineFile); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d figures written to %s", len(b), baselineFile)
}
