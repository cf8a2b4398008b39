package control

import (
	"fmt"

	"truceline/internal/geo"
)

// Warnings lists what an editor should know though nothing is wrong: settlements whose point lies
// in no oblast's polygon or in another's than the table says, and what neither table nor facts can
// place.
func Warnings(in Input) (Faults, error) {
	a := geo.NewArrangement()
	for i, o := range in.BaseMap.Oblasts {
		a.AddPolygons(o.Land, i)
	}
	sub, err := a.Build()
	if err != nil {
		return nil, err
	}
	code := make([]string, len(sub.Faces))
	for i, o := range in.BaseMap.Oblasts {
		for f, n := range sub.WindingNumbers(i) {
			if n > 0 {
				code[f] = o.Code
			}
		}
	}
	var off, elsewhere, open Faults
	for _, s := range in.Table.Settlements {
		f := sub.LocateGrid(s.Position)
		switch {
		case f < 0 || code[f] == "":
			off = append(off, &Fault{File: SettlementsFile, Feature: s.ID, Rule: RuleOffLand,
				Position: formatPosition(s.Position)})
		case code[f] != s.Oblast:
			elsewhere = append(elsewhere, &Fault{File: SettlementsFile, Feature: s.ID,
				Rule: RuleOtherOblast, Position: formatPosition(s.Position),
				Detail: fmt.Sprintf("the table has it in %s, the base map's polygon is that of %s",
					s.Oblast, code[f])})
		}
	}
	for _, u := range in.Facts.Unresolved {
		open = append(open, &Fault{File: FactsFile, Feature: u.ID, Rule: RuleUnresolved,
			Detail: u.Oblast + ": " + u.What})
	}
	return append(append(off, elsewhere...), open...), nil
}
