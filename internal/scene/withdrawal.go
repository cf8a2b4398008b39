package scene

import (
	"errors"
	"fmt"
	"io/fs"
)

// WithdrawalArea is land that forces would leave, as a date's file has it.
type WithdrawalArea struct {
	// ID is that of the story's shape.
	ID string
	// Km2 is its size on WGS84.
	Km2 float64
	// Oblasts are the codes of the oblasts in which it lies.
	Oblasts []string
}

// withdrawal is such land with its shape.
type withdrawal struct {
	WithdrawalArea
	*shape
}

// loadWithdrawals reads the withdrawals of a date, where there are some.
func (c *control) loadWithdrawals(fsys fs.FS, date string) error {
	shapes, file, err := readShapes(fsys, "withdrawals-"+date+".geojson", KindWithdrawal, "")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("withdrawals on %s: %w", date, err)
	}
	for i, s := range shapes {
		x := withdrawal{WithdrawalArea{ID: s.id}, s}
		x.Km2, _ = file.Features[i].Properties["km2"].(float64)
		oblasts, _ := file.Features[i].Properties["oblasts"].([]any)
		for _, o := range oblasts {
			if id, ok := o.(string); ok {
				x.Oblasts = append(x.Oblasts, id)
			}
		}
		c.withdrawals = append(c.withdrawals, x)
	}
	return nil
}

// Withdrawals are the withdrawals of a date that was loaded.
func (w *World) Withdrawals(date string) []WithdrawalArea {
	var out []WithdrawalArea
	if c := w.dates[date]; c != nil {
		for _, x := range c.withdrawals {
			out = append(out, x.WithdrawalArea)
		}
	}
	return out
}
