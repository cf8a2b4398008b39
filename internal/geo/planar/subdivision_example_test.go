package planar_test

import (
	"fmt"

	"truceline/internal/geo"
	"truceline/internal/geo/planar"
)

// The borders of two oblasts that share an edge, and a line of contact that crosses both.
func ExampleArrangement() {
	const west, east, contact = 0, 1, 2
	a := planar.NewArrangement()
	a.AddRing([]geo.GridPoint{{Lon: 3000000, Lat: 4800000}, {Lon: 3100000, Lat: 4800000},
		{Lon: 3100000, Lat: 4900000}, {Lon: 3000000, Lat: 4900000}}, west)
	a.AddRing([]geo.GridPoint{{Lon: 3100000, Lat: 4800000}, {Lon: 3200000, Lat: 4800000},
		{Lon: 3200000, Lat: 4900000}, {Lon: 3100000, Lat: 4900000}}, east)
	a.AddLine([]geo.GridPoint{{Lon: 2990000, Lat: 4820000}, {Lon: 3210000, Lat: 4880000}}, contact)
	a.PruneDangles = true // removes the ends of the line outside
	s, err := a.Build()
	if err != nil {
		fmt.Println(err)
		return
	}
	inWest := s.WindingNumbers(west)
	for f := range s.Faces {
		fmt.Printf("face %d: west %v, %.0f km², beside %v\n", f, inWest[f] == 1, s.FaceArea(f),
			s.Neighbours(f))
	}
	south := s.Locate(s.Faces[0].InteriorPoint)
	lines, _ := s.EdgesBetween(func(f int) bool { return f == south },
		func(f int) bool { return f >= 0 })
	fmt.Println(lines)
	// Output:
	// face 0: west true, 3006 km², beside [-1 1 2]
	// face 1: west true, 5211 km², beside [-1 0 3]
	// face 2: west false, 5248 km², beside [-1 0 3]
	// face 3: west false, 2970 km², beside [-1 1 2]
	// [[[31 48] [31 48.5] [30 48.22727]]]
}

func ExampleSubdivision_Dissolve() {
	a := planar.NewArrangement()
	// land
	a.AddRing([]geo.GridPoint{{Lon: 0, Lat: 0}, {Lon: 9, Lat: 0}, {Lon: 9, Lat: 9},
		{Lon: 0, Lat: 9}}, 0)
	a.AddRing([]geo.GridPoint{{Lon: 3, Lat: 3}, {Lon: 6, Lat: 3}, {Lon: 6, Lat: 6}}, 1) // a lake
	s, err := a.Build()
	if err != nil {
		fmt.Println(err)
		return
	}
	lake := s.WindingNumbers(1)
	land, _ := s.Dissolve(func(face int) bool { return lake[face] == 0 })
	for _, ring := range land[0] {
		fmt.Println(ring)
	}
	// Output:
	// [[0 0] [9e-05 0] [9e-05 9e-05] [0 9e-05] [0 0]]
	// [[3e-05 3e-05] [6e-05 6e-05] [6e-05 3e-05] [3e-05 3e-05]]
}

func ExampleSubdivision_Simplify() {
	a := planar.NewArrangement()
	a.AddRing([]geo.GridPoint{{Lon: 3000000, Lat: 4800000}, {Lon: 3050000, Lat: 4799000},
		{Lon: 3100000, Lat: 4800000}, {Lon: 3060000, Lat: 4840000}, {Lon: 3050000, Lat: 4850000}},
		0)
	s, err := a.Build()
	if err != nil {
		fmt.Println(err)
		return
	}
	report := s.Simplify(planar.SimplifyOptions{})
	fmt.Println("positions per level:", report.PositionCounts)
	_, levels := s.Dissolve(func(int) bool { return true })
	fmt.Printf("%s\n", levels[0])
	// Output:
	// positions per level: [6 5 5 5 4]
	// 434044
}
