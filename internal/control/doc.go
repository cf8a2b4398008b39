// Package control works out from the settlements who holds which land on a date: held and contested
// polygons, the line of contact, distance bands beside it and how well it is known. It is used by
// the tool alone.
//
// # Method
//
// Settlements (and the places of control-facts.json) carry +1 where Russian forces hold them and −1
// where the government does. Kriging from the nearest 36 that no barrier hides makes a field of
// them in the equal-area plane, whose zero line, drawn on triangles of 1 km that have every
// settlement as a corner, is the line of contact: so every settlement lies on its own side,
// whatever the field says. Contested places count as the government's there; a second field lifts
// them, and between the two zero lines lies contested land. The lines are smoothed and thinned by
// steps that are undone wherever a settlement would change sides. Then they are noded with the
// oblasts' borders on the grid of 1e-5 degrees, once, and all that is exported is a set of faces of
// that subdivision.
//
// Where a line of the facts (the channel of the Dnipro, the neck of Crimea) crosses a triangle
// whose sides differ, the line of contact follows it position by position.
//
// # Alternatives measured
//
// Leaving out one settlement at a time and asking the others, for the 1,246 (settlement, date)
// pairs within 25 km of one of the other side; wrong answers:
//
//	nearest settlement                                  149  12.0 %
//	inverse distance, 6 neighbours, power 2             142  11.4 %
//	inverse distance, 12 neighbours, power 3            135  10.8 %
//	thin-plate spline, 30 neighbours                    125  10.0 %
//	kriging, Matérn 3/2, range 30 km, 30 neighbours     130  10.4 %
//	kriging, linear variogram, 30 neighbours            118   9.5 %
//	kriging, exponential, range 100 km, 24 neighbours   117   9.4 %
//	the same with a fifth of the variance at 3 km       107   8.6 %
//	the same with a fifth of the variance at 5 km       110   8.8 %  (36 neighbours: 111)
//
// The last is used: it wins over 3 km because a lone place then stands at the end of a lobe rather
// than in a bubble, and over 24 neighbours because the line has no steps where a neighbour comes or
// goes. Giving less weight to places that had changed hands since the date before did not help (105
// to 113).
package control
