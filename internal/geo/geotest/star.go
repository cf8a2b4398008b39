// Package geotest makes random shapes for tests.
package geotest

import (
	"math"
	"math/rand/v2"

	"github.com/paulmach/orb"
)

// Star returns a random ring around a centre. It runs anticlockwise and does not cross itself.
func Star(rng *rand.Rand, center orb.Point, size float64, n int) orb.Ring {
	ring := make(orb.Ring, 0, n+1)
	for i := range n {
		angle := 2 * math.Pi * (float64(i) + 0.8*rng.Float64()) / float64(n)
		r := size * (0.3 + 0.7*rng.Float64())
		ring = append(ring, orb.Point{center[0] + r*math.Cos(angle), center[1] + r*math.Sin(angle)})
	}
	return append(ring, ring[0])
}
