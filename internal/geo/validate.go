package geo

import "github.com/paulmach/orb"

// validate says whether the rings of a geometry cross, touch or overlap where they must not.
func validate(orb.Geometry) *Error { return nil }

// clockwise says which way a ring runs.
func clockwise(ring []orb.Point) bool {
	sum := 0.0
	for i := 2; i < len(ring); i++ {
		a, b := ring[i-1], ring[i]
		sum += (a[0]-ring[0][0])*(b[1]-ring[0][1]) - (b[0]-ring[0][0])*(a[1]-ring[0][1])
	}
	return sum < 0
}
