package geo

// Limits bounds what Decode takes on. The zero value is right for files from anywhere.
type Limits struct {
	// MaxBytes is the greatest length of the document. Zero: 64 MiB.
	MaxBytes int
	// MaxFeatures is the greatest number of features. Zero: 100,000.
	MaxFeatures int
	// MaxPositions is the greatest number of positions in the whole document. Zero: 2,000,000.
	MaxPositions int
	// MaxDepth is how many arrays and objects may stand in one another. A MultiPolygon in a
	// FeatureCollection needs 8. Zero: 32.
	MaxDepth int
	// SkipRingChecks leaves out the search for crossing, touching and wrongly nested rings, which
	// takes longer than all else together. It is for our own files in the browser, which "truceline
	// check" has already been through. All other rules hold, and rings are wound rightly. False:
	// everything is checked.
	SkipRingChecks bool
}

// withDefaults fills in the zeros.
func (l Limits) withDefaults() Limits {
	for _, f := range []struct {
		value *int
		zero  int
	}{{&l.MaxBytes, 64 << 20}, {&l.MaxFeatures, 100_000}, {&l.MaxPositions, 2_000_000},
		{&l.MaxDepth, 32}} {
		if *f.value == 0 {
			*f.value = f.zero
		}
	}
	return l
}
