package main

import (
	"fmt"

	"truceline/assets"
	"truceline/internal/assetcheck"
	"truceline/internal/diag"
)

// checkCommand checks every file that an editor can change and prints each fault with its file,
// place, rule and position.
func checkCommand(t *tool, args []string) error {
	o := newOptions("check")
	if _, err := o.parse(args, 0); err != nil {
		return err
	}
	fsys, _, err := o.openAssets()
	if err != nil {
		return err
	}
	faults, notes := assetcheck.Run(assets.FS, fsys,
		func(d *diag.Diagnostic) { fmt.Fprintf(t.stdout, "%s: %v\n", severity(d), d) })
	fmt.Fprintf(t.stdout, "%d faults, %d notes\n", faults, notes)
	if faults > 0 {
		return errReported
	}
	return nil
}

func severity(d *diag.Diagnostic) string {
	if d.Note {
		return "note"
	}
	return "fault"
}
