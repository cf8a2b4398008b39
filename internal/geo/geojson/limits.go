package geojson

// Limits bounds the documents that Decode accepts. The zero value suits files from anywhere.
type Limits struct {
	// MaxBytes is the greatest length of the document. Zero: 64 MiB.
	MaxBytes int
	// MaxFeatures is the greatest number of features. Zero: 100,000.
	MaxFeatures int
	// MaxPositions is the greatest number of positions in the whole document. Zero: 2,000,000.
	MaxPositions int
	// MaxDepth is the greatest depth of nested arrays and objects. A MultiPolygon in a
	// FeatureCollection needs 8. Zero: 32.
	MaxDepth int
	// SkipRingChecks omits the (expensive) checks that rings do not cross, touch or nest wrongly.
	// It is for files that "truceline check" has validated. All other rules are checked, and rings
	// are wound as RFC 7946 requires.
	SkipRingChecks bool
}

// withDefaults replaces zeros by the default limits.
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
