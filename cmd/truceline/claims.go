package main

import (
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"text/tabwriter"

	"truceline/internal/locale"
	"truceline/internal/story"
	"truceline/internal/story/measure"
)

// claimsCommand prints claims that name an area and a share beside this map's estimates.
func claimsCommand(t *tool, args []string) error {
	o := newOptions("claims")
	format := o.String("format", "table", "table or json")
	if _, err := o.parse(args, 0); err != nil {
		return err
	}
	write, ok := claimFormats[*format]
	if !ok {
		return badUsage("claims: no format %q; there are table, json", *format)
	}
	fsys, _, err := o.openAssets()
	if err != nil {
		return err
	}
	s, err := story.Load(fsys)
	if err != nil {
		return err
	}
	if err := t.warnIfStale(fsys); err != nil {
		return err
	}
	l, err := locale.Load(fsys, locale.Default)
	if err != nil {
		return err
	}
	c, err := compareClaims(fsys, s, func(key string) string { return l.Text(key) })
	if err != nil {
		return err
	}
	return write(t.stdout, s, c)
}

// compareClaims compares claims and published figures with the figures of the nearest dates. text
// returns the message of a key.
func compareClaims(fsys fs.FS, s *story.Story,
	text func(key string) string) (*story.Comparisons, error) {
	figures := func(date string) (*story.Figures, error) {
		return story.ReadFigures(fsys, date)
	}
	return measure.CompareClaims(s, figures, text)
}

var claimFormats = map[string]func(io.Writer, *story.Story, *story.Comparisons) error{
	"table": writeClaimsTable,
	"json":  writeClaimsJSON,
}

func writeClaimsJSON(w io.Writer, _ *story.Story, c *story.Comparisons) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	return encoder.Encode(c.Claims)
}

func writeClaimsTable(w io.Writer, s *story.Story, c *story.Comparisons) error {
	fmt.Fprintln(w,
		"Claims beside this map's estimate for the nearest date, unrounded. Words become intervals by the table hedges of "+story.File+".")
	fmt.Fprintln(w)
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "id\tarea\tsource\tdate\tclaimed\testimate\trange\tof\tverdict")
	for _, claim := range c.Claims {
		date, _ := s.NearestDate(claim.Date)
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s\t%.1f %%\t%.1f–%.1f %%\t%s\t%s\n", claim.ID, claim.Area,
			claim.Source, claim.Date, claim.Claimed, 100*claim.Estimate, 100*claim.Low,
			100*claim.High, date, verdictText(claim.Verdict))
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(w,
		"\nWhat other maps published, with the difference from this map: dates and denominators differ, so there is no verdict.")
	fmt.Fprintln(w)
	fmt.Fprintln(tw, "id\tas of\tarea\tpublished\tof km²\testimate\tof\tdifference")
	for _, figure := range c.Published {
		published, difference, denominator := figure.Words, "", "not said"
		if figure.Words == "" {
			published, difference = fmt.Sprintf("%.2f %%", 100*figure.Share),
				fmt.Sprintf("%+.1f points", 100*figure.Difference)
		}
		if figure.Denominator > 0 {
			denominator = fmt.Sprintf("%.0f", figure.Denominator)
		}
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s\t%.1f %%\t%s\t%s\n", figure.ID, figure.AsOf,
			figure.Area, published, denominator, 100*figure.Estimate, figure.Date,
			difference)
	}
	return tw.Flush()
}

func verdictText(v story.Verdict) string { return string(v) + " this map's estimate" }
