package geo_test

import (
	"fmt"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

func ExampleAlbers() {
	xy := geo.UkraineAlbers.Forward(orb.Point{37.8, 48})
	lonLat := geo.UkraineAlbers.Inverse(xy)
	fmt.Printf("%.0f m east, %.0f m north, back at %.5f, %.5f\n", xy.X, xy.Y, lonLat[0], lonLat[1])
	// Output: 491409 m east, -34517 m north, back at 37.80000, 48.00000
}

func ExampleArea() {
	degree := orb.Bound{Min: orb.Point{31, 48}, Max: orb.Point{32, 49}}
	fmt.Printf("%.1f km²\n", geo.Area(degree.ToPolygon()))
	// Output: 8217.7 km²
}

func ExampleLength() {
	fmt.Printf("%.3f km\n", geo.Length(orb.LineString{{31, 48}, {31, 49}}))
	// Output: 111.200 km
}
