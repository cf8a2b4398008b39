package control

import (
	"fmt"

	"truceline/internal/assetname"
	"truceline/internal/diag"
	"truceline/internal/geo/planar"
)

// Warnings returns what an editor should know although nothing is wrong: settlements whose position
// lies in no oblast's polygon or in another oblast's than the table says, and places that neither
// the table nor the facts locate.
func Warnings(in Input) (diag.List, error) {
	a := planar.NewArrangement()
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
	var offLand, otherOblast, unresolved diag.List
	for _, s := range in.Table.Settlements {
		f := sub.LocateGrid(s.Position)
		switch {
		case f < 0 || code[f] == "":
			offLand = append(offLand, &diag.Diagnostic{File: assetname.Settlements, Place: s.ID,
				Rule: RuleOffLand, Position: s.Position.Point(), HasPosition: true, Note: true})
		case code[f] != s.Oblast:
			otherOblast = append(otherOblast, &diag.Diagnostic{File: assetname.Settlements,
				Place: s.ID, Rule: RuleOtherOblast, Note: true,
				Position: s.Position.Point(), HasPosition: true,
				Detail: fmt.Sprintf("the table has it in %s, the base map's polygon is that of %s",
					s.Oblast, code[f])})
		}
	}
	for _, u := range in.Facts.Unresolved {
		unresolved = append(unresolved, &diag.Diagnostic{File: FactsFile, Place: u.ID,
			Rule: RuleUnresolved, Detail: u.Oblast + ": " + u.What, Note: true})
	}
	return append(append(offLand, otherOblast...), unresolved...), nil
}
