// Package control computes territorial control from settlements: which land is held or contested on
// a date, the line of contact, the distance bands beside it and the uncertainty of the line. Only
// the editor's tool uses it.
//
// # Method
//
// Each settlement (and each place of control-facts.json) has the value +1 where Russian forces hold
// it and −1 where the government does. Kriging interpolates these values in the equal-area plane,
// from the nearest 36 samples that no barrier separates from the point. The zero line of this field
// is the line of contact. It is traced on triangles of 1 km with every settlement as a corner, so
// every settlement lies on its own side, whatever the field is around it.
//
// Contested places count as the government's in this field. A second field raises their values, and
// the land between the two zero lines is contested. The lines are smoothed and simplified; each of
// these steps is undone where it would move a settlement to the other side. Finally the lines are
// noded with the oblasts' borders on the grid of 1e-5 degrees, and everything exported is a set of
// faces of that subdivision.
//
// The systems of equations have at most 36 unknowns and are solved here by Cholesky's method.
// Libraries of kriging know no barriers, and gonum sums in assembly on some processors only, so
// that results would differ between them.
//
// Where a line of the facts (the channel of the Dnipro, the neck of Crimea) crosses a triangle
// whose corners differ, the line of contact follows it position by position.
//
// # Alternatives measured
//
// Each settlement was left out in turn and predicted from the others, for the 1,246 (settlement,
// date) pairs within 25 km of one of the other side. Wrong predictions:
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
// The last one is used, with 36 neighbours. It is preferred to 3 km because an isolated place then
// lies at the end of a lobe rather than in a bubble, and to 24 neighbours because the line has no
// steps where the set of neighbours changes. Giving less weight to places that had changed hands
// since the previous date did not help (105 to 113).
package control
