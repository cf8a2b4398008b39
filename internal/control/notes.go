package control

import (
	"fmt"

	"truceline/internal/geo"
)

// Notes lists what an editor should know though nothing is wrong: settlements whose point lies in no oblast's polygon
// or in another's than the table says, and what neither table nor facts can place.
func Notes(in Input) (Faults, error) {
	a := geo.NewArrangement()
	for i, o := range in.Base.Oblasts {
		a.AddPolygons(o.Land, i)
	}
	sub, err := a.Build()
	if err != nil {
		return nil, err
	}
	code := make([]string, len(sub.Faces))
	for i, o := range in.Base.Oblasts {
		for f, n := range sub.Winding(i) {
			if n > 0 {
				code[f] = o.Code
			}
		}
	}
	var off, elsewhere, open Faults
	for _, s := range in.Table.Settlements {
		f := sub.LocateGrid(s.At)
		switch {
		case f < 0 || code[f] == "":
			off = append(off, &Fault{File: TableFile, Feature: s.ID, Rule: RuleOffLand, Place: placeOf(s.At)})
		case code[f] != s.Oblast:
			elsewhere = append(elsewhere, &Fault{File: TableFile, Feature: s.ID, Rule: RuleElsewhere, Place: placeOf(s.At),
				Detail: fmt.Sprintf("the table has it in %s, the base map's polygon is that of %s", s.Oblast, code[f])})
		}
	}
	for _, u := range in.Facts.Unresolved {
		open = append(open, &Fault{File: FactsFile, Feature: u.ID, Rule: RuleUnsettled, Detail: u.Oblast + ": " + u.What})
	}
	return append(append(off, elsewhere...), open...), nil
}
