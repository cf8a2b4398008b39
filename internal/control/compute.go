package control

import (
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"sync"
)

// ReadInput reads the base map, the table and the facts.
func ReadInput(fsys fs.FS) (Input, error) {
	base, err := ReadBaseMap(fsys)
	if err != nil {
		return Input{}, err
	}
	file, err := fsys.Open(SettlementsFile)
	if err != nil {
		return Input{}, err
	}
	defer file.Close()
	table, err := ReadSettlements(file, SettlementsFile)
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

// Options says what Work works out. The zero value: all dates of the table, the last one with
// distance bands.
type Options struct {
	// Dates are those to work out. Nil: all of the table.
	Dates []string
	// DistanceBandDates are dates that get distance bands besides the last of the table. Nil: no
	// others.
	DistanceBandDates []string
	// OnComputed is called when a date is finished, one call at a time. Nil: nobody is told.
	OnComputed func(d *Snapshot)
}

// Compute works dates out and returns them in the order asked for. The outcome does not depend on
// how many processors there are.
func Compute(in Input, o Options) ([]*Snapshot, error) {
	if o.Dates == nil {
		o.Dates = in.Table.Dates
	}
	bands := append(slices.Clone(o.DistanceBandDates), in.Table.Dates[len(in.Table.Dates)-1])
	w, err := newSnapshotBuilder(in)
	if err != nil {
		return nil, err
	}
	days := make([]*Snapshot, len(o.Dates))
	errs := make([]error, len(o.Dates))
	var group sync.WaitGroup
	var tell sync.Mutex
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, date := range o.Dates {
		group.Go(func() {
			free <- struct{}{}
			defer func() { <-free }()
			days[i], errs[i] = w.build(date, slices.Contains(bands, date))
			if errs[i] == nil && o.OnComputed != nil {
				tell.Lock()
				defer tell.Unlock()
				o.OnComputed(days[i])
			}
		})
	}
	group.Wait()
	for i, err := range errs {
		if err != nil {
			return nil, fmt.Errorf("%s: %w", o.Dates[i], err)
		}
	}
	return days, nil
}

// MethodVersion names what shapes are worked out with. It changes whenever the same tables would
// give other shapes, so that committed shapes can be known to be out of date.
const MethodVersion = "kriging-2"
