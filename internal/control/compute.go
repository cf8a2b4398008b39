package control

import (
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"sync"

	"truceline/internal/assetname"
)

// ReadInput reads the base map, the settlements and the facts from the assets.
func ReadInput(fsys fs.FS) (Input, error) {
	base, err := ReadBaseMap(fsys)
	if err != nil {
		return Input{}, err
	}
	file, err := fsys.Open(assetname.Settlements)
	if err != nil {
		return Input{}, err
	}
	defer file.Close()
	table, err := ReadSettlements(file, assetname.Settlements)
	if err != nil {
		return Input{}, err
	}
	data, err := fs.ReadFile(fsys, FactsFile)
	if err != nil {
		return Input{}, err
	}
	facts, err := ReadFacts(data, FactsFile)
	if err != nil {
		return Input{}, err
	}
	return Input{base, table, facts}, nil
}

// Options selects the dates to compute. The zero value selects all dates of the table, the last one
// with distance bands.
type Options struct {
	// Dates are the dates to compute. Nil: all of the table.
	Dates []string
	// DistanceBandDates are dates that get distance bands, besides the last date of the table.
	DistanceBandDates []string
	// OnComputed is called when a date is finished, one call at a time. Nil: no calls.
	OnComputed func(d *Snapshot)
}

// Compute computes the snapshots of the selected dates, in parallel, and returns them in their
// order. The result does not depend on the number of processors.
func Compute(in Input, o Options) ([]*Snapshot, error) {
	if o.Dates == nil {
		o.Dates = in.Table.Dates
	}
	bands := append(slices.Clone(o.DistanceBandDates), in.Table.Dates[len(in.Table.Dates)-1])
	builder, err := newSnapshotBuilder(in)
	if err != nil {
		return nil, err
	}
	snapshots := make([]*Snapshot, len(o.Dates))
	errs := make([]error, len(o.Dates))
	var wg sync.WaitGroup
	var doneMu sync.Mutex
	semaphore := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, date := range o.Dates {
		wg.Go(func() {
			semaphore <- struct{}{}
			defer func() { <-semaphore }()
			snapshots[i], errs[i] = builder.build(date, slices.Contains(bands, date))
			if errs[i] == nil && o.OnComputed != nil {
				doneMu.Lock()
				defer doneMu.Unlock()
				o.OnComputed(snapshots[i])
			}
		})
	}
	wg.Wait()
	for i, err := range errs {
		if err != nil {
			return nil, fmt.Errorf("%s: %w", o.Dates[i], err)
		}
	}
	return snapshots, nil
}

// MethodVersion identifies the method. It changes whenever the same input would give other shapes,
// so that committed shapes can be recognized as stale.
const MethodVersion = "kriging-2"
